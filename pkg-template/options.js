// @ts-check
// What a client is told once and what a call may say differently. It knows which options exist and
// what follows from them; it refuses to know how a call is made.

import {
  anything,
  application,
  attempts,
  callable,
  choice,
  currency,
  flag,
  id,
  methods,
  milliseconds,
  moment,
  object,
  pacing,
  read,
  signal,
  text,
  wrong,
} from './checks.js';
import { endpoint, host } from './endpoint.js';
import { ConfigurationError } from './errors.js';
import { runsInPage, userAgent } from './host.js';
import { paths, regions } from './table.js';

/** A sandbox puts this on its own `fetch`, which never leaves the process. */
const sandboxed = Symbol.for('amazon-pay-wasm.sandbox');

/** @type {Record<string, import('./checks.js').Check>} */
const OPTIONS = {
  region: choice(Object.keys(regions)),
  sandbox: flag,
  merchantId: id,
  accessKey: id,
  secretKey: id,
  mwsAuthToken: id,
  clientId: id,
  platformId: id,
  currencyCode: currency,
  endpoint: anything,
  profileEndpoint: anything,
  signedHost: text,
  trust: object,
  fetch: callable,
  timeout: milliseconds,
  deadline: milliseconds,
  retry: attempts,
  pacing,
  application,
  onAttempt: callable,
  clock: methods('now', 'sleep'),
  random: callable,
  dangerouslyAllowBrowser: flag,
};

const REQUIRED = ['region', 'merchantId', 'accessKey', 'secretKey'];

/** @type {Record<string, import('./checks.js').Check>} */
const CALL_OPTIONS = {
  signal,
  timeout: milliseconds,
  deadline: milliseconds,
  retry: attempts,
  merchantId: id,
  mwsAuthToken: id,
};

/** @type {typeof CALL_OPTIONS} */
const PURE_OPTIONS = { merchantId: id, mwsAuthToken: id, now: moment };

/**
 * @typedef {object} Identity who calls and where: what the core needs to prepare a request
 * @property {string} accessKey
 * @property {string} secretKey
 * @property {string} merchantId
 * @property {string} [mwsAuthToken]
 * @property {string} host
 * @property {string} path
 * @property {string} currencyCode
 * @property {string} [platformId]
 * @property {string} paymentDomain
 *
 * @typedef {object} Call what a single call goes by
 * @property {Identity} identity
 * @property {number} timeout milliseconds per attempt
 * @property {number} deadline milliseconds for the call
 * @property {number} attempts
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} Clock
 * @property {() => number} now epoch milliseconds
 * @property {(milliseconds: number, signal?: AbortSignal) => Promise<unknown>} sleep
 *
 * @typedef {{ take(key: string, quota: Quota, now: number, longest: number): number | Promise<number> }} Store
 * @typedef {{ capacity: number, perSecond: number }} Quota
 *
 * @typedef {object} Settings
 * @property {Call} call what a call goes by that says nothing itself
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {boolean} sandbox
 * @property {typeof fetch} [fetch]
 * @property {boolean | Store} pacing
 * @property {((event: object) => unknown)} [onAttempt]
 * @property {Clock} [clock]
 * @property {() => number} [random]
 * @property {string} [clientId]
 * @property {string} profileOrigin
 * @property {object} [trust]
 */

/**
 * Checks a client's options and settles what follows from them.
 *
 * @param {unknown} given
 * @returns {Settings}
 */
export function clientSettings(given) {
  const options = read(given, OPTIONS, 'option');
  for (const name of REQUIRED) {
    if (options[name] === undefined) throw wrong(name, 'is missing');
  }
  const sandbox = options.sandbox ?? false;
  const region = /** @type {any} */ (regions)[options.region];
  const own = options.endpoint === undefined ? undefined : endpoint('endpoint', options.endpoint, sandbox);
  const profile =
    options.profileEndpoint === undefined
      ? undefined
      : endpoint('profileEndpoint', options.profileEndpoint, sandbox);
  guardSecret(options, own?.loopback === true);
  const path = sandbox ? paths.sandbox : paths.live;
  return {
    call: {
      identity: {
        accessKey: options.accessKey,
        secretKey: options.secretKey,
        merchantId: options.merchantId,
        mwsAuthToken: options.mwsAuthToken,
        host: options.signedHost === undefined ? (own?.host ?? region.host) : host('signedHost', options.signedHost),
        path,
        currencyCode: options.currencyCode ?? region.currencyCode,
        platformId: options.platformId,
        paymentDomain: region.paymentDomain,
      },
      timeout: options.timeout ?? 30_000,
      deadline: options.deadline ?? 90_000,
      attempts: options.retry ?? 4,
      signal: undefined,
    },
    url: (own?.origin ?? `https://${region.host}`) + path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      ...userAgent(options.application),
    },
    sandbox,
    fetch: options.fetch,
    pacing: options.pacing ?? true,
    onAttempt: options.onAttempt,
    clock: options.clock,
    random: options.random,
    clientId: options.clientId,
    profileOrigin: profile?.origin ?? `https://${sandbox ? region.sandboxProfileHost : region.profileHost}`,
    trust: options.trust,
  };
}

/**
 * Checks the options of one call.
 *
 * @param {Call} call what the client goes by
 * @param {unknown} given
 * @returns {Call}
 */
export function callSettings(call, given) {
  const options = read(given, CALL_OPTIONS, 'call option');
  return {
    identity: identity(call.identity, options),
    timeout: options.timeout ?? call.timeout,
    deadline: options.deadline ?? call.deadline,
    attempts: options.retry ?? call.attempts,
    signal: options.signal,
  };
}

/**
 * Checks the options of a call that sends nothing.
 *
 * @param {Call} call
 * @param {unknown} given
 * @returns {{ identity: Identity, now: number | undefined }}
 */
export function pureSettings(call, given) {
  const options = read(given, PURE_OPTIONS, 'option');
  return { identity: identity(call.identity, options), now: options.now };
}

/**
 * The same object where nothing differs, so that what is known about it stays known.
 *
 * @param {Identity} own
 * @param {Record<string, any>} options
 * @returns {Identity}
 */
function identity(own, options) {
  const { merchantId, mwsAuthToken } = options;
  if (merchantId === undefined && mwsAuthToken === undefined) return own;
  return {
    ...own,
    merchantId: merchantId ?? own.merchantId,
    mwsAuthToken: mwsAuthToken ?? own.mwsAuthToken,
  };
}

/**
 * A page's scripts, extensions and visitors can read what its code holds.
 *
 * @param {Record<string, any>} options
 * @param {boolean} loopback
 */
function guardSecret(options, loopback) {
  if (!runsInPage() || loopback || options.dangerouslyAllowBrowser === true) return;
  if (options.fetch?.[sandboxed] === true) return;
  throw new ConfigurationError(
    'a secret key in a web page is open to everybody who visits it: call from a server, or set `dangerouslyAllowBrowser` if this page is not public',
    { option: 'dangerouslyAllowBrowser' },
  );
}
