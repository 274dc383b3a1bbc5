// @ts-check
// Login with Amazon: whose an access token is (behaviour.md 8). It knows that a token must have been
// given to this client id, or another site's would be taken; no message holds a token.

import { ConfigurationError, ResponseError, ServiceError } from './errors.js';
import { refused } from './engine.js';
import { failed } from './outcome.js';

/**
 * @param {import('./series.js').Series} series
 * @param {unknown} accessToken
 */
export async function userInfo(series, accessToken) {
  const { name, settings } = series;
  const { clientId } = settings;
  if (clientId === undefined) throw new ConfigurationError(`${name}: \`clientId\` is missing`, { option: 'clientId' });
  const token = decoded(accessToken);
  if (token === undefined) throw unfit(name, 'invalid', 'is not a token of Login with Amazon');
  const info = await got(series, '/auth/o2/tokeninfo', token);
  if (info.aud !== clientId) throw unfit(name, 'audience', 'was not given to this `clientId`');
  const { user_id: userId, name: called, email, postal_code: postalCode } = await got(series, '/user/profile', token);
  if (typeof userId !== 'string') {
    throw new ResponseError(`${name}: the profile has no \`user_id\``, { code: 'unreadable', status: 200 });
  }
  return { userId, ...(called && { name: called }), ...(email && { email }), ...(postalCode && { postalCode }) };
}

/**
 * A token as it was given out. Cookies and addresses hold it percent-encoded.
 *
 * @param {unknown} given
 */
function decoded(given) {
  if (typeof given !== 'string') return undefined;
  const token = given.replace(/%7C/gi, '|');
  // What a header can hold: a host's own complaint would quote it.
  return /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
}

/**
 * @param {string} name
 * @param {string} code
 * @param {string} fault
 */
function unfit(name, code, fault) {
  return refused(name, [{ path: 'accessToken', code, message: `\`accessToken\` ${fault}` }]);
}

/**
 * @param {import('./series.js').Series} series
 * @param {string} path
 * @param {string} token
 * @returns {Promise<any>}
 */
async function got(series, path, token) {
  const { name, caller, settings } = series;
  const { 'content-type': _, ...headers } = settings.headers;
  const request = { method: 'GET', url: settings.profileOrigin + path, headers: { ...headers, 'x-amz-access-token': token } };
  const { done } = await series.send(
    () => request,
    (ended, timeout) => {
      if (ended.failed !== undefined) return failed({ name }, ended, caller.circumstances(caller.now(), timeout));
      return read(name, /** @type {number} */ (ended.status), ended.body);
    },
  );
  if (done.value !== undefined) return done.value;
  const error = /** @type {import('./errors.js').AmazonPayError} */ (done.error);
  error.retryable = done.failure !== 'refused';
  // It only asked.
  error.executed = 'no';
  throw error;
}

/**
 * @param {string} name
 * @param {number} status
 * @param {string | undefined} body
 * @returns {import('./outcome.js').Outcome}
 */
function read(name, status, body) {
  const failure = status >= 500 || status === 429 || status === 408 ? 'unknown' : 'refused';
  let value;
  try {
    value = JSON.parse(body ?? '');
  } catch {
    value = undefined;
  }
  if (value === null || typeof value !== 'object') {
    const error = new ResponseError(`${name}: the answer is not JSON`, { code: 'unreadable', status, ...(body && { body }) });
    return { error, failure };
  }
  if (status === 200) return { value };
  const code = /^\w{1,64}$/.test(value.error) ? value.error : 'unknown';
  return { error: new ServiceError(`${name}: ${code}`, { code, status }), failure };
}
