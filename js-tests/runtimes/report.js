// What launchers that have files share: the vectors, and how a verdict is told. It runs in Node, Deno
// and Bun, and starts no host.

import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';

const FOLDER = new URL('../../tests/vectors/operations/', import.meta.url);

/** The parsed files of tests/vectors/operations. */
export const vectors = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

/** Prints how the suite went in a host; a failure, or nothing run at all, fails the process. */
export function tell({ name, passed, failures }) {
  failures.forEach((failure) => console.error(`failed in ${name}: ${failure}\n`));
  console.log(`${name}: ${passed} tests passed, ${failures.length} failed`);
  if (failures.length > 0 || passed === 0) process.exitCode = 1;
}
