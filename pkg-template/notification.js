// @ts-check
// Notifications: what the service tells a merchant's server without being asked. It knows in which
// order one is checked, and what the server answers; each check has its own file.

import { callable, flag, methods, read, wrong } from './checks.js';
import { NotificationError } from './errors.js';
import { bytes, get, verified } from './notification/certificates.js';
import { contentOf } from './notification/content.js';
import { envelopeOf, isCertificateUrl, isSubscribeUrl, isTopic, stringToSign } from './notification/envelope.js';
import { failure, isForged } from './notification/failure.js';

/** Milliseconds: the service sends again for 14 days. */
const MOST_AGE = 15 * 24 * 60 * 60 * 1000;

const OPTIONS = {
  merchantId: texts,
  topicArn: texts,
  sandbox: flag,
  maxAge: age,
  seen: callable,
  fetch: callable,
  certificates: methods('get', 'set'),
  trust,
  clock: methods('now'),
};

const HANDLER_OPTIONS = { ...OPTIONS, onNotification: callable, onError: callable };

/**
 * Checks that a notification is genuine, fresh and meant for this merchant, and reads it.
 *
 * @param {any} requestOrBody a standard `Request`, its body as text or bytes, or what was parsed of it
 * @param {object} [options]
 * @returns {Promise<any>} rejects with a NotificationError
 */
export async function verifyNotification(requestOrBody, options) {
  return checked(requestOrBody, read(options, OPTIONS, 'option'));
}

/**
 * A handler for any server of the `fetch` style.
 *
 * @param {object} options those of `verifyNotification`, `onNotification` and `onError`
 * @returns {(request: any) => Promise<Response>}
 */
export function notificationHandler(options) {
  const { onNotification, onError, ...settings } = read(options, HANDLER_OPTIONS, 'option');
  if (onNotification === undefined) throw wrong('onNotification', 'is missing');
  return async (request) => {
    // The service only posts, so this is somebody's browser.
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    // Told to come again, unless something better is known.
    let status = 503;
    try {
      const notification = await checked(request, settings).catch((error) => {
        const reason = NotificationError.is(error) ? error.reason : '';
        if (reason === 'seen') status = 200;
        // Never sent again, so nothing that could be mended is answered so.
        if (isForged(reason)) status = 400;
        throw error;
      });
      await onNotification(notification);
      status = 200;
    } catch (error) {
      if (status !== 200) {
        try {
          await onError?.(error);
        } catch {
          // Whoever watches must not change the answer.
        }
      }
    }
    return new Response(null, { status });
  };
}

/**
 * @param {any} given
 * @param {Record<string, any>} settings
 */
async function checked(given, settings) {
  const { merchantId, topicArn, sandbox, maxAge = MOST_AGE, seen, fetch, certificates, clock = Date } = settings;
  const envelope = await envelopeOf(given);
  const { Type, MessageId, TopicArn, Timestamp, SigningCertURL: url } = envelope;
  const { trust } = settings;
  if (trust === undefined ? !isCertificateUrl(url) : url !== trust.certificateUrl) throw failure('certificate-url');
  const signature = bytes(envelope.Signature);
  if (signature === undefined) throw failure('envelope');
  const now = clock.now();
  const pem = typeof trust?.certificate === 'function' ? await trust.certificate() : trust?.certificate;
  const hash = envelope.SignatureVersion === '1' ? 'SHA-1' : 'SHA-256';
  const content = new TextEncoder().encode(stringToSign(envelope));
  await verified({ url, hash, content, signature }, { fetch, certificates, pem, now });
  if (!isTopic(TopicArn, topicArn)) throw failure('topic');
  if (!(now - Date.parse(Timestamp) <= maxAge)) throw failure('stale');
  const notification = Type === 'Notification' ? contentOf(envelope) : confirmation(envelope, fetch);
  const { id, sellerId, releaseEnvironment } = notification;
  if (Type === 'Notification') {
    if (merchantId !== undefined && !merchantId.includes(sellerId)) throw failure('seller');
    if (sandbox !== undefined && releaseEnvironment !== (sandbox ? 'Sandbox' : 'Live')) throw failure('environment');
  }
  if (await seen?.(id)) throw failure('seen');
  return notification;

  /**
   * @param {import('./notification/envelope.js').Envelope} envelope
   * @param {any} send
   */
  function confirmation(envelope, send) {
    if (!isSubscribeUrl(envelope)) throw failure('subscribe-url');
    const head = { type: Type, id: MessageId, messageId: MessageId, topicArn: TopicArn, timestamp: Timestamp };
    if (Type !== 'SubscriptionConfirmation') return head;
    const confirm = async () => {
      const { status, failed, cause } = await get(envelope.SubscribeURL, send);
      if (status !== 200 || failed !== undefined) throw failure('confirmation', cause);
    };
    return { ...head, confirm };
  }
}

/**
 * @param {any} value
 * @param {string} name
 */
function texts(value, name) {
  const list = Array.isArray(value) ? [...value] : [value];
  if (list.length > 0 && list.every((text) => typeof text === 'string' && text !== '')) return list;
  throw wrong(name, 'must be a string that is not empty, or a list of such');
}

/**
 * @param {any} value
 * @param {string} name
 */
function age(value, name) {
  if (value > 0) return value;
  throw wrong(name, 'must be a number of milliseconds above 0');
}

/**
 * @param {any} value
 * @param {string} name
 */
function trust(value, name) {
  if (typeof value?.certificateUrl === 'string') return value;
  throw wrong(name, "must be a sandbox's `credentials.trust`");
}
