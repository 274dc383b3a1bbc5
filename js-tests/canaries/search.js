// Looks for secrets in what `collect.js` kept: `node js-tests/canaries/search.js <folder>`.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { BUYER } from '../suite/secrets.js';
import { SECRET, TOKEN } from '../suite/stage.js';

/** What must be nowhere: secrets and buyers of the tests of the client, of the sandbox, and any private key. */
export const CANARIES = {
  'the secret key': SECRET,
  'the MWS token': TOKEN,
  'a buyer': BUYER,
  "the sandbox's secret key": 'sandboxSecretKeyForLocalUseOnly000000001',
  "the sandbox's MWS token": 'amzn.mws.00000000-0000-0000-0000-000000000000',
  "the sandbox's buyer": 'susie@example.com',
  "the sandbox's buyer's address": '10 Ditka Ave',
  "the sandbox's buyer's telephone": '800-000-0000',
  'a private key': 'PRIVATE KEY-----',
};

/** Commands that are there to print what they print, on the output that is for it. */
const ASKED_FOR = {
  // The keys that every sandbox has, for those who configure a client.
  sandbox: 'stdout',
  // The answer of an operation.
  call: 'stdout',
};

/**
 * @param {string} folder
 * @returns {{ kept: Record<string, number>, found: string[] }} how much was kept, and which secrets are in it
 */
export function search(folder) {
  const kept = {};
  const found = [];
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line === '') continue;
      const { source, words, text } = JSON.parse(line);
      kept[source] = (kept[source] ?? 0) + 1;
      const [program = '', command] = words;
      if (program.endsWith('cli.js') && ASKED_FOR[command] === source) continue;
      for (const [what, canary] of Object.entries(CANARIES)) {
        const at = text.indexOf(canary);
        if (at !== -1) found.push(`${what}: ${source} of ${words.join(' ')}: ${text.slice(Math.max(0, at - 200), at + 100)}`);
      }
    }
  }
  return { kept, found };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { kept, found } = search(process.argv[2]);
  process.stdout.write(`looked through ${JSON.stringify(kept)}\n`);
  for (const leak of found) process.stdout.write(`leaked ${leak}\n`);
  if (found.length > 0 || !(kept.stdout > 0 && kept.thrown > 0 && kept.event > 0)) process.exitCode = 1;
}
