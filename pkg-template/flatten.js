// @ts-check
// Parameters on their way into wasm: one flat string of tokens in the table's byte order, divided by
// NUL (the grammar stands in src/protocol/flat.rs). It knows JavaScript's values; it refuses to judge
// them: that is done once, in Rust, for all problems at once.

/**
 * What the table says of a parameter: its name, and what is inside when it is a record or a list.
 * @typedef {{ name: string, fields?: readonly Field[], item?: Field }} Field
 */

/**
 * The text so far and how many tokens it has. Made for each call, because reading a parameter may
 * run a getter, and a getter may make a call of its own.
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
 * Appends the tokens of a record to what goes before.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {unknown} params
 */
export function flatten(flat, fields, params) {
  const { text, tokens } = flat;
  try {
    appendRecord(flat, fields, params ?? {}, false);
  } catch {
    // A getter or a proxy threw: read again with care, to tell which.
    flat.text = text;
    flat.tokens = tokens;
    flattenCarefully(flat, fields, params);
  }
}

/**
 * The same for parameters that are not as they should be: says which text has a lone surrogate or a
 * NUL, and what can't be read at all.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {unknown} params
 */
export function flattenCarefully(flat, fields, params) {
  guarded(flat, () => appendRecord(flat, fields, params ?? {}, true));
}

/** @param {Flat} flat @param {string} token */
function append(flat, token) {
  flat.text += token;
  flat.tokens++;
}

/**
 * Appends what `run` appends, or that it threw.
 * @param {Flat} flat
 * @param {() => void} run
 */
function guarded(flat, run) {
  const { text, tokens } = flat;
  try {
    run();
  } catch {
    flat.text = text;
    flat.tokens = tokens;
    append(flat, '\0e');
  }
}

/**
 * Own properties only: what a polluted prototype offers is no parameter.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {any} value
 * @param {boolean} careful
 */
function appendRecord(flat, fields, value, careful) {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) {
    append(flat, describe(value));
    return;
  }
  const { text, tokens } = flat;
  const keys = Object.keys(value);
  append(flat, '\0{');
  if (appendFields(flat, fields, value, careful) === keys.length) return;
  // There are keys that are no parameters: their names go before the fields.
  flat.text = text;
  flat.tokens = tokens;
  appendUnknown(flat, fields, keys);
  appendFields(flat, fields, value, careful);
}

/**
 * Gives how many fields there are.
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {any} value
 * @param {boolean} careful
 */
function appendFields(flat, fields, value, careful) {
  let present = 0;
  for (const field of fields) {
    const { name } = field;
    if (!hasOwnProperty.call(value, name)) {
      append(flat, '\0');
      continue;
    }
    present++;
    if (careful) guarded(flat, () => appendValue(flat, field, value[name], true));
    else appendValue(flat, field, value[name], false);
  }
  return present;
}

/**
 * @param {Flat} flat
 * @param {readonly Field[]} fields
 * @param {string[]} keys
 */
function appendUnknown(flat, fields, keys) {
  const unknown = keys.filter((key) => !fields.some((field) => field.name === key)).slice(0, MOST_UNKNOWN);
  append(flat, `\0{${unknown.length}`);
  for (const key of unknown) append(flat, `\0${key.slice(0, 100).replaceAll('\0', '\uFFFD')}`);
}

/**
 * @param {Flat} flat
 * @param {Field} field
 * @param {any} value
 * @param {boolean} careful
 */
function appendValue(flat, field, value, careful) {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) append(flat, `\0l${value.length}`);
    else if (careful && value.includes('\0')) append(flat, '\0xa string with a NUL character');
    else if (careful && !wellFormed(value)) append(flat, '\0u');
    else append(flat, `\0s${value}`);
  } else if (value === undefined || value === null) {
    append(flat, '\0');
  } else if (field.fields !== undefined) {
    appendRecord(flat, field.fields, value, careful);
  } else if (field.item !== undefined && Array.isArray(value)) {
    appendList(flat, field.item, value, careful);
  } else {
    append(flat, describe(value));
  }
}

/**
 * @param {Flat} flat
 * @param {Field} item
 * @param {readonly any[]} values
 * @param {boolean} careful
 */
function appendList(flat, item, values, careful) {
  const { length } = values;
  if (length > LONGEST_LIST) {
    append(flat, `\0m${length}`);
    return;
  }
  append(flat, `\0[${length}`);
  for (let index = 0; index < length; index++) {
    if (careful) guarded(flat, () => appendValue(flat, item, values[index], true));
    else appendValue(flat, item, values[index], false);
  }
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
