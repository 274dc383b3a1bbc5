// Loaded before any test when `AMAZON_PAY_WASM_CANARIES` names a folder: it keeps there whatever this
// process prints, and whatever a client of the package throws or tells `onAttempt`. `search.js` looks
// for secrets in it. It changes nothing of what tests see.

import { appendFileSync, mkdirSync } from 'node:fs';
import * as module from 'node:module';
import { join } from 'node:path';

const folder = process.env.AMAZON_PAY_WASM_CANARIES;

if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${Date.now()}.jsonl`);
  const words = process.argv.slice(1);
  const keep = (source, text) => appendFileSync(file, `${JSON.stringify({ source, words, text })}\n`);
  for (const source of ['stdout', 'stderr']) {
    const stream = process[source];
    const write = stream.write.bind(stream);
    stream.write = (part, ...more) => {
      keep(source, typeof part === 'string' ? part : Buffer.from(part).toString());
      return write(part, ...more);
    };
  }
  globalThis[Symbol.for('amazon-pay-wasm.canaries')] = keep;
  // Older hosts have no hooks: there only prints are kept.
  module.register?.('./hooks.js', import.meta.url);
}
