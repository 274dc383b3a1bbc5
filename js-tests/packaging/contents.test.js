// @ts-check
// What is in the tarball is what `contents.txt` says, so that nothing is shipped, or left out,
// by accident. After a change on purpose, AMAZON_PAY_WASM_WRITE=1 writes the new list.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Project, root } from './project.js';

const project = new Project();
after(() => project.remove());

const shipped = readdirSync(project.installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(project.installed.length + 1).replaceAll('\\', '/'))
  .sort();

/** @param {string} path */
const read = (path) => readFileSync(join(project.installed, path), 'utf8');

test('the shipped files are those of the list', () => {
  const list = join(root, 'js-tests/packaging/contents.txt');
  if (process.env.AMAZON_PAY_WASM_WRITE) writeFileSync(list, `${shipped.join('\n')}\n`);
  const listed = readFileSync(list, 'utf8').trim().split('\n');
  assert.deepEqual(shipped, listed);
});

test('every file that the manifest names is shipped', () => {
  const manifest = JSON.parse(read('package.json'));
  /** @type {string[]} */
  const named = [manifest.main, manifest.module, manifest.types, ...Object.values(manifest.bin)];
  const gather = (/** @type {any} */ target) => {
    if (typeof target === 'string') named.push(target);
    else Object.values(target).forEach(gather);
  };
  gather(manifest.exports);
  const missing = named.map((path) => path.replace(/^\.\//, '')).filter((path) => !shipped.includes(path));
  assert.deepEqual(missing, []);
});

test('types come first among the conditions', () => {
  const visit = (/** @type {any} */ target) => {
    if (typeof target === 'string') return;
    const keys = Object.keys(target);
    assert.ok(!keys.includes('types') || keys[0] === 'types', keys.join());
    assert.ok(!keys.includes('default') || keys.at(-1) === 'default', keys.join());
    Object.values(target).forEach(visit);
  };
  visit(JSON.parse(read('package.json')).exports);
});

test('no file names the machine that built it', () => {
  for (const path of shipped.filter((path) => /\.(js|cjs|ts|cts|json)$/.test(path))) {
    assert.ok(!read(path).includes(root), path);
    assert.doesNotMatch(read(path), /\/(home|root|Users)\/\w/, path);
  }
});

test('no file asks for code made from text, or loads at import by top-level await', () => {
  for (const path of shipped.filter((path) => /\.c?js$/.test(path))) {
    // The `eval` of a client of Redis runs a script there.
    assert.doesNotMatch(read(path), /(?<!\bclient\.\s*)\beval\s*\(|\bnew Function\b/, path);
    // The lines of what was bundled begin anywhere; its modules are beside it, and are looked at.
    if (path.endsWith('.js') && path !== 'entries/inline.js') assert.doesNotMatch(read(path), /^(?:const .* = )?await /m, path);
  }
});
