// @ts-check
// Runs the suite in workerd, with and without Node's modules, inside a request: where it refuses to
// compile wasm.

import assert from 'node:assert/strict';

import { bundle } from './runtimes/bundle.js';
import { tell, vectors } from './runtimes/report.js';
import { inWorkerd } from './runtimes/workerd.js';

// The conditions are wrangler's.
const worker = await bundle('worker.js', { conditions: ['workerd', 'worker', 'browser'], format: 'esm' });
const verdicts = [];
for (const flags of [[], ['nodejs_compat']]) {
  const sent = { method: 'POST', body: JSON.stringify({ name: ['workerd', ...flags].join(' with '), vectors }) };
  const { hasNode, ...verdict } = await inWorkerd(worker, { flags }, async (url) => (await fetch(url, sent)).json());
  assert.equal(hasNode, flags.length > 0, 'the flag decides whether Node\'s modules are there');
  verdicts.push(verdict);
}
tell(...verdicts);
