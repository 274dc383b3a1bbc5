// How long import and first signed request take in each runtime, each time in a fresh process, Worker or
// browser context, the hosts taking turns. Prints the medians against the budget, or as JSON for `../run.js`,
// and fails when one is beyond it.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import measure from '../measure.js';
import report from '../report.js';
import request from '../fixtures/request.js';
import { bundle } from '../../js-tests/runtimes/bundle.js';
import { inWorkerd } from '../../js-tests/runtimes/workerd.js';

const ROUNDS = 15;
const { merchant: { merchantId, accessKey, secretKey }, hard } = request;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = (path) => here(`../../js-tests/runtimes/node_modules/${path}`);
const DENO = program(process.platform === 'win32' ? 'deno/deno.exe' : 'deno/deno');

/** Milliseconds of one cold start in a process that measures itself: how long its loader took to begin is not in it. */
function inProcess(file, ...before) {
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' };
  return Number(execFileSync(file, [...before, here('child.mjs')], { encoding: 'utf8', env }));
}

/** Milliseconds from the start of workerd to the first answer: its clock stands while a Worker computes. */
async function toFirstAnswer(worker) {
  const from = performance.now();
  return inWorkerd(worker, {}, async (url) => {
    const text = await (await fetch(url)).text();
    if (!text.includes('Signature=')) throw new Error(`not signed: ${text}`);
    return performance.now() - from;
  });
}

async function workerd() {
  const signs = await bundle('../../benches/cold-runtimes/worker.mjs', { conditions: ['workerd', 'worker', 'browser'], format: 'esm' });
  const bare = { code: "export default { fetch: () => new Response('&Signature=') };", wasm: new Map() };
  return async () => {
    const without = await toFirstAnswer(bare);
    return (await toFirstAnswer(signs)) - without;
  };
}

async function chromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM === undefined) return undefined;
  const { chromium: launcher } = createRequire(here('../../js-tests/'))('playwright-core');
  const { code } = await bundle('../../benches/cold-runtimes/package.mjs', { conditions: ['browser'], format: 'esm' });
  const files = { '/': '<!doctype html>', '/empty.js': 'export {};', '/package.js': code };
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', url === '/' ? 'text/html' : 'text/javascript');
    response.end(files[url] ?? '');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const browser = await launcher.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
  const start = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const milliseconds = await page.evaluate(async ([options, params]) => {
      const begun = performance.now();
      await import('/empty.js');
      const from = performance.now();
      const { AmazonPay } = await import('/package.js');
      new AmazonPay(options).prepare('Authorize', params, { now: Date.now() });
      return performance.now() - from - (from - begun);
    }, [{ region: 'us', sandbox: true, merchantId, accessKey, secretKey, dangerouslyAllowBrowser: true }, hard.params]);
    await context.close();
    return milliseconds;
  };
  return Object.assign(start, { close: async () => { await browser.close(); server.close(); } });
}

const HOSTS = [
  { name: 'Node', start: () => inProcess(process.execPath) },
  { name: 'Deno', start: () => inProcess(DENO, 'run', '--no-prompt', '--allow-read') },
  { name: 'Bun', start: () => inProcess(program('bun/bin/bun.exe')) },
  { name: 'workerd, over a Worker that does nothing', start: await workerd() },
  { name: 'Chromium, over importing an empty module', start: await chromium() },
].map((host) => ({ ...host, seen: [] }));

try {
  const measured = HOSTS.filter(({ start }) => start !== undefined);
  for (const { start } of measured) await start(); // the files are read once before anyone is timed
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { start, seen } of measured) seen.push(await start());
  }
} finally {
  for (const { start } of HOSTS) await start?.close?.();
}

// A host that is not here is no number, and that fails: silence proves nothing.
const lines = HOSTS.map(({ name, seen }) =>
  report.judgeNumber('import + first signed request, in', seen.length === 0 ? undefined : measure.median(seen), name));
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(lines));
} else {
  console.log(`${report.table(lines)}\nmedians of ${ROUNDS} fresh starts`);
  process.exitCode = lines.every(({ pass }) => pass) ? 0 : 1;
}
