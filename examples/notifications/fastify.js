// Fastify: a parser of its own for this route, which leaves the body as text.

import fastify from 'fastify';
import { notificationsOf } from './orders.js';

/** @param {import('amazon-pay-wasm').NotificationOptions} options */
export function app(options) {
  const handle = notificationsOf(options);
  const server = fastify({ bodyLimit: 1024 * 1024 });
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/ipn', async (request, reply) => {
      const body = typeof request.body === 'string' ? request.body : '';
      const { status } = await handle(new Request('https://shop.example/ipn', { method: 'POST', body }));
      return reply.code(status).send();
    });
  });
  return server;
}
