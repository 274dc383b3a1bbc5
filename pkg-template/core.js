// @ts-check
// The only importer of the wasm glue. It knows how the instance is made, how text and numbers cross,
// and how an instance lost to a trap is replaced; it decides nothing about payments.

import * as glue from './wasm/core_bg.js';
import { flatten, flattenCarefully, wellFormed } from './flatten.js';
import { advice, build, operations, version } from './table.js';

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

const VALUE = 1;
const FAULT = 2;
const REQUEST_ID = 0;
const RESULT = 2;
const CODE = 2;
const TYPE = 4;
const MESSAGE = 6;

/** How many tokens go before the parameters: time, identity and defaults. */
const HEAD_TOKENS = 10;
/** Kinds of failure; counted as `Failure::numbered` in src/client/retry.rs does. */
const FAILURES = ['not-sent', 'unknown', 'throttled', 'retryable', 'refused'];

/** @type {(() => WebAssembly.Module) | undefined} */
let load;
/** @type {WebAssembly.Module | undefined} */
let module;
/** @type {Instance | undefined} */
let instance;
let bytes = new Uint8Array(0);
let numbers = new Int32Array(0);
/** @type {TextEncoder} */
let encoder;
/** @type {TextDecoder} */
let decoder;

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
  module = isBytes ? await WebAssembly.compile(/** @type {BufferSource} */ (given)) : given;
  instance = undefined;
  use();
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
  if (glue.version() !== version) {
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
  instance = undefined;
  bytes = new Uint8Array(0);
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
  let address = wasm.input(length) >>> 0;
  look(wasm);
  let { read, written } = encoder.encodeInto(text, bytes.subarray(address, address + length));
  while (read < length) {
    const room = written + (length - read) * 3;
    address = wasm.input(room) >>> 0;
    look(wasm);
    const more = encoder.encodeInto(text.slice(read), bytes.subarray(address + written, address + room));
    read += more.read;
    written += more.written;
  }
  return written;
}

/** Memory that grew has new buffers. @param {Instance} wasm */
function look(wasm) {
  if (bytes.buffer !== wasm.memory.buffer) {
    bytes = new Uint8Array(wasm.memory.buffer);
    numbers = new Int32Array(wasm.memory.buffer);
  }
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
    return { body: decoder.decode(bytes.subarray(address, address + length)) };
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
  const { accessKey, secretKey, merchantId, mwsAuthToken, host, path, currencyCode, platformId, paymentDomain } = identity;
  const head = `${now}\0${accessKey}\0${secretKey}\0${merchantId}\0${mwsAuthToken ?? ''}\0${host}\0${path}\0${currencyCode ?? ''}\0${platformId ?? ''}\0${paymentDomain}`;
  let flat = { text: head, tokens: HEAD_TOKENS };
  flatten(flat, fields, params);
  if (wellFormed(flat.text)) {
    const length = wasm.prepare(operation, write(wasm, flat.text), flat.tokens);
    if (length !== 0 || glue.issues()[0].code !== 'nul') return length;
  }
  flat = { text: head, tokens: HEAD_TOKENS };
  flattenCarefully(flat, fields, params);
  return wasm.prepare(operation, write(wasm, flat.text), flat.tokens);
}

/**
 * Reads an answer.
 * @param {number} operation its index
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

/** @param {number} slot @param {string} xml @param {string} side */
function textOf(slot, xml, side) {
  const start = numbers[slot];
  const end = numbers[slot + 1];
  return start < 0 ? side.substring(start & 0x7fffffff, end) : xml.substring(start, end);
}
