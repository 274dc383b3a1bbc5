// @ts-check
// `amazon-pay-wasm verify`: checks one notification and says what held and what did not. It knows how
// the checks are told to a person; what they are is `verifyNotification`'s to say.

import { readFileSync } from 'node:fs';
import { verifyNotification } from '../entries/inline.js';
import { NotificationError } from '../errors.js';
import { quoted } from '../nearest.js';
import { Misuse, parsed } from './arguments.js';
import { show } from './output.js';

/** Exit codes beside those of every command. */
const UNDECIDED = 3;

const HELP = `amazon-pay-wasm verify: checks one notification, step by step

  amazon-pay-wasm verify [FILE]      the envelope as it came, as JSON; standard input without FILE or with -

  --merchant-id ID   your seller id; repeatable (AMAZON_PAY_MERCHANT_ID)
  --topic ARN        the topic it must come from; repeatable (Amazon Pay's own accounts)
  --live, --sandbox  the release environment it must come from (either)
  --endpoint URL     a sandbox on this machine whose notifications are genuine here
  --trust URL        the same by the address of its certificate
  --max-age DAYS     how old it may be (15)
  --json             the outcome as JSON; without it too when the output is no terminal
  --help, -h         this

It fetches the certificate from the notification service, and nothing else. Exit codes: 0 it is genuine
and meant for you; 1 it is not; 2 the command was not used rightly; 3 undecided, for its certificate
could not be had or what it says could not be read.
`;

/** @type {Record<string, import('./arguments.js').Flag>} */
const FLAGS = {
  'merchant-id': { type: 'string', multiple: true },
  topic: { type: 'string', multiple: true },
  live: { type: 'boolean' },
  sandbox: { type: 'boolean' },
  endpoint: { type: 'string' },
  trust: { type: 'string' },
  'max-age': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * The checks in their order: what is checked, and what each reason says that it can fail for.
 *
 * @type {readonly [string, Record<string, string>][]}
 */
const CHECKS = [
  ['envelope', {
    body: 'there is none',
    'too-large': 'larger than any notification',
    envelope: 'not one of the notification service: broken JSON, or fields are missing',
    unsupported: 'a type, a signature version or a field that is not known',
  }],
  ['certificate address', { 'certificate-url': "not where the service's certificates are" }],
  ['certificate', {
    'certificate-unavailable': 'could not be fetched',
    certificate: 'can not be read',
    'certificate-subject': 'not one of the service',
    'certificate-key': 'its key is no RSA key of 2048 bits or more',
    'certificate-expired': 'not valid at this time',
  }],
  ['signature', { signature: 'wrong: altered, or signed by somebody else' }],
  ['topic', { topic: 'not one of Amazon Pay, nor of --topic' }],
  ['age', { stale: 'older than allowed' }],
  ['subscription address', { 'subscribe-url': "not at the host of the topic's own region" }],
  ['message', { message: 'can not be read' }],
  ['seller', { seller: 'somebody else' }],
  ['environment', { environment: 'the other one' }],
];

/** Reasons that leave open whether it is genuine. */
const OPEN = ['unsupported', 'certificate-unavailable', 'certificate', 'message'];

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { values, positionals } = parsed(args, FLAGS, true);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new Misuse(`one file is enough: ${quoted(positionals[1])} is too much`);
  const text = content(positionals[0]);
  const options = optionsOf(values, text);
  const asJson = values.json || !process.stdout.isTTY;
  /** @type {any} */
  let notification;
  try {
    notification = await verifyNotification(text, options);
  } catch (error) {
    if (!NotificationError.is(error)) throw error;
    const { reason } = /** @type {any} */ (error);
    const failed = CHECKS.findIndex(([, reasons]) => Object.hasOwn(reasons, reason));
    const held = CHECKS.slice(0, failed).map(([name]) => name).filter((name) => applies(name, options, text));
    if (asJson) show({ accepted: false, reason, held }, true);
    else process.stdout.write(told(held, CHECKS[failed], reason));
    return OPEN.includes(reason) ? UNDECIDED : 1;
  }
  const held = CHECKS.map(([name]) => name).filter((name) => applies(name, options, text));
  if (asJson) {
    show({ accepted: true, held, notification }, true);
  } else {
    process.stdout.write(`${told(held)}\n`);
    show(notification);
  }
  return 0;
}

/** @param {string} [file] */
function content(file = '-') {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Misuse(`${quoted(file)} can not be read: ${/** @type {any} */ (error).code}`);
  }
}

/**
 * @param {Record<string, any>} values
 * @param {Uint8Array} text
 */
function optionsOf(values, text) {
  if (values.live && values.sandbox) throw new Misuse('`--live` and `--sandbox` exclude each other');
  const days = values['max-age'];
  if (days !== undefined && !(Number(days) > 0)) throw new Misuse('`--max-age` must be a number of days above 0');
  return {
    merchantId: values['merchant-id'] ?? process.env.AMAZON_PAY_MERCHANT_ID,
    topicArn: values.topic,
    sandbox: values.live ? false : values.sandbox,
    maxAge: days === undefined ? undefined : Number(days) * 24 * 60 * 60 * 1000,
    trust: trust(values, text),
  };
}

/**
 * A sandbox's certificate is at an address of its own, which its envelopes say.
 *
 * @param {Record<string, any>} values
 * @param {Uint8Array} text
 */
function trust({ endpoint, trust: certificateUrl }, text) {
  if (certificateUrl !== undefined) return { certificateUrl };
  if (endpoint === undefined) return undefined;
  const address = `${endpoint.replace(/\/$/, '')}/SimpleNotificationService-`;
  const claimed = field(text, 'SigningCertURL');
  const own = claimed.startsWith(address) && /^[0-9a-f]+\.pem$/.test(claimed.slice(address.length));
  return { certificateUrl: own ? claimed : address };
}

/**
 * Whether a check was one at all: confirmations have no seller, and who asks for no seller has none.
 *
 * @param {string} name
 * @param {Record<string, any>} options
 * @param {Uint8Array} text
 */
function applies(name, { merchantId, sandbox }, text) {
  const isMessage = field(text, 'Type') === 'Notification';
  if (name === 'subscription address') return !isMessage;
  if (name === 'message') return isMessage;
  if (name === 'seller') return isMessage && merchantId !== undefined;
  return name !== 'environment' || (isMessage && sandbox !== undefined);
}

/**
 * @param {Uint8Array} text
 * @param {string} name
 * @returns {string}
 */
function field(text, name) {
  try {
    return String(JSON.parse(new TextDecoder().decode(text))[name]);
  } catch {
    return '';
  }
}

/**
 * @param {string[]} held
 * @param {[string, Record<string, string>]} [failed]
 * @param {string} [reason]
 */
function told(held, failed, reason = '') {
  const lines = held.map((name) => `  ok      ${name}\n`);
  if (failed !== undefined) lines.push(`  failed  ${failed[0]}: ${failed[1][reason]} (${reason})\n`);
  return lines.join('');
}
