// Looks for secrets in all that a test run left behind: `node js-tests/canaries/search.js <folder>`. In
// the folder is one for each step, with `command-N.json`, what was run; `command-N.stdout` and
// `.stderr`, what came out of it; and what `collect.js` kept of every Node in it (`*.jsonl`).

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { leaksIn } from './rules.js';

/** Steps of which clients must have been heard, or hosts have told that they listened to them. */
const LISTENS = /^javascript-suite-in-/;
const TOLD = /: looked for secrets in (\d+) texts \((\d+) bytes\)/g;
/** Steps in which pages must have been heard to print: they all have scripts that do. */
const PRINTS = /^(javascript-suite-in-(chromium|firefox)|packaging-in-bundlers)$/;
/** Leaks of a step that are told: the first are enough to mend them. */
const TOLD_LEAKS = 20;
const NODES = /^node(\.exe)?$/;

/**
 * @param {string} folder of one step
 * @returns {{ heard: Record<string, number>, bytes: number, leaks: string[], faults: string[] }} how much
 *   was looked through by where it comes from, what was found, and what was not watched
 */
export function search(folder) {
  const step = folder.split(/[\\/]/).at(-1);
  const names = readdirSync(folder);
  const heard = {};
  const leaks = [];
  const faults = [];
  let bytes = 0;
  const look = (text, from, whence) => {
    heard[from.source] = (heard[from.source] ?? 0) + 1;
    bytes += text.length;
    for (const leak of leaksIn(text, from)) leaks.push(`${step}, ${whence}: ${leak}`);
  };

  for (const name of names.filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line === '') continue;
      const { source, words, where, text } = JSON.parse(line);
      look(text, { source, words, where }, `${source} of ${words.join(' ')} ${where ?? ''}`.trim());
    }
  }
  for (const name of names.filter((name) => /^command-\d+\.json$/.test(name))) {
    const { program, parameters } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const outputs = ['stdout', 'stderr'].map((stream) => readFileSync(join(folder, name.replace('json', stream)), 'utf8'));
    outputs.forEach((text) => look(text, { source: 'output' }, `output of ${program} ${parameters.join(' ')}`));
    if (NODES.test(program) && !heard.process) faults.push(`${step}: nothing of Node was kept`);
    for (const [, texts, length] of outputs.join('\n').matchAll(TOLD)) {
      heard.elsewhere = (heard.elsewhere ?? 0) + Number(texts);
      bytes += Number(length);
    }
  }
  if (heard.output === undefined) faults.push(`${step}: no output was kept`);
  else if (bytes === 0) faults.push(`${step}: what was kept is empty`);
  if (LISTENS.test(step) && !(heard.thrown > 0 && heard.event > 0) && !(heard.elsewhere > 0)) {
    faults.push(`${step}: no client was listened to`);
  }
  if (PRINTS.test(step) && !(heard.console > 0)) faults.push(`${step}: no page was heard`);
  return { heard, bytes, leaks, faults };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...steps] = process.argv.slice(2);
  let [all, wrong] = [0, 0];
  for (const step of steps) {
    let found;
    try {
      found = search(join(folder, step));
    } catch (error) {
      found = { heard: {}, bytes: 0, leaks: [], faults: [`${step}: can't be looked through: ${error}`] };
    }
    const { heard, bytes, leaks, faults } = found;
    const counts = Object.entries(heard).filter(([source]) => source !== 'process').map(([source, count]) => `${source} ${count}`);
    process.stdout.write(`${step}: ${bytes} bytes: ${counts.join(', ')}\n`);
    for (const leak of leaks.slice(0, TOLD_LEAKS)) process.stdout.write(`  leaked ${leak}\n`);
    for (const fault of faults) process.stdout.write(`  not watched: ${fault}\n`);
    all += bytes;
    wrong += leaks.length + faults.length;
  }
  process.stdout.write(`${steps.length} steps, ${all} bytes, ${wrong} faults\n`);
  if (wrong > 0 || steps.length === 0) process.exitCode = 1;
}
