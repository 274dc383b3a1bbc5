// @ts-check
// What the shop does with money: takes it when the buyer pays.
//
// An order's number is part of the reference id, and is stored before the first call: a second click, a
// notification and the next start meet what is there already, and nobody pays twice.

import { AmazonPayError, ServiceError } from 'amazon-pay-wasm';
import { amazonPay } from './amazon.js';
import { change, order, orders } from './orders.js';

/**
 * The buyer clicked.
 *
 * @param {string} number
 * @param {unknown} reference the order reference that the widgets made
 * @param {unknown} attempt the one that the buyer's page was about
 * @returns {Promise<boolean>} whether it may be paid by that at all
 */
export async function pay(number, reference, attempt) {
  // Billing agreements (B, C) are others' subscriptions, and an order reference serves one order.
  if (typeof reference !== 'string' || !/^[PS]\d/.test(reference)) return false;
  if (orders().some((other) => other.reference === reference && other.number !== number)) return false;
  // A second click, or a page from before a decline, changes nothing.
  change(number, { state: 'paying', reference, message: undefined }, (now) =>
    now.state === 'unpaid' && now.attempt === attempt && (now.reference ?? reference) === reference);
  await settle(number);
  return true;
}

/** Finds out what became of a payment, and makes it where it was not made. @param {string} number */
export async function settle(number) {
  const { state, reference, attempt = 1, amount = '' } = order(number) ?? {};
  if (state !== 'paying' || reference === undefined) return;
  /** Unless another click has come first meanwhile. @param {Partial<import('./orders.js').Order>} learnt */
  const keep = (learnt) => change(number, learnt, (now) => now.state === 'paying' && now.attempt === attempt);
  try {
    const { amazon } = await amazonPay();
    const { outcome, advice } = await amazon.charge({
      id: reference,
      amount,
      authorizationReferenceId: `${number}-a${attempt}`,
      sellerOrderId: number,
      captureNow: true,
    });
    if (outcome === 'captured') keep({ state: 'paid' });
    if (outcome !== 'declined' && outcome !== 'closed') return; // Amazon decides later, and a notification tells
    const isSame = advice.action === 'change-payment-method';
    const message = isSame ? 'Your card was declined. Please choose another one.' : 'That did not work. Please try again, or in another way.';
    keep({ state: 'unpaid', attempt: attempt + 1, message, ...(!isSame && { reference: undefined }) });
  } catch (error) {
    console.error('a payment was not made:', error);
    // After `unknown` money may have moved: it stays as it is, and is asked about again.
    if (!AmazonPayError.is(error) || error.executed === 'unknown') return;
    // Nothing can be authorized on an order reference that is closed or does not exist.
    const isUseless = error instanceof ServiceError && ['InvalidOrderReferenceId', 'InvalidOrderReferenceStatus'].includes(error.code);
    const message = error.retryable ? 'Amazon can not be reached at the moment. Please try again.' : 'Amazon did not take it. Please check your card.';
    keep({ state: 'unpaid', message, ...(isUseless && { attempt: attempt + 1, reference: undefined }) });
  }
}

/** Finishes what was interrupted. */
export async function recover() {
  for (const { number } of orders()) await settle(number);
}
