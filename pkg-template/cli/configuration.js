// @ts-check
// Whom a command calls and with which keys: flags before the environment before a file. It knows where
// each may stand; what is valid is the client's to say.
//
// No flag takes a secret, because other users of a machine can read a command's words. And nothing but
// the flag `--live` leads to production: a file or a variable that somebody forgot moves no money.

import { readFileSync, statSync } from 'node:fs';
import { quoted, suggestion } from '../nearest.js';
import { ACCESS_KEY, MERCHANT_ID, SECRET_KEY } from '../sandbox/credentials.js';
import { Misuse } from './arguments.js';

/** Where the sandbox listens unless told otherwise. */
const NEAR = 'http://127.0.0.1:8180';
/** What the file may hold, and the variables that come before it. @type {Record<string, string>} */
const VARIABLES = {
  endpoint: 'AMAZON_PAY_ENDPOINT',
  region: 'AMAZON_PAY_REGION',
  merchantId: 'AMAZON_PAY_MERCHANT_ID',
  accessKey: 'AMAZON_PAY_ACCESS_KEY',
  secretKey: 'AMAZON_PAY_SECRET_KEY',
  mwsAuthToken: 'AMAZON_PAY_MWS_AUTH_TOKEN',
};

export const CONFIGURATION_FLAGS = /** @type {const} */ ({
  endpoint: { type: 'string' },
  region: { type: 'string' },
  config: { type: 'string' },
  sandbox: { type: 'boolean' },
  live: { type: 'boolean' },
});

export const CONFIGURATION_HELP = `  --endpoint URL   what to call (${NEAR}, the sandbox on this machine)
  --region NAME    us, na, uk, de, eu or jp (us)
  --config FILE    JSON with any of ${Object.keys(VARIABLES).join(', ')}
  --sandbox        Amazon's own sandbox
  --live           Amazon's production: moves money

A flag comes before the environment (${Object.values(VARIABLES).join(', ')};
AMAZON_PAY_CONFIG for --config) and that before the file. There is no flag for a secret, because other
users of a machine can read a command's words. Where no keys are given, an endpoint gets those that every
sandbox of ours has.
`;

/**
 * @param {Record<string, any>} flags
 * @param {Record<string, string | undefined>} [environment]
 * @returns {any} options of the client
 */
export function configuration(flags, environment = process.env) {
  const { live, sandbox } = flags;
  if (live && sandbox) throw new Misuse('`--live` and `--sandbox` exclude each other');
  const remote = live || sandbox;
  const path = flags.config ?? environment.AMAZON_PAY_CONFIG;
  const file = path === undefined ? {} : fileAt(path);
  const given = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, variable]) => [name, flags[name] ?? environment[variable] ?? file[name]]),
  );
  // An endpoint that is merely lying about must not take what was meant for Amazon.
  const endpoint = remote ? flags.endpoint : given.endpoint ?? NEAR;
  const keyless = given.secretKey === undefined && given.accessKey === undefined && !remote;
  const keys = keyless ? { merchantId: MERCHANT_ID, accessKey: ACCESS_KEY, secretKey: SECRET_KEY, mwsAuthToken: undefined } : {};
  return { ...given, ...keys, region: given.region ?? 'us', endpoint, sandbox: !live };
}

/**
 * @param {string} path
 * @returns {Record<string, string>}
 */
function fileAt(path) {
  let file;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The text may hold a secret, so no part of it is told.
    const { code } = /** @type {{ code?: string }} */ (error);
    throw new Misuse(`the configuration ${quoted(path)} ${code === undefined ? 'is not JSON' : `can't be read (${code})`}`);
  }
  const known = Object.keys(VARIABLES);
  if (file === null || typeof file !== 'object' || Array.isArray(file)) {
    throw new Misuse(`the configuration ${quoted(path)} must be one JSON object`);
  }
  for (const [name, value] of Object.entries(file)) {
    if (!known.includes(name)) throw new Misuse(`the configuration ${quoted(path)} has an unknown member ${quoted(name)}${suggestion(name, known)}`);
    if (typeof value !== 'string') throw new Misuse(`\`${name}\` in the configuration ${quoted(path)} must be text`);
  }
  if (process.platform !== 'win32' && file.secretKey !== undefined && (statSync(path).mode & 0o077) !== 0) {
    throw new Misuse(`the configuration ${quoted(path)} holds a secret and others can read it: \`chmod 600\` it`);
  }
  return file;
}
