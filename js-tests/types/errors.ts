// What a user writes when a call fails. Nothing here runs.

import {
  AbortedError,
  AmazonPayError,
  ConfigurationError,
  ResponseError,
  ServiceError,
  ThrottledError,
  ValidationError,
} from 'amazon-pay-wasm';

export function advises(error: unknown): string {
  if (error instanceof ThrottledError) return `again in ${error.retryAfter ?? 1000} ms`;
  if (error instanceof ServiceError) return [error.code, error.type, error.status, error.requestId, error.advice].join(' ');
  if (error instanceof ValidationError) return error.issues.map(({ path, code, message }) => path + code + message).join();
  if (error instanceof ConfigurationError) return error.option;
  if (error instanceof ResponseError) return `${error.status} ${error.body?.length}`;
  if (error instanceof AbortedError) return String(error.cause);
  if (!AmazonPayError.is(error)) return 'not ours';
  const executed: 'no' | 'unknown' = error.executed;
  // @ts-expect-error that a call was executed is never claimed
  if (error.executed === 'yes') return 'yes';
  // @ts-expect-error what an error says can't be changed
  error.executed = 'no';
  return executed + error.operation + error.retryable + error.attempts + JSON.stringify(error.toJSON());
}

export function narrows(error: unknown): string | undefined {
  if (ServiceError.is(error)) return error.code;
  // @ts-expect-error nothing is known of it yet
  return error.code;
}

/** For tests of those who use the package. */
export const made = new ServiceError('Authorize: InternalServerError: again', { code: 'InternalServerError', executed: 'unknown' });
