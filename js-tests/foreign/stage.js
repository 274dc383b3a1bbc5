// @ts-check
// Where clients that others wrote meet the sandbox: the packed package's own command, a tunnel in
// Amazon's place, and a mailbox for notifications. It knows how a client is led here from outside; it
// refuses to know what a client does.
//
// The one change is the address, and no client is told of it: `HTTPS_PROXY` names a tunnel that leads
// Amazon's names to the sandbox, and the sandbox's own certificate (`--https --allow-host NAME`) is
// trusted for them. What they sign, send and read is as in production.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
/** The names that clients call in the region `us`: payments, profiles, certificates. */
const NAMES = ['mws.amazonservices.com', 'api.sandbox.amazon.com', 'sns.us-east-1.amazonaws.com'];

/**
 * Starts a sandbox whose time stands still, and all that leads to it; it ends with the test.
 *
 * @param {import('node:test').TestContext} t
 * @returns {Promise<Record<string, string>>} the environment that a client is run in
 */
export async function stage(t) {
  const mailbox = await listening(t, mailboxServer());
  const sandbox = await started(t, [
    ...['--port', '0', '--clock', 'manual', '--https', '--ipn-url', `http://127.0.0.1:${mailbox}/`],
    ...NAMES.flatMap((name) => ['--allow-host', name]),
  ]);
  const tunnel = await listening(t, tunnelTo(Number(new URL(sandbox.address).port)));
  return {
    SANDBOX: sandbox.address,
    MAILBOX: `http://127.0.0.1:${mailbox}/`,
    HTTPS_PROXY: `http://127.0.0.1:${tunnel}`,
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: sandbox.certificate,
    REQUESTS_CA_BUNDLE: sandbox.certificate,
    SSL_CERT_FILE: sandbox.certificate,
  };
}

/**
 * Runs a client's script to its end, and shows what it told.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} program
 * @param {string[]} parameters
 * @param {Record<string, string>} environment
 */
export async function play(t, program, parameters, environment) {
  const { HTTP_PROXY, http_proxy, https_proxy, no_proxy, ...inherited } = process.env;
  const client = spawn(program, parameters, {
    cwd: dirname(fileURLToPath(import.meta.url)),
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [client.stdout, client.stderr]) stream.on('data', (part) => (said += part));
  const [code] = await once(client, 'close');
  assert.equal(code, 0, `${parameters.at(-1)} failed:\n${said}`);
  for (const line of said.trim().split('\n')) t.diagnostic(line);
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string[]} flags
 * @returns {Promise<{ address: string, certificate: string }>}
 */
async function started(t, flags) {
  const process_ = spawn(process.execPath, [COMMAND, 'sandbox', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => process_.kill());
  let printed = '';
  process_.stdout.on('data', (part) => (printed += part));
  while (!printed.includes('Ctrl-C')) {
    const [part] = await Promise.race([once(process_.stdout, 'data'), once(process_, 'exit')]);
    assert.ok(part instanceof Buffer, `the sandbox did not start: ${printed}`);
  }
  const row = (/** @type {string} */ name) => new RegExp(`^  ${name} +(\\S+)$`, 'm').exec(printed)?.[1];
  const [address, certificate] = [row('address'), row('certificate')];
  assert.ok(address !== undefined && certificate !== undefined, printed);
  return { address, certificate };
}

/** Takes notifications in and gives them out again, with the header names in lower case. */
function mailboxServer() {
  /** @type {{ headers: object, body: string }[]} */
  const letters = [];
  return createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.method === 'POST') letters.push({ headers: request.headers, body });
    response.end(request.method === 'POST' ? '' : JSON.stringify(letters));
  });
}

/**
 * A proxy that leads Amazon's names to a port of this machine, and other names nowhere.
 *
 * @param {number} port
 */
function tunnelTo(port) {
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '' }, socket) => {
    socket.on('error', () => socket.destroy());
    const [name, asked] = url.split(':');
    if (!NAMES.includes(name) || asked !== '443') return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const far = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(socket).pipe(far);
    });
    far.on('error', () => socket.destroy());
  });
  return server;
}

/**
 * @param {import('node:test').TestContext} t
 * @param {import('node:http').Server} server
 * @returns {Promise<number>} its port
 */
async function listening(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
