// @ts-check
// The client: what a user can call. It knows which method leads where; it refuses to know how any of
// them works. The secret key stays in a private field.

import { advise } from './advice.js';
import { answerOf, endedAs } from './answer.js';
import { Caller } from './caller.js';
import { charge } from './charge.js';
import { ready } from './core.js';
import { diagnose } from './diagnose.js';
import { inspected, operationNamed, prepared } from './engine.js';
import { ConfigurationError } from './errors.js';
import { clientSettings, pureSettings } from './options.js';
import { outcome } from './outcome.js';
import { orderReferences, paymentDetails } from './reading.js';
import { Series } from './series.js';
import { operations } from './table.js';
import { userInfo } from './user-info.js';
import { waitFor } from './waiting.js';

export {
  AbortedError,
  AmazonPayError,
  ConfigurationError,
  ConnectionError,
  InternalError,
  NotificationError,
  ResponseError,
  ServiceError,
  ThrottledError,
  TimeoutError,
  ValidationError,
} from './errors.js';
export { notificationHandler, verifyNotification } from './notification.js';

/** A client of the payment API for one merchant account and environment. */
export class AmazonPay {
  /** @type {Caller} */ #caller;

  /** @param {object} options */
  constructor(options) {
    this.#caller = new Caller(clientSettings(options));
  }

  /**
   * Gives `amazon-pay-wasm/slim` its wasm; elsewhere only loads it early.
   *
   * @param {any} [source] a `WebAssembly.Module`, its bytes, a `Response` or a URL, or the promise of one
   * @returns {Promise<void>}
   */
  static async ready(source) {
    try {
      await ready(source);
    } catch (cause) {
      const fault = cause instanceof Error ? cause.message : 'the source gives none';
      throw new ConfigurationError(`the wasm could not be loaded: ${fault}`, { option: 'ready', cause });
    }
  }

  // One method per operation, named by the table. They are shared by all clients. `this` is the class:
  // a bundler gives one that names itself within another name.
  static {
    for (const operation of operations) {
      const { method } = operation;
      const { [method]: value } = {
        /**
         * @this {AmazonPay}
         * @param {object} [params]
         * @param {object} [options]
         */
        [method](params, options) {
          return this.#caller.run(operation, params, options);
        },
      };
      Object.defineProperty(this.prototype, method, { value, writable: true, configurable: true });
    }
  }

  /**
   * Calls an operation by its name.
   *
   * @param {string} name such as `Authorize`
   * @param {object} [params]
   * @param {object} [options]
   * @returns {Promise<any>}
   */
  async call(name, params, options) {
    return this.#caller.run(operationNamed(name), params, options);
  }

  /**
   * A signed request, for hosts that send by other means.
   *
   * @param {string} name
   * @param {object} [params]
   * @param {object} [options]
   */
  prepare(name, params, options) {
    const operation = operationNamed(name);
    const { identity, now } = pureSettings(this.#caller.settings.call, options);
    return this.#caller.request(prepared(operation, identity, params, now ?? this.#caller.now()));
  }

  /**
   * The result of an answer that came by other means; throws what a call would throw.
   *
   * @param {string} name
   * @param {{ status: number, headers?: any, body: string | Uint8Array }} answer
   */
  interpret(name, answer) {
    const operation = operationNamed(name);
    const ended = endedAs(answer);
    const { value, error, requestId, status } = outcome(operation, ended, this.#caller.circumstances(this.#caller.now()));
    if (error !== undefined) {
      error.attempts = 1;
      throw error;
    }
    return answerOf(value, { operation: operation.name, requestId, status, attempts: 1 }, ended.body);
  }

  /**
   * Each stage of signing a request, to find out why a signature does not match.
   *
   * @param {string} name
   * @param {object} [params]
   * @param {object} [options]
   */
  inspect(name, params, options) {
    const operation = operationNamed(name);
    const { identity, now } = pureSettings(this.#caller.settings.call, options);
    const { body, ...stages } = inspected(operation, identity, params, now ?? this.#caller.now());
    return { ...stages, request: this.#caller.request(body) };
  }

  /**
   * A signed standard `Request`.
   *
   * @param {string} name
   * @param {object} [params]
   * @param {object} [options]
   */
  request(name, params, options) {
    const { url, ...init } = this.prepare(name, params, options);
    return new Request(url, { ...init, redirect: 'manual' });
  }

  /**
   * Charges an order reference or a billing agreement; safe to call again after any failure.
   *
   * @param {object} params
   * @param {object} [options]
   */
  async charge(params, options) {
    return charge(this.#series('charge', options), params);
  }

  /**
   * @param {string} id
   * @param {object} [options]
   */
  async waitForAuthorization(id, options) {
    return waitFor(this.#series('waitForAuthorization', options), 'Authorization', id);
  }

  /**
   * @param {string} id
   * @param {object} [options]
   */
  async waitForCapture(id, options) {
    return waitFor(this.#series('waitForCapture', options), 'Capture', id);
  }

  /**
   * @param {string} id
   * @param {object} [options]
   */
  async waitForRefund(id, options) {
    return waitFor(this.#series('waitForRefund', options), 'Refund', id);
  }

  /**
   * Every order reference that a query finds, page by page; each page is a call of its own.
   *
   * @param {object} params
   * @param {object} [options]
   */
  orderReferences(params, options) {
    return orderReferences((name, given) => this.call(name, given, options), params);
  }

  /**
   * An order reference with its authorizations, captures and refunds.
   *
   * @param {string} id
   * @param {object} [options]
   */
  async getPaymentDetails(id, options) {
    return paymentDetails(this.#series('getPaymentDetails', options), id);
  }

  /**
   * Whose a token of Login with Amazon is, if it was given to this client id.
   *
   * @param {string} accessToken
   * @param {object} [options]
   */
  async getUserInfo(accessToken, options) {
    return userInfo(this.#series('getUserInfo', options), accessToken);
  }

  /**
   * What is wrong with clock, keys, region, environment or permission, and what to do about it.
   *
   * @param {object} [options] those of a call, and the `id` of an object to look at
   */
  async diagnose(options) {
    const { id, ...rest } = /** @type {{ id?: string }} */ (options ?? {});
    return diagnose(this.#series('diagnose', rest), id);
  }

  /**
   * What to do about the state of an authorization or a capture.
   *
   * @param {object} details
   */
  advise(details) {
    return advise(details);
  }

  /**
   * @param {string} name
   * @param {object} [options]
   */
  #series(name, options) {
    return new Series(name, this.#caller, options);
  }
}
