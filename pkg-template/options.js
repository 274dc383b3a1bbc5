// @ts-check
// What a client is told once and what a call may say differently. It knows which options exist and
// what each may hold; it refuses to know how a call is made. No message quotes an option's value:
// it may be a secret in the wrong place.

import { endpoint, host } from './endpoint.js';
import { ConfigurationError } from './errors.js';
import { runsInPage, userAgent } from './host.js';
import { quoted, suggestion } from './nearest.js';
import { paths, regions } from './table.js';

/** Milliseconds that a timer can hold. */
const LONGEST = 2 ** 31 - 1;

/** A sandbox puts this on its own `fetch`, which never leaves the process. */
const sandboxed = Symbol.for('amazon-pay-wasm.sandbox');

/** @type {Record<string, (value: any, name: string) => unknown>} */
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

/** @type {Record<string, (value: any, name: string) => unknown>} */
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
 * @typedef {{ take(key: string, quota: Quota, now: number): number | Promise<number> }} Store
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

/**
 * Reads an object's own options, each through its check. `undefined` and `null` mean: not given.
 *
 * @param {unknown} given
 * @param {Record<string, (value: any, name: string) => unknown>} known
 * @param {string} word what an option is called in messages
 * @returns {Record<string, any>}
 */
function read(given, known, word) {
  if (given === undefined) return {};
  if (given === null || typeof given !== 'object') {
    throw new ConfigurationError(`${word}s must be an object`, { option: 'options' });
  }
  /** @type {Record<string, any>} */
  const options = Object.create(null);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new ConfigurationError(
        `unknown ${word} ${quoted(name)}${suggestion(name, Object.keys(known))}`,
        { option: name },
      );
    }
    const value = /** @type {any} */ (given)[name];
    if (value !== undefined && value !== null) options[name] = known[name](value, name);
  }
  return options;
}

/**
 * @param {string} name
 * @param {string} fault
 */
function wrong(name, fault) {
  return new ConfigurationError(`\`${name}\` ${fault}`, { option: name });
}

// The checks. Each gives the value back in the form in which it is kept.

/** @param {unknown} value */
function anything(value) {
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function text(value, name) {
  if (typeof value !== 'string') throw wrong(name, `must be a string, not ${kind(value)}`);
  if (value === '') throw wrong(name, 'must not be empty');
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function id(value, name) {
  const given = text(value, name);
  // Half a surrogate pair has no UTF-8 form, so it could be neither signed nor sent.
  if (/\p{Surrogate}/u.test(given)) throw wrong(name, 'holds half a surrogate pair');
  return given;
}

/** @param {string[]} words */
function choice(words) {
  return (/** @type {unknown} */ value, /** @type {string} */ name) => {
    if (words.includes(/** @type {string} */ (value))) return value;
    throw wrong(name, `must be one of ${words.map((word) => `'${word}'`).join(', ')}`);
  };
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function flag(value, name) {
  if (typeof value !== 'boolean') throw wrong(name, `must be true or false, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function currency(value, name) {
  if (!/^[A-Z]{3}$/.test(text(value, name))) throw wrong(name, 'must be three capital letters');
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function object(value, name) {
  if (typeof value !== 'object') throw wrong(name, `must be an object, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function callable(value, name) {
  if (typeof value !== 'function') throw wrong(name, `must be a function, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function milliseconds(value, name) {
  if (typeof value !== 'number' || !(value >= 1 && value <= LONGEST)) {
    throw wrong(name, `must be a number of milliseconds from 1 to ${LONGEST}`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function moment(value, name) {
  if (!Number.isSafeInteger(value)) throw wrong(name, 'must be whole milliseconds since 1970');
  return value;
}

/**
 * How many attempts a call may take.
 *
 * @param {any} value
 * @param {string} name
 */
function attempts(value, name) {
  if (value === false) return 1;
  if (typeof value !== 'object') throw wrong(name, `must be false or an object, not ${kind(value)}`);
  return read(value, { attempts: count }, 'retry option').attempts ?? 4;
}

/**
 * @param {any} value
 * @param {string} name
 */
function count(value, name) {
  if (!Number.isInteger(value) || value < 1 || value > 100) {
    throw wrong(`retry.${name}`, 'must be a whole number from 1 to 100');
  }
  return value;
}

/**
 * @param {any} value
 * @param {string} name
 */
function pacing(value, name) {
  if (typeof value === 'boolean') return value;
  if (typeof value?.take === 'function') return value;
  throw wrong(name, 'must be true, false or a store with the method `take`');
}

/**
 * @param {any} value
 * @param {string} name
 */
function application(value, name) {
  const { name: called, version } = read(object(value, name), { name: label, version: label }, 'application option');
  if (called === undefined) throw wrong(`${name}.name`, 'is missing');
  return { name: called, version };
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function label(value, name) {
  // What a header can hold everywhere.
  if (!/^[\x20-\x7e]{1,128}$/.test(text(value, `application.${name}`))) {
    throw wrong(`application.${name}`, 'must be at most 128 printable ASCII characters');
  }
  return value;
}

/** @param {string[]} names */
function methods(...names) {
  return (/** @type {any} */ value, /** @type {string} */ name) => {
    for (const method of names) {
      if (typeof value?.[method] !== 'function') throw wrong(name, `must have the method \`${method}\``);
    }
    return value;
  };
}

/**
 * @param {any} value
 * @param {string} name
 */
function signal(value, name) {
  if (typeof value?.aborted === 'boolean' && typeof value.addEventListener === 'function') return value;
  throw wrong(name, 'must be an AbortSignal');
}

/** @param {unknown} value */
function kind(value) {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
