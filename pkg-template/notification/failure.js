// @ts-check
// Why a notification is not given to the merchant. The table says what each reason means, and which of
// them prove that it is not genuine; it refuses to know how that was found out. No message
// quotes anything: it may be a buyer's, or a forger's.

import { NotificationError } from '../errors.js';
import { forged } from '../table.js';

/** @typedef {import('../types/notifications.d.ts').NotificationReason} Reason */

/**
 * @param {Reason} reason
 * @param {unknown} [cause]
 */
export function failure(reason, cause) {
  const retryable = reason === 'certificate-unavailable' || reason === 'confirmation';
  return new NotificationError(`the notification is refused: ${reason}`, { reason, cause, retryable });
}

/**
 * Nothing that comes again can turn such a one into a genuine notification.
 *
 * @param {string} reason
 */
export function isForged(reason) {
  return forged.includes(reason);
}
