// @ts-check
// Ten broken requests, to try the debugger with: what people paste who ask for help. Each is made from a
// right one, so that it is broken in one way only.

import { base64, byBytes, encoded, signature } from './canonical.js';

/**
 * @typedef {{ stringToSign: string, canonicalQueryString: string, parameters: Record<string, string>, request: { url: string, body: string } }} Stages as `inspect` gives them
 * @typedef {{ code: string, title: string, make: (stages: Stages, secretKey: string) => string | Promise<string> }} Broken
 *   the code of what is to be found
 */

/** @type {Broken[]} */
export const broken = [
  { code: 'lower-case-hex', title: 'String to sign: lower-case digits', make: ({ stringToSign }) => stringToSign.replace(/%../g, (hex) => hex.toLowerCase()) },
  { code: 'missing-line-break', title: 'String to sign: a line break is missing', make: ({ stringToSign }) => stringToSign.replace('-01\n', '-01') },
  { code: 'order', title: 'String to sign: sorted without regard to case', make: (stages) => withQuery(stages, sorted(stages.canonicalQueryString)) },
  { code: 'host-case', title: 'String to sign: host in capitals', make: ({ stringToSign }) => stringToSign.replace(/\n[^\n]+/, (host) => host.toUpperCase()) },
  { code: 'star', title: 'Body: `*` was left as it is', make: (stages, secret) => signed(stages, secret, { encode: (text) => encoded(text).replaceAll('%2A', '*') }) },
  { code: 'plus', title: 'Body: a space was signed as `+`', make: (stages, secret) => signed(stages, secret, { encode: (text) => encoded(text).replaceAll('%20', '+') }) },
  { code: 'path-slash', title: 'curl: signed with a slash at the end', make: async (stages, secret) => {
    const body = await signed(stages, secret, { path: `${new URL(stages.request.url).pathname}/` });
    return `curl -sS --data '${body}' '${stages.request.url}'`;
  } },
  { code: 'method', title: 'Address: signed as POST, sent as GET', make: ({ request }) => `${request.url}?${request.body}` },
  { code: 'secret-space', title: 'Body: the secret key has a line break', make: (stages, secret) => signed(stages, `${secret}\n`, {}) },
  { code: 'added-later', title: 'Body: a parameter was added after signing', make: ({ request, parameters }) => request.body.replace('&Signature=', `&${parameters.SellerNote === undefined ? 'SellerNote' : 'Note'}=undefined&Signature=`) },
];

/**
 * The body with a signature that was made in another way.
 *
 * @param {Stages} stages
 * @param {string} secret
 * @param {Partial<import('./canonical.js').Way>} change
 */
async function signed({ canonicalQueryString, parameters, request }, secret, change) {
  const { host, pathname: path } = new URL(request.url);
  const way = { method: 'POST', host, path, pairs: Object.entries(parameters), encode: encoded, order: byBytes, breaks: ['\n', '\n', '\n'], end: '', secret, hash: 'SHA-256', write: base64, ...change };
  return `${canonicalQueryString}&Signature=${encodeURIComponent(await signature(way))}`;
}

/**
 * @param {Stages} stages
 * @param {string} query
 */
function withQuery({ stringToSign, canonicalQueryString }, query) {
  return stringToSign.replace(canonicalQueryString, query);
}

/** @param {string} query */
function sorted(query) {
  return query.split('&').toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)).join('&');
}
