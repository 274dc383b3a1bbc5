// @ts-check
// What an option may hold. It knows kinds of values and how to say what is wrong with one; it
// refuses to know which options there are. No message quotes a value: it may be a secret in the
// wrong place.

import { ConfigurationError } from './errors.js';
import { quoted, suggestion } from './nearest.js';

/** Milliseconds that a timer can hold. */
const LONGEST = 2 ** 31 - 1;

/**
 * Gives a value back in the form in which it is kept, or throws.
 *
 * @typedef {(value: any, name: string) => any} Check
 */

/**
 * Reads an object's own options, each through its check. `undefined` and `null` mean: not given, as
 * options and as the whole. What a polluted prototype offers is no option.
 *
 * @param {unknown} given
 * @param {Record<string, Check>} known
 * @param {string} word what an option is called in messages
 * @returns {Record<string, any>}
 */
export function read(given, known, word) {
  /** @type {Record<string, any>} */
  const options = Object.create(null);
  if (given === undefined || given === null) return options;
  if (typeof given !== 'object') {
    throw new ConfigurationError(`${word}s must be an object`, { option: 'options' });
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new ConfigurationError(
        `unknown ${word} ${quoted(name)}${suggestion(name, Object.keys(known))}`,
        { option: name },
      );
    }
    const value = /** @type {any} */ (given)[name];
    if (value !== undefined && value !== null) options[name] = known[name](value, name);
  }
  return options;
}

/**
 * @param {string} name
 * @param {string} fault
 */
export function wrong(name, fault) {
  return new ConfigurationError(`\`${name}\` ${fault}`, { option: name });
}

/** @param {unknown} value */
export function anything(value) {
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function text(value, name) {
  if (typeof value !== 'string') throw wrong(name, `must be a string, not ${kind(value)}`);
  if (value === '') throw wrong(name, 'must not be empty');
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function id(value, name) {
  const given = text(value, name);
  if (given.includes('\0')) throw wrong(name, 'holds a NUL character');
  // Half a surrogate pair has no UTF-8 form, so it could be neither signed nor sent.
  if (/\p{Surrogate}/u.test(given)) throw wrong(name, 'holds half a surrogate pair');
  return given;
}

/** @param {string[]} words */
export function choice(words) {
  return (/** @type {unknown} */ value, /** @type {string} */ name) => {
    if (words.includes(/** @type {string} */ (value))) return value;
    throw wrong(name, `must be one of ${words.map((word) => `'${word}'`).join(', ')}`);
  };
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function flag(value, name) {
  if (typeof value !== 'boolean') throw wrong(name, `must be true or false, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function currency(value, name) {
  if (!/^[A-Z]{3}$/.test(text(value, name))) throw wrong(name, 'must be three capital letters');
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function object(value, name) {
  if (typeof value !== 'object') throw wrong(name, `must be an object, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function callable(value, name) {
  if (typeof value !== 'function') throw wrong(name, `must be a function, not ${kind(value)}`);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function milliseconds(value, name) {
  if (typeof value !== 'number' || !(value >= 1 && value <= LONGEST)) {
    throw wrong(name, `must be a number of milliseconds from 1 to ${LONGEST}`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
export function moment(value, name) {
  if (!Number.isSafeInteger(value)) throw wrong(name, 'must be whole milliseconds since 1970');
  return value;
}

/**
 * How many attempts a call may take.
 *
 * @param {any} value
 * @param {string} name
 */
export function attempts(value, name) {
  if (value === false) return 1;
  if (typeof value !== 'object') throw wrong(name, `must be false or an object, not ${kind(value)}`);
  return read(value, { attempts: count }, 'retry option').attempts ?? 4;
}

/**
 * @param {any} value
 * @param {string} name
 */
function count(value, name) {
  if (!Number.isInteger(value) || value < 1 || value > 100) {
    throw wrong(`retry.${name}`, 'must be a whole number from 1 to 100');
  }
  return value;
}

/**
 * @param {any} value
 * @param {string} name
 */
export function pacing(value, name) {
  if (typeof value === 'boolean') return value;
  if (typeof value?.take === 'function') return value;
  throw wrong(name, 'must be true, false or a store with the method `take`');
}

/**
 * @param {any} value
 * @param {string} name
 */
export function application(value, name) {
  const { name: called, version } = read(object(value, name), { name: label, version: label }, 'application option');
  if (called === undefined) throw wrong(`${name}.name`, 'is missing');
  return { name: called, version };
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function label(value, name) {
  // What a header can hold everywhere.
  if (!/^[\x20-\x7e]{1,128}$/.test(text(value, `application.${name}`))) {
    throw wrong(`application.${name}`, 'must be at most 128 printable ASCII characters');
  }
  return value;
}

/** @param {string[]} names */
export function methods(...names) {
  return (/** @type {any} */ value, /** @type {string} */ name) => {
    for (const method of names) {
      if (typeof value?.[method] !== 'function') throw wrong(name, `must have the method \`${method}\``);
    }
    return value;
  };
}

/**
 * @param {any} value
 * @param {string} name
 */
export function signal(value, name) {
  if (typeof value?.aborted === 'boolean' && typeof value.addEventListener === 'function') return value;
  throw wrong(name, 'must be an AbortSignal');
}

/** @param {unknown} value */
function kind(value) {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
