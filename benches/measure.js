'use strict';
// Times candidates side by side. All are warmed; then every round gives each of them one calibrated batch in three short
// turns and keeps the best turn, since a turn in which the machine took the processor away measures the machine. The
// order rotates from round to round and runs backwards in every other one, so that nobody always comes after the same
// neighbour. What counts is the ratio to the first candidate within the same round: load on the machine hits both.

/** @typedef {{ name: string, run: () => unknown }} Candidate `run` may return a promise if `async` is set */

/** Shorter than the time slice of a busy machine. */
const TURN_MS = 2;
const TURNS = 3;
/** Long enough for the optimising compiler to be done with everybody, the largest generated function included. */
const WARM_MS = 1000;

const now = () => performance.now();

/** A small collection between turns, so that one candidate's garbage is not swept on another's time. */
const sweep = (() => {
  require('node:v8').setFlagsFromString('--expose-gc');
  const gc = require('node:vm').runInNewContext('gc');
  return () => gc({ type: 'minor' });
})();

let sink;

function batch(run, calls) {
  const from = now();
  for (let call = 0; call < calls; call += 1) sink = run();
  return ((now() - from) * 1000) / calls;
}

async function asyncBatch(run, calls) {
  const from = now();
  for (let call = 0; call < calls; call += 1) sink = await run();
  return ((now() - from) * 1000) / calls;
}

/** Runs until it is warm and says how many calls fill a turn. */
async function calibrate(run, timed, warmMs) {
  const until = now() + warmMs;
  let last = await timed(run, 1);
  let calls = 1;
  do {
    last = await timed(run, calls);
    calls = Math.max(1, Math.round((TURN_MS * 1000) / last));
  } while (now() < until);
  return calls;
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, part) => sorted(values)[Math.floor((values.length - 1) * part)];
const median = (values) => quantile(values, 0.5);

/**
 * @param {Candidate[]} candidates the first is the one that the others are compared with
 * @param {{ rounds: number, warmMs?: number, async?: boolean }} how
 * @returns {Promise<{ name: string, median: number, p10: number, ratio: number }[]>} µs per call; ratio = median over
 *   the rounds of (this candidate / the first)
 */
async function sideBySide(candidates, { rounds, warmMs = WARM_MS, async = false }) {
  const timed = async ? asyncBatch : batch;
  const calls = [];
  for (const { run } of candidates) calls.push(await calibrate(run, timed, warmMs));

  const times = candidates.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    const order = candidates.map((_, index) => (index + round) % candidates.length);
    if (round % 2) order.reverse();
    for (const time of times) time.push(Infinity);
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const index of order) {
        sweep();
        const time = await timed(candidates[index].run, calls[index]);
        times[index][round] = Math.min(times[index][round], time);
      }
    }
  }
  return candidates.map(({ name }, index) => ({
    name,
    median: median(times[index]),
    p10: quantile(times[index], 0.1),
    ratio: median(times[index].map((time, round) => time / times[0][round])),
  }));
}

module.exports = { sideBySide, batch, median, lastAnswer: () => sink };
