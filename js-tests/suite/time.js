// Limits of time, and callers who change their mind. Nothing here depends on how fast a machine is:
// what must not happen is given forever, what must happen is waited for.

import { broken, byEffect, call, manualClock, silence, stage, success, throttled } from './stage.js';

/** Answers only when its signal is aborted, as a `fetch` does. */
const listening = () => ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** An answer whose body never ends. */
const endless = () => () =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('<AuthorizeResponse>')) }));

export const time = {
  async 'an attempt that takes too long ends, whether or not it listens'(t, lib) {
    for (const step of [silence(), listening(), endless()]) {
      const { pay, requests } = stage(lib, [step], { timeout: 10, retry: false });
      const error = await t.rejects(call(pay, 'Authorize'));
      t.ok(error instanceof lib.TimeoutError, String(error));
      t.deepEqual([error.executed, error.attempts, error.retryable], ['unknown', 1, true]);
      t.match(error.message, /10 ms/);
      t.ok(requests[0].signal.aborted);
    }
  },

  async 'a time-out is tried again where that is safe'(t, lib) {
    for (const [effect, operation] of Object.entries(byEffect)) {
      const { pay, requests } = stage(lib, [silence(), success(operation)], { timeout: 10 });
      if (effect === 'unkeyed') {
        const error = await t.rejects(call(pay, operation));
        t.deepEqual([error.name, error.executed, error.retryable, requests.length], ['TimeoutError', 'unknown', false, 1]);
      } else {
        t.equal((await call(pay, operation)).$metadata.attempts, 2);
      }
    }
  },

  async 'the deadline limits an attempt too'(t, lib) {
    const { pay } = stage(lib, [silence()], { timeout: 60_000, deadline: 10, retry: false });
    const error = await t.rejects(call(pay, 'Authorize'));
    t.ok(error instanceof lib.TimeoutError);
    t.equal(error.executed, 'unknown');
  },

  async 'a call may have limits of its own'(t, lib) {
    const { pay } = stage(lib, [silence(), silence()]);
    t.match((await t.rejects(call(pay, 'Authorize', { timeout: 10, retry: false }))).message, /10 ms/);
    t.equal((await t.rejects(call(pay, 'Authorize', { deadline: 10, retry: false }))).name, 'TimeoutError');
  },

  async 'when the deadline passed while it waited, the last failure is told'(t, lib) {
    const clock = manualClock();
    const sleep = async () => clock.advance(200_000);
    const { pay, requests } = stage(lib, [throttled(), success('Authorize')], { clock: { ...clock, sleep } });
    const error = await t.rejects(call(pay, 'Authorize'));
    t.deepEqual([error.name, error.attempts, requests.length], ['ThrottledError', 1, 1]);
  },

  async 'when the deadline passed before a request was sent, nothing was executed'(t, lib) {
    for (const overslept of [90_000, 200_000]) {
      const clock = manualClock();
      const sleep = async () => clock.advance(overslept);
      const options = { clock: { ...clock, sleep }, pacing: { take: () => 30 } };
      const { pay, requests } = stage(lib, [success('Authorize')], options);
      const error = await t.rejects(call(pay, 'Authorize'));
      t.ok(error instanceof lib.TimeoutError, String(error));
      t.deepEqual([error.executed, error.attempts, error.retryable, requests.length], ['no', 0, true, 0]);
    }
  },

  async 'a signal that is aborted already stops a call before it begins'(t, lib) {
    const { pay, requests } = stage(lib, []);
    const reason = { why: 'changed my mind' };
    const error = await t.rejects(call(pay, 'Authorize', { signal: AbortSignal.abort(reason) }));
    t.ok(error instanceof lib.AbortedError);
    t.deepEqual([error.name, error.executed, error.attempts, error.retryable], ['AbortError', 'no', 0, false]);
    t.equal(error.cause, reason);
    t.equal(requests.length, 0);
  },

  async 'a signal stops an attempt at once, whether or not it listens'(t, lib) {
    for (const step of [silence(), listening(), endless()]) {
      const controller = new AbortController();
      const { pay, requests, events } = stage(lib, [step, success('Authorize')]);
      const calling = call(pay, 'Authorize', { signal: controller.signal });
      while (requests.length === 0) await Promise.resolve();
      controller.abort('enough');
      const error = await t.rejects(calling);
      t.ok(error instanceof lib.AbortedError, String(error));
      t.deepEqual([error.executed, error.attempts, error.cause], ['unknown', 1, 'enough']);
      t.deepEqual([requests.length, events.length, events[0].code], [1, 1, 'AbortError']);
      t.ok(requests[0].signal.aborted);
    }
  },

  async 'a signal stops a wait at once, whether or not the clock listens'(t, lib) {
    for (const [failure, executed] of [[throttled(), 'no'], [broken(), 'unknown']]) {
      const controller = new AbortController();
      const clock = { now: () => 0, sleep: () => { queueMicrotask(() => controller.abort()); return new Promise(() => {}); } };
      const { pay, requests } = stage(lib, [failure, success('Authorize')], { clock });
      const error = await t.rejects(call(pay, 'Authorize', { signal: controller.signal }));
      t.deepEqual([error.name, error.executed, error.attempts, requests.length], ['AbortError', executed, 1, 1]);
    }
  },

  async 'a call that was stopped takes no quota'(t, lib) {
    const controller = new AbortController();
    const clock = { now: () => 0, sleep: async () => controller.abort() };
    let taken = 0;
    const pacing = { take: () => { taken++; return 0; } };
    const { pay } = stage(lib, [throttled(), success('Authorize')], { clock, pacing });
    t.equal((await t.rejects(call(pay, 'Authorize', { signal: controller.signal }))).name, 'AbortError');
    t.equal(taken, 1);
  },

  async 'a signal stops a wait by the host’s own clock'(t, lib) {
    const controller = new AbortController();
    const { pay } = stage(lib, [throttled({ 'retry-after': '80' })], { clock: undefined, onAttempt: () => setTimeout(() => controller.abort(), 0) });
    const error = await t.rejects(call(pay, 'Authorize', { signal: controller.signal }));
    t.equal(error.name, 'AbortError');
  },

  async 'the host’s own clock waits'(t, lib) {
    const { pay } = stage(lib, [broken(), success('Authorize')], { clock: undefined, random: () => 0.01 });
    const { $metadata } = await call(pay, 'Authorize');
    t.equal($metadata.attempts, 2);
    t.ok($metadata.elapsed >= 4, 'it waited for about 5 ms');
  },

  async 'a signal is left as it was found'(t, lib) {
    const listeners = new Set();
    const signal = {
      aborted: false,
      addEventListener: (_, listener) => listeners.add(listener),
      removeEventListener: (_, listener) => listeners.delete(listener),
    };
    const { pay } = stage(lib, [throttled(), broken(), success('Authorize')], { clock: undefined, random: () => 0, sandbox: false });
    await call(pay, 'Authorize', { signal });
    t.equal(listeners.size, 0);
  },

  async 'an answer that comes after the end disturbs nobody, and is not read'(t, lib) {
    let late;
    const script = [() => new Promise((resolve) => (late = resolve)), success('Authorize')];
    const { pay } = stage(lib, script, { timeout: 10 });
    const answer = await call(pay, 'Authorize');
    t.equal(answer.$metadata.attempts, 2);
    const cancelled = new Promise((resolve) => late(new Response(new ReadableStream({ cancel: resolve }))));
    await cancelled;
  },

  async 'a clock that throws before anything was sent costs nothing'(t, lib) {
    const clock = { now: () => { throw new Error('no time'); }, sleep: async () => {} };
    const { pay, requests } = stage(lib, [], { clock });
    const error = await t.rejects(call(pay, 'Authorize'));
    t.ok(error instanceof lib.InternalError);
    t.deepEqual([error.executed, error.attempts, requests.length], ['no', 0, 0]);
  },

  async 'a clock that breaks after the request was sent leaves it open'(t, lib) {
    let reads = 0;
    const clock = { now: () => (++reads > 2 ? Number.NaN : 0), sleep: async () => {} };
    const { pay } = stage(lib, [success('Authorize')], { clock });
    const error = await t.rejects(call(pay, 'Authorize'));
    t.deepEqual([error.name, error.option, error.executed], ['ConfigurationError', 'clock', 'unknown']);
  },
};
