// @ts-check
// `amazon-pay-wasm call`: one operation, signed, with its answer as JSON. It knows how flags become
// parameters by the table; what is valid is the client's to say.

import { readFileSync } from 'node:fs';
import { AmazonPay } from '../entries/inline.js';
import { AmazonPayError } from '../errors.js';
import { quoted, suggestion } from '../nearest.js';
import { version } from '../table.js';
import { Misuse, parsed } from './arguments.js';
import { CONFIGURATION_FLAGS, CONFIGURATION_HELP, configuration } from './configuration.js';
import { curl } from './curl.js';
import { described, list, operationNamed } from './operations.js';
import { show } from './output.js';

/** Exit codes: it was refused and nothing was done; it may have been done. */
const REFUSED = 1;
const UNKNOWN = 3;

const HELP = `amazon-pay-wasm call: one operation, signed, and its answer as JSON

  amazon-pay-wasm call <Operation> [JSON] [--parameter value …]
  amazon-pay-wasm call <Operation> --help      its parameters

Parameters are flags by their JavaScript names, inner ones after a dot, items of a list by their
number; or one JSON object, or - to read it from standard input; flags win over JSON.

  amazon-pay-wasm call Authorize --amazonOrderReferenceId S01-… --authorizationReferenceId a1 \\
    --authorizationAmount.amount 10.00 --transactionTimeout 0
  amazon-pay-wasm call ListOrderReference '{"queryId":"1001"}'

${CONFIGURATION_HELP}
  --curl           print a curl command with the signed request, valid for 15 minutes, and send nothing:
                   read it, then give it to \`sh\`
  --json           print the answer as JSON, which is what a program that reads it gets anyway
  --xml            print the answer as it came
  --help, -h       this

It exits with 0 when the service answered (also that a payment was declined: that is a state in the
answer), 1 when it was refused and certainly nothing was done, 2 when it was not asked for rightly, 3 when
it may have been done: read the object, or repeat the call with the same reference id.
`;

/** @type {Record<string, import('./arguments.js').Flag>} */
const FLAGS = {
  ...CONFIGURATION_FLAGS,
  curl: { type: 'boolean' },
  json: { type: 'boolean' },
  xml: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * @typedef {import('../types/table.d.ts').OperationInfo} OperationInfo
 * @typedef {import('../types/table.d.ts').FieldInfo} FieldInfo
 * @typedef {import('../types/table.d.ts').KindInfo} KindInfo
 */

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { own, rest } = divided(args);
  const { values } = parsed(own, FLAGS);
  const [name, ...more] = rest.words;
  if (name === undefined) {
    process.stdout.write(`${HELP}\nOperations:\n${list()}`);
    return values.help ? 0 : 2;
  }
  const operation = operationNamed(name);
  if (values.help) {
    process.stdout.write(described(operation));
    return 0;
  }
  const params = parameters(operation, more, rest.flags);
  const pay = new AmazonPay({ ...configuration(values), application: { name: 'amazon-pay-wasm-call', version } });
  if (values.curl) {
    process.stdout.write(curl(pay.prepare(operation.name, params)));
    return 0;
  }
  return send(pay, operation, params, values);
}

/**
 * @param {InstanceType<typeof AmazonPay>} pay
 * @param {OperationInfo} operation
 * @param {object} params
 * @param {Record<string, any>} how
 */
async function send(pay, { name }, params, { xml: raw, json: data }) {
  try {
    const answer = await pay.call(name, params);
    const { $metadata, ...result } = answer;
    if (raw) process.stdout.write(`${$metadata.xml}\n`);
    else show(result, data);
    return 0;
  } catch (error) {
    if (!AmazonPayError.is(error)) throw error;
    if (raw && /** @type {any} */ (error).xml) process.stdout.write(`${/** @type {any} */ (error).xml}\n`);
    else show(error, data, process.stderr);
    return /** @type {any} */ (error).executed === 'unknown' ? UNKNOWN : REFUSED;
  }
}

/**
 * Tells our own flags from parameters, which have the names of the table.
 *
 * @param {string[]} args
 */
function divided(args) {
  /** @type {string[]} */
  const own = [];
  const rest = { words: /** @type {string[]} */ ([]), flags: /** @type {[string, string][]} */ ([]) };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === '-' || !arg.startsWith('-')) {
      rest.words.push(arg);
      continue;
    }
    const [flag, ...given] = arg.replace(/^--/, '').split('=');
    const known = arg === '-h' ? FLAGS.help : Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined;
    if (known?.type === 'boolean') {
      own.push(arg);
      continue;
    }
    const value = given.length > 0 ? given.join('=') : args[++at];
    if (value === undefined) throw new Misuse(`\`${arg}\` needs a value`);
    if (known === undefined) rest.flags.push([flag, value]);
    else own.push(`--${flag}=${value}`);
  }
  return { own, rest };
}

/**
 * @param {OperationInfo} operation
 * @param {string[]} words
 * @param {[string, string][]} flags
 */
function parameters(operation, words, flags) {
  if (words.length > 1) throw new Misuse(`one JSON object is enough: ${quoted(words[1])} is too much`);
  const params = words.length === 0 ? {} : json(words[0] === '-' ? readFileSync(0, 'utf8') : words[0]);
  if (!isRecord(params)) throw new Misuse('the parameters must be one JSON object');
  for (const [path, text] of flags) put(params, path.split('.'), text, operation.params, path);
  return params;
}

/** @param {string} text */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misuse(`the parameters must be one JSON object, not ${quoted(text)}`);
  }
}

/** @param {unknown} value */
function isRecord(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * Puts a flag's value where its path says, in the form that the table gives it.
 *
 * @param {any} target
 * @param {string[]} path
 * @param {string} text
 * @param {readonly FieldInfo[]} fields
 * @param {string} flag
 */
function put(target, [name, ...inner], text, fields, flag) {
  const field = fields.find((known) => known.name === name);
  if (field === undefined) {
    throw new Misuse(`unknown parameter ${quoted(`--${flag}`)}${suggestion(name, fields.map((known) => known.name))}`);
  }
  place(target, name, inner, text, field, flag);
}

/**
 * @param {any} target
 * @param {string | number} key
 * @param {string[]} inner
 * @param {string} text
 * @param {KindInfo} kind
 * @param {string} flag
 */
function place(target, key, inner, text, kind, flag) {
  if (kind.kind === 'record' && inner.length > 0) {
    target[key] ??= {};
    if (!isRecord(target[key])) throw new Misuse(`\`--${flag}\`: the JSON has something else there`);
    put(target[key], inner, text, kind.fields ?? [], flag);
  } else if (kind.kind === 'list' && kind.item !== undefined && inner.length > 0) {
    const [index, ...deeper] = inner;
    if (!/^\d{1,3}$/.test(index)) throw new Misuse(`\`--${flag}\`: an item of a list has a number, from 0`);
    target[key] ??= [];
    if (!Array.isArray(target[key])) throw new Misuse(`\`--${flag}\`: the JSON has something else there`);
    place(target[key], Number(index), deeper, text, kind.item, flag);
  } else if (inner.length > 0) {
    throw new Misuse(`\`--${flag}\`: there is nothing inside`);
  } else {
    target[key] = converted(text, kind);
  }
}

/**
 * @param {string} text
 * @param {KindInfo} kind
 */
function converted(text, { kind }) {
  if (kind === 'record' || kind === 'list') return json(text);
  if (kind === 'flag' && /^(true|false)$/.test(text)) return text === 'true';
  if (kind === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  return text;
}
