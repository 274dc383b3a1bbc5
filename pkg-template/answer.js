// @ts-check
// Answers, as they come by other means and as they are given to the caller. It refuses to know what
// is in them.

import { decoded, isRedirect } from './attempt.js';

/**
 * An answer that came by other means, as an attempt would have ended with it. What is neither text
 * nor bytes is an empty one.
 *
 * @param {any} answer as `RawAnswer` in the types
 * @returns {import('./attempt.js').Ended}
 */
export function endedAs(answer) {
  const { status, headers: given, body } = answer ?? {};
  const headers = typeof given?.get === 'function' ? given : { get: (/** @type {string} */ name) => headerOf(given, name) };
  if (isRedirect(status)) return { failed: 'redirect', status, headers };
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return decoded(status, headers, body);
  return { status, headers, body: typeof body === 'string' ? body : '' };
}

/**
 * @param {Record<string, unknown> | null | undefined} headers
 * @param {string} name in lower case
 * @returns {string | null}
 */
function headerOf(headers, name) {
  if (headers === undefined || headers === null) return null;
  for (const key of Object.keys(headers)) {
    if (key.length === name.length && key.toLowerCase() === name) return String(headers[key]);
  }
  return null;
}

/** Used for one property after the other, so that a call makes none of its own. */
const hidden = { value: /** @type {unknown} */ (undefined), writable: true, configurable: true, enumerable: false };

/**
 * Puts `$metadata` on a result. The raw answer holds a buyer's data, so nothing prints it.
 *
 * @param {any} value
 * @param {any} metadata
 * @param {string | undefined} xml
 */
export function answerOf(value, metadata, xml) {
  hidden.value = xml;
  Object.defineProperty(metadata, 'xml', hidden);
  hidden.value = undefined;
  value.$metadata = metadata;
  return value;
}
