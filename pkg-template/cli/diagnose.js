// @ts-check
// `amazon-pay-wasm diagnose`: what is wrong with keys, clock, region and connection, and what to do.
// It knows how it is asked and how it exits; what is wrong is the client's to say.

import { AmazonPay } from '../entries/inline.js';
import { quoted } from '../nearest.js';
import { version } from '../table.js';
import { Misuse, parsed } from './arguments.js';
import { CONFIGURATION_FLAGS, CONFIGURATION_HELP, configuration } from './configuration.js';
import { told } from './findings.js';
import { show } from './output.js';

/** Exit code: something is wrong. */
const WRONG = 1;

const HELP = `amazon-pay-wasm diagnose: finds out why nothing works, and says what to do

  amazon-pay-wasm diagnose        clock, keys, region, environment, permission, connection
  amazon-pay-wasm diagnose ID     the same, and whether that order reference, agreement, authorization,
                                  capture or refund can be read here

${CONFIGURATION_HELP}
  --json           print the findings as JSON, which is what a program that reads them gets anyway
  --help, -h       this

It asks only for what changes nothing. It exits with 0 when nothing is wrong, 1 when something is, 2 when
it was not asked for rightly.
`;

/** @type {Record<string, import('./arguments.js').Flag>} */
const FLAGS = {
  ...CONFIGURATION_FLAGS,
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { values, positionals } = parsed(args, FLAGS, true);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [id, second] = positionals;
  if (second !== undefined) throw new Misuse(`one id is enough: ${quoted(second)} is too much`);
  const options = configuration(values);
  const pay = new AmazonPay({ ...options, application: { name: 'amazon-pay-wasm-diagnose', version } });
  const findings = await pay.diagnose({ id });
  if (values.json || !process.stdout.isTTY) show(findings, true);
  else process.stdout.write(told(findings, options));
  return findings.length === 0 ? 0 : WRONG;
}
