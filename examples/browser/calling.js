// @ts-check
// The Call view: the form of an operation, what is signed of it, and what came of sending it. It knows one
// call at a time; what else there is in the page, it asks and tells.

import { AmazonPayError } from 'amazon-pay-wasm/slim';
import { tell } from '../../pkg-template/sandbox/page/control.js';
import { byId, element } from '../../pkg-template/sandbox/page/element.js';
import { showAnswer, showWaiting } from './answer.js';
import { code, showFields, showIssues } from './form.js';
import { operationNamed, sample, suggestions } from './samples.js';
import { showSigned } from './signing.js';
import { span } from './time.js';

/**
 * @typedef {object} Around
 * @property {() => import('./service.js').Service} service
 * @property {() => import('./samples.js').Known} known
 * @property {(operation: string, params: any) => void} sent told of each request
 * @property {(value: any) => Promise<unknown>} answered told of each answer, before it is done with
 */

/** Milliseconds before it is said that an answer is waited for. */
const PATIENCE = 300;

let operation = operationNamed('SetOrderReferenceDetails');
/** @type {() => any} */
let read = () => ({});
/** @type {Around} */
let around;
let underWay = false;

/** @param {Around} given */
export function startCalling(given) {
  around = given;
  const on = (/** @type {string} */ id, /** @type {string} */ event, /** @type {() => void} */ work) =>
    byId(id).addEventListener(event, (/** @type {Event} */ happened) => {
      happened.preventDefault();
      work();
    });
  on('operation', 'change', () => choose(byId('operation').value));
  on('form', 'submit', call);
  on('example', 'click', () => choose(operation.name));
  on('clear', 'click', () => choose(operation.name, {}));
}

/** What stands in the form. */
export function chosen() {
  return { operation: operation.name, params: read() };
}

/**
 * Shows the form of an operation.
 *
 * @param {string} [name] the one that is shown already if it is not told
 * @param {any} [params] what stands in it; example values if it is not told
 */
export function choose(name = operation.name, params) {
  operation = operationNamed(name);
  byId('operation').value = operation.name;
  byId('operation-doc').replaceChildren(...code(operation.doc));
  byId('operation-facts').replaceChildren(...facts(operation).map((fact) => element('li', {}, ...code(fact))));
  const suggest = (/** @type {any} */ field) => suggestions(field, around.known());
  read = showFields(byId('fields'), operation.params, params ?? sample(operation, around.known()), { changed: () => sign(false), suggest });
  sign(false);
}

/** @param {import('./samples.js').OperationInfo} operation */
function facts({ effect, key, quota, allowed, faults }) {
  const repeated = {
    read: 'Reads only.',
    keyed: `Safe to repeat with the same \`${key}\`.`,
    settles: 'Repeating it changes nothing more.',
    unkeyed: 'Each repetition acts again.',
  }[effect];
  const { capacity, perSecond } = quota.live;
  const restored = perSecond >= 1 ? `${perSecond} a second` : `one in ${span(1000 / perSecond)}`;
  return [
    `${repeated} ${capacity} calls at once, then ${restored}.`,
    ...(allowed === undefined ? [] : [`Allowed while the ${allowed.resource} is ${allowed.states.join(' or ')}, refused with \`${allowed.otherwise}\` otherwise.`]),
    ...(faults.length === 0 ? [] : [`May be refused with ${faults.map((fault) => `\`${fault}\``).join(', ')}.`]),
  ];
}

/**
 * Signs what stands in the form.
 *
 * @param {boolean} all tells issues also of fields that nobody has touched
 */
function sign(all) {
  const params = read();
  const service = around.service();
  let stages;
  /** @type {import('./form.js').Issue[]} */
  let issues = [];
  try {
    stages = service.pay.inspect(operation.name, params);
  } catch (error) {
    if (!AmazonPayError.is(error)) throw error;
    issues = /** @type {any} */ (error).issues ?? [{ path: '', code: '', message: /** @type {any} */ (error).message }];
  }
  const rest = showIssues(byId('fields'), issues, all);
  byId('form-issues').hidden = rest.length === 0;
  byId('form-issues').replaceChildren(...rest.map(({ message }) => element('li', {}, ...code(message))));
  showSigned(operation, params, stages, { count: issues.length, reachable: service.kind === 'http' });
  return { params, stages };
}

/** Sends what stands in the form. @returns {Promise<{ value?: any, error?: any }>} */
export async function call() {
  if (underWay) {
    tell('The last call has no answer yet.', true);
    return { error: new Error('the last call has no answer yet') };
  }
  const { params, stages } = sign(true);
  if (stages === undefined) {
    tell('Nothing was sent: see the fields that are marked.', true);
    /** @type {HTMLElement | null} */ (byId('fields').querySelector('[aria-invalid]'))?.focus();
    return { error: new Error('the parameters are wrong') };
  }
  const { name } = operation;
  const service = around.service();
  const stop = new AbortController();
  const started = performance.now();
  const slow = setTimeout(() => showWaiting(name, service.kind === 'page', () => stop.abort()), PATIENCE);
  let body = '';
  underWay = true;
  const came = await service.call(name, params, { retry: byId('retry').checked, signal: stop.signal, sent: (sent) => {
    body = sent;
    around.sent(name, params);
  } }).finally(() => {
    underWay = false;
    clearTimeout(slow);
  });
  // The very request that went, whatever its time; if its form still stands there.
  if (operation.name === name && service === around.service()) {
    const now = Date.parse(new URLSearchParams(body).get('Timestamp') ?? '');
    showSigned(operation, params, service.pay.inspect(name, params, { now }), { count: 0, reachable: service.kind === 'http', sent: true });
  }
  const { value, error } = came;
  const status = value?.$metadata.status ?? error?.status ?? 0;
  showAnswer(name, { ...came, status, ms: performance.now() - started });
  tell(error === undefined ? `${name}: answered ${status}.` : error.message, error !== undefined);
  await around.answered(value);
  // On a narrow screen it stands below.
  if (byId('answered').getBoundingClientRect().top > innerHeight - 120) byId('answered').scrollIntoView();
  return came;
}
