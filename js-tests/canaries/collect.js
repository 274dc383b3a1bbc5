// Loaded before anything else in every Node of a test run, when `AMAZON_PAY_WASM_CANARIES` names a
// folder: it keeps there whatever this process prints, whatever its HTTP servers answer where a
// sandbox's answers are, and whatever a client of the package throws or tells `onAttempt`. `search.js`
// looks for secrets in it. It changes nothing of what tests see.

import { appendFileSync, mkdirSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import * as module from 'node:module';
import { join } from 'node:path';

const folder = process.env.AMAZON_PAY_WASM_CANARIES;

/** Paths that a sandbox serves. A test's own server may have them, too; then it is held to the same. */
const SERVED = /^\/(sandbox\/|OffAmazonPayments|user\/profile|auth\/o2\/tokeninfo|SimpleNotificationService-)/;

if (folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${Date.now()}.jsonl`);
  const words = process.argv.slice(1);
  const keep = (source, text, where) => appendFileSync(file, `${JSON.stringify({ source, words, where, text })}\n`);
  const textOf = (part) => (typeof part === 'string' ? part : Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString());

  for (const source of ['stdout', 'stderr']) {
    const stream = process[source];
    const write = stream.write.bind(stream);
    stream.write = (part, ...more) => {
      keep(source, textOf(part));
      return write(part, ...more);
    };
  }

  for (const name of ['write', 'end']) {
    const send = ServerResponse.prototype[name];
    ServerResponse.prototype[name] = {
      [name](part, ...more) {
        const where = this.req?.url ?? '';
        // A snapshot may hold everything, and may be great.
        if ((typeof part === 'string' || ArrayBuffer.isView(part)) && SERVED.test(where) && !where.startsWith('/sandbox/state')) {
          keep('answer', textOf(part), where);
        }
        return send.call(this, part, ...more);
      },
    }[name];
  }

  globalThis[Symbol.for('amazon-pay-wasm.canaries')] = keep;
  // Older hosts have no hooks: there clients are not listened to, and all else is kept.
  module.register?.('./hooks.js', import.meta.url);
  keep('process', '');
}
