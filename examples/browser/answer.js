// @ts-check
// What came back: as a tree and as the service wrote it. It knows how values, faults and XML are shown;
// it refuses to know what they mean.

import { byId, element } from '../../pkg-template/sandbox/page/element.js';

/** What `executed` says, for who reads it for the first time. @type {Record<string, string>} */
const EXECUTED = {
  no: 'The service certainly did not act.',
  unknown: 'The service may have acted: read the object, or call again with the same reference id, before anything else.',
};

/**
 * @param {string} operation
 * @param {import('./service.js').Came & { status: number, ms: number }} came
 */
export function showAnswer(operation, { status, value, error, attempts, ms }) {
  byId('answer-empty').hidden = true;
  const failed = error !== undefined;
  const xml = value?.$metadata.xml ?? error?.xml ?? error?.body ?? '';
  const head = element('p', { class: 'line' },
    element('strong', {}, operation), ' ', element('span', { class: 'status', 'data-ok': String(!failed) }, status === 0 ? 'no answer' : String(status)),
    ' ', element('span', { class: 'quiet' }, ms < 1 ? 'within a millisecond' : `${Math.round(ms)} ms`));
  const { $metadata, ...result } = value ?? {};
  const shown = failed ? [fault(error)] : [tree(result), fold('$metadata', tree($metadata ?? {}))];
  const raw = xml === '' ? [] : [fold('As the service wrote it', element('pre', { class: 'xml' }, element('code', {}, indented(xml))))];
  const tried = attempts.length > 1 ? [element('ol', { class: 'attempts', 'aria-label': 'Attempts' }, ...attempts.map(attempt))] : [];
  byId('answer').replaceChildren(head, ...tried, ...shown, ...raw);
}

/**
 * @param {string} operation
 * @param {boolean} stands whether time stands until it is moved
 * @param {() => void} stop
 */
export function showWaiting(operation, stands, stop) {
  const button = element('button', { type: 'button' }, 'Give up waiting');
  button.addEventListener('click', stop);
  byId('answer-empty').hidden = true;
  byId('answer').replaceChildren(
    element('p', { class: 'line' }, element('strong', {}, operation), ' ', element('span', { class: 'status' }, 'waiting')),
    element('p', {}, `No answer yet.${stands ? ' It may be waiting for the clock, which stands: move it above.' : ''} The client gives up after half a minute.`),
    button,
  );
}

/** @param {import('./service.js').Attempt} attempt */
function attempt({ attempt: number, status, code, ms, wait }) {
  const how = [status, code].filter((part) => part !== undefined).join(' ') || 'no answer';
  return element('li', {}, `Attempt ${number}: ${how}, ${Math.round(ms)} ms${wait > 0 ? `; then ${Math.round(wait)} ms of waiting` : ''}`);
}

/** @param {any} error */
function fault(error) {
  const { name, message, code, advice, executed, retryable, issues } = error;
  const rows = Object.entries({ code, executed, retryable, advice }).filter(([, value]) => value !== undefined && value !== '');
  return element('div', { class: 'fault' },
    element('p', {}, element('strong', {}, name), ' ', message),
    element('p', {}, EXECUTED[executed] ?? ''),
    tree(Object.fromEntries(rows)),
    ...(issues ?? []).map((/** @type {{ message: string }} */ issue) => element('p', {}, issue.message)));
}

/**
 * @param {string} title
 * @param {Node} content
 */
function fold(title, content) {
  return element('details', { class: 'part' }, element('summary', {}, title), element('div', { class: 'inner' }, content));
}

/**
 * Names and values; what has inner values folds.
 *
 * @param {any} value
 * @returns {HTMLElement}
 */
export function tree(value) {
  const rows = Object.entries(value).map(([name, inner]) => {
    const label = element('span', { class: 'name' }, Array.isArray(value) ? `[${name}]` : name);
    if (inner === null || typeof inner !== 'object') {
      return element('li', {}, label, ' ', element('code', { class: `is-${typeof inner}` }, typeof inner === 'string' ? inner : String(inner)));
    }
    if (Object.keys(inner).length === 0) return element('li', {}, label, ' ', element('code', {}, Array.isArray(inner) ? '[]' : '{}'));
    return element('li', {}, element('details', { open: true }, element('summary', {}, label), tree(inner)));
  });
  return element('ul', { class: 'values' }, ...rows);
}

/**
 * XML with each element on a line of its own. Text inside elements is left as it is.
 *
 * @param {string} xml
 */
export function indented(xml) {
  let depth = 0;
  const pieces = xml.replace(/>\s+</g, '><').split(/(?<=>)(?=<)/);
  return pieces.map((piece) => {
    const closes = piece.startsWith('</');
    if (closes) depth--;
    const line = '  '.repeat(Math.max(0, depth)) + piece;
    if (!closes && /^<[^?!]/.test(piece) && !/\/>$|<\/[^>]+>$/.test(piece)) depth++;
    return line;
  }).join('\n');
}
