// @ts-check
// The documentation, proved. Each page of docs/ is a literate program: its `js` fences are one module,
// which the strictest TypeScript checks and Node runs, in a project that has nothing but the packed
// package, without a network; what it prints is what the page's `output` fences say. `ts` fences are
// compiled. `sh` fences are run by bash, but for what shown.js lists. How a page becomes files is told
// by page.js.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Project, root, tool } from '../packaging/project.js';
import { PROGRAM, Page } from './page.js';
import { difference, inPage, located } from './report.js';
import { sections, sectionsOf, withSections } from './sections.js';
import { script } from './shell.js';
import { SHOWN } from './shown.js';

/** Not pages, or pages that another tool makes. */
const NOT_PAGES = ['node_modules', '.vitepress', 'api', 'public'];
/** What a page may import beside the package and Node: clients and servers that the tests' own projects have. */
const LENT = ['js-tests/node_modules/fastify', 'js-tests/node_modules/hono', 'js-tests/stores/node_modules/ioredis'];
const OFFLINE = fileURLToPath(new URL('offline.js', import.meta.url));

const project = new Project();
after(() => project.remove());
project.write('package.json', '{ "private": true, "type": "module" }\n');
for (const path of LENT) symlinkSync(join(root, path), join(project.folder, 'node_modules', basename(path)));

const pages = found('docs').map((path) => new Page(path, readFileSync(join(root, path), 'utf8')));
for (const page of pages) {
  for (const [name, text] of page.files()) project.write(join(folder(page), name), text);
}
const faults = compiled();
const made = await sections(project.installed);

test('there are pages, and programs on them', () => {
  assert.ok(pages.some((page) => page.files().has(PROGRAM)));
  assert.deepEqual(faults.others, [], 'the compiler complains about what is no page');
});

test('what is listed as not run is on a page', () => {
  const commands = pages.flatMap((page) => page.commands().flatMap(({ text }) => text.split('\n')));
  assert.deepEqual(SHOWN.filter(({ command }) => !commands.some((line) => command.test(line))), []);
});

for (const page of pages) {
  const files = page.files();
  if (files.size > 0) {
    test(`${page.path}: types`, () => assert.deepEqual(faults.of(page), []));
  }
  if (files.has(PROGRAM)) {
    test(`${page.path}: program`, { timeout: 60_000 }, (t) => runs(t, page));
  } else if (page.output().length > 0) {
    test(`${page.path}: program`, () => assert.fail(`${page.path}:${page.output()[0].line}: nothing prints this`));
  }
  if (sectionsOf(page.text).length > 0) {
    test(`${page.path}: tables`, () => current(page));
  }
  if (page.commands().length > 0) {
    test(`${page.path}: commands`, { timeout: 120_000 }, (t) => types(t, page));
  }
}

/** The pages below a folder, in order. */
function found(/** @type {string} */ below) {
  /** @type {string[]} */
  const paths = [];
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    if (NOT_PAGES.includes(entry.name)) continue;
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...found(path));
    else if (entry.name.endsWith('.md')) paths.push(path);
  }
  return paths.sort();
}

/** Where in the project a page's files stand. */
function folder(/** @type {Page} */ page) {
  return page.path.replace(/\.md$/, '');
}

/** Compares a page's tables with what the package says; `AMAZON_PAY_WASM_WRITE` writes them instead. */
function current(/** @type {Page} */ page) {
  if (process.env.AMAZON_PAY_WASM_WRITE) writeFileSync(join(root, page.path), withSections(page.text, made));
  else {
    for (const { name, content } of sectionsOf(page.text)) {
      if (made.has(name)) assert.equal(content, made.get(name), `${page.path}: the table ${name} is old: AMAZON_PAY_WASM_WRITE=1 writes it`);
    }
  }
}

/** All programs of all pages, checked in one go. */
function compiled() {
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
    strict: true,
    exactOptionalPropertyTypes: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    typeRoots: [join(root, 'js-tests/node_modules/@types')],
    types: ['node'],
  };
  project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['docs'] }));
  const tsc = [tool('typescript', 'tsc'), '--project', 'tsconfig.json', '--pretty', 'false'];
  const { stdout, stderr, status } = spawnSync(process.execPath, tsc, { cwd: project.folder, encoding: 'utf8' });
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  assert.equal(status === 0, lines.length === 0, `the compiler failed and said nothing, or the reverse: ${lines}`);
  /** @type {Map<string, string[]>} */
  const byPage = new Map(pages.map((page) => [page.path, []]));
  /** @type {string[]} */
  const others = [];
  let list = others;
  for (const line of lines) {
    // What is indented goes on with the line before it.
    const at = /^\s/.test(line) ? undefined : inPage(line);
    if (at !== undefined) list = byPage.get(at.path) ?? others;
    else if (!/^\s/.test(line)) list = others;
    list.push(at?.text ?? line);
  }
  return { of: (/** @type {Page} */ page) => byPage.get(page.path), others };
}

/** @param {import('node:test').TestContext} t @param {Page} page */
async function runs(t, page) {
  const program = page.files().get(PROGRAM) ?? '';
  const expected = page.output();
  assert.ok(
    expected.length > 0 || /\bassert\b/.test(program),
    `${page.path}: the program proves nothing: it needs an \`output\` fence or an assertion`,
  );
  const child = spawn(process.execPath, ['--import', OFFLINE, PROGRAM], {
    cwd: join(project.folder, folder(page)),
    // A page must not read what the machine happens to have set.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC' },
    signal: t.signal,
  });
  const { stdout, stderr, code } = await ended(child);
  assert.equal(code, 0, `${page.path} failed:\n${located(stderr)}${stdout}`);
  const fault = difference(page.path, expected, stdout);
  assert.equal(fault, undefined, fault);
}

/** @param {import('node:test').TestContext} t @param {Page} page */
async function types(t, page) {
  const port = await free();
  const { text, expected, shown } = script(page, port);
  for (const { line, command, reason } of shown) t.diagnostic(`${page.path}:${line}: not run: \`${command}\`: ${reason}`);
  if (text === '') return;
  const missing = ['bash', 'curl'].find((program) => spawnSync(program, ['--version']).status !== 0);
  if (missing !== undefined) {
    assert.ok(!process.env.CI, `on CI every test must run, and ${missing} is not installed`);
    return t.skip(`${missing} is not installed`);
  }
  const cwd = join(project.folder, folder(page));
  project.write(join(folder(page), 'commands.sh'), text);
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: process.env.HOME,
    AMAZON_PAY_ENDPOINT: `http://127.0.0.1:${port}`,
    CLI: join(project.installed, 'cli.js'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  const child = spawn('bash', ['commands.sh'], { cwd, env, signal: t.signal });
  const { stdout, stderr, code } = await ended(child);
  const answers = stdout.split(/^@@ next @@\n/m);
  for (const [index, { content, line }] of expected.entries()) {
    assert.ok(index < answers.length - 1, `${page.path}: stopped before line ${line}:\n${stderr}${stdout}`);
    assert.ok(answers[index].includes(content), `${page.path}:${line}: ${content} is not in:\n${answers[index]}${stderr}`);
  }
  assert.equal(code, 0, `${page.path}: the commands failed:\n${stderr}${stdout}`);
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} child */
async function ended(child) {
  const texts = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name].setEncoding('utf8').on('data', (part) => (texts[name] += part));
  }
  const [code] = await once(child, 'close');
  return { ...texts, code };
}

/** A port that nobody listens on now. */
async function free() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
