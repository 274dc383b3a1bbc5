// @ts-check
// Why a notification is not given to the merchant. It knows the words for programs and for people,
// and which of them prove that it is not genuine; it refuses to know how that was found out. No
// message quotes anything: it may be a buyer's, or a forger's.

import { NotificationError } from '../errors.js';

const MESSAGES = {
  body: 'there is no body, or somebody has read it already',
  'too-large': 'it is larger than any notification',
  envelope: 'it is no envelope of the notification service',
  unsupported: 'its envelope has a type, a signature version or a field that is not known',
  'certificate-url': 'its certificate is not where those of the notification service are',
  'certificate-unavailable': 'its certificate could not be fetched',
  certificate: 'its certificate can not be read',
  'certificate-subject': 'its certificate is not one of the notification service',
  'certificate-key': 'the key of its certificate is no RSA key of 2048 bits or more',
  'certificate-expired': 'its certificate is not valid at this time',
  signature: 'its signature is wrong',
  topic: 'its topic is not one of Amazon Pay',
  stale: 'it is older than allowed',
  'subscribe-url': 'its subscription would be confirmed elsewhere than at its own region',
  confirmation: 'the subscription could not be confirmed',
  message: 'what it says can not be read',
  seller: 'it is for another seller',
  environment: 'it is from the other release environment',
  seen: 'it was handled before',
};

/** @typedef {keyof typeof MESSAGES} Reason */

/** Nothing that comes again can turn these into a genuine notification. */
const FORGED = ['too-large', 'envelope', 'certificate-url', 'signature', 'topic', 'subscribe-url'];

/**
 * @param {Reason} reason
 * @param {unknown} [cause]
 */
export function failure(reason, cause) {
  const retryable = reason === 'certificate-unavailable' || reason === 'confirmation';
  return new NotificationError(`the notification is refused: ${MESSAGES[reason]}`, { reason, cause, retryable });
}

/** @param {string} reason */
export function isForged(reason) {
  return FORGED.includes(reason);
}
