// @ts-check
// A page in a headless browser, and what its script prints. It knows nothing of bundlers.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

import { launched } from '../../browser/launch.js';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** The first line that the script of the page at an address prints; errors of the page are thrown. */
export async function printedAt(/** @type {string} */ url) {
  const browser = await launched();
  try {
    const page = await browser.newPage();
    const printed = new Promise((resolve, reject) => {
      page.on('console', (message) => message.type() === 'log' && resolve(message.text()));
      page.on('pageerror', reject);
    });
    await page.goto(url);
    return await printed;
  } finally {
    await browser.close();
  }
}

/** The same, of a page that lies in a folder. */
export async function printedIn(/** @type {string} */ folder) {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const type = TYPES[/** @type {keyof TYPES} */ (extname(path))];
    if (type === undefined) return response.writeHead(404).end();
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
    return response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(readFileSync(join(folder, path)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    return await printedAt(`http://127.0.0.1:${address.port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
