// @ts-check
/** The order's address is all that it takes to see it: no other site shall be told. @type {import('next').Metadata} */
export const metadata = { title: 'Concerts', referrer: 'same-origin' };

/** @param {{ children: import('react').ReactNode }} properties */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <h1>Concerts</h1>
        {children}
      </body>
    </html>
  );
}
