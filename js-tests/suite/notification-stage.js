// A notification service of one's own: keys, certificates and envelopes, genuine but for what a test
// changes. It knows no test. No key is kept anywhere: each is made when it is needed.

import { base64, rsaKeys, selfSigned } from '../../pkg-template/sandbox/certificate.js';
import { START } from './stage.js';

const DAY = 24 * 60 * 60 * 1000;

export const CERTIFICATE_URL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
export const TOPIC = 'arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA1SELLER';
export const clock = { now: () => START };

const XML = `<?xml version="1.0" encoding="UTF-8"?><CaptureNotification xmlns="https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01"><CaptureDetails><AmazonCaptureId>P01-0000000-0000000-C000001</AmazonCaptureId><CaptureReferenceId>c1</CaptureReferenceId><CaptureAmount><Amount>5.0</Amount><CurrencyCode>USD</CurrencyCode></CaptureAmount><IdList/><CaptureStatus><State>Completed</State></CaptureStatus></CaptureDetails></CaptureNotification>`;

export const message = {
  NotificationReferenceId: '11111111-2222-3333-4444-555555555555',
  NotificationType: 'PaymentCapture',
  SellerId: 'A1SELLER',
  ReleaseEnvironment: 'Live',
  MarketplaceID: '165570',
  Version: '2013-01-01',
  Timestamp: '2026-01-02T03:04:00.000Z',
  NotificationData: XML,
};

/** An envelope that nobody has signed. */
export function unsigned(fields = {}, changed = {}) {
  return {
    Type: 'Notification',
    MessageId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    TopicArn: TOPIC,
    Message: JSON.stringify({ ...message, ...changed }),
    Timestamp: '2026-01-02T03:04:00.678Z',
    SignatureVersion: '1',
    SigningCertURL: CERTIFICATE_URL,
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
    ...fields,
  };
}

export function confirmation(fields = {}) {
  const { UnsubscribeURL, ...rest } = unsigned({
    Type: 'SubscriptionConfirmation',
    Message: 'You have chosen to subscribe',
    Token: 'tok',
    SubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=tok`,
    ...fields,
  });
  return rest;
}

/** Written out by hand, so that our own is checked against it. */
export function signedText(envelope) {
  const names = envelope.Type === 'Notification'
    ? ['Message', 'MessageId', ...(typeof envelope.Subject === 'string' ? ['Subject'] : []), 'Timestamp', 'TopicArn', 'Type']
    : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return names.map((name) => `${name}\n${envelope[name]}\n`).join('');
}

/** Keys and a certificate, by default as good as the service's. */
export async function authority({ commonName = 'sns.amazonaws.com', from = START - DAY, days = 365, bits = 2048 } = {}) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  const keys = bits === 2048 ? await rsaKeys() : await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const pem = await selfSigned(keys, { commonName, from, days });
  const raw = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    keys,
    pem,
    async sign(envelope, hash = envelope.SignatureVersion === '1' ? 'SHA-1' : 'SHA-256') {
      const key = await crypto.subtle.importKey('pkcs8', raw, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign']);
      const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, new TextEncoder().encode(signedText(envelope)));
      return { ...envelope, Signature: base64(new Uint8Array(signature)) };
    },
  };
}

/** A fetch that serves certificates by address and keeps what was asked for. */
export function server(pages) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push({ url, init });
    const page = pages[url];
    if (page === undefined) throw new TypeError('fetch failed');
    return typeof page === 'function' ? page() : new Response(page, { status: 200 });
  };
  return { fetch, asked };
}

let shared;
/** The good one, made once. */
export function genuine() {
  shared ??= authority();
  return shared;
}

/** Options under which what `authority` signs is genuine, with a store of their own. */
export function trusting({ pem }, more = {}) {
  const { fetch, asked } = server({ [CERTIFICATE_URL]: pem });
  return { asked, options: { fetch, certificates: new Map(), clock, merchantId: 'A1SELLER', ...more } };
}
