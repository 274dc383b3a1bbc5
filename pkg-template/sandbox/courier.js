// @ts-check
// Notifications on their way to the merchant. It knows how an envelope is signed and carried, and
// tells the emulator how that ended; what is told, when, and how often again is the emulator's to
// say.

import { isLoopback } from '../endpoint.js';
import { Signer } from './signer.js';
import { pause } from './waits.js';

/** Milliseconds that a merchant's server may take. */
const PATIENCE = 15_000;

/**
 * @typedef {import('./core.js').Delivery} Notification
 * @typedef {(notification: Notification, status: number | undefined) => void} Report how a delivery
 *   ended; without a status: the address was not reached
 */

export class Courier {
  /** Where the certificate can be had. */
  address = '';
  #side;
  #signer = new Signer();
  #path = `/SimpleNotificationService-${hex(16)}.pem`;
  /** One after the other, so that they come in order. @type {Promise<void>} */
  #line = Promise.resolve();

  /** @param {import('./options.js').Side} side */
  constructor(side) {
    this.#side = side;
  }

  get certificatePath() {
    return this.#path;
  }

  /** @returns {Promise<string>} PEM */
  certificate() {
    return this.#signer.certificate();
  }

  /** What a client needs to trust this sandbox's notifications, and no other's. */
  get trust() {
    const trust = { certificateUrl: this.address + this.#path };
    // In the same process there is no need to fetch it.
    Object.defineProperty(trust, 'certificate', { value: () => this.certificate() });
    return Object.freeze(trust);
  }

  /** Everything that was to be sent until now is delivered, or could not be. */
  settled() {
    return this.#line;
  }

  /**
   * @param {Notification[]} notifications
   * @param {Report} report
   */
  send(notifications, report) {
    for (const notification of notifications) {
      this.#line = this.#line.then(() => this.#deliver(notification, report));
    }
  }

  /**
   * @param {Notification} notification
   * @param {Report} report
   */
  async #deliver(notification, report) {
    const { onNotification } = this.#side;
    const { headers, envelope, stringToSign, signatureVersion } = notification;
    const urls = this.#targets(notification.urls);
    if (onNotification === undefined && urls.length === 0) return;
    const text = JSON.stringify({
      ...envelope,
      Signature: await this.#signer.sign(stringToSign, signatureVersion),
      SigningCertURL: this.address + this.#path,
    });
    /** @type {number | undefined} */
    let status = 200;
    try {
      await onNotification?.(text, { ...headers });
    } catch {
      // A handler that throws has not taken it, as a server that answers 500.
      status = 500;
    }
    for (const url of urls) {
      const answered = await this.#post(url, headers, text);
      if (status === 200) status = answered;
    }
    report(notification, status);
  }

  /**
   * Where a notification goes: to the address that the sandbox was made with, and to those that the
   * seller configured. Of these, other machines only where a `fetch` was given: no test should call
   * a real shop.
   *
   * @param {string[]} configured
   * @returns {string[]}
   */
  #targets(configured) {
    const { notificationUrl, fetch } = this.#side;
    const near = configured.filter((url) => fetch !== undefined || isNear(url));
    return notificationUrl === undefined ? near : [notificationUrl, ...near];
  }

  /**
   * @param {string} url
   * @param {Record<string, string>} headers
   * @param {string} body
   * @returns {Promise<number | undefined>} the status; nothing where no answer came
   */
  async #post(url, headers, body) {
    const send = this.#side.fetch ?? globalThis.fetch;
    const stop = new AbortController();
    const late = new AbortController();
    pause(PATIENCE, late.signal).then(() => stop.abort());
    try {
      const answer = await send(url, { method: 'POST', headers, body, redirect: 'manual', signal: stop.signal });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return undefined;
    } finally {
      late.abort();
    }
  }
}

/** @param {string} url */
function isNear(url) {
  try {
    return isLoopback(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** @param {number} bytes */
function hex(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
