// @ts-check
// What a sandbox is made with. It knows which options there are, and which of them are for the
// emulator and which for this side; what an emulator's option may hold is the emulator's to say.

import { anything, callable, choice, flag, object, read, text, wrong } from '../checks.js';

/** @type {Record<string, import('../checks.js').Check>} */
const OPTIONS = {
  region: text,
  seed: whole,
  clock: choice(['real', 'manual']),
  now: whole,
  throttling: flag,
  latency: whole,
  settings: object,
  onNotification: callable,
  notificationUrl: address,
  fetch: callable,
};

/** What a sandbox out of a snapshot may still be told: what a snapshot can't hold. */
const AGAIN = pick(['latency', 'onNotification', 'notificationUrl', 'fetch']);

/** @type {Record<string, import('../checks.js').Check>} */
const ORDER_REFERENCE = { buyer: anything, address: anything, card: anything, currencyCode: anything };
/** @type {Record<string, import('../checks.js').Check>} */
const BILLING_AGREEMENT = { buyer: anything, address: anything, card: anything, consent: flag };

/**
 * @typedef {object} Side what this side does by itself
 * @property {number} latency milliseconds before each answer
 * @property {((envelope: string, headers: Record<string, string>) => unknown)} [onNotification]
 * @property {string} [notificationUrl]
 * @property {typeof globalThis.fetch} [fetch]
 */

/**
 * @param {unknown} given
 * @returns {{ emulator: string, side: Side }} the emulator's options as JSON, and ours
 */
export function sandboxOptions(given) {
  const { latency = 0, onNotification, notificationUrl, fetch, now = Date.now(), ...rest } = read(given ?? {}, OPTIONS, 'sandbox option');
  const emulator = JSON.stringify({ ...rest, ...(rest.clock === 'manual' && { start: now }) });
  return { emulator, side: { latency, onNotification, notificationUrl, fetch } };
}

/**
 * @param {unknown} given
 * @returns {Side}
 */
export function restoreOptions(given) {
  const { latency = 0, ...rest } = read(given ?? {}, AGAIN, 'restore option');
  return { latency, ...rest };
}

/** @param {unknown} given */
export function orderReferenceDetails(given) {
  return draft(given, ORDER_REFERENCE, 'order reference detail');
}

/** @param {unknown} given */
export function billingAgreementDetails(given) {
  return draft(given, BILLING_AGREEMENT, 'billing agreement detail');
}

/**
 * Elsewhere `null` is the same as nothing; of a draft it says that the buyer has not chosen yet.
 *
 * @param {any} given
 * @param {Record<string, import('../checks.js').Check>} known
 * @param {string} word
 */
function draft(given, known, word) {
  const details = read(given ?? {}, known, word);
  for (const name of ['address', 'card']) if (given?.[name] === null) details[name] = null;
  return details;
}

/** @param {string[]} names */
function pick(names) {
  return Object.fromEntries(names.map((name) => [name, OPTIONS[name]]));
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function whole(value, name) {
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) < 0) {
    throw wrong(name, 'must be a whole number from 0');
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function address(value, name) {
  const given = value instanceof URL ? value.href : text(value, name);
  let url;
  try {
    url = new URL(given);
  } catch {
    throw wrong(name, 'must be a URL such as http://127.0.0.1:3000/ipn');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw wrong(name, 'must begin with https:// or http://');
  return url.href;
}
