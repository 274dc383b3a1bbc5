// What the sandbox is in process: its options, its fetch, its clock, faults, notifications,
// snapshots. A test is a name and a function of (t, lib, host); lib has Sandbox beside AmazonPay.

import { charge, recovery } from './charge.js';
import { conveniences } from './conveniences.js';
import { diagnosis } from './diagnosis.js';
import { MINUTE, merchant, outcome, refusal, steps } from './sandbox-stage.js';
import { declines, idempotency, oneTime, recurring, refusals } from './sandbox-payments.js';

const inProcess = {
  async 'wrong options are named'(t, lib) {
    const wrong = async (options, pattern) => {
      const error = await t.rejects(lib.Sandbox.create(options));
      t.ok(lib.AmazonPayError.is(error) && error.name === 'ConfigurationError', String(error));
      t.match(error.message, pattern);
    };
    await wrong({ sead: 1 }, /`sead`.*`seed`/);
    await wrong({ region: 'mars' }, /`region`/);
    await wrong({ seed: -1 }, /`seed`/);
    await wrong({ clock: 'sundial' }, /`clock`/);
    await wrong({ settings: { idempotence: 'original' } }, /idempotence/);
    await wrong({ notificationUrl: 'ftp://x/' }, /`notificationUrl`/);
    await wrong(5, /object/);
    const error = await t.rejects(lib.Sandbox.restore('{}'));
    t.match(error.message, /snapshot/);
    t.match(t.throws(() => new lib.Sandbox()).message, /Sandbox\.create/);
  },

  async 'credentials are frozen, and enough for a client'(t, lib) {
    const { sandbox } = await merchant(lib, { region: 'de' });
    const { credentials } = sandbox;
    t.ok(Object.isFrozen(credentials) && Object.isFrozen(credentials.trust));
    const { trust, ...rest } = credentials;
    t.deepEqual(rest, {
      region: 'de',
      sandbox: true,
      merchantId: 'A1SANDBOXSELLER',
      accessKey: 'AKIASANDBOX000000001',
      secretKey: 'sandboxSecretKeyForLocalUseOnly000000001',
      clientId: 'amzn1.application-oa2-client.sandbox',
      endpoint: 'http://sandbox.localhost',
      profileEndpoint: 'http://sandbox.localhost',
    });
    t.match(trust.certificateUrl, /^http:\/\/sandbox\.localhost\/SimpleNotificationService-[0-9a-f]{32}\.pem$/);
  },

  async 'the same seed gives the same ids, another seed others'(t, lib) {
    const first = async (seed) => (await merchant(lib, { seed })).sandbox.createOrderReference().amazonOrderReferenceId;
    t.equal(await first(7), await first(7));
    t.ok((await first(7)) !== (await first(8)));
  },

  async 'fetch takes what the standard one takes'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    const { url, method, headers, body } = pay.prepare('GetServiceStatus');
    const forms = [
      [url, { method, headers, body }],
      [new URL(url), { method, headers: new Headers(headers), body }],
      [url, { method, headers: Object.entries(headers), body: new TextEncoder().encode(body) }],
      [url, { method, body: new URLSearchParams(body) }],
      [new Request(url, { method, headers, body })],
    ];
    for (const form of forms) {
      const answer = await sandbox.fetch(...form);
      t.equal(answer.status, 200);
      t.equal(answer.headers.get('content-type'), 'text/xml');
      t.match(answer.headers.get('x-mws-request-id'), /^[0-9a-f-]{36}$/);
      t.match(await answer.text(), /<GetServiceStatusResponse/);
    }
    const { fetch } = sandbox;
    t.equal((await fetch('http://anywhere.example/nowhere')).status, 404);
    t.equal((await t.rejects(fetch('no url'))).name, 'TypeError');
  },

  async 'a stopped fetch rejects with the reason'(t, lib) {
    const { sandbox } = await merchant(lib);
    const reason = new Error('enough');
    t.equal(await t.rejects(sandbox.fetch('http://x/', { signal: AbortSignal.abort(reason) })), reason);
  },

  async 'the profile service tells whose a token is'(t, lib) {
    const { sandbox } = await merchant(lib);
    const { accessToken } = sandbox.createOrderReference({ buyer: { name: 'Ann Example', email: 'ann@example.com' } });
    const headers = { 'x-amz-access-token': accessToken };
    const { endpoint, clientId } = sandbox.credentials;
    t.equal((await (await sandbox.fetch(`${endpoint}/auth/o2/tokeninfo`, { headers })).json()).aud, clientId);
    const profile = await (await sandbox.fetch(`${endpoint}/user/profile`, { headers })).json();
    t.equal(profile.name, 'Ann Example');
    t.equal(profile.email, 'ann@example.com');
    t.equal((await sandbox.fetch(`${endpoint}/user/profile`)).status, 400);
  },

  async 'the control plane is the same by fetch'(t, lib) {
    const { sandbox } = await merchant(lib);
    const { endpoint } = sandbox.credentials;
    const post = (path, content) =>
      sandbox.fetch(endpoint + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      });
    const made = await (await post('/sandbox/order-references', { card: '3434' })).json();
    t.equal(sandbox.object(made.amazonOrderReferenceId).card, '3434');
    t.equal((await post(`/sandbox/objects/${made.amazonOrderReferenceId}/buyer`, { action: 'selectCard', card: '1111' })).status, 200);
    t.equal(sandbox.object(made.amazonOrderReferenceId).card, '1111');
    const before = sandbox.now;
    t.equal((await (await post('/sandbox/clock/advance', { milliseconds: 5 })).json()).now, before + 5);
    t.equal((await post('/sandbox/no-such-thing', {})).status, 404);
    t.equal((await (await sandbox.fetch(`${endpoint}/sandbox/health`)).json()).ok, true);
  },

  async 'every action of the control plane is a method'(t, lib) {
    const { sandbox } = await merchant(lib);
    const { actions } = await (await sandbox.fetch('http://localhost/sandbox/options')).json();
    // An action is listed once for each kind of object that it takes in its own way.
    const named = (actor) => [...new Set(actions.filter((action) => action.actor === actor).map(({ action }) => action))].sort();
    t.deepEqual(Object.keys(sandbox.buyer).sort(), named('buyer'));
    // These two are for sellers.
    const ofObjects = Object.keys(sandbox.amazon).filter((name) => name !== 'reinstate' && name !== 'register');
    t.deepEqual(ofObjects.sort(), named('amazon'));
  },

  async 'actions that make no sense are refused'(t, lib) {
    const { sandbox, open } = await merchant(lib);
    const id = await open();
    for (const work of [
      () => sandbox.buyer.selectCard('S01-0000000-0000000', '1111'),
      () => sandbox.buyer.selectCard(id, '11'),
      () => sandbox.buyer.giveConsent(id),
      () => sandbox.buyer.completeAuthentication(id, 'Perhaps'),
      () => sandbox.amazon.chargeback(id),
      () => sandbox.createOrderReference({ currencyCode: 'XXX' }),
      () => sandbox.object('nothing'),
      () => sandbox.addFault({ kind: 'earthquake' }),
    ]) {
      const error = t.throws(work);
      t.ok(lib.AmazonPayError.is(error) && error.name === 'ValidationError', String(error));
      t.equal(error.issues.length, 1);
    }
    t.match(t.throws(() => sandbox.createOrderReference({ crad: '1111' })).message, /`crad`.*`card`/);
    t.equal((await t.rejects(sandbox.advance(-1))).name, 'ConfigurationError');
  },

  async 'the journal tells requests, answers and transitions in order, and no secret'(t, lib) {
    const { sandbox, open } = await merchant(lib);
    const id = await open();
    const { journal } = sandbox;
    journal.forEach(({ number }, at) => t.equal(number, at + 1));
    const moves = journal.filter((entry) => entry.type === 'transition' && entry.id === id).map(({ from, to }) => `${from} ${to}`);
    t.equal(moves.at(-1), 'Draft Open');
    const text = JSON.stringify(journal);
    t.ok(!text.includes(sandbox.credentials.secretKey) && !text.includes(sandbox.credentials.accessKey));
  },

  async 'closed, it says so'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    sandbox.close();
    t.match(t.throws(() => sandbox.createOrderReference()).message, /closed/);
    t.ok(lib.AmazonPayError.is(await t.rejects(pay.getServiceStatus())));
  },

  async 'sandboxes know nothing of each other'(t, lib) {
    const one = await merchant(lib);
    const other = await merchant(lib);
    const id = await one.open();
    await other.open('7.00');
    t.equal((await one.order(id)).orderTotal.amount, '100.00');
    t.equal(one.sandbox.objects().length, 1);
    one.sandbox.close();
    t.equal(other.sandbox.objects().length, 1);
  },
};

const time = {
  async 'a manual clock stands still'(t, lib) {
    const { sandbox, pay } = await merchant(lib, { now: 1_767_323_045_000 });
    t.equal(sandbox.now, 1_767_323_045_000);
    await pay.getServiceStatus();
    await sandbox.advance(MINUTE);
    t.equal(sandbox.now, 1_767_323_045_000 + MINUTE);
  },

  async 'a real clock runs with the host\'s, and can be moved ahead'(t, lib) {
    const { sandbox } = await merchant(lib, { clock: 'real' });
    t.ok(Math.abs(sandbox.now - Date.now()) < MINUTE);
    await sandbox.advance(60 * MINUTE);
    t.ok(Math.abs(sandbox.now - Date.now() - 60 * MINUTE) < MINUTE);
  },

  async 'a snapshot goes on as the original would have'(t, lib) {
    const { sandbox, open, authorize } = await merchant(lib);
    const id = await open();
    const again = await lib.Sandbox.restore(sandbox.snapshot());
    const life = async (one) => {
      const pay = new lib.AmazonPay({ ...one.credentials, fetch: one.fetch, pacing: false, retry: false });
      const { amazonAuthorizationId } = await steps(one, pay).authorize(id, '10.00', { authorizationReferenceId: 'same' });
      await one.advance(MINUTE);
      return [amazonAuthorizationId, one.now, one.createOrderReference().amazonOrderReferenceId, one.snapshot()];
    };
    // What a journal keeps of a request holds the moment at which it was signed.
    const [first, second] = await Promise.all([life(sandbox), life(again)]);
    t.deepEqual(first.slice(0, 3), second.slice(0, 3));
    t.equal(again.credentials.region, sandbox.credentials.region);
    t.equal((await authorize(id)).amazonAuthorizationId.slice(0, -8), id);
  },
};

const trouble = {
  async 'calls beyond the quota are throttled, and quota comes back'(t, lib) {
    const { sandbox, pay } = await merchant(lib, { throttling: true });
    const { amazonOrderReferenceId } = sandbox.createOrderReference();
    const set = () =>
      pay.setOrderReferenceDetails({
        amazonOrderReferenceId,
        orderReferenceAttributes: { orderTotal: { amount: '1.00' } },
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, set));
    const refused = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
    t.ok(refused.length > 0 && refused.length < 20, `${refused.length} of 20 refused`);
    t.ok(refused.every((error) => error instanceof lib.ThrottledError && error.executed === 'no'));
    await sandbox.advance(MINUTE);
    t.ok(await set());
  },

  async 'a faulty answer is lost after the call acted'(t, lib) {
    const { sandbox, open, authorize, order } = await merchant(lib);
    const id = await open();
    sandbox.addFault({ operation: 'Authorize', kind: 'drop-response', times: 1 });
    const lost = await t.rejects(authorize(id, '10.00', { authorizationReferenceId: 'once' }));
    t.equal(lost.name, 'ConnectionError');
    t.equal(lost.executed, 'unknown');
    t.equal((await order(id)).idList.length, 1);
    const found = await authorize(id, '10.00', { authorizationReferenceId: 'once' });
    t.equal(found.amazonAuthorizationId, (await order(id)).idList[0]);
    sandbox.addFault({ kind: 'drop-request' });
    await t.rejects(authorize(id, '10.00'));
    sandbox.clearFaults();
    t.equal((await order(id)).idList.length, 1);
  },

  async 'a delay waits for the service\'s clock'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    sandbox.addFault({ kind: 'delay', milliseconds: 10 * MINUTE, times: 1 });
    const order = [];
    const late = pay.getServiceStatus().then(() => order.push('answered'));
    while (!sandbox.journal.some(({ type }) => type === 'fault')) await new Promise((resolve) => setTimeout(resolve));
    await sandbox.advance(9 * MINUTE);
    order.push('moved');
    await sandbox.advance(2 * MINUTE);
    await late;
    t.deepEqual(order, ['moved', 'answered']);
  },

  async 'answers that can not be read'(t, lib) {
    const { sandbox, pay } = await merchant(lib);
    for (const kind of ['truncate', 'garble']) {
      sandbox.addFault({ kind, times: 1 });
      const answer = await pay.getServiceStatus().catch((error) => error);
      t.ok(answer.status === 'GREEN' || lib.AmazonPayError.is(answer), kind);
    }
    sandbox.addFault({ kind: 'unavailable', times: 1 });
    t.equal(await refusal(t, lib, pay.getServiceStatus()), 'ServiceUnavailable');
  },
};

const notifications = {
  async 'what changes is told, in order, once its time has come'(t, lib) {
    const told = [];
    const { sandbox, open, authorize } = await merchant(lib, {
      onNotification: (envelope, headers) => told.push({ envelope: JSON.parse(envelope), headers }),
    });
    const id = await open();
    await authorize(id, '10.00', { captureNow: true });
    t.equal(told.length, 0);
    await sandbox.advance(MINUTE);
    const types = told.map(({ envelope }) => JSON.parse(envelope.Message).NotificationType);
    t.equal(types[0], 'OrderReferenceNotification');
    t.ok(types.includes('PaymentAuthorize') && types.includes('PaymentCapture'), types.join());
    for (const { envelope, headers } of told) {
      t.equal(headers['x-amz-sns-message-type'], 'Notification');
      t.equal(headers['x-amz-sns-message-id'], envelope.MessageId);
      t.equal(envelope.SigningCertURL, sandbox.credentials.trust.certificateUrl);
      t.match(envelope.Signature, /^[A-Za-z0-9+/]{342}==$/);
    }
    t.ok(sandbox.notifications.every(({ done }) => done));
  },

  async 'a notification that is not taken comes again'(t, lib) {
    const told = [];
    const { sandbox, open } = await merchant(lib, {
      onNotification(envelope) {
        told.push(JSON.parse(envelope).MessageId);
        if (told.length < 3) throw new Error('not now');
      },
    });
    await open();
    for (let hour = 0; hour < 5; hour++) await sandbox.advance(61 * MINUTE);
    t.equal(told.length, 3);
    t.equal(new Set(told).size, 1);
  },

  async 'a URL is posted to, by the fetch that was given'(t, lib) {
    const posted = [];
    const { sandbox, open } = await merchant(lib, {
      notificationUrl: 'https://shop.example/ipn',
      fetch: async (url, init) => {
        posted.push([url, init.method, init.headers['content-type'], JSON.parse(init.body).Type]);
        return new Response('', { status: 200 });
      },
    });
    await open();
    await sandbox.advance(MINUTE);
    t.deepEqual(posted, [['https://shop.example/ipn', 'POST', 'text/plain; charset=UTF-8', 'Notification']]);
  },

  async 'the certificate lies where the envelope says'(t, lib) {
    const { sandbox } = await merchant(lib);
    const { trust } = sandbox.credentials;
    const answer = await sandbox.fetch(trust.certificateUrl);
    t.equal(answer.status, 200);
    const pem = await answer.text();
    t.match(pem, /^-----BEGIN CERTIFICATE-----\n/);
    t.equal(await trust.certificate(), pem);
    const other = await merchant(lib);
    t.ok((await other.sandbox.credentials.trust.certificate()) !== pem, 'the seed must not give the key');
  },
};

export const sandbox = {
  'in process': inProcess,
  'one-time payments': oneTime,
  'recurring payments': recurring,
  declines,
  refusals,
  idempotency,
  time,
  trouble,
  notifications,
  charge,
  recovery,
  conveniences,
  diagnosis,
};
