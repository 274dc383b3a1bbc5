// Waiting, listing, reading whole payments, Login with Amazon, advice. A test is a name and a function
// of (t, lib, host); lib has Sandbox beside AmazonPay.

import { hasty } from './charge.js';
import { MINUTE, merchant } from './sandbox-stage.js';

/** A client whose sleep moves the sandbox's time, and keeps its own near the host's. */
async function patient(lib, options, clientOptions) {
  const slept = [];
  const { sandbox } = await merchant(lib, options);
  let moved = 0;
  const clock = {
    now: () => Date.now() + moved,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      moved += milliseconds;
      await sandbox.advance(Math.ceil(milliseconds));
    },
  };
  const pay = new lib.AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, pacing: false, clock, random: () => 0, ...clientOptions });
  return { sandbox, pay, slept, id: sandbox.createOrderReference().amazonOrderReferenceId };
}

const tokenOf = (sandbox) => sandbox.createOrderReference().accessToken;

/** A client of a profile service that plays a script. */
function profile(lib, sandbox, script, options = {}) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, ...init });
    const step = script[requests.length - 1];
    if (step === undefined) throw new TypeError('the script has no more steps');
    return step(requests.at(-1));
  };
  const pay = new lib.AmazonPay({ ...sandbox.credentials, fetch, clock: hasty, random: () => 0, ...options });
  return { pay, requests };
}

const json = (status, value) => () => new Response(JSON.stringify(value), { status });
const info = json(200, { aud: 'amzn1.application-oa2-client.sandbox', user_id: 'amzn1.account.X' });

export const conveniences = {
  async 'waiting ends when the state is final, with what was read'(t, lib) {
    const { pay, slept, id } = await patient(lib);
    const { authorizationDetails } = await pay.charge({ id, amount: '5.00', authorizationReferenceId: 'a', transactionTimeout: 60, captureNow: true });
    const { amazonAuthorizationId } = authorizationDetails;
    const answer = await pay.waitForAuthorization(amazonAuthorizationId);
    t.deepEqual([answer.authorizationDetails.authorizationStatus.state, answer.$metadata.operation], ['Closed', 'GetAuthorizationDetails']);
    t.deepEqual(slept, [1_000, 2_000, 4_000, 8_000, 16_000]);
    const [amazonCaptureId] = answer.authorizationDetails.idList;
    t.equal((await pay.waitForCapture(amazonCaptureId)).captureDetails.captureStatus.state, 'Completed');
    const { refundDetails } = await pay.refund({ amazonCaptureId, refundReferenceId: 'r', refundAmount: { amount: '1.00' } });
    t.equal((await pay.waitForRefund(refundDetails.amazonRefundId)).refundDetails.refundStatus.state, 'Completed');
  },

  async 'waiting outlasts a service that is away, and ends at its deadline'(t, lib) {
    const { sandbox, pay, slept, id } = await patient(lib, { settings: { authorizationDelay: 40 * MINUTE } }, { deadline: 90 * MINUTE, retry: { attempts: 2 } });
    const { authorizationDetails } = await pay.charge({ id, amount: '5.00', authorizationReferenceId: 'a', transactionTimeout: 1440 });
    const { amazonAuthorizationId } = authorizationDetails;
    sandbox.addFault({ kind: 'drop-request', operation: 'GetAuthorizationDetails' });
    // Beyond a quarter of an hour the sandbox, which judges by the host's clock, would refuse.
    const late = await t.rejects(pay.waitForAuthorization(amazonAuthorizationId, { deadline: 10 * MINUTE }));
    t.deepEqual([late.name, late.executed, late.retryable, late.cause?.name], ['TimeoutError', 'no', true, 'ConnectionError']);
    const total = slept.reduce((sum, wait) => sum + wait, 0);
    t.ok(total > 9 * MINUTE && total <= 10 * MINUTE, `waited ${total}`);
    sandbox.clearFaults();
    const undecided = await t.rejects(pay.waitForAuthorization(amazonAuthorizationId, { deadline: MINUTE }));
    t.deepEqual([undecided.name, undecided.cause], ['TimeoutError', undefined]);
    const refused = await t.rejects(pay.waitForAuthorization('S01-0000000-0000000-A000000'));
    t.deepEqual([refused.code, refused.attempts], ['InvalidTransactionId', 1]);
  },

  async 'waiting outlasts a network that swallows requests'(t, lib) {
    const { sandbox } = await merchant(lib);
    let asked = 0;
    const fetch = (url, init) => (++asked < 6 ? new Promise(() => {}) : sandbox.fetch(url, init));
    const id = sandbox.createOrderReference().amazonOrderReferenceId;
    const options = { ...sandbox.credentials, pacing: false, clock: hasty, random: () => 0, retry: { attempts: 2 } };
    const { authorizationDetails } = await new lib.AmazonPay({ ...options, fetch: sandbox.fetch }).charge({ id, amount: '5.00', authorizationReferenceId: 'a' });
    const pay = new lib.AmazonPay({ ...options, fetch, timeout: 5 });
    const answer = await pay.waitForAuthorization(authorizationDetails.amazonAuthorizationId);
    t.deepEqual([answer.authorizationDetails.authorizationStatus.state, asked], ['Open', 6]);
    const silent = new lib.AmazonPay({ ...options, fetch: () => new Promise(() => {}), timeout: 5 });
    const late = await t.rejects(silent.waitForAuthorization(authorizationDetails.amazonAuthorizationId, { deadline: 50 }));
    t.deepEqual([late.name, late.executed, late.retryable, late.cause?.name], ['TimeoutError', 'no', true, 'TimeoutError']);
    t.match(late.message, /^waitForAuthorization: not decided within 50 ms$/);
  },

  async 'waiting goes on when the service comes back'(t, lib) {
    const { sandbox, pay, id } = await patient(lib, {}, { retry: { attempts: 2 } });
    const { authorizationDetails } = await pay.charge({ id, amount: '5.00', authorizationReferenceId: 'a', transactionTimeout: 1440 });
    sandbox.addFault({ kind: 'drop-request', operation: 'GetAuthorizationDetails', times: 9 });
    const answer = await pay.waitForAuthorization(authorizationDetails.amazonAuthorizationId);
    t.equal(answer.authorizationDetails.authorizationStatus.state, 'Open');
  },

  async 'waiting stops at once on a signal'(t, lib) {
    const controller = new AbortController();
    const sleep = () => {
      queueMicrotask(() => controller.abort('enough'));
      return new Promise(() => {});
    };
    const { sandbox, pay, id } = await patient(lib, {}, { clock: { now: () => Date.now(), sleep } });
    const { authorizationDetails } = await pay.charge({ id, amount: '5.00', authorizationReferenceId: 'a', transactionTimeout: 1440 });
    const waiting = pay.waitForAuthorization(authorizationDetails.amazonAuthorizationId, { signal: controller.signal });
    const error = await t.rejects(waiting);
    t.deepEqual([error.name, error.cause, error.executed], ['AbortError', 'enough', 'no']);
    sandbox.close();
  },

  async 'a list is read over all its pages'(t, lib) {
    for (const lastPageToken of ['absent', 'empty']) {
      const { sandbox, pay } = await merchant(lib, { settings: { lastPageToken } });
      const ids = [];
      for (let n = 0; n < 7; n++) {
        const id = sandbox.createOrderReference().amazonOrderReferenceId;
        await pay.charge({ id, amount: '5.00', authorizationReferenceId: `a-${n}`, sellerOrderId: 'same' });
        ids.push(id);
      }
      const found = [];
      for await (const { amazonOrderReferenceId } of pay.orderReferences({ queryId: 'same', pageSize: 3, sortOrder: 'Ascending' })) found.push(amazonOrderReferenceId);
      t.deepEqual(found.sort(), ids.sort());
      const pages = () => sandbox.journal.filter(({ type, operation }) => type === 'response' && /^List/.test(operation)).length;
      t.equal(pages(), 3);
      // Who stops early reads no more pages.
      for await (const { amazonOrderReferenceId } of pay.orderReferences({ queryId: 'same', pageSize: 3 })) if (amazonOrderReferenceId) break;
      t.equal(pages(), 4);
      for await (const order of pay.orderReferences({ queryId: 'none' })) t.ok(false, order.amazonOrderReferenceId);
      t.equal((await t.rejects(pay.orderReferences({}).next())).name, 'ValidationError');
    }
  },

  async 'a payment is read with everything under it'(t, lib) {
    const { pay, open, authorize, capture, refund } = await merchant(lib);
    const id = await open('100.00');
    const first = await authorize(id, '40.00');
    const second = await authorize(id, '30.00');
    const { amazonCaptureId } = await capture(first.amazonAuthorizationId, '40.00');
    await refund(amazonCaptureId, '10.00');
    await refund(amazonCaptureId, '5.00');
    const { orderReferenceDetails, authorizations } = await pay.getPaymentDetails(id);
    t.equal(orderReferenceDetails.amazonOrderReferenceId, id);
    t.deepEqual(authorizations.map(({ authorizationDetails }) => authorizationDetails.amazonAuthorizationId), [first.amazonAuthorizationId, second.amazonAuthorizationId]);
    t.deepEqual(authorizations.map(({ captures }) => captures.map(({ captureDetails, refunds }) => [captureDetails.amazonCaptureId, refunds.map(({ refundAmount }) => refundAmount.amount)])), [
      [[amazonCaptureId, ['10.00', '5.00']]],
      [],
    ]);
    t.equal((await t.rejects(pay.getPaymentDetails('S01-0000000-0000000'))).code, 'InvalidOrderReferenceId');
    t.equal((await t.rejects(pay.getPaymentDetails())).name, 'ValidationError');
  },

  async 'a token says who the buyer is, percent-encoded or not'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    const token = tokenOf(sandbox);
    const buyer = await pay.getUserInfo(token);
    t.deepEqual(Object.keys(buyer).sort(), ['email', 'name', 'postalCode', 'userId']);
    t.match(buyer.userId, /^amzn1\.account\./);
    t.deepEqual(await pay.getUserInfo(encodeURIComponent(token)), buyer);
    t.deepEqual(await pay.getUserInfo(token.replace('|', '%7c')), buyer);
  },

  async 'another site’s token is refused before its profile is read, and no error holds a token'(t, lib) {
    const { sandbox } = await merchant(lib);
    const token = 'Atza|canary-token';
    for (const [script, name, code] of [
      [[json(200, { aud: 'amzn1.application-oa2-client.other' })], 'ValidationError', 'audience'],
      [[json(200, {})], 'ValidationError', 'audience'],
      [[json(200, { aud: null, app_id: null })], 'ValidationError', 'audience'],
      [[json(400, { error: 'invalid_token', error_description: `no ${token}` })], 'ServiceError', 'invalid_token'],
      [[json(400, { error: `${token} is bad` })], 'ServiceError', 'unknown'],
      [[() => new Response(`<html>${token}</html>`, { status: 404 })], 'ResponseError', 'unreadable'],
      [[info, json(200, { name: 'no id' })], 'ResponseError', 'unreadable'],
      [[() => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } })], 'ResponseError', 'redirect'],
    ]) {
      const { pay, requests } = profile(lib, sandbox, script);
      const error = await t.rejects(pay.getUserInfo(token));
      t.deepEqual([error.name, error.issues?.[0].code ?? error.code, error.executed, error.retryable], [name, code, 'no', false]);
      t.equal(requests.length, script.length);
      t.equal(`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes('canary'), false);
      for (const { url, headers, method, redirect } of requests) {
        t.deepEqual([method, redirect, headers['x-amz-access-token'], url.includes('canary')], ['GET', 'manual', token, false]);
      }
    }
    for (const wrong of [undefined, null, '', 5, 'Atza|with\nline', 'Atza|ü', 'x'.repeat(5000)]) {
      const { pay, requests } = profile(lib, sandbox, []);
      const error = await t.rejects(pay.getUserInfo(wrong));
      t.deepEqual([error.name, requests.length], ['ValidationError', 0]);
    }
    const { pay } = profile(lib, sandbox, [], { clientId: null });
    t.deepEqual([(await t.rejects(pay.getUserInfo(token))).option], ['clientId']);
  },

  async 'Login with Amazon is asked again where that may help, and not for ever'(t, lib) {
    const { sandbox } = await merchant(lib);
    const broken = () => { throw new TypeError('fetch failed'); };
    const { pay, requests } = profile(lib, sandbox, [broken, json(500, { error: 'ServerError' }), info, json(503, {}), json(200, { user_id: 'amzn1.account.X' })]);
    t.deepEqual(await pay.getUserInfo('Atza|x'), { userId: 'amzn1.account.X' });
    t.equal(requests.length, 5);
    const away = profile(lib, sandbox, Array.from({ length: 9 }, () => broken));
    const error = await t.rejects(away.pay.getUserInfo('Atza|x'));
    t.deepEqual([error.name, error.executed, error.retryable, error.attempts], ['ConnectionError', 'no', true, 4]);
    const silent = profile(lib, sandbox, [() => new Promise(() => {})]);
    t.equal((await t.rejects(silent.pay.getUserInfo('Atza|x', { timeout: 5, retry: false }))).name, 'TimeoutError');
    const controller = new AbortController();
    const stopped = profile(lib, sandbox, [() => { controller.abort('enough'); return new Promise(() => {}); }]);
    const aborted = await t.rejects(stopped.pay.getUserInfo('Atza|x', { signal: controller.signal }));
    t.deepEqual([aborted.name, aborted.cause], ['AbortError', 'enough']);
  },

  async 'advice is there for every state, known or not'(t, lib) {
    const { pay } = await merchant(lib);
    const { action, buyerPresent, buyerGone, wait, orderReference } = pay.advise({ authorizationStatus: { state: 'Declined', reasonCode: 'ProcessingFailure' } });
    t.deepEqual([action, wait, orderReference, buyerPresent === buyerGone], ['retry-later', 90_000, 'Open', true]);
    const gone = pay.advise({ authorizationStatus: { state: 'Declined', reasonCode: 'InvalidPaymentMethod' }, softDecline: false });
    t.deepEqual([gone.action, gone.orderReference, gone.buyerGone === gone.buyerPresent], ['change-payment-method', 'Suspended', false]);
    for (const [details, expected] of [
      [{ authorizationStatus: { state: 'Declined', reasonCode: 'InvalidPaymentMethod' }, softDecline: true }, 'retry'],
      [{ authorizationStatus: { state: 'Declined', reasonCode: 'OfTomorrow' } }, 'offer-another-method'],
      [{ authorizationStatus: { state: 'Closed', reasonCode: 'ExpiredUnused' } }, 'authorize-anew'],
      [{ captureStatus: { state: 'Completed' } }, 'done'],
      [{ paymentAuthenticationStatus: { state: 'REQUIRED' } }, 'authenticate'],
      [{ authorizationStatus: { state: 'OfTomorrow' } }, 'wait'],
      [{}, 'wait'],
      [undefined, 'wait'],
    ]) {
      t.equal(pay.advise(details).action, expected, JSON.stringify(details));
    }
  },
};
