// @ts-check
// The key that signs a sandbox's notifications, and its certificate. It knows the two signatures
// that the notification service has; it refuses to know what a notification says.
//
// The key is random, never one that the seed gives: whoever knows the seed must not be able to sign.

import { base64, rsaKeys, selfSigned } from './certificate.js';

/** The name in the certificates of the real service, which clients compare. */
const SUBJECT = 'sns.amazonaws.com';
/** A clock may be moved far: 1 January 2020, for 29 years. */
const FROM = Date.UTC(2020, 0, 1);
const DAYS = 29 * 365;

/** @type {Record<string, string>} */
const HASH = { 1: 'SHA-1', 2: 'SHA-256' };

export class Signer {
  /** @type {Promise<CryptoKeyPair> | undefined} */
  #keys;
  /** @type {Promise<string> | undefined} */
  #certificate;
  /** @type {Map<string, Promise<CryptoKey>>} */
  #signing = new Map();

  /** @returns {Promise<string>} PEM */
  certificate() {
    this.#certificate ??= this.#made().then((keys) => selfSigned(keys, { commonName: SUBJECT, from: FROM, days: DAYS }));
    return this.#certificate;
  }

  /**
   * @param {string} text
   * @param {string} version `1` or `2`
   * @returns {Promise<string>} base64
   */
  async sign(text, version) {
    const hash = HASH[version];
    let key = this.#signing.get(hash);
    if (key === undefined) {
      key = this.#made().then((keys) => imported(keys, hash));
      this.#signing.set(hash, key);
    }
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', await key, new TextEncoder().encode(text));
    return base64(new Uint8Array(signature));
  }

  /** Making a key takes a tenth of a second, and most sandboxes need none. */
  #made() {
    this.#keys ??= rsaKeys();
    return this.#keys;
  }
}

/**
 * A key of Web Crypto is for one hash only.
 *
 * @param {CryptoKeyPair} keys
 * @param {string} hash
 */
async function imported({ privateKey }, hash) {
  const raw = await crypto.subtle.exportKey('pkcs8', privateKey);
  return crypto.subtle.importKey('pkcs8', raw, { name: 'RSASSA-PKCS1-v1_5', hash }, false, ['sign']);
}
