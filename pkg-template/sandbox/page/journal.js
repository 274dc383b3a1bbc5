// @ts-check
// What happens, as it happens: calls with what was sent and answered, transitions, notifications,
// faults, and what buyer and Amazon did. The newest on top, and no more than a person would read.

import { byId, describe, element } from './element.js';
import { hour, step, words } from './words.js';

/** Rows that stand at most; also what may wait while it is paused. */
export const MOST = 200;

/** Milliseconds between two times that the list changes. */
const PACE = 50;

let paused = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {any[]} */
let waiting = [];
/** The row of a call that is not answered yet. @type {{ row: any, request: any } | undefined} */
let call;
/** @type {(id: string) => void} */
let onSelect = () => {};

/** @param {(id: string) => void} select */
export function startJournal(select) {
  onSelect = select;
  byId('pause').addEventListener('click', () => {
    paused = !paused;
    showWaiting();
  });
}

export function clearJournal() {
  waiting = [];
  call = undefined;
  byId('journal').replaceChildren();
  byId('journal-empty').hidden = false;
  writePause();
}

/** @param {any} entry */
export function addEntry(entry) {
  // In a flood the browser has other things to do than to show what is pushed out again at once.
  if (waiting.push(entry) > MOST) {
    waiting.shift();
    call = undefined;
  }
  timer ??= setTimeout(showWaiting, PACE);
}

function showWaiting() {
  timer = undefined;
  if (!paused) for (const entry of waiting.splice(0)) show(entry);
  writePause();
}

function writePause() {
  const button = byId('pause');
  button.setAttribute('aria-pressed', String(paused));
  button.textContent = paused ? `Resume (${waiting.length} new)` : 'Pause';
}

/** @param {any} entry */
function show(entry) {
  byId('journal-empty').hidden = true;
  if (entry.type === 'response') return answered(entry);
  const row = element('li');
  if (entry.type === 'request') {
    call = { row, request: entry };
    row.append(line(entry, entry.parameters.Action ?? entry.path));
  } else {
    row.append(line(entry, ...told(entry)));
  }
  put(row);
}

/** @param {HTMLElement} row */
function put(row) {
  const list = byId('journal');
  list.prepend(row);
  while (list.children.length > MOST) list.lastElementChild.remove();
}

/** @param {any} response */
function answered(response) {
  const { row, request } = call ?? { row: element('li'), request: undefined };
  if (!row.isConnected) put(row);
  call = undefined;
  const status = element('span', { class: 'status', 'data-ok': String(response.status < 400) }, `${response.status} ${response.code}`.trim());
  const operation = response.operation || request?.parameters.Action || 'request';
  const summary = element('summary', {}, hour(response.at), element('strong', {}, operation), status);
  const more = element('details', {}, summary);
  // Made when it is opened: two hundred answers are much text.
  more.addEventListener('toggle', () => more.children.length === 1 && more.append(exchange(request, response)), { once: true });
  row.replaceChildren(more);
}

/**
 * @param {any} request
 * @param {any} response
 */
function exchange(request, response) {
  const list = element('dl', { class: 'parameters' });
  describe(list, Object.entries(request?.parameters ?? {}));
  return element('div', { class: 'exchange' },
    element('p', { class: 'quiet' }, `${request?.method ?? ''} ${request?.path ?? ''}`),
    list,
    element('pre', {}, element('code', {}, response.body)),
    element('p', { class: 'quiet' }, `request id ${response.requestId}`));
}

/**
 * @param {any} entry
 * @param {...(Node | string)} what
 */
function line(entry, ...what) {
  return element('div', { class: 'line' }, hour(entry.at), element('span', {}, ...what));
}

/**
 * @param {any} entry
 * @returns {(Node | string)[]}
 */
function told(entry) {
  switch (entry.type) {
    case 'transition':
      return [...step(entry), ` ${words(entry.object)}, ${entry.trigger} `, link(entry.id)];
    case 'action':
      return [`${entry.actor}: ${words(entry.action)} `, link(entry.id)];
    case 'notification':
      return [`notification ${entry.notificationType ?? entry.notification} `, ...(entry.id ? [link(entry.id)] : [])];
    case 'fault':
      return [`fault ${entry.kind} struck ${entry.operation}`];
    default:
      return [entry.type];
  }
}

/** @param {string} id */
function link(id) {
  const button = element('button', { type: 'button', class: 'link' }, id);
  button.addEventListener('click', () => onSelect(id));
  return button;
}
