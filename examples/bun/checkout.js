// @ts-check
// The subscriber's page: Amazon's button, wallet and consent, then our own button. They are Amazon's script, or
// the sandbox's stand-in for it, which has the same names.

const page = /** @type {any} */ (window);
const subscribe = /** @type {HTMLButtonElement} */ (document.getElementById('pay'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const { sellerId, clientId, attempt, ...known } = /** @type {HTMLElement} */ (document.getElementById('checkout')).dataset;
/** Amazon's billing agreement: known already when a card was declined, and another one is to be chosen. */
let agreement = known.agreement;
const common = {
  sellerId,
  agreementType: 'BillingAgreement',
  design: { designMode: 'responsive' },
  onError: (/** @type {any} */ wrong) => (status.textContent = wrong.getErrorMessage()),
};

page.onAmazonLoginReady = () => page.amazon.Login.setClientId(clientId);
page.onAmazonPaymentsReady = () => {
  const authorization = () => page.amazon.Login.authorize({ scope: 'payments:widget', popup: true }, showWallet);
  page.OffAmazonPayments.Button('amazon-button', sellerId, { type: 'PwA', authorization });
};

/** @param {{ error?: string }} answer */
function showWallet({ error }) {
  if (error) return void (status.textContent = error);
  const { Wallet } = page.OffAmazonPayments.Widgets;
  if (agreement) new Wallet({ ...common, amazonBillingAgreementId: agreement, onPaymentSelect: () => (subscribe.disabled = false) }).bind('wallet');
  else new Wallet({ ...common, onReady: showConsent }).bind('wallet');
}

/** @param {any} made */
function showConsent(made) {
  agreement = made.getAmazonBillingAgreementId();
  const onConsent = (/** @type {any} */ given) => (subscribe.disabled = given.getConsentStatus() !== 'true');
  new page.OffAmazonPayments.Widgets.Consent({ ...common, amazonBillingAgreementId: agreement, onConsent }).bind('consent');
}

subscribe.addEventListener('click', async () => {
  subscribe.disabled = true;
  await fetch('start', { method: 'POST', body: JSON.stringify({ agreement, attempt: Number(attempt) }) }).catch(() => undefined);
  location.reload();
});
