// @ts-check
// The only importer of the sandbox's wasm glue. It knows how an instance is made, how text crosses
// and what is left after a trap; it refuses to know what the service does.
//
// Each sandbox has an instance of its own: a forgotten one takes its memory with it, and a trap costs
// one sandbox only. The glue speaks to one instance at a time, so it is told which before each call.

import { AmazonPayError, ConfigurationError, InternalError } from '../errors.js';
import * as glue from '../wasm/sandbox_bg.js';

/**
 * @typedef {object} Answer what the service answers, and what happens besides
 * @property {number} status
 * @property {[string, string][]} headers
 * @property {string} body
 * @property {boolean} drop the connection ends without an answer
 * @property {number} delay milliseconds to wait before answering
 * @property {Delivery[]} deliveries notifications to sign and send now
 *
 * @typedef {object} Delivery
 * @property {number} number the notification's
 * @property {number} attempt
 * @property {string[]} urls where the seller wants it
 * @property {string} signatureVersion
 * @property {string} stringToSign
 * @property {Record<string, string>} envelope without signature
 * @property {Record<string, string>} headers
 */

/** @type {(() => WebAssembly.Module) | undefined} */
let load;
/** @type {WebAssembly.Module | undefined} */
let module;
/** What the glue speaks to now. @type {object | undefined} */
let current;

/**
 * An entry says how the wasm is had. Nothing is loaded before the first use.
 *
 * @param {() => WebAssembly.Module} loader
 */
export function install(loader) {
  load ??= loader;
}

/** One emulated service. */
export class Core {
  /** @type {any} */ #exports;
  /** @type {any} */ #core;

  /** @param {string} options */
  constructor(options) {
    if (module === undefined) {
      if (load === undefined) throw new InternalError('no entry has installed the wasm of the sandbox');
      module = load();
    }
    const instance = new WebAssembly.Instance(module, { './sandbox_bg.js': /** @type {any} */ (glue) });
    this.#exports = instance.exports;
    this.#call(() => {
      this.#exports.__wbindgen_start?.();
      this.#core = new glue.SandboxCore(options);
      // The glue would free a forgotten core in whichever instance it speaks to by then. Nobody needs
      // to free it: it goes with its instance.
      const pointer = this.#core.__destroy_into_raw();
      this.#core.__wbg_ptr = pointer;
    });
  }

  /**
   * @param {string} method
   * @param {string} target path and query
   * @param {string} headers one `name: value` on each line
   * @param {string} body
   * @param {number} now epoch milliseconds of the host's clock
   * @returns {Answer}
   */
  request(method, target, headers, body, now) {
    const text = this.#call(() => this.#core.request(method, target, headers, body, now, now));
    const end = text.indexOf('\n\n');
    const [status, drop, delay, deliveries, ...lines] = text.slice(0, end).split('\n');
    return {
      status: Number(status),
      headers: lines.map(header),
      body: text.slice(end + 2),
      drop: drop === '1',
      delay: Number(delay),
      deliveries: deliveries === '[]' ? [] : JSON.parse(deliveries),
    };
  }

  /**
   * Settles what has fallen due.
   *
   * @param {number} now epoch milliseconds of the host's clock
   * @returns {Delivery[]}
   */
  advance(now) {
    return JSON.parse(this.#call(() => this.#core.advance(now)));
  }

  /** Nobody listens but those whom sellers configured: the rest need not be written out. */
  hush() {
    this.#call(() => this.#core.hush());
  }

  /**
   * What was on its way to its receivers when the process before this one ended.
   *
   * @returns {Delivery[]}
   */
  deliverAgain() {
    return JSON.parse(this.#call(() => this.#core.deliver_again()));
  }

  /** In how many milliseconds of its clock something falls due; nothing where nothing does. */
  nextDueIn() {
    const wait = this.#call(() => this.#core.next_due_in());
    return wait < 0 ? undefined : wait;
  }

  /**
   * Everything it remembers.
   *
   * @returns {string}
   */
  snapshot() {
    const decoder = new TextDecoder();
    let text = '';
    try {
      this.snapshotInParts((part) => {
        text += decoder.decode(part, { stream: true });
      });
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const message = 'the snapshot is longer than a text can be here: `GET /sandbox/state` gives it in parts';
      throw new ConfigurationError(message, { cause });
    }
    return text;
  }

  /**
   * The same in UTF-8 and in parts, since a text of JavaScript has at most half a gigabyte.
   *
   * @param {(part: Uint8Array<ArrayBuffer>) => void} take must not call this sandbox
   * @param {number} [bytes] of a part; about a megabyte unless told
   */
  snapshotInParts(take, bytes) {
    /** @type {{ thrown: unknown } | undefined} */
    let failure;
    this.#call(() => {
      this.#core.snapshot_in_parts(bytes, (/** @type {Uint8Array<ArrayBuffer>} */ part) => {
        if (failure) return;
        try {
          take(part);
        } catch (thrown) {
          failure = { thrown };
        }
      });
    });
    // Whoever takes has failed, not the sandbox.
    if (failure) throw failure.thrown;
  }

  /**
   * Takes a snapshot in; what then is to be done with it comes by another call.
   *
   * @param {Iterable<Uint8Array>} parts in UTF-8
   * @param {number} bytes at least as many as there come
   */
  receive(parts, bytes) {
    this.#call(() => this.#core.expect_snapshot(bytes));
    for (const part of parts) this.#call(() => this.#core.receive(part));
  }

  /** Puts in place what was received. */
  restoreReceived() {
    this.#call(() => this.#core.restore_received());
  }

  /** @param {string} snapshot */
  restore(snapshot) {
    this.#call(() => this.#core.restore(snapshot));
  }

  /** Lets the memory go, whoever still holds the sandbox. */
  close() {
    this.#lose('this sandbox was closed');
  }

  /**
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  #call(work) {
    if (current !== this.#exports) {
      glue.__wbg_set_wasm(this.#exports);
      current = this.#exports;
    }
    try {
      return work();
    } catch (error) {
      // What it says of options and snapshots that it can't take is text.
      if (typeof error === 'string') throw new ConfigurationError(error);
      if (AmazonPayError.is(error)) throw error;
      // A trap, or a stack that was too short: the instance stopped in the middle of something.
      this.#lose('this sandbox was lost to a fault inside amazon-pay-wasm: make another');
      throw new InternalError('a fault inside the sandbox of amazon-pay-wasm, please report it', { cause: error });
    }
  }

  /** @param {string} reason */
  #lose(reason) {
    if (current === this.#exports) current = undefined;
    const lost = () => {
      throw new InternalError(reason);
    };
    this.#exports = undefined;
    this.#core = {
      ...{ request: lost, advance: lost, hush: lost, deliver_again: lost, next_due_in: lost, snapshot_in_parts: lost },
      ...{ restore: lost, expect_snapshot: lost, receive: lost, restore_received: lost },
    };
  }
}

/**
 * @param {string} line
 * @returns {[string, string]}
 */
function header(line) {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
