// @ts-check
// Several requests under one deadline and one signal. It knows how much time is left; it refuses to
// know what is asked and why.

import { exchange } from './attempt.js';
import { pause } from './clock.js';
import { delayed, operationNamed } from './engine.js';
import { AbortedError, TimeoutError } from './errors.js';
import { callSettings } from './options.js';

/**
 * @typedef {import('./attempt.js').Ended} Ended
 * @typedef {import('./outcome.js').Outcome} Outcome
 */

export class Series {
  /**
   * @param {string} name the method that the user called, for messages
   * @param {import('./caller.js').Caller} caller
   * @param {object} [options] those of a call
   */
  constructor(name, caller, options) {
    this.name = name;
    this.caller = caller;
    this.settings = caller.settings;
    this.own = callSettings(this.settings.call, options);
    this.ends = caller.now() + this.own.deadline;
  }

  /** Milliseconds left; throws where none are, or the caller wants no more. */
  left() {
    const { name, own } = this;
    if (own.signal?.aborted) {
      throw new AbortedError(`${name}: stopped by the caller's signal`, { cause: own.signal.reason });
    }
    const left = this.ends - this.caller.now();
    if (left > 0) return left;
    throw new TimeoutError(`${name}: the deadline of ${own.deadline} ms passed`, { retryable: true });
  }

  /**
   * Calls an operation.
   *
   * @param {string} name
   * @param {object} params
   * @returns {Promise<any>}
   */
  async call(name, params) {
    const deadline = this.left();
    return this.caller.run(operationNamed(name), params, undefined, { ...this.own, deadline });
  }

  /** @param {number} milliseconds */
  async pause(milliseconds) {
    await pause(this.caller.clock, Math.min(milliseconds, this.left()), this.own.signal);
  }

  /**
   * Sends what changes nothing, as often as it takes; the last answer is given.
   *
   * @param {() => import('./attempt.js').Request} request made for each attempt
   * @param {(ended: Ended, timeout: number) => Outcome} read
   * @returns {Promise<{ ended: Ended, done: Outcome }>}
   */
  async send(request, read) {
    const { caller, own, settings } = this;
    const { sandbox, random = Math.random } = settings;
    for (let attempt = 1; ; attempt++) {
      const timeout = Math.min(own.timeout, this.left());
      const ended = await exchange(caller.fetch(), request(), timeout, own.signal);
      const done = read(ended, timeout);
      if (ended.failed === 'aborted') throw done.error;
      // It is repeated as any reading is.
      const known = { sandbox, attempt, attempts: own.attempts, random, retryAfter: done.retryAfter };
      const wait = done.failure === undefined ? -1 : delayed(operationNamed('GetOrderReferenceDetails'), done.failure, known);
      if (wait < 0 || caller.now() + wait >= this.ends) {
        if (done.error) done.error.attempts = attempt;
        return { ended, done };
      }
      await this.pause(wait);
    }
  }
}
