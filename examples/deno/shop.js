// @ts-check
// A page for donations that takes Amazon Pay, on Deno: one file, one table.
//
// A donation's number is part of the reference id, and is stored before the first call: a second click, a
// notification and the next start meet what is there already, and nobody gives twice.

import { DatabaseSync } from 'node:sqlite';
import { AmazonPay, AmazonPayError, notificationHandler, ServiceError } from 'amazon-pay-wasm';

const { env } = Deno;
const sandbox = env.get('AMAZON_PAY_ENDPOINT');
/** Who we are to Amazon Pay; a sandbox tells its well-known keys by itself. @type {import('amazon-pay-wasm').AmazonPayOptions} */
const options = sandbox ? await (await fetch(`${sandbox}/sandbox/credentials`)).json() : {
  region: env.get('AMAZON_PAY_REGION'),
  sandbox: env.get('AMAZON_PAY_LIVE') !== 'yes', // Amazon's own, where no money moves
  merchantId: env.get('AMAZON_PAY_MERCHANT_ID'),
  accessKey: env.get('AMAZON_PAY_ACCESS_KEY'),
  secretKey: env.get('AMAZON_PAY_SECRET_KEY'),
  clientId: env.get('AMAZON_PAY_CLIENT_ID'),
};
const widgets = sandbox ? `${sandbox}/Widgets.js` : env.get('AMAZON_PAY_WIDGETS');
const amazon = new AmazonPay(options);

const database = new DatabaseSync(env.get('DONATIONS') ?? 'donations.db');
database.exec(`
  CREATE TABLE IF NOT EXISTS donations (
    number TEXT PRIMARY KEY, amount TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'begun', attempt INTEGER NOT NULL DEFAULT 1,
    reference TEXT UNIQUE, message TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS handled (notification TEXT PRIMARY KEY) STRICT;
`);

/**
 * @typedef {object} Donation
 * @property {string} number
 * @property {string} amount
 * @property {'begun' | 'paying' | 'given'} state
 * @property {number} attempt grows with each decline
 * @property {string | null} reference Amazon's order reference
 * @property {string | null} message for the giver
 */

/** @param {string} number @returns {Donation} */
function donation(number) {
  const row = database.prepare('SELECT * FROM donations WHERE number = ?').get(number);
  if (row === undefined) throw new Refusal('there is no such donation');
  return /** @type {any} */ (row);
}

class Refusal extends Error {}

/**
 * The giver clicked.
 *
 * @param {string} number
 * @param {unknown} reference
 * @param {unknown} attempt the one that his page was about
 */
async function give(number, reference, attempt) {
  // Billing agreements (B, C) are others' subscriptions, and an order reference serves one donation.
  if (typeof reference !== 'string' || !/^[PS][\w-]+$/.test(reference)) throw new Refusal('this is no order reference');
  const isTaken = database.prepare('SELECT 1 FROM donations WHERE reference = ? AND number <> ?').get(reference, number);
  if (isTaken) throw new Refusal("this order reference is another donation's");
  // Changes nothing at a second click.
  database.prepare(`UPDATE donations SET state = 'paying', reference = ?, message = NULL
    WHERE number = ? AND attempt = ? AND state = 'begun' AND coalesce(reference, ?) = ?`)
    .run(reference, number, Number(attempt), reference, reference);
  return settle(number);
}

/** Finds out what became of a donation, and makes it where it was not made. @param {string} number */
async function settle(number) {
  const { state, reference, amount, attempt } = donation(number);
  if (state !== 'paying' || reference === null) return donation(number);
  try {
    const authorizationReferenceId = `${number}-a${attempt}`;
    const { outcome, advice } = await amazon.charge({ id: reference, amount, authorizationReferenceId, sellerOrderId: number, captureNow: true });
    if (outcome === 'captured') keep('given', attempt, reference, null);
    else if (advice.action === 'change-payment-method') keep('begun', attempt + 1, reference, 'Your card was declined. Please choose another one.');
    else if (outcome === 'declined' || outcome === 'closed') keep('begun', attempt + 1, null, 'That did not work. Please try again, or in another way.');
    // Otherwise Amazon has not decided yet; a notification will tell.
  } catch (error) {
    console.error('a donation was not taken:', error);
    // After `unknown` money may have moved: it stays as it is, and is asked about again.
    if (!AmazonPayError.is(error) || error.executed === 'unknown') return donation(number);
    // Nothing can be authorized on an order reference that is closed or does not exist.
    const isUseless = error instanceof ServiceError && ['InvalidOrderReferenceId', 'InvalidOrderReferenceStatus'].includes(error.code);
    const message = error.retryable ? 'Amazon can not be reached at the moment. Please try again.' : 'Amazon did not take it. Please check your card.';
    keep('begun', isUseless ? attempt + 1 : attempt, isUseless ? null : reference, message);
  }
  return donation(number);

  /** Unless another click has come first meanwhile. @param {Donation['state']} now @param {number} next @param {string | null} id @param {string | null} message */
  function keep(now, next, id, message) {
    database.prepare("UPDATE donations SET state = ?, attempt = ?, reference = ?, message = ? WHERE number = ? AND attempt = ? AND state = 'paying'")
      .run(now, next, id, message, number, attempt);
  }
}

const notifications = notificationHandler({
  merchantId: options.merchantId,
  sandbox: options.sandbox ?? false,
  trust: options.trust,
  seen: (id) => database.prepare('SELECT 1 FROM handled WHERE notification = ?').get(id) !== undefined,
  async onNotification(notification) {
    // A reason to look; what it says is not what counts.
    if (notification.type === 'PaymentAuthorize') {
      const number = notification.authorizationDetails.authorizationReferenceId?.replace(/-a\d+$/, '') ?? '';
      if (database.prepare('SELECT 1 FROM donations WHERE number = ?').get(number)) await settle(number);
    }
    database.prepare('INSERT OR IGNORE INTO handled VALUES (?)').run(notification.id);
  },
  onError: (error) => console.error('a notification was not handled:', error),
});

/** @param {Request} request */
async function handle(request) {
  const { pathname } = new URL(request.url);
  const [, place, number = '', action] = pathname.split('/');
  if (pathname === '/ipn') return notifications(request);
  if (request.method === 'POST' && !['same-origin', 'none', null].includes(request.headers.get('sec-fetch-site'))) {
    return new Response('this comes from another site', { status: 403 });
  }
  try {
    if (pathname === '/') return page('<form method="post" action="/donations"><button>Give 5.00</button></form>');
    if (request.method === 'POST' && pathname === '/donations') {
      const made = crypto.randomUUID().replaceAll('-', '').slice(0, 20);
      database.prepare("INSERT INTO donations (number, amount) VALUES (?, '5.00')").run(made);
      return new Response(null, { status: 303, headers: { location: `/donations/${made}` } });
    }
    if (request.method === 'POST' && place === 'donations' && action === 'give') {
      const { reference, attempt } = await request.json();
      return Response.json(await give(number, reference, attempt));
    }
    if (request.method === 'GET' && place === 'donations') return page(shown(donation(number)));
    if (pathname === '/checkout.js') return new Response(await Deno.readTextFile('checkout.js'), { headers: { 'content-type': 'text/javascript' } });
  } catch (error) {
    if (error instanceof Refusal) return new Response(error.message, { status: 400 });
    throw error;
  }
  return new Response('not found', { status: 404 });
}

/** Nothing in it needs escaping: what came from outside, the order reference, was checked. @param {Donation} donation */
function shown({ amount, state, attempt, reference, message }) {
  if (state === 'given') return '<p id="state">Thank you!</p>';
  return `<p id="state">${amount}: ${state === 'begun' ? 'not given yet' : 'we are asking Amazon; reload in a moment'}</p><p role="status">${message ?? ''}</p>
<div id="checkout" data-attempt="${attempt}" data-reference="${reference ?? ''}" data-seller-id="${options.merchantId}" data-client-id="${options.clientId}">
  <div id="amazon-button"></div><div id="wallet"></div><button id="pay" disabled>Give</button>
</div>
<script src="/checkout.js"></script><script async src="${widgets}"></script>`;
}

/** @param {string} content */
function page(content) {
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Give</title><h1>Give</h1>';
  return new Response(head + content, { headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'same-origin' } });
}

Deno.serve({
  hostname: '127.0.0.1',
  port: Number(env.get('PORT') ?? 3000),
  onListen: ({ port }) => console.log(`the shop is open at http://127.0.0.1:${port}`),
}, handle);

// What a crash interrupted, and what Amazon could not be asked about.
async function recover() {
  for (const { number } of database.prepare("SELECT number FROM donations WHERE state = 'paying'").all()) await settle(String(number));
}
recover();
setInterval(recover, 60_000);
