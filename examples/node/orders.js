// @ts-check
// The shop's orders and which notifications it has handled. A file stands for your database: replace it, and
// keep what it promises: what `put` was given is still there after a crash.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Order
 * @property {string} number nobody can guess it, so whoever knows it may see the order
 * @property {string} amount decided here, never by the buyer's browser
 * @property {'unpaid' | 'paying' | 'challenged' | 'pending' | 'reserved' | 'shipped' | 'refunding' | 'refunded'} state
 * @property {number} attempt grows with each decline: part of the reference id of the authorization
 * @property {string} [reference] Amazon's order reference
 * @property {string} [authorizationId]
 * @property {string} [captureId]
 * @property {string} [refundId]
 * @property {string} [message] what the buyer, or the shop, should know
 */

const KEPT = 15 * 24 * 60 * 60 * 1000;

export class Orders {
  #file;
  /** @type {Map<string, Order>} */
  #orders;
  /** When each was handled. @type {Map<string, number>} */
  #handled;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    const { orders = [], handled = [] } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    this.#orders = new Map(orders.map((/** @type {Order} */ order) => [order.number, order]));
    this.#handled = new Map(handled);
  }

  /** @param {string} number */
  get(number) {
    return this.#orders.get(number);
  }

  all() {
    return [...this.#orders.values()];
  }

  /** @param {Order} order */
  put(order) {
    this.#orders.set(order.number, order);
    this.#save();
    return order;
  }

  /** @param {string} notification its id */
  hasHandled(notification) {
    return this.#handled.has(notification);
  }

  /** @param {string} notification its id */
  handled(notification) {
    this.#handled.set(notification, Date.now());
    for (const [id, at] of this.#handled) if (at < Date.now() - KEPT) this.#handled.delete(id);
    this.#save();
  }

  #save() {
    // Written beside it first: a crash leaves the old file or the new one, never a half.
    writeFileSync(`${this.#file}.new`, JSON.stringify({ orders: this.all(), handled: [...this.#handled] }), { flush: true });
    renameSync(`${this.#file}.new`, this.#file);
  }
}
