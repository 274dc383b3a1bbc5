// @ts-check
// Waiting until an object is decided. It knows how often to look; it refuses to know what the
// decision means.

import { AmazonPayError, TimeoutError } from './errors.js';

/** Milliseconds between two looks: at first, and at most. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Reads an object until it is no longer `Pending`.
 *
 * @param {import('./series.js').Series} series
 * @param {'Authorization' | 'Capture' | 'Refund'} kind
 * @param {string} id
 * @returns {Promise<any>} what reading it gave
 */
export async function waitFor(series, kind, id) {
  const { random = Math.random } = series.settings;
  const object = kind.toLowerCase();
  /** @type {unknown} */
  let cause;
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      const answer = await series.call(`Get${kind}Details`, { [`amazon${kind}Id`]: id });
      const { state } = answer[`${object}Details`]?.[`${object}Status`] ?? {};
      if (state !== 'Pending') return answer;
      cause = undefined;
    } catch (error) {
      // Who waits for a day outlasts an hour without a network.
      if (!AmazonPayError.is(error) || !(/** @type {AmazonPayError} */ (error).retryable)) throw error;
      cause = error;
    }
    try {
      // Those who began together do not come back together.
      await series.pause(Math.ceil(wait * (1 - random() / 4)));
      series.left();
    } catch (error) {
      if (!TimeoutError.is(error)) throw error;
      throw new TimeoutError(`${series.name}: not decided within ${series.own.deadline} ms`, { retryable: true, cause });
    }
  }
}
