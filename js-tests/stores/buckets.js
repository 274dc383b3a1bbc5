// @ts-check
// What every store must do, whatever it keeps its buckets in, and a token bucket of the plainest kind
// to hold them against: it counts tokens, where the stores keep one moment.

import assert from 'node:assert/strict';

/** @typedef {{ take(key: string, quota: { capacity: number, perSecond: number }, now: number, longest?: number): Promise<number> }} Store */

/** A moment in a caller's simulation. */
export const START = 1_767_323_045_000;

/** A generator of numbers from 0 to 1 that repeats by its seed (mulberry32). @param {number} seed */
export function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {{ capacity: number, perSecond: number }} quota @param {number} start */
function plainBucket({ capacity, perSecond }, start) {
  let tokens = capacity;
  let at = start;
  return {
    /** @param {number} now */
    wait(now) {
      tokens = Math.min(capacity, tokens + ((now - at) / 1000) * perSecond);
      at = now;
      return tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000;
    },
    take: () => void (tokens -= 1),
  };
}

/**
 * Any sequence of calls gets the waits that a plain bucket gives.
 *
 * @param {Store} store by the caller's clock, without spare calls
 * @param {number} seed
 */
export async function agreesWithPlainBucket(store, seed) {
  const random = numbers(seed);
  for (const quota of [
    { capacity: 10, perSecond: 1 },
    { capacity: 2, perSecond: 0.5 },
    { capacity: 2, perSecond: 1 / 300 },
    { capacity: 7, perSecond: 3 },
  ]) {
    let now = START;
    const bucket = plainBucket(quota, now);
    const key = `plain ${seed} ${quota.capacity} ${quota.perSecond}`;
    for (let count = 0; count < 100; count++) {
      now += random() < 0.5 ? 0 : Math.floor((random() * 3000) / quota.perSecond);
      const expected = bucket.wait(now);
      const patient = random() < 0.7;
      if (patient) bucket.take();
      // Far enough from the wait that no rounding decides.
      const longest = patient ? expected + 5 : Math.max(0, expected - 5);
      const wait = await store.take(key, quota, now, longest);
      assert.ok(Math.abs(wait - expected) <= 1.01, `seed ${seed}, call ${count}: ${wait} instead of ${expected}`);
    }
  }
}

/**
 * Calls at the same moment, from several sides, each get a token of their own.
 *
 * @param {Store[]} stores by the caller's clock, with one spare call
 */
export async function tokensAreNobodyElses(stores) {
  const quota = { capacity: 10, perSecond: 2 };
  const takes = Array.from({ length: 200 }, (_, index) => stores[index % stores.length].take('crowd', quota, START));
  const waits = (await Promise.all(takes)).sort((a, b) => a - b);
  assert.deepEqual(waits, Array.from({ length: 200 }, (_, index) => Math.max(0, index - 8) * 500));
}

/**
 * A wait that nobody would wait reserves nothing.
 *
 * @param {Store} store by the caller's clock, with one spare call
 */
export async function longWaitsReserveNothing(store) {
  const quota = { capacity: 2, perSecond: 0.5 };
  assert.equal(await store.take('long', quota, START), 0);
  for (let count = 0; count < 5; count++) assert.equal(await store.take('long', quota, START, 2000), 2000);
  assert.equal(await store.take('long', quota, START, 2001), 2000);
  assert.equal(await store.take('long', quota, START), 4000);
  // What was reserved is no bar to others.
  assert.equal(await store.take('another', quota, START), 0);
}

/**
 * By the store's clock, what callers believe the time to be does not matter.
 *
 * @param {Store} store by its own clock, with one spare call
 */
export async function callersClocksDoNotMatter(store) {
  const quota = { capacity: 2, perSecond: 0.001 };
  const begun = performance.now();
  const waits = [];
  for (const now of [START, 0, START * 2, START - 86_400_000]) waits.push(await store.take('clocks', quota, now));
  const elapsed = performance.now() - begun;
  for (const [index, wait] of waits.entries()) {
    const whole = index * 1_000_000;
    assert.ok(wait <= whole && wait >= whole - elapsed - 5, `call ${index}: ${wait} after ${elapsed} ms`);
  }
}
