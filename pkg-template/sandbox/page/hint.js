// @ts-check
// How a first payment is taken. It is open for who comes for the first time.

import { byId, describe } from './element.js';

const SEEN = 'amazon-pay-wasm.hint';

export function startHint() {
  const hint = byId('hint');
  try {
    hint.open = localStorage.getItem(SEEN) === null;
    hint.addEventListener('toggle', () => hint.open || localStorage.setItem(SEEN, 'seen'));
  } catch {
    // A browser that keeps nothing shows it again.
    hint.open = true;
  }
}

/** @param {Record<string, string>} credentials */
export function showCredentials(credentials) {
  describe(byId('credentials'), [['endpoint', location.origin], ...Object.entries(credentials)]);
}

/** @param {any[]} objects the newest first */
export function showCommands(objects) {
  const draft = objects.find(({ type, state }) => type === 'OrderReference' && state === 'Draft')?.id;
  byId('hint-words').textContent = draft === undefined
    ? 'Create an order reference below; then, in a terminal, with its id:'
    : 'In a terminal, on the newest draft (each line as it stands):';
  const id = draft ?? 'S01-…';
  const call = (/** @type {string} */ operation, more = '') =>
    `npx amazon-pay-wasm call ${operation} --endpoint ${location.origin} --amazonOrderReferenceId ${id}${more}`;
  byId('commands').textContent = [
    call('SetOrderReferenceDetails', ' --orderReferenceAttributes.orderTotal.amount 10.00'),
    call('ConfirmOrderReference'),
    call('Authorize', ' --authorizationReferenceId first --authorizationAmount.amount 10.00 --transactionTimeout 0 --captureNow true'),
  ].join('\n\n');
}
