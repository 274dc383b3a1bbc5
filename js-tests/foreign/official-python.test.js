// @ts-check
// The official Python SDK, unmodified, against the sandbox's own command. `cargo xtask test` installs
// it and says where its Python is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play, stage } from './stage.js';

const { AMAZON_PAY_WASM_PYTHON: python = '' } = process.env;

test('PyPI amazon-pay', { timeout: 120_000 }, async (t) => {
  assert.notEqual(python, '', 'AMAZON_PAY_WASM_PYTHON is not set; run `cargo xtask test --only python`');
  await play(t, python, ['-B', '-m', 'unittest', '--verbose', 'official_python.py'], await stage(t));
});
