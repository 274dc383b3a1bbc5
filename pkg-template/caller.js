// @ts-check
// The one loop that every call goes through: prepare, wait for quota, send, read, and again if that
// is safe. It decides nothing itself: what is valid, what an answer means and whether to repeat is
// the core's to say, and what an operation was to bring about is the table's.

import { answerOf } from './answer.js';
import { exchange } from './attempt.js';
import { hostClock, pause } from './clock.js';
import { copied, delayed, internal, operationNamed, prepared } from './engine.js';
import { AbortedError, AmazonPayError, ConfigurationError, ThrottledError, TimeoutError } from './errors.js';
import { callSettings } from './options.js';
import { outcome } from './outcome.js';
import { Pacer } from './pacing.js';

/**
 * @typedef {import('./options.js').Call} Call
 * @typedef {import('./options.js').Settings} Settings
 * @typedef {import('./table.js').Operation} Operation
 * @typedef {import('./outcome.js').Outcome} Outcome
 *
 * @typedef {object} Progress how far a call has come
 * @property {number} attempts requests sent
 * @property {boolean} unknown whether an attempt ended without it being known what the service did
 */

/** What a client calls by. It holds the secret key. */
export class Caller {
  /** @type {Settings} */ #settings;
  /** @type {Pacer | undefined} */ #pacer;

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    if (settings.pacing !== false) this.#pacer = new Pacer(settings, hostClock);
  }

  get settings() {
    return this.#settings;
  }

  /**
   * @param {Operation} operation
   * @param {object | undefined} params
   * @param {object | undefined} options
   * @param {Call} [known] what the options say, where they have been read
   */
  async run(operation, params, options, known) {
    /** @type {Progress} */
    const progress = { attempts: 0, unknown: false };
    try {
      const { call: own } = this.#settings;
      const call = known ?? (options === undefined ? own : callSettings(own, options));
      return await this.#loop(operation, params, call, progress);
    } catch (thrown) {
      const error = AmazonPayError.is(thrown)
        ? /** @type {AmazonPayError} */ (thrown)
        : internal(operation.name, thrown, progress.attempts > 0);
      error.operation = operation.name;
      error.attempts = progress.attempts;
      // What one attempt left open, no later answer settles.
      if (progress.unknown) error.executed = 'unknown';
      throw error;
    }
  }

  /**
   * @param {Operation} operation
   * @param {object | undefined} given
   * @param {Call} call
   * @param {Progress} progress
   * @returns {Promise<any>}
   */
  async #loop(operation, given, call, progress) {
    const { signal } = call;
    const send = this.fetch();
    const started = this.now();
    const ends = started + call.deadline;
    throwIfAborted(operation, signal);
    let body = prepared(operation, call.identity, given, started);
    // The caller may change its object while we wait; a repeat must say what the first attempt said.
    const params = call.attempts > 1 ? copied(operation.fields, given) : given;
    /** @type {string | undefined} */
    let first;
    /** @type {AmazonPayError | undefined} */
    let last;
    for (;;) {
      const paced = await this.#pace(operation, call, ends, last);
      throwIfAborted(operation, signal);
      const now = this.now();
      const left = ends - now;
      if (left <= 0) throw last ?? late(operation, call);
      // Each attempt has its own timestamp and signature.
      if (first !== undefined || paced > 0) body = prepared(operation, call.identity, params, now);
      first ??= body;
      if (first !== body && substance(first) !== substance(body)) throw last;

      const attempt = ++progress.attempts;
      const before = progress.unknown;
      progress.unknown = true;
      const timeout = Math.min(call.timeout, left);
      const ended = await exchange(send, this.request(body), timeout, signal);
      const finished = this.now();
      const done = outcome(operation, ended, this.circumstances(finished, timeout));
      const { error } = done;
      progress.unknown = before || error?.executed !== 'no';

      const wait = error === undefined ? -1 : this.#delay(operation, call, done, attempt, finished);
      const again = wait >= 0 && finished + wait < ends;
      this.#report(operation, attempt, done, finished - now, again ? wait : 0, paced);
      if (error === undefined) {
        const { value, requestId, status } = done;
        const elapsed = finished - started;
        return answerOf(value, { operation: operation.name, requestId, status, attempts: attempt, elapsed }, ended.body);
      }
      if (!again) {
        if (before && done.failure === 'refused') {
          const settled = await this.#settled(operation, params, call, ends, progress);
          if (settled !== undefined) return settled;
        }
        throw error;
      }
      last = error;
      await pause(this.clock, wait, signal);
      throwIfAborted(operation, signal);
    }
  }

  /**
   * What an operation gives whose answer was lost and whose repeat was refused, if its object shows
   * that it did its work; `undefined` where it does not, or can't be read.
   *
   * @param {Operation} operation
   * @param {any} params
   * @param {Call} call
   * @param {number} ends
   * @param {Progress} progress
   * @returns {Promise<any>}
   */
  async #settled({ name, settled }, params, call, ends, progress) {
    const deadline = ends - this.now();
    if (settled === undefined || deadline <= 0) return undefined;
    /** @type {Progress} */
    const reading = { attempts: 0, unknown: false };
    try {
      const { by, id, object, status: within, state, unless } = settled;
      const found = await this.#loop(operationNamed(by), { [id]: params[id] }, { ...call, deadline }, reading);
      const { state: now, reasonCode } = found[object]?.[within] ?? {};
      if (now !== state || unless.includes(reasonCode)) return undefined;
      const { requestId, status, xml } = found.$metadata;
      const elapsed = this.now() - ends + call.deadline;
      const attempts = progress.attempts + reading.attempts;
      return answerOf({}, { operation: name, requestId, status, attempts, elapsed }, xml);
    } catch (error) {
      if (AbortedError.is(error)) throw error;
      return undefined;
    } finally {
      progress.attempts += reading.attempts;
    }
  }

  /**
   * Waits for quota on our side.
   *
   * @param {Operation} operation
   * @param {Call} call
   * @param {number} ends epoch milliseconds
   * @param {AmazonPayError} [last] why an earlier attempt failed
   * @returns {Promise<number>} milliseconds waited
   */
  async #pace(operation, call, ends, last) {
    if (this.#pacer === undefined) return 0;
    const now = this.now();
    const left = ends - now;
    const wait = await this.#pacer.take(operation, call.identity, now, left, call.signal);
    if (wait === 0) return 0;
    if (wait >= left) throw last ?? quotaUsedUp(operation, wait);
    await pause(this.clock, wait, call.signal);
    return wait;
  }

  /**
   * Milliseconds until the next attempt; negative where there must be none.
   *
   * @param {Operation} operation
   * @param {Call} call
   * @param {Outcome} done
   * @param {number} attempt
   * @param {number} now
   */
  #delay(operation, call, { failure, retryAfter }, attempt, now) {
    const { sandbox, random = Math.random } = this.#settings;
    if (failure === undefined) return -1;
    if (failure === 'throttled') this.#pacer?.drain(operation, call.identity, now);
    return delayed(operation, failure, { sandbox, attempt, attempts: call.attempts, random, retryAfter });
  }

  /**
   * Tells the caller's `onAttempt`. Whatever that does, the payment goes on.
   *
   * @param {Operation} operation
   * @param {number} attempt
   * @param {Outcome} done
   * @param {number} ms
   * @param {number} wait
   * @param {number} paced
   */
  #report({ name }, attempt, { error, status, requestId }, ms, wait, paced) {
    const { onAttempt } = this.#settings;
    if (onAttempt === undefined) return;
    const code = error && ((/** @type {any} */ (error)).code || error.name);
    try {
      /** @type {any} */
      const returned = onAttempt({ operation: name, attempt, status, code, requestId, ms, wait, paced });
      if (typeof returned?.then === 'function') returned.then(undefined, () => {});
    } catch {
      // Whoever watches must not break what is watched.
    }
  }

  /**
   * @param {string} body
   */
  request(body) {
    const { url, headers } = this.#settings;
    return { method: 'POST', url, headers: { ...headers }, body };
  }

  /** Looked up when it is needed: tests and monitors put their own in its place. */
  fetch() {
    const send = this.#settings.fetch ?? globalThis.fetch;
    if (typeof send === 'function') return send;
    throw new ConfigurationError('this host has no `fetch`: give one', { option: 'fetch' });
  }

  /**
   * @param {number} now
   * @param {number} [timeout]
   */
  circumstances(now, timeout) {
    const { sandbox, fetch } = this.#settings;
    return { sandbox, hostFetch: fetch === undefined, timeout, now };
  }

  get clock() {
    return this.#settings.clock ?? hostClock;
  }

  /** Epoch milliseconds. */
  now() {
    const now = this.clock.now();
    if (!Number.isFinite(now)) {
      throw new ConfigurationError('`clock.now` must give milliseconds since 1970', { option: 'clock' });
    }
    return Math.floor(now);
  }
}

/**
 * What a body says apart from the time and the signature.
 *
 * @param {string} body
 */
function substance(body) {
  return body.replace(/&Timestamp=[^&]*|&Signature=[^&]*/g, '');
}

/**
 * @param {Operation} operation
 * @param {AbortSignal} [signal]
 */
function throwIfAborted({ name }, signal) {
  if (signal?.aborted) throw new AbortedError(`${name}: stopped by the caller's signal`, { cause: signal.reason });
}

/**
 * @param {Operation} operation
 * @param {Call} call
 */
function late({ name }, { deadline }) {
  return new TimeoutError(`${name}: the deadline of ${deadline} ms passed before a request was sent`, { retryable: true });
}

/**
 * @param {Operation} operation
 * @param {number} wait
 */
function quotaUsedUp({ name }, wait) {
  return new ThrottledError(`${name}: the quota is used up for longer than the call may last (${wait} ms)`, {
    code: 'RequestThrottled',
    retryable: true,
    retryAfter: wait,
  });
}
