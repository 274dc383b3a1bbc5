// @ts-check
// The errors that this package throws. It knows what each of them says about money that may have
// moved; it refuses to know how they come about.
//
// What may hold a buyer's data or a request (a raw answer, the error of somebody's fetch) is
// reachable by name only: no print, no log and no JSON shows it.

/** The same symbol in every realm and in every copy of this package. */
const brand = Symbol.for('amazon-pay-wasm.error');

/** How Node, Deno and Bun ask an object for the way in which it is printed. */
const printed = Symbol.for('nodejs.util.inspect.custom');

/**
 * What an error knows besides its message.
 *
 * @typedef {object} Details
 * @property {string} [operation] the operation that was called
 * @property {'no' | 'unknown'} [executed] may the service have acted on the call
 * @property {boolean} [retryable] may calling again with the same parameters succeed, and is it safe
 * @property {number} [attempts] requests sent
 * @property {unknown} [cause] what lies underneath; never printed
 * @property {string} [option]
 * @property {Issue[]} [issues]
 * @property {string} [code]
 * @property {string} [type]
 * @property {number} [status]
 * @property {string} [requestId]
 * @property {string} [advice]
 * @property {number} [retryAfter]
 * @property {string} [xml]
 * @property {string} [body]
 * @property {string} [reason]
 *
 * @typedef {{ path: string, code: string, message: string }} Issue
 */

/** What all errors of this package are. */
export class AmazonPayError extends Error {
  /** @type {unknown} */ #cause;

  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message);
    /** @type {string | undefined} */
    this.operation = details.operation;
    /** @type {'no' | 'unknown'} */
    this.executed = details.executed ?? 'no';
    /** @type {boolean} */
    this.retryable = details.retryable ?? false;
    /** @type {number} */
    this.attempts = details.attempts ?? 0;
    this.#cause = details.cause;
  }

  /**
   * What lies underneath. Not printed: it may hold the request.
   *
   * @override
   */
  get cause() {
    return this.#cause;
  }

  /** What may be logged: no raw answer, no secret, and of the cause no more than its name and code. */
  toJSON() {
    const { name, message } = this;
    /** @type {Record<string, unknown>} */
    const record = Object.assign(/** @type {Record<string, unknown>} */ ({ name, message }), this);
    const cause = brief(this.#cause);
    if (cause !== undefined) record.cause = cause;
    return record;
  }

  /**
   * @param {number} _depth
   * @param {object} options
   * @param {(value: unknown, options: object) => string} inspect
   */
  [printed](_depth, options, inspect) {
    const { name, message, ...rest } = this.toJSON();
    const head = this.stack ?? `${name}: ${message}`;
    return typeof inspect === 'function' ? `${head} ${inspect(rest, options)}` : head;
  }

  /**
   * Whether a value is an error of this class, from whichever realm or copy of the package.
   *
   * @param {unknown} value
   * @returns {boolean}
   */
  static is(value) {
    return isOf(value, 'AmazonPayError');
  }
}

/** An option is wrong. Nothing was sent. */
export class ConfigurationError extends AmazonPayError {
  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    this.option = details.option ?? '';
  }
}

/** The parameters are wrong. Nothing was sent. `issues` holds every problem at once. */
export class ValidationError extends AmazonPayError {
  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    this.issues = details.issues ?? [];
  }
}

/** The service answered with a fault. */
export class ServiceError extends AmazonPayError {
  /** @type {string | undefined} */ #xml;

  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    this.code = details.code ?? '';
    this.type = details.type;
    this.status = details.status;
    this.requestId = details.requestId;
    this.advice = details.advice;
    this.#xml = details.xml;
  }

  /** The answer as it came. May hold a buyer's data, so it is neither printed nor serialised. */
  get xml() {
    return this.#xml;
  }
}

/** The quota is used up, and stayed so while the call could wait. */
export class ThrottledError extends ServiceError {
  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    /** Milliseconds after which a call is likely to pass. */
    this.retryAfter = details.retryAfter;
  }
}

/** The service was not reached, or the connection broke. */
export class ConnectionError extends AmazonPayError {}

/** Time ran out. */
export class TimeoutError extends AmazonPayError {}

/** The caller's signal was aborted; `cause` is its reason. */
export class AbortedError extends AmazonPayError {}

/** The answer can't be read. */
export class ResponseError extends AmazonPayError {
  /** @type {string | undefined} */ #body;

  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    this.code = details.code ?? '';
    this.status = details.status;
    this.requestId = details.requestId;
    this.#body = details.body;
  }

  /** The answer as it came. May hold a buyer's data, so it is neither printed nor serialised. */
  get body() {
    return this.#body;
  }
}

/** A notification that must not be acted on. */
export class NotificationError extends AmazonPayError {
  /**
   * @param {string} message
   * @param {Details} [details]
   */
  constructor(message, details = {}) {
    super(message, details);
    this.reason = details.reason ?? '';
  }
}

/** Our own mistake. */
export class InternalError extends AmazonPayError {}

// Names as text, because minifiers rename classes. An error carries its ancestors' names too, so
// that `is` knows another copy's subclasses. Each class has an `is` of its own that needs no `this`:
// it is passed about.
for (const [type, className, name] of /** @type {const} */ ([
  [AmazonPayError, 'AmazonPayError'],
  [ConfigurationError, 'ConfigurationError'],
  [ValidationError, 'ValidationError'],
  [ServiceError, 'ServiceError'],
  [ThrottledError, 'ThrottledError'],
  [ConnectionError, 'ConnectionError'],
  [TimeoutError, 'TimeoutError'],
  [AbortedError, 'AbortedError', 'AbortError'],
  [ResponseError, 'ResponseError'],
  [NotificationError, 'NotificationError'],
  [InternalError, 'InternalError'],
])) {
  /** @type {any} */
  const prototype = type.prototype;
  Object.defineProperties(prototype, {
    name: { value: name ?? className, writable: true, configurable: true },
    [brand]: { value: [...(prototype[brand] ?? []), className] },
  });
  Object.defineProperty(type, 'is', {
    value: (/** @type {unknown} */ value) => isOf(value, className),
    writable: true,
    configurable: true,
  });
}

/**
 * @param {any} value
 * @param {string} className
 */
function isOf(value, className) {
  if (value === null || typeof value !== 'object') return false;
  const names = value[brand];
  return Array.isArray(names) && names.includes(className);
}

/**
 * The name and code of what lies underneath an error.
 *
 * @param {unknown} cause
 */
function brief(cause) {
  if (cause === undefined) return undefined;
  if (cause === null || typeof cause !== 'object') return { name: typeof cause };
  const { name, code, cause: deeper } = /** @type {any} */ (cause);
  const found = code ?? deeper?.code;
  return { name: word(name) ?? 'object', ...(word(found) && { code: word(found) }) };
}

/**
 * A value if it is a plain word: a name or a code, not a sentence that could hold anything.
 *
 * @param {unknown} value
 */
function word(value) {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
}
