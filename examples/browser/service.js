// @ts-check
// The service that the page calls: a sandbox inside the page, or one over HTTP on this machine. It knows
// how either is reached; everything else treats them alike.
//
// The page is built together with the package, so it may import modules that the exports map keeps to
// itself: the sandbox without its inlined wasm, which a page loads better as a file.

import { AmazonPay, AmazonPayError } from 'amazon-pay-wasm/slim';
import { install } from 'amazon-pay-wasm/sandbox/core.js';
import { Sandbox } from 'amazon-pay-wasm/sandbox/sandbox.js';

/**
 * @typedef {{ text: string, headers: Record<string, string> }} Envelope
 * @typedef {(url: string, init?: RequestInit) => Promise<Response>} Send
 * @typedef {{ attempt: number, status?: number, code?: string, ms: number, wait: number }} Attempt
 * @typedef {{ value?: any, error?: any, attempts: Attempt[] }} Came what came of a call
 *
 * @typedef {object} Asked
 * @property {boolean} [retry] whether it is repeated where that is safe
 * @property {AbortSignal} [signal]
 * @property {(body: string) => void} sent told of each request as it goes
 *
 * @typedef {object} Service
 * @property {'page' | 'http'} kind
 * @property {string} region
 * @property {boolean} throttling whether quotas are enforced; of the sandbox in this page only
 * @property {string} address
 * @property {any} pay the client
 * @property {any} credentials
 * @property {Envelope[]} envelopes of notifications, as they were posted; of the sandbox in this page only
 * @property {(path: string, init?: RequestInit) => Promise<Response>} control
 * @property {(operation: string, params: any, asked: Asked) => Promise<Came>} call
 * @property {() => void} close
 */

/** Loads both wasm files; the calls after it need no network. */
export async function load() {
  const bytes = async (/** @type {string} */ name) => WebAssembly.compileStreaming(fetch(name));
  const [, sandbox] = await Promise.all([AmazonPay.ready(bytes('../core.wasm')), bytes('../sandbox.wasm')]);
  install(() => sandbox);
}

/**
 * A sandbox in this page. Its time stands until it is moved, and its seed is always the same: what is
 * done again gives the same ids.
 *
 * @param {{ region: string, throttling?: boolean }} wanted
 * @param {() => void} notified called after each notification
 * @returns {Promise<Service>}
 */
export async function inPage({ region, throttling = false }, notified) {
  /** @type {Envelope[]} */
  const envelopes = [];
  const sandbox = await Sandbox.create({
    region,
    seed: 1,
    clock: 'manual',
    throttling,
    // Else they would wait for somebody to move the clock.
    settings: { notificationDelay: 0 },
    onNotification: (/** @type {string} */ text, /** @type {Record<string, string>} */ headers) => {
      envelopes.push({ text, headers });
      notified();
    },
  });
  const { credentials } = sandbox;
  const options = { ...credentials, fetch: sandbox.fetch, pacing: false };
  return {
    kind: 'page',
    region,
    throttling,
    address: credentials.endpoint,
    pay: new AmazonPay(options),
    credentials,
    envelopes,
    control: (path, init) => sandbox.fetch(`http://localhost${path}`, init),
    call: (operation, params, asked) => called(options, operation, params, asked),
    close: () => sandbox.close(),
  };
}

/**
 * A sandbox on this machine: `npx amazon-pay-wasm sandbox --cors` and this page's origin.
 *
 * @param {string} text its address
 * @returns {Promise<Service>}
 */
export async function overHttp(text) {
  const { origin: address, hostname } = new URL(text);
  if (!/^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(hostname)) throw new Error('only a sandbox on this machine can be called from here');
  const control = (/** @type {string} */ path, /** @type {RequestInit} */ init = {}) => fetch(address + path, init);
  const answer = await control('/sandbox/options').catch(() => undefined);
  if (answer?.ok !== true) throw new Error(`no sandbox answers at ${address}: start it with \`${command()}\``);
  const { credentials } = await answer.json();
  const options = { ...credentials, sandbox: true, endpoint: address, profileEndpoint: address, fetch: (/** @type {[string]} */ ...given) => fetch(...given), pacing: false };
  return {
    kind: 'http',
    region: credentials.region,
    throttling: false,
    address,
    pay: new AmazonPay(options),
    credentials,
    envelopes: [],
    control,
    call: (operation, params, asked) => called(options, operation, params, asked),
    close: () => {},
  };
}

/**
 * A call by the client, with each of its attempts told.
 *
 * @param {any} options the client's
 * @param {string} operation
 * @param {any} params
 * @param {Asked} asked
 * @returns {Promise<Came>}
 */
async function called(options, operation, params, { retry = false, signal, sent }) {
  /** @type {Attempt[]} */
  const attempts = [];
  const pay = new AmazonPay({
    ...options,
    ...(!retry && { retry: false }),
    onAttempt: (/** @type {Attempt} */ attempt) => attempts.push(attempt),
    fetch: (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
      sent(String(init.body));
      return options.fetch(url, init);
    },
  });
  try {
    return { value: await pay.call(/** @type {any} */ (operation), params, { signal }), attempts };
  } catch (error) {
    if (!AmazonPayError.is(error)) throw error;
    return { error, attempts };
  }
}

/** How a sandbox is started that this page may call. */
export function command() {
  return `npx amazon-pay-wasm sandbox --cors ${location.origin}`;
}
