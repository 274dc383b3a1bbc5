// @ts-check
// Waiting for quota before the service refuses. It knows token buckets, in memory and in a store that
// many processes share; it refuses to know clocks and calls: the time comes in, a wait goes out.
//
// A bucket stands for one access key, merchant, operation and environment, because that is what the
// service counts by.

import { patiently } from './clock.js';

/** Milliseconds after which a store counts as failed: it must not hold up a payment. */
const STORE_PATIENCE = 2_000;

/**
 * @typedef {{ capacity: number, perSecond: number }} Quota
 * @typedef {import('./options.js').Identity} Identity
 * @typedef {import('./table.js').Operation} Operation
 * @typedef {{ tokens: number, at: number, quota: Quota }} Bucket below zero, tokens are reserved
 */

/** What a client asks for quota. */
export class Pacer {
  /** @type {import('./options.js').Settings} */ #settings;
  /** @type {object} */ #world;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {object} hostClock
   */
  constructor(settings, hostClock) {
    this.#settings = settings;
    this.#world = settings.fetch ?? settings.clock ?? hostClock;
  }

  /**
   * Reserves a call.
   *
   * @param {Operation} operation
   * @param {Identity} identity
   * @param {number} now epoch milliseconds
   * @param {number} longest milliseconds that the caller could wait
   * @param {AbortSignal} [signal]
   * @returns {number | Promise<number>} milliseconds to wait; nothing is reserved where they are not less than `longest`
   */
  take(operation, identity, now, longest, signal) {
    const { pacing } = this.#settings;
    const key = this.#key(operation, identity);
    const quota = this.#quota(operation);
    if (typeof pacing === 'boolean') return buckets(this.#world).take(key, quota, now, longest);
    return asked(pacing, key, quota, now, longest, signal);
  }

  /**
   * The service refused although there should have been quota: somebody else spends it too.
   *
   * @param {Operation} operation
   * @param {Identity} identity
   * @param {number} now
   */
  drain(operation, identity, now) {
    // A store's quota is the store's.
    if (this.#settings.pacing !== true) return;
    buckets(this.#world).drain(this.#key(operation, identity), this.#quota(operation), now);
  }

  /** @param {Operation} operation */
  #quota({ quota }) {
    return this.#settings.sandbox ? quota.sandbox : quota.live;
  }

  /**
   * @param {Operation} operation
   * @param {Identity} identity
   */
  #key({ name }, { accessKey, merchantId }) {
    return `${accessKey} ${merchantId} ${name} ${this.#settings.sandbox ? 'sandbox' : 'live'}`;
  }
}

/**
 * What a store says; no wait where it fails.
 *
 * @param {import('./options.js').Store} store
 * @param {string} key
 * @param {Quota} quota
 * @param {number} now
 * @param {number} longest milliseconds that the caller could wait
 * @param {AbortSignal} [signal]
 */
async function asked(store, key, quota, now, longest, signal) {
  try {
    const patience = Math.min(STORE_PATIENCE, longest);
    const wait = await patiently(store.take(key, { ...quota }, now, longest), patience, signal);
    return typeof wait === 'number' && wait > 0 ? wait : 0;
  } catch {
    return 0;
  }
}

/** Buckets kept before the full ones are swept out: a full bucket says no more than none does. */
const KEPT = 10_000;

class Buckets {
  /** @type {Map<string, Bucket>} */ #buckets = new Map();
  #sweepAt = KEPT;

  /**
   * Reserves a token, which is the caller's after the wait; none where the wait would not be
   * shorter than `longest`.
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
    if (wait < longest) bucket.tokens -= 1;
    return wait;
  }

  /**
   * Empties a bucket; what is reserved stays reserved.
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
function buckets(world) {
  let found = known.get(world);
  if (found === undefined) known.set(world, (found = new Buckets()));
  return found;
}
