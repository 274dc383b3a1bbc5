// @ts-check
// A sandbox that outlives its process, on Node. It knows a file: what the sandbox was, and after
// that each input that it got. The emulator is deterministic, so the same inputs make the same state.
//
// An input is in the file before its answer leaves. A process that is killed in the middle of a line
// had not answered it; that line is passed over.

import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { ConfigurationError } from '../errors.js';
import { Sandbox } from './index.js';

/** Bytes of inputs after which the file is written anew. */
const LONG = 64 * 1024 * 1024;
const FORMAT = 1;
const LINE_FEED = 10;

const kept = Symbol.for('amazon-pay-wasm.sandbox.kept');
const resumed = Symbol.for('amazon-pay-wasm.sandbox.resumed');

/**
 * Opens the sandbox of a file, or makes it.
 *
 * @param {string} file
 * @param {object} options for a sandbox that is not there yet
 * @param {object} side what a file can't hold
 * @returns {Promise<{ sandbox: Sandbox, restored: boolean, resume(): void, close(): void }>} `resume`
 *   once it is served: notifications name the address of their certificate
 */
export async function durable(file, options, side) {
  const unlock = locked(`${file}.lock`);
  try {
    const restored = existsSync(file) && statSync(file).size > 0;
    const sandbox = restored ? await read(file, side) : await Sandbox.create(options);
    const inputs = new InputFile(file, sandbox);
    return {
      sandbox,
      restored,
      resume() {
        if (restored) /** @type {any} */ (sandbox)[resumed]();
      },
      close() {
        inputs.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

class InputFile {
  #file;
  #sandbox;
  #open = -1;
  #length = 0;

  /**
   * @param {string} file
   * @param {any} sandbox
   */
  constructor(file, sandbox) {
    this.#file = file;
    this.#sandbox = sandbox;
    this.#begin();
    sandbox[kept]((/** @type {unknown[]} */ input) => this.#add(input), []);
  }

  close() {
    this.#sandbox[kept](() => {}, []);
    closeSync(this.#open);
  }

  /** Writes what the sandbox is now, beside the old file and then in its place: one of them is whole. */
  #begin() {
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, `${JSON.stringify({ format: FORMAT, snapshot: this.#sandbox.snapshot() })}\n`, { mode: 0o600 });
    renameSync(fresh, this.#file);
    if (this.#open >= 0) closeSync(this.#open);
    this.#open = openSync(this.#file, 'a');
    this.#length = 0;
  }

  /** @param {unknown[]} input */
  #add(input) {
    // A snapshot that was put in place is better kept as one.
    if (this.#length > LONG || input[2] === '/sandbox/state') return this.#begin();
    this.#length += writeSync(this.#open, `${JSON.stringify(input)}\n`);
  }
}

/**
 * @param {string} file
 * @param {object} side
 */
async function read(file, side) {
  const bytes = readFileSync(file);
  const end = bytes.indexOf(LINE_FEED);
  const head = parsed(bytes.toString('utf8', 0, end < 0 ? 0 : end));
  if (head?.format !== FORMAT || typeof head.snapshot !== 'string') {
    throw new ConfigurationError(`${file} is no sandbox's state`, { option: 'state' });
  }
  /** @type {any} */
  const sandbox = await Sandbox.restore(head.snapshot, side);
  sandbox[kept](() => {}, inputs(bytes, end + 1));
  return sandbox;
}

/**
 * The inputs in a file, but for a last one that was not written to its end.
 *
 * @param {Buffer} bytes
 * @param {number} at
 * @returns {Iterable<any[]>}
 */
function* inputs(bytes, at) {
  for (let end; (end = bytes.indexOf(LINE_FEED, at)) >= 0; at = end + 1) yield parsed(bytes.toString('utf8', at, end));
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Two processes with one file would each undo the other's work.
 *
 * @param {string} path
 * @returns {() => void}
 */
function locked(path) {
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new ConfigurationError(`the state is in use by process ${holder} (${path})`, { option: 'state' });
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

/** @param {number} process_ */
function isAlive(process_) {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return /** @type {any} */ (error).code === 'EPERM';
  }
}
