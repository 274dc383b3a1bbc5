// Hono: its requests are standard ones already.

import { Hono } from 'hono';
import { notificationsOf } from './orders.js';

/** @param {import('amazon-pay-wasm').NotificationOptions} options */
export function app(options) {
  const handle = notificationsOf(options);
  return new Hono().post('/ipn', (context) => handle(context.req.raw));
}
