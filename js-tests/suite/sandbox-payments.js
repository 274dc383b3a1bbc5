// What the sandbox does with payments: happy paths, declines, refusals.

import { DAY, MINUTE, merchant, outcome, refusal } from './sandbox-stage.js';

export const oneTime = {
  async 'a payment from draft to refund'(t, lib) {
    const { sandbox, pay, open, authorize, capture, refund, order } = await merchant(lib);
    const id = await open('100.00');
    t.match(id, /^S01-\d{7}-\d{7}$/);
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Open');
    const authorization = await authorize(id, '100.00');
    t.equal(outcome(authorization.authorizationStatus), 'Open');
    t.deepEqual(authorization.authorizationAmount, { currencyCode: 'USD', amount: '100.00' });
    const captured = await capture(authorization.amazonAuthorizationId, '100.00');
    t.equal(outcome(captured.captureStatus), 'Completed');
    const { amazonRefundId, refundStatus } = await refund(captured.amazonCaptureId, '30.00');
    t.equal(outcome(refundStatus), 'Pending');
    await sandbox.advance(MINUTE);
    t.equal(outcome((await pay.getRefundDetails({ amazonRefundId })).refundDetails.refundStatus), 'Completed');
    const { captureDetails } = await pay.getCaptureDetails({ amazonCaptureId: captured.amazonCaptureId });
    t.equal(Number(captureDetails.refundedAmount.amount), 30);
    await pay.closeOrderReference({ amazonOrderReferenceId: id });
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Closed SellerClosed');
  },

  async 'an asynchronous authorization is pending first'(t, lib) {
    const { sandbox, pay, open, authorize } = await merchant(lib);
    const { amazonAuthorizationId, authorizationStatus } = await authorize(await open(), '100.00', { transactionTimeout: 1440 });
    t.equal(outcome(authorizationStatus), 'Pending');
    await sandbox.advance(MINUTE);
    const { authorizationDetails } = await pay.getAuthorizationDetails({ amazonAuthorizationId });
    t.equal(outcome(authorizationDetails.authorizationStatus), 'Open');
  },

  async 'CaptureNow captures with the authorization, under the same digits'(t, lib) {
    const { pay, open, authorize } = await merchant(lib);
    const { amazonAuthorizationId, authorizationStatus, idList } = await authorize(await open(), '100.00', { captureNow: true });
    t.equal(outcome(authorizationStatus), 'Closed MaxCapturesProcessed');
    t.deepEqual(idList, [amazonAuthorizationId.replace('-A', '-C')]);
    const { captureDetails } = await pay.getCaptureDetails({ amazonCaptureId: idList[0] });
    t.equal(outcome(captureDetails.captureStatus), 'Completed');
  },

  async 'an order can be cancelled before it is captured'(t, lib) {
    const { pay, open, authorize, order } = await merchant(lib);
    const id = await open();
    const { amazonAuthorizationId } = await authorize(id);
    await pay.cancelOrderReference({ amazonOrderReferenceId: id });
    t.match(outcome((await order(id)).orderReferenceStatus), /^Canceled/);
    const { authorizationDetails } = await pay.getAuthorizationDetails({ amazonAuthorizationId });
    t.match(outcome(authorizationDetails.authorizationStatus), /^Closed/);
  },

  async 'an open order lapses after half a year'(t, lib) {
    const { sandbox, open, order } = await merchant(lib);
    const id = await open();
    await sandbox.advance(179 * DAY);
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Open');
    await sandbox.advance(2 * DAY);
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Closed Expired');
  },

  async 'a shipping address is told in full only once the order is confirmed'(t, lib) {
    const { pay, draft, order } = await merchant(lib);
    const id = await draft();
    const before = (await order(id)).destination.physicalDestination;
    t.equal(before.addressLine1, undefined);
    await pay.confirmOrderReference({ amazonOrderReferenceId: id });
    t.ok((await order(id)).destination.physicalDestination.addressLine1);
  },
};

export const recurring = {
  async 'an agreement is charged month after month'(t, lib) {
    const { sandbox, pay, agreement, charge } = await merchant(lib);
    const id = await agreement();
    t.match(id, /^C01-/);
    for (let month = 0; month < 3; month++) {
      const { authorizationDetails, amazonOrderReferenceId } = await charge(id, '10.00', { captureNow: true });
      t.equal(outcome(authorizationDetails.authorizationStatus), 'Closed MaxCapturesProcessed');
      t.match(amazonOrderReferenceId, /^S01-/);
      await sandbox.advance(31 * DAY);
    }
    await pay.closeBillingAgreement({ amazonBillingAgreementId: id });
    const { billingAgreementDetails } = await pay.getBillingAgreementDetails({ amazonBillingAgreementId: id });
    t.equal(outcome(billingAgreementDetails.billingAgreementStatus), 'Closed SellerClosed');
    t.equal(await refusal(t, lib, charge(id)), 'InvalidBillingAgreementStatus');
  },

  async 'an agreement can be validated, and an order made from it'(t, lib) {
    const { pay, agreement, authorize } = await merchant(lib);
    const id = await agreement();
    const { validationResult } = await pay.validateBillingAgreement({ amazonBillingAgreementId: id });
    t.equal(validationResult, 'Success');
    const { orderReferenceDetails } = await pay.createOrderReferenceForId({
      id,
      idType: 'BillingAgreement',
      confirmNow: true,
      orderReferenceAttributes: { orderTotal: { amount: '20.00' } },
    });
    t.equal(outcome(orderReferenceDetails.orderReferenceStatus), 'Open');
    const { authorizationStatus } = await authorize(orderReferenceDetails.amazonOrderReferenceId, '20.00');
    t.equal(outcome(authorizationStatus), 'Open');
  },

  async 'without consent an agreement is not confirmed'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    const { amazonBillingAgreementId } = sandbox.createBillingAgreement({ consent: false });
    await pay.setBillingAgreementDetails({ amazonBillingAgreementId, billingAgreementAttributes: {} });
    await refusal(t, lib, pay.confirmBillingAgreement({ amazonBillingAgreementId }));
    sandbox.buyer.giveConsent(amazonBillingAgreementId);
    await pay.confirmBillingAgreement({ amazonBillingAgreementId });
    const { billingAgreementDetails } = await pay.getBillingAgreementDetails({ amazonBillingAgreementId });
    t.equal(outcome(billingAgreementDetails.billingAgreementStatus), 'Open');
  },
};

export const declines = {
  async 'a declined card suspends the order until the buyer chooses another'(t, lib) {
    const { sandbox, pay, open, authorize, order } = await merchant(lib);
    const id = await open('100.00', { card: '3434' });
    const declined = await authorize(id);
    t.equal(outcome(declined.authorizationStatus), 'Declined InvalidPaymentMethod');
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Suspended InvalidPaymentMethod');
    t.equal(await refusal(t, lib, authorize(id)), 'InvalidOrderReferenceStatus');
    sandbox.buyer.selectCard(id, '1111');
    await pay.confirmOrderReference({ amazonOrderReferenceId: id });
    t.equal(outcome((await authorize(id)).authorizationStatus), 'Open');
  },

  async 'a rejection closes the order'(t, lib) {
    const { open, authorize, order } = await merchant(lib);
    const id = await open('100.00', { card: '2323' });
    t.equal(outcome((await authorize(id)).authorizationStatus), 'Declined AmazonRejected');
    t.match(outcome((await order(id)).orderReferenceStatus), /^(Closed|Canceled)/);
  },

  async 'a time-out leaves the order open'(t, lib) {
    const { open, authorize, order } = await merchant(lib);
    const id = await open('100.00', { card: '5656' });
    t.equal(outcome((await authorize(id)).authorizationStatus), 'Declined TransactionTimedOut');
    t.equal(outcome((await order(id)).orderReferenceStatus), 'Open');
  },

  async 'a note simulates a decline'(t, lib) {
    const { open, authorize } = await merchant(lib);
    const sellerAuthorizationNote = '{"SandboxSimulation": {"State":"Declined", "ReasonCode":"AmazonRejected"}}';
    const { authorizationStatus } = await authorize(await open(), '100.00', { sellerAuthorizationNote });
    t.equal(outcome(authorizationStatus), 'Declined AmazonRejected');
  },

  async 'a card that is not allowed is a constraint'(t, lib) {
    const { pay, draft, order } = await merchant(lib);
    const id = await draft('100.00', { card: '4545' });
    t.deepEqual((await order(id)).constraints.map(({ constraintId }) => constraintId), ['PaymentMethodNotAllowed']);
    await refusal(t, lib, pay.confirmOrderReference({ amazonOrderReferenceId: id }));
  },

  async 'an agreement with a declined card is suspended'(t, lib) {
    const { sandbox, pay, agreement, charge } = await merchant(lib);
    const id = await agreement();
    sandbox.buyer.selectCard(id, '3434');
    const { authorizationDetails } = await charge(id);
    t.equal(outcome(authorizationDetails.authorizationStatus), 'Declined InvalidPaymentMethod');
    const { billingAgreementDetails } = await pay.getBillingAgreementDetails({ amazonBillingAgreementId: id });
    t.match(outcome(billingAgreementDetails.billingAgreementStatus), /^Suspended/);
  },
};

export const refusals = {
  async 'an order without an amount is not confirmed'(t, lib) {
    const { sandbox, pay, order } = await merchant(lib);
    const { amazonOrderReferenceId } = sandbox.createOrderReference();
    t.deepEqual((await order(amazonOrderReferenceId)).constraints.map(({ constraintId }) => constraintId), ['AmountNotSet']);
    await refusal(t, lib, pay.confirmOrderReference({ amazonOrderReferenceId }));
  },

  async 'a draft is not authorized, and a confirmed order not set'(t, lib) {
    const { pay, draft, open, authorize } = await merchant(lib);
    t.equal(await refusal(t, lib, authorize(await draft())), 'InvalidOrderReferenceStatus');
    const id = await open();
    const set = pay.setOrderReferenceDetails({
      amazonOrderReferenceId: id,
      orderReferenceAttributes: { orderTotal: { amount: '1.00' } },
    });
    t.equal(await refusal(t, lib, set), 'OrderReferenceNotModifiable');
  },

  async 'no more is captured or refunded than there is'(t, lib) {
    const { open, authorize, capture, refund } = await merchant(lib);
    const authorization = await authorize(await open('100.00'), '40.00');
    t.equal(await refusal(t, lib, capture(authorization.amazonAuthorizationId, '400.00')), 'TransactionAmountExceeded');
    const { amazonCaptureId } = await capture(authorization.amazonAuthorizationId, '40.00');
    t.equal(await refusal(t, lib, refund(amazonCaptureId, '400.00')), 'TransactionAmountExceeded');
    t.equal(await refusal(t, lib, capture(authorization.amazonAuthorizationId, '1.00')), 'InvalidAuthorizationStatus');
  },

  async 'an id that does not exist'(t, lib) {
    const { pay, authorize } = await merchant(lib);
    t.equal(await refusal(t, lib, authorize('S01-0000000-0000000')), 'InvalidOrderReferenceId');
    const nothing = pay.getAuthorizationDetails({ amazonAuthorizationId: 'S01-0000000-0000000-A000000' });
    t.match(await refusal(t, lib, nothing), /^Invalid(Authorization|Transaction|OrderReference)Id$/);
  },

  async 'another secret key, another access key'(t, lib) {
    const { sandbox } = await merchant(lib);
    const client = (options) =>
      new lib.AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, retry: false, pacing: false, ...options });
    t.equal(await refusal(t, lib, client({ secretKey: 'another' }).getServiceStatus()), 'SignatureDoesNotMatch');
    t.equal(await refusal(t, lib, client({ accessKey: 'AKIAANOTHER' }).getServiceStatus()), 'InvalidAccessKeyId');
    t.equal(await refusal(t, lib, client({ merchantId: 'A1ANOTHER' }).listOrderReference({ queryId: '1' })), 'AccessDenied');
  },

  async 'a parameter changed after signing'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    const { url, ...request } = pay.prepare('GetOrderReferenceDetails', { amazonOrderReferenceId: 'S01-1' });
    request.body = request.body.replace('S01-1', 'S01-2');
    const answer = await sandbox.fetch(url, request);
    t.equal(answer.status, 403);
    t.match(await answer.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
  },

  async 'a request signed too long ago; a service moved ahead'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    const { url, ...old } = pay.prepare('GetServiceStatus', {}, { now: Date.now() - 16 * MINUTE });
    t.match(await (await sandbox.fetch(url, old)).text(), /<Code>RequestExpired<\/Code>/);
    await sandbox.advance(90 * DAY);
    t.equal((await pay.getServiceStatus()).status, 'GREEN');
  },
};

export const idempotency = {
  async 'the same reference id gives the same object'(t, lib) {
    const { open, authorize, capture, refund } = await merchant(lib);
    const id = await open();
    const same = { authorizationReferenceId: 'the-same' };
    const first = await authorize(id, '10.00', same);
    t.equal((await authorize(id, '10.00', same)).amazonAuthorizationId, first.amazonAuthorizationId);
    const again = { captureReferenceId: 'the-same-capture' };
    const captured = await capture(first.amazonAuthorizationId, '10.00', again);
    t.equal((await capture(first.amazonAuthorizationId, '10.00', again)).amazonCaptureId, captured.amazonCaptureId);
    const back = { refundReferenceId: 'the-same-refund' };
    const refunded = await refund(captured.amazonCaptureId, '4.00', back);
    t.equal((await refund(captured.amazonCaptureId, '4.00', back)).amazonRefundId, refunded.amazonRefundId);
  },

  async 'the same reference id with other parameters is refused'(t, lib) {
    const { open, authorize } = await merchant(lib);
    const id = await open();
    await authorize(id, '10.00', { authorizationReferenceId: 'the-same' });
    const other = authorize(id, '11.00', { authorizationReferenceId: 'the-same' });
    t.match(await refusal(t, lib, other), /^Duplicate/);
  },
};
