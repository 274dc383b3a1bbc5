// @ts-check
// What the end of an attempt means: a result, or an error and the kind of failure that decides
// whether to try again. It knows which ends leave it open whether the service acted; it refuses to
// know how long to wait and how often to try.

import { interpreted } from './engine.js';
import {
  AbortedError,
  AmazonPayError,
  ConnectionError,
  ResponseError,
  ServiceError,
  ThrottledError,
  TimeoutError,
} from './errors.js';

/**
 * @typedef {object} Outcome
 * @property {object} [value] the result
 * @property {string} [requestId]
 * @property {number} [status]
 * @property {AmazonPayError} [error]
 * @property {Failure} [failure]
 * @property {number} [retryAfter] milliseconds
 *
 * @typedef {import('./attempt.js').Ended} Ended
 * @typedef {import('./engine.js').Failure} Failure
 * @typedef {import('./table.js').Operation} Operation
 */

/**
 * @param {Operation} operation
 * @param {Ended} ended
 * @param {object} circumstances
 * @param {boolean} [circumstances.sandbox]
 * @param {boolean} [circumstances.hostFetch] whether the host's own fetch was used, whose errors we know
 * @param {number} [circumstances.timeout] the limit that a time-out ran into
 * @param {number} circumstances.now epoch milliseconds
 * @returns {Outcome}
 */
export function outcome(operation, ended, circumstances) {
  const made = ended.failed === undefined ? answered(operation, ended, circumstances) : failed(operation, ended, circumstances);
  const { error, failure } = made;
  if (error !== undefined) {
    error.operation = operation.name;
    error.retryable = safe(operation, failure);
  }
  return made;
}

/**
 * Whether the same call may be made again: it may succeed, and can not do its work twice.
 *
 * @param {Operation} operation
 * @param {Failure | undefined} failure
 */
function safe(operation, failure) {
  if (failure === undefined || failure === 'refused') return false;
  return failure !== 'unknown' || operation.effect !== 'unkeyed';
}

/**
 * An answer came and was read as text.
 *
 * @param {Operation} operation
 * @param {Ended} ended
 * @param {{ sandbox?: boolean, now: number }} circumstances
 * @returns {Outcome}
 */
function answered(operation, ended, { sandbox, now }) {
  const status = /** @type {number} */ (ended.status);
  const body = /** @type {string} */ (ended.body);
  const { name } = operation;
  const { value, requestId, fault, unreadable, error: broken } = interpreted(operation, status, body);
  const id = requestId || fault?.requestId || header(ended, 'x-mws-request-id');
  if (value !== undefined) return { value, requestId: id, status };
  if (fault !== undefined) {
    const retryAfter = waitAsked(ended, now);
    const details = {
      executed: fault.executed,
      code: fault.code,
      type: fault.type,
      status,
      requestId: id,
      advice: fault.advice,
      xml: body,
    };
    const message = `${name}: ${fault.code}: ${fault.message}`;
    if (!fault.throttled) {
      const error = new ServiceError(message, details);
      return { error, failure: kindOf(fault), status, requestId: id, retryAfter };
    }
    const restore = 1000 / operation.quota[sandbox ? 'sandbox' : 'live'].perSecond;
    const error = new ThrottledError(message, { ...details, retryAfter: retryAfter ?? Math.ceil(restore) });
    return { error, failure: 'throttled', status, requestId: id, retryAfter };
  }
  if (unreadable !== undefined) {
    const error = new ResponseError(`${name}: ${unreadable.message}`, {
      executed: 'unknown',
      code: unreadable.code,
      status,
      requestId: id,
      body,
    });
    // A client's fault that only a gateway can have written will be written again.
    const again = status < 400 || status >= 500 || status === 408 || status === 429;
    return { error, failure: again ? 'unknown' : 'refused', status, requestId: id, retryAfter: waitAsked(ended, now) };
  }
  return { error: broken, status, requestId: id };
}

/**
 * No answer came, or none that is text.
 *
 * @param {{ name: string }} operation
 * @param {Ended} ended
 * @param {{ hostFetch?: boolean, timeout?: number }} circumstances
 * @returns {Outcome}
 */
export function failed({ name }, ended, { hostFetch, timeout }) {
  const { cause, status } = ended;
  const executed = 'unknown';
  switch (ended.failed) {
    case 'aborted':
      return { error: new AbortedError(`${name}: stopped by the caller's signal`, { executed, cause }) };
    case 'timeout': {
      const error = new TimeoutError(`${name}: no answer within ${timeout} ms`, { executed });
      return { error, failure: 'unknown' };
    }
    case 'connection': {
      const never = hostFetch === true && neverStood(cause);
      const code = hostCode(cause);
      const error = new ConnectionError(
        `${name}: ${never ? 'the service could not be reached' : 'the connection failed'}${code === undefined ? '' : ` (${code})`}`,
        { executed: never ? 'no' : executed, cause },
      );
      return { error, failure: never ? 'not-sent' : 'unknown' };
    }
    case 'encoding': {
      const error = new ResponseError(`${name}: the answer is not UTF-8`, {
        executed,
        code: 'encoding',
        status,
        requestId: header(ended, 'x-mws-request-id'),
        body: ended.body,
      });
      return { error, failure: 'unknown', status };
    }
    case 'too-large': {
      const error = new ResponseError(`${name}: the answer is longer than 32 MB`, { executed, code: 'too-large', status });
      return { error, failure: 'refused', status };
    }
    default: {
      const error = new ResponseError(`${name}: the answer is a redirect, which is never followed`, {
        executed,
        code: 'redirect',
        status,
      });
      return { error, failure: 'refused', status };
    }
  }
}

/**
 * @param {{ retryable: boolean, executed: 'no' | 'unknown' }} fault
 * @returns {Failure}
 */
function kindOf({ retryable, executed }) {
  if (!retryable) return 'refused';
  return executed === 'no' ? 'retryable' : 'unknown';
}

/** Codes of a name that was not found and of a connection that was refused or never answered. */
const NEVER_STOOD = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused']);

/**
 * Whether an error of the host's fetch proves that nothing was sent.
 *
 * @param {any} error
 */
function neverStood(error) {
  const cause = error?.cause ?? error;
  if (!NEVER_STOOD.has(cause?.code)) return false;
  // Several addresses were tried: each of them must have failed while connecting.
  return cause.errors === undefined || (Array.isArray(cause.errors) && cause.errors.every(whileConnecting));
}

/** @param {any} error */
function whileConnecting(error) {
  return error?.syscall === 'connect' || NEVER_STOOD.has(error?.code);
}

/**
 * The host's word for what went wrong, such as `ECONNRESET`.
 *
 * @param {any} error
 */
export function hostCode(error) {
  const code = error?.cause?.code ?? error?.code;
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined;
}

/**
 * @param {Ended} ended
 * @param {string} name
 */
function header({ headers }, name) {
  return headers?.get?.(name) ?? undefined;
}

/**
 * Milliseconds that a `Retry-After` header asks to wait: seconds, or a date.
 *
 * @param {Ended} ended
 * @param {number} now
 */
function waitAsked(ended, now) {
  const asked = header(ended, 'retry-after')?.trim();
  if (asked === undefined) return undefined;
  if (/^\d{1,9}$/.test(asked)) return Number(asked) * 1000;
  const until = Date.parse(asked);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}
