// @ts-check
// The subscription in a real Bun.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from 'node:path';

import { root } from '../packaging/project.js';
import { buyer } from './browser.js';
import { example, until } from './stage.js';

// It has this name on every system.
const BUN = join(root, 'js-tests/runtimes/node_modules/bun/bin/bun.exe');
const OWNER = { authorization: `Basic ${btoa('owner:sandbox')}` };

test('somebody subscribes, pays each month once, mends a card, and leaves', async (t) => {
  const staged = await example(t, 'bun', { bun: [BUN] });
  const amazon = await staged.sandbox('--no-throttling');
  // Months have a millisecond: whenever the owner asks, the next one is due.
  const env = { DO_NOT_TRACK: '1', PERIOD: '1' };
  let process = await staged.shop(env);
  const { shop } = staged.places;
  const begin = async () => {
    const made = await fetch(`${shop}/subscriptions`, { method: 'POST', redirect: 'manual' });
    return shop + made.headers.get('location');
  };
  /** @param {string} mine @param {unknown} agreement @param {number} attempt */
  const start = (mine, agreement, attempt = 1) => fetch(`${mine}start`, { method: 'POST', body: JSON.stringify({ agreement, attempt }) });
  /** @param {string} mine @param {string} agreement @param {number} [attempt] */
  const state = async (mine, agreement, attempt) => (await (await start(mine, agreement, attempt)).json()).state;
  const renew = () => fetch(`${shop}/renew`, { method: 'POST', headers: OWNER });
  const shown = async () => /id="state">([^<]*)</.exec(await (await fetch(mine)).text())?.[1];

  const mine = await begin();
  const agreement = await amazon.billingAgreement({ card: '3434', consent: true });
  assert.equal(await state(mine, agreement), 'new');
  assert.match(await (await fetch(mine)).text(), /choose another one/);
  await amazon.selectCard(agreement, '1111');
  assert.deepEqual(await Promise.all([state(mine, agreement, 2), state(mine, agreement, 2)]), ['active', 'active']);
  assert.equal(await shown(), 'active, 1 paid');
  assert.deepEqual(await amazon.made(agreement, 'Capture'), ['Completed']);

  assert.equal((await fetch(`${shop}/renew`, { method: 'POST' })).status, 401);
  assert.equal((await renew()).status, 200);
  assert.equal(await shown(), 'active, 2 paid');

  // The job dies in the middle of the third month, and runs again.
  await amazon.interrupted('AuthorizeOnBillingAgreement', () => renew(), process.kill);
  process = await staged.shop(env);
  await until(async () => (await shown()) === 'active, 3 paid', process.told);
  assert.deepEqual(await amazon.made(agreement, 'Capture'), ['Completed', 'Completed', 'Completed']);

  // The card goes bad, and is mended on Amazon's page: the notification has the month charged, once.
  await amazon.selectCard(agreement, '3434');
  await renew();
  assert.equal(await shown(), 'late, 3 paid');
  await amazon.fault({ kind: 'notification-duplicate', times: 1 });
  await amazon.mend(agreement);
  await until(async () => (await shown()) === 'active, 4 paid', process.told);
  assert.deepEqual(await amazon.made(agreement, 'Capture'), ['Completed', 'Completed', 'Completed', 'Completed']);

  const susie = await buyer(t, staged.places);
  await susie.want('Subscribe');
  await susie.signIn();
  await susie.choose('3434');
  await susie.page.getByLabel('Amazon may charge me').check();
  await susie.pay();
  await susie.sees(/Please choose another one/);
  await susie.signIn();
  await susie.choose('1111');
  await susie.pay();
  await susie.sees(/active, 1 paid/);
  susie.fine();

  const other = await begin();
  for (const wrong of [agreement, await amazon.orderReference(), 'C"><script>', 7]) {
    assert.equal((await start(other, wrong)).status, 400, String(wrong));
  }
  assert.equal((await fetch(`${mine}cancel`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
  await fetch(`${mine}cancel`, { method: 'POST' });
  assert.equal(await shown(), 'ended, 4 paid');
  assert.equal(await amazon.state(agreement), 'Closed');
  await renew();
  assert.equal(await shown(), 'ended, 4 paid');
  assert.equal((await fetch(`${shop}/ipn`, { method: 'POST', body: 'forged' })).status, 400);
});
