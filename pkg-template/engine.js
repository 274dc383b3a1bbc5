// @ts-check
// The core as the client uses it: operations by name, what the core makes of parameters and answers,
// and what it says about trying again. It turns what the core says and how it may fail into errors;
// it refuses to know how a request is sent.

import { indexOf, inspect, interpret, isReady, prepare, retryDelay } from './core.js';
import { AmazonPayError, ConfigurationError, InternalError, ValidationError } from './errors.js';
import { quoted, suggestion } from './nearest.js';
import { operations } from './table.js';

/**
 * @typedef {import('./options.js').Identity} Identity
 * @typedef {import('./table.js').Operation} Operation
 * @typedef {import('./flatten.js').Field} Field
 *
 * How an attempt failed, as far as repeating it goes; see src/client/retry.rs.
 * @typedef {'not-sent' | 'unknown' | 'throttled' | 'retryable' | 'refused'} Failure
 */

/**
 * @param {string} name
 * @returns {Operation}
 */
export function operationNamed(name) {
  const index = typeof name === 'string' ? indexOf(name) : undefined;
  if (index !== undefined) return operations[index];
  const message =
    typeof name === 'string'
      ? `unknown operation ${quoted(name)}${suggestion(name, operations.map((operation) => operation.name))}`
      : 'the operation must be a string such as `Authorize`';
  throw new ValidationError(message, { issues: [{ path: '', code: 'unknown-operation', message }] });
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
  const { name } = operation;
  let made;
  try {
    made = prepare(/** @type {number} */ (indexOf(name)), identity, params, now);
  } catch (cause) {
    throw unusable(name, cause, false);
  }
  if ('body' in made) return made.body;
  throw refused(name, hinted(operation, made.issues), name);
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
  const { name } = operation;
  let made;
  try {
    made = inspect(/** @type {number} */ (indexOf(name)), identity, params, now);
  } catch (cause) {
    throw unusable(name, cause, false);
  }
  if ('body' in made) return made;
  throw refused(name, hinted(operation, made.issues), name);
}

/**
 * What an answer holds: `value`, `fault` or `unreadable`; or the `error` of a core that failed.
 *
 * @param {Operation} operation
 * @param {number} status
 * @param {string} body
 * @returns {any}
 */
export function interpreted({ name }, status, body) {
  try {
    return interpret(/** @type {number} */ (indexOf(name)), status, body);
  } catch (cause) {
    return { error: unusable(name, cause, true) };
  }
}

/**
 * Milliseconds until the next attempt; -1 where there must be none.
 *
 * @param {Operation} operation
 * @param {Failure} failure
 * @param {{ sandbox: boolean, attempt: number, attempts: number, random: () => number, retryAfter?: number | undefined }} known
 */
export function delayed({ name }, failure, known) {
  try {
    const random = known.random();
    return retryDelay(/** @type {number} */ (indexOf(name)), failure, { ...known, random });
  } catch {
    // Nobody can say whether to go on, so we do not, and what failed is told.
    return -1;
  }
}

/**
 * A copy of parameters that the core has accepted, made as the core reads them.
 *
 * @param {readonly Field[]} fields
 * @param {any} params
 * @returns {any}
 */
export function copied(fields, params) {
  /** @type {Record<string, unknown>} */
  const copy = {};
  if (params === undefined || params === null) return copy;
  for (const field of fields) {
    if (Object.hasOwn(params, field.name)) copy[field.name] = copiedValue(field, params[field.name]);
  }
  return copy;
}

/**
 * @param {Field} field
 * @param {any} value
 * @returns {any}
 */
function copiedValue({ fields, item }, value) {
  if (value === null || typeof value !== 'object') return value;
  if (fields !== undefined) return copied(fields, value);
  return item !== undefined ? Array.from(value, (each) => copiedValue(item, each)) : value;
}

/**
 * The core's issues, an unknown name with the known one that is most likely meant.
 *
 * @param {Operation} operation
 * @param {import('./errors.js').Issue[]} issues
 */
function hinted({ fields }, issues) {
  return issues.map((issue) => {
    if (issue.code !== 'unknown') return issue;
    const path = issue.path.split('.');
    const name = /** @type {string} */ (path.pop());
    /** @type {readonly Field[] | undefined} */
    let known = fields;
    for (const part of path) {
      /** @type {Field | undefined} */
      const field = known?.find((each) => each.name === part.replace(/\[\d+\]$/, ''));
      known = (field?.item ?? field)?.fields;
    }
    return { ...issue, message: issue.message + suggestion(name, (known ?? []).map((each) => each.name)) };
  });
}

/**
 * @param {string} caller what stands before the message
 * @param {import('./errors.js').Issue[]} issues
 * @param {string} [operation]
 */
export function refused(caller, issues, operation) {
  const shown = issues.slice(0, 3).map((issue) => issue.message);
  if (issues.length > 3) shown.push(`and ${issues.length - 3} more`);
  return new ValidationError(`${caller}: ${shown.join('; ')}`, { operation, issues });
}

/**
 * Why the core can't be used: it is not there, the host does not let it be compiled, or it failed.
 *
 * @param {string} operation
 * @param {unknown} cause
 * @param {boolean} sent
 * @returns {AmazonPayError}
 */
export function unusable(operation, cause, sent) {
  const executed = sent ? 'unknown' : 'no';
  if (!isReady()) {
    const message = cause instanceof Error ? cause.message : 'the wasm is not loaded';
    return new ConfigurationError(message, { operation, executed, option: 'ready', cause });
  }
  if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError) {
    const message = `the host refuses the wasm (${cause.message}); a content security policy must allow 'wasm-unsafe-eval'`;
    return new ConfigurationError(message, { operation, executed, option: 'ready', cause });
  }
  return internal(operation, cause, sent);
}

/**
 * A trap in the core, or a thing that can't be.
 *
 * @param {string} operation
 * @param {unknown} cause
 * @param {boolean} sent
 */
export function internal(operation, cause, sent) {
  return new InternalError(`${operation}: a fault inside amazon-pay-wasm, please report it`, {
    operation,
    executed: sent ? 'unknown' : 'no',
    cause,
  });
}
