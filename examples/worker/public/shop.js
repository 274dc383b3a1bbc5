// @ts-check
// The buyer's page: `/` sells, `/?order=…` shows an order and lets it be paid.

const page = /** @type {any} */ (window);
/** @param {string} id */
const byId = (id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));
const number = new URLSearchParams(location.search).get('order');
/** The order as the shop told it last. @type {any} */
let order;

/** @param {string} path @param {object} [body] @returns {Promise<any>} */
async function ask(path, body) {
  const response = await fetch(path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

byId('buy').addEventListener('click', async () => {
  const made = await ask('/orders', {});
  location.search = `?order=${made.number}`;
});

/** @param {any} told */
function show(told) {
  order = { amazon: order?.amazon, ...told };
  byId('buy').hidden = true;
  byId('order').hidden = false;
  byId('amount').textContent = order.amount;
  byId('state').textContent = order.state;
  byId('message').textContent = told.message ?? '';
  byId('checkout').hidden = order.state !== 'unpaid';
}

/** Amazon's own script, or the sandbox's stand-in for it. */
function loadWidgets() {
  const { sellerId, clientId, script } = order.amazon;
  const scope = 'payments:widget';
  page.onAmazonLoginReady = () => page.amazon.Login.setClientId(clientId);
  page.onAmazonPaymentsReady = () => page.OffAmazonPayments.Button('amazon-button', sellerId, {
    type: 'PwA',
    authorization: () => page.amazon.Login.authorize({ scope, popup: true }, (/** @type {any} */ { error }) => error || showWallet()),
  });
  document.head.append(Object.assign(document.createElement('script'), { src: script, async: true }));
}

/** A book is not sent, so there is a wallet and no address book. */
function showWallet() {
  new page.OffAmazonPayments.Widgets.Wallet({
    sellerId: order.amazon.sellerId,
    design: { designMode: 'responsive' },
    // Known already when a card was declined, and another one is to be chosen.
    ...(order.reference && { amazonOrderReferenceId: order.reference }),
    onOrderReferenceCreate: (/** @type {any} */ made) => (order.reference = made.getAmazonOrderReferenceId()),
    onPaymentSelect: () => (byId('pay').disabled = false),
    onError: (/** @type {any} */ error) => (byId('message').textContent = error.getErrorMessage()),
  }).bind('wallet');
}

byId('pay').addEventListener('click', async () => {
  byId('pay').disabled = true;
  const { reference, attempt } = order;
  await ask(`/orders/${number}/pay`, { reference, attempt }).then(show, (error) => (byId('message').textContent = error.message));
  // Amazon may have closed the order reference: the next one begins with a new wallet.
  if (order.state === 'unpaid') showWallet();
});

if (number !== null) {
  show(await ask(`/orders/${number}`));
  if (order.state === 'unpaid') loadWidgets();
}
