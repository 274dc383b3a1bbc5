// @ts-check
// The only importer of the sandbox's wasm glue. It knows how the instance is made, how text crosses
// and what is left after a trap; it refuses to know what the service does.
//
// All sandboxes of a process share one instance; each has a `SandboxCore` of its own in it.

import { InternalError } from '../errors.js';
import * as glue from '../wasm/sandbox_bg.js';

/**
 * @typedef {object} Answer what the service answers, and what happens besides
 * @property {number} status
 * @property {[string, string][]} headers
 * @property {string} body
 * @property {boolean} drop the connection ends without an answer
 * @property {number} delay milliseconds to wait before answering
 * @property {Notification[]} [notifications] what is to be delivered now
 *
 * @typedef {Record<string, any>} Notification
 */

/** @type {(() => WebAssembly.Module) | undefined} */
let load;
/** @type {WebAssembly.Module | undefined} */
let module;
/** The instance that the glue holds now. @type {object | undefined} */
let instance;
/** The cores of that instance. @type {Set<WeakRef<any>>} */
let cores = new Set();

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
  #core;
  #instance = instance;

  /** @param {any} core */
  constructor(core) {
    this.#core = core;
    const reference = new WeakRef(core);
    cores.add(reference);
    forgotten.register(core, reference);
  }

  /** @param {string} options */
  static create(options) {
    use();
    return new Core(guarded(() => new glue.SandboxCore(options)));
  }

  /** @param {string} snapshot */
  static restore(snapshot) {
    use();
    return new Core(guarded(() => glue.SandboxCore.restore(snapshot)));
  }

  /**
   * @param {string} method
   * @param {string} target path and query
   * @param {string} headers one `name: value` on each line
   * @param {string} body
   * @param {number} wall epoch milliseconds of the host's clock
   * @returns {Answer}
   */
  request(method, target, headers, body, wall) {
    const core = this.#alive();
    return JSON.parse(guarded(() => core.request(method, target, headers, body, wall)));
  }

  /**
   * Settles what has fallen due.
   *
   * @param {number} wall
   * @returns {{ notifications?: Notification[] }}
   */
  advance(wall) {
    const core = this.#alive();
    return JSON.parse(guarded(() => core.advance(wall)));
  }

  /**
   * Learns how the delivery of a notification ended.
   *
   * @param {number} number the notification's
   * @param {number} status of the answer; 0 where none came
   * @param {number} wall
   * @returns {{ notifications?: Notification[] }}
   */
  delivered(number, status, wall) {
    const core = this.#alive();
    return JSON.parse(guarded(() => core.delivered(number, status, wall)));
  }

  /** When something falls due next by the host's clock, if anything does. @returns {number | undefined} */
  nextDue() {
    const core = this.#alive();
    return guarded(() => core.next_due());
  }

  /** The service's time. @param {number} wall @returns {number} */
  now(wall) {
    const core = this.#alive();
    return guarded(() => core.now(wall));
  }

  /** How a client calls it. @returns {Record<string, string>} */
  credentials() {
    const core = this.#alive();
    return JSON.parse(guarded(() => core.credentials()));
  }

  /** @returns {string} */
  snapshot() {
    const core = this.#alive();
    return guarded(() => core.snapshot());
  }

  /** Gives the memory back now rather than at the next collection of garbage. */
  close() {
    const core = this.#core;
    this.#core = undefined;
    if (core !== undefined && this.#instance === instance) core.free();
  }

  #alive() {
    if (this.#core === undefined) throw new InternalError('this sandbox was closed');
    if (this.#instance === instance) return this.#core;
    throw new InternalError('this sandbox was lost to a fault inside amazon-pay-wasm: make another');
  }
}

/** @type {FinalizationRegistry<WeakRef<any>>} */
const forgotten = new FinalizationRegistry((reference) => cores.delete(reference));

/** Makes the instance, if there is none. */
function use() {
  if (instance !== undefined) return;
  if (module === undefined) {
    if (load === undefined) throw new InternalError('no entry has installed the wasm of the sandbox');
    module = load();
  }
  const made = new WebAssembly.Instance(module, { './sandbox_bg.js': /** @type {any} */ (glue) });
  /** @type {any} */
  const exports = made.exports;
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  instance = made;
}

/**
 * After a trap the instance can't be trusted, nor what is in it. The glue would free the lost cores
 * in the instance that comes next, so it is made to forget them.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function guarded(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    instance = undefined;
    for (const core of cores) core.deref()?.__destroy_into_raw();
    cores = new Set();
    throw new InternalError('a fault inside the sandbox of amazon-pay-wasm, please report it', { cause: error });
  }
}
