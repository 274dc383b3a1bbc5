// What the documents leave unconfirmed, and how lives go through it. Recovery may not rest on a guess
// about the service, so no combination is left out.

/** As far as it bears on recovery; what bears on it most comes first. */
export const UNCONFIRMED = {
  idempotency: ['original', 'state-error'],
  terminalRepeat: ['no-op', 'error'],
  referenceIdScope: ['seller', 'kind'],
  refundCounts: ['at-request', 'at-completion'],
  plainTextStatusError: [false, true],
  softDeclineSuspends: [false, true],
  openAuthorizationsCount: [true, false],
  unauthenticated: ['error', 'decline'],
  declinedCaptureClosesAuthorization: [true, false],
  rejectionCancelsAgreement: [false, true],
  repeatedSet: ['merge', 'replace'],
  lastPageToken: ['absent', 'empty'],
  lateAttributes: ['change', 'add'],
  inheritShippingAddress: [true, false],
};

const NAMES = Object.keys(UNCONFIRMED);

/** How many combinations there are. */
export const COMBINATIONS = 2 ** NAMES.length;

/**
 * The number of a seed's combination. Seeds that follow each other are spread evenly (multiplied by
 * the golden ratio), so that a run of 4 × COMBINATIONS lives meets every combination, and a short one
 * every combination of the first settings.
 *
 * @param {number} seed
 */
export function combinationOf(seed) {
  return Math.imul(seed, 0x9e3779b1) >>> (32 - NAMES.length);
}

/** The settings of a combination. */
export function settingsOf(combination) {
  const word = (name, at) => UNCONFIRMED[name][(combination >>> (NAMES.length - 1 - at)) & 1];
  return Object.fromEntries(NAMES.map((name, at) => [name, word(name, at)]));
}
