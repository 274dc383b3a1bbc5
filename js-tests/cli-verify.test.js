// `amazon-pay-wasm verify`, as a process: against a sandbox over HTTP, and against what is not genuine.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { steps } from './suite/sandbox-stage.js';

const CLI = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function verify(args, input = '') {
  const { AMAZON_PAY_MERCHANT_ID: _, ...env } = process.env;
  const child = spawn(process.execPath, [CLI, 'verify', ...args], { stdio: 'pipe', env });
  const closed = once(child, 'close');
  child.stdin.end(input);
  let output = '';
  let complaint = '';
  for await (const chunk of child.stdout) output += chunk;
  for await (const chunk of child.stderr) complaint += chunk;
  const [code] = await closed;
  return { code, output, complaint, json: () => JSON.parse(output) };
}

async function told(t) {
  const envelopes = [];
  const sandbox = await Sandbox.create({ throttling: false, clock: 'manual', onNotification: (envelope) => envelopes.push(envelope) });
  const server = await serve(sandbox);
  t.after(() => server.close());
  const { open } = steps(sandbox, new AmazonPay({ ...server.credentials, pacing: false }));
  await open();
  await sandbox.advance(60_000);
  return { envelope: envelopes[0], server };
}

test('a notification of a sandbox over HTTP, from a file and from standard input', async (t) => {
  const { envelope, server } = await told(t);
  const file = join(folder, 'envelope.json');
  writeFileSync(file, envelope);
  const { merchantId, trust } = server.credentials;
  for (const [args, input] of [
    [[file, '--endpoint', server.url], ''],
    [['--endpoint', `${server.url}/`, '--merchant-id', merchantId, '--sandbox'], envelope],
    [['-', '--trust', trust.certificateUrl, '--merchant-id', 'A0', '--merchant-id', merchantId], envelope],
  ]) {
    const { code, json, complaint } = await verify(args, input);
    assert.equal(complaint, '');
    const { accepted, held, notification } = json();
    assert.equal(code, 0);
    assert.equal(accepted, true);
    assert.equal(notification.type, 'OrderReferenceNotification');
    assert.deepEqual(held.slice(0, 6), ['envelope', 'certificate address', 'certificate', 'signature', 'topic', 'age']);
    assert.equal(held.includes('seller'), args.includes('--merchant-id'));
    assert.equal(held.includes('environment'), args.includes('--sandbox'));
  }
});

test('what is refused says by which check, and what held before it', async (t) => {
  const { envelope, server } = await told(t);
  const sandbox = ['--endpoint', server.url];
  const altered = JSON.stringify({ ...JSON.parse(envelope), MessageId: 'other' });
  const until = (name) => {
    const all = ['envelope', 'certificate address', 'certificate', 'signature', 'topic', 'age', 'message', 'seller', 'environment'];
    return all.slice(0, all.indexOf(name));
  };
  for (const [args, input, code, reason, held] of [
    [sandbox, '{', 1, 'envelope', []],
    [[], envelope, 1, 'certificate-url', until('certificate address')],
    [['--endpoint', 'http://127.0.0.1:1'], envelope, 1, 'certificate-url', until('certificate address')],
    [sandbox, altered, 1, 'signature', until('signature')],
    [[...sandbox, '--topic', 'arn:aws:sns:us-east-1:000000000000:other'], envelope, 1, 'topic', until('topic')],
    [[...sandbox, '--merchant-id', 'A2'], envelope, 1, 'seller', until('seller')],
    [[...sandbox, '--live'], envelope, 1, 'environment', until('environment').filter((name) => name !== 'seller')],
  ]) {
    const outcome = await verify(args, input);
    assert.deepEqual(outcome.json(), { accepted: false, reason, held }, args.join(' '));
    assert.equal(outcome.code, code, reason);
  }
});

test('a certificate that can not be had leaves it undecided', async (t) => {
  const { envelope, server } = await told(t);
  await server.close();
  const { code, json } = await verify(['--trust', server.credentials.trust.certificateUrl], envelope);
  assert.equal(json().reason, 'certificate-unavailable');
  assert.equal(code, 3);
});

test('misuse is told, and help is given', async () => {
  for (const args of [['--nonsense'], ['a', 'b'], [join(folder, 'missing')], ['--live', '--sandbox'], ['--max-age', 'long']]) {
    const { code, complaint, output } = await verify(args, '{}');
    assert.equal(code, 2, complaint);
    assert.equal(output, '');
    assert.match(complaint, /^amazon-pay-wasm: .*\nsee `amazon-pay-wasm verify --help`\n$/);
  }
  const { code, output } = await verify(['--help']);
  assert.equal(code, 0);
  assert.match(output, /Exit codes: 0 /);
});
