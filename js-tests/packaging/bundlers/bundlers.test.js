// @ts-check
// The installed package goes through the bundlers that most people have, set up as they come, and what
// they make signs a request: in Chromium under a strict content security policy, and in Node.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

import { Project } from '../project.js';
import { KNOWN, SIGN } from '../script.js';
import { printedAt, printedIn } from './browser.js';

const project = new Project();
after(() => project.remove());
const PAGE = (/** @type {string} */ script) => `<!doctype html><title>shop</title><script type="module" src="${script}"></script>`;
project.write('index.html', PAGE('/source.js'));
project.write('source.js', `import { AmazonPay } from 'amazon-pay-wasm';${SIGN}`);
const inProject = (/** @type {string} */ path) => join(project.folder, path);

/** @type {import('vite').InlineConfig} */
const VITE = { root: project.folder, configFile: false, logLevel: 'error', cacheDir: inProject('.vite') };

test('vite dev', async () => {
  const server = await vite.createServer({ ...VITE, server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    assert.equal(await printedAt(server.resolvedUrls?.local[0] ?? ''), KNOWN);
  } finally {
    await server.close();
  }
});

test('vite build', async () => {
  await vite.build({ ...VITE, build: { outDir: 'vite' } });
  assert.equal(await printedIn(inProject('vite')), KNOWN);
});

test('vite build for a server', async () => {
  await vite.build({ ...VITE, build: { ssr: 'source.js', outDir: 'vite-server' }, ssr: { noExternal: true } });
  assert.doesNotMatch(project.read('vite-server/source.mjs'), /from ["']amazon-pay-wasm/, 'all is in the bundle');
  assert.equal(project.node('vite-server/source.mjs').trim(), KNOWN);
});

test('vite build with the wasm as a file of its own', async () => {
  project.write('slim.html', PAGE('/slim.js'));
  project.write(
    'slim.js',
    `import { AmazonPay } from 'amazon-pay-wasm/slim';import url from 'amazon-pay-wasm/core.wasm?url';
     AmazonPay.ready(fetch(url)).then(() => {${SIGN}});`,
  );
  const build = { outDir: 'vite-slim', rolldownOptions: { input: { index: inProject('slim.html') } } };
  await vite.build({ ...VITE, build });
  project.write('vite-slim/index.html', project.read('vite-slim/slim.html'));
  assert.equal(await printedIn(inProject('vite-slim')), KNOWN);
});

/** @param {import('webpack').Configuration} configuration */
async function packed(configuration) {
  const compiler = webpack({ context: project.folder, mode: 'production', entry: './source.js', ...configuration });
  assert.ok(compiler);
  const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
  await new Promise((resolve) => compiler.close(resolve));
  assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
}

test('webpack for a page', async () => {
  await packed({ output: { path: inProject('webpack'), filename: 'main.js' }, performance: false });
  project.write('webpack/index.html', PAGE('/main.js'));
  assert.equal(await printedIn(inProject('webpack')), KNOWN);
});

test('webpack for a page, with the wasm as a file of its own', async () => {
  project.write(
    'slim.js',
    `import { AmazonPay } from 'amazon-pay-wasm/slim';
     AmazonPay.ready(fetch(new URL('amazon-pay-wasm/core.wasm', import.meta.url))).then(() => {${SIGN}});`,
  );
  await packed({ entry: './slim.js', output: { path: inProject('webpack-slim'), filename: 'main.js' }, performance: false });
  project.write('webpack-slim/index.html', PAGE('/main.js'));
  assert.equal(await printedIn(inProject('webpack-slim')), KNOWN);
});

test('webpack for Node', async () => {
  await packed({ target: 'node20', output: { path: inProject('webpack-node'), filename: 'main.cjs' } });
  assert.equal(project.node('webpack-node/main.cjs').trim(), KNOWN);
});

for (const [format, file] of /** @type {const} */ ([['es', 'main.js'], ['cjs', 'main.cjs'], ['iife', 'main.js']])) {
  test(`rollup as ${format}`, async () => {
    /** @type {string[]} */
    const warnings = [];
    const onwarn = (/** @type {{ message: string }} */ { message }) => void warnings.push(message);
    const bundle = await rollup({ input: inProject('source.js'), plugins: [nodeResolve()], onwarn });
    const folder = `rollup-${format}`;
    mkdirSync(inProject(folder));
    await bundle.write({ file: inProject(`${folder}/${file}`), format });
    await bundle.close();
    assert.deepEqual(warnings, []);
    if (format === 'cjs') {
      assert.equal(project.node(`${folder}/${file}`).trim(), KNOWN);
    } else {
      project.write(`${folder}/index.html`, PAGE('/main.js'));
      assert.equal(await printedIn(inProject(folder)), KNOWN);
    }
  });
}
