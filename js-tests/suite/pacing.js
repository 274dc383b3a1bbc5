// Waiting for quota on our side: the bucket in memory and the store that a fleet shares.

import { accepted, call, fault, manualClock, stage, success, throttled } from './stage.js';

/** Replaces the host's timer while something runs. */
async function withTimers(setTimeout, run) {
  const own = globalThis.setTimeout;
  globalThis.setTimeout = setTimeout;
  try {
    return await run();
  } finally {
    globalThis.setTimeout = own;
  }
}

const many = (count, operation = 'Authorize') => Array.from({ length: count }, () => success(operation));

export const pacing = {
  async 'calls beyond the quota wait until it restores'(t, lib) {
    // Two at once, then one each two seconds.
    const { pay, clock, events } = stage(lib, many(4), { pacing: true });
    for (let count = 0; count < 4; count++) await call(pay, 'Authorize');
    t.deepEqual(clock.slept, [2000, 2000]);
    t.deepEqual(events.map(({ paced }) => paced), [0, 0, 2000, 2000]);
  },

  async 'a request is signed after it waited'(t, lib) {
    const { pay, requests } = stage(lib, many(3), { pacing: true });
    for (let count = 0; count < 3; count++) await call(pay, 'Authorize');
    t.deepEqual(requests.map(({ parameters }) => parameters.Timestamp), ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z', '2026-01-02T03:04:07Z']);
  },

  async 'calls at the same time queue up'(t, lib) {
    const slept = [];
    const clock = { now: () => 0, sleep: async (milliseconds) => slept.push(milliseconds) };
    const { pay } = stage(lib, many(5), { pacing: true, clock });
    await Promise.all(Array.from({ length: 5 }, () => call(pay, 'Authorize')));
    t.deepEqual(slept, [2000, 4000, 6000]);
  },

  async 'quota comes back with time, and no more than there was'(t, lib) {
    const { pay, clock } = stage(lib, many(6), { pacing: true });
    await call(pay, 'Authorize');
    await call(pay, 'Authorize');
    clock.advance(1_000_000);
    for (let count = 0; count < 3; count++) await call(pay, 'Authorize');
    t.deepEqual(clock.slept, [2000]);
  },

  async 'each merchant, operation and environment has its own'(t, lib) {
    const { pay, clock } = stage(lib, [...many(4), ...many(2, 'GetOrderReferenceDetails')], { pacing: true });
    await call(pay, 'Authorize');
    await call(pay, 'Authorize');
    await call(pay, 'Authorize', { merchantId: 'A2OTHER' });
    await call(pay, 'Authorize', { merchantId: 'A2OTHER' });
    await call(pay, 'GetOrderReferenceDetails');
    await call(pay, 'GetOrderReferenceDetails');
    t.deepEqual(clock.slept, []);
  },

  async 'clients that share a world share its quota'(t, lib) {
    const clock = manualClock();
    const { pay: first, requests } = stage(lib, many(3), { pacing: true, clock });
    t.equal(requests.length, 0);
    await call(first, 'Authorize');
    await call(first, 'Authorize');
    // Another client by another fetch is another world.
    const { pay: other } = stage(lib, many(1), { pacing: true, clock });
    await call(other, 'Authorize');
    t.deepEqual(clock.slept, []);
    const fetch = async () => new Response('', { status: 404 });
    const options = { pacing: true, clock, fetch };
    for (let count = 0; count < 3; count++) await t.rejects(call(stage(lib, [], options).pay, 'Authorize'));
    t.deepEqual(clock.slept, [2000]);
  },

  async 'a wait beyond the deadline is refused at once, and costs no quota'(t, lib) {
    const { pay, clock, requests } = stage(lib, many(3), { pacing: true });
    await call(pay, 'Authorize');
    await call(pay, 'Authorize');
    for (let count = 0; count < 5; count++) {
      const error = await t.rejects(call(pay, 'Authorize', { deadline: 1000 }));
      t.ok(error instanceof lib.ThrottledError, String(error));
      t.deepEqual([error.executed, error.attempts, error.retryable, error.code], ['no', 0, true, 'RequestThrottled']);
      t.equal(error.retryAfter, 2000);
    }
    t.equal(requests.length, 2);
    t.deepEqual(clock.slept, []);
    await call(pay, 'Authorize');
    t.deepEqual(clock.slept, [2000]);
  },

  async 'a refusal for quota empties our bucket too'(t, lib) {
    const script = [throttled(), success('GetOrderReferenceDetails'), success('GetOrderReferenceDetails')];
    const { pay, clock } = stage(lib, script, { pacing: true, random: () => 0 });
    await call(pay, 'GetOrderReferenceDetails');
    t.deepEqual(clock.slept, [1000]);
    await call(pay, 'GetOrderReferenceDetails');
    t.deepEqual(clock.slept, [1000, 1000]);
  },

  async 'a great many merchants do not make it forget one'(t, lib) {
    const { pay, clock } = stage(lib, [...many(2), ...Array.from({ length: 10_001 }, () => fault('AccessDenied', 401)), ...many(2)], { pacing: true });
    await call(pay, 'Authorize');
    await call(pay, 'Authorize');
    for (let count = 0; count <= 10_000; count++) await t.rejects(call(pay, 'Authorize', { merchantId: `A${count}` }));
    t.deepEqual(clock.slept, []);
    await call(pay, 'Authorize');
    await call(pay, 'Authorize', { merchantId: 'A1' });
    t.deepEqual(clock.slept, [2000]);
  },

  async 'a clock that is set back costs nothing'(t, lib) {
    const { pay, clock } = stage(lib, many(5), { pacing: true });
    await call(pay, 'Authorize');
    clock.advance(-3_600_000);
    await call(pay, 'Authorize');
    await call(pay, 'Authorize');
    t.deepEqual(clock.slept, [2000]);
  },

  async 'a store is asked once per attempt, and told what it needs'(t, lib) {
    const asked = [];
    const store = { take: (...question) => asked.push(question) && 30 };
    const { pay, clock } = stage(lib, [throttled(), success('Authorize')], { pacing: store, random: () => 0 });
    await call(pay, 'Authorize');
    t.equal(asked.length, 2);
    const [key, quota, now, longest] = asked[0];
    for (const part of ['AKIAEXAMPLE', 'A1EXAMPLE', 'Authorize', 'sandbox']) t.ok(key.includes(part), key);
    t.deepEqual(quota, { capacity: 2, perSecond: 0.5 });
    t.equal(now, 1_767_323_045_000);
    t.equal(longest, 90_000);
    t.equal(asked[1][3], 90_000 - 30 - 2000);
    t.deepEqual(clock.slept, [30, 2000, 30]);
  },

  async 'a store may take its time'(t, lib) {
    const store = { take: async () => 40 };
    const { pay, clock } = stage(lib, many(1), { pacing: store });
    // Nobody waits longer than it takes: with no timer ever firing, the call still goes on.
    await withTimers(() => 0, () => call(pay, 'Authorize'));
    t.deepEqual(clock.slept, [40]);
  },

  async 'a store that fails lets the call through'(t, lib) {
    for (const take of [
      () => { throw new Error('no store'); },
      async () => { throw new Error('no store'); },
      () => undefined,
      () => 'soon',
      () => Number.NaN,
      () => -5,
      () => ({ then() { throw new Error('a strange promise'); } }),
    ]) {
      const { pay, clock } = stage(lib, many(1), { pacing: { take } });
      await call(pay, 'Authorize');
      t.deepEqual(clock.slept, []);
    }
  },

  async 'a store that never answers holds nobody up for ever'(t, lib) {
    const store = { take: () => new Promise(() => {}) };
    const { pay } = stage(lib, many(2), { pacing: store });
    const waits = [];
    // Each call waits for the store, and then for its attempt: that one keeps its time.
    const impatient = (run, wait, ...rest) => {
      waits.push(wait);
      return setTimer(run, waits.length % 2 === 1 ? 0 : wait, ...rest);
    };
    const setTimer = globalThis.setTimeout;
    await withTimers(impatient, () => call(pay, 'Authorize', { timeout: 60_000 }));
    await withTimers(impatient, () => call(pay, 'Authorize', { deadline: 50 }));
    t.deepEqual([waits[0], waits[2]], [2000, 50]);
    const controller = new AbortController();
    const { pay: other } = stage(lib, many(1), { pacing: store });
    const calling = call(other, 'Authorize', { signal: controller.signal });
    controller.abort();
    t.equal((await t.rejects(calling)).name, 'AbortError');
  },

  async 'a store that asks for too long a wait is believed'(t, lib) {
    for (const wait of [90_000, Infinity]) {
      const { pay, requests } = stage(lib, many(1), { pacing: { take: () => wait } });
      const error = await t.rejects(call(pay, 'Authorize'));
      t.deepEqual([error.name, error.executed, requests.length], ['ThrottledError', 'no', 0]);
    }
  },

  async 'what is never sent costs no quota'(t, lib) {
    const asked = [];
    const { pay } = stage(lib, [], { pacing: { take: (key) => asked.push(key) && 0 } });
    await t.rejects(pay.authorize({ ...accepted.Authorize, captureNow: 'yes' }));
    await t.rejects(call(pay, 'Authorize', { signal: AbortSignal.abort() }));
    t.equal(asked.length, 0);
  },

  async 'without pacing nobody waits'(t, lib) {
    const { pay, clock } = stage(lib, many(20), { pacing: false });
    for (let count = 0; count < 20; count++) await call(pay, 'Authorize');
    t.deepEqual(clock.slept, []);
  },
};
