// @ts-check
// What the shop does with money: reserve it when the buyer pays, take it when the parcel leaves, give it back.
//
// Everything may be done twice, and nothing happens twice: each step's reference id is made of the order's
// number, so a second click, a repeated notification and a restart in the middle meet what is there already.

import { AmazonPayError, ServiceError } from 'amazon-pay-wasm';

/** Whether money is reserved is not known yet. */
const UNDECIDED = ['paying', 'challenged', 'pending'];
/** Amazon's order reference is no use any more; nothing can be authorized on it. */
const USELESS = ['InvalidOrderReferenceId', 'InvalidOrderReferenceStatus'];

const UNSURE = 'We do not know yet whether your payment went through. Do not pay elsewhere: this page will tell.';
const BUSY = 'Amazon can not be reached at the moment. Please try again.';
/** What a buyer reads after a decline, by what there is to do. @type {Record<string, string>} */
const DECLINED = {
  'change-payment-method': 'Your card was declined. Please choose another one.',
  'offer-another-method': 'Amazon Pay can not be used for this order. Please pay in another way.',
};

/** A request that the buyer's page never makes. */
export class Refusal extends Error {}

export class Shop {
  /**
   * @param {import('amazon-pay-wasm').AmazonPay} amazon
   * @param {import('./orders.js').Orders} orders
   * @param {(number: string) => string | undefined} returnUrl where the bank sends a buyer back; none outside
   *   Europe
   */
  constructor(amazon, orders, returnUrl) {
    this.amazon = amazon;
    this.orders = orders;
    this.returnUrl = returnUrl;
  }

  /**
   * The buyer clicked "Pay".
   *
   * @param {string} number
   * @param {unknown} reference the order reference that the widgets made
   * @param {unknown} attempt the one that the buyer's page was about
   */
  async pay(number, reference, attempt) {
    const order = this.#order(number);
    // A second click, or a page from before a decline: this attempt is decided already.
    if (attempt !== order.attempt || ![...UNDECIDED, 'unpaid'].includes(order.state)) return order;
    if (order.state === 'unpaid') {
      // An id of a billing agreement (B, C) would charge somebody's subscription, and one of another order
      // somebody else's card.
      const isNew = !this.orders.all().some((other) => other.reference === reference);
      const isOurs = order.reference === undefined ? isNew : order.reference === reference;
      if (typeof reference !== 'string' || !/^[PS]\d/.test(reference) || !isOurs) throw new Refusal('this is no order reference of this order');
      // Before the first call: whatever happens from here on, this attempt can be finished.
      this.orders.put({ ...order, state: 'paying', reference, message: undefined });
    }
    return this.settle(number);
  }

  /**
   * Finds out what became of a payment, and makes it where it was not made. For a click, after a restart, and
   * for notifications.
   *
   * @param {string} number
   */
  async settle(number) {
    const { state, reference, attempt, amount } = this.#order(number);
    if (reference === undefined || !UNDECIDED.includes(state)) return this.#order(number);
    const url = this.returnUrl(number);
    let change;
    try {
      const charged = await this.amazon.charge({
        id: reference,
        amount,
        authorizationReferenceId: `${number}-a${attempt}`,
        sellerOrderId: number,
        ...(url && { successUrl: url, failureUrl: url }),
      });
      change = decided(charged, attempt);
    } catch (error) {
      change = failed(error, attempt);
    }
    return this.#change(number, change, (now) => now.attempt === attempt && UNDECIDED.includes(now.state));
  }

  /** Finishes what a crash interrupted. */
  async recover() {
    for (const { number, state } of this.orders.all()) if (UNDECIDED.includes(state)) await this.settle(number);
  }

  /**
   * The bank sent the buyer back.
   *
   * @param {string} number
   * @param {boolean} passed
   */
  async authenticated(number, passed) {
    const order = this.#order(number);
    if (order.state !== 'challenged') return order;
    if (passed) return this.settle(number);
    return this.orders.put({ ...order, state: 'unpaid', message: 'Your bank did not confirm this payment. Please choose another card.' });
  }

  /**
   * The parcel leaves, so the shop takes the money.
   *
   * @param {string} number
   */
  async ship(number) {
    const order = this.#order(number);
    if (order.state !== 'reserved' || order.authorizationId === undefined) return order;
    const { authorizationDetails } = await this.amazon.getAuthorizationDetails({ amazonAuthorizationId: order.authorizationId });
    const { idList = [] } = authorizationDetails;
    const last = idList.at(-1);
    // It may be taken already, by a call whose answer never came.
    let captureDetails = last && (await this.amazon.getCaptureDetails({ amazonCaptureId: last })).captureDetails;
    if (!captureDetails || captureDetails.captureStatus.state === 'Declined') {
      const { action, buyerGone } = this.amazon.advise(authorizationDetails);
      if (action !== 'capture') return this.orders.put({ ...order, message: buyerGone });
      ({ captureDetails } = await this.amazon.capture({
        amazonAuthorizationId: order.authorizationId,
        captureReferenceId: `${number}-c${idList.length + 1}`,
        captureAmount: { amount: order.amount },
      }));
    }
    const { action, buyerGone: message } = this.amazon.advise(captureDetails);
    const captureId = captureDetails.amazonCaptureId;
    const change = action === 'done' ? { state: /** @type {const} */ ('shipped'), captureId, message: undefined } : { message };
    return this.#change(number, change, (now) => now.state === 'reserved');
  }

  /**
   * The buyer sent it back. Asked again, it tells how the refund goes on.
   *
   * @param {string} number
   */
  async refund(number) {
    const { state, captureId, refundId, amount } = this.#order(number);
    if (!['shipped', 'refunding'].includes(state) || captureId === undefined) return this.#order(number);
    const { refundDetails } = refundId
      ? await this.amazon.getRefundDetails({ amazonRefundId: refundId })
      : await this.amazon.refund({ amazonCaptureId: captureId, refundReferenceId: `${number}-r1`, refundAmount: { amount } });
    return this.#change(number, refunded(refundDetails), (now) => now.state === state);
  }

  /**
   * A notification is a reason to look; what it says is not what counts.
   *
   * @param {import('amazon-pay-wasm').Notification} notification
   */
  async notified(notification) {
    if (notification.type === 'PaymentAuthorize') {
      const number = this.#numberOf(notification.authorizationDetails.authorizationReferenceId);
      if (number) await this.settle(number);
    }
    if (notification.type === 'PaymentRefund') {
      const number = this.#numberOf(notification.refundDetails.refundReferenceId);
      if (number) await this.refund(number);
    }
    this.orders.handled(notification.id);
  }

  /** @param {string | undefined} referenceId of an authorization, a capture or a refund */
  #numberOf(referenceId) {
    const number = referenceId?.replace(/-[acr]\d+$/, '') ?? '';
    return this.orders.get(number)?.number;
  }

  /**
   * Keeps what was learnt, unless somebody has learnt more meanwhile: another click, a notification.
   *
   * @param {string} number
   * @param {Partial<import('./orders.js').Order>} change
   * @param {(now: import('./orders.js').Order) => boolean} isNews
   */
  #change(number, change, isNews) {
    const now = this.#order(number);
    return isNews(now) ? this.orders.put({ ...now, ...change }) : now;
  }

  /** @param {string} number */
  #order(number) {
    const order = this.orders.get(number);
    if (order === undefined) throw new Refusal('there is no such order');
    return order;
  }
}

/**
 * @param {import('amazon-pay-wasm').ChargeResult} charged
 * @param {number} attempt
 * @returns {Partial<import('./orders.js').Order>}
 */
function decided({ outcome, advice, authorizationDetails }, attempt) {
  if (outcome === 'authentication-required') return { state: 'challenged' };
  const { amazonAuthorizationId: authorizationId } = authorizationDetails;
  if (outcome === 'pending') return { state: 'pending', authorizationId };
  if (outcome === 'authorized' || outcome === 'captured') return { state: 'reserved', authorizationId, message: undefined };
  // Declined, or closed: the next attempt has a new reference id. Most buyers try another card on the same
  // order reference; where Amazon has closed that, only another one helps.
  const message = DECLINED[advice.action] ?? 'That did not work. Please try again in a minute or two.';
  const isOver = advice.action === 'offer-another-method' || outcome === 'closed';
  return { state: 'unpaid', attempt: attempt + 1, message, ...(isOver && { reference: undefined }) };
}

/**
 * @param {unknown} error
 * @param {number} attempt
 * @returns {Partial<import('./orders.js').Order>}
 */
function failed(error, attempt) {
  if (!AmazonPayError.is(error)) throw error;
  console.error('a payment was not made:', error);
  // Money may be reserved: the order stays as it is until Amazon can be asked.
  if (error.executed === 'unknown') return { message: UNSURE };
  const message = error.retryable ? BUSY : 'Amazon did not take this payment. Please check your address and card, and try again.';
  const isUseless = error instanceof ServiceError && USELESS.includes(error.code);
  return { state: 'unpaid', message, ...(isUseless && { attempt: attempt + 1, reference: undefined }) };
}

/**
 * @param {import('amazon-pay-wasm').RefundDetails} details
 * @returns {Partial<import('./orders.js').Order>}
 */
function refunded({ refundStatus, amazonRefundId: refundId }) {
  if (refundStatus.state === 'Completed') return { state: 'refunded', refundId };
  if (refundStatus.state === 'Pending') return { state: 'refunding', refundId };
  return { state: 'shipped', message: 'Amazon declined the refund: pay it back in another way.' };
}
