// @ts-check
// One object: what it is, what can be done to it, and what happened to it.

import { showActions } from './actions.js';
import { byId, describe, element } from './element.js';
import { badge, capital, hour, price, step, words } from './words.js';

/** Members that stand elsewhere. */
const ELSEWHERE = new Set(['id', 'type', 'state', 'children', 'history', 'actions']);

/**
 * @param {any} object nothing, where none is selected
 * @param {() => void} done called after an action
 */
export function showDetails(object, done) {
  const title = byId('details-title');
  byId('details-empty').hidden = object !== undefined;
  byId('details-body').hidden = object === undefined;
  title.textContent = object === undefined ? 'Details' : capital(words(object.type));
  if (object === undefined) return;
  byId('details-head').replaceChildren(badge(object.state), ' ', element('code', {}, object.id));
  describe(byId('facts'), Object.entries(object).filter(([name]) => !ELSEWHERE.has(name)).flatMap(fact));
  const inside = byId('details').contains(document.activeElement);
  showActions(object.id, object.actions, done);
  // The button that was pressed may be gone; who uses the keyboard goes on here.
  if (inside && !byId('details').contains(document.activeElement)) title.focus();
  byId('history').replaceChildren(...object.history.toReversed().map(event));
}

/**
 * @param {[string, any]} member
 * @returns {[string, string][]}
 */
function fact([name, value]) {
  if (value === null || value === '') return [];
  const text = typeof value === 'object' ? price(value) : String(value);
  return [[capital(words(name)), text]];
}

/** @param {any} entry */
function event(entry) {
  const what = entry.type === 'transition'
    ? [...step(entry), ` ${entry.trigger}`]
    : [`${entry.actor}: ${words(entry.action)}`];
  return element('li', { class: 'line' }, hour(entry.at), element('span', {}, ...what));
}
