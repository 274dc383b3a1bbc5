// `amazon-pay-wasm diagnose`: what it finds, how it tells it, its exit codes, and that no secret comes out.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { told } from '../pkg-template/cli/findings.js';

const CLI = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
const SECRET = 'canary-secret-key';
const TOKEN = 'canary-mws-auth-token';

async function diagnose(args, environment = {}) {
  const child = spawn(process.execPath, [CLI, 'diagnose', ...args], { env: { ...process.env, ...environment } });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (part) => (output += part));
  child.stderr.on('data', (part) => (complaint += part));
  const [code] = await once(child, 'close');
  assert.doesNotMatch(output + complaint, /canary/);
  return { code, output, complaint, codes: () => JSON.parse(output).map((finding) => finding.code) };
}

async function served(t, options) {
  const sandbox = await Sandbox.create(options);
  const server = await serve(sandbox);
  t.after(() => server.close());
  return { sandbox, at: ['--endpoint', server.url] };
}

test('where nothing is wrong, nothing is found', async (t) => {
  const { sandbox, at } = await served(t);
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  for (const args of [at, [...at, amazonOrderReferenceId], [amazonOrderReferenceId, '--json', ...at]]) {
    const { code, codes } = await diagnose(args);
    assert.deepEqual([code, codes()], [0, []]);
  }
});

test('what is wrong is named, and the exit code says that something is', async (t) => {
  const { sandbox, at } = await served(t);
  const { merchantId, accessKey, secretKey } = sandbox.credentials;
  const keys = { AMAZON_PAY_MERCHANT_ID: merchantId, AMAZON_PAY_ACCESS_KEY: accessKey, AMAZON_PAY_SECRET_KEY: secretKey };
  const skewed = await served(t, { settings: { skew: 3_600_000 } });
  const page = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  t.after(() => page.close());
  await once(page, 'listening');
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address();
  closed.close();
  for (const [args, environment, expected] of [
    [at, { ...keys, AMAZON_PAY_ACCESS_KEY: 'AKIAOTHER' }, ['access-key']],
    [at, { ...keys, AMAZON_PAY_SECRET_KEY: SECRET }, ['secret-key']],
    [at, { ...keys, AMAZON_PAY_MERCHANT_ID: 'A1OTHER' }, ['permission']],
    [at, { ...keys, AMAZON_PAY_MWS_AUTH_TOKEN: TOKEN }, ['permission']],
    [[...at, 'S01-1234567-1234567'], {}, ['id']],
    [[...at, 'P01-1234567-1234567'], {}, ['environment']],
    [[...at, 'S02-1234567-1234567'], {}, ['region']],
    [[...at, 'nonsense'], {}, ['id']],
    [skewed.at, {}, ['clock']],
    [['--endpoint', `http://127.0.0.1:${page.address().port}`], {}, ['endpoint']],
    [['--endpoint', `http://127.0.0.1:${port}`], {}, ['unreachable']],
  ]) {
    const { code, codes, complaint } = await diagnose(args, environment);
    assert.equal(complaint, '');
    assert.deepEqual(codes(), expected, args.join(' '));
    assert.equal(code, 1);
  }
});

test('a person is told what is wrong, what to do, and what was tried', () => {
  const options = { region: 'us', sandbox: true, endpoint: 'http://127.0.0.1:8180' };
  assert.equal(told([], { region: 'de', sandbox: false }), 'ok      nothing is wrong (de, production)\n');
  const findings = [{ code: 'clock', problem: 'it is late\u001b[2J', remedy: 'set it' }];
  assert.equal(told(findings, options), 'wrong   clock: it is late?[2J\n        set it\ntried   us, sandbox, at http://127.0.0.1:8180\n');
});

test('misuse is told, and help is given', async () => {
  for (const args of [['--nonsense'], ['S01-1234567-1234567', 'S01-1234567-1234568'], ['--live', '--sandbox']]) {
    const { code, complaint, output } = await diagnose(args);
    assert.deepEqual([code, output], [2, '']);
    assert.match(complaint, /^amazon-pay-wasm: .*\nsee `amazon-pay-wasm diagnose --help`\n$/);
  }
  const { code, output } = await diagnose(['--help']);
  assert.equal(code, 0);
  assert.match(output, /It exits with 0 /);
});
