// `amazon-pay-wasm/slim` brings no wasm: what it says when that was forgotten, and every form in which
// it can be given. Alone in its process, because the other entries would lend it theirs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as slim from 'amazon-pay-wasm/slim';

import { accepted, credentials, success, service } from './suite/stage.js';

const wasm = await readFile(fileURLToPath(import.meta.resolve('amazon-pay-wasm/core.wasm')));

test('what was forgotten is said, and every form will do', async () => {
  const pay = new slim.AmazonPay({ ...credentials, fetch: service(...Array.from({ length: 20 }, () => success('Authorize'))).fetch });
  const forgotten = (error) => {
    assert.ok(error instanceof slim.ConfigurationError, String(error));
    assert.equal(error.option, 'ready');
    assert.equal(error.executed, 'no');
    assert.match(error.message, /AmazonPay\.ready/);
    return true;
  };
  await assert.rejects(pay.authorize(accepted.Authorize), forgotten);
  assert.throws(() => pay.prepare('Authorize', accepted.Authorize), forgotten);
  assert.throws(() => pay.inspect('Authorize', accepted.Authorize), forgotten);
  assert.throws(() => pay.interpret('Authorize', { status: 200, body: '<a/>' }), (error) => error.option === 'ready');

  const wrong = (error) => error instanceof slim.ConfigurationError && error.option === 'ready';
  const strange = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const bad = [
    () => undefined,
    () => ({}),
    () => new Uint8Array(8),
    () => strange,
    () => new Response('no', { status: 404 }),
    () => new Response('<html>'),
    () => Promise.reject(new Error('no')),
    () => 'nonsense',
  ];
  for (const source of bad) {
    await assert.rejects(slim.AmazonPay.ready(source()), wrong, String(source));
    await assert.rejects(pay.authorize(accepted.Authorize), forgotten);
  }

  const sources = {
    bytes: wasm,
    'an ArrayBuffer': wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength),
    'a module': new WebAssembly.Module(wasm),
    'a response': new Response(wasm, { headers: { 'content-type': 'application/wasm' } }),
    'a promise': Promise.resolve(wasm),
    'a URL': new URL(`data:application/wasm;base64,${wasm.toString('base64')}`),
    'a URL as text': `data:application/wasm;base64,${wasm.toString('base64')}`,
  };
  for (const [name, source] of Object.entries(sources)) {
    await slim.AmazonPay.ready(source);
    assert.equal((await pay.authorize(accepted.Authorize)).$metadata.attempts, 1, name);
  }

  await assert.rejects(slim.AmazonPay.ready(strange), wrong);
  assert.match(pay.prepare('Authorize', accepted.Authorize).body, /&Signature=/, 'what worked before goes on working');
});
