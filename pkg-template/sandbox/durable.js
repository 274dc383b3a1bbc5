// @ts-check
// A sandbox that outlives its process, on Node. It knows a file: what the sandbox was, and after
// that each input that it got. The emulator is deterministic, so the same inputs make the same state.
//
// An input is in the file before its answer leaves. A process that is killed in the middle of a line
// had not answered it; that line is passed over.
//
// The file is lines: its format, a snapshot, and the inputs. It is read and written in parts: what a
// sandbox knows may be longer than a text, or a buffer, can be.

import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { ConfigurationError } from '../errors.js';
import { Sandbox } from './index.js';

/** Bytes of inputs after which the file is written anew. */
const LONG = 64 * 1024 * 1024;
const FORMAT = 2;
/** What earlier versions wrote: the snapshot stands in the first line, as text in JSON. */
const SNAPSHOT_IN_HEAD = 1;
const LINE_FEED = 10;
/** Bytes that are read at once. */
const PART = 1024 * 1024;

const kept = Symbol.for('amazon-pay-wasm.sandbox.kept');
const resumed = Symbol.for('amazon-pay-wasm.sandbox.resumed');
const written = Symbol.for('amazon-pay-wasm.sandbox.written');
const reread = Symbol.for('amazon-pay-wasm.sandbox.reread');

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
    rmSync(fresh, { force: true });
    const open = openSync(fresh, 'wx', 0o600);
    try {
      write(open, `${JSON.stringify({ format: FORMAT })}\n`);
      // A snapshot has no line feed: its texts are quoted as in JSON.
      this.#sandbox[written]((/** @type {Uint8Array} */ part) => write(open, part));
      write(open, '\n');
    } finally {
      closeSync(open);
    }
    renameSync(fresh, this.#file);
    if (this.#open >= 0) closeSync(this.#open);
    this.#open = openSync(this.#file, 'a');
    this.#length = 0;
  }

  /** @param {unknown[]} input */
  #add(input) {
    // A snapshot that was put in place is better kept as one.
    if (this.#length > LONG || input[2] === '/sandbox/state') return this.#begin();
    this.#length += write(this.#open, `${JSON.stringify(input)}\n`);
  }
}

/**
 * All of a text or of bytes: a system may take less at once.
 *
 * @param {number} open
 * @param {string | Uint8Array} what
 * @returns {number} bytes
 */
function write(open, what) {
  const bytes = typeof what === 'string' ? Buffer.from(what) : what;
  for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at);
  return bytes.length;
}

/**
 * @param {string} file
 * @param {object} side
 */
async function read(file, side) {
  const open = openSync(file, 'r');
  try {
    const lines = new Lines(open);
    const head = parsed(lines.text());
    const isText = head?.format === SNAPSHOT_IN_HEAD && typeof head.snapshot === 'string';
    if (!isText && head?.format !== FORMAT) {
      throw new ConfigurationError(`${file} is no sandbox's state`, { option: 'state' });
    }
    /** @type {any} */
    const sandbox = isText
      ? await Sandbox.restore(head.snapshot, side)
      : /** @type {any} */ (Sandbox)[reread](lines.parts(), statSync(file).size, side);
    sandbox[kept](() => {}, inputs(lines));
    return sandbox;
  } finally {
    closeSync(open);
  }
}

/** The lines of a file, one after the other, whole or in parts. */
class Lines {
  #open;
  #rest = Buffer.alloc(0);

  /** @param {number} open */
  constructor(open) {
    this.#open = open;
  }

  /** The next line in parts, without its line feed. @returns {Generator<Buffer, boolean>} whether it had one */
  *parts() {
    for (;;) {
      const end = this.#rest.indexOf(LINE_FEED);
      yield this.#rest.subarray(0, end < 0 ? undefined : end);
      if (end >= 0) {
        this.#rest = this.#rest.subarray(end + 1);
        return true;
      }
      const part = Buffer.allocUnsafe(PART);
      this.#rest = part.subarray(0, readSync(this.#open, part));
      if (this.#rest.length === 0) return false;
    }
  }

  /** The next line; nothing where there is none that was written to its end. */
  text() {
    const whole = [];
    const parts = this.parts();
    for (;;) {
      const { done, value } = parts.next();
      if (done) return value ? Buffer.concat(whole).toString() : '';
      whole.push(value);
    }
  }
}

/**
 * The inputs in a file, but for a last one that was not written to its end.
 *
 * @param {Lines} lines
 * @returns {Iterable<any[]>}
 */
function* inputs(lines) {
  for (let line; (line = lines.text()) !== ''; ) yield parsed(line);
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
