// @ts-check
// The buyer's page: Amazon's button and widgets, then our own "Pay". The widgets are Amazon's script, or the
// sandbox's stand-in for it, which has the same names.

const page = /** @type {any} */ (window);
const checkout = /** @type {HTMLElement} */ (document.getElementById('checkout'));
const pay = /** @type {HTMLButtonElement} */ (document.getElementById('pay'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const { sellerId, clientId, attempt, flow } = checkout.dataset;
/** Amazon's order reference: known already when a card was declined, and another one is to be chosen. */
let reference = checkout.dataset.reference;

page.onAmazonLoginReady = () => page.amazon.Login.setClientId(clientId);
page.onAmazonPaymentsReady = () => {
  page.OffAmazonPayments.Button('amazon-button', sellerId, {
    type: 'PwA',
    authorization: () => page.amazon.Login.authorize({ scope: 'payments:widget payments:shipping_address', popup: true }, signedIn),
    onError,
  });
};

/** @param {{ error?: string }} answer */
function signedIn({ error }) {
  if (error) return onError({ getErrorMessage: () => error });
  const { AddressBook, Wallet } = page.OffAmazonPayments.Widgets;
  const design = { designMode: 'responsive' };
  /** @param {any} made */
  const onOrderReferenceCreate = (made) => (reference = made.getAmazonOrderReferenceId());
  const common = { sellerId, design, onError, ...(reference && { amazonOrderReferenceId: reference }) };
  new AddressBook({ ...common, onOrderReferenceCreate }).bind('address-book');
  new Wallet({ ...common, onPaymentSelect: () => (pay.disabled = false) }).bind('wallet');
}

pay.addEventListener('click', () => {
  pay.disabled = true;
  // In Europe the bank may want to see the buyer: Amazon must know before the order is placed.
  if (flow === 'yes') page.OffAmazonPayments.initConfirmationFlow(sellerId, reference, place);
  else place();
});

/** @param {{ success(): void, error(): void }} [confirmation] */
async function place(confirmation) {
  const body = JSON.stringify({ reference, attempt: Number(attempt) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${location.pathname}/pay`, { method: 'POST', headers, body }).catch(() => undefined);
  const state = response?.ok ? (await response.json()).state : 'unknown';
  if (state === 'challenged' && confirmation) return confirmation.success();
  confirmation?.error();
  location.reload();
}

/** @param {{ getErrorMessage(): string }} error */
function onError(error) {
  status.textContent = error.getErrorMessage();
}
