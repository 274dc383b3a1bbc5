// @ts-check
// Every block of the README that is fenced as `js` is a whole program: it is pasted into an empty
// project that installed the package, and must end by itself without an error. A fragment that
// cannot stand alone is fenced as `javascript`; `ts` blocks are compiled.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Project, root, tool } from './project.js';

const project = new Project();
after(() => project.remove());

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(js|ts)\n(.*?)^```$/gms)].map(([, language, text], index) => ({
  language,
  text,
  name: `README block ${index + 1} (${language}): ${text.split('\n', 1)[0]}`,
}));

test('the README has programs to run', () => {
  assert.ok(blocks.some(({ language }) => language === 'js'));
});

for (const { language, text, name } of blocks) {
  test(name, { timeout: 60_000 }, () => {
    if (language === 'js') {
      project.write('block.mjs', text);
      project.node('block.mjs');
    } else {
      const compilerOptions = { module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], strict: true, types: [], noEmit: true };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['block.mts'] }));
      project.write('block.mts', text);
      project.node(tool('typescript', 'tsc'), '--project', 'tsconfig.json');
    }
  });
}
