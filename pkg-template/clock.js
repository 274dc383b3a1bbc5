// @ts-check
// Time as the host has it, and waiting that a signal ends. It refuses to know what is waited for.

/**
 * @typedef {import('./options.js').Clock} Clock
 */

/** @type {Clock} */
export const hostClock = Object.freeze({
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

/**
 * Waits. It never rejects: whoever waits looks at the signal afterwards, and a clock that fails is
 * no reason to fail a payment.
 *
 * @param {Clock} clock
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function pause(clock, milliseconds, signal) {
  if (clock === hostClock) return hostPause(milliseconds, signal);
  return first((done) => clock.sleep(milliseconds, signal).then(done, done), signal);
}

/**
 * What a promise gives, or `undefined` if it fails, takes longer than the host's timer allows or
 * the signal comes first.
 *
 * @template T
 * @param {T | Promise<T>} promise
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<T | undefined>}
 */
export async function patiently(promise, milliseconds, signal) {
  /** @type {T | undefined} */
  let value;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  await first((done) => {
    timer = setTimeout(done, milliseconds);
    Promise.resolve(promise).then((given) => {
      value = given;
      done();
    }, done);
  }, signal);
  clearTimeout(timer);
  return value;
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
async function hostPause(milliseconds, signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  await first((done) => {
    timer = setTimeout(done, milliseconds);
  }, signal);
  clearTimeout(timer);
}

/**
 * Resolves when the work is done or the signal comes.
 *
 * @param {(done: () => void) => void} work
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function first(work, signal) {
  return new Promise((resolve) => {
    const done = () => {
      signal?.removeEventListener('abort', done);
      resolve();
    };
    if (signal?.aborted) return resolve();
    signal?.addEventListener('abort', done);
    try {
      work(done);
    } catch {
      done();
    }
  });
}
