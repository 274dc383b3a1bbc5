// @ts-check
// Requests as `fetch` takes them and responses as it gives them. It knows how both are written for
// the service; it refuses to know what the service does with them.

/**
 * A request as it comes over a wire.
 *
 * @typedef {object} RawRequest
 * @property {string} method
 * @property {string} target path and query
 * @property {string} headers one `name: value` on each line
 * @property {string | Uint8Array[]} body parts where it is a snapshot, which may be longer than a text
 */

/** The one target whose body may be longer than a text can be. */
export const STATE = '/sandbox/state';

const decoder = new TextDecoder();

/**
 * What most calls look like, at once and without a detour: a `Request` costs more than the service's
 * work. Nothing where a call looks otherwise.
 *
 * @param {any} input string, URL or Request
 * @param {any} [init] as of `fetch`
 * @returns {{ request: RawRequest, signal: AbortSignal | undefined } | undefined}
 */
export function plainRequest(input, init = {}) {
  if (typeof input !== 'string' && !(input instanceof URL)) return undefined;
  const { method = 'GET', headers, body = null, signal } = init;
  if (body !== null && typeof body !== 'string') return undefined;
  if (typeof method !== 'string' || !/^(GET|POST|PUT|DELETE|HEAD|OPTIONS)$/.test(method)) return undefined;
  if (body !== null && (method === 'GET' || method === 'HEAD')) return undefined;
  const url = new URL(input);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  let text = lines(headers, url.host);
  if (body !== null && !/^content-type:/im.test(text)) text += 'content-type: text/plain;charset=UTF-8\n';
  return { request: { method, target: target(url), headers: text, body: body ?? '' }, signal: signal ?? undefined };
}

/**
 * Any call: the host knows how bodies of other kinds are read, and what their type is.
 *
 * @param {any} input string, URL or Request
 * @param {any} [init] as of `fetch`
 * @returns {Promise<{ request: RawRequest, signal: AbortSignal | undefined }>}
 */
export async function rawRequest(input, init) {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const bytes = await request.arrayBuffer();
  return {
    request: {
      method: request.method,
      target: target(url),
      headers: lines(request.headers, url.host),
      body: request.method === 'PUT' && url.pathname === STATE ? [new Uint8Array(bytes)] : decoder.decode(bytes),
    },
    signal: init?.signal ?? request.signal,
  };
}

/** @param {URL} url */
function target({ pathname, search }) {
  return pathname + search;
}

/**
 * @param {any} headers Headers, pairs or a plain object
 * @param {string} host
 */
function lines(headers, host) {
  let text = '';
  let named = false;
  for (const [name, value] of pairs(headers)) {
    // What could end a line would be a header of its own.
    if (/[\r\n\0]/.test(name + value)) throw new TypeError('a header holds a line break');
    named ||= /^host$/i.test(name);
    text += `${name}: ${value}\n`;
  }
  return named ? text : `host: ${host}\n${text}`;
}

/**
 * @param {any} headers
 * @returns {Iterable<[string, string]>}
 */
function pairs(headers) {
  if (headers === undefined || headers === null) return [];
  if (typeof headers[Symbol.iterator] === 'function') return headers;
  return /** @type {any} */ (Object.entries(headers));
}

/**
 * @param {{ status: number, headers: [string, string][], body: string | ReadableStream }} answer
 * @returns {Response}
 */
export function response({ status, headers, body }) {
  const bodiless = status === 204 || status === 304;
  return new Response(bodiless ? null : body, { status, headers });
}

/** What a `fetch` rejects with when the other side hangs up. */
export function connectionLost() {
  const cause = Object.assign(new Error('the sandbox hung up, as a fault told it to'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}
