// Cloudflare Workers, and whoever else takes `export default { fetch }`.

import { notificationsOf } from './orders.js';

export default {
  /**
   * @param {Request} request
   * @param {{ AMAZON_PAY_MERCHANT_ID: string, AMAZON_PAY_LIVE?: string }} env
   */
  async fetch(request, env) {
    if (new URL(request.url).pathname !== '/ipn') return new Response('not found', { status: 404 });
    const handle = notificationsOf({ merchantId: env.AMAZON_PAY_MERCHANT_ID, sandbox: env.AMAZON_PAY_LIVE !== 'yes' });
    return handle(request);
  },
};
