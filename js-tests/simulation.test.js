// Whole lives of merchants under faults. `AMAZON_PAY_WASM_LIVES` says how many; a seed that fails is
// printed, and `AMAZON_PAY_WASM_SEED` lives it again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

import { live } from './simulation/life.js';
import { COMBINATIONS, combinationOf, settingsOf } from './simulation/settings.js';

const lib = { ...client, Sandbox };
const lives = Number(process.env.AMAZON_PAY_WASM_LIVES ?? (process.env.AMAZON_PAY_WASM_FULL ? 100_000 : 2_000));
const first = Number(process.env.AMAZON_PAY_WASM_SEED ?? Date.now() % 2 ** 31);

/** Every seed has its fault rate, up to a half. */
const rateOf = (seed) => (seed % 11) / 20;

test(`${lives} lives from seed ${first}`, async () => {
  const counts = { lives: 0, runs: 0, crashes: 0, failures: 0, told: 0 };
  const kinds = {};
  const met = new Set();
  const found = [];
  for (let seed = first; seed < first + lives; seed++) {
    try {
      const lived = await live(lib, seed, rateOf(seed));
      counts.lives++;
      for (const name of ['runs', 'crashes', 'failures', 'told']) counts[name] += lived[name];
      kinds[lived.kind] = (kinds[lived.kind] ?? 0) + 1;
      met.add(combinationOf(seed));
    } catch (error) {
      found.push(`AMAZON_PAY_WASM_SEED=${seed} AMAZON_PAY_WASM_LIVES=1: ${error.stack}`);
      // All of a kind say no more than some.
      if (found.length > 20) break;
    }
  }
  console.log(`# seed ${first}: ${JSON.stringify({ ...counts, combinations: met.size })} ${JSON.stringify(kinds)}`);
  assert.deepEqual(found, []);
  assert.equal(counts.lives, lives);
  if (lives >= 4 * COMBINATIONS) assert.equal(met.size, COMBINATIONS, 'every combination of the unconfirmed settings');
});
