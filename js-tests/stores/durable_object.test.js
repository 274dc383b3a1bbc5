// @ts-check
// The Durable Objects in a real workerd, with their storage on a real disk. It is killed, never asked to
// end, where objects must outlive it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { AmazonPayError } from 'amazon-pay-wasm';
import { durableObjectStore, handledNotifications } from 'amazon-pay-wasm/durable-object';
import * as buckets from './buckets.js';
import { prepare, start } from './workerd.js';

const { START } = buckets;
const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-workerd-'));
/** @type {Awaited<ReturnType<typeof start>>} */ let workerd;

before(async () => {
  await prepare(folder, 'worker.js', { PACING: 'Pacing', NOTIFICATIONS: 'Notifications', BROKEN: 'Broken' });
  workerd = await start(folder);
});

after(async () => {
  await workerd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function killAndStart() {
  await workerd.stop();
  workerd = await start(folder);
}

/** The Worker's store. @param {object} [options] @returns {buckets.Store} */
const store = (options) => ({
  take: (key, quota, now, longest) => workerd.ask('take', { options, key, quota, now, longest }),
});

test('it agrees with a plain token bucket', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  await buckets.agreesWithPlainBucket(store({ clock: 'caller', spare: 0 }), seed);
});

test('calls at the same moment get a token each', () => buckets.tokensAreNobodyElses([store({ clock: 'caller' })]));

test('a wait that nobody would wait reserves nothing', () => buckets.longWaitsReserveNothing(store({ clock: 'caller' })));

test("the time is the object's own", () => buckets.callersClocksDoNotMatter(store()));

test('a bucket outlives its object', async () => {
  const quota = { capacity: 2, perSecond: 0.5 };
  for (const expected of [0, 2000, 4000]) {
    assert.equal(await store({ clock: 'caller' }).take('lasting', quota, START), expected);
    await killAndStart();
  }
  const { keys, alarm } = await workerd.ask('look', { binding: 'PACING', name: 'lasting' });
  assert.deepEqual(keys, ['bucket']);
  assert.ok(alarm > Date.now() && alarm <= Date.now() + 3_600_000, String(alarm));
});

test('an object whose bucket is full again keeps nothing', async () => {
  const look = () => workerd.ask('look', { binding: 'PACING', name: 'quick' });
  const quota = { capacity: 2, perSecond: 5 };
  const begun = Date.now();
  // More calls than the alarm that the first one sets knows of.
  for (let count = 0; count < 5; count++) await store().take('quick', quota, 0);
  for (let found = await look(); found.keys.length > 0 || found.alarm !== null; found = await look()) await pause(50);
  assert.ok(Date.now() >= begun + 1000, 'it was kept until all calls had come back');
  assert.equal(await store().take('quick', quota, 0), 0);
});

test('a notification is seen once it was handled, and forgotten in the end', async () => {
  assert.equal(await workerd.ask('seen', { id: 'one' }), false);
  assert.equal(await workerd.ask('seen', { id: 'one' }), false);
  await workerd.ask('handled', { id: 'one' });
  assert.equal(await workerd.ask('seen', { id: 'one' }), true);
  await workerd.ask('handled', { id: 'one' });
  await killAndStart();
  assert.equal(await workerd.ask('seen', { id: 'one' }), true);
  assert.equal(await workerd.ask('seen', { id: 'two' }), false);
  const { alarm } = await workerd.ask('look', { binding: 'NOTIFICATIONS', name: 'one' });
  const days = (alarm - Date.now()) / 86_400_000;
  assert.ok(days > 14.9 && days <= 15, `${days} days`);
  await workerd.ask('handled', { id: 'short', keep: 300 });
  while (await workerd.ask('seen', { id: 'short' })) await pause(50);
  assert.deepEqual(await workerd.ask('look', { binding: 'NOTIFICATIONS', name: 'short' }), { keys: [], alarm: null });
});

test('an object that fails is told of, and lets the call through', async () => {
  const credentials = { region: 'us', sandbox: true, merchantId: 'A1', accessKey: 'AKIA', secretKey: 'secret' };
  const params = { amazonOrderReferenceId: 'S01-0000000-0000000' };
  const { error, errors } = await workerd.ask('call', { credentials, params });
  assert.equal(error, 'ResponseError');
  assert.match(errors.join(), /out of order/);
});

test('what is no namespace, and what is no option, is refused', () => {
  const namespace = { idFromName: String, get: () => ({ fetch: async () => new Response('nothing', { status: 404 }) }) };
  for (const [make, named] of /** @type {[() => unknown, string][]} */ ([
    [() => durableObjectStore(/** @type {any} */ (undefined)), 'namespace'],
    [() => durableObjectStore(/** @type {any} */ ({ get() {} })), 'namespace'],
    [() => handledNotifications(/** @type {any} */ ({})), 'namespace'],
    [() => durableObjectStore(namespace, { spare: -1 }), 'spare'],
    [() => durableObjectStore(namespace, /** @type {any} */ ({ prefix: 'a' })), 'prefix'],
    [() => handledNotifications(namespace, { keep: 0 }), 'keep'],
  ])) {
    assert.throws(make, (error) => AmazonPayError.is(error) && /** @type {any} */ (error).option === named, named);
  }
});

test('an answer that is none is a failure', async () => {
  const namespace = { idFromName: String, get: () => ({ fetch: async () => new Response('', { status: 404 }) }) };
  await assert.rejects(durableObjectStore(namespace).take('key', { capacity: 2, perSecond: 1 }, START), /404/);
  await assert.rejects(handledNotifications(namespace).seen('id'), /404/);
});
