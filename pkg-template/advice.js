// @ts-check
// What a state means for the merchant. The table says it (src/model/verdict.rs); this only finds the
// row.

import { verdicts } from './table.js';

/**
 * What to do about the state of an authorization, a capture, or a buyer's authentication.
 *
 * @param {any} details
 */
export function advise(details) {
  const { authorizationStatus, captureStatus, paymentAuthenticationStatus, softDecline } = details ?? {};
  const of = captureStatus ? 'capture' : authorizationStatus ? 'authorization' : 'authentication';
  const status = captureStatus ?? authorizationStatus ?? paymentAuthenticationStatus;
  const row = verdicts.find(
    (verdict) =>
      verdict.of === of &&
      verdict.state === status?.state &&
      (verdict.reason ?? status.reasonCode) === status.reasonCode &&
      (verdict.soft ?? softDecline) === softDecline,
  );
  const { of: _of, state: _state, reason: _reason, soft: _soft, ...advice } = row ?? verdicts[verdicts.length - 1];
  return { buyerGone: advice.buyerPresent, ...advice };
}
