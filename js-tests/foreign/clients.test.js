// @ts-check
// Clients of this API that others wrote, unmodified, against the sandbox's own command: what each of
// them does there is in a script of its own, which it runs in a process of its own.

import { test } from 'node:test';
import { play, stage } from './stage.js';

const patience = { timeout: 120_000 };

test('npm amazon-payments', patience, async (t) => {
  await play(t, process.execPath, ['amazon-payments.js'], await stage(t));
});

test('npm mws', patience, async (t) => {
  await play(t, process.execPath, ['mws.js'], await stage(t));
});
