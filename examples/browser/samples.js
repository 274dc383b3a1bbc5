// @ts-check
// Example values for the parameters of an operation, made from what the sandbox holds. It knows which
// field wants which object; it sends nothing.

import { operations, regions } from 'amazon-pay-wasm/operations';

/**
 * @typedef {import('amazon-pay-wasm/operations').FieldInfo} FieldInfo
 * @typedef {import('amazon-pay-wasm/operations').OperationInfo} OperationInfo
 * @typedef {{ objects: any[], region: string, count: number, nextPageToken?: string, accessToken?: string }} Known
 *   objects with their children, the newest first; `count`: of calls, for ids that must be new
 */

/** What is worth showing though it is optional, by the field's path. */
const SHOWN = new Set(['transactionTimeout', 'sellerOrderAttributes', 'sellerOrderId', 'billingAgreementAttributes', 'idType', 'confirmNow', 'orderReferenceAttributes', 'orderAttributes', 'sellerNote', 'orderTotal']);
/** Only the sandbox's own second seller may share in a payment. */
const ORDER_NUMBER = 'order-1001';

/**
 * @param {any[]} objects
 * @returns {any[]}
 */
export function flat(objects) {
  return objects.flatMap((/** @type {any} */ object) => [object, ...flat(object.children ?? [])]);
}

/**
 * @param {OperationInfo} operation
 * @param {Known} known
 */
export function sample(operation, known) {
  return record(operation.params, operation, known);
}

/**
 * What may be chosen for a field: ids of objects of its kind.
 *
 * @param {FieldInfo} field
 * @param {Known} known
 * @returns {string[]}
 */
export function suggestions(field, { objects }) {
  const type = typeOf(field);
  return flat(objects).filter((object) => object.type === type).map(({ id }) => id);
}

/** The objects that can be made from nothing, for operations that need one. @param {OperationInfo} operation */
export function needsDraft({ params }) {
  const types = params.map(typeOf);
  return types.includes('OrderReference') ? 'OrderReference' : types.includes('BillingAgreement') ? 'BillingAgreement' : undefined;
}

/** @param {FieldInfo} field */
export function typeOf({ name, kind }) {
  if (kind !== 'id') return undefined;
  return name === 'id' ? 'BillingAgreement' : /^amazon(.+)Id$/.exec(name)?.[1];
}

/**
 * @param {readonly FieldInfo[]} fields
 * @param {OperationInfo} operation
 * @param {Known} known
 */
function record(fields, operation, known) {
  const rows = fields.filter(({ name, required }) => required || SHOWN.has(name)).map((field) => [field.name, value(field, operation, known)]);
  return Object.fromEntries(rows.filter(([, given]) => given !== undefined));
}

/**
 * @param {FieldInfo} field
 * @param {OperationInfo} operation
 * @param {Known} known
 * @returns {any}
 */
function value(field, operation, known) {
  const { name, kind, words, fields, item } = field;
  if (kind === 'record') return record(fields ?? [], operation, known);
  if (kind === 'list') return item === undefined ? [] : [value({ ...field, ...item, name }, operation, known)];
  if (kind === 'choice') return name === 'idType' ? 'BillingAgreement' : words?.[0];
  if (kind === 'amount') return currency(known) === 'JPY' ? '2500' : '25.00';
  if (kind === 'currency') return currency(known);
  if (kind === 'flag') return true;
  if (kind === 'integer') return 0;
  if (kind === 'time') return new Date().toISOString();
  const type = typeOf(field);
  if (type !== undefined) return idOf(type, operation, known);
  if (name === 'queryId' || name === 'sellerOrderId') return ORDER_NUMBER;
  if (name === 'nextPageToken') return known.nextPageToken;
  if (name === 'notificationUrl') return 'https://shop.example/notifications';
  if (/ReferenceId$/.test(name)) return `${name.replace('ReferenceId', '')}-${known.count + 1}`;
  return name === 'sellerNote' ? 'Green tea, 500 g' : undefined;
}

/**
 * The newest object of a kind, one in a state that the operation takes if there is any.
 *
 * @param {string} type
 * @param {OperationInfo} operation
 * @param {Known} known
 */
function idOf(type, { allowed }, { objects }) {
  const all = flat(objects).filter((object) => object.type === type);
  const fits = all.find(({ state }) => allowed?.resource !== type || allowed.states.includes(state));
  return (fits ?? all[0])?.id;
}

/** @param {Known} known */
function currency({ region }) {
  return regions.find(({ key, aliases }) => key === region || aliases.includes(region))?.currencyCode ?? 'USD';
}

/** @param {string} name @returns {OperationInfo} */
export function operationNamed(name) {
  return operations.find((operation) => operation.name === name) ?? operations[0];
}
