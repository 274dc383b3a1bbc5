// @ts-check
// How elements are made and kept. All text goes in as text, never as markup: what callers of the
// sandbox write into notes and ids is theirs, and may be hostile.

/** @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

/**
 * @param {string} name
 * @param {Record<string, any>} [properties] `class`, attributes with a dash, `role`; else properties
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'class' || key === 'for' || key.includes('-')) made.setAttribute(key, value);
    else /** @type {any} */ (made)[key] = value;
  }
  made.append(...children);
  return made;
}

/**
 * Names and values as a description list.
 *
 * @param {HTMLElement} list
 * @param {[string, string | Node][]} rows
 */
export function describe(list, rows) {
  list.replaceChildren(...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

/**
 * Brings a list's children to what the items say, in their order. What stands already is kept, and
 * with it focus and what was typed.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => HTMLElement} make
 * @param {(child: HTMLElement, item: T) => void} [update] called where the item has changed
 */
export function reconcile(list, items, key, make, update) {
  const known = new Map(Array.from(list.children, (child) => [/** @type {any} */ (child).itemKey, child]));
  const wanted = new Set(items.map(key));
  for (const [name, child] of known) if (!wanted.has(name)) child.remove();
  let place = list.firstElementChild;
  for (const item of items) {
    let child = /** @type {any} */ (known.get(key(item)));
    const written = JSON.stringify(item);
    if (child === undefined) {
      child = make(item);
      child.itemKey = key(item);
      child.written = written;
      update?.(child, item);
    } else if (child.written !== written) {
      child.written = written;
      update?.(child, item);
    }
    if (child === place) place = child.nextElementSibling;
    else list.insertBefore(child, place);
  }
}

/**
 * The options of a select.
 *
 * @param {HTMLElement} select
 * @param {{ value: any, label?: string }[]} choices
 */
export function offer(select, choices) {
  const options = choices.map(({ value, label }) => {
    const says = label === undefined ? String(value) : typeof value === 'string' && value !== '' ? `${value} · ${label}` : label;
    return element('option', { value: String(value) }, says);
  });
  select.replaceChildren(...options);
}
