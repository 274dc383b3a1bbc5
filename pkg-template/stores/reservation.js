// @ts-check
// What the stores have in common: their options, and the arithmetic of a token bucket that is kept as
// one number, the moment at which it is full again. It knows no clock and no storage.
//
// Ahead of that moment by less than the whole burst, a call may go at once; each call moves it on by
// the time that restores one token. Nothing needs to be written while time passes, and a bucket that
// is full need not be kept.

import { callable, choice, read, wrong } from '../checks.js';

/**
 * @typedef {import('../options.js').Quota} Quota
 *
 * @typedef {object} StoreOptions
 * @property {'store' | 'caller'} clock
 * @property {number} spare
 * @property {((error: unknown) => unknown)} [onError]
 */

/** @type {Record<string, import('../checks.js').Check>} */
const OPTIONS = { clock: choice(['store', 'caller']), spare, onError: callable };

/**
 * Checks a store's options.
 *
 * @param {unknown} given
 * @param {Record<string, import('../checks.js').Check>} [more] options of this store alone
 * @returns {StoreOptions & Record<string, any>}
 */
export function storeOptions(given, more) {
  const options = read(given ?? undefined, { ...OPTIONS, ...more }, 'store option');
  return { ...options, clock: options.clock ?? 'store', spare: options.spare ?? 1 };
}

/**
 * A quota as the arithmetic needs it.
 *
 * @param {Quota} quota
 * @param {number} kept tokens of the burst that are left alone
 */
export function pace({ capacity, perSecond }, kept) {
  return { interval: 1000 / perSecond, burst: Math.max(1, capacity - kept) };
}

/** How long a caller waits that does not say: any time. */
export const ANY_TIME = Number.MAX_SAFE_INTEGER;

/**
 * Reserves a call. The script in redis.js does the same.
 *
 * @param {number} full when the bucket is full again, in epoch milliseconds; 0 for one that is new
 * @param {{ interval: number, burst: number }} pace
 * @param {number} now epoch milliseconds
 * @param {number} longest milliseconds; a wait that is not shorter reserves nothing
 * @returns {{ wait: number, full: number }}
 */
export function reserve(full, { interval, burst }, now, longest) {
  const from = Math.max(full, now);
  const wait = Math.max(0, Math.ceil(from - now - (burst - 1) * interval));
  return { wait, full: wait < longest ? from + interval : full };
}

/**
 * @param {any} value
 * @param {string} name
 */
function spare(value, name) {
  if (!Number.isInteger(value) || value < 0) throw wrong(name, 'must be a whole number of calls, 0 or more');
  return value;
}
