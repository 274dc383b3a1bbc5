// @ts-check
// Why a notification is not given to the merchant. It knows which of the reasons prove that it is not
// genuine; it refuses to know how that was found out. The types say what each reason means. No message
// quotes anything: it may be a buyer's, or a forger's.

import { NotificationError } from '../errors.js';

/** @typedef {import('../types/notifications.d.ts').NotificationReason} Reason */

/** Nothing that comes again can turn these into a genuine notification. */
const FORGED = ['too-large', 'envelope', 'certificate-url', 'signature', 'topic', 'subscribe-url'];

/**
 * @param {Reason} reason
 * @param {unknown} [cause]
 */
export function failure(reason, cause) {
  const retryable = reason === 'certificate-unavailable' || reason === 'confirmation';
  return new NotificationError(`the notification is refused: ${reason}`, { reason, cause, retryable });
}

/** @param {string} reason */
export function isForged(reason) {
  return FORGED.includes(reason);
}
