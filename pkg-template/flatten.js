// @ts-check
// Parameters on their way into wasm: one flat string of tokens in the table's byte order, divided by
// NUL (the grammar stands in src/protocol/flat.rs). It knows JavaScript's values; it refuses to judge
// them: that is done once, in Rust, for all problems at once.

/**
 * What the table says of a parameter: its name, and what is inside when it is a record or a list.
 * @typedef {{ name: string, fields?: readonly Field[], item?: Field }} Field
 */

/**
 * A text and how many tokens it has. Made for each call, because reading a parameter may run a
 * getter, and a getter may make a call of its own.
 * @typedef {{ text: string, tokens: number }} Flat
 */

/** Longer texts are refused without being sent. As `LONGEST_TEXT` in flat.rs. */
const LONGEST_TEXT = 100_000;
/** Longer lists are refused without being read. As `LONGEST_LIST` in flat.rs. */
const LONGEST_LIST = 1000;
/** Of a record with more unknown keys than this, the first are named. */
const MOST_UNKNOWN = 32;

const { hasOwnProperty } = Object.prototype;

/**
 * The tokens of a record, each with a NUL before it.
 * @param {readonly Field[]} fields
 * @param {unknown} params
 * @returns {Flat}
 */
export function flatten(fields, params) {
  const flat = { text: '', tokens: 1 };
  try {
    flat.text = record(flat, fields, params ?? {}, false);
  } catch {
    // A getter or a proxy threw: read again with care, to tell which.
    return flattenCarefully(fields, params);
  }
  return flat;
}

/**
 * The same for parameters that are not as they should be: says which text has a lone surrogate or a
 * NUL, and what can't be read at all.
 * @param {readonly Field[]} fields
 * @param {unknown} params
 * @returns {Flat}
 */
export function flattenCarefully(fields, params) {
  const flat = { text: '', tokens: 1 };
  flat.text = guarded(flat, () => record(flat, fields, params ?? {}, true));
  return flat;
}

/**
 * What `run` gives, or that it threw.
 * @param {Flat} flat
 * @param {() => string} run
 */
function guarded(flat, run) {
  const { tokens } = flat;
  try {
    return run();
  } catch {
    flat.tokens = tokens;
    return '\0e';
  }
}

/**
 * Own properties only: what a polluted prototype offers is no parameter. Whoever asks for a value has
 * counted its first token.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {any} given
 * @param {boolean} careful
 */
function record(flat, fields, given, careful) {
  if (typeof given !== 'object' || Array.isArray(given) || given instanceof Date) return describe(given);
  const keys = Object.keys(given);
  flat.tokens += fields.length;
  let present = 0;
  let text = '';
  for (const field of fields) {
    const { name } = field;
    if (hasOwnProperty.call(given, name)) {
      present++;
      text += careful ? guarded(flat, () => value(flat, field, given[name], true)) : value(flat, field, given[name], false);
    } else {
      text += '\0';
    }
  }
  return (present === keys.length ? '\0{' : unknown(flat, fields, keys)) + text;
}

/**
 * How a record begins that has keys which are no parameters: their names go before the fields.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {string[]} keys
 */
function unknown(flat, fields, keys) {
  const names = keys.filter((key) => !fields.some((field) => field.name === key)).slice(0, MOST_UNKNOWN);
  flat.tokens += names.length;
  return [`\0{${names.length}`, ...names.map((name) => name.slice(0, 100).replaceAll('\0', '\uFFFD'))].join('\0');
}

/**
 * @param {Flat} flat
 * @param {Field} field
 * @param {any} given
 * @param {boolean} careful
 * @returns {string}
 */
function value(flat, field, given, careful) {
  if (typeof given === 'string') {
    if (given.length > LONGEST_TEXT) return `\0l${given.length}`;
    if (careful && given.includes('\0')) return '\0xa string with a NUL character';
    if (careful && !wellFormed(given)) return '\0u';
    return `\0s${given}`;
  }
  if (given === undefined || given === null) return '\0';
  if (field.fields !== undefined) return record(flat, field.fields, given, careful);
  if (field.item !== undefined && Array.isArray(given)) return list(flat, field.item, given, careful);
  return describe(given);
}

/**
 * @param {Flat} flat
 * @param {Field} item
 * @param {readonly any[]} given
 * @param {boolean} careful
 */
function list(flat, item, given, careful) {
  const { length } = given;
  if (length > LONGEST_LIST) return `\0m${length}`;
  flat.tokens += length;
  let text = `\0[${length}`;
  for (let index = 0; index < length; index++) {
    text += careful ? guarded(flat, () => value(flat, item, given[index], true)) : value(flat, item, given[index], false);
  }
  return text;
}

/** @param {any} value @returns {string} */
function describe(value) {
  switch (typeof value) {
    case 'boolean':
      return value ? '\0t' : '\0f';
    case 'number':
      return Number.isFinite(value) ? `\0n${value}` : `\0x${value}`;
    case 'string':
      return '\0xa string';
    case 'object':
      if (value === null) return '\0xnull';
      if (Array.isArray(value)) return '\0xan array';
      return value instanceof Date ? '\0xa Date (give its toISOString())' : '\0xan object';
    default:
      return `\0xa ${typeof value}`;
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
