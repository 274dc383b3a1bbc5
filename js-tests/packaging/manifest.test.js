// @ts-check
// Two judges of package manifests read the tarball: publint, at its strictest, and "are the types
// wrong?". Warnings count.

import { test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { tarball, tool } from './project.js';

/** @param {string} program @param {string[]} parameters */
function judge(program, ...parameters) {
  try {
    execFileSync(process.execPath, [program, ...parameters], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
}

test('publint finds nothing', () => judge(tool('publint'), '--strict', tarball));

test('the types are right for import and for require', () => {
  // The wasm files have no types that every bundler agrees on.
  const attw = tool('@arethetypeswrong/cli', 'attw');
  judge(attw, tarball, '--profile', 'node16', '--exclude-entrypoints', 'core.wasm', 'sandbox.wasm');
});
