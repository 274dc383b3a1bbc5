// @ts-check
// `amazon-pay-wasm operations`: what can be called, and with what. Everything it tells stands in the
// table; it knows only how that reads.

import { operations } from '../operations.js';
import { quoted, suggestion } from '../nearest.js';
import { Misuse, parsed } from './arguments.js';

/**
 * @typedef {import('../types/table.d.ts').OperationInfo} OperationInfo
 * @typedef {import('../types/table.d.ts').FieldInfo} FieldInfo
 * @typedef {import('../types/table.d.ts').KindInfo} KindInfo
 * @typedef {import('../types/table.d.ts').QuotaInfo} QuotaInfo
 */

const HELP = `amazon-pay-wasm operations: what can be called, and with what

  amazon-pay-wasm operations               all of them
  amazon-pay-wasm operations <Operation>   one, with its parameters, quotas and errors

  --json       as data, which is what a program that reads it gets anyway
  --help, -h   this
`;

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { values, positionals } = parsed(args, { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, true);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new Misuse(`one operation at a time: ${quoted(positionals[1])} is too much`);
  const [name] = positionals;
  const operation = name === undefined ? undefined : operationNamed(name);
  const data = values.json || !process.stdout.isTTY;
  if (data) process.stdout.write(`${JSON.stringify(operation ?? operations, null, 2)}\n`);
  else process.stdout.write(operation === undefined ? list() : described(operation));
  return 0;
}

/**
 * @param {string} name of the operation or of its method
 * @returns {OperationInfo}
 */
export function operationNamed(name) {
  const found = operations.find((known) => known.name === name || known.method === name);
  if (found !== undefined) return found;
  throw new Misuse(`unknown operation ${quoted(name)}${suggestion(name, operations.map((known) => known.name))}`);
}

/** All operations, a line each. */
export function list() {
  return operations.map(({ name, doc }) => `  ${name.padEnd(38)} ${doc.split('. ', 1)[0].replace(/\.$/, '')}\n`).join('');
}

/** @param {OperationInfo} operation */
export function described({ name, doc, params, results, effect, key, quota, allowed, faults }) {
  const repeated = {
    read: 'changes nothing',
    keyed: `safe to repeat with the same \`${key}\``,
    settles: 'safe to repeat',
    unkeyed: 'makes another one each time',
  }[effect];
  const facts = [
    `repeating it: ${repeated}`,
    `quota: ${bucket(quota.live)}; in the sandbox ${bucket(quota.sandbox)}`,
    allowed && `allowed while its ${allowed.resource} is ${allowed.states.join(' or ')}; otherwise ${allowed.otherwise}`,
    faults.length > 0 && `errors of its own: ${faults.join(', ')}`,
    results.length > 0 && `answers with: ${results.map((field) => field.name).join(', ')}`,
  ];
  return `${name}: ${doc}\n\n${facts.filter(Boolean).map((fact) => `  ${fact}\n`).join('')}\n${rows(params, '--')}`;
}

/** @param {QuotaInfo} quota */
function bucket({ capacity, perSecond }) {
  return `${capacity} at once, then ${perSecond >= 1 ? `${perSecond} per second` : `1 every ${Math.round(1 / perSecond)} s`}`;
}

/**
 * @param {readonly FieldInfo[]} fields
 * @param {string} before
 * @returns {string}
 */
function rows(fields, before) {
  return fields.map((field) => row(field, before + field.name, field)).join('');
}

/**
 * @param {FieldInfo} field
 * @param {string} flag
 * @param {KindInfo} kind
 * @returns {string}
 */
function row(field, flag, kind) {
  if (kind.kind === 'record') return rows(kind.fields ?? [], `${flag}.`);
  if (kind.kind === 'list' && kind.item !== undefined) return row(field, `${flag}.0`, kind.item);
  const facts = [
    field.required && 'required',
    kind.kind === 'choice' ? kind.words?.join(' | ') : kind.kind,
    field.max !== undefined && `at most ${field.max} characters`,
    kind.most !== undefined && `${kind.least} to ${kind.most}`,
  ];
  return `  ${flag}\n      ${facts.filter(Boolean).join(', ')}\n      ${field.doc}\n`;
}
