// Whole lives of merchants under faults. `AMAZON_PAY_WASM_LIVES` says how many; a seed that fails is
// printed, and `AMAZON_PAY_WASM_SEED` lives it again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

import { live } from './simulation/life.js';

const lib = { ...client, Sandbox };
const lives = Number(process.env.AMAZON_PAY_WASM_LIVES ?? 200);
const first = Number(process.env.AMAZON_PAY_WASM_SEED ?? Date.now() % 2 ** 31);

/** Every seed has its fault rate, up to a half. */
const rateOf = (seed) => (seed % 11) / 20;

test(`${lives} lives from seed ${first}`, async () => {
  const counts = { lives: 0, runs: 0, crashes: 0, failures: 0 };
  for (let seed = first; seed < first + lives; seed++) {
    try {
      const { runs, crashes, failures } = await live(lib, seed, rateOf(seed));
      counts.lives++;
      counts.runs += runs;
      counts.crashes += crashes;
      counts.failures += failures;
    } catch (error) {
      throw new Error(`AMAZON_PAY_WASM_SEED=${seed} AMAZON_PAY_WASM_LIVES=1: ${error.message}`, { cause: error });
    }
  }
  console.log(`# seed ${first}: ${JSON.stringify(counts)}`);
  assert.equal(counts.lives, lives);
});
