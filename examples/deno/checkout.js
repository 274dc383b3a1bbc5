// @ts-check
// The giver's page: Amazon's button and wallet, then our own button. They are Amazon's script, or the sandbox's
// stand-in for it, which has the same names.

const page = /** @type {any} */ (window);
const give = /** @type {HTMLButtonElement} */ (document.getElementById('pay'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const { sellerId, clientId, attempt, ...known } = /** @type {HTMLElement} */ (document.getElementById('checkout')).dataset;
/** Amazon's order reference: known already when a card was declined, and another one is to be chosen. */
let reference = known.reference;

page.onAmazonLoginReady = () => page.amazon.Login.setClientId(clientId);
page.onAmazonPaymentsReady = () => {
  const authorization = () => page.amazon.Login.authorize({ scope: 'payments:widget', popup: true }, showWallet);
  page.OffAmazonPayments.Button('amazon-button', sellerId, { type: 'PwA', authorization });
};

/** Nothing is sent, so there is no address book. @param {{ error?: string }} answer */
function showWallet({ error }) {
  if (error) return void (status.textContent = error);
  new page.OffAmazonPayments.Widgets.Wallet({
    sellerId,
    design: { designMode: 'responsive' },
    ...(reference && { amazonOrderReferenceId: reference }),
    onOrderReferenceCreate: (/** @type {any} */ made) => (reference = made.getAmazonOrderReferenceId()),
    onPaymentSelect: () => (give.disabled = false),
    onError: (/** @type {any} */ wrong) => (status.textContent = wrong.getErrorMessage()),
  }).bind('wallet');
}

give.addEventListener('click', async () => {
  give.disabled = true;
  const body = JSON.stringify({ reference, attempt: Number(attempt) });
  await fetch(`${location.pathname}/give`, { method: 'POST', body }).catch(() => undefined);
  location.reload();
});
