// @ts-check
// Waiting for quota before the service refuses. It knows token buckets; it refuses to know clocks
// and calls: the time comes in, a wait goes out.
//
// A bucket stands for one access key, merchant, operation and environment, because that is what the
// service counts by.

/**
 * @typedef {{ capacity: number, perSecond: number }} Quota
 * @typedef {{ tokens: number, at: number, quota: Quota }} Bucket below zero, tokens are reserved
 */

/** Buckets kept before the full ones are swept out: a full bucket says no more than none does. */
const KEPT = 10_000;

export class Buckets {
  /** @type {Map<string, Bucket>} */ #buckets = new Map();
  #sweepAt = KEPT;

  /**
   * Reserves a token, which is the caller's after the wait; none where the wait would be longer
   * than `longest`.
   *
   * @param {string} key
   * @param {Quota} quota
   * @param {number} now epoch milliseconds
   * @param {number} longest milliseconds
   * @returns {number} milliseconds to wait
   */
  take(key, quota, now, longest) {
    const bucket = this.#filled(key, quota, now);
    const wait = bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / quota.perSecond) * 1000);
    if (wait <= longest) bucket.tokens -= 1;
    return wait;
  }

  /**
   * The service refused although the bucket had a token: somebody else spends the same quota.
   *
   * @param {string} key
   * @param {Quota} quota
   * @param {number} now
   */
  drain(key, quota, now) {
    const bucket = this.#filled(key, quota, now);
    bucket.tokens = Math.min(bucket.tokens, 0);
  }

  /**
   * @param {string} key
   * @param {Quota} quota
   * @param {number} now
   */
  #filled(key, quota, now) {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#made(key, quota, now);
    // A clock that was set back restores nothing, and costs nothing either.
    const restored = (Math.max(0, now - bucket.at) / 1000) * quota.perSecond;
    bucket.tokens = Math.min(quota.capacity, bucket.tokens + restored);
    bucket.at = now;
    return bucket;
  }

  /**
   * @param {string} key
   * @param {Quota} quota
   * @param {number} now
   */
  #made(key, quota, now) {
    if (this.#buckets.size >= this.#sweepAt) this.#sweep(now);
    const bucket = { tokens: quota.capacity, at: now, quota };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** @param {number} now */
  #sweep(now) {
    for (const [key, { tokens, at, quota }] of this.#buckets) {
      if (tokens + ((now - at) / 1000) * quota.perSecond >= quota.capacity) this.#buckets.delete(key);
    }
    this.#sweepAt = Math.max(KEPT, this.#buckets.size * 2);
  }
}

/** @type {WeakMap<object, Buckets>} */
const known = new WeakMap();

/**
 * The buckets of one world: clients that send by the same `fetch` and live by the same clock share
 * them, however many are made.
 *
 * @param {object} world
 */
export function buckets(world) {
  let found = known.get(world);
  if (found === undefined) known.set(world, (found = new Buckets()));
  return found;
}
