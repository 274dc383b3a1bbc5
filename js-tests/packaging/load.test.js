// @ts-check
// The installed package is loaded by `import` and by `require`, every subpath of it, and does the
// same in both ways.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Project } from './project.js';
import { SIGN, SIGNED } from './script.js';

const project = new Project();
after(() => project.remove());

const IMPORT = `import { AmazonPay } from 'amazon-pay-wasm';${SIGN}`;
const REQUIRE = `const { AmazonPay } = require('amazon-pay-wasm');${SIGN}`;

test('import signs a request', () => {
  project.write('load.mjs', IMPORT);
  assert.match(project.node('load.mjs'), SIGNED);
});

test('require signs the same request', () => {
  project.write('load.mjs', IMPORT);
  project.write('load.cjs', REQUIRE);
  assert.equal(project.node('load.cjs'), project.node('load.mjs'));
});

const WASM = "readFileSync(require.resolve('amazon-pay-wasm/core.wasm'))";

test('slim, imported or required, signs the same request with the wasm that its user gives', () => {
  const node = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";
  project.write(
    'slim.mjs',
    `${node}import { readFileSync } from 'node:fs';import { AmazonPay } from 'amazon-pay-wasm/slim';
     await AmazonPay.ready(${WASM});${SIGN}`,
  );
  project.write(
    'slim.cjs',
    `const { readFileSync } = require('node:fs');const { AmazonPay } = require('amazon-pay-wasm/slim');
     AmazonPay.ready(${WASM}).then(() => {${SIGN}});`,
  );
  project.write('load.mjs', IMPORT);
  const signed = project.node('load.mjs');
  assert.equal(project.node('slim.mjs'), signed);
  assert.equal(project.node('slim.cjs'), signed);
});

test('import and require of every subpath give the same names', () => {
  const manifest = JSON.parse(readFileSync(join(project.installed, 'package.json'), 'utf8'));
  const both = Object.entries(manifest.exports).filter(([, target]) => target.require !== undefined);
  assert.ok(both.length >= 4, 'the package can be required under four subpaths at least');
  for (const [subpath] of both) {
    const name = subpath.replace(/^\./, 'amazon-pay-wasm');
    project.write('names.mjs', `console.log(Object.keys(await import('${name}')).sort().join());`);
    project.write('names.cjs', `console.log(Object.keys(require('${name}')).sort().join());`);
    const imported = project.node('names.mjs').trim();
    assert.notEqual(imported, '', `${name} exports nothing`);
    assert.equal(project.node('names.cjs').trim(), imported, name);
  }
});

test('the command runs and says what it can do', () => {
  const manifest = JSON.parse(readFileSync(join(project.installed, 'package.json'), 'utf8'));
  for (const [name, script] of Object.entries(manifest.bin)) {
    assert.match(project.node(join(project.installed, script), '--help'), new RegExp(name));
  }
});

test('the package asks for no other', () => {
  const tree = JSON.parse(project.run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ls', '--all', '--json']));
  assert.deepEqual(Object.keys(tree.dependencies), ['amazon-pay-wasm']);
  assert.equal(tree.dependencies['amazon-pay-wasm'].dependencies, undefined);
});

test('code made from text is nowhere needed', () => {
  project.write('load.mjs', IMPORT);
  assert.match(project.node('--disallow-code-generation-from-strings', 'load.mjs'), SIGNED);
});
