// Runs the part of the suite about notifications in Node, by import and by require.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { suite as group, test } from 'node:test';
import { inspect } from 'node:util';

import * as client from 'amazon-pay-wasm';
import * as emulator from 'amazon-pay-wasm/sandbox';

import { checks } from './suite/checks.js';
import { notifications } from './suite/notifications.js';

const require = createRequire(import.meta.url);
const ways = {
  imported: { ...client, Sandbox: emulator.Sandbox },
  required: { ...require('amazon-pay-wasm'), Sandbox: require('amazon-pay-wasm/sandbox').Sandbox },
};
const host = { name: 'node', inspect: (value) => inspect(value, { depth: null, showHidden: true, getters: false }) };

for (const [way, lib] of Object.entries(ways)) {
  for (const [title, tests] of Object.entries(notifications)) {
    group(`notifications: ${title} (${way})`, () => {
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
