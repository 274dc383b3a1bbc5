// @ts-check
// A buyer with a real browser. It knows what every example's page has: Amazon's button, the wallet, a button to
// pay. What becomes of it, the tests know.

import assert from 'node:assert/strict';
import { launched } from '../browser/launch.js';
import { watched } from '../browser/watch.js';

/**
 * @param {{ after(done: () => unknown): void }} t
 * @param {{ shop: string, sandbox: string }} places
 */
export async function buyer(t, { shop, sandbox }) {
  const browser = await launched();
  t.after(() => browser.close());
  const { page, faults } = await watched(await browser.newContext(), [shop, sandbox]);
  // No shop here has an icon.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  return {
    page,
    /** Goes to the shop and wants something. @param {string} wish the button's name */
    async want(wish) {
      await page.goto(`${shop}/`);
      await page.getByRole('button', { name: wish }).click();
    },
    signIn: () => page.getByRole('button', { name: 'Amazon Pay (sandbox)' }).click(),
    /** @param {string} card */
    choose: (card) => page.getByLabel("Amazon's wallet (sandbox)").selectOption(card),
    pay: () => page.locator('#pay').click(),
    /** @param {RegExp} text */
    sees: (text) => page.getByText(text).first().waitFor(),
    fine: () => assert.deepEqual(faults, []),
  };
}

/**
 * Buys with a card that is declined, then with another one.
 *
 * @param {Awaited<ReturnType<typeof buyer>>} susie
 * @param {string} wish the button's name
 * @param {RegExp} paid
 */
export async function buys(susie, wish, paid) {
  await susie.want(wish);
  await susie.signIn();
  await susie.choose('3434');
  await susie.pay();
  await susie.sees(/Please choose another one/);
  await susie.signIn();
  await susie.choose('1111');
  await susie.pay();
  await susie.sees(paid);
  susie.fine();
}
