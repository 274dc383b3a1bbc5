// @ts-check
// Operations by name, and what the core makes of their parameters. It turns what the core says into
// errors; it refuses to know how a request is sent.

import { core } from './core.js';
import { ConfigurationError, ValidationError } from './errors.js';
import { quoted, suggestion } from './nearest.js';
import { internal } from './outcome.js';
import { operations } from './table.js';

/**
 * @typedef {import('./options.js').Identity} Identity
 * @typedef {import('./outcome.js').Operation} Operation
 */

/** @type {Map<string, Operation> | undefined} */
let byName;

/**
 * @param {string} name
 * @returns {Operation}
 */
export function operationNamed(name) {
  byName ??= new Map(operations.map((operation) => [operation.name, operation]));
  const operation = typeof name === 'string' ? byName.get(name) : undefined;
  if (operation !== undefined) return operation;
  const message = typeof name === 'string'
    ? `unknown operation ${quoted(name)}${suggestion(name, byName.keys())}`
    : 'the operation must be a string such as `Authorize`';
  throw new ValidationError(message, { issues: [{ path: '', code: 'unknown-operation', message }] });
}

/**
 * The core, or why there is none.
 *
 * @param {Operation} operation
 * @returns {any}
 */
export function engine({ name: operation }) {
  try {
    return core();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'the wasm can not be loaded';
    throw new ConfigurationError(message, { operation, option: 'ready', cause });
  }
}

/**
 * The signed body of a request.
 *
 * @param {Operation} operation
 * @param {Identity} identity
 * @param {object | undefined} params
 * @param {number} now
 * @returns {string}
 */
export function prepared(operation, identity, params, now) {
  const { body, issues, trap } = engine(operation).prepare(operation.name, identity, params ?? {}, now);
  refuse(operation, issues, trap);
  return body;
}

/**
 * The signed body of a request and the stages that led to it.
 *
 * @param {Operation} operation
 * @param {Identity} identity
 * @param {object | undefined} params
 * @param {number} now
 */
export function inspected(operation, identity, params, now) {
  const { issues, trap, ...stages } = engine(operation).inspect(operation.name, identity, params ?? {}, now);
  refuse(operation, issues, trap);
  return stages;
}

/**
 * @param {Operation} operation
 * @param {import('./errors.js').Issue[] | undefined} issues
 * @param {unknown} trap
 */
function refuse({ name }, issues, trap) {
  if (trap !== undefined) throw internal(name, trap, false);
  if (issues === undefined) return;
  const shown = issues.slice(0, 3).map((issue) => issue.message);
  if (issues.length > 3) shown.push(`and ${issues.length - 3} more`);
  throw new ValidationError(`${name}: ${shown.join('; ')}`, { operation: name, issues });
}

/**
 * A copy of parameters that the core has accepted.
 *
 * @param {any} value
 * @returns {any}
 */
export function copied(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copied);
  const copy = /** @type {Record<string, unknown>} */ ({});
  for (const name of Object.keys(value)) copy[name] = copied(value[name]);
  return copy;
}
