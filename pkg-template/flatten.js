// @ts-check
// Parameters on their way into wasm: one flat string of tokens in the table's order, divided by NUL
// (the grammar stands in src/protocol/flat.rs). It knows JavaScript's values; it refuses to judge
// them: that is done once, in Rust, for all problems at once.

/**
 * What the table says of a parameter: its name, and what is inside when it is a record or a list.
 * @typedef {{ name: string, fields?: readonly Field[], item?: Field }} Field
 */

/** Longer texts are refused without being sent. As `LONGEST_TEXT` in flat.rs. */
const LONGEST_TEXT = 100_000;
/** Longer lists are refused without being read. As `LONGEST_LIST` in flat.rs. */
const LONGEST_LIST = 1000;
/** A record with more keys than any operation has is refused by its first unknown ones. */
const MOST_UNKNOWN = 32;

const { hasOwn } = Object;

/**
 * Appends the tokens of a record to `tokens`, which hold what goes before.
 * @param {string[]} tokens
 * @param {readonly Field[]} fields
 * @param {unknown} params
 */
export function flatten(tokens, fields, params) {
  const start = tokens.length;
  try {
    appendRecord(tokens, fields, params ?? {});
  } catch {
    // A getter or a proxy threw: read again with care, to tell which.
    tokens.length = start;
    flattenCarefully(tokens, fields, params);
  }
}

/**
 * The same for parameters that are not as they should be: says which text has a lone surrogate or a
 * NUL, and what can't be read at all.
 * @param {string[]} tokens
 * @param {readonly Field[]} fields
 * @param {unknown} params
 */
export function flattenCarefully(tokens, fields, params) {
  const start = tokens.length;
  try {
    appendRecord(tokens, fields, params ?? {}, true);
  } catch {
    tokens.length = start;
    tokens.push('e');
  }
}

/**
 * Own properties only: what a polluted prototype offers is no parameter.
 * @param {string[]} tokens
 * @param {readonly Field[]} fields
 * @param {any} value
 * @param {boolean} [careful]
 */
function appendRecord(tokens, fields, value, careful) {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) {
    tokens.push(describe(value));
    return;
  }
  const at = tokens.push('{') - 1;
  let present = 0;
  for (const field of fields) {
    const { name } = field;
    if (!hasOwn(value, name)) {
      tokens.push('');
      continue;
    }
    present++;
    if (careful) appendWithCare(tokens, field, value, name);
    else appendValue(tokens, field, value[name]);
  }
  const keys = Object.keys(value);
  if (keys.length > present) insertUnknown(tokens, at, fields, keys);
}

/**
 * @param {string[]} tokens
 * @param {number} at where the record's token stands
 * @param {readonly Field[]} fields
 * @param {string[]} keys
 */
function insertUnknown(tokens, at, fields, keys) {
  const known = new Set(fields.map((field) => field.name));
  const unknown = keys
    .filter((key) => !known.has(key))
    .slice(0, MOST_UNKNOWN)
    .map((key) => key.slice(0, 100).replaceAll('\0', '\uFFFD'));
  tokens[at] = `{${unknown.length}`;
  tokens.splice(at + 1, 0, ...unknown);
}

/**
 * @param {string[]} tokens
 * @param {Field} field
 * @param {any} value
 * @param {boolean} [careful]
 */
function appendValue(tokens, field, value, careful) {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) tokens.push(`l${value.length}`);
    else if (careful && value.includes('\0')) tokens.push('xtext with a NUL character');
    else if (careful && !wellFormed(value)) tokens.push('u');
    else tokens.push(`s${value}`);
  } else if (value === undefined || value === null) {
    tokens.push('');
  } else if (field.fields !== undefined) {
    appendRecord(tokens, field.fields, value, careful);
  } else if (field.item !== undefined && Array.isArray(value)) {
    appendList(tokens, field.item, value, careful);
  } else {
    tokens.push(describe(value));
  }
}

/**
 * @param {string[]} tokens
 * @param {Field} item
 * @param {readonly any[]} values
 * @param {boolean} [careful]
 */
function appendList(tokens, item, values, careful) {
  const { length } = values;
  if (length > LONGEST_LIST) {
    tokens.push(`m${length}`);
    return;
  }
  tokens.push(`[${length}`);
  for (let index = 0; index < length; index++) {
    if (careful) appendWithCare(tokens, item, values, index);
    else appendValue(tokens, item, values[index]);
  }
}

/**
 * @param {string[]} tokens
 * @param {Field} field
 * @param {any} holder
 * @param {string | number} key
 */
function appendWithCare(tokens, field, holder, key) {
  const start = tokens.length;
  try {
    appendValue(tokens, field, holder[key], true);
  } catch {
    tokens.length = start;
    tokens.push('e');
  }
}

/** @param {any} value @returns {string} */
function describe(value) {
  switch (typeof value) {
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return Number.isFinite(value) ? `n${value}` : `x${value}`;
    case 'string':
      return value.length > LONGEST_TEXT ? `l${value.length}` : 'xa string';
    case 'object':
      if (value === null) return 'xnull';
      if (Array.isArray(value)) return 'xan array';
      return value instanceof Date ? 'xa Date (give its toISOString())' : 'xan object';
    default:
      return `xa ${typeof value}`;
  }
}

/**
 * Whether the text has no lone surrogate, and so has a UTF-8 form.
 * @param {string} text
 */
export function wellFormed(text) {
  // Node 20, and every browser since 2023. TypeScript's ES2022 does not know it.
  const native = /** @type {{ isWellFormed?: () => boolean }} */ (/** @type {unknown} */ (text));
  return native.isWellFormed ? native.isWellFormed() : !/\p{Surrogate}/u.test(text);
}
