// @ts-check
// The README's payment with curl, line by line, as a reader would type it: the package is installed in
// an empty project, its sandbox started, and the block given to bash. Each `# →` in it says what was
// answered since the last one.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Project, root } from './project.js';

const ADDRESS = 'http://127.0.0.1:8180';
/** Printed between what belongs to one arrow and to the next. */
const MARK = '@@ next @@';

const project = new Project();
after(() => project.remove());

test('the payment with curl', { timeout: 120_000 }, async (t) => {
  const missing = ['bash', 'curl'].find((program) => spawnSync(program, ['--version']).status !== 0);
  if (missing !== undefined) {
    assert.ok(!process.env.CI, `on CI every test must run, and ${missing} is not installed`);
    return t.skip(`${missing} is not installed`);
  }
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const block = /^<!-- walk-through:.*\n\n```bash\n(.*?)^```$/ms.exec(readme)?.[1] ?? '';
  const expected = [...block.matchAll(/^# → (.*)$/gm)].map(([, text]) => text);
  assert.ok(expected.length > 5, 'the README has no walk-through');
  assert.ok(block.includes(ADDRESS));

  // Only the port is ours: another sandbox may run on this machine.
  const lines = block.replace(ADDRESS, await started(t)).replace(/^# → .*$/gm, `printf '\\n${MARK}\\n'`);
  project.write('walk-through.sh', `set -euo pipefail\n${lines}`);
  const answers = project.run('bash', ['walk-through.sh']).split(MARK);
  for (const [index, text] of expected.entries()) {
    assert.ok(answers[index].includes(text), `${text} is not in:\n${answers[index]}`);
    t.diagnostic(text);
  }
});

/** @param {import('node:test').TestContext} t */
async function started(t) {
  const child = spawn(process.execPath, [join(project.installed, 'cli.js'), 'sandbox', '--port', '0'], { stdio: 'pipe' });
  t.after(() => child.kill());
  let printed = '';
  child.stdout.on('data', (part) => (printed += part));
  while (!printed.includes('Ctrl-C')) {
    const [part] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    assert.ok(part instanceof Buffer, `the sandbox did not start: ${printed}`);
  }
  return /^ {2}address +(\S+)$/m.exec(printed)?.[1] ?? '';
}
