// What a call sends and gives, and its pure half.

import { START, accepted, byEffect, call, credentials, fault, faultXml, manualClock, stage, success, xml } from './stage.js';

const authorize = accepted.Authorize;

export const calls = {
  'there is a method for each of the 29 operations, shared by all clients'(t, lib, host) {
    // Minifiers of those who use the package give other names.
    if (host.name === 'node') t.equal(lib.AmazonPay.name, 'AmazonPay');
    const own = Object.getOwnPropertyNames(lib.AmazonPay.prototype);
    const others = ['constructor', 'call', 'prepare', 'interpret', 'inspect', 'request'];
    const methods = own.filter((name) => !others.includes(name));
    t.ok(methods.length >= 29, methods.join());
    for (const method of ['authorize', 'authorizeOnBillingAgreement', 'listOrderReferenceByNextToken', 'getServiceStatus', 'reverseProviderCredit']) {
      t.ok(methods.includes(method), method);
      t.equal(lib.AmazonPay.prototype[method].name, method);
    }
    t.deepEqual(Object.keys(lib.AmazonPay.prototype), []);
    // Tests of those who use the package put their own in the place of a method.
    const pay = new lib.AmazonPay(credentials);
    pay.authorize = 'a double';
    t.equal(pay.authorize, 'a double');
  },

  async 'a call gives what the answer holds, and what is known about it'(t, lib) {
    const clock = manualClock();
    const slow = async () => {
      clock.advance(120);
      return new Response(xml('Authorize'));
    };
    const pay = new lib.AmazonPay({ ...credentials, fetch: slow, clock });
    const { authorizationDetails, $metadata } = await pay.authorize(authorize);
    t.equal(authorizationDetails.authorizationStatus.state, 'Open');
    t.deepEqual(authorizationDetails.authorizationAmount, { amount: '10.00', currencyCode: 'USD' });
    t.deepEqual({ ...$metadata }, { operation: 'Authorize', requestId: 'request-1', status: 200, attempts: 1, elapsed: 120 });
    t.equal($metadata.xml, xml('Authorize'));
  },

  async 'a method and `call` send the same'(t, lib) {
    const { pay, requests } = stage(lib, [success('Authorize'), success('Authorize')]);
    await pay.authorize(authorize);
    await pay.call('Authorize', authorize);
    t.equal(requests[0].body, requests[1].body);
    t.equal(requests[0].method, 'POST');
    t.equal(requests[0].redirect, 'manual');
    t.equal(requests[0].headers['content-type'], 'application/x-www-form-urlencoded; charset=utf-8');
    t.match(requests[0].body, /^AWSAccessKeyId=AKIAEXAMPLE&Action=Authorize&.*&Signature=[^&]+$/);
  },

  async 'operations without an own result give an empty one'(t, lib) {
    const { pay } = stage(lib, [success('ConfirmOrderReference')]);
    const answer = await call(pay, 'ConfirmOrderReference');
    t.deepEqual(Object.keys(answer), ['$metadata']);
  },

  async 'what a caller does to the request reaches nobody else'(t, lib) {
    const meddling = async (url, init) => {
      init.headers['x-extra'] = '1';
      init.body = '';
      return new Response(xml('Authorize'));
    };
    const pay = new lib.AmazonPay({ ...credentials, fetch: meddling });
    await pay.authorize(authorize);
    const { headers } = pay.prepare('Authorize', authorize);
    t.equal(headers['x-extra'], undefined);
    headers['x-extra'] = '1';
    t.equal(pay.prepare('Authorize', authorize).headers['x-extra'], undefined);
  },

  async 'an unknown operation is named with the nearest known one'(t, lib) {
    const { pay, requests } = stage(lib, []);
    const error = await t.rejects(pay.call('Authorise', authorize));
    t.ok(error instanceof lib.ValidationError);
    t.match(error.message, /`Authorise`.*`Authorize`/);
    t.equal(error.issues.length, 1);
    t.equal(error.issues[0].code, 'unknown-operation');
    for (const name of ['authorize', '', 'toString', '__proto__', 'constructor', undefined, null, 5, {}, ['Authorize'], 'x'.repeat(1e6)]) {
      const other = await t.rejects(pay.call(name, authorize));
      t.ok(other instanceof lib.ValidationError, String(other));
      t.ok(other.message.length < 200);
      t.ok(t.throws(() => pay.prepare(name, authorize)) instanceof lib.ValidationError);
      t.ok(t.throws(() => pay.interpret(name, { status: 200, body: '' })) instanceof lib.ValidationError);
    }
    t.equal(requests.length, 0);
  },

  'prepare, inspect and request say the same'(t, lib) {
    const { pay } = stage(lib, []);
    const now = START;
    const prepared = pay.prepare('Authorize', authorize, { now });
    const { parameters, canonicalQueryString, stringToSign, signature, request } = pay.inspect('Authorize', authorize, { now });
    t.deepEqual(request, prepared);
    t.equal(prepared.method, 'POST');
    t.equal(prepared.url, 'https://mws.amazonservices.com/OffAmazonPayments_Sandbox/2013-01-01');
    t.equal(parameters.Timestamp, '2026-01-02T03:04:05Z');
    t.equal(parameters.Signature, undefined);
    t.equal(stringToSign, `POST\nmws.amazonservices.com\n/OffAmazonPayments_Sandbox/2013-01-01\n${canonicalQueryString}`);
    t.equal(prepared.body, `${canonicalQueryString}&Signature=${encodeURIComponent(signature)}`);
    t.deepEqual(Object.fromEntries(new URLSearchParams(canonicalQueryString)), parameters);
  },

  async 'request is a standard Request that follows no redirect'(t, lib) {
    const { pay } = stage(lib, []);
    const request = pay.request('Authorize', authorize, { now: START });
    t.ok(request instanceof Request);
    t.equal(request.method, 'POST');
    t.equal(request.redirect, 'manual');
    t.equal(request.url, pay.prepare('Authorize', authorize).url);
    t.equal(await request.text(), pay.prepare('Authorize', authorize, { now: START }).body);
  },

  'the clock gives the time where none is said'(t, lib) {
    const { pay, clock } = stage(lib, []);
    t.match(pay.prepare('Authorize', authorize).body, /Timestamp=2026-01-02T03%3A04%3A05Z/);
    t.equal(pay.inspect('Authorize', authorize).parameters.Timestamp, '2026-01-02T03:04:05Z');
    t.equal(pay.inspect('Authorize', authorize, { now: 0 }).parameters.Timestamp, '1970-01-01T00:00:00Z');
    clock.advance(1999);
    t.match(pay.prepare('Authorize', authorize).body, /Timestamp=2026-01-02T03%3A04%3A06Z/);
    const broken = new lib.AmazonPay({ ...credentials, clock: { now: () => Number.NaN, sleep: async () => {} } });
    t.equal(t.throws(() => broken.prepare('Authorize', authorize)).option, 'clock');
  },

  'interpret gives the result, from text and from bytes'(t, lib) {
    const { pay } = stage(lib, []);
    for (const body of [xml('Authorize'), new TextEncoder().encode(`\ufeff${xml('Authorize')}`)]) {
      const { authorizationDetails, $metadata } = pay.interpret('Authorize', { status: 200, body });
      t.equal(authorizationDetails.authorizationReferenceId, 'reference-1');
      t.deepEqual({ ...$metadata }, { operation: 'Authorize', requestId: 'request-1', status: 200, attempts: 1 });
    }
  },

  'interpret throws what a call would throw'(t, lib) {
    const { pay } = stage(lib, []);
    const thrown = (answer) => t.throws(() => pay.interpret('Authorize', answer));
    const refused = thrown({ status: 405, body: faultXml('InvalidOrderReferenceStatus') });
    t.ok(refused instanceof lib.ServiceError);
    t.deepEqual(
      [refused.code, refused.type, refused.status, refused.requestId, refused.executed, refused.retryable, refused.attempts, refused.operation],
      ['InvalidOrderReferenceStatus', 'Sender', 405, 'request-2', 'no', false, 1, 'Authorize'],
    );
    t.equal(refused.message, 'Authorize: InvalidOrderReferenceStatus: words of the service');
    t.ok(refused.advice.length > 0);
    t.match(refused.xml, /<ErrorResponse/);
    for (const headers of [new Headers({ 'Retry-After': '7' }), { 'Retry-After': '7' }, { 'retry-after': 7 }]) {
      const error = thrown({ status: 503, headers, body: faultXml('RequestThrottled') });
      t.ok(error instanceof lib.ThrottledError);
      t.equal(error.retryAfter, 7000);
    }
    t.equal(thrown({ status: 503, body: faultXml('RequestThrottled') }).retryAfter, 2000);
    t.equal(thrown({ status: 302, body: '' }).code, 'redirect');
    t.equal(thrown({ status: 200, body: new Uint8Array([0x3c, 0xff, 0xfe]) }).name, 'ResponseError');
    const page = thrown({ status: 502, headers: { 'X-Mws-Request-Id': 'request-3' }, body: '<html>' });
    t.deepEqual([page.name, page.executed, page.status, page.requestId, page.body], ['ResponseError', 'unknown', 502, 'request-3', '<html>']);
  },

  'what is no answer is one that can’t be read'(t, lib) {
    const { pay } = stage(lib, []);
    for (const answer of [undefined, null, {}, 5, { status: 200 }, { status: 200, body: null }, { status: 200, body: 5 }, { status: 200, body: { xml: 1 } }]) {
      const error = t.throws(() => pay.interpret('Authorize', answer));
      t.ok(error instanceof lib.ResponseError, String(error));
      t.deepEqual([error.executed, error.attempts, error.operation], ['unknown', 1, 'Authorize']);
    }
    const body = new TextEncoder().encode(xml('Authorize'));
    for (const bytes of [body.buffer, new DataView(body.buffer)]) t.ok(pay.interpret('Authorize', { status: 200, body: bytes }).authorizationDetails);
  },

  async 'the service’s words are quoted as they are'(t, lib) {
    const words = 'The Value \'1,50\' is invalid for the Parameter "Amount" &lt;ü€😀&gt;';
    const { pay } = stage(lib, [() => new Response(faultXml('InvalidParameterValue', words), { status: 400 })]);
    const error = await t.rejects(call(pay, 'Authorize'));
    t.equal(error.message, 'Authorize: InvalidParameterValue: The Value \'1,50\' is invalid for the Parameter "Amount" <ü€😀>');
  },

  async 'calls do not disturb one another'(t, lib) {
    const pending = new Map();
    const fetch = (url, { body }) => new Promise((resolve) => pending.set(new URLSearchParams(body).get('AuthorizationReferenceId'), resolve));
    const pay = new lib.AmazonPay({ ...credentials, fetch, pacing: false });
    const ids = Array.from({ length: 50 }, (_, index) => `reference-${index}`);
    const all = Promise.all(ids.map((authorizationReferenceId) => pay.authorize({ ...authorize, authorizationReferenceId })));
    for (const id of [...ids].reverse()) {
      while (!pending.has(id)) await Promise.resolve();
      pending.get(id)(new Response(xml('Authorize').replace('reference-1<', `${id}<`)));
    }
    const answers = await all;
    t.deepEqual(answers.map(({ authorizationDetails }) => authorizationDetails.authorizationReferenceId), ids);
  },

  async 'what happens is told, attempt by attempt'(t, lib) {
    const script = [fault('InternalServerError', 500), success('GetOrderReferenceDetails')];
    const { pay, events } = stage(lib, script);
    await call(pay, byEffect.read);
    t.deepEqual(events, [
      { operation: 'GetOrderReferenceDetails', attempt: 1, status: 500, code: 'InternalServerError', requestId: 'request-2', ms: 0, wait: 500, paced: 0 },
      { operation: 'GetOrderReferenceDetails', attempt: 2, status: 200, code: undefined, requestId: 'request-1', ms: 0, wait: 0, paced: 0 },
    ]);
  },

  async 'whoever watches can not break a payment'(t, lib) {
    for (const onAttempt of [
      () => { throw new Error('a watcher that throws'); },
      async () => { throw new Error('a watcher that rejects'); },
      () => ({ then() { throw new Error('a watcher that is a strange promise'); } }),
      (event) => { event.operation = 'Refund'; event.attempt = 99; },
    ]) {
      const { pay } = stage(lib, [fault('InternalServerError', 500), success('Authorize')], { onAttempt });
      t.equal((await call(pay, 'Authorize')).$metadata.attempts, 2);
    }
  },
};
