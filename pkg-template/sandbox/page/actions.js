// @ts-check
// What buyer and Amazon can do to an object, as buttons and small forms. Which actions there are, and
// what their arguments may be, the sandbox says.

import { attempt, send } from './control.js';
import { byId, element, offer, reconcile } from './element.js';
import { capital, words } from './words.js';

/** What arguments may be, by their names. @type {Record<string, any>} */
let choices = {};
let made = 0;

/** @param {Record<string, any>} known */
export function startActions(known) {
  choices = known;
}

/**
 * @param {string} id
 * @param {{ actor: string, action: string, arguments: string[] }[]} possible
 * @param {() => void} done
 */
export function showActions(id, possible, done) {
  for (const actor of ['buyer', 'amazon']) {
    const mine = possible.filter((action) => action.actor === actor);
    // Forms first, then the plain buttons in a row.
    mine.sort((one, other) => Math.sign(other.arguments.length) - Math.sign(one.arguments.length));
    reconcile(byId(actor), mine, ({ action }) => `${id} ${action}`, (action) => {
      const form = action.arguments.length === 0 ? button(action) : fields(action);
      form.addEventListener('submit', async (/** @type {Event} */ event) => {
        event.preventDefault();
        const body = { action: action.action, ...argumentsOf(form, action) };
        const path = `/sandbox/objects/${encodeURIComponent(id)}/${actor}`;
        await attempt(capital(words(action.action)), () => send('POST', path, body));
        done();
      });
      return element('li', {}, form);
    });
    byId(`${actor}-none`).hidden = mine.length > 0;
  }
}

/** @param {{ action: string }} action */
function button({ action }) {
  return element('form', {}, element('button', { type: 'submit' }, capital(words(action))));
}

/** @param {{ action: string, arguments: string[] }} action */
function fields({ action, arguments: names }) {
  const label = capital(words(action));
  const submit = element('button', { type: 'submit' }, label);
  const flat = names.flatMap((name) => (isGroup(name) ? Object.keys(choices[name]).map((part) => [part, name]) : [[name]]));
  const parts = flat.flatMap(([name, group]) => field(name, group, `${label}: `));
  if (flat.length === 1) return element('form', { class: 'row' }, ...parts, submit);
  // What has many fields is folded away until it is wanted.
  const folded = element('details', {}, element('summary', {}, label), element('div', { class: 'grid' }, ...parts, submit));
  return element('form', {}, folded);
}

/**
 * @param {string} name
 * @param {string | undefined} group
 * @param {string} spoken said before the label to who can't see where it stands
 */
function field(name, group, spoken) {
  const id = `field-${++made}`;
  const known = group === undefined ? choices[name] : undefined;
  const input = Array.isArray(known)
    ? element('select', { id, name })
    : element('input', { id, name, type: 'text', autocomplete: 'off', value: group === undefined ? '' : (choices[group][name] ?? '') });
  if (Array.isArray(known)) offer(input, known);
  return [element('label', { for: id }, element('span', { class: 'hidden' }, spoken), capital(words(name))), input];
}

/**
 * What was chosen and typed; what was left empty is not said.
 *
 * @param {HTMLFormElement} form
 * @param {{ arguments: string[] }} action
 */
function argumentsOf(form, { arguments: names }) {
  const read = (/** @type {string} */ name) => /** @type {any} */ (form.elements.namedItem(name));
  const given = (/** @type {string[]} */ all) =>
    Object.fromEntries(all.map((name) => [name, valueOf(read(name), choices[name])]).filter(([, value]) => value !== ''));
  const body = given(names.filter((name) => !isGroup(name)));
  for (const name of names.filter(isGroup)) body[name] = given(Object.keys(choices[name]));
  return body;
}

/**
 * @param {any} input
 * @param {any} known
 */
function valueOf(input, known) {
  return input instanceof HTMLSelectElement && Array.isArray(known) ? known[input.selectedIndex].value : input.value.trim();
}

/** @param {string} name */
function isGroup(name) {
  return choices[name] !== undefined && !Array.isArray(choices[name]);
}
