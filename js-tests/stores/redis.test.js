// @ts-check
// The Redis store against a real Redis, through the clients that people use.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { AmazonPay, AmazonPayError } from 'amazon-pay-wasm';
import { redisStore } from 'amazon-pay-wasm/redis';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import * as buckets from './buckets.js';
import { ioredis, nodeRedis, startRedis } from './redis_server.js';
import { upstash } from './upstash_bridge.js';

const { START } = buckets;
const QUOTA = { capacity: 3, perSecond: 0.5 };

/** @type {Awaited<ReturnType<typeof startRedis>>} */ let server;
/** @type {Awaited<ReturnType<typeof ioredis>>} */ let first;
/** @type {Awaited<ReturnType<typeof nodeRedis>>} */ let second;
/** @type {Awaited<ReturnType<typeof upstash>>} */ let third;

before(async () => {
  server = await startRedis();
  first = await ioredis(server.socket);
  second = await nodeRedis(server.socket);
  third = await upstash(first.client);
});

after(async () => {
  for (const client of [first, second, third]) client?.close();
  await server?.stop();
});

test('every client shares one bucket', async () => {
  const stores = [
    redisStore(first.client, { clock: 'caller' }),
    redisStore(second.client, { clock: 'caller' }),
    redisStore(third.client, { clock: 'caller' }),
    redisStore((script, keys, values) => first.client.eval(script, keys.length, ...keys, ...values), { clock: 'caller' }),
    redisStore({ eval: first.client.eval.bind(first.client) }, { clock: 'caller', client: 'ioredis' }),
    redisStore({ eval: second.client.eval.bind(second.client) }, { clock: 'caller', client: 'redis' }),
    redisStore({ eval: third.client.eval.bind(third.client) }, { clock: 'caller', client: 'upstash' }),
  ];
  const waits = [];
  for (const store of stores) waits.push(await store.take('all', QUOTA, START));
  assert.deepEqual(waits, [0, 0, 2000, 4000, 6000, 8000, 10_000]);
});

test('it agrees with a plain token bucket', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  await buckets.agreesWithPlainBucket(redisStore(first.client, { clock: 'caller', spare: 0 }), seed);
});

test('calls at the same moment get a token each', async () => {
  const clients = [first.client, second.client, third.client];
  await buckets.tokensAreNobodyElses(clients.map((client) => redisStore(client, { clock: 'caller' })));
});

test('a wait that nobody would wait reserves nothing', () =>
  buckets.longWaitsReserveNothing(redisStore(second.client, { clock: 'caller' })));

test("the time is Redis's own", () => buckets.callersClocksDoNotMatter(redisStore(first.client)));

test('spare calls are left alone, but one call may always go', async () => {
  for (const [spare, expected] of /** @type {[number, number[]][]} */ ([
    [0, [0, 0, 0, 2000]],
    [1, [0, 0, 2000, 4000]],
    [2, [0, 2000, 4000, 6000]],
    [9, [0, 2000, 4000, 6000]],
  ])) {
    const store = redisStore(first.client, { clock: 'caller', spare });
    const waits = [];
    for (let count = 0; count < 4; count++) waits.push(await store.take(`spare ${spare}`, QUOTA, START));
    assert.deepEqual(waits, expected);
  }
});

test('a prefix is a world of its own, and every key expires when its bucket is full', async () => {
  await first.client.flushall();
  const store = redisStore(first.client);
  const slow = { capacity: 3, perSecond: 0.001 };
  assert.equal(await store.take('key', slow, 0), 0);
  assert.equal(await store.take('key', slow, 0), 0);
  assert.equal(await redisStore(first.client, { prefix: 'other:' }).take('key', slow, 0), 0);
  assert.deepEqual((await first.client.keys('*')).sort(), ['amazon-pay-wasm:key', 'other:key']);
  const left = await first.client.pttl('amazon-pay-wasm:key');
  assert.ok(left > 1_500_000 && left <= 2_000_000, `${left} ms`);
  await first.client.flushall();
  for (let count = 0; count < 5; count++) await store.take('quick', { capacity: 2, perSecond: 50 }, 0);
  while ((await first.client.dbsize()) > 0) await pause(20);
});

test("by the caller's time a key outlives a simulation that is slower than time itself", async () => {
  await redisStore(first.client, { clock: 'caller' }).take('kept', QUOTA, START);
  const left = await first.client.pttl('amazon-pay-wasm:kept');
  assert.ok(left > 3_500_000 && left <= 3_602_000, `${left} ms`);
});

test('a Redis that fails is told of, and lets the call through', async () => {
  const own = await startRedis();
  const { client, close } = await ioredis(own.socket);
  /** @type {unknown[]} */
  const errors = [];
  const sandbox = await Sandbox.create({ clock: 'manual' });
  const options = { onError: (/** @type {unknown} */ error) => errors.push(error) };
  /** @type {number[]} */
  const slept = [];
  const pay = new AmazonPay({
    ...sandbox.credentials,
    fetch: sandbox.fetch,
    clock: { now: () => sandbox.now, sleep: async (milliseconds) => void slept.push(milliseconds) },
    pacing: redisStore(client, options),
  });
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  await pay.getOrderReferenceDetails({ amazonOrderReferenceId });
  const [key] = await client.keys('*');
  for (const part of ['amazon-pay-wasm:', sandbox.credentials.merchantId, 'GetOrderReferenceDetails', 'sandbox']) {
    assert.ok(key.includes(part), key);
  }
  assert.deepEqual(errors, []);
  // Somebody else's key.
  await client.del(key);
  await client.hset(key, 'a', 'b');
  await pay.getOrderReferenceDetails({ amazonOrderReferenceId });
  assert.match(String(errors[0]), /WRONGTYPE/);
  await own.stop();
  await pay.getOrderReferenceDetails({ amazonOrderReferenceId });
  assert.equal(errors.length, 2);
  assert.deepEqual(slept, []);
  close();
  sandbox.close();
});

test('a reply that is no number is a failure', async () => {
  for (const reply of [null, undefined, 'OK', -1, Number.NaN, {}]) {
    await assert.rejects(redisStore(() => reply).take('key', QUOTA, START), TypeError);
  }
  assert.equal(await redisStore(() => '12').take('key', QUOTA, START), 12);
});

test('what is no client, and what is no option, is refused', () => {
  const run = () => 0;
  for (const [client, options, named] of /** @type {[any, any, string][]} */ ([
    [undefined, undefined, 'client'],
    ['redis://localhost', undefined, 'client'],
    [{}, undefined, 'client'],
    [{ eval: run }, undefined, 'client'],
    [{ eval: run }, { client: 'predis' }, 'client'],
    [run, { prefix: '' }, 'prefix'],
    [run, { prefix: 5 }, 'prefix'],
    [run, { spare: -1 }, 'spare'],
    [run, { spare: 0.5 }, 'spare'],
    [run, { clock: 'mine' }, 'clock'],
    [run, { onError: 'log' }, 'onError'],
    [run, { prefixx: 'a' }, 'prefixx'],
  ])) {
    assert.throws(
      () => redisStore(client, options),
      (error) => AmazonPayError.is(error) && error.name === 'ConfigurationError' && /** @type {any} */ (error).option === named,
      named,
    );
  }
  for (const options of [undefined, null, {}, { prefix: null, spare: undefined }]) redisStore(run, options);
});
