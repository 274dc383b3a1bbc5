// Time in a life: the service's clock and the client's timers are one, and both stand still until
// somebody waits. So a time-out needs no waiting, and a seed that fails repeats exactly.

/** Runs something with timers that only `pass` lets expire. */
export async function withTime(sandbox, run) {
  const host = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const time = new Time(sandbox);
  globalThis.setTimeout = (expire, wait = 0, ...given) => time.begin(expire, wait, given);
  globalThis.clearTimeout = (timer) => time.timers.delete(timer);
  try {
    return await run(time);
  } finally {
    Object.assign(globalThis, host);
  }
}

class Time {
  timers = new Map();
  #last = 0;
  /** The service's, which nobody else moves: to ask it costs more than all else in a life. */
  #now;

  constructor(sandbox) {
    this.sandbox = sandbox;
    this.#now = sandbox.now;
  }

  now() {
    return this.#now;
  }

  async sleep(milliseconds) {
    await this.pass(Math.ceil(milliseconds));
  }

  begin(expire, wait, given) {
    this.timers.set(++this.#last, { due: this.now() + Math.max(0, wait), expire, given });
    return this.#last;
  }

  /**
   * Lets time pass, and what falls due on the way happen in its order.
   *
   * @param {number} milliseconds
   * @param {AbortSignal} [signal] of who waits: when he gives up, time is his again
   */
  async pass(milliseconds, signal) {
    const end = this.now() + milliseconds;
    for (;;) {
      const [next] = [...this.timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
      const until = next === undefined ? end : next[1].due;
      const left = until - this.now();
      // In whole milliseconds; to stand still still delivers what there is to tell.
      const step = Math.max(0, Math.ceil(left));
      this.#now += step;
      await this.sandbox.advance(step);
      if (next === undefined) return;
      this.timers.delete(next[0]);
      next[1].expire(...next[1].given);
      if (signal?.aborted) return;
    }
  }
}
