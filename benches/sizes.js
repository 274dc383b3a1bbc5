'use strict';
// How much there is to download and to install: ours against its budgets, and the peers' installed trees beside it.
// KB are 1000 bytes. The JavaScript of `slim` is what a bundler makes of it, as in `cargo xtask size`.

const fs = require('node:fs');
const path = require('node:path');
const { gzipSync } = require('node:zlib');
const { buildSync } = require('esbuild');
const { directory, file, manifest } = require('./package-under-test.js');

const PEERS = ['amazon-payments', 'mws', '@ericblade/mws-simple', 'amazon-mws'];

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

function bytesBelow(folder, without = []) {
  return fs.readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !without.includes(name))
    .reduce((sum, entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return sum + bytesBelow(full, without);
      return entry.isFile() ? sum + fs.statSync(full).size : sum;
    }, 0);
}

/** A module and everything it imports, as a bundler would deliver it. */
function bundled(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** A package and all it depends on, as npm laid them out. */
function installedTree(name, from = __dirname, seen = new Set()) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    if (fs.existsSync(path.join(found, 'package.json'))) {
      if (!seen.has(found)) {
        seen.add(found);
        const { dependencies = {} } = JSON.parse(fs.readFileSync(path.join(found, 'package.json'), 'utf8'));
        for (const dependency of Object.keys(dependencies)) installedTree(dependency, found, seen);
      }
      return seen;
    }
    if (folder === path.dirname(folder)) return seen;
  }
}

function measureSizes() {
  const wasm = (subpath) => {
    const found = file(subpath);
    return found && fs.existsSync(found) ? fs.readFileSync(found) : undefined;
  };
  const core = wasm('./core.wasm');
  const slim = file('./slim');
  const script = slim && bundled(slim);
  const ours = {
    'client wasm, raw': core?.length,
    'client wasm, gzip': core && gzip(core),
    'client, wasm + JS of slim, gzip': core && script && gzip(core) + gzip(script),
    'sandbox wasm, raw': wasm('./sandbox.wasm')?.length,
    'installed package': bytesBelow(directory(), ['node_modules']),
    'runtime dependencies': Object.keys(manifest().dependencies ?? {}).length,
  };
  const peers = PEERS.map((name) => {
    const tree = [...installedTree(name)];
    return { name, packages: tree.length, bytes: tree.reduce((sum, folder) => sum + bytesBelow(folder, ['node_modules']), 0) };
  });
  return { ours, peers };
}

module.exports = { measureSizes };
