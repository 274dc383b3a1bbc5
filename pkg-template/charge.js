// @ts-check
// Charging in one call. It knows the order of the steps, and what each may find already done by an
// earlier call whose answer was lost, by another process, or by an attempt that is still on its way.
//
// It never authorizes twice, and that rests on two things, of which either is enough: it looks for
// what the reference id has made before it acts, and whatever it sends carries the same reference id,
// by which the service tells a repeat. So it needs to know neither what was executed before nor how
// the service judges a repeat.

import { advise } from './advice.js';
import { planned } from './charge-plan.js';
import { refused } from './engine.js';
import { AbortedError, AmazonPayError, ConfigurationError, ThrottledError, ValidationError } from './errors.js';
import { orderReferences } from './reading.js';

/**
 * @typedef {import('./charge-plan.js').Plan} Plan
 * @typedef {import('./series.js').Series} Series
 *
 * @typedef {object} Found what a reference id has made, or where it would be
 * @property {any} [authorizationDetails]
 * @property {string} [amazonOrderReferenceId]
 * @property {any} [order] the order reference or the agreement
 */

/** What a state means for who charges; the same for authorizations and captures. */
/** @type {Record<string, string>} */
const OUTCOMES = { Open: 'authorized', Completed: 'captured', Pending: 'pending', Declined: 'declined', Closed: 'closed' };

/**
 * @param {Series} series
 * @param {unknown} params
 */
export async function charge(series, params) {
  const plan = planned(series, params);
  const before = await look(series, plan);
  if (before.authorizationDetails !== undefined) return concluded(series, before);
  const order = await opened(series, plan, before.order ?? (await read(series, plan)));
  if (isChallenged(order)) return challenge(plan);
  let made;
  try {
    made = await series.call(...plan.authorize);
  } catch (error) {
    return await recovered(series, plan, error);
  }
  return concluded(series, { amazonOrderReferenceId: plan.given.id, ...made });
}

/**
 * Looks for what the reference id has made.
 *
 * @param {Series} series
 * @param {Plan} plan
 * @returns {Promise<Found>}
 */
async function look(series, plan) {
  const { onAgreement, given } = plan;
  if (!onAgreement) {
    const order = await read(series, plan);
    return { order, authorizationDetails: await made(series, plan, order), amazonOrderReferenceId: given.id };
  }
  const listed = orderReferences((name, query) => series.call(name, query), { queryId: given.sellerOrderId });
  for await (const { amazonOrderReferenceId } of listed) {
    const { orderReferenceDetails: child } = await series.call('GetOrderReferenceDetails', { amazonOrderReferenceId });
    // The number may also be that of a one-time order, or of another agreement's.
    if (child.parentDetails?.id !== given.id) continue;
    const authorizationDetails = await made(series, plan, child);
    if (authorizationDetails !== undefined) return { authorizationDetails, amazonOrderReferenceId };
  }
  return {};
}

/**
 * The authorization of the reference id among those of an order reference, the newest first.
 *
 * @param {Series} series
 * @param {Plan} plan
 * @param {any} order
 */
async function made(series, plan, { idList = [] }) {
  for (const amazonAuthorizationId of [...idList].reverse()) {
    const { authorizationDetails } = await series.call('GetAuthorizationDetails', { amazonAuthorizationId });
    if (authorizationDetails.authorizationReferenceId !== plan.given.authorizationReferenceId) continue;
    sameAmount(series, plan, authorizationDetails.authorizationAmount);
    return authorizationDetails;
  }
  return undefined;
}

/**
 * Brings a draft, or what is suspended, to where it can be charged. Every other state is the
 * service's to judge.
 *
 * @param {Series} series
 * @param {Plan} plan
 * @param {any} order
 */
async function opened(series, plan, order) {
  const state = stateOf(plan, order);
  const { successUrl } = plan.given;
  if (state === 'Draft' || state === 'Suspended' || (isChallenged(order) && successUrl)) {
    try {
      if (state === 'Draft') await series.call(...plan.set);
      await series.call(...plan.confirm);
    } catch (error) {
      if (!isOpenToDoubt(error)) throw error;
      // Another run of this charge may have come first, or an attempt whose answer was lost.
      const now = await read(series, plan).catch(() => undefined);
      if (now === undefined || stateOf(plan, now) !== 'Open') throw error;
      return now;
    }
    // Only in Europe, or where addresses to return to were given, may the bank want to see the buyer.
    const { paymentDomain } = series.own.identity;
    if (!plan.onAgreement && (successUrl || paymentDomain.startsWith('EU'))) return read(series, plan);
    return {};
  }
  return order;
}

/**
 * After an authorization failed: what it has made all the same, if anything.
 *
 * @param {Series} series
 * @param {Plan} plan
 * @param {unknown} error
 */
async function recovered(series, plan, error) {
  if (!isOpenToDoubt(error)) throw error;
  const { executed } = /** @type {AmazonPayError} */ (error);
  let found;
  try {
    found = await look(series, plan);
    if (found.authorizationDetails === undefined && executed === 'no') found.order ??= await read(series, plan);
  } catch {
    throw error;
  }
  if (found.authorizationDetails !== undefined) return concluded(series, found);
  if (executed === 'no' && isHeld(plan, found.order, error)) return challenge(plan);
  throw error;
}

/**
 * Whether an error leaves it open what the service has done.
 *
 * @param {unknown} error
 */
function isOpenToDoubt(error) {
  if (!AmazonPayError.is(error) || AbortedError.is(error)) return false;
  if (ThrottledError.is(error)) return /** @type {AmazonPayError} */ (error).executed === 'unknown';
  return !ValidationError.is(error) && !ConfigurationError.is(error);
}

/**
 * Whether an authorization was refused because the buyer's bank wants to see him. An order reference
 * says so; an agreement is refused for its state although that is as it should be.
 *
 * @param {Plan} plan
 * @param {any} order
 * @param {any} error
 */
function isHeld(plan, order, { code }) {
  if (!plan.onAgreement) return isChallenged(order);
  return code === 'InvalidBillingAgreementStatus' && stateOf(plan, order) === 'Open' && Boolean(plan.given.successUrl);
}

/** @param {any} order */
function isChallenged({ paymentAuthenticationStatus }) {
  return paymentAuthenticationStatus?.state === 'REQUIRED';
}

/**
 * @param {Series} series
 * @param {Plan} plan
 */
async function read(series, { read: [name, params], kind }) {
  return (await series.call(name, params))[kind.details];
}

/**
 * @param {Plan} plan
 * @param {any} order
 */
function stateOf({ kind }, order) {
  return order[kind.status]?.state;
}

/** @param {Plan} plan */
function challenge({ onAgreement, given }) {
  const advice = advise({ paymentAuthenticationStatus: { state: 'REQUIRED' } });
  const outcome = 'authentication-required';
  return onAgreement ? { outcome, advice } : { outcome, advice, amazonOrderReferenceId: given.id };
}

/**
 * The answer: what became of the authorization, or of its capture where there is one.
 *
 * @param {Series} series
 * @param {Found} found
 */
async function concluded(series, { authorizationDetails, amazonOrderReferenceId }) {
  const { authorizationStatus, softDecline, idList = [] } = authorizationDetails;
  let captureDetails;
  const amazonCaptureId = idList.at(-1);
  if (amazonCaptureId !== undefined) {
    try {
      ({ captureDetails } = await series.call('GetCaptureDetails', { amazonCaptureId }));
    } catch (error) {
      // Money may have moved; that this reading failed changes nothing about it.
      if (AmazonPayError.is(error)) /** @type {AmazonPayError} */ (error).executed = 'unknown';
      throw error;
    }
  }
  const { state, reasonCode } = captureDetails?.captureStatus ?? authorizationStatus;
  // Captured, but by nothing that can be read yet.
  const isBetween = captureDetails === undefined && reasonCode === 'MaxCapturesProcessed';
  return {
    outcome: isBetween ? 'pending' : (OUTCOMES[state] ?? 'pending'),
    ...(reasonCode !== undefined && { reasonCode }),
    ...(softDecline !== undefined && { softDecline }),
    advice: advise(isBetween ? { captureStatus: { state: 'Pending' } } : (captureDetails ?? authorizationDetails)),
    authorizationDetails,
    ...(captureDetails !== undefined && { captureDetails }),
    amazonOrderReferenceId,
  };
}

/**
 * Refuses a reference id that has authorized something else: its outcome is not this charge's.
 *
 * @param {Series} series
 * @param {Plan} plan
 * @param {{ amount?: string, currencyCode?: string }} [made]
 */
function sameAmount({ name, own }, { given }, made) {
  const currencyCode = given.currencyCode ?? own.identity.currencyCode;
  if (made === undefined) return;
  if (plain(made.amount) === plain(given.amount) && made.currencyCode === currencyCode) return;
  const message = `\`authorizationReferenceId\` has already authorized ${made.amount} ${made.currencyCode}: take another one for another amount`;
  throw refused(name, [{ path: 'authorizationReferenceId', code: 'used', message }]);
}

/**
 * A decimal number without the noughts that say nothing.
 *
 * @param {string | undefined} amount
 */
function plain(amount = '') {
  return amount.replace(/^0+(?=\d)/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}
