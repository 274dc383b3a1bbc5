// When a call is tried again and when it is not; what it says about money that may have moved.

import { accepted, broken, byEffect, call, fault, page, stage, success, throttled, xml } from './stage.js';

/** Failures, how each is made, and whether each effect's operation is tried again after it. */
const AGAIN = { read: true, keyed: true, settles: true, unkeyed: true };
const NOT_UNKEYED = { ...AGAIN, unkeyed: false };
const NEVER = { read: false, keyed: false, settles: false, unkeyed: false };
const CASES = {
  'throttling': [throttled(), AGAIN, 'no'],
  'a fault that says try again': [fault('InputStreamDisconnected', 400), AGAIN, 'no'],
  'a server’s fault': [fault('InternalServerError', 500), NOT_UNKEYED, 'unknown'],
  'a service that is away': [fault('ServiceUnavailable', 503), NOT_UNKEYED, 'unknown'],
  'a broken connection': [broken(), NOT_UNKEYED, 'unknown'],
  'a gateway’s page': [page(502), NOT_UNKEYED, 'unknown'],
  'a cut answer': [page(200, '<AuthorizeResponse><AuthorizeResult>'), NOT_UNKEYED, 'unknown'],
  'a refusal': [fault('InvalidParameterValue', 400), NEVER, 'no'],
  'a gateway’s refusal': [page(404), NEVER, 'unknown'],
  'the first status that refuses': [page(400), NEVER, 'unknown'],
  'the last status that refuses': [page(499), NEVER, 'unknown'],
  'the first status that fails': [page(500), NOT_UNKEYED, 'unknown'],
  'a gateway that waited too long': [page(408), NOT_UNKEYED, 'unknown'],
  'a gateway’s own limit': [page(429), NOT_UNKEYED, 'unknown'],
  'an answer that is not UTF-8': [page(200, new Uint8Array([0x3c, 0xff])), NOT_UNKEYED, 'unknown'],
  'a redirect': [() => new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } }), NEVER, 'unknown'],
};

export const retry = {
  ...Object.fromEntries(
    Object.entries(CASES).map(([name, [failure, again, executed]]) => [
      `after ${name}`,
      async (t, lib) => {
        for (const [effect, repeated] of Object.entries(again)) {
          const operation = byEffect[effect];
          const { pay, requests } = stage(lib, [failure, success(operation)]);
          if (repeated) {
            t.equal((await call(pay, operation)).$metadata.attempts, 2, effect);
          } else {
            const error = await t.rejects(call(pay, operation), effect);
            t.equal(error.attempts, 1, effect);
            t.equal(error.executed, executed, effect);
          }
          t.equal(requests.length, repeated ? 2 : 1, effect);
        }
      },
    ]),
  ),

  async 'each attempt is signed anew, and says the same'(t, lib) {
    const { pay, requests } = stage(lib, [throttled(), fault('InternalServerError', 500), success('Authorize')]);
    await call(pay, 'Authorize');
    const [first, second, third] = requests.map(({ parameters }) => parameters);
    t.equal(new Set([first, second, third].map(({ Timestamp }) => Timestamp)).size, 3);
    t.equal(new Set([first, second, third].map(({ Signature }) => Signature)).size, 3);
    const rest = ({ Timestamp, Signature, ...parameters }) => parameters;
    t.deepEqual(rest(second), rest(first));
    t.deepEqual(rest(third), rest(first));
  },

  async 'a repeat says what the first attempt said, whatever becomes of the parameters'(t, lib) {
    const params = structuredClone({ ...accepted.Authorize, providerCreditList: [{ providerId: 'A1', creditAmount: { amount: '1' } }] });
    const meddle = () => {
      params.authorizationReferenceId = 'reference-2';
      params.authorizationAmount.amount = '9999';
      params.providerCreditList[0].creditAmount.amount = '2';
      params.providerCreditList.push({ providerId: 'A2', creditAmount: { amount: '1' } });
      throw new TypeError('fetch failed');
    };
    const { pay, requests } = stage(lib, [meddle, success('Authorize')]);
    await pay.authorize(params);
    const [first, second] = requests.map(({ parameters: { Timestamp, Signature, ...rest } }) => rest);
    t.equal(first.AuthorizationReferenceId, 'reference-1');
    t.deepEqual(second, first);
  },

  async 'parameters that change when they are read are not repeated'(t, lib) {
    let reads = 0;
    const params = { ...accepted.Authorize, get authorizationReferenceId() { return `reference-${++reads}`; } };
    const { pay, requests } = stage(lib, [broken(), success('Authorize')]);
    const error = await t.rejects(pay.authorize(params));
    t.ok(error instanceof lib.ConnectionError, String(error));
    t.equal(error.executed, 'unknown');
    t.equal(requests.length, 1);
  },

  async 'what one attempt left open no later answer settles'(t, lib) {
    const { pay } = stage(lib, [broken(), fault('InvalidParameterValue', 400)]);
    const error = await t.rejects(call(pay, 'Authorize'));
    t.deepEqual([error.code, error.executed, error.attempts], ['InvalidParameterValue', 'unknown', 2]);
    const certain = stage(lib, [throttled(), fault('InvalidParameterValue', 400)]);
    t.equal((await t.rejects(call(certain.pay, 'Authorize'))).executed, 'no');
    const late = stage(lib, [throttled(), broken()], { retry: { attempts: 2 } });
    t.equal((await t.rejects(call(late.pay, 'Authorize'))).executed, 'unknown');
  },

  async 'waits double, and are drawn'(t, lib) {
    const failures = Array.from({ length: 8 }, broken);
    const long = stage(lib, failures, { retry: { attempts: 8 }, deadline: 10 ** 6 });
    await t.rejects(call(long.pay, 'Authorize'));
    t.deepEqual(long.clock.slept, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    const short = stage(lib, failures, { random: () => 0 });
    await t.rejects(call(short.pay, 'Authorize'));
    t.deepEqual(short.clock.slept, [0, 0, 0]);
    for (const odd of [() => Number.NaN, () => 7, () => -7, () => 'x']) {
      const { pay, clock } = stage(lib, failures, { random: odd });
      await t.rejects(call(pay, 'Authorize'));
      t.ok(clock.slept.every((wait) => wait >= 0 && wait <= 15_000), clock.slept.join());
    }
  },

  async 'throttling waits at least until the quota restores'(t, lib) {
    const script = [throttled(), throttled(), success('Authorize')];
    const sandbox = stage(lib, script, { random: () => 0 });
    await call(sandbox.pay, 'Authorize');
    t.deepEqual(sandbox.clock.slept, [2000, 2000]);
    const live = stage(lib, script, { random: () => 0, sandbox: false });
    await call(live.pay, 'Authorize');
    t.deepEqual(live.clock.slept, [1000, 1000]);
  },

  async 'the service is given the time that it asks for'(t, lib) {
    const { pay, clock } = stage(lib, [throttled({ 'retry-after': '7' }), fault('ServiceUnavailable', 503, { 'retry-after': '3' }), success('Authorize')], { random: () => 0 });
    await call(pay, 'Authorize');
    t.deepEqual(clock.slept, [7000, 3000]);
    const dated = stage(lib, [throttled({ 'retry-after': 'Fri, 02 Jan 2026 03:04:17 GMT' }), success('Authorize')], { random: () => 0 });
    await call(dated.pay, 'Authorize');
    t.deepEqual(dated.clock.slept, [12_000]);
    for (const nonsense of ['soon', '-5', '', '1e9', 'Fri, 02 Jan 1999 03:04:17 GMT']) {
      const { pay: other, clock: its } = stage(lib, [throttled({ 'retry-after': nonsense }), success('Authorize')], { random: () => 0 });
      await call(other, 'Authorize');
      t.deepEqual(its.slept, [2000], nonsense);
    }
  },

  async 'no attempt is made beyond the deadline'(t, lib) {
    const { pay, clock, requests } = stage(lib, [throttled({ 'retry-after': '91' }), success('Authorize')]);
    const error = await t.rejects(call(pay, 'Authorize'));
    t.ok(error instanceof lib.ThrottledError);
    t.deepEqual([error.retryAfter, error.attempts, error.executed, error.retryable], [91_000, 1, 'no', true]);
    t.equal(requests.length, 1);
    t.deepEqual(clock.slept, []);
    for (const [seconds, expected] of [['90', 1], ['89', 2]]) {
      const edge = stage(lib, [throttled({ 'retry-after': seconds }), throttled()], { random: () => 0, retry: { attempts: 2 } });
      t.equal((await t.rejects(call(edge.pay, 'Authorize'))).attempts, expected, seconds);
    }
  },

  async 'attempts are counted as the options say'(t, lib) {
    const failures = Array.from({ length: 10 }, throttled);
    for (const [options, callOptions, expected] of [
      [{}, undefined, 4],
      [{ retry: { attempts: 2 } }, undefined, 2],
      [{ retry: {} }, undefined, 4],
      [{ retry: false }, undefined, 1],
      [{ retry: false }, { retry: { attempts: 3 } }, 3],
      [{}, { retry: false }, 1],
    ]) {
      const { pay, requests } = stage(lib, failures, options);
      const error = await t.rejects(call(pay, 'Authorize', callOptions));
      t.deepEqual([error.name, error.attempts, requests.length], ['ThrottledError', expected, expected]);
    }
  },

  async '`retryable` says whether the caller may call again'(t, lib) {
    for (const [failure, keyed, unkeyed] of [
      [broken(), true, false],
      [throttled(), true, true],
      [fault('InternalServerError', 500), true, false],
      [fault('AccessDenied', 401), false, false],
      [page(502), true, false],
    ]) {
      for (const [operation, expected] of [['Authorize', keyed], ['CreateOrderReferenceForId', unkeyed]]) {
        const { pay } = stage(lib, [failure], { retry: false });
        t.equal((await t.rejects(call(pay, operation))).retryable, expected, operation);
      }
    }
  },

  async 'a broken random source stops the call, not the truth'(t, lib) {
    const random = () => { throw new Error('no randomness'); };
    const { pay } = stage(lib, [throttled()], { random });
    t.equal((await t.rejects(call(pay, 'Authorize'))).code, 'RequestThrottled');
  },

  async 'a broken sleep does not end the call'(t, lib) {
    for (const sleep of [() => { throw new Error('no sleep'); }, async () => { throw new Error('no sleep'); }, () => undefined]) {
      const { pay } = stage(lib, [throttled(), () => new Response(xml('Authorize'))], { clock: { now: () => 0, sleep } });
      t.equal((await call(pay, 'Authorize')).$metadata.attempts, 2);
    }
  },
};
