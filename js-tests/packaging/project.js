// @ts-check
// An empty project with the packed package installed in it, as a user would have it. It knows how
// to make one and how to run programs there, and nothing of what the package does.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The packed package; `cargo xtask test` says where it is. */
export const tarball = process.env.AMAZON_PAY_WASM_TARBALL ?? '';

/** The program that a developer tool of `js-tests`, or of a folder there, declares, to be run by Node. */
export function tool(/** @type {string} */ name, /** @type {string} */ command = name, /** @type {string} */ where = '.') {
  const folder = join(root, 'js-tests', where, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** A temporary project; `remove` takes it away again. */
export class Project {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-'));
    this.write('package.json', '{ "private": true }\n');
    install(this.folder);
  }

  /** The folder of the installed package. */
  get installed() {
    return join(this.folder, 'node_modules/amazon-pay-wasm');
  }

  /** Writes a file of the project. */
  write(/** @type {string} */ path, /** @type {string} */ text) {
    const whole = join(this.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  /** Reads a file of the project. */
  read(/** @type {string} */ path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /**
   * Runs a program in the project and gives what it printed; what it said of errors is in the error.
   *
   * @param {string} program
   * @param {string[]} parameters
   */
  run(program, parameters) {
    return runIn(this.folder, program, parameters);
  }

  /** Runs a script of the project by Node. */
  node(/** @type {string[]} */ ...parameters) {
    return this.run(process.execPath, parameters);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Installs the packed package in a folder that has a package.json.
 *
 * @param {string} folder
 */
export function install(folder) {
  assert.notEqual(tarball, '', 'AMAZON_PAY_WASM_TARBALL is not set; run `cargo xtask test --only packaging`');
  // Offline: a package that needs another fails here.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  runIn(folder, npm, ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball]);
}

/**
 * Puts the packed package among a folder's modules, without npm.
 *
 * @param {string} folder
 */
export function unpack(folder) {
  const modules = join(folder, 'node_modules/amazon-pay-wasm');
  mkdirSync(modules, { recursive: true });
  runIn(folder, 'tar', ['-xzf', tarball, '-C', modules, '--strip-components=1']);
}

/**
 * @param {string} folder
 * @param {string} program
 * @param {string[]} parameters
 */
export function runIn(folder, program, parameters) {
  try {
    const options = { cwd: folder, encoding: /** @type {const} */ ('utf8'), stdio: /** @type {const} */ ('pipe') };
    return execFileSync(program, parameters, { ...options, shell: program.endsWith('.cmd') });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${program} ${parameters.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}
