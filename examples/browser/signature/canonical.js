// @ts-check
// How a request is signed, one step at a time, so that a step can be done wrongly on purpose. The
// client's own signing is in wasm and can't be bent; the tests hold the two against each other.

const bytes = new TextEncoder();

/**
 * @typedef {object} Way how a string to sign is made
 * @property {string} method
 * @property {string} host
 * @property {string} path
 * @property {[string, string][]} pairs decoded, without the signature, in the order in which they were sent
 * @property {(text: string) => string} encode
 * @property {(pairs: [string, string][]) => [string, string][]} order
 * @property {readonly string[]} breaks the three between its four lines
 * @property {string} end after it
 * @property {string} secret
 * @property {string} hash of Web Crypto
 * @property {(digest: Uint8Array) => string} write
 */

/** RFC 3986: letters, digits and `-_.~` stay. @param {string} text */
export function encoded(text) {
  return encodeURIComponent(text.toWellFormed?.() ?? text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param {string} text */
export function decoded(text) {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/**
 * Names and values of form text, as they are written.
 *
 * @param {string} query
 * @returns {[string, string][]}
 */
export function pairsOf(query) {
  return query.split('&').filter((part) => part !== '').map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  });
}

/** By the bytes of the names. @param {[string, string][]} pairs */
export function byBytes(pairs) {
  return pairs.toSorted(([one], [other]) => compared(bytes.encode(one), bytes.encode(other)));
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
function compared(one, other) {
  for (let at = 0; at < one.length && at < other.length; at++) if (one[at] !== other[at]) return one[at] - other[at];
  return one.length - other.length;
}

/** @param {Uint8Array} digest */
export const base64 = (digest) => btoa(String.fromCharCode(...digest));
/** @param {Uint8Array} digest */
export const hexadecimal = (digest) => Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {Way} way */
export function stringToSign({ method, host, path, pairs, encode, order, breaks, end }) {
  const query = order(pairs).map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return method + breaks[0] + host + breaks[1] + path + breaks[2] + query + end;
}

/**
 * @param {Way} way
 * @returns {Promise<string>}
 */
export async function signature(way) {
  // No key may be empty for Web Crypto; one zero byte means the same to HMAC.
  const raw = bytes.encode(way.secret === '' ? '\0' : way.secret);
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: way.hash }, false, ['sign']);
  return way.write(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(stringToSign(way)))));
}
