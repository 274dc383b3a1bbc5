// @ts-check
// The mistakes by which signatures come out wrong: each makes a way of signing that has it. It knows
// what people do; it refuses to know which of it somebody did.

import { encoded, hexadecimal } from './canonical.js';

/**
 * @typedef {import('./canonical.js').Way} Way
 * @typedef {{ code: string, why: string, way: Way }} Mistaken
 */

/** @type {Record<string, [string, (text: string) => string]>} */
const ENCODINGS = {
  'lower-case-hex': ['The percent-encoding has lower-case digits (`%3a`). It must have upper-case ones (`%3A`).', (text) => encoded(text).replace(/%../g, (hex) => hex.toLowerCase())],
  star: ['`*` stands as it is. It must be `%2A`; JavaScript’s `encodeURIComponent` and Java’s `URLEncoder` leave it.', (text) => encoded(text).replaceAll('%2A', '*')],
  tilde: ['`~` was encoded as `%7E`. It must stay `~`; Java’s `URLEncoder` and old PHP encode it.', (text) => encoded(text).replaceAll('~', '%7E')],
  plus: ['A space was written as `+`, as forms do. In what is signed it must be `%20`.', (text) => encoded(text).replaceAll('%20', '+')],
  'encode-uri-component': ['`!`, `\'`, `(`, `)` and `*` stand as they are, as `encodeURIComponent` leaves them. Each must be encoded.', (text) => encodeURIComponent(text)],
  form: ['The values are encoded as a form is (`URLSearchParams`, `URLEncoder`): `+` for a space, `%7E` for `~`, `*` as it is.', (text) => encoded(text).replaceAll('%20', '+').replaceAll('~', '%7E').replaceAll('%2A', '*')],
  slash: ['`/` stands as it is; Python’s `quote` leaves it unless told `safe=\'-_.~\'`. In a value it must be `%2F`.', (text) => encoded(text).replaceAll('%2F', '/')],
  colon: ['`:` stands as it is, most likely in Timestamp. It must be `%3A`.', (text) => encoded(text).replaceAll('%3A', ':')],
  'encode-uri': ['`encodeURI` was used: it leaves `:`, `/`, `?`, `=`, `&` and more. `encodeURIComponent` is nearer.', (text) => encodeURI(text)],
  'not-encoded': ['The values are not percent-encoded at all.', (text) => text],
  'encoded-twice': ['The values are encoded twice: the `%` itself became `%25`.', (text) => encoded(encoded(text))],
};

const HOSTS = ['mws.amazonservices.com', 'mws-eu.amazonservices.com', 'mws.amazonservices.jp', 'mws.amazonservices.co.uk'];
const LIVE = '/OffAmazonPayments/2013-01-01';
const SANDBOX = '/OffAmazonPayments_Sandbox/2013-01-01';

/** @type {(host: string) => string} */
const withoutPort = (host) => host.replace(/:\d+$/, '');

/**
 * Every way with one mistake.
 *
 * @param {Way} right
 * @param {{ accessKey: string, written: string, writtenPath: string }} known host and path as they were written
 * @returns {Mistaken[]}
 */
export function mistakes(right, { accessKey, written, writtenPath }) {
  /** @type {Mistaken[]} */
  const all = [];
  const add = (/** @type {string} */ code, /** @type {string} */ why, /** @type {Partial<Way>} */ change) =>
    all.push({ code, why, way: { ...right, ...change } });
  const { method, host, path, pairs, secret, hash } = right;

  for (const [code, [why, encode]] of Object.entries(ENCODINGS)) add(code, why, { encode });
  add('order', 'The parameters are sorted without regard to case. Bytes decide: all capitals come before all small letters.', {
    order: (all) => all.toSorted(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
  });
  add('order', 'The parameters are signed in the order in which they were made. They must be sorted by the bytes of their names.', { order: (all) => all });

  if (written !== host && written.toLowerCase() === host) add('host-case', 'The host was not put into lower case.', { host: written });
  add('host-case', 'The host was signed in upper case. It must be in lower case.', { host: host.toUpperCase() });
  add('host-port', 'The port was left out of what was signed, or the Host header has one that the signer did not know.', { host: withoutPort(host) });
  add('host-port', 'The default port `:443` was signed. A client that calls the default port does not send it.', { host: `${withoutPort(host)}:443` });
  add('host-scheme', 'The scheme was signed with the host. The second line is the host alone.', { host: `https://${host}` });
  add('host-end', 'The host was signed with a `/` behind it. The second line is the host alone.', { host: `${host}/` });
  for (const other of HOSTS) add('host', `It was signed for ${other} and sent to another host. A proxy that rewrites Host does this, too.`, { host: other });
  add('host', `It was signed for the host \`${written}\`, which is not the one that it goes to.`, { host: written });

  add('path-slash', 'The path was signed with a slash at its end, and sent without.', { path: `${path}/` });
  add('path-slash', 'The path was signed without the slash at its end, with which it was sent.', { path: path.replace(/\/$/, '') });
  add('path-case', 'The path was put into lower case. Only the host is; the path stands as it is sent.', { path: path.toLowerCase() });
  add('path', 'The path was left out: `/` was signed. The third line is the path as it is sent.', { path: '/' });
  add('path', 'The path was left out: an empty line was signed.', { path: '' });
  add('path', 'The section’s name is missing in the path that was signed.', { path: '/2013-01-01' });
  add('path', `It was signed for the path \`${writtenPath}\`, which is none of the service’s.`, { path: writtenPath });
  add('environment', 'It was signed for the live service’s path and sent to the sandbox’s.', { path: LIVE });
  add('environment', 'It was signed for the sandbox’s path and sent to the live service’s.', { path: SANDBOX });

  add('method', `It was signed as ${method === 'GET' ? 'POST and sent as GET' : 'GET and sent as POST'}.`, { method: method === 'GET' ? 'POST' : 'GET' });
  add('method-case', 'The method was signed in lower case.', { method: method.toLowerCase() });
  add('line-breaks', 'There are no line breaks between its four parts.', { breaks: ['', '', ''] });
  add('line-breaks', 'The lines are divided by CR LF. It must be LF alone.', { breaks: Array(3).fill('\r\n') });
  add('line-breaks', 'The line break is written as the two characters `\\n`: it stood in single quotes.', { breaks: Array(3).fill('\\n') });
  add('last-line-break', 'There is a line break at its end. Nothing follows the parameters.', { end: '\n' });
  ['method and host', 'host and path', 'path and parameters'].forEach((between, at) => {
    add('missing-line-break', `There is no line break between ${between}.`, { breaks: right.breaks.with(at, '') });
  });

  add('secret-space', 'The secret key was used with a line break at its end, as files and `echo` have it.', { secret: `${secret}\n` });
  add('secret-space', 'The secret key was used with a space at its end.', { secret: `${secret} ` });
  add('secret-space', 'The secret key given here has white space around it, which was not used.', { secret: secret.trim() });
  add('secret-quotes', 'The secret key was used with quotation marks around it.', { secret: `"${secret}"` });
  add('secret-key', 'The access key was used as the secret key.', { secret: accessKey });
  add('secret-key', 'The secret key was empty.', { secret: '' });
  add('secret-key', 'The text `undefined` was used as the secret key: a setting is missing.', { secret: 'undefined' });
  add('hash', `It was signed with the other hash than SignatureMethod says (${hash === 'SHA-1' ? 'SHA-256' : 'SHA-1'}).`, { hash: hash === 'SHA-1' ? 'SHA-256' : 'SHA-1' });
  add('hexadecimal', 'The signature is written in hexadecimal digits. It must be Base64.', { write: hexadecimal });

  const rest = pairs.filter(([, value]) => value !== '');
  if (rest.length < pairs.length) add('empty-value', 'Parameters without a value were sent and not signed.', { pairs: rest });
  for (const [name] of pairs) {
    add('added-later', `\`${name}\` was sent and not signed: it was added afterwards, or left out of what is signed.`, { pairs: pairs.filter(([known]) => known !== name) });
  }
  add('signature-signed', '`Signature` itself was signed, without a value. It is left out of what is signed.', { pairs: [...pairs, ['Signature', '']] });
  return all;
}
