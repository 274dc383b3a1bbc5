// The errors' types. What may hold a buyer's data (`xml`, `body`, `cause`) is reachable by name and
// is neither printed nor serialised.

import type { FaultCode, IssueCode, NotificationReason, ResponseCode, SignInCode } from './codes.js';
import type { Operations } from './operations.js';

export type { FaultCode, IssueCode, ResponseCode, SignInCode } from './codes.js';

/** May the service have acted on the call? `'no'`: certainly not. */
export type Executed = 'no' | 'unknown';

/** What an error may be made with. */
export interface ErrorDetails {
  readonly operation?: string | undefined;
  readonly executed?: Executed | undefined;
  readonly retryable?: boolean | undefined;
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
  readonly option?: string | undefined;
  readonly issues?: Issue[] | undefined;
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly advice?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly xml?: string | undefined;
  readonly body?: string | undefined;
  readonly reason?: string | undefined;
}

/** What all errors of this package are. */
export class AmazonPayError extends Error {
  constructor(message: string, details?: ErrorDetails);
  /** The operation that was called, if the error is about a call. */
  readonly operation: keyof Operations | undefined;
  /**
   * May the service have acted on the call? It is about the call, not its last attempt: what one
   * attempt left open, no later answer settles.
   */
  readonly executed: Executed;
  /** Whether the same call may succeed if it is made again, and can not do its work twice. */
  readonly retryable: boolean;
  /** Requests sent. */
  readonly attempts: number;
  /** What lies underneath. Not printed. */
  readonly cause?: unknown;
  /** What may be logged. */
  toJSON(): Record<string, unknown>;
  /** Whether a value is an error of this class, from whichever realm or copy of the package. */
  static is(value: unknown): value is AmazonPayError;
}

/** An option is wrong. Nothing was sent. */
export class ConfigurationError extends AmazonPayError {
  /** The option's name. */
  readonly option: string;
  static is(value: unknown): value is ConfigurationError;
}

/** One thing that is wrong with parameters. */
export interface Issue {
  /** Such as `authorizationAmount.amount`; empty when the whole is at fault. */
  readonly path: string;
  /** A stable word for programs, such as `required`. */
  readonly code: IssueCode;
  /** For people. */
  readonly message: string;
}

/** The parameters are wrong. Nothing was sent. */
export class ValidationError extends AmazonPayError {
  /** Every problem at once. */
  readonly issues: Issue[];
  static is(value: unknown): value is ValidationError;
}

/** The service answered with a fault. */
export class ServiceError extends AmazonPayError {
  /** The service's code, such as `InvalidParameterValue`; of `getUserInfo`, that of Login with Amazon. */
  readonly code: FaultCode | SignInCode;
  /** `Sender` or `Receiver`; may be empty. */
  readonly type: string | undefined;
  /** The HTTP status. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** What to do about it. */
  readonly advice: string | undefined;
  /** The answer as it came. */
  readonly xml: string | undefined;
  static is(value: unknown): value is ServiceError;
}

/** The quota is used up, and stayed so while the call could wait. */
export class ThrottledError extends ServiceError {
  /** Milliseconds after which a call is likely to pass. */
  readonly retryAfter: number | undefined;
  static is(value: unknown): value is ThrottledError;
}

/** The service was not reached, or the connection broke. */
export class ConnectionError extends AmazonPayError {
  static is(value: unknown): value is ConnectionError;
}

/** Time ran out. */
export class TimeoutError extends AmazonPayError {
  static is(value: unknown): value is TimeoutError;
}

/** The caller's signal was aborted; `cause` is its reason and `name` is `AbortError`. */
export class AbortedError extends AmazonPayError {
  static is(value: unknown): value is AbortedError;
}

/** The answer can't be read. */
export class ResponseError extends AmazonPayError {
  /** A stable word for programs. */
  readonly code: ResponseCode;
  /** The HTTP status. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** The answer as it came. */
  readonly body: string | undefined;
  static is(value: unknown): value is ResponseError;
}

/** A notification that must not be acted on: not genuine, stale, not ours, or not understood. */
export class NotificationError extends AmazonPayError {
  readonly reason: NotificationReason;
  static is(value: unknown): value is NotificationError;
}

/** Our own mistake. */
export class InternalError extends AmazonPayError {
  static is(value: unknown): value is InternalError;
}
