// @ts-check
// One order, in a Durable Object of its own. Its storage says how far it has come, and its alarm finishes what
// was interrupted: a Worker may end at any moment.
//
// Everything may be done twice, and nothing happens twice: reference ids are made of the order's number.

import { DurableObject } from 'cloudflare:workers';
import { AmazonPayError, ServiceError } from 'amazon-pay-wasm';
import { amazonPay } from './amazon.js';

/**
 * @typedef {object} Kept
 * @property {string} number
 * @property {string} amount
 * @property {'unpaid' | 'paying' | 'pending' | 'paid' | 'refunding' | 'refunded'} state
 * @property {number} attempt grows with each decline
 * @property {string} [reference] Amazon's order reference
 * @property {string} [captureId]
 * @property {string} [refundId]
 * @property {string} [message] for the buyer
 */

/** Whether money has moved is not known yet. */
const UNDECIDED = ['paying', 'pending'];
/** Milliseconds after which it is asked again; asking too often does no harm. */
const A_WHILE = 10_000;

/** @extends {DurableObject<import('./amazon.js').Env>} */
export class Order extends DurableObject {
  /** @param {string} number @param {string} amount */
  async begin(number, amount) {
    await this.ctx.storage.put('order', { number, amount, state: 'unpaid', attempt: 1 });
  }

  /** @returns {Promise<Kept | undefined>} */
  async look() {
    return this.ctx.storage.get('order');
  }

  /**
   * The buyer clicked "Pay".
   *
   * @param {string} reference the order reference that the widgets made
   * @param {number} attempt the one that the buyer's page was about
   */
  async pay(reference, attempt) {
    const isOurs = (await this.look())?.state === 'unpaid' && (await this.#isOurs(reference));
    const order = await this.look();
    // A second click, or a page from before a decline, changes nothing.
    if (order?.state === 'unpaid' && order.attempt === attempt) {
      if (!isOurs || reference !== (order.reference ?? reference)) return this.#change({ message: 'Please choose your card again.' });
      // The alarm goes off whatever happens to this request. No call leaves before both are stored: the host
      // sees to that.
      await this.ctx.storage.setAlarm(Date.now() + A_WHILE);
      await this.#change({ state: 'paying', reference, message: undefined });
    }
    return this.settle();
  }

  /** Finds out what became of the payment, and makes it where it was not made. */
  async settle() {
    const order = await this.look();
    if (order?.reference === undefined || !UNDECIDED.includes(order.state)) return order;
    const { number, reference: id, attempt, amount } = order;
    let change;
    try {
      const amazon = await amazonPay(this.env);
      const authorizationReferenceId = `${number}-a${attempt}`;
      change = decided(await amazon.charge({ id, amount, authorizationReferenceId, sellerOrderId: number, captureNow: true }), attempt);
    } catch (error) {
      change = failed(error, attempt);
    }
    // Unless another click has come first meanwhile.
    return this.#change(change, (now) => now.attempt === attempt && UNDECIDED.includes(now.state));
  }

  /** @override */
  async alarm() {
    const order = await this.settle();
    if (order && UNDECIDED.includes(order.state)) await this.ctx.storage.setAlarm(Date.now() + A_WHILE);
  }

  /** Gives the money back; asked again, it tells how that goes on. */
  async refund() {
    const order = await this.look();
    if (order?.captureId === undefined || !['paid', 'refunding'].includes(order.state)) return order;
    const { number, state, captureId, refundId, amount } = order;
    const amazon = await amazonPay(this.env);
    const { refundDetails } = refundId
      ? await amazon.getRefundDetails({ amazonRefundId: refundId })
      : await amazon.refund({ amazonCaptureId: captureId, refundReferenceId: `${number}-r1`, refundAmount: { amount } });
    /** @type {Record<string, Kept['state']>} */
    const states = { Pending: 'refunding', Completed: 'refunded' };
    return this.#change(
      { refundId: refundDetails.amazonRefundId, state: states[refundDetails.refundStatus.state] ?? 'paid' },
      (now) => now.state === state,
    );
  }

  /**
   * Whether nobody else pays with it. An id of a billing agreement (B, C) would charge a subscription, and a
   * confirmed order reference may be another order's.
   *
   * @param {string} reference
   */
  async #isOurs(reference) {
    if (!/^[PS]\d/.test(reference)) return false;
    const amazon = await amazonPay(this.env);
    try {
      const { orderReferenceDetails } = await amazon.getOrderReferenceDetails({ amazonOrderReferenceId: reference });
      const { orderReferenceStatus, sellerOrderAttributes } = orderReferenceDetails;
      return orderReferenceStatus.state === 'Draft' || sellerOrderAttributes?.sellerOrderId === (await this.look())?.number;
    } catch (error) {
      if (AmazonPayError.is(error)) return false;
      throw error;
    }
  }

  /**
   * @param {Partial<Kept>} change
   * @param {(now: Kept) => boolean} [isNews]
   * @returns {Promise<Kept | undefined>}
   */
  async #change(change, isNews = () => true) {
    const now = await this.look();
    if (now === undefined || !isNews(now)) return now;
    const then = { ...now, ...change };
    await this.ctx.storage.put('order', then);
    return then;
  }
}

/**
 * @param {import('amazon-pay-wasm').ChargeResult} charged
 * @param {number} attempt
 * @returns {Partial<Kept>}
 */
function decided({ outcome, advice, captureDetails }, attempt) {
  if (outcome === 'captured') return { state: 'paid', captureId: captureDetails.amazonCaptureId };
  if (outcome === 'pending' || outcome === 'authorized') return { state: 'pending' };
  const again = { state: /** @type {const} */ ('unpaid'), attempt: attempt + 1 };
  if (advice.action === 'change-payment-method') return { ...again, message: 'Your card was declined. Please choose another one.' };
  if (advice.action === 'offer-another-method') return { ...again, reference: undefined, message: 'Please pay in another way.' };
  return { ...again, message: 'That did not work. Please try again in a minute or two.' };
}

/**
 * @param {unknown} error
 * @param {number} attempt
 * @returns {Partial<Kept>}
 */
function failed(error, attempt) {
  console.error('a payment was not made:', error);
  // Money may have moved: it stays undecided, and the alarm asks again.
  if (!AmazonPayError.is(error) || error.executed === 'unknown') return { message: 'We do not know yet whether your payment went through.' };
  const message = error.retryable ? 'Amazon can not be reached at the moment. Please try again.' : 'Amazon did not take this payment. Please check your card, and try again.';
  const change = { state: /** @type {const} */ ('unpaid'), message };
  // Nothing can be authorized on an order reference that is closed or does not exist: the buyer begins anew.
  const isUseless = error instanceof ServiceError && ['InvalidOrderReferenceId', 'InvalidOrderReferenceStatus'].includes(error.code);
  return isUseless ? { ...change, attempt: attempt + 1, reference: undefined } : change;
}
