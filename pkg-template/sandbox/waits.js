// @ts-check
// Waiting by the service's clock, which may be moved. It knows who waits until when; it refuses to
// know what for.

/** Those who wait. */
export class Waits {
  /** @type {Set<{ due: number, wake: () => void }>} */
  #waiting = new Set();

  /**
   * Waits until the service's clock shows `due`, by itself or because it was moved.
   *
   * @param {number} due epoch milliseconds
   * @param {number | undefined} milliseconds until then, where the clock runs by itself
   * @param {AbortSignal} [signal] ends the wait
   * @returns {Promise<void>}
   */
  until(due, milliseconds, signal) {
    return new Promise((resolve) => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      const wake = () => {
        this.#waiting.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const waiter = { due, wake };
      this.#waiting.add(waiter);
      if (signal?.aborted) return wake();
      signal?.addEventListener('abort', wake);
      if (milliseconds !== undefined) timer = setTimeout(wake, milliseconds);
    });
  }

  /** @param {() => number} now */
  wake(now) {
    if (this.#waiting.size === 0) return;
    const reached = now();
    for (const { due, wake } of this.#waiting) {
      if (due <= reached) wake();
    }
  }
}

/**
 * Waits by the host's clock.
 *
 * @param {number} milliseconds
 * @param {AbortSignal} [signal] ends the wait
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Waits().until(Infinity, milliseconds, signal);
}
