// @ts-check
// A form for the parameters of an operation, made from the table. It knows how each kind of field is
// entered and read; what is valid, the client says, and its issues go to the fields they belong to.

import { element } from '../../pkg-template/sandbox/page/element.js';
import { capital } from '../../pkg-template/sandbox/page/words.js';

/**
 * @typedef {import('amazon-pay-wasm/operations').FieldInfo} FieldInfo
 * @typedef {import('amazon-pay-wasm/operations').KindInfo} KindInfo
 * @typedef {{ path: string, code: string, message: string }} Issue
 * @typedef {{ node: HTMLElement, read: () => any }} Part a field in the page, and what was entered
 */

/** @typedef {{ root: HTMLElement, changed: () => void, suggest: (field: FieldInfo) => string[] }} Surroundings */

/**
 * @param {HTMLElement} root emptied, and filled with the fields
 * @param {readonly FieldInfo[]} fields
 * @param {any} values what stands in them at first
 * @param {{ changed: () => void, suggest: (field: FieldInfo) => string[] }} told
 * @returns {() => any} reads the parameters
 */
export function showFields(root, fields, values, told) {
  const inner = record(fields, '', values, { root, ...told });
  root.replaceChildren(...inner.nodes);
  if (fields.length === 0) root.append(element('p', { class: 'quiet' }, 'This operation takes no parameters.'));
  return () => inner.read() ?? {};
}

/**
 * Puts issues beside their fields.
 *
 * @param {HTMLElement} root
 * @param {Issue[]} issues
 * @param {boolean} all also of fields that nobody has touched yet
 * @returns {Issue[]} those that belong to no field here
 */
export function showIssues(root, issues, all) {
  const rest = new Map(issues.map((issue) => [issue.path, issue]));
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-path]'))) {
    const path = place.dataset.path ?? '';
    const issue = rest.get(path);
    rest.delete(path);
    const shown = issue !== undefined && (all || place.dataset.touched === 'yes');
    const note = /** @type {HTMLElement} */ (place.querySelector(':scope > .issue'));
    note.textContent = shown ? issue.message.replaceAll('`', '') : '';
    note.hidden = !shown;
    const input = place.querySelector(':scope > input, :scope > select');
    if (shown) input?.setAttribute('aria-invalid', 'true');
    else input?.removeAttribute('aria-invalid');
    if (shown) for (let fold = place.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
  }
  return [...rest.values()];
}

/**
 * @param {readonly FieldInfo[]} fields
 * @param {string} before the path
 * @param {any} values
 * @param {Surroundings} around
 */
function record(fields, before, values, around) {
  const parts = fields.map((field) => /** @type {const} */ ([field.name, part(field, field.name, before + field.name, values?.[field.name], around)]));
  const read = () => {
    const found = parts.map(([name, { read }]) => [name, read()]).filter(([, value]) => value !== undefined);
    return found.length === 0 ? undefined : Object.fromEntries(found);
  };
  return { nodes: parts.map(([, { node }]) => node), read };
}

/**
 * @param {FieldInfo} field whose documentation and limits count
 * @param {string} label
 * @param {string} path
 * @param {any} value
 * @param {Surroundings} around
 * @param {KindInfo} [kind]
 * @returns {Part}
 */
function part(field, label, path, value, around, kind = field) {
  if (kind.kind === 'record') {
    const inner = record(kind.fields ?? [], `${path}.`, value, around);
    const node = group(field, label, path, inner.nodes, value !== undefined || field.required);
    return { node, read: () => inner.read() ?? (field.required ? {} : undefined) };
  }
  if (kind.kind === 'list' && kind.item !== undefined) return list(field, label, path, value, around, kind.item);
  return scalar(field, label, path, value, around, kind);
}

/**
 * @param {FieldInfo} field
 * @param {string} label
 * @param {string} path
 * @param {(Node | string)[]} inner
 * @param {boolean} open
 */
function group(field, label, path, inner, open) {
  const summary = element('summary', {}, element('span', { class: 'name' }, label), mark(field));
  const fold = element('details', { open }, summary, element('div', { class: 'inner' }, hint(field), ...inner));
  return element('div', { class: 'group', role: 'group', 'aria-label': label, 'data-path': path }, fold, issueNote(path));
}

/**
 * @param {FieldInfo} field
 * @param {string} label
 * @param {string} path
 * @param {any} values
 * @param {Surroundings} around
 * @param {KindInfo} item
 * @returns {Part}
 */
function list(field, label, path, values, around, item) {
  /** @type {Part[]} */
  let parts = [];
  const body = element('div', { class: 'items' });
  const add = element('button', { type: 'button' }, `Add to ${label}`);
  const draw = (/** @type {any[]} */ given) => {
    parts = given.map((value, at) => part({ ...field, required: false, max: undefined, doc: '' }, `${label} ${at + 1}`, `${path}[${at}]`, value, around, item));
    body.replaceChildren(...parts.map(({ node }, at) => {
      const remove = element('button', { type: 'button', 'aria-label': `Remove ${label} ${at + 1}` }, 'Remove');
      remove.addEventListener('click', () => {
        draw(parts.map((one) => one.read()).toSpliced(at, 1));
        add.focus();
        around.changed();
      });
      return element('div', { class: 'item' }, node, remove);
    }));
  };
  add.addEventListener('click', () => {
    draw([...parts.map((one) => one.read()), item.kind === 'record' ? {} : undefined]);
    /** @type {HTMLElement | null} */ (body.lastElementChild?.querySelector('input, select') ?? null)?.focus();
    around.changed();
  });
  draw(values ?? []);
  const node = group(field, label, path, [body, add], values !== undefined || field.required);
  const read = () => (parts.length === 0 ? (field.required ? [] : undefined) : parts.map((one) => one.read() ?? (item.kind === 'record' ? {} : '')));
  return { node, read };
}

/**
 * @param {FieldInfo} field
 * @param {string} label
 * @param {string} path
 * @param {any} value
 * @param {Surroundings} around
 * @param {KindInfo} kind
 * @returns {Part}
 */
function scalar(field, label, path, value, around, kind) {
  const id = `param-${path}`;
  const words = kind.kind === 'flag' ? ['true', 'false'] : kind.words;
  const described = `${id}-hint ${id}-issue`;
  const input = words === undefined
    ? element('input', { id, autocomplete: 'off', 'aria-describedby': described, ...inputOf(kind) })
    : element('select', { id, 'aria-describedby': described }, element('option', { value: '' }, '—'), ...words.map((/** @type {string} */ word) => element('option', { value: word }, word)));
  input.value = value === undefined ? '' : String(value);
  if (field.required) input.setAttribute('aria-required', 'true');
  const more = [];
  const suggested = words === undefined ? around.suggest(field) : [];
  if (suggested.length > 0) {
    more.push(element('datalist', { id: `${id}-known` }, ...suggested.map((one) => element('option', { value: one }))));
    input.setAttribute('list', `${id}-known`);
  }
  const node = element('div', { class: 'field', 'data-path': path },
    element('label', { for: id }, element('span', { class: 'name' }, label), mark(field)), input, ...more, hint(field, id, kind), issueNote(path));
  input.addEventListener('input', () => {
    node.dataset.touched = 'yes';
    around.changed();
  });
  return { node, read: () => converted(input.value, kind) };
}

/** @param {KindInfo} kind */
function inputOf({ kind }) {
  const inputMode = { amount: 'decimal', decimal: 'decimal', integer: 'numeric' }[/** @type {string} */ (kind)];
  return { type: 'text', spellcheck: false, ...(inputMode !== undefined && { inputMode }) };
}

/**
 * @param {string} text
 * @param {KindInfo} kind
 */
function converted(text, { kind }) {
  if (text === '') return undefined;
  if (kind === 'flag') return text === 'true';
  // What is no number goes as it is, so that the client says what is wrong with it.
  return kind === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** @param {FieldInfo} field */
function mark({ required }) {
  return required ? element('span', { class: 'must' }, 'required') : '';
}

/**
 * @param {FieldInfo} field
 * @param {string} [id]
 * @param {KindInfo} [kind]
 */
function hint({ doc, max, defaultFrom, needs, excludes, ...rest }, id, kind) {
  const facts = [
    kind !== undefined && !['choice', 'flag', 'id', 'text'].includes(kind.kind) && kind.kind,
    max !== undefined && `at most ${max} characters`,
    kind?.most !== undefined && `${kind.least} to ${kind.most}`,
    rest.default !== undefined && `${rest.default} if left out`,
    defaultFrom !== undefined && `from the ${defaultFrom === 'region' ? 'region' : `option ${defaultFrom}`} if left out`,
    needs !== undefined && `needs ${needs}`,
    excludes !== undefined && `not together with ${excludes}`,
  ].filter(Boolean);
  const text = [capital(facts.join(', ')), doc].filter((said) => said !== '').join('. ');
  return element('p', { class: 'hint', ...(id !== undefined && { id: `${id}-hint` }) }, ...code(text));
}

/** @param {string} path */
function issueNote(path) {
  return element('p', { class: 'issue', id: `param-${path}-issue`, hidden: true });
}

/**
 * Text of the table, in which names stand between backticks; without the sections that it has its facts
 * from, which a reader of the page does not have.
 *
 * @param {string} text
 */
export function code(text) {
  return text.replace(/ \((?:operations|behaviour) [\d., ]+\)/g, '').split('`').map((piece, at) => (at % 2 === 1 ? element('code', {}, piece) : piece));
}
