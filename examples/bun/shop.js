// @ts-check
// A tea of the month that takes Amazon Pay, on Bun: one file, one table.
//
// Each month of each subscription has a reference id of its own, and what is to be charged is stored before
// the first call: a second click, a cron job that runs twice, a notification and the next start meet what is
// there already, and nobody pays a month twice.

import { Database } from 'bun:sqlite';
import { AmazonPay, AmazonPayError, notificationHandler } from 'amazon-pay-wasm';

const { env } = process;
const sandbox = env.AMAZON_PAY_ENDPOINT;
/** Who we are to Amazon Pay; a sandbox tells its well-known keys by itself. */
const options = /** @type {import('amazon-pay-wasm').AmazonPayOptions} */ (sandbox ? await (await fetch(`${sandbox}/sandbox/credentials`)).json() : {
  region: env.AMAZON_PAY_REGION,
  sandbox: env.AMAZON_PAY_LIVE !== 'yes', // Amazon's own, where no money moves
  merchantId: env.AMAZON_PAY_MERCHANT_ID,
  accessKey: env.AMAZON_PAY_ACCESS_KEY,
  secretKey: env.AMAZON_PAY_SECRET_KEY,
  clientId: env.AMAZON_PAY_CLIENT_ID,
});
const widgets = sandbox ? `${sandbox}/Widgets.js` : env.AMAZON_PAY_WIDGETS;
const amazon = new AmazonPay(options);
const PRICE = '14.00';
/** Milliseconds; 30 days, but for tests. */
const PERIOD = Number(env.PERIOD ?? 30 * 24 * 60 * 60 * 1000);

const database = new Database(env.SUBSCRIPTIONS ?? 'subscriptions.db', { create: true });
database.run(`CREATE TABLE IF NOT EXISTS subscriptions (
  number TEXT PRIMARY KEY, state TEXT NOT NULL DEFAULT 'new', month INTEGER NOT NULL DEFAULT 1, attempt INTEGER NOT NULL DEFAULT 1,
  due INTEGER NOT NULL DEFAULT 0, agreement TEXT UNIQUE, message TEXT
) STRICT`);
database.run('CREATE TABLE IF NOT EXISTS handled (notification TEXT PRIMARY KEY) STRICT');

/**
 * @typedef {object} Subscription
 * @property {string} number
 * @property {'new' | 'charging' | 'active' | 'late' | 'ended'} state
 * @property {number} month the one that is charged now, or next
 * @property {number} attempt of that month; grows with each decline
 * @property {string | null} agreement Amazon's billing agreement
 * @property {string | null} message for the subscriber
 */

/** @param {string} number @returns {Subscription} */
function subscription(number) {
  const row = database.query('SELECT * FROM subscriptions WHERE number = ?').get(number);
  if (row === null) throw new Refusal('there is no such subscription');
  return /** @type {Subscription} */ (row);
}

class Refusal extends Error {}

/**
 * The subscriber clicked.
 *
 * @param {string} number
 * @param {unknown} agreement
 * @param {unknown} attempt the one that his page was about
 */
async function subscribe(number, agreement, attempt) {
  // Order references (P, S) are for one payment, and an agreement serves one subscription.
  if (typeof agreement !== 'string' || !/^[BC][\w-]+$/.test(agreement)) throw new Refusal('this is no billing agreement');
  if (database.query('SELECT 1 FROM subscriptions WHERE agreement = ? AND number <> ?').get(agreement, number)) {
    throw new Refusal("this billing agreement is another subscription's");
  }
  // Changes nothing at a second click.
  database.query(`UPDATE subscriptions SET state = 'charging', agreement = ?1, message = NULL
    WHERE number = ?2 AND attempt = ?3 AND state = 'new' AND coalesce(agreement, ?1) = ?1`).run(agreement, number, Number(attempt));
  return settle(number);
}

/** Finds out what became of a month's charge, and makes it where it was not made. @param {string} number */
async function settle(number) {
  const { state, agreement, month, attempt } = subscription(number);
  if (state !== 'charging' || agreement === null) return subscription(number);
  /** Unless somebody else has come first meanwhile. @param {Subscription['state']} now @param {Partial<Subscription> & { due?: number }} [more] */
  const keep = (now, { month: next = month, attempt: again = attempt, due = 0, message = null } = {}) =>
    database.query("UPDATE subscriptions SET state = ?, month = ?, attempt = ?, due = ?, message = ? WHERE number = ? AND month = ? AND attempt = ? AND state = 'charging'")
      .run(now, next, again, due, message, number, month, attempt);
  // Who has never paid sees the wallet again; who has, gets a mail: see README.md.
  const back = month === 1 ? 'new' : 'late';
  try {
    const authorizationReferenceId = `${number}-m${month}-a${attempt}`;
    const { outcome } = await amazon.charge({ id: agreement, amount: PRICE, authorizationReferenceId, captureNow: true });
    if (outcome === 'captured') keep('active', { month: month + 1, attempt: 1, due: Date.now() + PERIOD });
    else if (outcome !== 'pending' && outcome !== 'authorized') keep(back, { attempt: attempt + 1, message: 'Your card was declined. Please choose another one.' });
  } catch (error) {
    console.error('a month was not charged:', error);
    // After `unknown` money may have moved: it stays as it is, and is asked about again. So does what the job may
    // simply try again when nobody waits.
    const isOpen = !AmazonPayError.is(error) || error.executed === 'unknown' || (error.retryable && month > 1);
    if (!isOpen) keep(back, { message: 'Amazon did not take it. Please check your card and your consent.' });
  }
  return subscription(number);
}

/** Charges whose month is over, and finishes what was interrupted. */
async function renew() {
  database.query("UPDATE subscriptions SET state = 'charging' WHERE state = 'active' AND due <= ?").run(Date.now());
  await recover();
}

async function recover() {
  const rows = /** @type {Subscription[]} */ (database.query("SELECT * FROM subscriptions WHERE state = 'charging'").all());
  for (const { number } of rows) await settle(number);
}

/** @param {string} number */
async function cancel(number) {
  const { agreement } = subscription(number);
  // First here, so that no month is charged any more; asked again, Amazon does nothing.
  database.query("UPDATE subscriptions SET state = 'ended' WHERE number = ? AND state IN ('active', 'late')").run(number);
  if (agreement !== null && subscription(number).state === 'ended') await amazon.closeBillingAgreement({ amazonBillingAgreementId: agreement });
  return subscription(number);
}

const notifications = notificationHandler({
  merchantId: options.merchantId,
  sandbox: options.sandbox ?? false,
  trust: options.trust,
  seen: (id) => database.query('SELECT 1 FROM handled WHERE notification = ?').get(id) !== null,
  async onNotification(notification) {
    // A reason to look; what it says is not what counts. Whose month was declined, and who has mended his card
    // on Amazon's page, is charged now.
    if (notification.type === 'BillingAgreementNotification') {
      const { amazonBillingAgreementId } = notification.billingAgreement;
      database.query("UPDATE subscriptions SET state = 'charging' WHERE agreement = ? AND state = 'late'").run(amazonBillingAgreementId);
      await recover();
    }
    if (notification.type === 'PaymentAuthorize') await recover();
    database.query('INSERT OR IGNORE INTO handled VALUES (?)').run(notification.id);
  },
  onError: (error) => console.error('a notification was not handled:', error),
});

/** Nothing in it needs escaping: what came from outside, the agreement, was checked. @param {Subscription} subscription */
function shown({ state, month, attempt, agreement, message }) {
  const status = `<p id="state">${state}, ${month - 1} paid</p><p role="status">${message ?? ''}</p>`;
  if (state === 'active' || state === 'late') return `${status}<form method="post" action="cancel"><button>End it</button></form>`;
  if (state !== 'new') return status;
  return `${status}
<div id="checkout" data-attempt="${attempt}" data-agreement="${agreement ?? ''}" data-seller-id="${options.merchantId}" data-client-id="${options.clientId}">
  <div id="amazon-button"></div><div id="wallet"></div><div id="consent"></div><button id="pay" disabled>Subscribe for ${PRICE} a month</button>
</div>
<script src="/checkout.js"></script><script async src="${widgets}"></script>`;
}

/** @param {string} content */
function page(content) {
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tea of the month</title><h1>Tea of the month</h1>';
  return new Response(head + content, { headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'same-origin' } });
}

/** Leads the browser on by GET, so that a reload repeats nothing. @param {string} path */
const see = (path) => new Response(null, { status: 303, headers: { location: path } });

/**
 * What only this shop's own pages may post.
 *
 * @template {{ headers: Headers }} R
 * @param {(request: R) => Response | Promise<Response>} answer
 * @returns {(request: R) => Response | Promise<Response>}
 */
const own = (answer) => (request) => {
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none' ? answer(request) : new Response('this comes from another site', { status: 403 });
};

/** @param {{ headers: Headers }} request */
function isOwner({ headers }) {
  const given = headers.get('authorization') ?? '';
  // Digests, so that the time which the comparison takes says nothing.
  const digest = (/** @type {string} */ text) => new Bun.CryptoHasher('sha256').update(text).digest('hex');
  return Boolean(env.ADMIN_PASSWORD) && digest(given) === digest(`Basic ${btoa(`owner:${env.ADMIN_PASSWORD}`)}`);
}

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: env.PORT ?? 3000,
  routes: {
    '/': () => page('<form method="post" action="/subscriptions"><button>Subscribe</button></form>'),
    '/checkout.js': new Response(await Bun.file('checkout.js').text(), { headers: { 'content-type': 'text/javascript' } }),
    '/ipn': (request) => notifications(request),
    '/subscriptions': {
      POST: own(() => {
        const number = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
        database.query('INSERT INTO subscriptions (number) VALUES (?)').run(number);
        return see(`/subscriptions/${number}/`);
      }),
    },
    '/subscriptions/:number/': ({ params }) => page(shown(subscription(params.number))),
    '/subscriptions/:number/start': {
      POST: own(async (/** @type {Bun.BunRequest<'/subscriptions/:number/start'>} */ request) => {
        const { agreement, attempt } = /** @type {Record<string, unknown>} */ (await request.json());
        return Response.json(await subscribe(request.params.number, agreement, attempt));
      }),
    },
    '/subscriptions/:number/cancel': {
      POST: own(async (/** @type {Bun.BunRequest<'/subscriptions/:number/cancel'>} */ { params }) => {
        await cancel(params.number);
        return see(`/subscriptions/${params.number}/`);
      }),
    },
    // For your cron job, each day.
    '/renew': {
      async POST(request) {
        if (!isOwner(request)) return new Response('who are you?', { status: 401 });
        await renew();
        return new Response('done');
      },
    },
  },
  fetch: () => new Response('not found', { status: 404 }),
  error(error) {
    if (error instanceof Refusal) return new Response(error.message, { status: 400 });
    console.error(error);
    return new Response('something went wrong here', { status: 500 });
  },
});
console.log(`the shop is open at ${server.url}`);
await recover();
