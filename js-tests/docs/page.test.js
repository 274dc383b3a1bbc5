// @ts-check
// What the tests of the documentation rest on: that a page's lines are its program's lines, and that a
// page which lies is told by name and line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page, fences } from './page.js';
import { difference, inPage, located } from './report.js';
import { script } from './shell.js';
import { shown } from './shown.js';

const TEXT = `# Title

\`\`\`js
const a = 1;
\`\`\`

Words.

- in a list:

  \`\`\`js
  console.log(a);
  \`\`\`

\`\`\`js title=orders.js
export const b = 2;
\`\`\`

\`\`\`output
1
\`\`\`

\`\`\`php
not run
\`\`\`
`;
const page = new Page('docs/a/b.md', TEXT);

test('a program has the lines of its page', () => {
  const lines = page.files().get('page.mjs')?.split('\n') ?? [];
  assert.equal(lines[3], 'const a = 1;');
  assert.equal(lines[11], 'console.log(a);');
  assert.equal(lines.filter((line) => line !== '').length, 2);
  assert.equal(page.files().get('orders.js')?.split('\n')[15], 'export const b = 2;');
  assert.deepEqual([...page.files().keys()], ['page.mjs', 'orders.js']);
  assert.deepEqual(page.output(), [{ content: '1', line: 20 }]);
});

test('a fence that is not closed is an error', () => {
  assert.throws(() => fences('a\n```js\nb\n'), /line 2/);
});

test('a page that lies is told by its line', () => {
  assert.equal(difference(page.path, page.output(), '1\n'), undefined);
  assert.match(difference(page.path, page.output(), '2\n') ?? '', /^docs\/a\/b\.md:20: /);
  assert.match(difference(page.path, page.output(), '1\n2\n') ?? '', /^docs\/a\/b\.md:20: after/);
  assert.match(difference(page.path, page.output(), '') ?? '', /^docs\/a\/b\.md:20: /);
  assert.deepEqual(inPage('docs/a/b/page.mjs(4,7): error TS2322: no'), { path: 'docs/a/b.md', text: 'docs/a/b.md:4:7: error TS2322: no' });
  assert.equal(inPage('node_modules/x/index.d.ts(1,1): error'), undefined);
  assert.equal(located('at file:///x/amazon-pay-wasm-a1B2c3/docs/a/b/page.mjs:12:3'), 'at docs/a/b.md:12:3');
});

test('commands are run, but for what is listed with its reason', () => {
  const sh = new Page(
    'docs/a.md',
    '```sh\nnpm install x\nnpx amazon-pay-wasm sandbox --clock manual\ncurl http://127.0.0.1:8180/a \\\n  -d 1\n# → one\n```\n',
  );
  const { text, expected, shown: notRun } = script(sh, 99);
  assert.deepEqual(notRun.map(({ line, command }) => `${line} ${command}`), ['2 npm install x']);
  assert.deepEqual(expected, [{ content: 'one', line: 6 }]);
  assert.match(text, /^serve sandbox --clock manual --port 99\ncurl http:\/\/127\.0\.0\.1:99\/a \\\n {2}-d 1$/m);
  assert.equal(shown('npx amazon-pay-wasm call Refund'), undefined);
  assert.equal(script(new Page('docs/a.md', '```sh\nnpm install x\n```\n'), 1).text, '');
});
