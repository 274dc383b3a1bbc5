// The endpoints of examples/notifications, each told by a sandbox over real HTTP what becomes of a
// payment, and each shown a forgery.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { steps } from './suite/sandbox-stage.js';

const here = fileURLToPath(new URL('.', import.meta.url));
// Copied to where the packages are found that they import.
const folder = mkdtempSync(join(here, 'node_modules', '.examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync(new URL('../examples/notifications/', import.meta.url), folder, { recursive: true });

const load = (file) => import(pathToFileURL(join(folder, file)).href);

/** A `fetch` style handler behind Node's server. */
function bridged(handle) {
  return createServer(async (incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const body = method === 'POST' ? Readable.toWeb(incoming) : undefined;
    const response = await handle(new Request(`http://127.0.0.1${url}`, { method, headers, body, duplex: 'half' }));
    outgoing.writeHead(response.status).end(await response.text());
  });
}

async function listening(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/ipn`;
}

/** How each example is started with these options; gives the address of its endpoint. */
const servers = {
  express: async (t, options) => listening(t, createServer((await load('express.js')).app(options))),
  fastify: async (t, options) => {
    const app = (await load('fastify.js')).app(options);
    t.after(() => app.close());
    return `${await app.listen({ port: 0, host: '127.0.0.1' })}/ipn`;
  },
  hono: async (t, options) => {
    const app = (await load('hono.js')).app(options);
    return listening(t, bridged((request) => app.fetch(request)));
  },
};

for (const [name, start] of Object.entries(servers)) {
  test(`${name} takes what a sandbox tells, and refuses a forgery`, async (t) => {
    let url;
    const bodies = [];
    const sandbox = await Sandbox.create({
      throttling: false,
      clock: 'manual',
      onNotification: (envelope) => bodies.push(envelope),
      notificationUrl: 'https://shop.example/ipn',
      fetch: (_, init) => fetch(url, init),
    });
    const server = await serve(sandbox);
    t.after(() => server.close());
    const { trust, merchantId } = server.credentials;
    url = await start(t, { trust: { certificateUrl: trust.certificateUrl }, merchantId, sandbox: true });

    const { open, authorize } = steps(sandbox, new AmazonPay({ ...server.credentials, pacing: false }));
    const id = await open();
    const { amazonAuthorizationId, idList } = await authorize(id, '10.00', { captureNow: true });
    await sandbox.advance(60_000);
    const { states } = await load('orders.js');
    assert.equal(states.get(id), 'Open');
    assert.equal(states.get(amazonAuthorizationId), 'Closed');
    assert.equal(states.get(idList[0]), 'Completed');
    assert.ok(sandbox.notifications.every(({ done }) => done), 'all were taken');

    const silent = t.mock.method(console, 'error', () => {});
    const post = async (body, type = 'text/plain; charset=UTF-8') =>
      (await fetch(url, { method: 'POST', body, headers: { 'content-type': type } })).status;
    assert.equal(await post(bodies[0]), 200, 'what was seen is taken');
    assert.equal(await post(bodies[0], 'application/json'), 200);
    assert.equal(await post(JSON.stringify({ ...JSON.parse(bodies[0]), MessageId: 'forged' })), 400);
    assert.equal(await post('{'), 400);
    assert.equal(await post(''), 503);
    assert.ok(silent.mock.callCount() >= 3);
  });
}

test('the endpoints of Next.js and of Workers take a request', async (t) => {
  t.mock.method(console, 'error', () => {});
  process.env.AMAZON_PAY_MERCHANT_ID = 'A1SANDBOXSELLER';
  t.after(() => delete process.env.AMAZON_PAY_MERCHANT_ID);
  const told = [];
  const sandbox = await Sandbox.create({ clock: 'manual', throttling: false, onNotification: (envelope) => told.push(envelope) });
  const { open } = steps(sandbox, new AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, pacing: false }));
  await open();
  await sandbox.advance(60_000);
  const request = (path = '/ipn') => new Request(`https://shop.example${path}`, { method: 'POST', body: told[0] });
  const { POST } = await load('next-route.js');
  const { default: worker } = await load('worker.js');
  const env = { AMAZON_PAY_MERCHANT_ID: 'A1SANDBOXSELLER' };
  // They are for production and trust no sandbox: a sandbox's key is none there.
  assert.equal((await POST(request())).status, 400);
  assert.equal((await worker.fetch(request(), env)).status, 400);
  assert.equal((await worker.fetch(request('/other'), env)).status, 404);
});
