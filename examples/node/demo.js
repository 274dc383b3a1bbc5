// A payment from beginning to end, as a shop's server makes it, against a sandbox on this machine.
//
//   npm install amazon-pay-wasm
//   node demo.js
//
// The sandbox listens on a port of its own and everything goes over real HTTP. Nothing leaves this
// machine and no money moves. Each step checks what came of it: the story can't tell of a state that
// is not there.

import assert from 'node:assert/strict';
import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

const { title, say, note, step, later, end, heard } = story(process.stdout);

const sandbox = await Sandbox.create();
const server = await serve(sandbox);
const pay = new AmazonPay({ ...server.credentials, onAttempt: heard });

title('Amazon Pay, on your own machine');
say(`A sandbox listens at ${server.url}. Every call below is signed and goes there over HTTP.`);

// ---------------------------------------------------------------------------------------------
title('1. A one-time payment');
say('Susie picks an address and a card in the widgets. They give the shop an order reference.');

const { amazonOrderReferenceId } = sandbox.createOrderReference();
note(amazonOrderReferenceId, 'Draft');

await step('setOrderReferenceDetails', '25.00 USD, order 1001', async () => {
  const { orderReferenceDetails } = await pay.setOrderReferenceDetails({
    amazonOrderReferenceId,
    orderReferenceAttributes: {
      orderTotal: { amount: '25.00', currencyCode: 'USD' },
      sellerOrderAttributes: { sellerOrderId: '1001', storeName: 'Tea & Co' },
    },
  });
  return orderReferenceDetails.orderReferenceStatus.state;
}, 'Draft');

await step('confirmOrderReference', 'Susie pressed "Buy now"', async () => {
  await pay.confirmOrderReference({ amazonOrderReferenceId });
  const { orderReferenceDetails } = await pay.getOrderReferenceDetails({ amazonOrderReferenceId });
  return orderReferenceDetails.orderReferenceStatus.state;
}, 'Open');

const authorized = await step('authorize', '25.00 USD, answer at once', async () => {
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId,
    authorizationReferenceId: 'order-1001-a',
    authorizationAmount: { amount: '25.00' },
    transactionTimeout: 0,
  });
  return [authorizationDetails.authorizationStatus.state, authorizationDetails.amazonAuthorizationId];
}, 'Open');
say('The money is reserved. The parcel leaves, so the shop takes it.');

const captured = await step('capture', '25.00 USD', async () => {
  const { captureDetails } = await pay.capture({
    amazonAuthorizationId: authorized,
    captureReferenceId: 'order-1001-c',
    captureAmount: { amount: '25.00' },
  });
  return [captureDetails.captureStatus.state, captureDetails.amazonCaptureId];
}, 'Completed');

say('One cup arrived broken: Susie gets a part back.');
const refunded = await step('refund', '7.50 USD of it', async () => {
  const { refundDetails } = await pay.refund({
    amazonCaptureId: captured,
    refundReferenceId: 'order-1001-r',
    refundAmount: { amount: '7.50' },
    sellerRefundNote: 'a broken cup',
  });
  return [refundDetails.refundStatus.state, refundDetails.amazonRefundId];
}, 'Pending');

await later('Half a minute later', 35_000);
await step('getRefundDetails', 'how is it?', async () => {
  const { refundDetails } = await pay.getRefundDetails({ amazonRefundId: refunded });
  return refundDetails.refundStatus.state;
}, 'Completed');
await step('getCaptureDetails', 'what was given back?', async () => {
  const { captureDetails } = await pay.getCaptureDetails({ amazonCaptureId: captured });
  assert.equal(Number(captureDetails.refundedAmount.amount), 7.5);
  return [captureDetails.captureStatus.state, captured, `7.50 of 25.00 ${captureDetails.captureAmount.currencyCode}`];
}, 'Completed');

// ---------------------------------------------------------------------------------------------
title('2. A card that is declined');
say('Tom pays with a card that his bank has blocked. A decline is not an error: it is an answer.');

const tom = sandbox.createOrderReference({ card: '3434' }).amazonOrderReferenceId;
note(tom, 'Draft');
await pay.setOrderReferenceDetails({
  amazonOrderReferenceId: tom,
  orderReferenceAttributes: { orderTotal: { amount: '80.00', currencyCode: 'USD' } },
});
await pay.confirmOrderReference({ amazonOrderReferenceId: tom });
await step('authorize', '80.00 USD', async () => {
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId: tom,
    authorizationReferenceId: 'order-1002-a',
    authorizationAmount: { amount: '80.00' },
    transactionTimeout: 0,
  });
  const { state, reasonCode } = authorizationDetails.authorizationStatus;
  assert.equal(reasonCode, 'InvalidPaymentMethod');
  return [state, undefined, reasonCode];
}, 'Declined');
await step('getOrderReferenceDetails', 'and the order?', async () => {
  const { orderReferenceDetails } = await pay.getOrderReferenceDetails({ amazonOrderReferenceId: tom });
  return orderReferenceDetails.orderReferenceStatus.state;
}, 'Suspended');
say('What to do: show Tom the wallet again, and let him choose another card. (The service lets a sandbox\n' +
  '  account confirm twice at once, then every two seconds. The client waits for that by itself.)');

sandbox.buyer.selectCard(tom, '1111');
await step('confirmOrderReference', 'Tom chose another card', async () => {
  await pay.confirmOrderReference({ amazonOrderReferenceId: tom });
  const { orderReferenceDetails } = await pay.getOrderReferenceDetails({ amazonOrderReferenceId: tom });
  return orderReferenceDetails.orderReferenceStatus.state;
}, 'Open');

await step('authorize', '80.00 USD, under a new reference id', async () => {
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId: tom,
    authorizationReferenceId: 'order-1002-b',
    authorizationAmount: { amount: '80.00' },
    transactionTimeout: 0,
  });
  return [authorizationDetails.authorizationStatus.state, authorizationDetails.amazonAuthorizationId];
}, 'Open');

say('An error is something else: the service refuses, and says so. Nothing was done.');
await step('authorize', '9000.00 USD more than Tom agreed to', async () => {
  const error = await rejection(pay.authorize({
    amazonOrderReferenceId: tom,
    authorizationReferenceId: 'order-1002-c',
    authorizationAmount: { amount: '9000.00' },
    transactionTimeout: 0,
  }));
  assert.equal(error.code, 'TransactionAmountExceeded');
  assert.equal(error.executed, 'no');
  return ['Refused', undefined, error.code, error.advice];
}, 'Refused');

// ---------------------------------------------------------------------------------------------
title('3. A subscription');
say('Ann subscribes to a box of tea each month and lets the shop charge her. (An authorization that is\n' +
  '  captured to the end is Closed: that is good.)');

const { amazonBillingAgreementId } = sandbox.createBillingAgreement({ consent: true });
note(amazonBillingAgreementId, 'Draft');
await step('setBillingAgreementDetails', 'tea of the month', async () => {
  const { billingAgreementDetails } = await pay.setBillingAgreementDetails({
    amazonBillingAgreementId,
    billingAgreementAttributes: { sellerNote: 'Tea of the month' },
  });
  return billingAgreementDetails.billingAgreementStatus.state;
}, 'Draft');
await step('confirmBillingAgreement', 'Ann agreed', async () => {
  await pay.confirmBillingAgreement({ amazonBillingAgreementId });
  const { billingAgreementDetails } = await pay.getBillingAgreementDetails({ amazonBillingAgreementId });
  return billingAgreementDetails.billingAgreementStatus.state;
}, 'Open');

for (const month of ['January', 'February']) {
  await step('authorizeOnBillingAgreement', `14.00 USD for ${month}, captured at once`, async () => {
    const { authorizationDetails } = await pay.authorizeOnBillingAgreement({
      amazonBillingAgreementId,
      authorizationReferenceId: `tea-${month}`,
      authorizationAmount: { amount: '14.00' },
      captureNow: true,
      transactionTimeout: 0,
    });
    const { state, reasonCode } = authorizationDetails.authorizationStatus;
    assert.equal(reasonCode, 'MaxCapturesProcessed');
    const [capture] = authorizationDetails.idList;
    const { captureDetails } = await pay.getCaptureDetails({ amazonCaptureId: capture });
    assert.equal(captureDetails.captureStatus.state, 'Completed');
    return [state, capture, `captured as ${capture}`];
  }, 'Closed');
  if (month === 'January') await later('A month later', 31 * 24 * 60 * 60 * 1000);
}

await server.close();
end();

/**
 * How the story is printed. Colours only where a person sees them.
 *
 * @param {NodeJS.WriteStream} out
 */
function story(out) {
  const coloured = out.isTTY && process.env.NO_COLOR === undefined;
  const paint = (code, text) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text);
  const [bold, dim, red, green, yellow, cyan] = [1, 2, 31, 32, 33, 36].map((code) => (text) => paint(code, text));
  const line = (text = '') => out.write(`${text}\n`);
  const started = performance.now();
  let calls = 0;
  let waited = 0;
  const title = (text) => line(`\n${bold(cyan(text))}`);
  const say = (text) => line(`\n  ${text}`);
  return {
    title,
    say,
    note: (id, state) => line(`  ${''.padEnd(3)} ${yellow(state.padEnd(11))} ${id}`),
    /** The client tells of each request: how often it called, and how long it waited for quota. */
    heard({ paced }) {
      calls += 1;
      waited += paced;
    },
    /** Does a thing, prints what came of it, and insists that it is what the story says. */
    async step(name, sent, work, expected) {
      const before = performance.now();
      waited = 0;
      const given = await work();
      const took = performance.now() - before - waited;
      const [state, id, more = id ?? '', advice] = Array.isArray(given) ? given : [given];
      assert.equal(state, expected, `${name}: the story says ${expected}`);
      const quota = waited < 50 ? '' : `, after ${(waited / 1000).toFixed(1)} s for the service's quota`;
      const paintState = { Declined: red, Refused: red, Suspended: yellow, Pending: yellow, Draft: yellow }[state] ?? green;
      line(`  ${dim('→')} ${bold(name.padEnd(28))} ${sent}`);
      line(`  ${dim('←')} ${paintState(state.padEnd(11))} ${more}${more && '  '}${dim(`${took.toFixed(1)} ms${quota}`)}`);
      if (advice) line(`    ${dim(advice)}`);
      return id;
    },
    /** Lets the service's time pass, and with it everything that falls due. */
    async later(text, milliseconds) {
      await sandbox.advance(milliseconds);
      line(`\n  ${dim(`… ${text} (the sandbox skips the wait) …`)}\n`);
    },
    end() {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      title(`Done: ${calls} calls in ${seconds} s, and every state was as told.`);
      say('Try next:');
      line(`    npx amazon-pay-wasm sandbox                 ${dim('a sandbox that stays, for a client in any language')}`);
      line(`    npx amazon-pay-wasm call --help             ${dim('one call to it, signed, from the command line')}`);
      line(`    sandbox.buyer.selectCard(id, '2323')        ${dim('another way to be declined: AmazonRejected')}`);
      line(`    sandbox.advance(180 * 24 * 3600 * 1000)     ${dim('what half a year does to an open order')}`);
      line();
    },
  };
}

/** @param {Promise<unknown>} call */
async function rejection(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'the service took what it should refuse' });
}
