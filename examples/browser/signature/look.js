// @ts-check
// What can be seen of a request without its key: parameters that are missing, broken or late. Each is
// told with what the service will answer, where that is known.

import { decoded, pairsOf } from './canonical.js';

/** Milliseconds by which a Timestamp may be wrong (behaviour 2.4). */
const TOLERANCE = 15 * 60_000;
const NEEDED = ['AWSAccessKeyId', 'Action', 'SignatureMethod', 'SignatureVersion', 'Timestamp', 'Version'];
const LEFTOVERS = /^(undefined|null|NaN|None|\[object Object\])$/;

/** @typedef {{ code: string, why: string }} Finding */

/**
 * @param {string} query as it was sent
 * @param {{ now: number, signed: boolean }} known `signed`: a signature must be there
 * @returns {Finding[]}
 */
export function look(query, { now, signed }) {
  /** @type {Finding[]} */
  const found = [];
  const add = (/** @type {string} */ code, /** @type {string} */ why) => found.push({ code, why });
  const raw = pairsOf(query);
  const pairs = raw.map(([name, value]) => /** @type {const} */ ([decoded(name), decoded(value)]));
  const known = new Map(pairs);
  for (const name of signed ? [...NEEDED, 'Signature'] : NEEDED) {
    if (!known.has(name)) add('missing', `\`${name}\` is missing.`);
  }
  const names = pairs.map(([name]) => name);
  for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at))) add('twice', `\`${name}\` is there twice.`);
  for (const [name, value] of pairs) {
    if (LEFTOVERS.test(value)) add('leftover', `\`${name}\` is the text \`${value}\`: a value was missing where it was made.`);
    if (name !== 'Signature' && /^\s|\s$/.test(value)) add('space', `\`${name}\` has white space at its ${/^\s/.test(value) ? 'beginning' : 'end'}, perhaps a line break of the file it came from.`);
    if (/%[0-9A-Fa-f]{2}/.test(value)) add('encoded-twice', `\`${name}\` still holds percent-encoding after it was decoded: it was encoded twice.`);
  }
  for (const name of new Set(names.filter((one) => NEEDED.some((needed) => needed !== one && needed.toLowerCase() === one.toLowerCase())))) {
    add('name-case', `\`${name}\` is not how the parameter is called: names count by case.`);
  }
  judgeSignature(known, raw, add);
  judgeTime(known.get('Timestamp'), now, add);
  return found;
}

/**
 * @param {Map<string, string>} known
 * @param {[string, string][]} raw
 * @param {(code: string, why: string) => void} add
 */
function judgeSignature(known, raw, add) {
  const version = known.get('SignatureVersion');
  if (version !== undefined && version !== '2') add('version', `\`SignatureVersion\` is \`${version}\`: only 2 is taken.`);
  const method = known.get('SignatureMethod');
  if (method !== undefined && method !== 'HmacSHA256' && method !== 'HmacSHA1') add('hash', `\`SignatureMethod\` is \`${method}\`: it must be \`HmacSHA256\` (or the old \`HmacSHA1\`).`);
  const signature = raw.find(([name]) => name === 'Signature')?.[1];
  if (signature === undefined) return;
  if (signature.includes('+')) add('signature-plus', '`Signature` has a bare `+`, which arrives as a space. Encode it as `%2B`.');
  const text = decoded(signature.replaceAll('+', '%2B'));
  if (/^[0-9a-f]{40,64}$/i.test(text)) add('hexadecimal', '`Signature` is written in hexadecimal digits. It must be Base64.');
  else if (!/^[A-Za-z0-9+/]{27}=$|^[A-Za-z0-9+/]{43}=$/.test(text)) add('signature-shape', '`Signature` is no Base64 of 32 (HmacSHA256) or 20 (HmacSHA1) bytes: it was cut, or changed on its way.');
}

/**
 * @param {string | undefined} text
 * @param {number} now
 * @param {(code: string, why: string) => void} add
 */
function judgeTime(text, now, add) {
  if (text === undefined) return;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) {
    return add('timestamp', `\`Timestamp\` is \`${text}\`: it must be written as \`2026-01-02T03:04:05Z\`, in UTC.`);
  }
  const late = now - Date.parse(text);
  if (Math.abs(late) <= TOLERANCE) return;
  const minutes = Math.round(Math.abs(late) / 60_000);
  add('expired', `\`Timestamp\` is ${minutes} minutes ${late > 0 ? 'old' : 'ahead'}: beyond 15 minutes a request is refused as expired, though its signature be right.${minutes % 60 === 0 ? ' A whole number of hours: local time was sent as UTC?' : ''}`);
}
