// @ts-check
// The documentation site as a visitor has it, in a real browser: nothing is loaded from elsewhere, nothing
// fails, nothing is wider than a phone, and the search finds what it should. Its links are followed by
// docs/check.js, and its programs run by js-tests/docs.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launched } from './launch.js';

const SITE = fileURLToPath(new URL('../../target/docs/site/', import.meta.url));
const TYPES = /** @type {Record<string, string>} */ ({ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' });
const PAGES = ['index.html', 'guide/retries.html', 'recipes/declines.html', 'operations.html', 'errors.html', 'migrate/php.html', 'api/amazon-pay-wasm/classes/AmazonPay.html'];

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
  const file = join(SITE, path.endsWith('/') ? `${path}index.html` : path);
  if (!existsSync(file)) return response.writeHead(404).end();
  return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
});
/** @type {import('playwright-core').Browser} */ let browser;
let address = '';

before(async () => {
  assert.ok(existsSync(SITE), 'there is no site: `cargo xtask docs` builds it');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
  browser = await launched();
});
after(async () => {
  await browser?.close();
  server.close();
});

/** A page of the browser, and what went wrong on it. @param {import('playwright-core').BrowserContextOptions} options */
async function opened(options) {
  const page = await browser.newPage(options);
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) faults.push(`loads ${request.url()}`);
  });
  return { page, faults };
}

for (const [width, colorScheme] of /** @type {const} */ ([[360, 'light'], [1440, 'dark']])) {
  test(`pages at ${width} px, ${colorScheme}`, { timeout: 120_000 }, async () => {
    const { page, faults } = await opened({ viewport: { width, height: 900 }, colorScheme });
    for (const path of PAGES) {
      await page.goto(address + path, { waitUntil: 'load' });
      assert.ok((await page.locator('h1').innerText()).length > 0, path);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(wider, 0, `${path} is wider than its window`);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });
}

test('the search finds a code, a method and a card, and leads there', { timeout: 120_000 }, async () => {
  const { page, faults } = await opened({ viewport: { width: 1440, height: 900 } });
  for (const [words, place] of [['SignatureDoesNotMatch', 'errors.html#signaturedoesnotmatch'], ['waitForRefund', 'api/'], ['3434', 'sandbox.html#cards']]) {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.keyboard.press('Control+k');
    await page.locator('.VPLocalSearchBox input').fill(words);
    await page.locator('.VPLocalSearchBox .result').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.startsWith(address + place));
  }
  assert.deepEqual(faults, []);
  await page.close();
});
