// @ts-check
// A shop that takes Amazon Pay: its pages, what they post, and where Amazon's notifications arrive.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AmazonPay, notificationHandler } from 'amazon-pay-wasm';
import { amazonPay, required } from './amazon.js';
import { listen } from './listen.js';
import { Orders } from './orders.js';
import { adminPage, home, orderPage } from './pages.js';
import { Refusal, Shop } from './shop.js';

const PRICE = '25.00';
const EUROPE = ['uk', 'de', 'eu'];
const MINUTE = 60_000;

const { options, widgets } = await amazonPay();
const url = new URL(required('SHOP_URL'));
const password = required('ADMIN_PASSWORD');
const checkout = readFileSync(new URL('public/checkout.js', import.meta.url), 'utf8');
const isInEurope = EUROPE.includes(options.region);

const orders = new Orders(process.env.ORDERS ?? 'orders.json');
const amazon = new AmazonPay({ ...options, application: { name: 'Tea & Co' } });
const shop = new Shop(amazon, orders, (number) => (isInEurope ? new URL(`/orders/${number}/authenticated`, url).href : undefined));

const notifications = notificationHandler({
  merchantId: options.merchantId,
  sandbox: options.sandbox ?? false,
  trust: options.trust,
  seen: (id) => orders.hasHandled(id),
  onNotification: (notification) => shop.notified(notification),
  onError: (error) => console.error('a notification was not handled:', error),
});

/** @type {[route: RegExp, answer: (request: Request, number: string) => unknown][]} */
const ROUTES = [
  [/^GET \/$/, () => home()],
  [/^GET \/checkout\.js$/, () => new Response(checkout, { headers: { 'content-type': 'text/javascript' } })],
  [/^POST \/orders$/, () => {
    const { number } = orders.put({ number: randomBytes(8).toString('hex'), amount: PRICE, state: 'unpaid', attempt: 1 });
    return see(`/orders/${number}`);
  }],
  [/^GET \/orders\/(\w+)$/, (_request, number) => orderPage(known(number), {
    widgets,
    sellerId: options.merchantId,
    clientId: options.clientId ?? '',
    flow: isInEurope ? 'yes' : 'no',
  })],
  [/^POST \/orders\/(\w+)\/pay$/, async (request, number) => {
    const { reference, attempt } = /** @type {Record<string, unknown>} */ (await request.json());
    const { state } = await shop.pay(number, reference, attempt);
    return Response.json({ state });
  }],
  [/^GET \/orders\/(\w+)\/authenticated$/, async (request, number) => {
    await shop.authenticated(number, new URL(request.url).searchParams.get('AuthenticationStatus') === 'Success');
    return see(`/orders/${number}`);
  }],
  [/^GET \/admin$/, () => adminPage(orders.all())],
  [/^POST \/admin\/orders\/(\w+)\/ship$/, async (_request, number) => {
    await shop.ship(number);
    return see('/admin');
  }],
  [/^POST \/admin\/orders\/(\w+)\/refund$/, async (_request, number) => {
    await shop.refund(number);
    return see('/admin');
  }],
];

/** @param {Request} request */
async function handle(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/ipn') return notifications(request);
  if (request.method === 'POST' && isForeign(request)) return new Response('this comes from another site', { status: 403 });
  if (pathname.startsWith('/admin') && !isAdmin(request)) {
    return new Response('who are you?', { status: 401, headers: { 'www-authenticate': 'Basic realm="orders"' } });
  }
  for (const [route, answer] of ROUTES) {
    const match = route.exec(`${request.method} ${pathname}`);
    if (match === null) continue;
    try {
      return /** @type {Response} */ (await answer(request, match[1] ?? ''));
    } catch (error) {
      if (error instanceof Refusal) return new Response(error.message, { status: 400 });
      throw error;
    }
  }
  return new Response('not found', { status: 404 });
}

/** @param {string} number */
function known(number) {
  const order = orders.get(number);
  if (order === undefined) throw new Refusal('there is no such order');
  return order;
}

/** Leads the browser on by GET, so that a reload repeats nothing. @param {string} path */
function see(path) {
  return new Response(null, { status: 303, headers: { location: path } });
}

/** Whether a browser says that another site's page posts here. @param {Request} request */
function isForeign({ headers }) {
  return !['same-origin', 'none', null].includes(headers.get('sec-fetch-site'));
}

/** @param {Request} request */
function isAdmin({ headers }) {
  const [, given = ''] = /^Basic (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
  const [, ...told] = Buffer.from(given, 'base64').toString().split(':');
  const digest = (/** @type {string} */ text) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(told.join(':')), digest(password));
}

listen(handle, url, Number(process.env.PORT ?? url.port));
// What a crash interrupted, and what Amazon could not be asked about.
const recover = () => shop.recover().catch((error) => console.error('not recovered:', error));
recover();
setInterval(recover, MINUTE).unref();
