// Next.js, app router: app/ipn/route.js.

import { notificationsOf } from './orders.js';

export const POST = notificationsOf({
  merchantId: process.env.AMAZON_PAY_MERCHANT_ID,
  sandbox: process.env.AMAZON_PAY_LIVE !== 'yes',
});
