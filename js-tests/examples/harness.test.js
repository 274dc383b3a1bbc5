// @ts-check
// The page that tests an integration in itself, from a server of nothing but files.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';

import { buyer } from './browser.js';
import { example } from './stage.js';

const TYPES = /** @type {Record<string, string>} */ ({ '.html': 'text/html', '.js': 'text/javascript' });

test('its tests pass in a browser, and none is missing', async (t) => {
  const { folder } = await example(t, 'browser-test-harness');
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, normalize(url === '/' ? '/index.html' : url));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(readFileSync(path));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const address = `http://127.0.0.1:${port}`;
  const { page, sees, fine } = await buyer(t, { shop: address, sandbox: address });
  await page.goto(address);
  await sees(/passed/);
  const told = await page.locator('#tests').innerText();
  assert.equal(await page.locator('#verdict').innerText(), '4 passed, 0 failed', told);
  fine();
});
