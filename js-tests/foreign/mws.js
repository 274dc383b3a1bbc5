// @ts-check
// npm mws 2.0.11, as it is. It has no section for Amazon Pay, so its general `HttpClient` is driven,
// which signs and reads every section's calls. Its address is an option, `webServiceUri`: the client
// below it can not use a tunnel. It acts for a seller who delegates, because it always sends an
// `MWSAuthToken`. It reads no notifications.

import assert from 'node:assert/strict';
import mws from 'mws';
import { DECLINE, DELEGATING, KEYS, createBillingAgreement, createOrderReference, pass, step } from './control.js';

const { HttpClient, amazonMarketplaces } = mws;
const { merchantId } = DELEGATING;

/** @param {object} [changes] */
function clientWith(changes) {
  return new HttpClient({
    marketplace: /** @type {any} */ ({ ...amazonMarketplaces.US, webServiceUri: process.env.SANDBOX }),
    awsAccessKeyId: KEYS.accessKey,
    secretKey: KEYS.secretKey,
    sellerId: merchantId,
    mwsAuthToken: DELEGATING.mwsAuthToken,
    ...changes,
  });
}

/**
 * @param {string} action
 * @param {object} parameters
 * @param {'GET' | 'POST'} [method]
 * @returns {Promise<any>}
 */
async function call(action, parameters, method = 'POST', client = clientWith()) {
  const resource = /** @type {any} */ ('OffAmazonPayments_Sandbox');
  const info = { resource, version: '2013-01-01', action, parameters: /** @type {any} */ (parameters) };
  const [answer, metadata] = /** @type {any} */ (await client.request(method, info));
  assert.match(metadata.requestId, /^[0-9a-f-]{36}$/);
  return answer[`${action}Response`][`${action}Result`];
}

const usd = (/** @type {string} */ Amount) => ({ Amount, CurrencyCode: 'USD' });

async function opened() {
  const { amazonOrderReferenceId: AmazonOrderReferenceId } = await createOrderReference({ merchantId });
  const OrderReferenceAttributes = { OrderTotal: usd('25.00'), SellerNote: 'a book & tea' };
  await call('SetOrderReferenceDetails', { AmazonOrderReferenceId, OrderReferenceAttributes });
  await call('ConfirmOrderReference', { AmazonOrderReferenceId });
  return AmazonOrderReferenceId;
}

const authorization = (/** @type {string} */ reference) => ({
  AuthorizationReferenceId: reference,
  AuthorizationAmount: usd('25.00'),
  TransactionTimeout: 0,
});

/** @param {string} AmazonAuthorizationId @param {string} reference */
async function capturedAndRefunded(AmazonAuthorizationId, reference) {
  const { CaptureDetails } = await call('Capture', {
    AmazonAuthorizationId,
    CaptureReferenceId: `${reference}-c`,
    CaptureAmount: usd('25.00'),
  });
  assert.equal(CaptureDetails.CaptureStatus.State, 'Completed');
  const { AmazonCaptureId } = CaptureDetails;
  const { RefundDetails } = await call('Refund', { AmazonCaptureId, RefundReferenceId: `${reference}-r`, RefundAmount: usd('10.00') });
  await pass(60);
  const later = await call('GetRefundDetails', { AmazonRefundId: RefundDetails.AmazonRefundId });
  assert.equal(later.RefundDetails.RefundStatus.State, 'Completed');
}

await step('a one-time payment through to its refund, acting for another seller', async () => {
  const AmazonOrderReferenceId = await opened();
  const { AuthorizationDetails } = await call('Authorize', { AmazonOrderReferenceId, ...authorization('once') });
  assert.equal(AuthorizationDetails.AuthorizationStatus.State, 'Open');
  await capturedAndRefunded(AuthorizationDetails.AmazonAuthorizationId, 'once');
});

await step('the same by GET with a query', async () => {
  const AmazonOrderReferenceId = await opened();
  const { OrderReferenceDetails } = await call('GetOrderReferenceDetails', { AmazonOrderReferenceId }, 'GET');
  assert.equal(OrderReferenceDetails.OrderReferenceStatus.State, 'Open');
  assert.equal(OrderReferenceDetails.SellerNote, 'a book & tea');
});

await step('a recurring payment through to its refund and its end', async () => {
  const { amazonBillingAgreementId: AmazonBillingAgreementId } = await createBillingAgreement({ merchantId });
  await call('SetBillingAgreementDetails', { AmazonBillingAgreementId, BillingAgreementAttributes: { SellerNote: 'monthly' } });
  await call('ConfirmBillingAgreement', { AmazonBillingAgreementId });
  assert.equal((await call('ValidateBillingAgreement', { AmazonBillingAgreementId })).ValidationResult, 'Success');
  const charged = await call('AuthorizeOnBillingAgreement', { AmazonBillingAgreementId, ...authorization('month-1') });
  await capturedAndRefunded(charged.AuthorizationDetails.AmazonAuthorizationId, 'month-1');
  await call('CloseBillingAgreement', { AmazonBillingAgreementId });
  const { BillingAgreementDetails } = await call('GetBillingAgreementDetails', { AmazonBillingAgreementId });
  assert.equal(BillingAgreementDetails.BillingAgreementStatus.State, 'Closed');
});

await step('a decline is an answer and not an error', async () => {
  const AmazonOrderReferenceId = await opened();
  const note = { SellerAuthorizationNote: DECLINE };
  const { AuthorizationDetails } = await call('Authorize', { AmazonOrderReferenceId, ...authorization('declined'), ...note });
  const { State, ReasonCode } = AuthorizationDetails.AuthorizationStatus;
  assert.deepEqual([State, ReasonCode], ['Declined', 'AmazonRejected']);
});

await step('a throttle is an error of its own, and it never tries again', async () => {
  const AmazonOrderReferenceId = await opened();
  for (let read = 0; read < 5; read++) await call('GetOrderReferenceDetails', { AmazonOrderReferenceId });
  await assert.rejects(call('GetOrderReferenceDetails', { AmazonOrderReferenceId }), mws.RequestThrottledError);
  await pass(1);
  await call('GetOrderReferenceDetails', { AmazonOrderReferenceId });
});

await step('a wrong value is an error of its own', async () => {
  const { amazonOrderReferenceId: AmazonOrderReferenceId } = await createOrderReference({ merchantId });
  const OrderReferenceAttributes = { OrderTotal: usd('ten') };
  const wrong = call('SetOrderReferenceDetails', { AmazonOrderReferenceId, OrderReferenceAttributes });
  await assert.rejects(wrong, mws.InvalidParameterValueError);
});

await step('its fault: an error whose code it does not know is only text', async () => {
  const { amazonOrderReferenceId: AmazonOrderReferenceId } = await createOrderReference({ merchantId });
  const early = call('Authorize', { AmazonOrderReferenceId, ...authorization('early') });
  await assert.rejects(early, (error) => typeof error === 'string' && error.includes('<Code>InvalidOrderReferenceStatus</Code>'));
});

await step('its fault: without a token it sends the word undefined, and is refused', async () => {
  const forMyself = clientWith({ sellerId: KEYS.merchantId, mwsAuthToken: undefined });
  await assert.rejects(call('GetServiceStatus', {}, 'POST', forMyself), mws.AccessDeniedError);
});

await step('its fault: a star is not encoded, nor a tilde left as it is, and both are refused', async () => {
  for (const ClosureReason of ['2 * 2', '~ 4']) {
    const AmazonOrderReferenceId = await opened();
    await assert.rejects(call('CloseOrderReference', { AmazonOrderReferenceId, ClosureReason }), mws.SignatureDoesNotMatchError);
    await pass(60);
  }
});
