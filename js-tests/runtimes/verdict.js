// Runs the whole suite, the sandbox's part included, in whatever host this is, and says how it went. It
// needs nothing of the host but a place to print; launchers (`../run-<host>.js`) carry it there. What
// clients throw and tell meanwhile, and what is printed, is looked through for secrets here: not every
// host can hand it out.

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

import { listenedTo } from '../canaries/ear.js';
import { CANARIES, leaksIn } from '../canaries/rules.js';
import { checks } from '../suite/checks.js';
import { suite } from '../suite/index.js';
import { sandbox } from '../suite/sandbox.js';

/** Milliseconds after which a test hangs, however slow the machine. Tests replace the host's timer. */
const FOREVER = 120_000;
const { setTimeout, clearTimeout } = globalThis;

/**
 * @param {string} name the host's; `browser` where the user agent is not ours to set
 * @param {object[]} vectors the parsed files of tests/vectors/operations
 * @param {(lib: object) => object} adapted for a host in which the package must be told something
 */
export async function verdict(name, vectors, adapted = (lib) => lib) {
  const ended = { name, passed: 0, failures: [], texts: 0, bytes: 0 };
  let running = 'the planted leak';
  const keep = (source, text) => {
    ended.texts += 1;
    ended.bytes += text.length;
    for (const leak of leaksIn(text, { source })) ended.failures.push(`${running}: ${source} shows ${leak}`);
  };
  planted(ended, keep);
  const silence = listenToConsole(keep);
  console.log(`${name}: the suite begins`);
  const AmazonPay = listenedTo(client.AmazonPay, keep, inspect);
  const lib = adapted({ ...client, AmazonPay, Sandbox });
  const host = { name, inspect, vectors };
  for (const [title, tests] of [...Object.entries(suite), ...Object.entries(sandbox)]) {
    for (const [test, run] of Object.entries(tests)) {
      const t = checks();
      running = `${title}: ${test}`;
      try {
        await soon(run(t, lib, host));
        if (t.count === 0) throw new Error('a test that checks nothing proves nothing');
        ended.passed += 1;
      } catch (error) {
        ended.failures.push(`${title}: ${test}: ${error}\n${error?.stack}`);
      }
    }
  }
  silence();
  return ended;
}

/** One leak of each kind, which must be seen: whoever sees none of them would see no other. */
function planted(ended, keep) {
  for (const canary of Object.values(CANARIES)) keep('planted', `a text with ${canary} in it`);
  const seen = ended.failures.splice(0).length;
  if (seen < Object.keys(CANARIES).length) ended.failures.push(`only ${seen} planted leaks were seen`);
  Object.assign(ended, { texts: 0, bytes: 0 });
}

/** Keeps what is printed from now on, until the function that it gives is called. */
function listenToConsole(keep) {
  const real = { ...console };
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
    console[name] = (...values) => {
      keep('printed', values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
      real[name](...values);
    };
  }
  return () => Object.assign(console, real);
}

async function soon(run) {
  let timer;
  const hangs = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('never ends')), FOREVER);
  });
  try {
    await Promise.race([run, hangs]);
  } finally {
    clearTimeout(timer);
  }
}

/** A value as the host prints it; where it has no way of its own, all that can be seen in passing. */
function inspect(value) {
  const inspector = globalThis.process?.getBuiltinModule?.('node:util')?.inspect;
  return inspector ? inspector(value, { depth: null, showHidden: true, getters: false }) : seen(value, []);
}

function seen(value, above) {
  if (typeof value !== 'object' || value === null || above.includes(value)) return String(value);
  const all = Reflect.ownKeys(value).map((key) => [key, Object.getOwnPropertyDescriptor(value, key)]);
  const visible = all.filter(([key, { enumerable }]) => enumerable || key === 'stack' || key === 'message' || key === 'cause');
  return `{${visible.map(([key, property]) => `${String(key)}: ${seen(property.value, [...above, value])}`).join()}}`;
}
