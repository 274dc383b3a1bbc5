// @ts-check
// The envelope in which the notification service (SNS) puts a message. It knows its fields, what of
// them is signed, and at which addresses its certificates and subscriptions are; it refuses to know
// what the message says. Addresses are judged as text, never parsed: two parsers may differ.

import { read, text } from '../attempt.js';
import { failure } from './failure.js';

/** The service's own limit is 256 KB, before JSON escapes it. */
const MOST_BYTES = 1 << 20;

const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** What is signed, in its order. @type {Record<string, string[]>} */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: CONFIRMATION,
  UnsubscribeConfirmation: CONFIRMATION,
};

const UNSIGNED = ['Signature', 'SignatureVersion', 'SigningCertURL', 'UnsubscribeURL', 'MessageAttributes'];

// A region's name begins with two letters: `s3-…` would be somebody's bucket called `sns`.
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d+';
const CERTIFICATE_URL = new RegExp(
  `^https://sns\\.${REGION}\\.amazonaws\\.com(?:\\.cn)?/SimpleNotificationService-[0-9a-f]+\\.pem$`,
);
const TOPIC = new RegExp(`^arn:aws(-cn)?:sns:(${REGION}):\\d{12}:[\\w-]{1,256}$`);
/** Amazon Pay's own accounts and the names it gives: marketplace and seller (behaviour.md 7.2). */
const OFFICIAL_TOPIC = /^arn:aws:sns:(?:us-east-1|eu-west-1):(?:291180941288|598607868003):[A-Z0-9]+$/;

/** @typedef {Record<string, string>} Envelope */

/**
 * The envelope that a request, a body or an object holds, of the right shape.
 *
 * @param {any} given
 * @returns {Promise<Envelope>}
 */
export async function envelopeOf(given) {
  let envelope = given;
  if (typeof given !== 'object' || isBytes(given) || typeof given?.text === 'function') {
    const body = await textOf(given);
    try {
      envelope = JSON.parse(body);
    } catch (cause) {
      throw failure('envelope', cause);
    }
    if (envelope === null || typeof envelope !== 'object') throw failure('envelope');
  } else if (typeof given?.Type !== 'string') {
    // What a body parser leaves of a body that it does not know.
    throw failure('body');
  }
  return shaped(envelope);
}

/** @param {any} given */
async function textOf(given) {
  let body = given;
  if (isBytes(given)) {
    if (given.byteLength > MOST_BYTES) throw failure('too-large');
    body = text(given);
    if (body === undefined) throw failure('envelope');
  } else if (typeof given !== 'string') {
    if (typeof given?.text !== 'function' || given.bodyUsed) throw failure('body');
    const { failed, body: received } = await read(given, MOST_BYTES).catch((cause) => {
      throw failure('body', cause);
    });
    if (failed !== undefined) throw failure(failed === 'too-large' ? failed : 'envelope');
    body = received;
  }
  if (body.length > MOST_BYTES) throw failure('too-large');
  if (body === '') throw failure('body');
  return body;
}

/**
 * @param {any} given
 * @returns {boolean}
 */
function isBytes(given) {
  return given instanceof ArrayBuffer || ArrayBuffer.isView(given);
}

/**
 * @param {any} envelope
 * @returns {Envelope}
 */
function shaped(envelope) {
  const { Type, Subject = null, Signature, SignatureVersion, SigningCertURL, Timestamp } = envelope;
  if (typeof Type !== 'string') throw failure('envelope');
  const signed = Object.hasOwn(SIGNED, Type) ? SIGNED[Type] : undefined;
  if (signed === undefined || (SignatureVersion !== '1' && SignatureVersion !== '2')) throw failure('unsupported');
  if (!Object.keys(envelope).every((name) => signed.includes(name) || UNSIGNED.includes(name))) throw failure('unsupported');
  const isText = (/** @type {string} */ name) =>
    // A line break in these could make one signed text stand for two envelopes.
    typeof envelope[name] === 'string' && (name === 'Message' || /^[\x21-\x7e]+$/.test(envelope[name]));
  if (
    ![...signed, 'Signature'].every((name) => (name === 'Subject' ? Subject === null || typeof Subject === 'string' : isText(name))) ||
    Signature.length % 4 !== 0 ||
    typeof SigningCertURL !== 'string' ||
    Number.isNaN(Date.parse(Timestamp))
  ) {
    throw failure('envelope');
  }
  return envelope;
}

/**
 * The text that is signed (behaviour.md 7.3).
 *
 * @param {Envelope} envelope
 */
export function stringToSign(envelope) {
  const given = SIGNED[envelope.Type].filter((name) => envelope[name] !== undefined && envelope[name] !== null);
  return given.map((name) => `${name}\n${envelope[name]}\n`).join('');
}

/** @param {string} url */
export function isCertificateUrl(url) {
  return CERTIFICATE_URL.test(url);
}

/**
 * @param {string} topic
 * @param {string[] | undefined} allowed
 */
export function isTopic(topic, allowed) {
  return TOPIC.test(topic) && (allowed === undefined ? OFFICIAL_TOPIC.test(topic) : allowed.includes(topic));
}

/**
 * Whether a subscription is confirmed at the service's host of the topic's own region.
 *
 * @param {Envelope} envelope whose topic is one
 */
export function isSubscribeUrl({ SubscribeURL, TopicArn }) {
  const [, china, region] = /** @type {RegExpExecArray} */ (TOPIC.exec(TopicArn));
  return SubscribeURL.startsWith(`https://sns.${region}.amazonaws.com${china ? '.cn' : ''}/?`);
}
