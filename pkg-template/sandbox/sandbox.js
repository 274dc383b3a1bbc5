// @ts-check
// The sandbox in process. It knows how a host's calls, its clock and its timers reach the emulator;
// it refuses to know what the service answers: all of that is the emulator's, in wasm.
//
// Everything that buyer, Amazon and tests do goes through the control plane's paths, so that it is
// the same code in process and over HTTP.

import { wrong } from '../checks.js';
import { ConfigurationError, InternalError, ValidationError } from '../errors.js';
import { Core } from './core.js';
import { AMAZON, BUYER, actions } from './actions.js';
import { ACCESS_KEY, CLIENT_ID, MERCHANT_ID, SECRET_KEY } from './credentials.js';
import { Courier } from './courier.js';
import { disposal } from './disposal.js';
import { Followers } from './events.js';
import { refused } from './gate.js';
import { STATE, connectionLost, plainRequest, rawRequest, response } from './message.js';
import { billingAgreementDetails, orderReferenceDetails, restoreOptions, sandboxOptions, whole } from './options.js';
import { emptied, lengthOf, streamed } from './parts.js';
import { Waits, pause } from './waits.js';

export { AmazonPayError, ConfigurationError, InternalError, ValidationError } from '../errors.js';

/** Marks a `fetch` that never leaves the process: a client in a page may use it with a secret. */
const sandboxed = Symbol.for('amazon-pay-wasm.sandbox');
/** How `serve` reaches a sandbox, also one of another copy of this package. */
const exchange = Symbol.for('amazon-pay-wasm.sandbox.exchange');
const served = Symbol.for('amazon-pay-wasm.sandbox.served');
/** How `durable` keeps a sandbox in a file. */
const kept = Symbol.for('amazon-pay-wasm.sandbox.kept');
const resumed = Symbol.for('amazon-pay-wasm.sandbox.resumed');
/** How `durable` writes a sandbox to a file and reads it: never as one text, which may not be so long. */
const written = Symbol.for('amazon-pay-wasm.sandbox.written');
const reread = Symbol.for('amazon-pay-wasm.sandbox.reread');

/** Where a sandbox is that nobody serves. The name can't resolve to another machine. */
const HERE = 'http://sandbox.localhost';
const HOST_LINE = 'host: localhost\n';
const JSON_LINES = `${HOST_LINE}content-type: application/json\n`;
/** @type {Record<number, string>} */
const CODES = { 400: 'invalid', 404: 'unknown', 409: 'state' };
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
 */

const guard = Symbol();

/** An emulator of the service, with a state of its own. Nothing leaves the process. */
export class Sandbox {
  #core;
  #side;
  #region;
  /** Whether time moves by `advance` only. */
  #manual = true;
  #waits = new Waits();
  #followers = new Followers();
  #courier;
  #address = HERE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {number | undefined} */
  #timerDue;
  /** @type {(input: unknown[]) => void} */
  #keep = () => {};

  /**
   * @param {symbol} key
   * @param {Core} core
   * @param {Side} side
   */
  constructor(key, core, side) {
    if (key !== guard) throw new ConfigurationError('make a sandbox by `await Sandbox.create()`');
    this.#core = core;
    this.#side = side;
    this.#courier = new Courier(side);
    if (side.onNotification === undefined && side.notificationUrl === undefined) core.hush();
    const { region, clock } = this.#control('GET', '/sandbox/health');
    this.#region = region;
    this.#manual = clock === 'manual';
    this.#courier.address = HERE;
    /** A `fetch` that serves the API, the profile endpoints, the certificate and the control plane. */
    this.fetch = Object.defineProperty(
      (/** @type {any} */ input, /** @type {any} */ init) => this.#fetch(input, init),
      sandboxed,
      { value: true },
    );
    /** Options of a client that calls this sandbox. */
    this.credentials = this.#credentials();
    /** What the buyer does in the widgets. */
    this.buyer = actions((id, action) => this.#act(id, 'buyer', action), BUYER);
    /** What only Amazon does. */
    this.amazon = actions((id, action) => this.#act(id, 'amazon', action), AMAZON);
  }

  /** @param {object} [options] */
  static async create(options) {
    const { emulator, side } = sandboxOptions(options);
    return new Sandbox(guard, new Core(emulator), side);
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
    const core = new Core('{}');
    core.restore(snapshot);
    return new Sandbox(guard, core, side);
  }

  /**
   * The same of the parts of a snapshot.
   *
   * @param {Iterable<Uint8Array>} parts
   * @param {number} bytes at least as many as there come
   * @param {object} [options]
   */
  static [reread](parts, bytes, options) {
    const side = restoreOptions(options);
    const core = new Core('{}');
    core.receive(parts, bytes);
    core.restoreReceived();
    return new Sandbox(guard, core, side);
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
    return this.#control('GET', '/sandbox/clock').now;
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
    await this.#courier.settled();
  }

  /** What happened, in order. */
  get journal() {
    return this.#entries(0);
  }

  /** What exists. */
  objects() {
    return this.#control('GET', '/sandbox/objects').objects;
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
    return this.#control('GET', '/sandbox/notifications').notifications;
  }

  /** Everything it knows, as text. Its notification key is not part of that. */
  snapshot() {
    return this.#core.snapshot();
  }

  /**
   * Gives everything it knows, part by part.
   *
   * @param {(part: Uint8Array) => void} take
   */
  [written](take) {
    this.#core.snapshotInParts(take);
  }

  /** Gives its memory back. Without it, that happens when nobody holds the sandbox any more. */
  close() {
    clearTimeout(this.#timer);
    this.#timerDue = -Infinity;
    this.#followers.end();
    this.#core.close();
  }

  /** What `using` does at the end, where the host knows it. */
  [disposal('dispose')]() {
    this.close();
  }

  /**
   * Answers a request as it came over a wire.
   *
   * @param {RawRequest} request
   * @param {{ readonly signal?: AbortSignal | undefined }} [caller] whose signal ends waits
   * @returns {Promise<Answered>}
   */
  async [exchange](request, caller) {
    const [path, query = ''] = request.target.split('?', 2);
    if (request.method === 'GET' && path === '/sandbox/events') {
      const known = /^last-event-id:\s*(\d+)/im.exec(request.headers)?.[1] ?? new URLSearchParams(query).get('after') ?? '0';
      if (!/^\d{1,15}$/.test(known)) return refused(400, '`after` must be a whole number');
      return this.#followers.answer(Number(known), (after) => this.#entries(after));
    }
    if (request.method === 'GET' && path === this.#courier.certificatePath) {
      return {
        status: 200,
        headers: [['content-type', 'application/x-pem-file']],
        body: await this.#courier.certificate(),
      };
    }
    // Where the certificate is, no other process can know before.
    if (request.method === 'GET' && path === '/sandbox/credentials') {
      return { status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify(this.credentials) };
    }
    const { latency } = this.#side;
    if (latency > 0) await pause(latency, caller?.signal);
    if (request.method === 'GET' && path === STATE) return this.#state();
    // Whether the caller may is judged where there are foreign callers: see gate.js.
    const own = isControl(path) ? { ...request, headers: HOST_LINE + request.headers } : request;
    const { status, headers, body, drop, delay } = this.#request(own);
    if (request.method === 'PUT' && path === STATE && status === 200) this.#followers.renew();
    if (delay > 0) await this.#waits.until(this.now + delay, this.#manual ? undefined : delay, caller?.signal);
    return { status, headers, body, dropped: drop };
  }

  /**
   * Learns under which address it is served.
   *
   * @param {string} url
   */
  [served](url) {
    this.#address = url;
    this.#courier.address = url;
    this.credentials = this.#credentials();
    return this.credentials;
  }

  /**
   * Tells somebody of each input that the emulator gets, from now on.
   *
   * @param {(input: unknown[]) => void} keep
   * @param {Iterable<any[]>} before inputs to begin with, as they were told
   */
  [kept](keep, before) {
    for (const [wall, ...request] of before) {
      if (request.length === 0) this.#core.advance(wall);
      else this.#core.request(request[0], request[1], request[2], request[3], wall);
    }
    this.#keep = keep;
  }

  /** Sends once more what a process that was killed may not have delivered. */
  [resumed]() {
    this.#send(this.#core.deliverAgain());
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return `Sandbox { endpoint: '${this.#address}' }`;
  }

  /** Everything it knows, as it is now, however long that is. @returns {Answered} */
  #state() {
    this.#send(this.#core.advance(Date.now()));
    const { stream, length } = streamed((take) => this.#core.snapshotInParts(take));
    const headers = /** @type {[string, string][]} */ ([['content-type', 'application/json'], ['content-length', String(length)]]);
    return { status: 200, headers, body: stream };
  }

  /**
   * @param {string} id
   * @param {'buyer' | 'amazon'} actor
   * @param {object} action
   */
  #act(id, actor, action) {
    return this.#control('POST', `/sandbox/objects/${encodeURIComponent(id)}/${actor}`, action);
  }

  /**
   * @param {number} after
   * @returns {{ number: number }[]}
   */
  #entries(after) {
    return this.#control('GET', `/sandbox/journal?after=${after}`).entries;
  }

  #credentials() {
    return Object.freeze({
      region: this.#region,
      sandbox: true,
      merchantId: MERCHANT_ID,
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
      clientId: CLIENT_ID,
      endpoint: this.#address,
      profileEndpoint: this.#address,
      trust: this.#courier.trust,
    });
  }

  /**
   * @param {any} input
   * @param {any} [init]
   * @returns {Promise<Response>}
   */
  async #fetch(input, init) {
    const caller = plainRequest(input, init) ?? (await rawRequest(input, init));
    const { request, signal } = caller;
    signal?.throwIfAborted();
    const answered = await this[exchange](request, caller);
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
    if (status >= 500) throw new InternalError(body);
    const answer = JSON.parse(body);
    if (status < 400) return answer;
    const message = answer.error;
    throw new ValidationError(message, { issues: [{ path: '', code: CODES[status] ?? 'refused', message }] });
  }

  /**
   * @param {RawRequest} request
   * @returns {Answer}
   */
  #request({ method, target, headers, body }) {
    const wall = Date.now();
    if (typeof body !== 'string') {
      this.#core.receive(emptied(body), lengthOf(body));
      body = '';
    }
    const answer = this.#core.request(method, target, headers, body, wall);
    this.#send(answer.deliveries);
    // To look changes nothing; every call of the API does, if only by its request id.
    if (method !== 'GET' || !isControl(target)) {
      this.#keep([wall, method, target, headers, body]);
      this.#changed();
    }
    return answer;
  }

  /** @param {import('./core.js').Delivery[]} deliveries */
  #send(deliveries) {
    this.#courier.send(deliveries, ({ number, attempt }, status) => {
      this.#control('POST', `/sandbox/notifications/${number}/attempts`, { attempt, status });
    });
  }

  /** Tells those who wait. */
  #changed() {
    this.#waits.wake(() => this.now);
    this.#followers.wake();
    this.#schedule();
  }

  /** Lets what falls due happen in its time, though nobody asks. */
  #schedule() {
    if (this.#manual) return;
    const wait = this.#core.nextDueIn();
    const due = wait === undefined ? undefined : Date.now() + wait;
    // A timer that comes too early only looks again.
    if (this.#timerDue !== undefined && due !== undefined && this.#timerDue <= due) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    if (due === undefined) return;
    this.#timer = setTimeout(() => this.#wake(), Math.min(LONGEST, Number(wait)));
    // A sandbox alone keeps no program alive.
    /** @type {any} */ (this.#timer).unref?.();
  }

  #wake() {
    this.#timerDue = undefined;
    const now = Date.now();
    this.#send(this.#core.advance(now));
    this.#keep([now]);
    this.#changed();
  }
}

/** @param {string} target */
function isControl(target) {
  return target.startsWith('/sandbox/');
}
