// @ts-check
// The shop on Node, walked as its buyers and its owner walk it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, after, test } from 'node:test';

import { buyer, buys } from './browser.js';
import { example, until } from './stage.js';

const ADMIN = { authorization: `Basic ${Buffer.from('owner:sandbox').toString('base64')}` };

/** @param {string} url @param {RequestInit} [init] */
const ask = (url, init) => fetch(url, { redirect: 'manual', ...init });
/** @param {string} url @param {unknown} [body] @param {Record<string, string>} [headers] */
const post = (url, body, headers) => ask(url, { method: 'POST', headers: { ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) });

/** A shop with its sandbox. @param {{ after(done: () => void): void }} t @param {string[]} flags */
async function open(t, ...flags) {
  const staged = await example(t, 'node');
  const amazon = await staged.sandbox(...flags);
  const process = await staged.shop();
  const { shop } = staged.places;
  return {
    ...{ staged, amazon, process, shop },
    /** A buyer puts tea into the basket. */
    async order() {
      const bought = await post(`${shop}/orders`);
      assert.equal(bought.status, 303);
      return `${shop}${bought.headers.get('location')}`;
    },
    /** What the buyer's page says. @param {string} order */
    async page(order) {
      const text = await (await ask(order)).text();
      return {
        text,
        state: /id="state">([^<]*)</.exec(text)?.[1],
        attempt: Number(/data-attempt="(\d+)"/.exec(text)?.[1]),
        reference: /data-reference="([^"]*)"/.exec(text)?.[1],
      };
    },
    /** The buyer's click. @param {string} order @param {string} reference @param {number} attempt */
    async pay(order, reference, attempt = 1) {
      const response = await post(`${order}/pay`, { reference, attempt });
      assert.equal(response.status, 200);
      return (await response.json()).state;
    },
    /** The owner's. @param {string} order @param {string} action */
    admin: (order, action) => post(order.replace('/orders', '/admin/orders') + `/${action}`, undefined, ADMIN),
  };
}

/** @type {(() => void)[]} */
const ends = [];
/** @type {Awaited<ReturnType<typeof open>>} */
let tea;
before(async () => {
  tea = await open({ after: (end) => void ends.push(end) }, '--no-throttling');
});
after(() => ends.reverse().forEach((end) => end()));

test('a double click reserves the money once; it is taken once, and given back', async () => {
  const { amazon, order, page, pay, admin } = tea;
  const mine = await order();
  assert.equal((await page(mine)).state, 'not paid yet');
  const reference = await amazon.orderReference();
  assert.deepEqual(await Promise.all([pay(mine, reference), pay(mine, reference)]), ['reserved', 'reserved']);
  assert.equal(await pay(mine, reference), 'reserved', 'and once more');
  assert.equal(await pay(mine, reference, 2), 'reserved');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Open']);
  assert.deepEqual(await amazon.made(reference, 'Capture'), [], 'nothing is taken before it is shipped');

  await Promise.all([admin(mine, 'ship'), admin(mine, 'ship')]);
  await admin(mine, 'ship');
  assert.equal((await page(mine)).state, 'shipped');
  assert.deepEqual(await amazon.made(reference, 'Capture'), ['Completed']);

  await Promise.all([admin(mine, 'refund'), admin(mine, 'refund')]);
  assert.equal((await page(mine)).state, 'your money is on its way back');
  await amazon.fault({ kind: 'notification-duplicate', times: 1 });
  const before = await amazon.asked('GetRefundDetails');
  await amazon.advance(60_000);
  await amazon.deliveredTwice('PaymentRefund');
  assert.equal((await page(mine)).state, 'refunded');
  assert.deepEqual(await amazon.made(reference, 'Refund'), ['Completed']);
  assert.equal((await amazon.asked('GetRefundDetails')) - before, 1, 'the second delivery is no news');
});

test('a declined card: the buyer takes another one', async () => {
  const { amazon, order, page, pay } = tea;
  const mine = await order();
  const reference = await amazon.orderReference({ card: '3434' });
  assert.equal(await pay(mine, reference), 'unpaid');
  const after = await page(mine);
  assert.match(after.text, /choose another one/);
  assert.deepEqual([after.reference, after.attempt], [reference, 2]);
  assert.equal(await pay(mine, reference, 1), 'unpaid', 'a late click of before tries nothing');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['InvalidPaymentMethod']);

  await amazon.selectCard(reference, '1111');
  assert.equal(await pay(mine, reference, 2), 'reserved');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['InvalidPaymentMethod', 'Open']);
});

test('in a browser', async (t) => {
  const susie = await buyer(t, tea.staged.places);
  await buys(susie, 'Buy tea', /paid; we ship soon/);
});

test('a rejected buyer begins anew', async () => {
  const { amazon, order, page, pay } = tea;
  const mine = await order();
  assert.equal(await pay(mine, await amazon.orderReference({ card: '2323' })), 'unpaid');
  const { text, reference, attempt } = await page(mine);
  assert.match(text, /in another way/);
  assert.equal(reference, '', 'Amazon has closed the order reference');
  assert.equal(await pay(mine, await amazon.orderReference(), attempt), 'reserved');
});

test('only an order reference of its own is charged', async () => {
  const { amazon, order, pay, shop } = tea;
  const [mine, other] = [await order(), await order()];
  const theirs = await amazon.orderReference();
  assert.equal(await pay(other, theirs), 'reserved');
  const agreement = await amazon.billingAgreement({ consent: true });
  for (const reference of [theirs, agreement, 7, null, '']) {
    assert.equal((await post(`${mine}/pay`, { reference, attempt: 1 })).status, 400, String(reference));
  }
  assert.equal((await post(`${shop}/orders/0000000000000000/pay`, { reference: theirs, attempt: 1 })).status, 400);
  assert.deepEqual(await amazon.made(theirs, 'Authorization'), ['Open']);
});

test('what Amazon refuses is said, and can be mended', async () => {
  const { amazon, order, page, pay } = tea;
  const mine = await order();
  const reference = await amazon.orderReference({ card: null });
  assert.equal(await pay(mine, reference), 'unpaid');
  const { text, attempt } = await page(mine);
  assert.match(text, /check your address and card/);
  await amazon.selectCard(reference, '1111');
  assert.equal(await pay(mine, reference, attempt), 'reserved');
});

test('nobody else drives it', async () => {
  const { shop, order } = tea;
  const mine = await order();
  assert.equal((await ask(`${shop}/admin`)).status, 401);
  assert.equal((await post(`${mine.replace('/orders', '/admin/orders')}/ship`, undefined, { authorization: 'Basic bm86bm8=' })).status, 401);
  assert.equal((await post(`${shop}/orders`, undefined, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await ask(`${shop}/admin`, { headers: ADMIN })).status, 200);
  assert.equal((await ask(`${shop}/ipn`, { method: 'POST', body: 'forged' })).status, 400);
  assert.equal((await ask(`${shop}/nowhere`)).status, 404);
});

test('an order that a crash left in the middle is finished, once', async () => {
  const { amazon, order, page, pay, staged } = tea;
  const mine = await order();
  const reference = await amazon.orderReference();
  await amazon.interrupted('Authorize', () => pay(mine, reference), tea.process.kill);
  const kept = JSON.parse(readFileSync(join(staged.folder, 'orders.json'), 'utf8'));
  assert.equal(kept.orders.at(-1).state, 'paying');
  tea.process = await staged.shop();
  await until(async () => (await page(mine)).state === 'paid; we ship soon', () => tea.process.told());
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Open']);
});

test('in Europe the bank may want to see the buyer', async (t) => {
  const { amazon, order, page, pay, staged } = await open(t, '--no-throttling', '--region', 'de');
  const mine = await order();
  const reference = await amazon.orderReference();
  assert.equal(await pay(mine, reference), 'challenged');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), []);
  const failed = await amazon.authenticate(reference, 'Failure');
  assert.equal((await ask(failed)).status, 303);
  const { state, text } = await page(mine);
  assert.equal(state, 'not paid yet');
  assert.match(text, /did not confirm/);

  await amazon.selectCard(reference, '1111');
  assert.equal(await pay(mine, reference), 'challenged');
  assert.equal((await ask(await amazon.authenticate(reference, 'Success'))).status, 303);
  assert.equal((await page(mine)).state, 'paid; we ship soon');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Open']);

  const susie = await buyer(t, staged.places);
  await susie.want('Buy tea');
  await susie.signIn();
  await susie.pay();
  await susie.page.getByRole('button', { name: 'Success' }).click();
  await susie.sees(/paid; we ship soon/);
  susie.fine();
});
