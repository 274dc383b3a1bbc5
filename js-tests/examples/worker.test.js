// @ts-check
// The shop in a real workerd, bundled and set up as its wrangler.json says, walked as its buyers and its owner
// walk it.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { prepare, start } from '../stores/workerd.js';
import { buyer, buys } from './browser.js';
import { example, until } from './stage.js';

const ADMIN = { authorization: `Basic ${Buffer.from('owner:sandbox').toString('base64')}` };

/** @type {(() => unknown)[]} */
const ends = [];
/** @type {Awaited<ReturnType<typeof start>>} */ let workerd;
/** @type {import('./stage.js').Amazon} */ let amazon;
/** @type {string} */ let shop;
/** @type {{ shop: string, sandbox: string }} */ let places;
/** @type {() => Promise<void>} */ let begin;

before(async () => {
  const staged = await example({ after: (end) => void ends.push(end) }, 'worker');
  amazon = await staged.sandbox('--no-throttling');
  const { main, compatibility_date: date, durable_objects, assets: { directory } } = JSON.parse(readFileSync(join(staged.folder, 'wrangler.json'), 'utf8'));
  const bindings = Object.fromEntries(durable_objects.bindings.map((/** @type {any} */ { name, class_name }) => [name, class_name]));
  // What `npm run dev` tells the Worker.
  const texts = Object.fromEntries([...staged.scripts.dev.matchAll(/--var (\w+):(\S+)/g)].map(([, name, text]) => [name, text]));
  texts.AMAZON_PAY_ENDPOINT = staged.places.sandbox;
  places = staged.places;
  shop = places.shop;
  /** @param {string} name */
  const file = (name) => readFileSync(join(staged.folder, directory, name), 'utf8');
  /** @type {Record<string, [type: string, text: string]>} */
  const assets = { '/': ['text/html', file('index.html')], '/shop.js': ['text/javascript', file('shop.js')] };
  const folder = join(staged.folder, 'workerd');
  mkdirSync(folder);
  await prepare(folder, join(staged.folder, main), bindings, { date, texts, assets, port: Number(new URL(shop).port) });
  begin = async () => void (workerd = await start(folder));
  await begin();
});
after(async () => {
  await workerd?.stop();
  for (const end of ends.reverse()) await end();
});

/** @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] */
const post = (path, body = {}, headers = {}) => fetch(shop + path, { method: 'POST', body: JSON.stringify(body), headers });
const order = async () => `/orders/${(await (await post('/orders')).json()).number}`;
/** @param {string} path @returns {Promise<any>} */
const look = async (path) => (await fetch(shop + path)).json();
/** @param {string} path @param {unknown} reference @param {number} attempt @returns {Promise<any>} */
const pay = async (path, reference, attempt = 1) => (await post(`${path}/pay`, { reference, attempt })).json();

test('a double click takes the money once, and a refund gives it back', async () => {
  const mine = await order();
  assert.equal((await look(mine)).state, 'unpaid');
  const reference = await amazon.orderReference({ address: false });
  const clicks = await Promise.all([pay(mine, reference), pay(mine, reference)]);
  assert.deepEqual(clicks.map(({ state }) => state), ['paid', 'paid']);
  assert.equal((await pay(mine, reference)).state, 'paid');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Closed']);
  assert.deepEqual(await amazon.made(reference, 'Capture'), ['Completed']);

  assert.equal((await post(`${mine}/refund`)).status, 401);
  assert.equal((await post(`${mine}/refund`, {}, { authorization: 'Basic bm86bm8=' })).status, 401);
  await Promise.all([post(`${mine}/refund`, {}, ADMIN), post(`${mine}/refund`, {}, ADMIN)]);
  assert.equal((await look(mine)).state, 'refunding');

  await amazon.fault({ kind: 'notification-duplicate', times: 1 });
  const begun = await amazon.asked('GetRefundDetails');
  await amazon.advance(60_000);
  await amazon.deliveredTwice('PaymentRefund');
  assert.equal((await look(mine)).state, 'refunded');
  assert.deepEqual(await amazon.made(reference, 'Refund'), ['Completed']);
  assert.equal((await amazon.asked('GetRefundDetails')) - begun, 1, 'the second delivery is no news');
});

test('a declined card: the buyer takes another one', async () => {
  const mine = await order();
  const reference = await amazon.orderReference({ card: '3434' });
  const declined = await pay(mine, reference);
  assert.deepEqual([declined.state, declined.attempt, declined.reference], ['unpaid', 2, reference]);
  assert.equal((await pay(mine, reference, 1)).state, 'unpaid', 'a late click of before tries nothing');
  await amazon.selectCard(reference, '1111');
  assert.equal((await pay(mine, reference, 2)).state, 'paid');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Closed', 'InvalidPaymentMethod']);
});

test('in a browser', async (t) => {
  const susie = await buyer(t, places);
  await buys(susie, 'Buy the book', /^paid$/);
});

test('only an order reference of its own is charged', async () => {
  const [mine, other] = [await order(), await order()];
  const theirs = await amazon.orderReference();
  assert.equal((await pay(other, theirs)).state, 'paid');
  for (const reference of [theirs, await amazon.billingAgreement({ consent: true }), 'S01-0000000-0000000', '', null]) {
    assert.equal((await pay(mine, reference)).state, 'unpaid', String(reference));
  }
  assert.deepEqual(await amazon.made(theirs, 'Authorization'), ['Closed']);
  assert.equal((await fetch(`${shop}/orders/0000`)).status, 404);
  assert.equal((await post('/orders', {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await fetch(`${shop}/ipn`, { method: 'POST', body: 'forged' })).status, 400);
});

test('an order that a crash left in the middle is finished by its alarm, once', async () => {
  const mine = await order();
  const reference = await amazon.orderReference();
  await amazon.interrupted('Authorize', () => pay(mine, reference), workerd.stop);
  await begin();
  assert.notEqual((await look(mine)).state, 'unpaid', 'it is remembered');
  await until(async () => (await look(mine)).state === 'paid');
  assert.deepEqual(await amazon.made(reference, 'Capture'), ['Completed']);
});
