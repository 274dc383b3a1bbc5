// Runs the suite in Node, by import and by require. The package is the one that stands in
// node_modules; `cargo xtask test` puts it there.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { suite as group, test } from 'node:test';
import { inspect } from 'node:util';

import * as imported from 'amazon-pay-wasm';

import { watched } from './canaries/watched.js';
import { checks } from './suite/checks.js';
import { suite } from './suite/index.js';

const real = createRequire(import.meta.url)('amazon-pay-wasm');
// What is imported is listened to by a hook; nothing comes between this and its client otherwise.
const required = { ...real, AmazonPay: watched(real.AmazonPay) };
const folder = new URL('../tests/vectors/operations/', import.meta.url);
const host = {
  name: 'node',
  inspect: (value) => inspect(value, { depth: null, showHidden: true, getters: false }),
  vectors: readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
};

for (const [way, lib] of Object.entries({ imported, required })) {
  for (const [title, tests] of Object.entries(suite)) {
    group(`${title} (${way})`, () => {
      for (const [name, run] of Object.entries(tests)) {
        test(name, async () => {
          const t = checks();
          await run(t, lib, host);
          assert.notEqual(t.count, 0, 'a test that checks nothing proves nothing');
        });
      }
    });
  }
}
