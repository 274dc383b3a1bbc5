// The package's clients, listened to by what `collect.js` put in place. What `hooks.js` writes in the
// package's stead calls it.

import { inspect } from 'node:util';

import { listenedTo } from './ear.js';

const KEEP = Symbol.for('amazon-pay-wasm.canaries');

/** @param {any} AmazonPay the same again where nobody listens */
export function watched(AmazonPay) {
  const keep = globalThis[KEEP];
  return keep === undefined ? AmazonPay : listenedTo(AmazonPay, keep, (value) => inspect(value, { depth: null, showHidden: true }));
}
