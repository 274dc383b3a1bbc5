// @ts-check
// Runs the suite in a real browser, in a page and in a worker of it, under a content security policy
// that forbids code made from text. The browser is Chromium, or, where FIREFOX holds its path, Firefox.

import { once } from 'node:events';
import { createServer } from 'node:http';

import { launched } from './browser/launch.js';
import { bundle } from './runtimes/bundle.js';
import { tell, vectors } from './runtimes/report.js';

const { code } = await bundle('page.js', { conditions: ['browser'], format: 'esm' });
/** @type {Record<string, [type: string, body: string]>} */
const files = {
  '/': ['text/html', '<!doctype html><title>suite</title><script type="module" src="suite.js"></script>'],
  '/suite.js': ['text/javascript', code],
  '/vectors.json': ['application/json', JSON.stringify(vectors)],
};
const server = createServer((request, response) => {
  const [type, body] = files[request.url ?? ''] ?? [];
  if (body === undefined) return response.writeHead(404).end();
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  return response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const browser = await launched();
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const name = `${process.env.FIREFOX ? 'Firefox' : 'Chromium'} ${browser.version()}`;
  const inPage = await page.evaluate(() => /** @type {any} */ (globalThis).suite());
  const inWorker = await page.evaluate(() => new Promise((resolve, reject) => {
    const worker = new Worker('/suite.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage('run');
  }));
  tell({ ...inPage, name: `${name}, page` }, { ...inWorker, name: `${name}, worker` });
} finally {
  await browser.close();
  server.close();
}
