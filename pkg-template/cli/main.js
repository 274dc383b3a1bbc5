// @ts-check
// Which commands there are. It knows their names and how a failure is told to a person; it refuses
// to know what a command does. Each is loaded only when it is asked for.

import { AmazonPayError } from '../errors.js';
import { quoted, suggestion } from '../nearest.js';
import { version } from '../table.js';
import { Misuse } from './arguments.js';

/** Exit codes: it did not work; it was not asked for rightly. */
const FAILED = 1;
const MISUSED = 2;

/** @type {Record<string, () => Promise<{ run(args: string[]): Promise<number> }>>} */
const COMMANDS = {
  sandbox: () => import('./sandbox.js'),
  call: () => import('./call.js'),
  diagnose: () => import('./diagnose.js'),
  verify: () => import('./verify.js'),
  operations: () => import('./operations.js'),
  scratchpad: () => import('./scratchpad.js'),
};

const HELP = `amazon-pay-wasm ${version}: Amazon Pay's legacy payment API, and a sandbox of it on your own machine

  amazon-pay-wasm sandbox             start a sandbox over HTTP
  amazon-pay-wasm call <Operation>    call one operation, signed
  amazon-pay-wasm diagnose [ID]       find out why nothing works
  amazon-pay-wasm verify [FILE]       check a notification
  amazon-pay-wasm operations [NAME]   what can be called, and with what
  amazon-pay-wasm scratchpad          a web page to explore the API with

  --help, -h      after a command: all about it
  --version, -v   the version

Exit codes: 0 done, 1 it did not work and certainly nothing was done, 2 not asked for rightly, 3 it may
have been done.
An unofficial tool. The sandbox needs no account, and nothing of it leaves this machine.
`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function main([name, ...args]) {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return name === undefined ? MISUSED : 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    if (!Object.hasOwn(COMMANDS, name)) {
      throw new Misuse(`unknown command ${quoted(name)}${suggestion(name, Object.keys(COMMANDS))}`);
    }
    const { run } = await COMMANDS[name]();
    return await run(args);
  } catch (error) {
    if (!(error instanceof Misuse || AmazonPayError.is(error))) throw error;
    const { message } = /** @type {Error} */ (error);
    process.stderr.write(`amazon-pay-wasm: ${message}\n`);
    if (!(error instanceof Misuse)) return FAILED;
    process.stderr.write(`see \`amazon-pay-wasm ${Object.hasOwn(COMMANDS, name) ? `${name} ` : ''}--help\`\n`);
    return MISUSED;
  }
}
