// @ts-check
// Certificates and the signatures made by them. It knows how one is fetched, kept and replaced, and
// which may sign; the certificate's bytes are the core's to read, and RSA is the host's. Nothing that
// waits is kept: some hosts let no request wait for what another one began.

import { exchange } from '../attempt.js';
import { certificate } from '../core.js';
import { unusable } from '../engine.js';
import { failure } from './failure.js';

/** Milliseconds that fetching may take. */
const PATIENCE = 10_000;
/** Milliseconds in which an address is not asked a second time for what it has just given. */
const PAUSE = 60_000;
/** Certificates that are kept; a service has one or two at a time. */
const MOST_KEPT = 32;
const LARGEST = 1 << 16;
const RSA = 'RSASSA-PKCS1-v1_5';

/** What may be against a certificate; counted as `CertificateFault` in src/protocol/notification.rs. */
const FAULTS = /** @type {const} */ (['', 'certificate', 'certificate-subject', 'certificate-key']);

/**
 * @typedef {import('./failure.js').Reason} Reason
 * @typedef {{ get(url: string): any, set(url: string, pem: string): any }} Store
 * @typedef {{ spki: Uint8Array<ArrayBuffer>, from: number, until: number, keys: Record<string, CryptoKey> }} Certificate
 *
 * @typedef {object} Signed
 * @property {string} url where the certificate is
 * @property {string} hash
 * @property {Uint8Array<ArrayBuffer>} content
 * @property {Uint8Array<ArrayBuffer>} signature
 */

/** By address, as text. @type {Map<string, string>} */
const shared = new Map();
/** By text, as read. @type {Map<string, Certificate>} */
const known = new Map();
/** When an address was asked last. @type {Map<string, number>} */
const asked = new Map();

/** The store that is used where none is given. @type {Store} */
export const memory = { get: (url) => shared.get(url), set: (url, pem) => keep(shared, url, pem) };

/**
 * @param {Signed} signed
 * @param {{ fetch?: any, certificates?: Store, pem?: string | undefined, now: number }} how
 * @returns {Promise<void>} rejects with a NotificationError where the signature is not one
 */
export async function verified(signed, { fetch, certificates = memory, pem, now }) {
  const { url } = signed;
  const kept = pem ?? (await attempted(() => certificates.get(url)));
  let fault = typeof kept === 'string' ? await judged(kept, signed, now) : 'certificate';
  if (fault === undefined) return;
  // Somebody who sends forgeries shall not make us fetch for each.
  const recently = fault === 'signature' && now - (asked.get(url) ?? -Infinity) < PAUSE;
  if (pem !== undefined || recently) throw failure(/** @type {Reason} */ (fault));
  const fresh = await fetched(url, fetch);
  keep(asked, url, now);
  if (fresh !== kept) fault = await judged(fresh, signed, now);
  if (fault === undefined || fault === 'signature') await attempted(() => certificates.set(url, fresh));
  if (fault !== undefined) throw failure(/** @type {Reason} */ (fault));
}

/**
 * @param {string} url
 * @param {any} [send]
 * @returns {Promise<string>}
 */
async function fetched(url, send) {
  const { status, body = '', failed, cause } = await get(url, send);
  if (status !== 200 || failed !== undefined || body.length > LARGEST) throw failure('certificate-unavailable', cause);
  return body;
}

/**
 * @param {string} url
 * @param {any} [send]
 */
export function get(url, send = globalThis.fetch) {
  return exchange(send, { method: 'GET', url, headers: {} }, PATIENCE);
}

/**
 * What is against a signature by this certificate.
 *
 * @param {string} pem
 * @param {Signed} signed
 * @param {number} now
 * @returns {Promise<Reason | undefined>}
 */
async function judged(pem, { hash, signature, content }, now) {
  const found = known.get(pem) ?? read(pem);
  if (typeof found === 'string') return found;
  // Written so that a clock that gives no number makes nothing valid.
  if (!(now >= found.from && now <= found.until)) return 'certificate-expired';
  const { subtle } = crypto;
  try {
    found.keys[hash] ??= await subtle.importKey('spki', found.spki, { name: RSA, hash }, false, ['verify']);
  } catch {
    return 'certificate-key';
  }
  return (await subtle.verify(RSA, found.keys[hash], signature, content)) ? undefined : 'signature';
}

/**
 * @param {string} pem
 * @returns {Certificate | Reason}
 */
function read(pem) {
  // The first of a chain is the one that signs.
  const [, lines] = /-----BEGIN CERTIFICATE-----([\w+/=\s]+)-----END CERTIFICATE-----/.exec(pem) ?? [];
  const der = lines === undefined ? undefined : bytes(lines);
  if (der === undefined) return 'certificate';
  let found;
  try {
    found = certificate(der);
  } catch (cause) {
    throw unusable('verifyNotification', cause, false);
  }
  if ('fault' in found) return /** @type {Reason} */ (FAULTS[found.fault]);
  const made = { ...found, keys: {} };
  keep(known, pem, made);
  return made;
}

/**
 * Bytes out of base64; nothing where it is none.
 *
 * @param {string} base64
 */
export function bytes(base64) {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/**
 * A store of the caller's that fails is as good as empty.
 *
 * @param {() => any} work
 */
async function attempted(work) {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/**
 * @template Value
 * @param {Map<string, Value>} map
 * @param {string} key
 * @param {Value} value
 */
function keep(map, key, value) {
  if (map.size >= MOST_KEPT) map.delete(/** @type {string} */ (map.keys().next().value));
  map.set(key, value);
}
