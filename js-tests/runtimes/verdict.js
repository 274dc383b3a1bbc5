// Runs the whole suite, the sandbox's part included, in whatever host this is, and says how it went. It
// needs nothing of the host but a place to print; launchers (`../run-<host>.js`) carry it there.

import * as client from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

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
  const lib = adapted({ ...client, Sandbox });
  const host = { name, inspect, vectors };
  const ended = { name, passed: 0, failures: [] };
  for (const [title, tests] of [...Object.entries(suite), ...Object.entries(sandbox)]) {
    for (const [test, run] of Object.entries(tests)) {
      const t = checks();
      try {
        await soon(run(t, lib, host));
        if (t.count === 0) throw new Error('a test that checks nothing proves nothing');
        ended.passed += 1;
      } catch (error) {
        ended.failures.push(`${title}: ${test}: ${error}\n${error?.stack}`);
      }
    }
  }
  return ended;
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
