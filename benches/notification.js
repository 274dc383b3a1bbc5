'use strict';
// The row that compares the verification of a notification whose certificate is at hand: one envelope, signed here by
// a key made here, given as the text that came. sns-validator checks address and signature; ours checks also the
// certificate's subject, key and validity, topic, age and seller, and reads the message.

const assert = require('node:assert/strict');
const https = require('node:https');
const { Readable } = require('node:stream');
const MessageValidator = require('sns-validator');
const { sideBySide } = require('./measure.js');

const OURS = 'amazon-pay-wasm';
const URL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
const ID = '11111111-2222-3333-4444-555555555555';

const XML = '<?xml version="1.0" encoding="UTF-8"?><AuthorizationNotification xmlns="https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01"><AuthorizationDetails><AmazonAuthorizationId>P01-0000000-0000000-A000001</AmazonAuthorizationId><AuthorizationReferenceId>reference-1</AuthorizationReferenceId><AuthorizationAmount><Amount>94.5</Amount><CurrencyCode>USD</CurrencyCode></AuthorizationAmount><CapturedAmount><Amount>0.0</Amount><CurrencyCode>USD</CurrencyCode></CapturedAmount><AuthorizationFee><Amount>0.0</Amount><CurrencyCode>USD</CurrencyCode></AuthorizationFee><IdList/><CreationTimestamp>2026-01-02T03:04:05.678Z</CreationTimestamp><ExpirationTimestamp>2026-02-01T03:04:05.678Z</ExpirationTimestamp><AuthorizationStatus><State>Open</State><LastUpdateTimestamp>2026-01-02T03:04:06.678Z</LastUpdateTimestamp></AuthorizationStatus><OrderItemCategories/><CaptureNow>false</CaptureNow><SoftDescriptor>AMZ*shop</SoftDescriptor></AuthorizationDetails></AuthorizationNotification>';

/** A certificate of the service's name, and an envelope signed by its key. */
async function signed(version) {
  const { base64, rsaKeys, selfSigned } = await import('../pkg-template/sandbox/certificate.js');
  const keys = await rsaKeys();
  const pem = await selfSigned(keys, { commonName: 'sns.amazonaws.com', from: Date.now() - 1000, days: 30 });
  const envelope = {
    Type: 'Notification',
    MessageId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    TopicArn: 'arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA1SELLER',
    Message: JSON.stringify({
      NotificationReferenceId: ID,
      NotificationType: 'PaymentAuthorize',
      SellerId: 'A1SELLER',
      ReleaseEnvironment: 'Live',
      MarketplaceID: '165570',
      Version: '2013-01-01',
      Timestamp: new Date().toISOString(),
      NotificationData: XML,
    }),
    Timestamp: new Date().toISOString(),
    SignatureVersion: version,
    SigningCertURL: URL,
    UnsubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe',
  };
  const names = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'];
  const text = names.map((name) => `${name}\n${envelope[name]}\n`).join('');
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: version === '1' ? 'SHA-1' : 'SHA-256' };
  const raw = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = await crypto.subtle.importKey('pkcs8', raw, algorithm, false, ['sign']);
  envelope.Signature = base64(new Uint8Array(await crypto.subtle.sign(algorithm, key, Buffer.from(text))));
  return { pem, text: JSON.stringify(envelope), forged: JSON.stringify({ ...envelope, MessageId: 'other' }) };
}

/** Gives sns-validator its certificate once, as the service would; after that it has it in its cache. */
async function withCertificate(pem, work) {
  const { get } = https;
  https.get = (_, respond) => {
    const response = Readable.from([Buffer.from(pem)]);
    response.statusCode = 200;
    respond(response);
    return response;
  };
  try {
    return await work();
  } finally {
    https.get = get;
  }
}

async function measureNotification({ verifyNotification }, how, say) {
  const { pem, text, forged } = await signed('1');
  const options = {
    merchantId: 'A1SELLER',
    certificates: new Map([[URL, pem]]),
    fetch: () => {
      throw new Error('the certificate is at hand');
    },
  };
  const validator = new MessageValidator();
  const validate = (body) => new Promise((resolve, reject) => {
    validator.validate(body, (error, message) => (error ? reject(error) : resolve(message)));
  });
  await withCertificate(pem, () => validate(text));

  const ours = await verifyNotification(text, options);
  assert.equal(ours.id, ID);
  assert.equal(ours.authorizationDetails.authorizationAmount.amount, '94.5');
  assert.equal(JSON.parse((await validate(text)).Message).NotificationReferenceId, ID);
  await assert.rejects(verifyNotification(forged, { ...options, fetch: async () => new Response(pem) }), { reason: 'signature' });
  await assert.rejects(validate(forged));

  say('verify notification');
  const candidates = [
    { name: OURS, run: () => verifyNotification(text, options) },
    { name: 'sns-validator', run: () => validate(text) },
  ];
  return [{ name: 'verify notification', candidates: await sideBySide(candidates, { ...how, async: true }) }];
}

module.exports = { measureNotification };
