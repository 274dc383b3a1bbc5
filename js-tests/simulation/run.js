// Lives lives: `node js-tests/simulation/run.js <first seed> <lives>`. Not under `node:test`, whose
// watch over every promise takes longer than the lives. It prints one line of JSON, and exits with 1
// where something was found.

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

import { live } from './life.js';
import { combinationOf } from './settings.js';

const lib = { ...client, Sandbox };
const [first, lives] = process.argv.slice(2).map(Number);

/** Every seed has its fault rate, up to a half. */
const rateOf = (seed) => (seed % 11) / 20;

const counts = { lives: 0, runs: 0, crashes: 0, failures: 0, told: 0 };
const kinds = {};
const found = [];
for (let seed = first; seed < first + lives; seed++) {
  try {
    const lived = await live(lib, seed, rateOf(seed));
    counts.lives++;
    for (const name of ['runs', 'crashes', 'failures', 'told']) counts[name] += lived[name];
    kinds[lived.kind] = (kinds[lived.kind] ?? 0) + 1;
  } catch (error) {
    found.push(`AMAZON_PAY_WASM_SEED=${seed} AMAZON_PAY_WASM_LIVES=1 (combination ${combinationOf(seed)}): ${error.stack}`);
    // All of a kind say no more than some.
    if (found.length >= 20) break;
  }
}
process.stdout.write(`${JSON.stringify({ first, ...counts, kinds, found })}\n`);
process.exitCode = found.length > 0 ? 1 : 0;
