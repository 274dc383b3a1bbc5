// What is collected of a test run to look for secrets: everything, a leak is found whichever it is, and
// a step that nobody watched is a fault.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BUYERS, CANARIES, KEYS, OPEN_KEYS, leaksIn } from './canaries/rules.js';
import { search } from './canaries/search.js';

const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-canaries-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let runs = 0;

/** The folder of a step in which this was run, and that is all that is known of it. */
function step(name, { program = 'node', stdout = 'said\n', stderr = '' } = {}) {
  const into = join(folder, String(++runs), name);
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'command-1.json'), JSON.stringify({ program, parameters: ['x.js'] }));
  writeFileSync(join(into, 'command-1.stdout'), stdout);
  writeFileSync(join(into, 'command-1.stderr'), stderr);
  return into;
}

/** What is found of a program, which has a client `pay` that no service answers, and its `secret`. */
function leaks(program, secret) {
  const into = step('javascript-suite-in-node');
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
  const { heard, leaks: found, faults } = leaks('', CANARIES['the secret key']);
  assert.deepEqual([heard, found, faults], [{ process: 1, client: 1, event: 1, thrown: 1, output: 2 }, [], []]);
});

test('a secret that is printed, thrown or told is found, whichever it is', () => {
  for (const [what, canary] of Object.entries(CANARIES)) {
    const program = 'console.log({ secret }); console.error(secret); process.stdout.write(Buffer.from(secret));';
    const found = leaks(program, canary).leaks.filter((leak) => leak.includes(`: ${what}: `));
    assert.equal(found.length, 3, what);
    for (const leak of found) assert.match(leak, /^javascript-suite-in-node, std(out|err) of\b/);
  }
  // The package refuses an option by telling its name, so a secret there is a leak that is not the package's.
  const { leaks: found } = leaks('try { new AmazonPay({ [secret]: 1 }); } catch {}', CANARIES['a buyer']);
  assert.match(found.join(), /^javascript-suite-in-node, thrown of\b.*: a buyer: /);
});

test('what a sandbox answers over HTTP is collected', () => {
  const program = `
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => response.end(secret)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    for (const path of ['/sandbox/journal', '/sandbox/clock', '/elsewhere']) {
      await (await globalThis.fetch(\`http://127.0.0.1:\${server.address().port}\${path}\`)).text();
    }
    server.close();`;
  assert.deepEqual(paths(leaks(program, CANARIES['the secret key']).leaks), ['/sandbox/journal', '/sandbox/clock']);
  assert.deepEqual(paths(leaks(program, CANARIES["the sandbox's buyer"]).leaks), ['/sandbox/clock']);
});

const paths = (found) => found.filter((leak) => /: (the secret key|the sandbox's buyer): /.test(leak)).map((leak) => /(\/\S+?): /.exec(leak)?.[1]);

test('a place shows what it is for, and nothing else', () => {
  const cli = (command) => ({ source: 'stdout', words: ['/somewhere/cli.js', command] });
  const greeting = 'Amazon Pay sandbox 1.2.3\n';
  const api = { source: 'answer', where: '/OffAmazonPayments_Sandbox/2013-01-01' };
  const page = { source: 'answer', where: '/sandbox/objects/S01' };
  /** @type {[object, string, object][]} */
  const places = [
    [cli('sandbox'), greeting, OPEN_KEYS],
    [cli('sandbox'), '12:00:00  POST Authorize', {}],
    [{ ...cli('sandbox'), source: 'stderr' }, greeting, {}],
    [cli('call'), '', BUYERS],
    [{ ...cli('call'), source: 'stderr' }, '', {}],
    [cli('diagnose'), '', {}],
    [{ source: 'stdout', words: ['/somewhere/demo.js', 'call'] }, '', {}],
    [api, '', BUYERS],
    [page, '', BUYERS],
    [{ source: 'answer', where: '/sandbox/options' }, '', { ...BUYERS, ...OPEN_KEYS }],
    [{ source: 'answer', where: '/sandbox/credentials.js' }, '', OPEN_KEYS],
    [{ source: 'answer', where: '/sandbox/health' }, '', {}],
    [{ source: 'answer', where: '/SimpleNotificationService-00.pem' }, '', {}],
    [{ source: 'output' }, greeting, {}],
  ];
  for (const [from, before, may] of places) {
    for (const [what, canary] of Object.entries(CANARIES)) {
      const found = leaksIn(before + canary, from).some((leak) => leak.startsWith(`${what}: `));
      assert.equal(found, !(what in may), `${what} in ${JSON.stringify(from)}`);
    }
  }
  for (const what of Object.keys(KEYS)) assert.ok(!(what in BUYERS) && !(what in OPEN_KEYS), what);
});

test('a leak in what a step printed is found, and whoever looks fails', () => {
  const script = fileURLToPath(new URL('canaries/search.js', import.meta.url));
  const run = (into) => spawnSync(process.execPath, [script, join(into, '..'), into.split(/[\\/]/).at(-1)], {
    encoding: 'utf8',
    // What it finds is planted: whoever listens to this test must not hear it.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const clean = run(step('rust', { program: 'cargo' }));
  assert.deepEqual([clean.status, clean.stdout], [0, 'rust: 5 bytes: output 2\n1 steps, 5 bytes, 0 faults\n']);
  for (const canary of Object.values(CANARIES)) {
    const leaking = run(step('rust', { program: 'cargo', stderr: `thread panicked at ${canary}` }));
    assert.equal(leaking.status, 1, canary);
    assert.match(leaking.stdout, / {2}leaked rust, output of cargo x\.js: /);
  }
  assert.equal(run(join(folder, 'nowhere')).status, 1);
});

test('a step that was not watched, or is empty, is a fault', () => {
  const faults = (name, of) => search(step(name, of)).faults.map((fault) => fault.split(': ')[1]);
  assert.deepEqual(faults('rust', { program: 'cargo' }), []);
  assert.deepEqual(faults('rust', { program: 'cargo', stdout: '' }), ['what was kept is empty']);
  assert.deepEqual(faults('demo'), ['nothing of Node was kept']);
  assert.deepEqual(faults('javascript-suite-in-deno', { program: 'deno' }), ['no client was listened to']);
  assert.deepEqual(faults('javascript-suite-in-deno', { program: 'deno', stdout: 'Deno 2: looked for secrets in 0 texts (0 bytes)' }), ['no client was listened to']);
  assert.deepEqual(faults('javascript-suite-in-deno', { program: 'deno', stdout: 'Deno 2: looked for secrets in 7 texts (9 bytes)' }), []);
  const bare = step('demo');
  rmSync(bare, { recursive: true });
  mkdirSync(bare);
  assert.deepEqual(search(bare).faults, ['demo: no output was kept']);
});
