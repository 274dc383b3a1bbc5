// What is collected of a test run to look for secrets: everything, and a leak is found.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { CANARIES, search } from './canaries/search.js';

const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-canaries-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let runs = 0;

/** What is found of a program, which has a client `pay` that no service answers, and its `secret`. */
function leaks(program, secret) {
  const into = join(folder, String(++runs));
  const text = `
    import { AmazonPay } from 'amazon-pay-wasm';
    const secret = ${JSON.stringify(secret)};
    const fetch = async () => { throw Object.assign(new Error(secret), { secret }); };
    const options = { region: 'us', sandbox: true, merchantId: 'A1', accessKey: 'k', secretKey: secret, fetch, retry: false };
    const pay = new AmazonPay({ ...options, onAttempt: (event) => events.push(event) });
    const events = [];
    await pay.getOrderReferenceDetails({ amazonOrderReferenceId: 'S01-0000000-0000001' }).catch(() => {});
    if (events.length !== 1) process.exit(1);
    ${program}`;
  const collect = new URL('canaries/collect.js', import.meta.url).href;
  const { status, stderr } = spawnSync(process.execPath, ['--import', collect, '--input-type=module', '--eval', text], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', AMAZON_PAY_WASM_CANARIES: into },
  });
  assert.equal(status, 0, stderr);
  return search(into);
}

test('what a client throws and tells is collected, and holds no secret', () => {
  const { kept, found } = leaks('', CANARIES['the secret key']);
  assert.deepEqual([kept, found], [{ client: 1, event: 1, thrown: 1 }, []]);
});

test('a secret that is printed, thrown or told is found, whichever it is', () => {
  for (const [what, canary] of Object.entries(CANARIES)) {
    const { found } = leaks('console.log({ secret }); console.error(secret); process.stdout.write(Buffer.from(secret));', canary);
    assert.equal(found.length, 3, what);
    for (const leak of found) assert.ok(leak.startsWith(`${what}: std`), leak);
  }
  // The package refuses an option by telling its name, so a secret there is a leak that is not the package's.
  const { found } = leaks('try { new AmazonPay({ [secret]: 1 }); } catch {}', CANARIES['a buyer']);
  assert.match(found.join(), /^a buyer: thrown of/);
});
