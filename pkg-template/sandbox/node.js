// @ts-check
// A sandbox over HTTP, on Node. It knows sockets: how requests are read, how much of them, and how
// everything is let go; it refuses to know what the service answers.

import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { isIP } from 'node:net';
import { ConfigurationError } from '../errors.js';
import { privateKeyPem, rsaKeys, selfSigned } from './certificate.js';
import { disposal } from './disposal.js';
import { Gate, refused } from './gate.js';
import { STATE } from './message.js';
import { page } from './page.js';

/** Bytes of a request; nothing that the service takes is near it. */
const LARGEST = 1_000_000;
/** Bytes of a snapshot that is put back. */
const LARGEST_STATE = 1_000_000_000;
/** Milliseconds that a client may take over its headers, and over a whole request. */
const HEADERS_PATIENCE = 20_000;
const REQUEST_PATIENCE = 300_000;

const DAY = 24 * 60 * 60 * 1000;
const LOOPBACK = [127, 0, 0, 1];
const LOOPBACK6 = [...Array(15).fill(0), 1];

const exchange = Symbol.for('amazon-pay-wasm.sandbox.exchange');
const served = Symbol.for('amazon-pay-wasm.sandbox.served');
const decoder = new TextDecoder();

/**
 * @typedef {object} ServeOptions
 * @property {number} [port] 0, the default, takes a free one
 * @property {string} [host] the address to listen on; 127.0.0.1 unless told otherwise
 * @property {string[]} [allowHosts] more names by which the control plane may be called; a certificate
 *   that is made now holds them too
 * @property {string} [cors] the origin whose pages may call the sandbox; none unless told
 * @property {boolean | { key: string | Buffer, cert: string | Buffer }} [https] serve TLS: with these,
 *   or with a key and a certificate that are made now
 * @property {(exchange: Exchange) => void} [onExchange] told after each answer, but for what the
 *   sandbox's own page looks at
 *
 * @typedef {object} Exchange
 * @property {string} method
 * @property {string} target path and query
 * @property {string} body of the request; empty where it is a snapshot
 * @property {number} status 0 where a fault dropped the connection
 * @property {string} answer the body of the answer
 * @property {number} ms
 */

/**
 * Serves a sandbox over HTTP.
 *
 * @param {any} sandbox
 * @param {ServeOptions} [options]
 */
export async function serve(sandbox, options = {}) {
  const { port = 0, host = '127.0.0.1', allowHosts = [], cors, https, onExchange } = options;
  if (typeof sandbox?.[exchange] !== 'function') {
    throw new ConfigurationError('`serve` needs a sandbox: `await Sandbox.create()`', { option: 'sandbox' });
  }
  const gate = new Gate({ names: [host, ...allowHosts], cors });
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => {
    answer(sandbox, gate, request, response, onExchange).catch((error) => failed(response, error));
  };
  const patience = { headersTimeout: HEADERS_PATIENCE, requestTimeout: REQUEST_PATIENCE };
  const tls = https === true ? await made(host, allowHosts) : https || undefined;
  const server = tls === undefined
    ? createServer(patience, listener)
    : createSecureServer({ ...patience, ...tls }, listener);
  await listen(server, port, host);
  /** Hangs up on everybody at once and frees the port. */
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `${tls === undefined ? 'http' : 'https'}://${reachable(host)}:${taken}`;
  return Object.freeze({
    url,
    port: taken,
    host,
    /** Options of a client that calls it. */
    credentials: sandbox[served](url),
    /** What a client must trust to call it over TLS, in PEM. */
    certificate: tls === undefined ? undefined : String(tls.cert),
    close,
    /** What `await using` does at the end. */
    [disposal('asyncDispose')]: close,
  });
}

/**
 * A key and a certificate for this machine, by every name under which it may be called.
 *
 * @param {string} host
 * @param {string[]} names
 */
async function made(host, names) {
  const keys = await rsaKeys();
  const cert = await selfSigned(keys, {
    commonName: 'localhost',
    from: Date.now() - DAY,
    days: 365,
    dnsNames: [...new Set(['localhost', host, ...names])].filter((name) => isIP(name) === 0),
    addresses: [LOOPBACK, LOOPBACK6, ...(isIP(host) === 4 ? [host.split('.').map(Number)] : [])],
  });
  return { key: await privateKeyPem(keys), cert };
}

/**
 * @param {any} sandbox
 * @param {Gate} gate
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {((exchange: Exchange) => void)} [onExchange]
 */
async function answer(sandbox, gate, request, response, onExchange) {
  const started = performance.now();
  const { method = 'GET', url: target = '/' } = request;
  const path = target.split('?', 1)[0];
  const arrived = { method, path, header: (/** @type {string} */ name) => headerOf(request, name) };
  /** @type {string | Buffer[]} */
  let body = '';
  let given = gate.refusal(arrived) ?? page(method, path);
  if (given === undefined) {
    const isState = method === 'PUT' && path === STATE;
    const most = isState ? LARGEST_STATE : LARGEST;
    const read = await bodyOf(request, most);
    if (read === undefined) {
      given = refused(413, `the request is longer than ${most} bytes`);
      given.headers.push(['connection', 'close']);
    } else {
      body = isState ? read : decoder.decode(read.length === 1 ? read[0] : Buffer.concat(read));
    }
  }
  const answered = given ?? (await sandbox[exchange]({ method, target, headers: lines(request), body }, new Caller(response)));
  // What our own page looks at is nobody's request.
  const looked = method === 'GET' && request.headers['sec-fetch-site'] === 'same-origin';
  if (!looked) onExchange?.({
    method,
    target,
    body: typeof body === 'string' ? body : '',
    status: answered.dropped ? 0 : answered.status,
    answer: typeof answered.body === 'string' ? answered.body : '',
    ms: performance.now() - started,
  });
  if (answered.dropped) return void response.destroy();
  await send(response, answered, gate.leave(arrived));
}

/** Who waits for an answer. Most get it at once, and nobody asks for their signal: it costs half a call. */
class Caller {
  #response;

  /** @param {import('node:http').ServerResponse} response */
  constructor(response) {
    this.#response = response;
  }

  /** Says when the caller has hung up. */
  get signal() {
    const gone = new AbortController();
    if (this.#response.destroyed) gone.abort();
    this.#response.on('close', () => gone.abort());
    return gone.signal;
  }
}

/**
 * The sandbox was lost, or this server has a fault: say so, and go on.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} error
 */
function failed(response, error) {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const message = error instanceof Error ? error.message : 'a fault inside the sandbox';
  send(response, refused(500, message), []);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {{ status: number, headers: [string, string][], body: string | ReadableStream }} answered
 * @param {[string, string][]} more headers
 */
async function send(response, { status, headers, body }, more) {
  for (const [name, value] of more.length === 0 ? headers : [...headers, ...more]) response.appendHeader(name, value);
  response.statusCode = status;
  if (typeof body !== 'string') {
    response.flushHeaders();
    await flow(response, body);
    return;
  }
  if (status !== 204) response.setHeader('content-length', Buffer.byteLength(body));
  // Node leaves the body away where the request was HEAD. Text leaves in one piece with the headers.
  response.end(body);
}

/**
 * Sends what comes until nobody listens any more.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {ReadableStream} stream
 */
async function flow(response, stream) {
  const reader = stream.getReader();
  response.on('close', () => reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!response.write(value)) await drained(response);
  }
  response.end();
}

/**
 * Waits until there is room again, or nobody who reads.
 *
 * @param {import('node:http').ServerResponse} response
 */
function drained(response) {
  return new Promise((/** @type {(value: void) => void} */ resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/**
 * The parts of the whole body, or nothing where it is too long. The rest of a long one is not waited for.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {number} most bytes
 * @returns {Promise<Buffer[] | undefined>}
 */
function bodyOf(request, most) {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > most) return resolve(undefined);
    /** @type {Buffer[]} */
    const parts = [];
    let length = 0;
    request.on('data', (/** @type {Buffer} */ part) => {
      length += part.length;
      if (length > most) {
        request.removeAllListeners('data');
        request.resume();
        parts.length = 0;
        return resolve(undefined);
      }
      parts.push(part);
    });
    request.on('end', () => resolve(parts));
    request.on('error', reject);
  });
}

/**
 * The headers as they came: the service signs over some of them.
 *
 * @param {import('node:http').IncomingMessage} request
 */
function lines({ rawHeaders }) {
  let text = '';
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) text += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\n`;
  return text;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {string} name
 */
function headerOf({ headers }, name) {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {any} */ cause) => {
      const message = cause.code === 'EADDRINUSE' ? `port ${port} is taken` : `can not listen on ${host}:${port} (${cause.code})`;
      reject(new ConfigurationError(message, { option: cause.code === 'EADDRINUSE' ? 'port' : 'host', cause }));
    });
    server.listen(port, host, resolve);
  });
}

/**
 * The host part of an address under which this machine reaches what listens there.
 *
 * @param {string} host
 */
function reachable(host) {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
