// @ts-check
// npm amazon-payments 0.2.9, as it is: its environment is `Sandbox`, whose addresses are Amazon's.
// Its known faults (behaviour.md 2.2, 7.9) are its own: the sandbox answers as the service does.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
// @ts-ignore it has no types
import payments from 'amazon-payments';
import { DECLINE, KEYS, addFault, createBillingAgreement, createOrderReference, notifications, pass, step } from './control.js';

const client = payments.connect({
  environment: payments.Environment.Sandbox,
  sellerId: KEYS.merchantId,
  mwsAccessKey: KEYS.accessKey,
  mwsSecretKey: KEYS.secretKey,
  clientId: KEYS.clientId,
});
/** @type {(operation: string, params: object) => Promise<any>} */
const call = (operation, params) =>
  promisify(client.offAmazonPayments[operation]).call(client.offAmazonPayments, params);
const read = promisify(client.parseSNSResponse);

const usd = (/** @type {string} */ Amount) => ({ Amount, CurrencyCode: 'USD' });

/** @param {string} AmazonOrderReferenceId */
async function confirmed(AmazonOrderReferenceId) {
  const OrderReferenceAttributes = { OrderTotal: usd('25.00'), SellerNote: 'a book & tea', SellerOrderAttributes: { SellerOrderId: '1001' } };
  const { OrderReferenceDetails } = await call('setOrderReferenceDetails', { AmazonOrderReferenceId, OrderReferenceAttributes });
  assert.equal(OrderReferenceDetails.OrderTotal.Amount, '25.00');
  await call('confirmOrderReference', { AmazonOrderReferenceId });
  return AmazonOrderReferenceId;
}

const opened = async () => confirmed((await createOrderReference()).amazonOrderReferenceId);

const authorization = (/** @type {string} */ reference) => ({
  AuthorizationReferenceId: reference,
  AuthorizationAmount: usd('25.00'),
  TransactionTimeout: 0,
});

/** @param {string} AmazonAuthorizationId @param {string} reference */
async function capturedAndRefunded(AmazonAuthorizationId, reference) {
  const { CaptureDetails } = await call('capture', {
    AmazonAuthorizationId,
    CaptureReferenceId: `${reference}-c`,
    CaptureAmount: usd('25.00'),
  });
  assert.equal(CaptureDetails.CaptureStatus.State, 'Completed');
  const { AmazonCaptureId } = CaptureDetails;
  const { RefundDetails } = await call('refund', { AmazonCaptureId, RefundReferenceId: `${reference}-r`, RefundAmount: usd('10.00') });
  assert.equal(RefundDetails.RefundStatus.State, 'Pending');
  await pass(60);
  const { AmazonRefundId } = RefundDetails;
  const later = await call('getRefundDetails', { AmazonRefundId });
  assert.equal(later.RefundDetails.RefundStatus.State, 'Completed');
  assert.equal((await call('getCaptureDetails', { AmazonCaptureId })).CaptureDetails.RefundedAmount.Amount, '10.00');
}

await step('the buyer behind an access token', async () => {
  const { accessToken } = await createOrderReference();
  const profile = await promisify(client.api.getProfile).call(client.api, accessToken);
  assert.match(profile.user_id, /^amzn1\.account\./);
  await assert.rejects(promisify(client.api.getProfile).call(client.api, 'Atza|nobody'), { name: 'invalid_token' });
});

await step('a one-time payment through to its refund', async () => {
  const AmazonOrderReferenceId = await opened();
  const { AuthorizationDetails } = await call('authorize', { AmazonOrderReferenceId, ...authorization('once') });
  assert.equal(AuthorizationDetails.AuthorizationStatus.State, 'Open');
  await capturedAndRefunded(AuthorizationDetails.AmazonAuthorizationId, 'once');
  await call('closeOrderReference', { AmazonOrderReferenceId, ClosureReason: 'sent' });
  const { OrderReferenceDetails } = await call('getOrderReferenceDetails', { AmazonOrderReferenceId });
  assert.equal(OrderReferenceDetails.OrderReferenceStatus.State, 'Closed');
});

await step('a recurring payment through to its refund and its end', async () => {
  const { amazonBillingAgreementId: AmazonBillingAgreementId } = await createBillingAgreement();
  await call('setBillingAgreementDetails', {
    AmazonBillingAgreementId,
    BillingAgreementAttributes: { SellerNote: 'monthly', SellerBillingAgreementAttributes: { SellerBillingAgreementId: 'S-1' } },
  });
  await call('confirmBillingAgreement', { AmazonBillingAgreementId });
  assert.equal((await call('validateBillingAgreement', { AmazonBillingAgreementId })).ValidationResult, 'Success');
  const charged = await call('authorizeOnBillingAgreement', { AmazonBillingAgreementId, ...authorization('month-1') });
  assert.match(charged.AmazonOrderReferenceId, /^S01-/);
  await capturedAndRefunded(charged.AuthorizationDetails.AmazonAuthorizationId, 'month-1');
  await call('closeBillingAgreement', { AmazonBillingAgreementId });
  const { BillingAgreementDetails } = await call('getBillingAgreementDetails', { AmazonBillingAgreementId });
  assert.equal(BillingAgreementDetails.BillingAgreementStatus.State, 'Closed');
});

await step('a decline is an answer and not an error', async () => {
  const AmazonOrderReferenceId = await opened();
  const note = { SellerAuthorizationNote: DECLINE };
  const { AuthorizationDetails } = await call('authorize', { AmazonOrderReferenceId, ...authorization('declined'), ...note });
  const { State, ReasonCode } = AuthorizationDetails.AuthorizationStatus;
  assert.deepEqual([State, ReasonCode], ['Declined', 'AmazonRejected']);
});

await step('a throttle is an error, and it never tries again', async () => {
  const AmazonOrderReferenceId = await opened();
  for (let read = 0; read < 5; read++) await call('getOrderReferenceDetails', { AmazonOrderReferenceId });
  const sixth = call('getOrderReferenceDetails', { AmazonOrderReferenceId });
  await assert.rejects(sixth, { name: 'RequestThrottled', message: 'Request is throttled' });
  await pass(1);
  await call('getOrderReferenceDetails', { AmazonOrderReferenceId });
});

await step('errors have the code of the service', async () => {
  const { amazonOrderReferenceId: AmazonOrderReferenceId } = await createOrderReference();
  const early = call('authorize', { AmazonOrderReferenceId, ...authorization('early') });
  await assert.rejects(early, { name: 'InvalidOrderReferenceStatus' });
  const OrderReferenceAttributes = { OrderTotal: usd('ten') };
  const wrong = call('setOrderReferenceDetails', { AmazonOrderReferenceId, OrderReferenceAttributes });
  await assert.rejects(wrong, { name: 'InvalidParameterValue' });
});

await step('its fault: a star is signed in lower case, and refused', async () => {
  const AmazonOrderReferenceId = await opened();
  const closed = (/** @type {string | undefined} */ ClosureReason) => call('closeOrderReference', { AmazonOrderReferenceId, ClosureReason });
  await assert.rejects(closed('2 * 2'), { name: 'SignatureDoesNotMatch' });
  // What is encoded by digits alone has no case to be wrong in.
  await closed("it's (not) so!");
});

await step('its fault: what is undefined is signed but not sent, and refused', async () => {
  const AmazonOrderReferenceId = await opened();
  const wrong = call('closeOrderReference', { AmazonOrderReferenceId, ClosureReason: undefined });
  await assert.rejects(wrong, { name: 'SignatureDoesNotMatch' });
});

await step('its fault: a refusal that is no XML is a success', async () => {
  const AmazonOrderReferenceId = await opened();
  await addFault({ kind: 'plain-text-error', operation: 'Authorize', times: 1 });
  const { Response } = await call('authorize', { AmazonOrderReferenceId, ...authorization('plain') });
  assert.match(Response, /^InvalidOrderReferenceStatus/);
});

await step('its fault: the sum of two amounts is sent as a float has it', async () => {
  const { amazonOrderReferenceId: AmazonOrderReferenceId } = await createOrderReference();
  const OrderTotal = { Amount: 0.1 + 0.2, CurrencyCode: 'USD' };
  await assert.rejects(call('setOrderReferenceDetails', { AmazonOrderReferenceId, OrderReferenceAttributes: { OrderTotal } }), {
    name: 'InvalidParameterValue',
  });
});

await step('the guide for those who leave it names all that it has', () => {
  const guide = readFileSync(new URL('../../docs/migrate/amazon-payments.md', import.meta.url), 'utf8');
  const names = (/** @type {object} */ of) => Object.keys(Object.getPrototypeOf(of));
  const { offAmazonPayments, api, notifications: deliveries, parseSNSResponse, callMwsMethod } = client;
  const methods = [...names(offAmazonPayments), ...names(api), parseSNSResponse.name, callMwsMethod.name];
  const options = ['environment', ...Object.keys(client.config)];
  assert.ok(methods.length > 20 && options.length > 5);
  for (const name of [...methods, ...options]) assert.match(guide, new RegExp(`\\b${name}\\b`));
  for (const name of Object.keys(payments.Environment)) assert.ok(guide.includes(name), name);
  assert.ok(guide.includes('reports.*') && names(deliveries).every((name) => name === 'carrierCodes' || guide.includes(name)));
});

await step('notifications are verified and read', async () => {
  const messages = await Promise.all((await notifications()).map((envelope) => read(envelope)));
  const of = (/** @type {string} */ type) => messages.filter(({ NotificationType }) => NotificationType === type);
  const declined = of('PaymentAuthorize').map(({ NotificationData }) => NotificationData.AuthorizationStatus);
  assert.ok(declined.some(({ State, ReasonCode }) => State === 'Declined' && ReasonCode === 'AmazonRejected'));
  assert.equal(of('PaymentCapture').length, 2);
  assert.deepEqual(of('PaymentRefund').map(({ NotificationData }) => NotificationData.RefundStatus.State), ['Completed', 'Completed']);
  assert.ok(of('OrderReferenceNotification').some(({ NotificationData }) => NotificationData.OrderReferenceStatus.State === 'Closed'));
  const agreements = of('BillingAgreementNotification').map(({ NotificationData }) => NotificationData.BillingAgreementStatus.State);
  assert.deepEqual([...new Set(agreements)].sort(), ['Closed', 'Open']);
});

await step('a notification that was changed, or lies about its certificate, is refused', async () => {
  const [envelope] = await notifications();
  await assert.rejects(read({ ...envelope, Message: envelope.Message.replace('A1', 'A2') }), { name: 'signature_mismatch' });
  const elsewhere = { ...envelope, SigningCertURL: envelope.SigningCertURL.replace('amazonaws.com', 'example.com') };
  await assert.rejects(read(elsewhere), { name: 'invalid_certificate_domain' });
  // Its fault: it knows the first signature version only.
  await assert.rejects(read({ ...envelope, SignatureVersion: '2' }), { name: 'invalid_signature_version' });
});
