// @ts-check
// The only importer of the wasm glue. It knows how the instance is made, how text and numbers cross,
// and how an instance lost to a trap is replaced; it decides nothing about payments.

import * as glue from './wasm/core_bg.js';
import { flatten, flattenCarefully, wellFormed } from './flatten.js';
import { advice, build, fingerprint, operations, version } from './table.js';

/**
 * @typedef {{ path: string, code: string, message: string }} Issue
 * @typedef {{ accessKey: string, secretKey: string, merchantId: string, mwsAuthToken?: string | undefined,
 *   host: string, path: string, currencyCode?: string | undefined, platformId?: string | undefined,
 *   paymentDomain: string }} Identity
 * @typedef {{ code: string, type: string, message: string, requestId: string, retryable: boolean,
 *   executed: 'no' | 'unknown', throttled: boolean, advice: string }} Fault
 * @typedef {{ issues: Issue[] }} Refused
 * @typedef {{ memory: WebAssembly.Memory } & Record<string, any>} Instance
 */

/** Answers beyond this are refused; as `MOST_BYTES` in src/wire/xml.rs. */
export const MOST_BYTES = 32 * 1024 * 1024;

/** As in src/bindings/client.rs. */
const KEPT_BYTES = 1 << 20;
const VALUE = 1;
const FAULT = 2;
const REQUEST_ID = 0;
const RESULT = 2;
const CODE = 2;
const TYPE = 4;
const MESSAGE = 6;

/** Kinds of failure; counted as `Failure::numbered` in src/client/retry.rs does. */
const FAILURES = ['not-sent', 'unknown', 'throttled', 'retryable', 'refused'];

/** @type {(() => WebAssembly.Module) | undefined} */
let load;
/** @type {WebAssembly.Module | undefined} */
let module;
/** @type {Instance | undefined} */
let instance;
const NOTHING = new Uint8Array(0);
let bytes = NOTHING;
let numbers = new Int32Array(0);
/** Where text is written: the whole input buffer in wasm, as far as it is known. */
let room = bytes;
/** Reads what is known to be ASCII, from one address to another. @type {(from: number, to: number) => string} */
let ascii;
/** @type {TextEncoder} */
let encoder;
/** @type {TextDecoder} */
let decoder;

/** Whom the instance takes for the caller. @type {Identity | undefined} */
let caller;

const indexes = new Map(operations.map((operation, index) => [operation.name, index]));

/**
 * An entry says how the wasm is had. Nothing is loaded before the first use.
 * @param {() => WebAssembly.Module} loader
 */
export function install(loader) {
  load ??= loader;
}

/**
 * Loads the wasm from a source of the caller's, for entries that bring none.
 * @param {WebAssembly.Module | BufferSource | { arrayBuffer(): Promise<ArrayBuffer> } | URL | string | PromiseLike<any>} source
 */
export async function ready(source) {
  let given = await source;
  if (typeof given === 'string' || given instanceof URL) given = await globalThis.fetch(given);
  if (typeof given?.arrayBuffer === 'function') {
    if (given.ok === false) throw new TypeError(`ready: the wasm could not be fetched: status ${given.status}`);
    given = await given.arrayBuffer();
  }
  const isBytes = given instanceof ArrayBuffer || ArrayBuffer.isView(given);
  const compiled = isBytes ? await WebAssembly.compile(/** @type {BufferSource} */ (given)) : given;
  const before = module;
  module = compiled;
  instance = caller = undefined;
  try {
    use();
  } catch (error) {
    // What does not work is not kept: what worked before goes on working.
    module = before;
    throw error;
  }
}

/** Whether the wasm is there, or can be had without `ready`. */
export function isReady() {
  return instance !== undefined || module !== undefined || load !== undefined;
}

/** @returns {Instance} */
function use() {
  if (instance !== undefined) return instance;
  if (module === undefined) {
    if (load === undefined) {
      throw new TypeError('the wasm is not loaded: call `await AmazonPay.ready(source)` first (amazon-pay-wasm/slim brings none)');
    }
    module = load();
  }
  encoder ??= new TextEncoder();
  decoder ??= new TextDecoder();
  // Not `instanceof Module`: some hosts hand over a module of another realm.
  const made = new WebAssembly.Instance(module, { './core_bg.js': /** @type {any} */ (glue) });
  const exports = /** @type {Instance} */ (/** @type {unknown} */ (made.exports));
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  // A text takes longer to get out of a new instance than a number.
  if (exports.fingerprint?.() >>> 0 !== fingerprint) {
    throw new TypeError(`the wasm is of version ${glue.version()}, the package of ${version}: load the one that came with it`);
  }
  instance = exports;
  return exports;
}

/**
 * After a trap the instance can't be trusted. The module is kept, so the next call has a new one.
 * @param {unknown} error
 */
function abandon(error) {
  instance = caller = undefined;
  bytes = room = NOTHING;
  numbers = new Int32Array(0);
  return error;
}

/**
 * Copies text into wasm and gives its length in bytes.
 * @param {Instance} wasm
 * @param {string} text
 */
function write(wasm, text) {
  const { length } = text;
  // One byte a unit is enough for ASCII; more is asked for only when it turns out that it is not.
  if (room.length < length || room.buffer !== wasm.memory.buffer) enlarge(wasm, length);
  let { read, written } = encoder.encodeInto(text, room);
  while (read < length) {
    enlarge(wasm, written + (length - read) * 3);
    const more = encoder.encodeInto(text.slice(read), room.subarray(written));
    read += more.read;
    written += more.written;
  }
  return written;
}

/** Copies bytes into wasm. @param {Instance} wasm @param {Uint8Array} given */
function copy(wasm, given) {
  if (room.length < given.length || room.buffer !== wasm.memory.buffer) enlarge(wasm, given.length);
  room.set(given);
}

/** @param {Instance} wasm @param {number} length */
function enlarge(wasm, length) {
  const address = wasm.input(length) >>> 0;
  look(wasm);
  room = bytes.subarray(address, address + length);
}

/** Memory that grew has new buffers. @param {Instance} wasm */
function look(wasm) {
  const { buffer } = wasm.memory;
  if (bytes.buffer === buffer) return;
  bytes = new Uint8Array(buffer);
  numbers = new Int32Array(buffer);
  // Node's own way is several times faster at the length of a request.
  const node = /** @type {any} */ (globalThis).Buffer?.from(buffer);
  ascii = node === undefined
    ? (from, to) => decoder.decode(bytes.subarray(from, to))
    : (from, to) => node.toString('latin1', from, to);
}

/** @param {string} name */
export function indexOf(name) {
  return indexes.get(name);
}

/**
 * Validates, completes and signs one request.
 * @param {number} operation its index
 * @param {Identity} identity
 * @param {unknown} params
 * @param {number} now epoch milliseconds
 * @returns {{ body: string } | Refused}
 */
export function prepare(operation, identity, params, now) {
  const wasm = use();
  try {
    const length = run(wasm, operation, identity, params, now);
    if (length === 0) return { issues: glue.issues() };
    const address = wasm.body() >>> 0;
    look(wasm);
    return { body: ascii(address, address + length) };
  } catch (error) {
    throw abandon(error);
  }
}

/**
 * The same, with the stages of the signature.
 * @param {number} operation
 * @param {Identity} identity
 * @param {unknown} params
 * @param {number} now
 * @returns {{ body: string, parameters: Record<string, string>, canonicalQueryString: string, stringToSign: string, signature: string } | Refused}
 */
export function inspect(operation, identity, params, now) {
  const prepared = prepare(operation, identity, params, now);
  return 'body' in prepared ? { ...prepared, ...glue.stages() } : prepared;
}

/**
 * @param {Instance} wasm
 * @param {number} operation
 * @param {Identity} identity
 * @param {unknown} params
 * @param {number} now
 */
function run(wasm, operation, identity, params, now) {
  const { fields } = operations[operation];
  // First, because reading the parameters may run a getter that makes a call of its own.
  let flat = flatten(fields, params);
  if (caller !== identity) identify(wasm, identity);
  if (wellFormed(flat.text)) {
    const length = wasm.prepare(operation, now, write(wasm, flat.text), flat.tokens);
    if (length !== 0 || glue.issues()[0].code !== 'nul') return length;
  }
  flat = flattenCarefully(fields, params);
  if (caller !== identity) identify(wasm, identity);
  return wasm.prepare(operation, now, write(wasm, flat.text), flat.tokens);
}

/**
 * Tells the instance who asks from now on. A client's identity never changes.
 * @param {Instance} wasm
 * @param {Identity} identity
 */
function identify(wasm, identity) {
  const { accessKey, secretKey, merchantId, mwsAuthToken, host, path, currencyCode, platformId, paymentDomain } = identity;
  const texts = [accessKey, secretKey, merchantId, mwsAuthToken, host, path, currencyCode, platformId, paymentDomain];
  wasm.identify(write(wasm, texts.join('\0')));
  caller = identity;
}

/**
 * Reads an answer, or the XML of a notification.
 * @param {number} operation its index; kinds of notifications are numbered behind the operations
 * @param {number} status
 * @param {string} xml
 * @returns {{ value: any, requestId: string } | { fault: Fault } | { unreadable: Issue }}
 */
export function interpret(operation, status, xml) {
  if (xml.length > MOST_BYTES) {
    return { unreadable: { path: '', code: 'too-large', message: 'the answer is larger than 32 MB' } };
  }
  const wasm = use();
  try {
    const found = wasm.interpret(operation, status, write(wasm, xml));
    // The core gives a giant input buffer back; see `KEPT_BYTES` in src/bindings/client.rs.
    if (room.length > KEPT_BYTES) room = NOTHING;
    if (found !== VALUE && found !== FAULT) return { unreadable: glue.issues()[0] };
    const address = wasm.side() >>> 0;
    const base = (wasm.slots() >>> 0) / 4;
    const length = wasm.side_length();
    look(wasm);
    const side = length === 0 ? '' : decoder.decode(bytes.subarray(address, address + length));
    const text = (/** @type {number} */ slot) => textOf(base + slot, xml, side);
    if (found === VALUE) {
      return { value: build(operation, numbers, base, RESULT, xml, side), requestId: text(REQUEST_ID) };
    }
    const judgement = wasm.judgement();
    const code = text(CODE);
    return {
      fault: {
        code,
        type: text(TYPE),
        message: text(MESSAGE),
        requestId: text(REQUEST_ID),
        retryable: (judgement & 1) !== 0,
        executed: (judgement & 2) !== 0 ? 'unknown' : 'no',
        throttled: (judgement & 4) !== 0,
        advice: advice[code] ?? '',
      },
    };
  } catch (error) {
    throw abandon(error);
  }
}

/**
 * Milliseconds until the next attempt, or -1 where there must be none.
 * @param {number} operation its index
 * @param {'not-sent' | 'unknown' | 'throttled' | 'retryable' | 'refused'} failure
 * @param {{ sandbox: boolean, attempt: number, attempts: number, random: number, retryAfter?: number | undefined }} known
 * @returns {number}
 */
export function retryDelay(operation, failure, { sandbox, attempt, attempts, random, retryAfter = -1 }) {
  const wasm = use();
  try {
    return wasm.retry_delay(operation, FAILURES.indexOf(failure), sandbox, attempt, attempts, random, retryAfter);
  } catch (error) {
    throw abandon(error);
  }
}

/**
 * Reads a certificate in DER and judges whether it may sign notifications, while it is valid.
 * @param {Uint8Array<ArrayBuffer>} der
 * @returns {{ fault: number } | { spki: Uint8Array<ArrayBuffer>, from: number, until: number }} the fault
 *   as `CertificateFault` counts; times in epoch milliseconds
 */
export function certificate(der) {
  const wasm = use();
  try {
    copy(wasm, der);
    const fault = wasm.certificate(der.length);
    if (fault !== 0) return { fault };
    const base = (wasm.slots() >>> 0) / 4;
    look(wasm);
    const [start, length, from, until] = new Uint32Array(bytes.buffer, base * 4, 4);
    return { spki: bytes.slice(start, start + length), from: from * 1000, until: until * 1000 };
  } catch (error) {
    throw abandon(error);
  }
}

/** @param {number} slot @param {string} xml @param {string} side */
function textOf(slot, xml, side) {
  const start = numbers[slot];
  const end = numbers[slot + 1];
  return start < 0 ? side.substring(start & 0x7fffffff, end) : xml.substring(start, end);
}
