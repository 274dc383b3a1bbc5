// @ts-check
// Ten processes drive one seller for two hours of the sandbox's time: paced by a store in Redis they
// use the quota up and nobody is refused; without pacing the same load is refused and still completes.
//
// Processes, HTTP, Redis and the sandbox are real; time is not. All live by the sandbox's manual clock,
// which moves on when every process sleeps, to the moment when the first of them wakes.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { operations } from 'amazon-pay-wasm/operations';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';
import { startRedis } from './redis_server.js';

const FLEET = 10;
const TWO_HOURS = 7_200_000;
const START = Date.now();
const MERCHANT = fileURLToPath(new URL('merchant.js', import.meta.url));
const { capacity, perSecond } = /** @type {any} */ (operations.find(({ name }) => name === 'Authorize')).quota.sandbox;
/** What the service would take of one seller in that time. */
const QUOTA = capacity + (TWO_HOURS / 1000) * perSecond;

/** @type {Awaited<ReturnType<typeof startRedis>>} */ let redis;
/** What each process took while it was paced. @type {number[]} */ let paced = [];

before(async () => {
  redis = await startRedis();
});
after(() => redis?.stop());

test('paced by one store, ten processes use the quota and are never refused', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const { merchants, throttled, elapsed } = await played(t, { seed, redis: redis.socket });
  paced = merchants.map(({ taken }) => taken);
  const taken = sum(paced);
  t.diagnostic(`${taken} payments, ${((taken / QUOTA) * 100).toFixed(1)} % of the quota, ${throttled} throttled`);
  assert.deepEqual(merchants.flatMap(({ failures }) => failures), []);
  assert.ok(elapsed >= TWO_HOURS, `only ${elapsed} ms`);
  assert.equal(throttled, 0);
  assert.ok(taken >= 0.9 * QUOTA, `${taken} of ${QUOTA}`);
  // Nobody goes short.
  assert.ok(Math.min(...paced) >= 0.5 * (QUOTA / FLEET), `${paced}`);
});

test('without pacing the same load is refused, and still completes', async (t) => {
  assert.equal(paced.length, FLEET, 'the load is what was taken with pacing');
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const { merchants, throttled, elapsed } = await played(t, { seed, loads: paced });
  t.diagnostic(`${sum(paced)} payments in ${(elapsed / 3_600_000).toFixed(2)} h, ${throttled} throttled`);
  assert.deepEqual(merchants.map(({ taken }) => taken), paced);
  assert.ok(throttled > 0);
});

/**
 * Plays a fleet to its end.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ seed: number, redis?: string, loads?: number[] }} parameters with loads each process takes
 *   so many payments; without, all that it can in two hours
 */
async function played(t, { seed, redis: socket, loads }) {
  // It holds a request's timestamp against the host's clock, which does not move as time is played.
  const settings = { clockTolerance: 86_400_000 };
  const sandbox = await Sandbox.create({ clock: 'manual', now: START, seed, settings });
  let throttled = 0;
  const server = await serve(sandbox, {
    onExchange: ({ status, answer }) => {
      if (status === 503 && answer.includes('RequestThrottled')) throttled += 1;
    },
  });
  t.after(() => server.close());
  const merchants = Array.from({ length: FLEET }, (_, number) => {
    const told = {
      ...{ number, start: START, end: START + TWO_HOURS, load: loads?.[number], redis: socket },
      ...{ seed: seed + number, credentials: server.credentials },
    };
    return new Merchant(t, JSON.stringify(told));
  });
  for (;;) {
    await Promise.all(merchants.map((merchant) => merchant.quiet));
    const next = Math.min(...merchants.map(({ until }) => until));
    if (next === Infinity) break;
    await sandbox.advance(Math.max(0, next - sandbox.now));
    for (const merchant of merchants) if (merchant.until <= next) merchant.wake(next);
  }
  const elapsed = sandbox.now - START;
  await server.close();
  sandbox.close();
  return { merchants, throttled, elapsed };
}

/** A process of the fleet, as the test sees it. */
class Merchant {
  /** When it wakes; never once it is done. */
  until = Infinity;
  taken = 0;
  /** @type {string[]} */ failures = [];
  /** Resolves when it sleeps or is done. @type {Promise<void>} */ quiet;
  #process;

  /**
   * @param {import('node:test').TestContext} t
   * @param {string} told
   */
  constructor(t, told) {
    this.#process = fork(MERCHANT, [told]);
    t.after(() => void this.#process.kill());
    this.quiet = this.#heard();
  }

  /** @param {number} now */
  wake(now) {
    this.until = Infinity;
    this.quiet = this.#heard();
    this.#process.send(now);
  }

  async #heard() {
    const ended = new AbortController();
    const [message] = await Promise.race([
      once(this.#process, 'message', { signal: ended.signal }),
      once(this.#process, 'exit', { signal: ended.signal }).then(([code]) => assert.fail(`a process ended with ${code}`)),
    ]).finally(() => ended.abort());
    if ('until' in message) this.until = message.until;
    else ({ taken: this.taken, failures: this.failures } = message);
  }
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
