// What launchers that have files share: the vectors, and how a verdict is told. It runs in Node, Deno
// and Bun, and starts no host.

import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';

const FOLDER = new URL('../../tests/vectors/operations/', import.meta.url);

/** The parsed files of tests/vectors/operations. */
export const vectors = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

// A host that stops half-way, with nothing left to wait for, has failed.
process.exitCode = 1;

/** Prints how the suite went, everywhere that a launcher ran it; only if all went well, the process does. */
export function tell(...verdicts) {
  for (const { name, passed, failures, texts, bytes } of verdicts) {
    failures.forEach((failure) => console.error(`failed in ${name}: ${failure}\n`));
    console.log(`${name}: ${passed} tests passed, ${failures.length} failed`);
    console.log(`${name}: looked for secrets in ${texts} texts (${bytes} bytes)`);
  }
  const wentWell = ({ passed, failures, texts }) => passed > 0 && failures.length === 0 && texts > 0;
  if (verdicts.length > 0 && verdicts.every(wentWell)) process.exitCode = 0;
}
