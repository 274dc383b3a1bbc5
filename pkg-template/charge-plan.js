// @ts-check
// What `charge` takes and where each of it goes: the parameters of the three operations behind it,
// checked all at once before anything is sent. It refuses to know in which order they are called.

import { copied, operationNamed, prepared, refused } from './engine.js';
import { ValidationError } from './errors.js';
import { quoted, suggestion } from './nearest.js';

/**
 * @typedef {Record<string, string>} Routes a parameter of `charge` to its path in the operation's
 * @typedef {{ set: [string, Routes], confirm: [string, Routes], authorize: [string, Routes], read: string,
 *   details: string, status: string }} Kind
 * @typedef {import('./errors.js').Issue} Issue
 */

/**
 * @param {string} path
 * @param {string[]} names
 * @returns {Routes}
 */
const under = (path, ...names) => Object.fromEntries(names.map((name) => [name, path + name]));

const SELLER_ORDER = ['sellerOrderId', 'storeName', 'customInformation', 'supplementaryData', 'orderItemCategories'];
const URLS = under('', 'successUrl', 'failureUrl');
const AUTHORIZE = {
  ...under('authorizationAmount.', 'amount', 'currencyCode'),
  ...under('', 'authorizationReferenceId', 'transactionTimeout', 'captureNow', 'softDescriptor'),
  ...under('', 'sellerAuthorizationNote', 'providerCreditList'),
};

const ORDER_ID = { id: 'amazonOrderReferenceId' };
const ORDER = 'orderReferenceAttributes.';
/** @type {Kind} */
const order = {
  set: [
    'SetOrderReferenceDetails',
    {
      ...ORDER_ID,
      ...under(ORDER, 'orderTotal', 'platformId', 'sellerNote', 'requestPaymentAuthorization'),
      ...under(`${ORDER}sellerOrderAttributes.`, ...SELLER_ORDER),
    },
  ],
  confirm: ['ConfirmOrderReference', { ...ORDER_ID, ...URLS, ...under('', 'expectImmediateAuthorization') }],
  authorize: ['Authorize', { ...ORDER_ID, ...AUTHORIZE }],
  read: 'GetOrderReferenceDetails',
  details: 'orderReferenceDetails',
  status: 'orderReferenceStatus',
};

const AGREEMENT_ID = { id: 'amazonBillingAgreementId' };
const AGREEMENT = 'billingAgreementAttributes.';
/** @type {Kind} */
const agreement = {
  set: [
    'SetBillingAgreementDetails',
    {
      ...AGREEMENT_ID,
      ...under(AGREEMENT, 'platformId', 'sellerNote', 'billingAgreementType', 'subscriptionAmount'),
      ...under(`${AGREEMENT}sellerBillingAgreementAttributes.`, 'sellerBillingAgreementId', 'storeName', 'customInformation'),
    },
  ],
  confirm: ['ConfirmBillingAgreement', { ...AGREEMENT_ID, ...URLS }],
  authorize: [
    'AuthorizeOnBillingAgreement',
    {
      ...AGREEMENT_ID,
      ...AUTHORIZE,
      ...under('', 'sellerNote', 'platformId', 'inheritShippingAddress'),
      ...under('sellerOrderAttributes.', ...SELLER_ORDER),
    },
  ],
  read: 'GetBillingAgreementDetails',
  details: 'billingAgreementDetails',
  status: 'billingAgreementStatus',
};

/** Kinds by the first letter of their ids, in production and in the sandbox (behaviour.md 0.1). */
/** @type {Record<string, Kind | undefined>} */
const KINDS = { P: order, S: order, B: agreement, C: agreement };

/**
 * @typedef {[name: string, params: any]} Step an operation with its parameters
 *
 * @typedef {object} Plan
 * @property {boolean} onAgreement
 * @property {Kind} kind
 * @property {any} given
 * @property {Step} read
 * @property {Step} set
 * @property {Step} confirm
 * @property {Step} authorize
 */

/**
 * @param {import('./series.js').Series} series
 * @param {any} params
 * @returns {Plan}
 */
export function planned({ name, caller, own: { identity } }, params) {
  /** @type {Issue[]} */
  const issues = [];
  if (params === null || typeof params !== 'object') {
    throw refused(name, [{ path: '', code: 'wrong-type', message: 'the parameters must be an object' }]);
  }
  // Each is read once: a getter may say something else the next time.
  const given = /** @type {any} */ ({ ...params });
  const { id, amount, currencyCode } = given;
  const known = typeof id === 'string' ? KINDS[id[0]] : undefined;
  if (known === undefined) {
    const message = '`id` must be that of an order reference (P…, S…) or of a billing agreement (B…, C…)';
    issues.push({ path: 'id', code: id === undefined || id === null ? 'required' : 'invalid', message });
  }
  const kind = known ?? order;
  const steps = [kind.set, kind.confirm, kind.authorize];
  const names = new Set(steps.flatMap(([, routes]) => Object.keys(routes)));
  for (const key of Object.keys(given)) {
    if (names.has(key)) continue;
    const message = `${quoted(key)} is not a parameter of this charge${suggestion(key, names)}`;
    issues.push({ path: key.slice(0, 100), code: 'unknown', message });
  }
  given.transactionTimeout ??= 0;
  given.captureNow ??= false;
  // An agreement's charge is found again by it.
  given.sellerOrderId ??= given.authorizationReferenceId;
  if (kind === order) given.orderTotal ??= { amount, currencyCode };

  const [set, confirm, authorize] = steps.map(([operation, routes]) => step(operation, routes));
  if (issues.length > 0) throw refused(name, issues);
  return { onAgreement: kind === agreement, kind, given, set, confirm, authorize, read: [kind.read, { [kind.confirm[1].id]: id }] };

  /**
   * @param {string} operationName
   * @param {Routes} routes
   * @returns {Step}
   */
  function step(operationName, routes) {
    const operation = operationNamed(operationName);
    const made = placed(given, routes);
    try {
      prepared(operation, identity, made, caller.now());
      return [operationName, copied(operation.fields, made)];
    } catch (error) {
      if (!ValidationError.is(error)) throw error;
      for (const issue of /** @type {ValidationError} */ (error).issues) add(renamed(issue, routes));
      return [operationName, made];
    }
  }

  /** @param {Issue} issue */
  function add(issue) {
    // Told already.
    if (issue.path === 'id' && known === undefined) return;
    // What the total says is what the amount says, unless the caller gave both.
    if (issue.path.startsWith('orderTotal') && params.orderTotal == null) return;
    if (!issues.some(({ path, code }) => path === issue.path && code === issue.code)) issues.push(issue);
  }
}

/**
 * @param {any} given
 * @param {Routes} routes
 */
function placed(given, routes) {
  /** @type {any} */
  const made = {};
  for (const [name, path] of Object.entries(routes)) {
    if (given[name] === undefined || given[name] === null) continue;
    const keys = path.split('.');
    const last = /** @type {string} */ (keys.pop());
    let at = made;
    for (const key of keys) at = at[key] ??= {};
    at[last] = given[name];
  }
  return made;
}

/**
 * An issue under the name by which `charge` knows its parameter.
 *
 * @param {Issue} issue
 * @param {Routes} routes
 * @returns {Issue}
 */
function renamed({ path, code, message }, routes) {
  for (const [name, route] of Object.entries(routes)) {
    // A record of which nothing was given lacks its first parameter.
    const own = path.startsWith(route) ? name + path.slice(route.length) : route.startsWith(`${path}.`) ? name : undefined;
    if (own !== undefined) return { path: own, code, message: message.replaceAll(path, own) };
  }
  return { path, code, message };
}
