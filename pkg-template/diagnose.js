// @ts-check
// Finding out why nothing works: it asks for objects that can't exist, and reads the refusals. It
// knows which refusal speaks for the caller's keys and which against them (behaviour.md 2.4, 3.3,
// operations 5.4); nothing that it sends changes anything.

import { prepared, operationNamed } from './engine.js';
import { TimeoutError } from './errors.js';
import { hostCode, outcome } from './outcome.js';
import { paths, regions } from './table.js';

/**
 * @typedef {{ code: string, problem: string, remedy: string }} Finding
 * @typedef {import('./series.js').Series} Series
 */

/** An id that good keys are told is invalid. */
const PROBE = 'S00-0000000-0000000';
/** What is said to somebody who may call. */
const ACCEPTED = /^Invalid(OrderReference|BillingAgreement|Transaction|Authorization)Id$/;
/** The letter and the region of an id, and what hangs on an order reference. */
const ID = /^([PSBC])0([123])-\d{7}-\d{7}(?:-([ACRPQ])\d{6})?$/;
const DOMAINS = ['NA', 'EU', 'FE'];
/** By the last letter of an id, or its first. */
/** @type {Record<string, [operation: string, parameter: string]>} */
const READERS = {
  '-A': ['GetAuthorizationDetails', 'amazonAuthorizationId'],
  '-C': ['GetCaptureDetails', 'amazonCaptureId'],
  '-R': ['GetRefundDetails', 'amazonRefundId'],
  '-P': ['GetProviderCreditDetails', 'amazonProviderCreditId'],
  '-Q': ['GetProviderCreditReversalDetails', 'amazonProviderCreditReversalId'],
  B: ['GetBillingAgreementDetails', 'amazonBillingAgreementId'],
  C: ['GetBillingAgreementDetails', 'amazonBillingAgreementId'],
  P: ['GetOrderReferenceDetails', 'amazonOrderReferenceId'],
  S: ['GetOrderReferenceDetails', 'amazonOrderReferenceId'],
};

/** Milliseconds by which a clock may be off before it is worth a word; the service takes 15 minutes. */
const SKEW = 5 * 60_000;

/** What each refusal means. */
/** @type {Record<string, [code: string, problem: string, remedy: string]>} */
const REFUSALS = {
  InvalidAccessKeyId: ['access-key', 'the service does not know this `accessKey`', 'copy the MWS access key anew, and check `region`'],
  SignatureDoesNotMatch: ['secret-key', 'the signature does not match: `secretKey` does not belong to `accessKey`', 'copy the secret key anew; behind a proxy that rewrites Host, set `signedHost`'],
  AccessDenied: ['permission', 'these keys may not act for this `merchantId`', 'check that `merchantId` belongs to the keys, that the account takes Amazon Pay, and that a solution provider gives a valid `mwsAuthToken`'],
  InvalidAccountStatus: ['account', 'the account is suspended or not completely registered', 'complete the registration, or ask Amazon'],
  InvalidAddress: ['endpoint', 'what answers does not know this API', 'check `endpoint`: it must end after host and port'],
};

/**
 * @param {Series} series
 * @param {unknown} id
 * @returns {Promise<Finding[]>} nothing, where nothing is wrong
 */
export async function diagnose(series, id) {
  /** @type {Finding[]} */
  const findings = [];
  const found = (/** @type {string} */ code, /** @type {string} */ problem, /** @type {string} */ remedy) => {
    if (!findings.some((finding) => finding.code === code)) findings.push({ code, problem, remedy });
  };
  const fits = id === undefined || id === null || look(series, String(id), found);
  try {
    if (!(await keys(series, found))) return findings;
    const agreement = await probe(series, 'GetBillingAgreementDetails', { amazonBillingAgreementId: 'C00-0000000-0000000' });
    if (codeOf(agreement) === 'AccessDenied') {
      found('permission', 'these keys may not use billing agreements', 'ask Amazon to enable recurring payments, if you need them');
    }
    if (typeof id === 'string' && fits) await object(series, id, found);
  } catch (error) {
    if (!TimeoutError.is(error)) throw error;
    found('unreachable', 'time ran out before everything was tried', 'give a longer `deadline`, or look at the connection');
  }
  return findings;
}

/**
 * What an id says by itself.
 *
 * @param {Series} series
 * @param {string} id
 * @param {(code: string, problem: string, remedy: string) => void} found
 * @returns {boolean} whether it may be asked for
 */
function look({ settings, own }, id, found) {
  const [, letter, number] = ID.exec(id) ?? [];
  if (letter === undefined) {
    found('id', 'the `id` is none that this service gives out', 'give one as it came: P01-1234567-1234567, with -A123456 or the like after it');
    return false;
  }
  const isSandbox = letter === 'S' || letter === 'C';
  if (isSandbox !== settings.sandbox) {
    const [is, called] = isSandbox ? ['the sandbox', 'production'] : ['production', 'the sandbox'];
    found('environment', `the \`id\` is one of ${is}, and this client calls ${called}`, `set \`sandbox: ${isSandbox}\`, or use an id of ${called}`);
    return false;
  }
  const domain = DOMAINS[Number(number) - 1];
  if (!own.identity.paymentDomain.startsWith(domain)) {
    const fit = Object.keys(regions).filter((key) => regionOf(key).paymentDomain.startsWith(domain));
    found('region', 'the `id` is one of another region', `set \`region\` to ${fit.map((key) => `'${key}'`).join(' or ')}`);
    return false;
  }
  return true;
}

/**
 * Whether the keys work here; if not, whether they do elsewhere.
 *
 * @param {Series} series
 * @param {(code: string, problem: string, remedy: string) => void} found
 */
async function keys(series, found) {
  const answer = await probe(series, 'GetOrderReferenceDetails', { amazonOrderReferenceId: PROBE });
  const { ended, done } = answer;
  const code = codeOf(answer);
  const date = Date.parse(ended.headers?.get('date') ?? '');
  const off = Number.isNaN(date) ? 0 : Math.round((series.caller.now() - date) / 1000);
  // An expired request may also be filed under a wrong parameter, and what we ask has no other.
  const expired = code === 'RequestExpired' || (code === 'InvalidParameterValue' && /expire|timestamp/i.test(done.error?.message ?? ''));
  if (expired || Math.abs(off) * 1000 > SKEW) {
    const by = off === 0 ? 'more than 15 minutes off' : `${Math.abs(off)} seconds ${off > 0 ? 'ahead' : 'behind'}`;
    found('clock', `this machine's clock is ${by}`, 'set it by NTP: the service refuses what is more than 15 minutes off');
  }
  if (isAccepted(answer)) return true;
  if (expired) return false;
  const refusal = REFUSALS[code];
  if (refusal !== undefined) {
    if (!(await elsewhere(series, code, found))) found(...refusal);
    return false;
  }
  const status = done.status === undefined ? '' : ` (status ${done.status})`;
  if (ended.failed !== undefined && ended.status === undefined) {
    const { host } = new URL(series.settings.url);
    const why = ended.failed === 'timeout' ? 'no answer in time' : (hostCode(ended.cause) ?? 'no connection');
    found('unreachable', `${host} can't be reached: ${why}`, 'check name resolution, firewall and proxy, and the option `endpoint`');
  } else if (done.failure === 'throttled') {
    found('throttled', 'calls come too fast, so nothing more can be told', 'wait a minute and try again');
  } else if (code === '') {
    found('endpoint', `what answers is not the service${status}`, 'look for a proxy or a sign-in page between, and check `endpoint`');
  } else {
    found('service', `the service answers ${code}${status}`, 'try again later; if it stays so, ask Amazon');
  }
  return false;
}

/**
 * Keys that are refused here may be meant for the other environment or another region.
 *
 * @param {Series} series
 * @param {string} code
 * @param {(code: string, problem: string, remedy: string) => void} found
 */
async function elsewhere(series, code, found) {
  const { sandbox, url } = series.settings;
  const { origin } = new URL(url);
  if (code === 'AccessDenied') {
    const path = sandbox ? paths.live : paths.sandbox;
    if (isAccepted(await probe(series, 'GetOrderReferenceDetails', { amazonOrderReferenceId: PROBE }, origin, path))) {
      const [works, called] = sandbox ? ['production', 'the sandbox'] : ['the sandbox', 'production'];
      found('environment', `these keys work in ${works}, not in ${called}`, `set \`sandbox: ${!sandbox}\`, or get access to ${called}`);
      return true;
    }
  }
  // Behind an address of the user's own there is one region only.
  const hosts = new Set(Object.keys(regions).map((key) => regionOf(key).host));
  const { host } = new URL(url);
  if (!hosts.has(host) || code === 'SignatureDoesNotMatch') return false;
  for (const other of hosts) {
    if (other === host) continue;
    const there = await probe(series, 'GetOrderReferenceDetails', { amazonOrderReferenceId: PROBE }, `https://${other}`);
    if (!isAccepted(there)) continue;
    const fit = Object.keys(regions).filter((key) => regionOf(key).host === other);
    found('region', 'these keys belong to another region', `set \`region\` to ${fit.map((key) => `'${key}'`).join(' or ')}`);
    return true;
  }
  return false;
}

/**
 * Whether the object itself can be read.
 *
 * @param {Series} series
 * @param {string} id
 * @param {(code: string, problem: string, remedy: string) => void} found
 */
async function object(series, id, found) {
  const [, letter, , child] = ID.exec(id) ?? [];
  const [operation, parameter] = READERS[child === undefined ? letter : `-${child}`];
  const answer = await probe(series, operation, { [parameter]: id });
  const { error } = answer.done;
  if (error === undefined) return;
  const code = codeOf(answer);
  if (ACCEPTED.test(code)) {
    found('id', 'the service does not know this `id`', 'check that it is whole, and that `region` is where it was made');
  } else if (code === 'AccessDenied' || code === 'UnauthorizedAccess') {
    found('permission', 'these keys may not act on this `id`', 'check `merchantId`: it may be another seller’s');
  } else {
    found('service', `reading the \`id\` gives ${code || error.name}`, 'an id of the other environment can do that; otherwise try again later');
  }
}

/**
 * @param {Series} series
 * @param {string} name
 * @param {object} params
 * @param {string} [origin] another than the client's
 * @param {string} [path]
 */
function probe(series, name, params, origin, path) {
  const { caller, settings, own } = series;
  const operation = operationNamed(name);
  const at = path ?? own.identity.path;
  const identity = origin === undefined || origin === new URL(settings.url).origin
    ? { ...own.identity, path: at }
    : { ...own.identity, path: at, host: new URL(origin).host };
  const url = origin === undefined ? settings.url : origin + at;
  return series.send(
    () => ({ ...caller.request(prepared(operation, identity, params, caller.now())), url }),
    (ended, timeout) => outcome(operation, ended, caller.circumstances(caller.now(), timeout)),
  );
}

/** @param {string} key */
function regionOf(key) {
  return /** @type {Record<string, { host: string, paymentDomain: string }>} */ (regions)[key];
}

/** @param {{ done: import('./outcome.js').Outcome }} answer */
function codeOf({ done: { error } }) {
  const { code, type } = /** @type {any} */ (error ?? {});
  // Only a fault of the service has a type; other errors have codes of our own.
  return type === undefined ? '' : code;
}

/** @param {{ done: import('./outcome.js').Outcome }} answer */
function isAccepted(answer) {
  return answer.done.value !== undefined || ACCEPTED.test(codeOf(answer));
}
