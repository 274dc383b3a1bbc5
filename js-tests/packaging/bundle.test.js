// @ts-check
// The installed package goes through a bundler and the bundle, alone in an empty folder, still
// works: in the forms that servers and pages use.

import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Project, tool } from './project.js';
import { SIGN, SIGNED } from './script.js';

const project = new Project();
const alone = new Project();
rmSync(join(alone.folder, 'node_modules'), { recursive: true });
after(() => [project, alone].forEach((folder) => folder.remove()));

/** @param {string[]} options */
function bundled(...options) {
  project.write('source.mjs', `import { AmazonPay } from 'amazon-pay-wasm';${SIGN}`);
  project.node(tool('esbuild'), 'source.mjs', '--bundle', '--outfile=bundle.js', '--log-level=warning', ...options);
  return readFileSync(join(project.folder, 'bundle.js'), 'utf8');
}

for (const [name, file, options] of /** @type {[string, string, string[]][]} */ ([
  ['modules for Node', 'bundle.mjs', ['--platform=node', '--format=esm']],
  ['CommonJS for Node', 'bundle.cjs', ['--platform=node', '--format=cjs']],
  ['a minified page script', 'bundle.cjs', ['--platform=browser', '--format=iife', '--minify']],
])) {
  test(`a bundle of ${name} runs alone`, () => {
    alone.write(file, bundled(...options));
    assert.match(alone.node(file), SIGNED);
  });
}

test('a page can forbid code made from text', () => {
  const text = bundled('--platform=browser', '--format=esm', '--minify');
  assert.doesNotMatch(text, /\beval\s*\(|\bnew Function\b/);
});

test('what is not used is left out', () => {
  project.write('source.mjs', `import { AmazonPayError } from 'amazon-pay-wasm/slim';console.log(typeof AmazonPayError);`);
  project.node(tool('esbuild'), 'source.mjs', '--bundle', '--minify', '--format=esm', '--outfile=bundle.js', '--log-level=error');
  const text = readFileSync(join(project.folder, 'bundle.js'), 'utf8');
  assert.doesNotMatch(text, /AGFzbQ/, 'slim carries no wasm');
});
