// What importing the package costs, and several copies of it in one process.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { AmazonPay, AmazonPayError, ConfigurationError, ValidationError } from 'amazon-pay-wasm';
import * as slim from 'amazon-pay-wasm/slim';

import { accepted, credentials } from './suite/stage.js';

const require = createRequire(import.meta.url);

/**
 * What a program prints, run by a Node of its own in this folder. Nothing watches it: in Node 22 and
 * later, whatever is imported before wakes something.
 */
function printed(program) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

test('importing touches nothing that is slow to wake', () => {
  for (const entry of ['amazon-pay-wasm', 'amazon-pay-wasm/slim']) {
    const touched = printed(`
      const touched = [];
      for (const name of ['fetch', 'Headers', 'Request', 'Response', 'crypto', 'WebAssembly', 'AbortController', 'ReadableStream', 'navigator']) {
        const own = Object.getOwnPropertyDescriptor(globalThis, name);
        Object.defineProperty(globalThis, name, {
          configurable: true,
          get: () => { touched.push(name); return own?.get === undefined ? own?.value : own.get.call(globalThis); },
        });
      }
      await import('${entry}');
      console.log(JSON.stringify(touched));
    `);
    assert.deepEqual(JSON.parse(touched), [], entry);
  }
});

test('signing wakes neither fetch nor crypto', () => {
  const touched = printed(`
    const touched = [];
    for (const name of ['fetch', 'Headers', 'Request', 'Response', 'crypto', 'AbortController', 'ReadableStream']) {
      Object.defineProperty(globalThis, name, { configurable: true, get: () => { touched.push(name); } });
    }
    const { AmazonPay } = await import('amazon-pay-wasm');
    const { body } = new AmazonPay(${JSON.stringify(credentials)}).prepare('Authorize', ${JSON.stringify(accepted.Authorize)});
    console.log(JSON.stringify([touched, body.includes('&Signature=')]));
  `);
  assert.deepEqual(JSON.parse(touched), [[], true]);
});

test('a host that refuses wasm is told from a fault of ours', () => {
  const error = printed(`
    WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError('disallowed by embedder'); } };
    const { AmazonPay } = await import('amazon-pay-wasm');
    const pay = new AmazonPay(${JSON.stringify(credentials)});
    await pay.authorize(${JSON.stringify(accepted.Authorize)}).catch((error) => console.log(JSON.stringify(error)));
  `);
  const { name, option, executed, message } = JSON.parse(error);
  assert.deepEqual([name, option, executed], ['ConfigurationError', 'ready', 'no']);
  assert.match(message, /disallowed by embedder.*wasm-unsafe-eval/);
});

test('elsewhere ready only loads early', async () => {
  await AmazonPay.ready();
  assert.match(new AmazonPay(credentials).prepare('Authorize', accepted.Authorize).body, /&Signature=/);
});

test('errors are known across the copies of one process', () => {
  const required = require('amazon-pay-wasm');
  assert.notEqual(required.AmazonPay, AmazonPay);
  const error = new required.ValidationError('words');
  assert.ok(!(error instanceof AmazonPayError));
  assert.ok(AmazonPayError.is(error) && ValidationError.is(error) && !ConfigurationError.is(error));
  assert.ok(slim.ValidationError.is(new ValidationError('words')));
});

test('every copy signs the same', async () => {
  await slim.AmazonPay.ready(readFileSync(require.resolve('amazon-pay-wasm/core.wasm')));
  const bodies = [AmazonPay, require('amazon-pay-wasm').AmazonPay, slim.AmazonPay].map(
    (Client) => new Client(credentials).prepare('Authorize', accepted.Authorize, { now: 0 }).body,
  );
  assert.equal(new Set(bodies).size, 1);
});
