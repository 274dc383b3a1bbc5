// @ts-check
// The sandbox in process. It knows how a host's calls, its clock and its timers reach the emulator;
// it refuses to know what the service answers: all of that is the emulator's, in wasm.
//
// Everything that buyer, Amazon and tests do goes through the control plane's paths, so that it is
// the same code in process and over HTTP.

import { ConfigurationError, InternalError, ValidationError } from '../errors.js';
import { wrong } from '../checks.js';
import { Core } from './core.js';
import { Delivery } from './delivery.js';
import { Followers } from './events.js';
import { connectionLost, rawRequest, response } from './message.js';
import { billingAgreementDetails, orderReferenceDetails, restoreOptions, sandboxOptions, whole } from './options.js';
import { Waits } from './waits.js';

export { AmazonPayError, ConfigurationError, InternalError, ValidationError } from '../errors.js';

/** Marks a `fetch` that never leaves the process: a client in a page may use it with a secret. */
const sandboxed = Symbol.for('amazon-pay-wasm.sandbox');
/** How `serve` reaches a sandbox, also one of another copy of this package. */
const exchange = Symbol.for('amazon-pay-wasm.sandbox.exchange');
const served = Symbol.for('amazon-pay-wasm.sandbox.served');

/** Where a sandbox is that nobody serves. The name can't resolve to another machine. */
const HERE = 'http://sandbox.localhost';
const JSON_LINES = 'host: localhost\ncontent-type: application/json\n';
/** Timers can't wait longer. */
const LONGEST = 2 ** 31 - 1;

/**
 * @typedef {import('./core.js').Answer} Answer
 * @typedef {import('./message.js').RawRequest} RawRequest
 * @typedef {import('./options.js').Side} Side
 *
 * @typedef {object} Answered
 * @property {number} status
 * @property {[string, string][]} headers
 * @property {string | ReadableStream} body
 * @property {boolean} [dropped] the connection ends without an answer
 * @property {boolean} [truncated] the connection ends within the answer
 */

const guard = Symbol();

/** An emulator of the service, with a state of its own. Nothing leaves the process. */
export class Sandbox {
  #core;
  #side;
  #waits = new Waits();
  #followers = new Followers();
  #delivery;
  #address = HERE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #timerDue = Infinity;

  /**
   * @param {symbol} key
   * @param {Core} core
   * @param {Side} side
   */
  constructor(key, core, side) {
    if (key !== guard) throw new ConfigurationError('make a sandbox by `await Sandbox.create()`');
    this.#core = core;
    this.#side = side;
    this.#delivery = new Delivery(side);
    this.#delivery.address = HERE;
    /** A `fetch` that serves the API, the profile endpoints, the certificate and the control plane. */
    this.fetch = Object.defineProperty(
      (/** @type {any} */ input, /** @type {any} */ init) => this.#fetch(input, init),
      sandboxed,
      { value: true },
    );
    /** Options of a client that calls this sandbox. */
    this.credentials = this.#credentials();
    /** What the buyer does in the widgets. */
    this.buyer = actions(this, 'buyer', BUYER);
    /** What only Amazon does. */
    this.amazon = actions(this, 'amazon', AMAZON);
  }

  /** @param {object} [options] */
  static async create(options) {
    const { emulator, side } = sandboxOptions(options);
    return new Sandbox(guard, made(() => Core.create(emulator)), side);
  }

  /**
   * A sandbox as `snapshot` described it.
   *
   * @param {string} snapshot
   * @param {object} [options] what a snapshot can't hold
   */
  static async restore(snapshot, options) {
    if (typeof snapshot !== 'string') throw wrong('snapshot', 'must be the text that `snapshot()` gave');
    const side = restoreOptions(options);
    return new Sandbox(guard, made(() => Core.restore(snapshot)), side);
  }

  /**
   * What the address and wallet widgets make: a draft with a valid address and a good card.
   *
   * @param {object} [details]
   * @returns {{ amazonOrderReferenceId: string, accessToken: string }}
   */
  createOrderReference(details) {
    return this.#control('POST', '/sandbox/order-references', orderReferenceDetails(details));
  }

  /**
   * @param {object} [details]
   * @returns {{ amazonBillingAgreementId: string, accessToken: string }}
   */
  createBillingAgreement(details) {
    return this.#control('POST', '/sandbox/billing-agreements', billingAgreementDetails(details));
  }

  /** The service's time in epoch milliseconds. */
  get now() {
    return this.#core.now(Date.now());
  }

  /**
   * Moves the service's time, settles what falls due on the way in its order, and delivers what there
   * is to tell.
   *
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async advance(milliseconds) {
    whole(milliseconds, 'milliseconds');
    this.#control('POST', '/sandbox/clock/advance', { milliseconds });
    await this.#delivery.settled();
  }

  /** What happened, in order. */
  get journal() {
    return this.#entries(0);
  }

  /** What exists. */
  objects() {
    return this.#control('GET', '/sandbox/objects');
  }

  /**
   * An object with its state, children and history.
   *
   * @param {string} id
   */
  object(id) {
    return this.#control('GET', `/sandbox/objects/${encodeURIComponent(id)}`);
  }

  /**
   * Lets calls fail.
   *
   * @param {{ kind: string, operation?: string, times?: number, rate?: number }} rule
   * @returns {{ id: string }}
   */
  addFault(rule) {
    return this.#control('POST', '/sandbox/faults', rule);
  }

  /** Lets calls succeed again. */
  clearFaults() {
    this.#control('DELETE', '/sandbox/faults');
  }

  /** Notifications with their attempts at delivery. */
  get notifications() {
    return this.#control('GET', '/sandbox/notifications');
  }

  /** Everything it knows, as text. Its notification key is not part of that. */
  snapshot() {
    return this.#core.snapshot();
  }

  /** Gives its memory back. Without it, that happens when nobody holds the sandbox any more. */
  close() {
    clearTimeout(this.#timer);
    this.#followers.end();
    this.#core.close();
  }

  /**
   * Answers a request as it came over a wire.
   *
   * @param {RawRequest} request
   * @param {AbortSignal} [signal] ends waits
   * @returns {Promise<Answered>}
   */
  async [exchange](request, signal) {
    const [path, query = ''] = request.target.split('?', 2);
    if (request.method === 'GET' && path === '/sandbox/events') {
      const known = /^last-event-id:\s*(\d+)/im.exec(request.headers)?.[1] ?? new URLSearchParams(query).get('after');
      return this.#followers.answer(Number(known ?? 0), (after) => this.#entries(after));
    }
    if (request.method === 'GET' && path === this.#delivery.certificatePath) {
      return {
        status: 200,
        headers: [['content-type', 'application/x-pem-file']],
        body: await this.#delivery.certificate(),
      };
    }
    const { latency } = this.#side;
    if (latency > 0) await pause(latency, signal);
    const { status, headers, body, effects = [] } = this.#request(request);
    /** @type {Answered} */
    const answered = { status, headers, body };
    for (const { kind, milliseconds = 0 } of effects) {
      if (kind === 'delay') await this.#wait(milliseconds, signal);
      else if (kind === 'truncate') answered.truncated = true;
      else answered.dropped = true;
    }
    return answered;
  }

  /**
   * Learns under which address it is served.
   *
   * @param {string} url
   */
  [served](url) {
    this.#address = url;
    this.#delivery.address = url;
    this.credentials = this.#credentials();
    return this.credentials;
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return `Sandbox { endpoint: '${this.#address}' }`;
  }

  #credentials() {
    const { region, sandbox = true, merchantId, accessKey, secretKey, clientId } = this.#core.credentials();
    return Object.freeze({
      region,
      sandbox,
      merchantId,
      accessKey,
      secretKey,
      clientId,
      endpoint: this.#address,
      profileEndpoint: this.#address,
      trust: this.#delivery.trust,
    });
  }

  /**
   * @param {any} input
   * @param {any} [init]
   * @returns {Promise<Response>}
   */
  async #fetch(input, init) {
    const { request, signal } = await rawRequest(input, init);
    signal?.throwIfAborted();
    const answered = await this[exchange](request, signal);
    signal?.throwIfAborted();
    if (answered.dropped) throw connectionLost();
    return response(answered);
  }

  /**
   * @param {string} method
   * @param {string} target
   * @param {object} [content]
   */
  #control(method, target, content) {
    const { status, body } = this.#request({
      method,
      target,
      headers: JSON_LINES,
      body: content === undefined ? '' : JSON.stringify(content),
    });
    const answer = body === '' ? undefined : JSON.parse(body);
    if (status < 400) return answer;
    const { code = 'refused', message = `the sandbox refused it with status ${status}` } = answer?.error ?? {};
    if (status >= 500) throw new InternalError(message);
    throw new ValidationError(message, { issues: [{ path: '', code, message }] });
  }

  /**
   * @param {RawRequest} request
   * @returns {Answer}
   */
  #request({ method, target, headers, body }) {
    const answer = this.#core.request(method, target, headers, body, Date.now());
    this.#follow(answer);
    return answer;
  }

  /**
   * Does what follows from anything that the emulator did.
   *
   * @param {{ notifications?: import('./core.js').Notification[] }} done
   */
  #follow({ notifications = [] }) {
    this.#delivery.send(notifications, (number, status) => this.#delivered(number, status));
    this.#waits.wake(() => this.now);
    this.#followers.wake();
    this.#schedule();
  }

  /** Lets what falls due happen in its time, though nobody asks. */
  #schedule() {
    const due = this.#core.nextDue();
    if (due === undefined || !this.#core.isReal) return;
    if (due === this.#timerDue) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => {
      this.#timerDue = Infinity;
      this.#follow(this.#core.advance(Date.now()));
    }, Math.min(LONGEST, Math.max(0, due - this.now)));
    // A sandbox alone keeps no program alive.
    /** @type {any} */ (this.#timer).unref?.();
  }
}

/**
 * The arguments that an action takes after the object's id; the rest of the line is the emulator's.
 *
 * @type {Record<string, string[]>}
 */
const BUYER = {
  selectCard: ['card'],
  selectAddress: ['address'],
  giveConsent: [],
  withdrawConsent: [],
  completeAuthentication: ['status'],
};

/** What goes with these is an object, given as it is. @type {Record<string, undefined>} */
const AMAZON = { close: undefined, cancel: undefined, chargeback: undefined, suspend: undefined };
