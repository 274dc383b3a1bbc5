// Charging in one call: the steps, the answers, and what is found again after whatever went wrong.
// A test is a name and a function of (t, lib, host); lib has Sandbox beside AmazonPay.

import { MINUTE, merchant, refusal } from './sandbox-stage.js';

const declined = (ReasonCode, more = {}) =>
  JSON.stringify({ SandboxSimulation: { State: 'Declined', ReasonCode, ...more } });

/** A clock that never waits. It runs with the host's, against which the sandbox judges signatures. */
export const hasty = { now: () => Date.now(), sleep: async () => {} };

/** A sandbox, and a client that tries again without waiting. */
const shop = (lib, options, clientOptions) => merchant(lib, options, { retry: { attempts: 4 }, clock: hasty, random: () => 0, ...clientOptions });

const draft = (sandbox, details) => sandbox.createOrderReference(details).amazonOrderReferenceId;
const agreed = (sandbox, details) => sandbox.createBillingAgreement({ consent: true, ...details }).amazonBillingAgreementId;

/** The operations that were called, in order. */
const called = (sandbox, from = 0) =>
  sandbox.journal.filter(({ type, number }) => type === 'response' && number > from).map(({ operation }) => operation);
const last = (sandbox) => sandbox.journal.at(-1)?.number ?? 0;
/** What hangs on the order references, as the ledger has it. */
const ofType = (sandbox, type) =>
  sandbox.objects().flatMap(({ id, type: root }) => (root === 'OrderReference' ? sandbox.object(id).children : [])).filter((object) => object.type === type);

export const charge = {
  async 'a draft is set, confirmed and authorized'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const id = draft(sandbox);
    const from = last(sandbox);
    const result = await pay.charge({ id, amount: '25.00', authorizationReferenceId: 'a-1', sellerNote: 'tea', storeName: 'Shop', softDescriptor: 'TEA', sellerAuthorizationNote: 'for tea' });
    t.deepEqual(called(sandbox, from), ['GetOrderReferenceDetails', 'SetOrderReferenceDetails', 'ConfirmOrderReference', 'Authorize']);
    t.deepEqual([result.outcome, result.amazonOrderReferenceId, result.advice.action], ['authorized', id, 'capture']);
    t.equal(result.authorizationDetails.authorizationStatus.state, 'Open');
    t.equal(result.authorizationDetails.sellerAuthorizationNote, 'for tea');
    t.equal(Object.hasOwn(result, 'captureDetails') || Object.hasOwn(result, 'softDecline') || Object.hasOwn(result, 'reasonCode'), false);
    const { orderReferenceDetails } = await pay.getOrderReferenceDetails({ amazonOrderReferenceId: id });
    t.deepEqual(orderReferenceDetails.orderTotal, { amount: '25.00', currencyCode: 'USD' });
    t.deepEqual([orderReferenceDetails.sellerNote, orderReferenceDetails.sellerOrderAttributes], ['tea', { sellerOrderId: 'a-1', storeName: 'Shop' }]);
  },

  async 'captured means that the capture is completed'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1', captureNow: true };
    const result = await pay.charge(params);
    t.deepEqual([result.outcome, result.captureDetails.captureStatus.state, result.advice.action], ['captured', 'Completed', 'done']);
    const again = await pay.charge({ ...params, amount: '25' });
    t.deepEqual([again.outcome, again.captureDetails.amazonCaptureId], ['captured', result.captureDetails.amazonCaptureId]);
    await pay.refund({ amazonCaptureId: result.captureDetails.amazonCaptureId, refundReferenceId: 'r-1', refundAmount: { amount: '28.75' } });
    await sandbox.advance(MINUTE);
    const refunded = await pay.charge(params);
    t.deepEqual([refunded.outcome, refunded.reasonCode], ['closed', 'MaxAmountRefunded']);
  },

  async 'a capture that is pending or declined is not captured'(t, lib) {
    const { sandbox, pay, capture } = await shop(lib);
    for (const [State, ReasonCode, outcome, action] of [['Pending', undefined, 'pending', 'wait'], ['Declined', 'AmazonRejected', 'declined', 'authorize-anew']]) {
      const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: `a-${State}` };
      const { authorizationDetails } = await pay.charge(params);
      await capture(authorizationDetails.amazonAuthorizationId, '25.00', { sellerCaptureNote: JSON.stringify({ SandboxSimulation: { State, ReasonCode } }) });
      const again = await pay.charge(params);
      t.deepEqual([again.outcome, again.reasonCode, again.advice.action, again.captureDetails.captureStatus.state], [outcome, ReasonCode, action, State]);
    }
  },

  async 'an authorization that was captured by nothing that can be read is pending'(t, lib) {
    const { sandbox } = await shop(lib);
    // As it would be read while its capture is made.
    const fetch = async (url, init) => {
      const answer = await (await sandbox.fetch(url, init)).text();
      return new Response(init.body.includes('Action=Authorize') ? answer.replace(/<member>[^<]*<\/member>/, '') : answer);
    };
    const pay = new lib.AmazonPay({ ...sandbox.credentials, fetch, pacing: false, clock: hasty });
    const result = await pay.charge({ id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1', captureNow: true });
    t.deepEqual([result.outcome, result.reasonCode, result.advice.action, result.captureDetails], ['pending', 'MaxCapturesProcessed', 'wait', undefined]);
  },

  async 'a billing agreement is charged by one order reference each time'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const id = agreed(sandbox);
    const from = last(sandbox);
    const more = { captureNow: true, inheritShippingAddress: true, sellerBillingAgreementId: 'sub-1', sellerNote: 'tea', customInformation: 'x' };
    const first = await pay.charge({ id, amount: '10.00', authorizationReferenceId: 'm-1', ...more });
    t.deepEqual(called(sandbox, from), [
      'ListOrderReference', 'GetBillingAgreementDetails', 'SetBillingAgreementDetails', 'ConfirmBillingAgreement', 'AuthorizeOnBillingAgreement', 'GetCaptureDetails',
    ]);
    const second = await pay.charge({ id, amount: '10.00', authorizationReferenceId: 'm-2', ...more });
    t.deepEqual([first.outcome, second.outcome], ['captured', 'captured']);
    t.ok(first.amazonOrderReferenceId !== second.amazonOrderReferenceId);
    const again = await pay.charge({ id, amount: '10.00', authorizationReferenceId: 'm-1', ...more });
    t.deepEqual([again.outcome, again.amazonOrderReferenceId], ['captured', first.amazonOrderReferenceId]);
    t.equal(ofType(sandbox, 'Capture').length, 2);
    const { billingAgreementDetails } = await pay.getBillingAgreementDetails({ amazonBillingAgreementId: id });
    t.equal(billingAgreementDetails.sellerBillingAgreementAttributes.sellerBillingAgreementId, 'sub-1');
  },

  async 'an order with the same number is not taken for an agreement’s'(t, lib) {
    const { sandbox, pay } = await shop(lib, { settings: { referenceIdScope: 'kind' } });
    await pay.charge({ id: draft(sandbox), amount: '10.00', authorizationReferenceId: 'one', sellerOrderId: 'n' });
    const other = agreed(sandbox);
    await pay.charge({ id: other, amount: '10.00', authorizationReferenceId: 'two', sellerOrderId: 'n' });
    const id = agreed(sandbox);
    for (const authorizationReferenceId of ['one', 'two']) {
      const error = await t.rejects(pay.charge({ id, amount: '10.00', authorizationReferenceId, sellerOrderId: 'n' }));
      t.deepEqual([error.code, error.executed], ['DuplicateReferenceId', 'no']);
    }
  },

  async 'an asynchronous charge is pending, and can be waited for'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1', transactionTimeout: 1440, captureNow: true };
    const result = await pay.charge(params);
    t.deepEqual([result.outcome, result.advice.action], ['pending', 'wait']);
    await sandbox.advance(MINUTE);
    t.equal((await pay.charge(params)).outcome, 'captured');
  },

  async 'a decline is an answer with advice'(t, lib) {
    for (const [reason, more, softDecline, action] of [
      ['InvalidPaymentMethod', { SoftDecline: 'true' }, true, 'retry'],
      ['InvalidPaymentMethod', { SoftDecline: 'false' }, false, 'change-payment-method'],
      ['AmazonRejected', {}, undefined, 'offer-another-method'],
      ['TransactionTimedOut', {}, undefined, 'retry-asynchronously'],
    ]) {
      const { sandbox, pay } = await shop(lib);
      for (const id of [draft(sandbox), agreed(sandbox)]) {
        const params = { id, amount: '25.00', authorizationReferenceId: id[0], sellerAuthorizationNote: declined(reason, more) };
        for (const result of [await pay.charge(params), await pay.charge(params)]) {
          t.deepEqual([result.outcome, result.reasonCode, result.softDecline, result.advice.action], ['declined', reason, softDecline, action]);
        }
      }
    }
  },

  async 'after a decline the buyer chooses another card, and a new reference id charges'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const id = draft(sandbox);
    const params = { id, amount: '25.00', authorizationReferenceId: 'a-1' };
    await pay.charge({ ...params, sellerAuthorizationNote: declined('InvalidPaymentMethod') });
    t.equal(await refusal(t, lib, pay.charge({ ...params, authorizationReferenceId: 'a-2' })), 'PaymentMethodNotUpdated');
    sandbox.buyer.selectCard(id, '1111');
    t.equal((await pay.charge({ ...params, authorizationReferenceId: 'a-2' })).outcome, 'authorized');
  },

  async 'the bank’s challenge comes before the authorization'(t, lib) {
    for (const unauthenticated of ['error', 'decline']) {
      const { sandbox, pay } = await shop(lib, { region: 'de', settings: { unauthenticated } });
      const urls = { successUrl: 'https://shop.example/yes', failureUrl: 'https://shop.example/no' };
      const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1', ...urls };
      for (const result of [await pay.charge(params), await pay.charge(params)]) {
        t.deepEqual([result.outcome, result.advice.action, result.authorizationDetails], ['authentication-required', 'authenticate', undefined]);
      }
      t.equal(called(sandbox).includes('Authorize'), false);
      sandbox.buyer.completeAuthentication(params.id, 'Success');
      t.equal((await pay.charge(params)).outcome, 'authorized');
    }
  },

  async 'an agreement’s challenge is told from its state'(t, lib) {
    const { sandbox, pay } = await shop(lib, { region: 'de' });
    const urls = { successUrl: 'https://shop.example/yes', failureUrl: 'https://shop.example/no' };
    const params = { id: agreed(sandbox), amount: '25.00', authorizationReferenceId: 'a-1', billingAgreementType: 'MerchantInitiatedTransaction', ...urls };
    t.deepEqual([(await pay.charge(params)).outcome, (await pay.charge(params)).outcome], ['authentication-required', 'authentication-required']);
    sandbox.buyer.completeAuthentication(params.id, 'Success');
    t.equal((await pay.charge(params)).outcome, 'authorized');
  },

  async 'what the service refuses is an error, and says that nothing was charged'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const unpaid = draft(sandbox);
    sandbox.buyer.deleteCard(unpaid);
    const missing = await t.rejects(pay.charge({ id: unpaid, amount: '25.00', authorizationReferenceId: 'a-1' }));
    t.deepEqual([missing.code, missing.operation, missing.executed], ['ConstraintsExist', 'ConfirmOrderReference', 'no']);
    const id = draft(sandbox);
    await pay.cancelOrderReference({ amazonOrderReferenceId: id });
    const late = await t.rejects(pay.charge({ id, amount: '25.00', authorizationReferenceId: 'a-2' }));
    t.deepEqual([late.code, late.operation, late.executed], ['InvalidOrderReferenceStatus', 'Authorize', 'no']);
    t.equal(ofType(sandbox, 'Authorization').length, 0);
  },

  async 'a part of the total is charged'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const params = { id: draft(sandbox), amount: '40.00', orderTotal: { amount: '100.00' }, captureNow: true };
    for (const authorizationReferenceId of ['a-1', 'a-2']) {
      t.equal((await pay.charge({ ...params, authorizationReferenceId })).outcome, 'captured');
    }
    t.equal(await refusal(t, lib, pay.charge({ ...params, authorizationReferenceId: 'a-3' })), 'TransactionAmountExceeded');
  },

  async 'a reference id that has authorized another amount is refused'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1' };
    await pay.charge(params);
    for (const change of [{ amount: '25.01' }, { amount: '2.5' }, { amount: '250' }, { currencyCode: 'EUR' }]) {
      const error = await t.rejects(pay.charge({ ...params, ...change }));
      t.deepEqual(error.issues?.map(({ path, code }) => [path, code]), [['authorizationReferenceId', 'used']]);
    }
    for (const amount of ['25', '25.0', '025.00']) {
      const outcome = await pay.charge({ ...params, amount }).then((result) => result.outcome, (error) => error.name);
      t.ok(outcome === 'authorized' || (amount === '025.00' && outcome === 'ValidationError'), `${amount}: ${outcome}`);
    }
  },

  async 'wrong parameters are told all at once, by their own names, and nothing is sent'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const issuesOf = async (params) => (await t.rejects(pay.charge(params))).issues.map(({ path, code }) => `${path} ${code}`).sort();
    const from = last(sandbox);
    t.deepEqual(await issuesOf({ id: 'S01', amount: 5, authorisationReferenceId: 'x', sellerNote: 'x'.repeat(1025), providerCreditList: [{}] }), [
      'amount wrong-type', 'authorisationReferenceId unknown', 'authorizationReferenceId required', 'providerCreditList[0].creditAmount required',
      'providerCreditList[0].providerId required', 'sellerNote too-long',
    ]);
    t.deepEqual(await issuesOf({ id: 'C01', authorizationReferenceId: 'x', orderTotal: { amount: '1' } }), ['amount required', 'orderTotal unknown']);
    t.deepEqual(await issuesOf({ id: 'S01', amount: '1', authorizationReferenceId: 'x', inheritShippingAddress: true, orderTotal: { amount: 'x' } }), [
      'inheritShippingAddress unknown', 'orderTotal.amount amount',
    ]);
    for (const id of [undefined, null, 5, '', 'X01', 's01']) {
      t.match((await issuesOf({ id, amount: '1', authorizationReferenceId: 'x' })).join(), /^id (required|invalid)$/);
    }
    for (const params of [undefined, null, 'S01', 5]) t.equal((await t.rejects(pay.charge(params))).name, 'ValidationError');
    const hint = await t.rejects(pay.charge({ id: 'S01', amount: '1', authorizationReferenceID: 'x' }));
    t.match(hint.message, /`authorizationReferenceID`.*did you mean `authorizationReferenceId`/);
    t.equal(last(sandbox), from);
  },

  async 'parameters are read once'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    let reads = 0;
    const params = { id: draft(sandbox), amount: '25.00', get authorizationReferenceId() { return `a-${++reads}`; } };
    const { authorizationDetails } = await pay.charge(params);
    t.deepEqual([reads, authorizationDetails.authorizationReferenceId], [1, 'a-1']);
  },

  async 'signal and deadline are those of the whole'(t, lib) {
    const { sandbox, pay } = await shop(lib);
    const params = { id: draft(sandbox), amount: '25.00', authorizationReferenceId: 'a-1' };
    const controller = new AbortController();
    controller.abort('enough');
    const stopped = await t.rejects(pay.charge(params, { signal: controller.signal }));
    t.deepEqual([stopped.name, stopped.cause, stopped.executed], ['AbortError', 'enough', 'no']);
    let now = Date.now();
    const slow = await shop(lib, {}, { clock: { now: () => (now += 1_000), sleep: async () => {} } });
    const late = await t.rejects(slow.pay.charge({ ...params, id: draft(slow.sandbox) }, { deadline: 4_000 }));
    t.equal(late.name, 'TimeoutError');
    t.equal((await t.rejects(pay.charge(params, { deadLine: 1 }))).name, 'ConfigurationError');
  },
};

/** The service's unconfirmed facts, as far as they bear on recovery, one way and the other. */
const WORLDS = ['original', 'state-error'].flatMap((idempotency) => [
  { idempotency, terminalRepeat: 'no-op', referenceIdScope: 'seller', repeatedSet: 'merge', journal: 100 },
  { idempotency, terminalRepeat: 'error', referenceIdScope: 'kind', repeatedSet: 'replace', lastPageToken: 'empty', plainTextStatusError: true, softDeclineSuspends: true, journal: 100 },
]);

/** The authorizations that came to be after an entry of the journal. */
function authorized(sandbox, from) {
  const born = ({ type, number, object, from: before }) => type === 'transition' && number > from && object === 'Authorization' && before === '(none)';
  return sandbox.journal.filter(born).map(({ id }) => id);
}

const KINDS = ['refuse', 'drop-request', 'drop-response', 'internal-error', 'truncate', 'plain-text-error'];
const STEPS = {
  S: ['GetOrderReferenceDetails', 'SetOrderReferenceDetails', 'ConfirmOrderReference', 'Authorize', 'GetCaptureDetails', 'GetAuthorizationDetails'],
  C: ['ListOrderReference', 'GetBillingAgreementDetails', 'SetBillingAgreementDetails', 'ConfirmBillingAgreement', 'AuthorizeOnBillingAgreement', 'GetCaptureDetails'],
};

export const recovery = {
  async 'a charge that fails anywhere is found again, and made once'(t, lib) {
    for (const settings of WORLDS) {
      const { sandbox, pay } = await shop(lib, { settings });
      // A process that dies makes no second attempt.
      const brief = new lib.AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, pacing: false, retry: false });
      let number = 0;
      for (const [note, outcome] of [[undefined, 'captured'], [declined('InvalidPaymentMethod', { SoftDecline: 'false' }), 'declined'], [declined('AmazonRejected'), 'declined']]) {
        for (const [letter, operations] of Object.entries(STEPS)) {
          for (const operation of operations) {
            for (const kind of KINDS) {
              const id = letter === 'S' ? draft(sandbox) : agreed(sandbox);
              const params = { id, amount: '1.00', authorizationReferenceId: `a-${++number}`, captureNow: true, sellerAuthorizationNote: note };
              const where = `${JSON.stringify(settings)} ${operation} ${kind} ${note}`;
              const from = last(sandbox);
              const made = () => authorized(sandbox, from);
              sandbox.addFault({ operation, kind, times: 1 });
              const first = await brief.charge(params).catch((error) => error);
              if (first.executed === 'no') t.equal(made().length, 0, `${where}: executed`);
              sandbox.clearFaults();
              sandbox.addFault({ operation, kind, times: 1 });
              await pay.charge(params).catch(() => {});
              sandbox.clearFaults();
              const result = await pay.charge(params);
              t.equal(result.outcome, outcome, where);
              t.deepEqual(made(), [result.authorizationDetails.amazonAuthorizationId], where);
            }
          }
        }
      }
    }
  },

  async 'two processes that charge at once charge once'(t, lib) {
    for (const settings of WORLDS) {
      const { sandbox, pay } = await shop(lib, { settings });
      for (const id of [draft(sandbox), agreed(sandbox)]) {
        const params = { id, amount: '10.00', authorizationReferenceId: `a-${id}`.slice(0, 32), captureNow: true };
        const results = await Promise.all(Array.from({ length: 8 }, () => pay.charge(params)));
        t.deepEqual([...new Set(results.map(({ outcome, captureDetails }) => `${outcome} ${captureDetails?.amazonCaptureId}`))].length, 1);
        t.equal(results[0].outcome, 'captured');
      }
      t.equal(ofType(sandbox, 'Capture').length, 2);
    }
  },

  async 'a settling write that is refused on its repeat is settled by reading'(t, lib) {
    const settings = { terminalRepeat: 'error', idempotency: 'state-error' };
    const { sandbox, pay, open, authorize, agreement } = await shop(lib, { settings });
    const amazonOrderReferenceId = await open();
    const { amazonAuthorizationId } = await authorize(amazonOrderReferenceId);
    const amazonBillingAgreementId = await agreement();
    for (const [operation, params] of [
      ['CloseAuthorization', { amazonAuthorizationId }],
      ['CloseOrderReference', { amazonOrderReferenceId }],
      ['CancelOrderReference', { amazonOrderReferenceId: await open() }],
      ['CloseBillingAgreement', { amazonBillingAgreementId }],
    ]) {
      sandbox.addFault({ operation, kind: 'drop-response', times: 1 });
      const { $metadata, ...result } = await pay.call(operation, params);
      t.deepEqual([result, $metadata.operation, $metadata.attempts, $metadata.status], [{}, operation, 3, 200]);
      t.match($metadata.xml, /<State>(Closed|Canceled)</);
      // Another call is another matter.
      const error = await t.rejects(pay.call(operation, params));
      t.deepEqual([error.executed, error.attempts], ['no', 1]);
    }
  },

  async 'what reading does not show stays a refusal that leaves it open'(t, lib) {
    const { sandbox, pay, open, authorize, capture } = await shop(lib, { settings: { terminalRepeat: 'error' } });
    const { amazonAuthorizationId } = await authorize(await open());
    await capture(amazonAuthorizationId);
    sandbox.addFault({ operation: 'CloseAuthorization', kind: 'drop-request', times: 1 });
    const error = await t.rejects(pay.closeAuthorization({ amazonAuthorizationId }));
    t.deepEqual([error.code, error.executed, error.attempts, error.operation], ['InvalidAuthorizationStatus', 'unknown', 3, 'CloseAuthorization']);
    const { amazonAuthorizationId: other } = await authorize(await open());
    sandbox.addFault({ operation: 'CloseAuthorization', kind: 'drop-response', times: 1 });
    sandbox.addFault({ operation: 'GetAuthorizationDetails', kind: 'refuse' });
    const unread = await t.rejects(pay.closeAuthorization({ amazonAuthorizationId: other }));
    t.deepEqual([unread.code, unread.executed], ['InvalidAuthorizationStatus', 'unknown']);
  },
};

