// @ts-check
// A shop of digital books that takes Amazon Pay, as a Cloudflare Worker: what its page asks for, and where
// Amazon's notifications arrive. The page itself is in `public`.

import { notificationHandler } from 'amazon-pay-wasm';
import { handledNotifications } from 'amazon-pay-wasm/durable-object';
import { settings } from './amazon.js';

export { NotificationDurableObject, PacingDurableObject } from 'amazon-pay-wasm/durable-object';
export { Order } from './order.js';

const PRICE = '9.99';

/** @typedef {import('./amazon.js').Env} Env */

export default {
  /**
   * @param {Request} request
   * @param {Env} env
   */
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === '/ipn') return notified(request, env);
    if (request.method === 'POST' && isForeign(request)) return new Response('this comes from another site', { status: 403 });
    const [, what, number = '', action = ''] = pathname.split('/');
    const asked = `${request.method} ${what} ${action}`.trim();
    if (asked === 'POST orders' && number === '') return begun(env);
    if (what === 'orders' && number !== '') {
      const order = orderOf(env, number);
      if ((await order.look()) === undefined) return new Response('there is no such order', { status: 404 });
      if (asked === 'GET orders') return Response.json({ ...(await order.look()), amazon: await widgets(env) });
      if (asked === 'POST orders pay') {
        const { reference, attempt } = /** @type {Record<string, unknown>} */ (await request.json());
        return Response.json(await order.pay(String(reference), Number(attempt)));
      }
      if (asked === 'POST orders refund') {
        if (!(await isAdmin(request, env))) return new Response('who are you?', { status: 401, headers: { 'www-authenticate': 'Basic realm="orders"' } });
        return Response.json(await order.refund());
      }
    }
    return new Response('not found', { status: 404 });
  },
};

/** @param {Env} env @param {string} number */
function orderOf(env, number) {
  return env.ORDERS.get(env.ORDERS.idFromName(number));
}

/** @param {Env} env */
async function begun(env) {
  // Nobody can guess it, so whoever knows it may see the order.
  const number = crypto.randomUUID().replaceAll('-', '').slice(0, 20);
  await orderOf(env, number).begin(number, PRICE);
  return Response.json({ number });
}

/** What the page needs for Amazon's widgets; no secret is among it. @param {Env} env */
async function widgets(env) {
  const { merchantId: sellerId, clientId } = await settings(env);
  const { AMAZON_PAY_ENDPOINT: sandbox, AMAZON_PAY_WIDGETS } = env;
  return { sellerId, clientId, script: sandbox ? `${sandbox}/Widgets.js` : AMAZON_PAY_WIDGETS };
}

/** @param {Request} request @param {Env} env */
async function notified(request, env) {
  const { merchantId, sandbox = false, trust } = await settings(env);
  const { seen, handled } = handledNotifications(env.NOTIFICATIONS);
  const handle = notificationHandler({
    ...{ merchantId, sandbox, trust, seen },
    // A notification is a reason to look; what it says is not what counts.
    async onNotification(notification) {
      if (notification.type === 'PaymentAuthorize') {
        await orderNamed(env, notification.authorizationDetails.authorizationReferenceId).settle();
      } else if (notification.type === 'PaymentRefund') {
        await orderNamed(env, notification.refundDetails.refundReferenceId).refund();
      }
      await handled(notification.id); // after the work: what failed must come again
    },
    onError: (error) => console.error('a notification was not handled:', error),
  });
  return handle(request);
}

/** @param {Env} env @param {string} [referenceId] an order's number and what was done */
function orderNamed(env, referenceId = '') {
  return orderOf(env, referenceId.replace(/-[ar]\d+$/, ''));
}

/** Whether a browser says that another site's page posts here. @param {Request} request */
function isForeign({ headers }) {
  return !['same-origin', 'none', null].includes(headers.get('sec-fetch-site'));
}

/** @param {Request} request @param {Env} env */
async function isAdmin({ headers }, { ADMIN_PASSWORD }) {
  if (!ADMIN_PASSWORD) return false;
  const [, given = ''] = /^Basic ([\w+/=]+)$/.exec(headers.get('authorization') ?? '') ?? [];
  const digest = (/** @type {string} */ text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  // Digests, so that the time which the comparison takes says nothing.
  const [told, expected] = await Promise.all([digest(atob(given).replace(/^[^:]*:/, '')), digest(ADMIN_PASSWORD)]);
  return crypto.subtle.timingSafeEqual(told, expected);
}
