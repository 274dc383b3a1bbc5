// @ts-check
// The shop's orders and which notifications it has handled. A file stands for your database, which a host without a
// disk needs from the first day: replace it, and keep what it promises, that nothing comes between reading and
// writing, and that what was written is there after a crash.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Order
 * @property {string} number nobody can guess it, so whoever knows it may see the order
 * @property {string} amount decided here, never by the buyer's browser
 * @property {'unpaid' | 'paying' | 'paid'} state
 * @property {number} attempt grows with each decline
 * @property {string} [reference] Amazon's order reference
 * @property {string} [message] for the buyer
 *
 * @typedef {{ orders: Record<string, Order>, handled: Record<string, true> }} Content
 */

const FILE = process.env.ORDERS ?? 'orders.json';

/**
 * Each of Next's routes has modules of its own, so nothing is kept in memory.
 *
 * @returns {Content}
 */
function read() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { orders: {}, handled: {} };
}

/** @param {Content} content */
function write(content) {
  // Written beside it first: a crash leaves the old file or the new one, never a half.
  writeFileSync(`${FILE}.new`, JSON.stringify(content));
  renameSync(`${FILE}.new`, FILE);
}

/** @param {string} number @returns {Order | undefined} */
export function order(number) {
  return read().orders[number];
}

export function orders() {
  return Object.values(read().orders);
}

/**
 * Changes an order, if it still is what the caller takes it for.
 *
 * @param {string} number
 * @param {Partial<Order>} change
 * @param {(now: Partial<Order>) => boolean} [fits]
 */
export function change(number, change, fits = () => true) {
  const content = read();
  const now = content.orders[number] ?? {};
  if (!fits(now)) return;
  content.orders[number] = /** @type {Order} */ ({ ...now, ...change, number });
  write(content);
}

/** @param {string} notification its id */
export function wasHandled(notification) {
  return read().handled[notification] === true;
}

/** @param {string} notification its id */
export function handled(notification) {
  const content = read();
  content.handled[notification] = true;
  write(content);
}
