// @ts-check
// The state of the page as the part of a link behind `#`, which no server is sent. It knows what may be
// told to others: what was done, never keys or tokens, nor what the table marks as personal. It reads
// links as what they are: text by anybody.

import { operations, regions } from 'amazon-pay-wasm/operations';

/**
 * @typedef {{ call: string, params: any } | { path: string, body?: any }} Done a call of the API; or one of
 *   the control plane, which takes faults back where it has no body
 * @typedef {{ region: string, throttling: boolean, view: string, operation: string, params: any, done: Done[] }} State
 */

/** What a link may do to the sandbox in the page of who opens it. */
const PATHS = /^\/sandbox\/(order-references|billing-agreements|clock\/advance|faults|objects\/[\w-]{1,64}\/(buyer|amazon))$/;
const VIEWS = ['call', 'objects', 'notifications', 'sandbox', 'signature'];
const MOST_DONE = 300;
const MOST_CHARACTERS = 60_000;
const MOST_BYTES = 1_000_000;
/** In bodies of the control plane: a person's. */
const PERSONAL = new Set(['address', 'buyer']);

/**
 * @param {State} state
 * @returns {Promise<string>} with the `#`
 */
export async function fragmentOf({ region, throttling, view, operation, params, done }) {
  const safe = {
    region,
    throttling,
    view,
    operation,
    params: shareable(operation, params),
    done: done.slice(-MOST_DONE).map((step) => ('call' in step ? { call: step.call, params: shareable(step.call, step.params) } : { path: step.path, ...(step.body !== undefined && { body: without(step.body) }) })),
  };
  const packed = await through(new TextEncoder().encode(JSON.stringify(safe)), new CompressionStream('deflate-raw'));
  return `#1.${btoa(String.fromCharCode(...packed)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/**
 * @param {string} fragment
 * @returns {Promise<State | undefined>} nothing where it is no state of ours
 */
export async function stateOf(fragment) {
  const text = /^#1\.([\w-]+)$/.exec(fragment)?.[1];
  if (text === undefined || text.length > MOST_CHARACTERS) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const state = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
    return isState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {any} state
 * @returns {boolean}
 */
function isState({ region, throttling, view, operation, params, done }) {
  return regions.some(({ key }) => key === region) && typeof throttling === 'boolean' && VIEWS.includes(view) && isOperation(operation) && isObject(params) &&
    Array.isArray(done) && done.length <= MOST_DONE &&
    done.every((step) => ('call' in step ? isOperation(step.call) && isObject(step.params) : isControl(step)));
}

/** @param {{ path: string, body?: any }} step */
const isControl = ({ path, body }) => (body === undefined ? path === '/sandbox/faults' : PATHS.test(path) && isObject(body));

/** @param {unknown} name */
const isOperation = (name) => operations.some((operation) => operation.name === name);
/** @param {unknown} value */
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * @param {string} name
 * @param {any} params
 */
function shareable(name, params) {
  return kept(operations.find((operation) => operation.name === name)?.params ?? [], params);
}

/**
 * Only what the table knows, and of that nothing sensitive.
 *
 * @param {readonly import('amazon-pay-wasm/operations').FieldInfo[]} fields
 * @param {any} values
 * @returns {any}
 */
function kept(fields, values) {
  const rows = fields.filter(({ name, sensitive }) => !sensitive && values?.[name] !== undefined).map(({ name, kind, fields: inner, item }) => {
    const value = values[name];
    if (kind === 'record') return [name, kept(inner ?? [], value)];
    return [name, kind === 'list' && item?.kind === 'record' ? value.map((/** @type {any} */ one) => kept(item.fields ?? [], one)) : value];
  });
  return Object.fromEntries(rows);
}

/** @param {any} body */
function without(body) {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !PERSONAL.has(name)));
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(/** @type {any} */ (stream)).getReader();
  /** @type {number[]} */
  const all = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(all);
    if (all.length + value.length > MOST_BYTES) throw new RangeError('too large');
    for (const byte of value) all.push(byte);
  }
}
