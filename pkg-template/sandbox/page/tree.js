// @ts-check
// Objects and what hangs on them, the newest on top. It knows one row for each, and which is selected.

import { byId, element, reconcile } from './element.js';
import { badge, capital, price, words } from './words.js';

/** @type {string | undefined} */
let selected;
/** @type {(id: string) => void} */
let onSelect = () => {};

/** @param {(id: string) => void} select */
export function startTree(select) {
  onSelect = select;
}

/** @param {any[]} objects */
export function showTree(objects) {
  byId('objects-empty').hidden = objects.length > 0;
  branch(byId('tree'), objects);
}

/** @param {string | undefined} id */
export function markSelected(id) {
  selected = id;
  for (const button of byId('tree').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.value === id));
  }
}

/**
 * @param {HTMLElement} list
 * @param {any[]} objects
 */
function branch(list, objects) {
  reconcile(list, objects, ({ id }) => id, row, update);
}

/** @param {any} object */
function row({ id }) {
  const button = element('button', { type: 'button', class: 'node', value: id, 'aria-pressed': String(id === selected) });
  button.addEventListener('click', () => onSelect(id));
  return element('li', {}, button, element('ul'));
}

/**
 * @param {HTMLElement} item
 * @param {any} object
 */
function update(item, object) {
  const [button, list] = /** @type {any} */ (item.children);
  button.replaceChildren(
    element('span', { class: 'kind' }, capital(words(object.type))),
    badge(object.state),
    element('span', { class: 'amount' }, price(object.orderTotal ?? object.amount)),
    element('span', { class: 'id' }, object.id),
    element('span', { class: 'reason' }, object.reasonCode ?? ''),
  );
  branch(list, object.children);
}
