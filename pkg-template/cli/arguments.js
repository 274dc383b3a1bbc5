// @ts-check
// How flags are read. It knows their kinds and how to say what is wrong with one; it refuses to know
// which flags a command has.

import { parseArgs } from 'node:util';
import { quoted, suggestion } from '../nearest.js';

/** The command line was not used rightly. */
export class Misuse extends Error {}

/**
 * @typedef {{ type: 'string' | 'boolean', short?: string, multiple?: boolean }} Flag
 */

/**
 * @param {string[]} args
 * @param {Record<string, Flag>} flags
 * @param {boolean} [positionals] whether words that are no flags may stand there
 * @returns {{ values: Record<string, any>, positionals: string[] }}
 */
export function parsed(args, flags, positionals = false) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: positionals });
  } catch (error) {
    throw new Misuse(fault(/** @type {any} */ (error), args, Object.keys(flags)));
  }
}

/**
 * @param {{ code?: string, message: string }} error
 * @param {string[]} args
 * @param {string[]} known
 */
function fault({ code, message }, args, known) {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(flagName(arg))) ?? '';
    const nearest = suggestion(flagName(unknown), known).replace('`', '`--');
    return `unknown option ${quoted(unknown.split('=', 1)[0])}${nearest}`;
  }
  return message.split(/[.\n]/, 1)[0].toLowerCase();
}

/** @param {string} arg */
function flagName(arg) {
  return arg.replace(/^--?/, '').split('=', 1)[0];
}

/**
 * @param {string | undefined} text
 * @param {string} flag
 * @param {number} most
 * @returns {number | undefined}
 */
export function whole(text, flag, most) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value > most) {
    throw new Misuse(`\`--${flag}\` must be a whole number from 0 to ${most}, not ${quoted(text)}`);
  }
  return value;
}
