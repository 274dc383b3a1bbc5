// The harness of the lives is tested too: it repeats a seed exactly, it lives through every setting,
// and it finds bugs that are planted.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

import { live } from './simulation/life.js';
import { PLANTED } from './simulation/planted.js';
import { COMBINATIONS, UNCONFIRMED, combinationOf, settingsOf } from './simulation/settings.js';

const lib = { ...client, Sandbox };
/** Lives within which each planted bug must be found. */
const MOST = 300;

test('the same seed gives the same life, another seed another', async () => {
  const digests = new Set();
  for (let seed = 1; seed <= 30; seed++) {
    const { digest } = await live(lib, seed, 0.4, { transcript: true });
    const again = await live(lib, seed, 0.4, { transcript: true });
    assert.equal(again.digest, digest, `seed ${seed}`);
    digests.add(digest);
  }
  assert.equal(digests.size, 30);
});

test('no combination of the unconfirmed settings is left out', () => {
  const distinct = (from, lives, of) => new Set(Array.from({ length: lives }, (_, at) => of(from + at))).size;
  for (const from of [0, 1, 4_711, 2 ** 31 - 5]) {
    assert.equal(distinct(from, 4 * COMBINATIONS, combinationOf), COMBINATIONS);
    // A short run meets every combination of the first ten.
    assert.equal(distinct(from, 2_000, (seed) => combinationOf(seed) >>> 4), 2 ** 10);
  }
  assert.equal(new Set(Array.from({ length: COMBINATIONS }, (_, at) => JSON.stringify(settingsOf(at)))).size, COMBINATIONS);
  for (const words of Object.values(UNCONFIRMED)) assert.equal(new Set(words).size, 2);
});

suite(`planted bugs are found within ${MOST} lives`, () => {
  for (const [name, planted] of Object.entries(PLANTED)) {
    test(name, async (t) => {
      for (let seed = 1; seed <= MOST; seed++) {
        try {
          await live(lib, seed, 0.35, { planted });
        } catch (error) {
          t.diagnostic(`found in life ${seed}: ${error.message.slice(0, 120)}`);
          return;
        }
      }
      assert.fail(`not found in ${MOST} lives`);
    });
  }
});
