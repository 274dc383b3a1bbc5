// The types hold in projects that know the DOM, in those that know Node or `using`, and in those that
// know none of them (which `cargo xtask test` checks by itself, as tsconfig.json says).

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const compiler = join(dirname(resolve('typescript-5/package.json')), 'bin', 'tsc');

for (const environment of ['dom', 'node', 'using']) {
  test(`types in a project that knows ${environment}`, async () => {
    const { code, output } = await compile(`tsconfig.${environment}.json`);
    assert.equal(output, '');
    assert.equal(code, 0);
  });
}

function compile(project) {
  return new Promise((done) => {
    execFile(process.execPath, [compiler, '--project', project], { cwd: here }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : error.code, output: stdout + stderr });
    });
  });
}
