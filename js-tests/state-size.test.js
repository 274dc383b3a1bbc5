// What a sandbox knows may be longer than a text of JavaScript can be (half a gigabyte), and more than
// one buffer of a socket: it comes and goes in parts. With `--full`, by a state that is really so long.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';

import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

const inside = (path) => import(new URL(`sandbox/${path}`, import.meta.resolve('amazon-pay-wasm/package.json')).href);
const { Core } = await inside('core.js');
const { durable } = await inside('durable.js');

/** The longest text that V8 makes. */
const TEXT = 2 ** 29 - 24;
const MOST = 1_000_000_000;
const json = { 'content-type': 'application/json' };
const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-state-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A sandbox on a port, with a few objects, and letters that take more than a byte. */
async function served(t, sandbox) {
  const { url, close } = await serve(sandbox);
  t.after(close);
  return url;
}

async function known() {
  const sandbox = await Sandbox.create({ clock: 'manual' });
  for (const name of ['Ærø', '日本 語', '😀 "quoted"\\\n']) sandbox.createOrderReference({ buyer: { name, email: 'x@example.com' } });
  return sandbox;
}

test('a snapshot in parts of any length is the snapshot', async () => {
  const sandbox = await known();
  const whole = Buffer.from(sandbox.snapshot());
  const core = new Core('{}');
  core.receive([whole], whole.length);
  core.restoreReceived();
  for (const bytes of [1, 3, 100, undefined]) {
    const parts = [];
    core.snapshotInParts((part) => parts.push(part), bytes);
    assert.ok(Buffer.concat(parts).equals(whole));
    assert.equal(parts.length > 1, bytes !== undefined);
    const again = new Core('{}');
    again.receive(parts, whole.length + 5);
    again.restoreReceived();
    assert.equal(again.snapshot(), whole.toString());
  }
});

test('parts that end within a letter are put together', async () => {
  const whole = Buffer.from((await known()).snapshot());
  const core = new Core('{}');
  core.receive(Array.from(whole, (_, at) => whole.subarray(at, at + 1)), whole.length);
  core.restoreReceived();
  assert.equal(core.snapshot(), whole.toString());
});

test('what is received and is no snapshot changes nothing', async () => {
  const sandbox = await known();
  const text = sandbox.snapshot();
  const core = new Core('{}');
  core.receive([Buffer.from(text)], text.length * 2);
  core.restoreReceived();
  const bytes = Buffer.from(text);
  for (const [parts, expected] of [
    [[bytes.subarray(0, -1)], bytes.length],
    [[Buffer.from([0x5b, 0xff, 0x5d])], 3],
    [[bytes, bytes], bytes.length],
    [[], 0],
  ]) {
    core.receive(parts, expected);
    assert.throws(() => core.restoreReceived(), { name: 'ConfigurationError', message: /^the snapshot/ });
    assert.equal(core.snapshot(), text);
  }
  // Who takes the parts may fail; the sandbox goes on.
  assert.throws(() => core.snapshotInParts(() => { throw new Error('the disk is full'); }, 10), /the disk is full/);
  assert.equal(core.snapshot(), text);
});

test('the state goes over HTTP and through fetch as it is', async (t) => {
  const sandbox = await known();
  const url = await served(t, sandbox);
  const response = await fetch(`${url}/sandbox/state`);
  assert.equal(response.headers.get('content-type'), 'application/json');
  const body = Buffer.from(await response.arrayBuffer());
  assert.equal(Number(response.headers.get('content-length')), body.length);
  assert.equal(body.toString(), sandbox.snapshot());
  assert.equal(await (await sandbox.fetch(`${url}/sandbox/state`)).text(), sandbox.snapshot());

  for (const sent of [
    { body },
    { body: body.toString() },
    // Without a length, in parts that end anywhere.
    { body: Readable.toWeb(Readable.from((function* () { for (let at = 0; at < body.length; at += 7) yield body.subarray(at, at + 7); })())), duplex: 'half' },
  ]) {
    const other = await Sandbox.create();
    const put = await fetch(`${await served(t, other)}/sandbox/state`, { method: 'PUT', headers: json, ...sent });
    assert.equal(put.status, 200, await put.text());
    assert.equal(other.snapshot(), body.toString());
  }
  for (const content of [body, body.toString()]) {
    const other = await Sandbox.create();
    assert.equal((await other.fetch('http://x/sandbox/state', { method: 'PUT', headers: { ...json, host: 'localhost' }, body: content })).status, 200);
    assert.equal(other.snapshot(), body.toString());
  }
  const plain = await fetch(`${url}/sandbox/state`, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body });
  assert.equal(plain.status, 415);
  assert.equal((await fetch(`${url}/sandbox/state`, { method: 'PUT', headers: json, body: '' })).status, 400);
  assert.equal(sandbox.snapshot(), body.toString());
});

test('a state that is too long is refused before it has come', async (t) => {
  const url = new URL(await served(t, await known()));
  const { status, text } = await new Promise((resolve, reject) => {
    const headers = { ...json, 'content-length': MOST + 1 };
    const put = request({ host: url.hostname, port: url.port, path: '/sandbox/state', method: 'PUT', headers }, async (response) => {
      let answer = '';
      for await (const part of response) answer += part;
      put.destroy();
      resolve({ status: response.statusCode, text: answer });
    });
    put.on('error', reject);
    // Nothing more than this is ever sent.
    put.write('[');
  });
  assert.deepEqual([status, JSON.parse(text).error], [413, `the request is longer than ${MOST} bytes`]);
});

test('a file of the state is written in parts, and one of an earlier version is still read', async () => {
  const file = join(folder, 'state');
  const text = (await known()).snapshot();
  writeFileSync(file, `${JSON.stringify({ format: 1, snapshot: text })}\n`);
  const side = {};
  const first = await durable(file, {}, side);
  assert.equal(first.sandbox.snapshot(), text);
  const { amazonOrderReferenceId } = first.sandbox.createOrderReference();
  const now = first.sandbox.snapshot();
  first.close();
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.deepEqual([lines[0], lines[1], lines.length], ['{"format":2}', text, 4]);
  // Killed in the middle of a line: that one had not been answered.
  writeFileSync(file, lines.slice(0, 3).join('\n') + '\n[1,"PO');
  const second = await durable(file, {}, side);
  assert.equal(second.sandbox.object(amazonOrderReferenceId).state, 'Draft');
  assert.equal(second.sandbox.snapshot(), now);
  second.close();
});

// By a state that really is longer than a text where there is time for it, by a small one always.
const full = process.env.AMAZON_PAY_WASM_FULL !== undefined;
for (const bytes of full ? [640_000_000, 990_000_000] : [4_000_000]) {
  test(`a state of ${bytes / 1e6} million bytes is taken, put back, written to a file and read again`, { timeout: 1_200_000 }, async (t) => {
    const first = await Sandbox.create({ clock: 'manual', throttling: false, settings: { journal: 0 } });
    const orders = [];
    // Many objects, and then as much again in few.
    for (let at = 0; at < bytes / 4_000; at++) orders.push(first.createOrderReference().amazonOrderReferenceId);
    const had = first.snapshot().length;
    for (let at = 0; at < (bytes - had) / 899_000; at++) {
      first.createOrderReference({ buyer: { name: String(at).padEnd(899_000, 'x'), email: 'x@example.com' } });
    }
    const url = await served(t, first);
    const begun = performance.now();
    const took = await fetch(`${url}/sandbox/state`);
    const length = Number(took.headers.get('content-length'));
    assert.ok(length > bytes && length <= MOST, `${length} bytes`);
    const file = join(folder, `large-${bytes}`);
    const second = await durable(file, {}, {});
    const other = await served(t, second.sandbox);
    const put = await fetch(`${other}/sandbox/state`, { method: 'PUT', headers: json, body: took.body, duplex: 'half' });
    assert.equal(put.status, 200, await put.text());
    const went = Math.round(performance.now() - begun);
    first.close();
    for (const id of [orders[0], orders.at(-1)]) assert.equal(second.sandbox.object(id).state, 'Draft');
    if (length > TEXT) {
      // It can't be had as one text, and nothing is lost by asking for it.
      assert.throws(() => second.sandbox.snapshot(), { name: 'ConfigurationError', message: /longer than a text/ });
      assert.equal(second.sandbox.object(orders[0]).state, 'Draft');
    }
    // As a process that ends and begins again.
    second.close();
    second.sandbox.close();
    assert.ok(statSync(file).size > length, 'it was written as it was put in place');
    const third = await durable(file, {}, {});
    assert.equal(third.sandbox.object(orders.at(-1)).state, 'Draft');
    third.close();
    third.sandbox.close();
    const most = Math.round(process.resourceUsage().maxRSS / 1024);
    t.diagnostic(`${length} bytes went from one sandbox to another in ${went} ms; most memory of this process: ${most} MB`);
  });
}
