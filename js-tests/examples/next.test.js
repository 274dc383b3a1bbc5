// @ts-check
// The shop on Next.js, built and started as for production.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, runIn } from '../packaging/project.js';
import { buyer, buys } from './browser.js';
import { example, until } from './stage.js';

const MODULES = join(root, 'js-tests/examples');
const NEXT = join(MODULES, 'node_modules/next/dist/bin/next');
process.env.NEXT_TELEMETRY_DISABLED = '1';

test('it depends on what is tested', () => {
  const [own, tested] = ['examples/next', 'js-tests/examples'].map((path) => JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).dependencies);
  const { 'amazon-pay-wasm': _, ...others } = own;
  assert.deepEqual(others, tested);
});

test('somebody pays, once, also by another card, also after a crash', async (t) => {
  const staged = await example(t, 'next', { next: [process.execPath, NEXT] }, MODULES);
  runIn(staged.folder, process.execPath, [NEXT, ...staged.scripts.build.split(' ').slice(1)]);
  const amazon = await staged.sandbox('--no-throttling');
  const open = () => staged.shop({}, 'start', /Ready in/);
  let server = await open();
  const { shop } = staged.places;
  const begin = async () => {
    const made = await fetch(`${shop}/orders`, { method: 'POST', redirect: 'manual' });
    assert.equal(made.status, 303);
    return shop + made.headers.get('location');
  };
  /** @param {string} mine @param {unknown} reference @param {number} attempt */
  const click = (mine, reference, attempt = 1) => fetch(`${mine}/pay`, { method: 'POST', body: JSON.stringify({ reference, attempt }) });
  /** @param {string} mine @param {string} reference @param {number} [attempt] */
  const pay = async (mine, reference, attempt) => (await (await click(mine, reference, attempt)).json()).state;
  /** @param {string} mine */
  const state = async (mine) => /id="state">([^<]*)</.exec(await (await fetch(mine)).text())?.[1];

  const mine = await begin();
  assert.equal(await state(mine), 'unpaid');
  const reference = await amazon.orderReference({ card: '3434', address: false });
  assert.deepEqual(await Promise.all([pay(mine, reference), pay(mine, reference)]), ['unpaid', 'unpaid']);
  assert.match(await (await fetch(mine)).text(), /choose another one/);
  assert.equal(await pay(mine, reference, 1), 'unpaid', 'a late click of before tries nothing');
  await amazon.selectCard(reference, '1111');
  assert.deepEqual(await Promise.all([pay(mine, reference, 2), pay(mine, reference, 2)]), ['paid', 'paid']);
  assert.equal(await state(mine), 'paid');
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Closed', 'InvalidPaymentMethod']);
  assert.deepEqual(await amazon.made(reference, 'Capture'), ['Completed']);

  await buys(await buyer(t, staged.places), 'Buy a ticket', /paid/);

  const other = await begin();
  for (const wrong of [reference, await amazon.billingAgreement({ consent: true }), 7]) {
    assert.equal((await click(other, wrong)).status, 400, String(wrong));
  }
  assert.equal((await click(`${shop}/orders/0000`, reference)).status, 404);
  assert.equal((await fetch(`${shop}/orders`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);

  const late = await amazon.orderReference();
  await amazon.interrupted('Authorize', () => click(other, late), server.kill);
  server = await open();
  await until(async () => (await state(other)) === 'paid', server.told);
  assert.deepEqual(await amazon.made(late, 'Capture'), ['Completed']);

  await amazon.fault({ kind: 'notification-duplicate' });
  assert.equal(await pay(await begin(), await amazon.orderReference({ card: '2323' })), 'unpaid');
  await amazon.deliveredTwice('PaymentAuthorize');
  assert.equal((await fetch(`${shop}/ipn`, { method: 'POST', body: 'forged' })).status, 400);
});
