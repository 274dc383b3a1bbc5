// @ts-check
// Why a signature does not match. It does not guess: it signs the request rightly, then with each known
// mistake and with each two of them, until it finds the text that was pasted or the signature that came
// with it. What it then says is proven. The secret key stays in the arguments.

import { base64, byBytes, decoded, encoded, pairsOf, signature, stringToSign } from './canonical.js';
import { difference } from './difference.js';
import { look } from './look.js';
import { mistakes } from './mistakes.js';
import { pasted } from './pasted.js';

/**
 * @typedef {import('./canonical.js').Way} Way
 * @typedef {import('./mistakes.js').Mistaken} Mistaken
 *
 * @typedef {object} Diagnosis
 * @property {'unreadable' | 'right' | 'proven' | 'unknown' | 'unproven'} verdict
 * @property {'string-to-sign' | 'request'} [kind]
 * @property {import('./look.js').Finding[]} findings what can be seen without the key
 * @property {{ code: string, why: string }[]} causes what explains it, proven
 * @property {string} [expected] the right string to sign
 * @property {string} [given] the string that was signed, where it is known
 * @property {import('./difference.js').Difference} [difference]
 * @property {string} [signature] the right one, where a key was given
 */

const LINE_BREAKS = ['\n', '\n', '\n'];

/**
 * @param {string} text
 * @param {{ secretKey?: string, host: string, path: string, now?: number }} known host and path: of
 *   what says none
 * @returns {Promise<Diagnosis>}
 */
export async function diagnosed(text, { secretKey = '', host: knownHost, path: knownPath, now = Date.now() }) {
  const found = pasted(text);
  if (found === undefined) return { verdict: 'unreadable', findings: [], causes: [] };
  const { kind, method = 'POST', host = knownHost, path = knownPath, query } = found;
  const isText = kind === 'string-to-sign';
  const findings = look(query, { now, signed: !isText });
  const raw = pairsOf(query);
  // What was encoded twice before it was signed is what the parameters say after two readings.
  const twice = isText && /(^|&)Timestamp=[^&]*%253A/i.test(query);
  const pairs = raw.map(([name, value]) => /** @type {[string, string]} */ ([decoded(name), twice ? decoded(decoded(value)) : decoded(value)]));
  const sent = raw.find(([name]) => name === 'Signature')?.[1];
  /** @type {Way} */
  const right = {
    method: method.toUpperCase(),
    host: (isText ? knownHost : host).toLowerCase(),
    path: isText ? ofKnown(path, knownPath) : path,
    pairs: pairs.filter(([name]) => name !== 'Signature'),
    encode: encoded,
    order: byBytes,
    breaks: LINE_BREAKS,
    end: '',
    secret: secretKey,
    hash: new Map(pairs).get('SignatureMethod') === 'HmacSHA1' ? 'SHA-1' : 'SHA-256',
    write: base64,
  };
  const expected = stringToSign(right);
  const common = { kind, findings, expected, ...(secretKey !== '' && { signature: await signature(right) }) };
  /** @type {(way: Way) => boolean | Promise<boolean>} */
  let fits;
  if (isText) {
    const given = found.text ?? '';
    fits = (way) => stringToSign(way) === given;
  } else {
    if (secretKey === '' || sent === undefined) return { verdict: 'unproven', causes: [], ...common };
    const given = decoded(sent.replaceAll('+', '%2B')).replaceAll(' ', '+');
    fits = async (way) => (await signature(way)) === given;
  }
  if (await fits(right)) return { verdict: 'right', causes: [], ...common };
  const known = { accessKey: new Map(pairs).get('AWSAccessKeyId') ?? '', written: host, writtenPath: path };
  const causes = await search(right, known, fits);
  if (isText) {
    const given = found.text ?? '';
    return { verdict: causes === undefined ? 'unknown' : 'proven', causes: plain(causes), ...common, given, difference: difference(given, expected) };
  }
  if (causes === undefined) return { verdict: 'unknown', causes: [], ...common };
  const given = stringToSign(causes[causes.length - 1].way);
  return { verdict: 'proven', causes: plain(causes), ...common, given, difference: difference(given, expected) };
}

/**
 * One mistake that explains it, or two.
 *
 * @param {Way} right
 * @param {{ accessKey: string, written: string, writtenPath: string }} known
 * @param {(way: Way) => boolean | Promise<boolean>} fits
 * @returns {Promise<Mistaken[] | undefined>}
 */
async function search(right, known, fits) {
  const tried = new Set([identity(right)]);
  const first = [];
  for (const mistaken of mistakes(right, known)) {
    const name = identity(mistaken.way);
    if (tried.has(name)) continue;
    tried.add(name);
    if (await fits(mistaken.way)) return [mistaken];
    first.push(mistaken);
  }
  for (const one of first) {
    for (const two of mistakes(one.way, known)) {
      if (two.code === one.code && two.code !== 'added-later') continue;
      const name = identity(two.way);
      if (tried.has(name)) continue;
      tried.add(name);
      if (await fits(two.way)) return [one, two];
    }
  }
  return undefined;
}

/** What makes one way another. @param {Way} way */
function identity(way) {
  return `${stringToSign(way)}\0${way.secret}\0${way.hash}\0${way.write.name}`;
}

/** @param {Mistaken[] | undefined} causes */
function plain(causes = []) {
  return causes.map(({ code, why }) => ({ code, why }));
}

/**
 * The path that a pasted string to sign should have: its own, if that is one of the service's.
 *
 * @param {string} path
 * @param {string} known
 */
function ofKnown(path, known) {
  return /^\/OffAmazonPayments(_Sandbox)?\/2013-01-01\/?$/.test(path) ? path : known;
}
