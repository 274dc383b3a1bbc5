// @ts-check
// What buyer and shop see. Plain HTML: the buyer's browser decides nothing but which card pays.

const STATES = {
  unpaid: 'not paid yet',
  paying: 'being paid',
  challenged: 'waiting for your bank',
  pending: 'Amazon is deciding',
  reserved: 'paid; we ship soon',
  shipped: 'shipped',
  refunding: 'your money is on its way back',
  refunded: 'refunded',
};

/** HTML with every value escaped, but for what is HTML already. */
class Html extends String {}

/**
 * @param {TemplateStringsArray} texts
 * @param {(string | number | undefined | Html | Html[])[]} values
 */
function html(texts, ...values) {
  const escaped = values.map((value) => {
    if (value instanceof Html) return value;
    if (Array.isArray(value)) return value.join('');
    return String(value ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  });
  return new Html(String.raw({ raw: texts }, ...escaped));
}

/** @param {string} title @param {Html} content */
function page(title, content) {
  const text = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
${content}
</html>`;
  // The address of an order is all that it takes to see it: no other site shall be told.
  return new Response(String(text), { headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'same-origin' } });
}

export function home() {
  return page('Tea & Co', html`<form method="post" action="/orders"><button>Buy tea</button></form>`);
}

/**
 * @param {import('./orders.js').Order} order
 * @param {{ sellerId: string, clientId: string, widgets: string, flow: string }} amazon what the widgets need;
 *   `flow` is `yes` where banks ask who the buyer is
 */
export function orderPage({ number, amount, state, attempt, reference, message }, { sellerId, clientId, widgets, flow }) {
  const checkout = html`
<div id="checkout" data-attempt="${attempt}" data-reference="${reference}" data-seller-id="${sellerId}" data-client-id="${clientId}" data-flow="${flow}">
  <div id="amazon-button"></div>
  <div id="address-book"></div>
  <div id="wallet"></div>
  <button id="pay" disabled>Pay ${amount}</button>
</div>
<script src="/checkout.js"></script>
<script async src="${widgets}"></script>`;
  return page(`Order ${number}`, html`
<p>Tea, ${amount}: <strong id="state">${STATES[state]}</strong></p>
<p role="status">${message}</p>
${state === 'unpaid' || state === 'challenged' ? checkout : ''}`);
}

/** @param {import('./orders.js').Order[]} orders */
export function adminPage(orders) {
  const rows = orders.map(({ number, amount, state, message }) => html`
<tr><td><a href="/orders/${number}">${number}</a><td>${amount}<td>${STATES[state]}<td>${message}
<td><form method="post" action="/admin/orders/${number}/ship"><button>Ship</button></form>
<td><form method="post" action="/admin/orders/${number}/refund"><button>Refund</button></form>`);
  return page('Orders', html`<table>${rows}</table>`);
}
