// @ts-check
// The page for donations in a real Deno.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';

import { root } from '../packaging/project.js';
import { buyer, buys } from './browser.js';
import { example, until } from './stage.js';

const DENO = join(root, 'js-tests/runtimes/node_modules/deno', process.platform === 'win32' ? 'deno.exe' : 'deno');

test('somebody gives, once, also by another card, also after a crash', async (t) => {
  const staged = await example(t, 'deno', { deno: [DENO] });
  const amazon = await staged.sandbox('--no-throttling');
  let process = await staged.shop({ DENO_NO_UPDATE_CHECK: '1' });
  const { shop } = staged.places;
  const begin = async () => {
    const made = await fetch(`${shop}/donations`, { method: 'POST', redirect: 'manual' });
    return shop + made.headers.get('location');
  };
  /** @param {string} mine @param {unknown} reference @param {number} attempt */
  const give = (mine, reference, attempt = 1) => fetch(`${mine}/give`, { method: 'POST', body: JSON.stringify({ reference, attempt }) });
  /** @param {string} mine @param {string} reference @param {number} [attempt] */
  const state = async (mine, reference, attempt) => (await (await give(mine, reference, attempt)).json()).state;

  const mine = await begin();
  assert.match(await (await fetch(mine)).text(), /not given yet/);
  const reference = await amazon.orderReference({ card: '3434', address: false });
  assert.deepEqual(await Promise.all([state(mine, reference), state(mine, reference)]), ['begun', 'begun']);
  assert.match(await (await fetch(mine)).text(), /choose another one/);
  assert.equal(await state(mine, reference, 1), 'begun', 'a late click of before tries nothing');
  await amazon.selectCard(reference, '1111');
  assert.deepEqual(await Promise.all([state(mine, reference, 2), state(mine, reference, 2)]), ['given', 'given']);
  assert.match(await (await fetch(mine)).text(), /Thank you/);
  assert.deepEqual(await amazon.made(reference, 'Authorization'), ['Closed', 'InvalidPaymentMethod']);
  assert.deepEqual(await amazon.made(reference, 'Capture'), ['Completed']);

  await buys(await buyer(t, staged.places), 'Give 5.00', /Thank you/);

  const other = await begin();
  for (const wrong of [reference, await amazon.billingAgreement({ consent: true }), 'P"><script>', 7]) {
    assert.equal((await give(other, wrong)).status, 400, String(wrong));
  }
  const late = await amazon.orderReference();
  await amazon.interrupted('Authorize', () => give(other, late), process.kill);
  process = await staged.shop({ DENO_NO_UPDATE_CHECK: '1' });
  await until(async () => /Thank you/.test(await (await fetch(other)).text()), process.told);
  assert.deepEqual(await amazon.made(late, 'Capture'), ['Completed']);


  await amazon.fault({ kind: 'notification-duplicate' });
  assert.equal(await state(await begin(), await amazon.orderReference({ card: '2323' })), 'begun');
  await amazon.deliveredTwice('PaymentAuthorize');
  assert.equal((await fetch(`${shop}/ipn`, { method: 'POST', body: 'forged' })).status, 400);
});
