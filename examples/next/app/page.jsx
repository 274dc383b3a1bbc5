// @ts-check
export default function Home() {
  return (
    <form method="post" action="/orders">
      <button>Buy a ticket</button>
    </form>
  );
}
