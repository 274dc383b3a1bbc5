// Notifications: which are genuine, which are refused and for what reason, and what a server answers.

import {
  CERTIFICATE_URL, TOPIC, authority, clock, confirmation, genuine, message, server, signedText, trusting, unsigned,
} from './notification-stage.js';
import { MINUTE, merchant } from './sandbox-stage.js';
import { START } from './stage.js';

const DAY = 24 * 60 * MINUTE;

/** The reason for which something is refused. */
async function reason(t, lib, promise) {
  const error = await t.rejects(promise);
  if (!(error instanceof lib.NotificationError)) throw error;
  t.equal(error.executed, 'no');
  return error.reason;
}

/** Verifies what a good authority signed of this. */
async function verified(lib, envelope, more = {}) {
  const good = await genuine();
  const { options } = trusting(good, more);
  return lib.verifyNotification(JSON.stringify(await good.sign(envelope)), options);
}

const emulated = {
  async 'every type that the sandbox sends, by both signature versions'(t, lib) {
    for (const signatureVersion of [1, 2]) {
      const told = [];
      const { sandbox, open, authorize, capture, refund, agreement, pay } = await merchant(lib, {
        settings: { signatureVersion },
        onNotification: (envelope) => told.push(envelope),
      });
      const order = await open();
      const share = { providerId: 'A9PROVIDER', creditAmount: { amount: '3.00' } };
      const authorization = await authorize(order, '10.00', { captureNow: true, providerCreditList: [share] });
      const [amazonCaptureId] = authorization.idList;
      await refund(amazonCaptureId, '1.00');
      const { captureDetails } = await pay.getCaptureDetails({ amazonCaptureId });
      const [{ providerCreditId }] = captureDetails.providerCreditSummaryList;
      await pay.reverseProviderCredit({
        amazonProviderCreditId: providerCreditId, creditReversalReferenceId: 'r', creditReversalAmount: { amount: '1.00' },
      });
      const billing = await agreement();
      sandbox.amazon.chargeback(amazonCaptureId);
      sandbox.amazon.register('A1SANDBOXSELLER');
      await sandbox.advance(MINUTE);

      const { trust, merchantId } = sandbox.credentials;
      const contents = {};
      for (const envelope of told) {
        t.equal(JSON.parse(envelope).SignatureVersion, String(signatureVersion));
        const notification = await lib.verifyNotification(envelope, { trust, merchantId, sandbox: true });
        t.equal(notification.id, JSON.parse(JSON.parse(envelope).Message).NotificationReferenceId);
        t.equal(notification.sellerId, merchantId);
        t.equal(notification.isSample, false);
        const { type } = notification;
        contents[type] = Object.entries(notification).at(-1);
      }
      t.deepEqual(Object.fromEntries(Object.entries(contents).map(([type, [name]]) => [type, name])), {
        OrderReferenceNotification: 'orderReference',
        PaymentAuthorize: 'authorizationDetails',
        PaymentCapture: 'captureDetails',
        PaymentRefund: 'refundDetails',
        BillingAgreementNotification: 'billingAgreement',
        ProviderCredit: 'providerCreditDetails',
        ProviderCreditReversal: 'providerCreditReversalDetails',
        'Chargeback Detailed Notification': 'chargebackDetails',
        SolutionProviderEvent: 'merchantRegistrationDetails',
      });
      const of = (type) => contents[type][1];
      t.equal(of('OrderReferenceNotification').amazonOrderReferenceId, order);
      t.equal(of('PaymentAuthorize').authorizationAmount.amount, '10.0');
      t.deepEqual(of('PaymentAuthorize').idList, [amazonCaptureId]);
      t.deepEqual(of('PaymentAuthorize').orderItemCategories, []);
      t.equal(of('PaymentCapture').captureStatus.state, 'Completed');
      t.equal(of('PaymentRefund').refundStatus.state, 'Completed');
      t.equal(of('BillingAgreementNotification').amazonBillingAgreementId, billing);
      t.ok(of('BillingAgreementNotification').billingAgreementStatus.lastUpdatedTimestamp);
      t.equal(of('ProviderCredit').providerId, 'A9PROVIDER');
      t.equal(of('ProviderCreditReversal').creditReversalAmount.amount, '1.0');
      t.equal(of('Chargeback Detailed Notification').chargebackState, 'RECEIVED');
      t.equal(of('SolutionProviderEvent').type, 'Register');
    }
  },

  async 'over HTTP its certificate is fetched, once'(t, lib) {
    const told = [];
    const { sandbox, open } = await merchant(lib, { onNotification: (envelope) => told.push(envelope) });
    await open();
    await open();
    await sandbox.advance(MINUTE);
    let fetched = 0;
    const fetch = (url, init) => {
      fetched++;
      return sandbox.fetch(url, init);
    };
    const trust = JSON.parse(JSON.stringify(sandbox.credentials.trust));
    for (const envelope of told) {
      t.equal((await lib.verifyNotification(envelope, { trust, fetch })).type, 'OrderReferenceNotification');
    }
    t.equal(fetched, 1);
  },

  async 'another sandbox is somebody else'(t, lib) {
    const told = [];
    const { sandbox, open } = await merchant(lib, { onNotification: (envelope) => told.push(envelope) });
    await open();
    await sandbox.advance(MINUTE);
    const other = await merchant(lib);
    const { trust } = other.sandbox.credentials;
    t.equal(await reason(t, lib, lib.verifyNotification(told[0], { trust })), 'certificate-url');
    const moved = JSON.stringify({ ...JSON.parse(told[0]), SigningCertURL: trust.certificateUrl });
    t.equal(await reason(t, lib, lib.verifyNotification(moved, { trust })), 'signature');
    t.equal(await reason(t, lib, lib.verifyNotification(told[0])), 'certificate-url', 'no sandbox is trusted in production');
  },
};

const accepts = {
  async 'every form in which it may be given'(t, lib) {
    const good = await genuine();
    const envelope = await good.sign(unsigned());
    const text = JSON.stringify(envelope);
    const bytes = new TextEncoder().encode(text);
    const given = {
      text,
      'a byte order mark': new TextEncoder().encode(`\ufeff${text}`),
      bytes,
      'an ArrayBuffer': bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      parsed: envelope,
      'a Request': new Request('https://shop.example/ipn', { method: 'POST', body: text }),
    };
    for (const [name, form] of Object.entries(given)) {
      const notification = await lib.verifyNotification(form, trusting(good).options);
      t.equal(notification.type, 'PaymentCapture', name);
      t.equal(notification.captureDetails.captureAmount.amount, '5.0', name);
    }
  },

  async 'the head has our names, and nothing that was not sent'(t, lib) {
    const { captureDetails, ...head } = await verified(lib, unsigned());
    t.deepEqual(head, {
      type: 'PaymentCapture',
      id: message.NotificationReferenceId,
      sellerId: 'A1SELLER',
      releaseEnvironment: 'Live',
      marketplaceId: '165570',
      version: '2013-01-01',
      timestamp: '2026-01-02T03:04:00.000Z',
      isSample: false,
      messageId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      topicArn: TOPIC,
    });
    t.deepEqual(captureDetails.idList, []);
  },

  async 'both signature versions, with a subject and without'(t, lib) {
    for (const SignatureVersion of ['1', '2']) {
      for (const Subject of [undefined, null, 'two\nlines', '']) {
        const notification = await verified(lib, unsigned({ SignatureVersion, ...(Subject !== undefined && { Subject }) }));
        t.equal(notification.id, message.NotificationReferenceId);
      }
    }
  },

  async 'what is signed is the text of the reference'(t, lib) {
    // behaviour.md 7.3: bytes, SHA-1 and SHA-256 of each.
    const fields = {
      Type: 'Notification',
      Message: '{"NotificationType":"PaymentCapture","SellerId":"A1FAKESELLER01"}',
      MessageId: '11111111-2222-3333-4444-555555555555',
      Timestamp: '2020-01-02T03:04:05.678Z',
      TopicArn: 'arn:aws:sns:us-east-1:000000000000:FAKE',
    };
    const vectors = [
      [fields, 223, '606926c0cff34b3b0b64f3d9505c95f9723b45e7', '6118f0161e286ab2237988f1050302d56730f51281f181d3607016e32d4f17e8'],
      [{ ...fields, Subject: 'hi' }, 234, '407a70dd35d1724b081ad6a5e2c780ac19313878', '74e491bcca9f5d4c416974cf989fa7b57199465cdc2735df50b8a9bb97b5fe24'],
      [{
        ...fields,
        Type: 'SubscriptionConfirmation',
        Message: 'You have chosen to subscribe',
        Token: 'tok',
        SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:000000000000:FAKE&Token=tok',
      }, 344, '20cf4d8f9755a13f0222ab371f3db14863b7b7fe', '9590f6e072284b2977a37f768d1501e372f405c95fb921d38667d77ce6a5de08'],
    ];
    const good = await genuine();
    for (const [envelope, length, ...digests] of vectors) {
      const text = new TextEncoder().encode(signedText(envelope));
      t.equal(text.length, length);
      for (const [at, hash] of ['SHA-1', 'SHA-256'].entries()) {
        const digest = new Uint8Array(await crypto.subtle.digest(hash, text));
        t.equal(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''), digests[at]);
        // The text above is ours too: what was signed over it gets as far as what it says.
        const signed = await good.sign({ ...envelope, SignatureVersion: String(at + 1), SigningCertURL: CERTIFICATE_URL });
        const { options } = trusting(good, { topicArn: fields.TopicArn, maxAge: Infinity });
        const outcome = await lib.verifyNotification(signed, options).catch((error) => error.reason);
        t.equal(outcome.type ?? outcome, envelope.Type === 'Notification' ? 'message' : 'SubscriptionConfirmation');
      }
    }
  },

  async 'a type that is not known comes as it is'(t, lib) {
    const notification = await verified(lib, unsigned({}, { NotificationType: 'PaymentDance', NotificationData: 5 }));
    t.equal(notification.type, 'PaymentDance');
    t.equal(notification.raw.NotificationData, 5);
    t.equal(notification.id, message.NotificationReferenceId);
  },

  async 'elements that are not known are passed over, in any order and namespace'(t, lib) {
    const data = '<x:CaptureNotification xmlns:x="urn:x"><New><A/></New><x:CaptureDetails><Z>1</Z><CaptureStatus><ReasonCode>None</ReasonCode><State>Dancing</State></CaptureStatus><CaptureReferenceId>a &lt; b</CaptureReferenceId></x:CaptureDetails></x:CaptureNotification>';
    const { captureDetails } = await verified(lib, unsigned({}, { NotificationData: data, IsSample: true }));
    t.deepEqual(captureDetails, { captureReferenceId: 'a < b', captureStatus: { state: 'Dancing', reasonCode: 'None' } });
  },

  async 'several sellers and topics'(t, lib) {
    const options = { merchantId: ['A0', 'A1SELLER'], topicArn: ['arn:aws:sns:ap-northeast-1:000000000001:mine', TOPIC], sandbox: false };
    t.equal((await verified(lib, unsigned(), options)).sellerId, 'A1SELLER');
  },
};

const attacks = {
  async 'certificates elsewhere'(t, lib) {
    const good = await genuine();
    const path = '/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
    const urls = {
      'another host': `https://evil.example${path}`,
      'a look-alike host': `https://sns.us-east-1.amazonaws.com.evil.example${path}`,
      'a look-alike in front': `https://evilsns.us-east-1.amazonaws.com${path}`,
      'another service': `https://s3.us-east-1.amazonaws.com${path}`,
      'a bucket called sns': `https://sns.s3-us-west-2.amazonaws.com${path}`,
      'a hyphen for a dot': `https://sns-us-east-1.amazonaws.com${path}`,
      'a dot that is none': `https://sns.us-east-1xamazonaws.com${path}`,
      'user info': `https://sns.us-east-1.amazonaws.com@evil.example${path}`,
      'user info before the host': `https://user:pass@sns.us-east-1.amazonaws.com${path}`,
      'a port': `https://sns.us-east-1.amazonaws.com:8443${path}`,
      'the default port': `https://sns.us-east-1.amazonaws.com:443${path}`,
      http: `http://sns.us-east-1.amazonaws.com${path}`,
      'another scheme': `ftp://sns.us-east-1.amazonaws.com${path}`,
      data: 'data:application/x-pem-file,x',
      'a query': `https://sns.us-east-1.amazonaws.com${path}?x=.pem`,
      'a redirect of its own': 'https://sns.us-east-1.amazonaws.com/?redirect=https://evil.example/SimpleNotificationService-00.pem',
      'a fragment': `https://sns.us-east-1.amazonaws.com${path}#.pem`,
      'a folder': `https://sns.us-east-1.amazonaws.com/upload${path}`,
      'a way up': `https://sns.us-east-1.amazonaws.com/x/..${path}`,
      'an encoded slash': 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00%2f.pem',
      'a backslash': `https://sns.us-east-1.amazonaws.com\\@evil.example${path}`,
      'another file': 'https://sns.us-east-1.amazonaws.com/SomethingElse-00.pem',
      'no hexadecimal': 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-xyz.pem',
      'a line break behind': `https://sns.us-east-1.amazonaws.com${path}\n`,
      'a blank before': ` https://sns.us-east-1.amazonaws.com${path}`,
      'no region': `https://sns.amazonaws.com${path}`,
      'a letter that looks alike': `https://sns.us-e\u0430st-1.amazonaws.com${path}`,
      nothing: '',
    };
    for (const [name, url] of Object.entries(urls)) {
      const { fetch, asked } = server({});
      const envelope = await good.sign(unsigned({ SigningCertURL: url }));
      t.equal(await reason(t, lib, lib.verifyNotification(envelope, { fetch, clock })), 'certificate-url', name);
      t.equal(asked.length, 0, `${name}: nothing may be fetched`);
    }
  },

  async 'certificates that may not sign'(t, lib) {
    const bad = {
      'certificate-subject': [{ commonName: 'sns.amazonaws.com.evil.example' }, { commonName: 'SNS.amazonaws.com' }, { commonName: '' }],
      'certificate-expired': [{ from: START - 10 * DAY, days: 9 }, { from: START + DAY }],
      'certificate-key': [{ bits: 1024 }],
    };
    for (const [expected, kinds] of Object.entries(bad)) {
      for (const kind of kinds) {
        const other = await authority(kind);
        const promise = lib.verifyNotification(await other.sign(unsigned()), trusting(other).options);
        t.equal(await reason(t, lib, promise), expected, JSON.stringify(kind));
      }
    }
  },

  async 'certificates that are none, or can not be had'(t, lib) {
    const { pem, sign } = await genuine();
    const envelope = await sign(unsigned());
    const pages = {
      certificate: ['', '<html>', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----', pem.slice(0, 400), pem.replace(/\n.{8}/, '\nAAAAAAAA')],
      'certificate-unavailable': [
        undefined,
        () => new Response(pem, { status: 404 }),
        () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
        () => ({ status: 200, redirected: true, headers: new Headers(), body: null, text: async () => pem }),
        () => new Response('x'.repeat(70_000)),
      ],
    };
    for (const [expected, bodies] of Object.entries(pages)) {
      for (const page of bodies) {
        const { fetch, asked } = server({ [CERTIFICATE_URL]: page });
        const error = await t.rejects(lib.verifyNotification(envelope, { fetch, clock, certificates: new Map() }));
        t.equal(error.reason, expected, String(page).slice(0, 60));
        t.equal(error.retryable, expected === 'certificate-unavailable');
        t.equal(asked[0].init.redirect, 'manual');
      }
    }
  },

  async 'altered and added fields'(t, lib) {
    const good = await genuine();
    const envelope = await good.sign(unsigned());
    const altered = {
      Message: JSON.stringify({ ...message, SellerId: 'A2' }),
      MessageId: 'other',
      TopicArn: TOPIC.replace('A1SELLER', 'A2SELLER'),
      Timestamp: '2026-01-02T03:04:01.678Z',
      Subject: 'added',
      SignatureVersion: '2',
      Signature: envelope.Signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
    };
    for (const [name, value] of Object.entries(altered)) {
      const promise = lib.verifyNotification({ ...envelope, [name]: value }, trusting(good).options);
      t.equal(await reason(t, lib, promise), 'signature', name);
    }
    for (const added of ['Token', 'SubscribeURL', 'Extra', 'SigningCertUrl']) {
      const promise = lib.verifyNotification({ ...envelope, [added]: 'x' }, trusting(good).options);
      t.equal(await reason(t, lib, promise), 'unsupported', added);
    }
    const moved = { ...envelope, MessageId: `${envelope.MessageId}\nSubject\nmoved` };
    t.equal(await reason(t, lib, lib.verifyNotification(moved, trusting(good).options)), 'envelope');
    const twice = JSON.stringify(envelope).replace('{', '{"Message":"first",');
    t.equal((await lib.verifyNotification(twice, trusting(good).options)).captureDetails.captureReferenceId, 'c1', 'the last one counts, and it is signed');
  },

  async 'SHA-1 where version 2 is claimed, and the reverse'(t, lib) {
    const good = await genuine();
    for (const [version, hash] of [['2', 'SHA-1'], ['1', 'SHA-256']]) {
      const envelope = await good.sign(unsigned({ SignatureVersion: version }), hash);
      t.equal(await reason(t, lib, lib.verifyNotification(envelope, trusting(good).options)), 'signature');
    }
  },

  async 'somebody else\'s key'(t, lib) {
    const [good, other] = [await genuine(), await authority()];
    const envelope = await other.sign(unsigned());
    t.equal(await reason(t, lib, lib.verifyNotification(envelope, trusting(good).options)), 'signature');
  },

  async 'genuine, but of another topic, seller, environment or time'(t, lib) {
    for (const TopicArn of [
      'arn:aws:sns:us-east-1:123456789012:A3BXB0YN3XH17HA1SELLER',
      'arn:aws:sns:us-east-1:291180941288:lower',
      'arn:aws:sns:us-east-1:291180941288:A1:x',
      'arn:aws:sqs:us-east-1:291180941288:A3BXB0YN3XH17HA1SELLER',
      'arn:aws:sns:eu-central-1:291180941288:A3BXB0YN3XH17HA1SELLER',
      'nonsense',
    ]) {
      t.equal(await reason(t, lib, verified(lib, unsigned({ TopicArn }))), 'topic', TopicArn);
    }
    t.equal(await reason(t, lib, verified(lib, unsigned(), { topicArn: TOPIC.slice(0, -1) })), 'topic');
    t.equal(await reason(t, lib, verified(lib, unsigned({}, { SellerId: 'A2' }))), 'seller');
    t.equal(await reason(t, lib, verified(lib, unsigned({}, { SellerId: undefined }))), 'seller');
    t.equal(await reason(t, lib, verified(lib, unsigned(), { merchantId: ['A1', 'a1seller'] })), 'seller');
    t.equal(await reason(t, lib, verified(lib, unsigned(), { sandbox: true })), 'environment');
    t.equal(await reason(t, lib, verified(lib, unsigned({}, { ReleaseEnvironment: 'Sandbox' }), { sandbox: false })), 'environment');
    t.equal(await reason(t, lib, verified(lib, unsigned({ Timestamp: '2025-12-18T03:04:00.678Z' }))), 'stale');
    t.equal((await verified(lib, unsigned({ Timestamp: '2025-12-19T03:04:00.678Z' }))).type, 'PaymentCapture', 'delivered again after 14 days');
    t.equal(await reason(t, lib, verified(lib, unsigned(), { maxAge: 4_000 })), 'stale');
  },

  async 'what was handled before'(t, lib) {
    const handled = new Set();
    const seen = async (id) => handled.has(id) || (handled.add(id), false);
    t.equal((await verified(lib, unsigned(), { seen })).id, message.NotificationReferenceId);
    t.equal(await reason(t, lib, verified(lib, unsigned(), { seen })), 'seen');
    t.deepEqual([...handled], [message.NotificationReferenceId]);
    // A forgery must not use up the id of what is still to come.
    const other = await authority();
    const good = await genuine();
    const forged = await other.sign(unsigned({}, { NotificationReferenceId: 'next' }));
    t.equal(await reason(t, lib, lib.verifyNotification(forged, { ...trusting(good).options, seen })), 'signature');
    t.ok(!handled.has('next'));
  },

  async 'bodies that hold no envelope'(t, lib) {
    const good = await genuine();
    const envelope = await good.sign(unsigned());
    const text = JSON.stringify(envelope);
    const used = new Request('https://shop.example/ipn', { method: 'POST', body: text });
    await used.text();
    const endless = () => new Request('https://shop.example/ipn', {
      method: 'POST',
      duplex: 'half',
      body: new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 16)) }),
    });
    const broken = new Request('https://shop.example/ipn', {
      method: 'POST',
      duplex: 'half',
      body: new ReadableStream({ pull: (controller) => controller.error(new Error('hung up')) }),
    });
    const without = (name) => Object.fromEntries(Object.entries(envelope).filter(([key]) => key !== name));
    const cases = [
      ['too-large', ['x'.repeat(10_000_000), new Uint8Array(10_000_000), endless(), JSON.stringify({ ...envelope, Message: 'x'.repeat(10_000_000) })]],
      ['body', ['', new Uint8Array(0), undefined, null, 5, {}, [], { body: text }, used, broken]],
      ['envelope', ['{', '[]', 'null', '5', '"text"', '{}', text.slice(0, -1), `${text}x`, new Uint8Array([0x22, 0xff, 0x22])]],
      ['envelope', ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Signature', 'SigningCertURL'].map(without)],
      ['envelope', [{ ...envelope, Message: { a: 1 } }, { ...envelope, Timestamp: 'now' }, { ...envelope, Subject: 5 }, { ...envelope, TopicArn: ['a'] }]],
      ['envelope', ['', '!', 'AAA', 'A===', 'AAAA=AAA', 'A\nAA', 5, null, `${envelope.Signature}=`].map((Signature) => ({ ...envelope, Signature }))],
      ['unsupported', [{ ...envelope, Type: 'Dance' }, { ...envelope, Type: '__proto__' }, { ...envelope, SignatureVersion: '3' }, without('SignatureVersion')]],
    ];
    for (const [expected, bodies] of cases) {
      for (const body of bodies) {
        const { options, asked } = trusting(good);
        const shown = typeof body === 'string' ? body.slice(0, 40) : JSON.stringify(body)?.slice(0, 400);
        t.equal(await reason(t, lib, lib.verifyNotification(body, options)), expected, shown);
        t.equal(asked.length, 0, 'nothing may be fetched');
      }
    }
  },

  async 'messages that can not be read'(t, lib) {
    for (const Message of ['', '{', '[]', 'null', '5', '{}', '{"NotificationType":"PaymentCapture"}', '{"NotificationType":5,"NotificationReferenceId":"x"}']) {
      t.equal(await reason(t, lib, verified(lib, unsigned({ Message }))), 'message', Message);
    }
    const { NotificationData } = message;
    for (const data of [
      undefined, 5, '', 'text', NotificationData.slice(0, -5), NotificationData.replace('Live', ''), '<CaptureNotification/>',
      '<OrderReferenceNotification><OrderReference/></OrderReferenceNotification>',
      '<!DOCTYPE x [<!ENTITY e "e">]><CaptureNotification><CaptureDetails/></CaptureNotification>',
      '<CaptureNotification><CaptureDetails>&evil;</CaptureDetails></CaptureNotification>',
      `${NotificationData}<a/>`,
    ]) {
      if (data === NotificationData) continue;
      t.equal(await reason(t, lib, verified(lib, unsigned({}, { NotificationData: data }))), 'message', String(data));
    }
  },

  async 'no message of an error shows what was sent'(t, lib, host) {
    const canary = 'canary-of-a-buyer';
    const cases = [
      () => verified(lib, unsigned({}, { NotificationData: canary })),
      () => verified(lib, unsigned({ Message: canary })),
      () => verified(lib, unsigned({}, { SellerId: canary })),
      () => lib.verifyNotification(canary),
      () => lib.verifyNotification({ ...unsigned(), Signature: 'AAAA', SigningCertURL: `https://${canary}` }),
    ];
    for (const verify of cases) {
      const error = await t.rejects(verify());
      const shown = [error.message, error.stack, String(error), JSON.stringify(error), host.inspect?.(error) ?? ''].join();
      t.ok(!shown.includes(canary), shown);
    }
  },
};

const subscriptions = {
  async 'a subscription is confirmed when the caller says so, and only then'(t, lib) {
    const good = await genuine();
    const envelope = await good.sign(confirmation());
    const { fetch, asked } = server({ [CERTIFICATE_URL]: good.pem, [envelope.SubscribeURL]: '<ConfirmSubscriptionResponse/>' });
    const given = await lib.verifyNotification(envelope, { fetch, clock, certificates: new Map() });
    const { confirm, ...head } = given;
    t.deepEqual(head, {
      type: 'SubscriptionConfirmation', id: envelope.MessageId, messageId: envelope.MessageId, topicArn: TOPIC, timestamp: envelope.Timestamp,
    });
    t.equal(asked.length, 1);
    t.equal(await confirm(), undefined);
    t.equal(asked.length, 2);
    t.equal(asked[1].url, envelope.SubscribeURL);
    t.equal(asked[1].init.redirect, 'manual');
  },

  async 'a confirmation that does not succeed is told'(t, lib) {
    const good = await genuine();
    const envelope = await good.sign(confirmation());
    for (const page of [undefined, () => new Response('', { status: 500 }), () => new Response(null, { status: 302 })]) {
      const { fetch } = server({ [CERTIFICATE_URL]: good.pem, [envelope.SubscribeURL]: page });
      const { confirm } = await lib.verifyNotification(envelope, { fetch, clock, certificates: new Map() });
      t.equal(await reason(t, lib, confirm()), 'confirmation');
    }
  },

  async 'a SubscribeURL elsewhere'(t, lib) {
    for (const SubscribeURL of [
      'https://evil.example/?Action=ConfirmSubscription',
      'http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
      'https://sns.us-east-1.amazonaws.com.evil.example/?Action=ConfirmSubscription',
      'https://sns.us-east-1.amazonaws.com@evil.example/?Action=ConfirmSubscription',
      'https://sns.us-east-1.amazonaws.com:8443/?Action=ConfirmSubscription',
      'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
      'https://sns.us-east-1.amazonaws.com.cn/?Action=ConfirmSubscription',
      'https://169.254.169.254/?Action=ConfirmSubscription',
    ]) {
      t.equal(await reason(t, lib, verified(lib, confirmation({ SubscribeURL }))), 'subscribe-url', SubscribeURL);
    }
  },

  async 'the end of a subscription has nothing to confirm'(t, lib) {
    const given = await verified(lib, confirmation({ Type: 'UnsubscribeConfirmation' }));
    t.equal(given.type, 'UnsubscribeConfirmation');
    t.equal(given.confirm, undefined);
  },
};

const certificates = {
  async 'a certificate is fetched once'(t, lib) {
    const good = await genuine();
    const { options, asked } = trusting(good);
    for (let time = 0; time < 3; time++) await lib.verifyNotification(await good.sign(unsigned()), options);
    t.equal(asked.length, 1);
    t.equal(options.certificates.get(CERTIFICATE_URL), good.pem);
  },

  async 'one that has expired is replaced'(t, lib) {
    const [good, old] = [await genuine(), await authority({ from: START - 10 * DAY, days: 9 })];
    const { options, asked } = trusting(good);
    options.certificates.set(CERTIFICATE_URL, old.pem);
    t.equal((await lib.verifyNotification(await good.sign(unsigned()), options)).type, 'PaymentCapture');
    t.equal(asked.length, 1);
    t.equal(options.certificates.get(CERTIFICATE_URL), good.pem);
  },

  async 'one that was replaced at its address is noticed, and forgeries do not make us ask each time'(t, lib) {
    const [good, next] = [await genuine(), await authority()];
    const url = CERTIFICATE_URL.replace('0123', 'abcd');
    const pages = { [url]: good.pem };
    const { fetch, asked } = server(pages);
    let now = START;
    const options = { fetch, certificates: new Map(), clock: { now: () => now } };
    const envelope = (signer) => signer.sign(unsigned({ SigningCertURL: url }));
    await lib.verifyNotification(await envelope(good), options);
    pages[url] = next.pem;
    const early = await envelope(next);
    t.equal(await reason(t, lib, lib.verifyNotification(early, options)), 'signature');
    t.equal(asked.length, 1);
    now += MINUTE;
    t.equal((await lib.verifyNotification(early, options)).type, 'PaymentCapture');
    t.equal(asked.length, 2);
    for (let time = 0; time < 5; time++) t.equal(await reason(t, lib, lib.verifyNotification(await envelope(good), options)), 'signature');
    t.equal(asked.length, 2);
  },

  async 'a store that fails is as good as none'(t, lib) {
    const good = await genuine();
    const fails = async () => {
      throw new Error('the store is down');
    };
    const { options } = trusting(good, { certificates: { get: fails, set: fails } });
    t.equal((await lib.verifyNotification(await good.sign(unsigned()), options)).type, 'PaymentCapture');
    const strange = trusting(good, { certificates: { get: () => 5, set: () => {} } });
    t.equal((await lib.verifyNotification(await good.sign(unsigned()), strange.options)).type, 'PaymentCapture');
  },

  async 'without a store the last ones are kept, and no more'(t, lib) {
    const good = await genuine();
    const pages = {};
    const url = (number) => `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-${number.toString(16).padStart(32, '0')}.pem`;
    for (let number = 0; number < 40; number++) pages[url(number)] = good.pem;
    const { fetch, asked } = server(pages);
    const verify = async (number) => lib.verifyNotification(await good.sign(unsigned({ SigningCertURL: url(number) })), { fetch, clock });
    for (let number = 0; number < 40; number++) await verify(number);
    t.equal(asked.length, 40);
    await verify(39);
    t.equal(asked.length, 40);
    await verify(0);
    t.equal(asked.length, 41);
  },
};

const options = {
  async 'what is wrong with them is said'(t, lib) {
    const bad = {
      merchantId: ['', 5, [], [''], [5]],
      topicArn: ['', 5, []],
      sandbox: ['yes', 1],
      maxAge: [0, -1, Number.NaN, 'long'],
      seen: [true, {}],
      fetch: ['fetch', {}],
      certificates: [5, {}, { get() {} }],
      trust: ['key', 5, {}, { certificateUrl: 5 }],
      clock: [5, {}],
      merchantID: ['A1'],
    };
    for (const [name, values] of Object.entries(bad)) {
      for (const value of values) {
        const error = await t.rejects(lib.verifyNotification('', { [name]: value }), name);
        t.ok(error instanceof lib.ConfigurationError, `${name}: ${error}`);
        t.equal(error.option, name);
      }
    }
    t.equal(await reason(t, lib, lib.verifyNotification('', { merchantId: null, trust: undefined })), 'body');
    for (const given of [undefined, {}, { onNotification: 5 }, { onNotification() {}, onEror() {} }]) {
      t.ok(t.throws(() => lib.notificationHandler(given)) instanceof lib.ConfigurationError);
    }
  },

  async 'a clock that gives no number makes nothing valid'(t, lib) {
    t.equal(await reason(t, lib, verified(lib, unsigned(), { clock: { now: () => Number.NaN } })), 'certificate-expired');
  },

  async 'a `seen` that fails decides nothing'(t, lib) {
    const cause = new Error('the database is down');
    const seen = () => {
      throw cause;
    };
    t.equal(await t.rejects(verified(lib, unsigned(), { seen })), cause);
  },
};

/** A handler over a good authority, what it handled, and how it answers an envelope. */
async function handling(lib, more = {}) {
  const good = await genuine();
  const handled = [];
  const errors = [];
  const { options } = trusting(good);
  const handler = lib.notificationHandler({
    ...options,
    onNotification: ({ id }) => handled.push(id),
    onError: (error) => errors.push(error.reason ?? error.message),
    ...more,
  });
  const post = async (envelope) => {
    const body = typeof envelope === 'string' ? envelope : JSON.stringify(envelope);
    const response = await handler(new Request('https://shop.example/ipn', { method: 'POST', body }));
    return response.status;
  };
  return { good, handled, errors, handler, post };
}

const handlers = {
  async '200 when it was handled'(t, lib) {
    const { good, handled, errors, post } = await handling(lib);
    t.equal(await post(await good.sign(unsigned())), 200);
    t.deepEqual(handled, [message.NotificationReferenceId]);
    t.deepEqual(errors, []);
  },

  async '200 when it was seen, without handling it'(t, lib) {
    const { good, handled, post } = await handling(lib, { seen: () => true });
    t.equal(await post(await good.sign(unsigned())), 200);
    t.deepEqual(handled, []);
  },

  async '400 only when it is proven not genuine'(t, lib) {
    const { good, handled, errors, post } = await handling(lib);
    const other = await authority();
    const cases = {
      signature: await other.sign(unsigned()),
      envelope: '{',
      'certificate-url': await good.sign(unsigned({ SigningCertURL: 'https://evil.example/' })),
      topic: await good.sign(unsigned({ TopicArn: TOPIC.replace('291180941288', '123456789012') })),
      'too-large': 'x'.repeat(10_000_000),
      'subscribe-url': await good.sign(confirmation({ SubscribeURL: 'https://evil.example/' })),
    };
    for (const [name, envelope] of Object.entries(cases)) t.equal(await post(envelope), 400, name);
    t.deepEqual(errors, Object.keys(cases));
    t.deepEqual(handled, []);
  },

  async '503 for everything undecided'(t, lib) {
    const { good, handled, errors, post } = await handling(lib);
    const cases = {
      seller: await good.sign(unsigned({}, { SellerId: 'A2' })),
      stale: await good.sign(unsigned({ Timestamp: '2020-01-01T00:00:00Z' })),
      message: await good.sign(unsigned({ Message: '{' })),
      body: '',
      unsupported: { ...(await good.sign(unsigned())), SignatureVersion: '3' },
    };
    for (const [name, envelope] of Object.entries(cases)) t.equal(await post(envelope), 503, name);
    t.deepEqual(errors, Object.keys(cases));
    const expired = await authority({ from: START - 10 * DAY, days: 9 });
    for (const page of [undefined, '<html>', expired.pem]) {
      const { fetch } = server({ [CERTIFICATE_URL]: page });
      const again = await handling(lib, { fetch, certificates: new Map() });
      t.equal(await again.post(await good.sign(unsigned())), 503);
    }
    const seen = await handling(lib, { seen: async () => Promise.reject(new Error('the database is down')) });
    t.equal(await seen.post(await good.sign(unsigned())), 503);
    t.deepEqual(handled, []);
  },

  async '503 when the merchant\'s handler fails, whatever it throws'(t, lib) {
    const forged = new lib.NotificationError('of another place', { reason: 'signature' });
    for (const thrown of [new Error('the database is down'), forged, undefined, 'text']) {
      const { good, post } = await handling(lib, {
        onNotification: async () => {
          throw thrown;
        },
        onError: () => {
          throw new Error('the log is down');
        },
      });
      t.equal(await post(await good.sign(unsigned())), 503);
    }
  },

  async '405 to what is no POST'(t, lib) {
    const { handler, handled } = await handling(lib);
    const response = await handler(new Request('https://shop.example/ipn'));
    t.equal(response.status, 405);
    t.equal(response.headers.get('allow'), 'POST');
    t.deepEqual(handled, []);
  },

  async 'a sandbox\'s notifications reach it'(t, lib) {
    const handled = [];
    let handler;
    const { sandbox, open, authorize } = await merchant(lib, {
      notificationUrl: 'https://shop.example/ipn',
      fetch: (url, init) => handler(new Request(url, init)),
    });
    const { trust, merchantId } = sandbox.credentials;
    handler = lib.notificationHandler({ trust, merchantId, sandbox: true, onNotification: ({ type }) => handled.push(type) });
    await authorize(await open(), '10.00');
    await sandbox.advance(MINUTE);
    t.deepEqual(handled, ['OrderReferenceNotification', 'PaymentAuthorize']);
    t.ok(sandbox.notifications.every(({ done }) => done));
  },
};

export const notifications = {
  'of a sandbox': emulated,
  accepts,
  attacks,
  subscriptions,
  certificates,
  options,
  handlers,
};
