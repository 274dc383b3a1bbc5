// @ts-check
// What Next runs when the server starts: payments that a crash has interrupted are finished.

export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { recover } = await import('./lib/payments.js');
  const finish = () => recover().catch((error) => console.error('not recovered:', error));
  finish();
  setInterval(finish, 60_000).unref();
}
