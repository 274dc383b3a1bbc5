// @ts-check
// `amazon-pay-wasm scratchpad`: the page that explores the API, on this machine, until Ctrl-C. It knows
// which files may be had and what a browser may do with them; the page works by itself.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isLoopback } from '../endpoint.js';
import { files } from '../sandbox/page_files.js';
import { FENCE, TYPES, policy } from '../sandbox/page.js';
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

/** What of the package is served: files with plain names, which lead nowhere else. */
const FILE = /^\/(?:[\w-]+\/)*[\w-]+\.(?:js|css|html|wasm)$/;

/** Of the network, only sandboxes on this machine. */
const POLICY = policy({
  scripts: ["'wasm-unsafe-eval'"],
  connections: ['http', 'https'].flatMap((scheme) => [`${scheme}://127.0.0.1:*`, `${scheme}://localhost:*`]),
});

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
  for (const [name, value] of FENCE) response.setHeader(name, value);
  response.setHeader('content-security-policy', POLICY);
  if (path === '/') return void response.writeHead(302, { location: '/scratchpad/' }).end();
  // By names of this machine only: a rebound name must not lead here.
  const known = isLoopback((headers.host ?? '').replace(/:\d+$/, ''));
  const body = known && (method === 'GET' || method === 'HEAD') ? contentOf(path) : undefined;
  if (body === undefined) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  const type = path.endsWith('/') ? 'html' : path.slice(path.lastIndexOf('.') + 1);
  response.setHeader('content-type', type === 'wasm' ? 'application/wasm' : `${TYPES[type]}; charset=utf-8`);
  // Node leaves the body away where the request was HEAD.
  response.end(body);
}

/** @param {string} path */
function contentOf(path) {
  if (path === '/scratchpad/icon.svg') return files['icon.svg'];
  const name = path === '/scratchpad/' ? '/scratchpad/index.html' : path;
  if (!FILE.test(name)) return undefined;
  try {
    return readFileSync(new URL(`..${name}`, import.meta.url));
  } catch {
    return undefined;
  }
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
