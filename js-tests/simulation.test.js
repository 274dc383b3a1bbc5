// Whole lives of merchants under faults. `AMAZON_PAY_WASM_LIVES` says how many; a seed that fails is
// printed, and `AMAZON_PAY_WASM_SEED` lives it again.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { COMBINATIONS, combinationOf } from './simulation/settings.js';

const lives = Number(process.env.AMAZON_PAY_WASM_LIVES ?? (process.env.AMAZON_PAY_WASM_FULL ? 100_000 : 2_000));
const first = Number(process.env.AMAZON_PAY_WASM_SEED ?? Date.now() % 2 ** 31);
const RUN = fileURLToPath(new URL('simulation/run.js', import.meta.url));

/** Lives some lives in a process of their own. */
async function run(from, count) {
  const child = spawn(process.execPath, [RUN, String(from), String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (part) => (output += part));
  const [code] = await once(child, 'close');
  assert.match(output, /^\{.*\}\n$/, `exit code ${code}`);
  return JSON.parse(output);
}

test(`${lives} lives from seed ${first}`, async () => {
  const half = Math.ceil(lives / 2);
  const parts = await Promise.all([run(first, half), ...(lives > half ? [run(first + half, lives - half)] : [])]);
  for (const { found, ...counts } of parts) console.log(`# ${JSON.stringify(counts)}`);
  assert.deepEqual(parts.flatMap(({ found }) => found), []);
  assert.equal(parts.reduce((sum, part) => sum + part.lives, 0), lives);
  const met = new Set(Array.from({ length: lives }, (_, at) => combinationOf(first + at)));
  if (lives >= 4 * COMBINATIONS) assert.equal(met.size, COMBINATIONS, 'every combination of the unconfirmed settings');
});
