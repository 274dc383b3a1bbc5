// The command line without a sandbox: where configuration comes from, how answers are shown, what the
// table tells, and exit codes.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { configuration } from '../pkg-template/cli/configuration.js';
import { show } from '../pkg-template/cli/output.js';
import { serve } from 'amazon-pay-wasm/sandbox/node';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

const CLI = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A configuration that only its owner can read. */
function file(name, content, mode = 0o600) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

function command(...args) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
}

test('flags come before the environment, and that before the file', () => {
  const config = file('order.json', { region: 'jp', endpoint: 'http://127.0.0.1:3', merchantId: 'A1FILE', accessKey: 'k', secretKey: 's' });
  const environment = { AMAZON_PAY_ENDPOINT: 'http://127.0.0.1:2', AMAZON_PAY_MERCHANT_ID: 'A1ENVIRONMENT' };
  const all = configuration({ config, endpoint: 'http://127.0.0.1:1' }, environment);
  assert.deepEqual(
    [all.endpoint, all.merchantId, all.region, all.secretKey],
    ['http://127.0.0.1:1', 'A1ENVIRONMENT', 'jp', 's'],
  );
  assert.equal(configuration({ config }, environment).endpoint, 'http://127.0.0.1:2');
  assert.equal(configuration({}, { AMAZON_PAY_CONFIG: config }).endpoint, 'http://127.0.0.1:3');
});

test('without anything it is the sandbox of this machine, with its keys', () => {
  const { endpoint, sandbox, accessKey, region } = configuration({}, {});
  assert.deepEqual([endpoint, sandbox, accessKey, region], ['http://127.0.0.1:8180', true, 'AKIASANDBOX000000001', 'us']);
});

test('only the flag leads to production, and no forgotten endpoint takes what was meant for it', () => {
  const environment = { AMAZON_PAY_ENDPOINT: 'http://127.0.0.1:2', AMAZON_PAY_SECRET_KEY: 's' };
  const live = configuration({ live: true }, environment);
  assert.deepEqual([live.sandbox, live.endpoint, live.secretKey, live.accessKey], [false, undefined, 's', undefined]);
  assert.equal(configuration({ sandbox: true }, environment).sandbox, true);
  assert.throws(() => configuration({ live: true, sandbox: true }, {}), /exclude each other/);
  const config = file('live.json', { live: 'true' });
  assert.throws(() => configuration({ config }, {}), /unknown member `live`/);
});

test('a bad configuration is refused, and nothing in it is told', { skip: process.platform === 'win32' }, () => {
  const secret = 'very-secret';
  for (const [config, pattern] of [
    [join(folder, 'nowhere.json'), /can't be read \(ENOENT\)/],
    [file('broken.json', `{"secretKey":"${secret}"`), /is not JSON/],
    [file('list.json', '[]'), /one JSON object/],
    [file('slip.json', { secretkey: secret }), /unknown member `secretkey`, did you mean `secretKey`/],
    [file('number.json', { secretKey: 5 }), /`secretKey`.*must be text/],
    [file('open.json', { secretKey: secret }, 0o644), /others can read it/],
  ]) {
    assert.throws(() => configuration({ config }, {}), (error) => pattern.test(error.message) && !error.message.includes(secret));
  }
});

test('a person gets an outline and a program JSON', () => {
  const written = (isTTY, json) => {
    let text = '';
    show({ state: 'Open\u001b[2J', idList: ['a', 'b'], empty: [], amount: { amount: '1.00' } }, json, { isTTY, write: (part) => (text += part) });
    return text;
  };
  assert.equal(written(true), 'state: Open?[2J\nidList:\n  - a\n  - b\nempty: none\namount:\n  amount: 1.00\n');
  for (const text of [written(false), written(true, true)]) assert.deepEqual(JSON.parse(text).idList, ['a', 'b']);
});

test('operations as data, all and one', () => {
  const all = JSON.parse(command('operations').stdout);
  assert.equal(all.length, 29);
  const one = JSON.parse(command('operations', 'authorize').stdout);
  assert.deepEqual(one, all.find(({ name }) => name === 'Authorize'));
  const wrong = command('operations', 'Authorise');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /did you mean `Authorize`/);
});

test('an operation in words names its parameters, its quotas and its errors', () => {
  const { stdout } = command('call', 'Capture', '--help');
  for (const text of ['--captureReferenceId', 'required', 'safe to repeat with the same `captureReferenceId`',
    '10 at once, then 1 per second; in the sandbox 2 at once, then 1 every 2 s', 'InvalidAuthorizationStatus']) {
    assert.ok(stdout.includes(text), text);
  }
});

test('who reads no further ends nothing badly', async () => {
  const child = spawn(process.execPath, [CLI, 'operations'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (part) => (told += part));
  // The whole is more than a pipe holds, so something is written to nobody.
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  assert.deepEqual([code, told], [0, '']);
});

test('parameters that are no object are refused, with flags and without', () => {
  for (const [json, ...flags] of [
    ['null'], ['5'], ['"x"'], ['[]'],
    ['null', '--amazonOrderReferenceId', 'S01'],
    ['5', '--amazonOrderReferenceId', 'S01'],
    ['[]', '--amazonOrderReferenceId', 'S01'],
    ['{"authorizationAmount":"1"}', '--authorizationAmount.amount', '1'],
    ['{"authorizationAmount":[]}', '--authorizationAmount.amount', '1'],
    ['{"providerCreditList":"1"}', '--providerCreditList.0.providerId', '1'],
    ['{"providerCreditList":{}}', '--providerCreditList.0.providerId', '1'],
  ]) {
    const { status, stderr } = command('call', 'Authorize', json, ...flags);
    assert.deepEqual([status, stderr.split('\n').length], [2, 3], `${json} ${flags}: ${stderr}`);
  }
});

test('the exit code says whether something may have been done', async (t) => {
  const sandbox = await Sandbox.create();
  const server = await serve(sandbox);
  t.after(() => server.close());
  const exit = async (endpoint, ...args) => {
    const child = spawn(process.execPath, [CLI, 'call', 'GetServiceStatus', '--endpoint', endpoint, ...args], { stdio: 'ignore' });
    return (await once(child, 'close'))[0];
  };
  assert.equal(await exit(server.url), 0);
  assert.equal(await exit(server.url, '--nonsense', '1'), 2);
  await fetch(`${server.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"kind":"refuse","times":1}',
  });
  assert.equal(await exit(server.url), 1);
  // An answer that can't be read: the service may have acted.
  const mute = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  t.after(() => mute.close());
  await once(mute, 'listening');
  assert.equal(await exit(`http://127.0.0.1:${mute.address().port}`), 3);
});
