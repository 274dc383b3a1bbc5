// @ts-check
// A Worker that uses the installed package goes through wrangler, as for a deployment, and what it made
// signs a request in workerd.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { inWorkerd } from '../../runtimes/workerd.js';
import { Project, root, tool } from '../project.js';
import { KNOWN, SIGN } from '../script.js';

const project = new Project();
after(() => project.remove());

test('wrangler bundles a Worker that signs while it serves', async () => {
  project.write('worker.js', `import { AmazonPay } from 'amazon-pay-wasm';
    export default { fetch() { let signed; const console = { log: (text) => (signed = text) };${SIGN} return new Response(signed); } };`);
  project.write('wrangler.json', JSON.stringify({ name: 'shop', main: 'worker.js', compatibility_date: '2026-08-01' }));
  // Nobody outside is asked or told anything.
  Object.assign(process.env, { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: '1' });
  project.node(tool('wrangler', 'wrangler', 'packaging/wrangler'), 'deploy', '--dry-run', '--outdir=out');
  const out = join(project.folder, 'out');
  const bytes = readdirSync(out).filter((name) => name.endsWith('.wasm')).map((name) => /** @type {const} */ ([name, readFileSync(join(out, name))]));
  assert.equal(bytes.length, 1, 'the wasm is a module of its own');
  const worker = { code: readFileSync(join(out, 'worker.js'), 'utf8'), wasm: new Map(bytes) };
  assert.equal(await inWorkerd(worker, {}, async (url) => (await fetch(url)).text()), KNOWN);
});

test('wrangler bundles the shop of examples/worker as its wrangler.json says', async (t) => {
  const example = new Project();
  t.after(() => example.remove());
  for (const path of ['wrangler.json', 'src', 'public']) cpSync(join(root, 'examples/worker', path), join(example.folder, path), { recursive: true });
  const bundled = example.node(tool('wrangler', 'wrangler', 'packaging/wrangler'), 'deploy', '--dry-run', '--outdir=out');
  for (const binding of ['ORDERS', 'PACING', 'NOTIFICATIONS']) assert.match(bundled, new RegExp(`env\\.${binding}`));
  assert.ok(readdirSync(join(example.folder, 'out')).includes('worker.js'));
});
