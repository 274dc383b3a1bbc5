// Express: the body as text, whatever its type says, and a standard Request made of it.

import express from 'express';
import { notificationsOf } from './orders.js';

/** @param {import('amazon-pay-wasm').NotificationOptions} options */
export function app(options) {
  const handle = notificationsOf(options);
  const server = express();
  server.post('/ipn', express.text({ type: () => true, limit: '1mb' }), async (request, response) => {
    const { body } = request;
    const { status } = await handle(new Request('https://shop.example/ipn', { method: 'POST', body: typeof body === 'string' ? body : '' }));
    response.status(status).end();
  });
  return server;
}
