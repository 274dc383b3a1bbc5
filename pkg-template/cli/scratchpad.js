// @ts-check
// `amazon-pay-wasm scratchpad`: the page that explores the API, on this machine, until Ctrl-C. It knows
// which files the page is and what a browser may do with them; the page works by itself.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isLoopback } from '../endpoint.js';
import { files } from '../sandbox/page_files.js';
import { FENCE, TYPES } from '../sandbox/page.js';
import { version } from '../table.js';
import { Misuse, parsed, whole } from './arguments.js';

const HELP = `amazon-pay-wasm scratchpad: a web page to explore the API with, without an account

  --port N      where it listens (8181; 0 takes a free port), on this machine only
  --help, -h    this

The page runs a sandbox of its own, in the browser. It can call one over HTTP, too:
\`npx amazon-pay-wasm sandbox --cors ORIGIN\`, with the page's address as the origin.
`;

/** @type {Record<string, import('./arguments.js').Flag>} */
const FLAGS = { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } };

/** The page's files, as seen from here. @type {Record<string, string>} */
const PLACES = {
  '/': '../scratchpad/index.html',
  '/main.js': '../scratchpad/main.js',
  '/scratchpad.css': '../scratchpad/scratchpad.css',
  '/core.wasm': '../core.wasm',
  '/sandbox.wasm': '../sandbox.wasm',
};

/** No code but the page's own; and of the network, only sandboxes on this machine. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' http://127.0.0.1:* http://localhost:* https://127.0.0.1:* https://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { values } = parsed(args, FLAGS);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const server = createServer(answer);
  const port = await listening(server, whole(values.port, 'port', 65_535) ?? 8181);
  process.stdout.write(`Amazon Pay scratchpad ${version}\n\n  http://127.0.0.1:${port}/\n\nCtrl-C stops it.\n`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  server.closeAllConnections();
  server.close();
  return 0;
}

/** @type {import('node:http').RequestListener} */
function answer({ method, url = '/', headers }, response) {
  const path = url.split('?', 1)[0];
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const body = isLoopback(host) ? bodyOf(path) : undefined;
  for (const [name, value] of FENCE) response.setHeader(name, value);
  response.setHeader('content-security-policy', POLICY);
  if (body === undefined || (method !== 'GET' && method !== 'HEAD')) {
    response.writeHead(body === undefined ? 404 : 405, { 'content-type': 'text/plain' }).end();
    return;
  }
  const type = path === '/' ? 'html' : path.slice(path.lastIndexOf('.') + 1);
  response.setHeader('content-type', type === 'wasm' ? 'application/wasm' : `${TYPES[type]}; charset=utf-8`);
  // Node leaves the body away where the request was HEAD.
  response.end(body);
}

/** @param {string} path */
function bodyOf(path) {
  if (path === '/icon.svg') return files['icon.svg'];
  return Object.hasOwn(PLACES, path) ? readFileSync(new URL(PLACES[path], import.meta.url)) : undefined;
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port that it took
 */
function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {any} */ { code }) => reject(new Misuse(code === 'EADDRINUSE' ? `port ${port} is taken` : `can't listen on port ${port} (${code})`)));
    server.listen(port, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
  });
}
