'use strict';
// Finds the package that is measured and makes a client of it. Either it is installed in benches/node_modules, or
// AMAZON_PAY_WASM_PACKAGE names a built package directory. It goes through the package's own exports map, as a user's
// import does; it knows no file inside the package.

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { merchant } = require('./fixtures/request.js');

const NAME = 'amazon-pay-wasm';

/** Where the package lies. */
function directory() {
  const given = process.env.AMAZON_PAY_WASM_PACKAGE;
  const found = given ? path.resolve(given) : path.join(__dirname, 'node_modules', NAME);
  if (!fs.existsSync(path.join(found, 'package.json'))) {
    throw new Error(
      `no package at ${found}: install the tarball of \`cargo xtask pack\` in benches, or set AMAZON_PAY_WASM_PACKAGE to a built pkg directory`);
  }
  return found;
}

const manifest = () => JSON.parse(fs.readFileSync(path.join(directory(), 'package.json'), 'utf8'));

/** The first target of an exports entry that Node's `import` would take. */
function pick(target) {
  if (typeof target === 'string' || target === undefined || target === null) return target;
  for (const [condition, next] of Object.entries(target)) {
    if (['node', 'import', 'module-sync', 'node-addons', 'default'].includes(condition)) {
      const picked = pick(next);
      if (picked) return picked;
    }
  }
  return undefined;
}

/** The file behind a subpath such as `.` or `./core.wasm`; undefined when the package has none. */
function file(subpath) {
  const { exports = {}, main = './index.js' } = manifest();
  const entry = typeof exports === 'string' ? { '.': exports } : exports;
  const target = pick(entry[subpath] ?? (subpath === '.' ? main : undefined));
  return target && path.join(directory(), target);
}

const load = () => import(pathToFileURL(file('.')).href);

const stubless = () => {
  throw new Error('this client must not send');
};

/** The options that every measured client has. */
const options = (fetch = stubless) => ({
  region: 'us',
  sandbox: true,
  merchantId: merchant.merchantId,
  accessKey: merchant.accessKey,
  secretKey: merchant.secretKey,
  mwsAuthToken: merchant.mwsAuthToken,
  pacing: false, // a benchmark is faster than the quota
  fetch,
});

module.exports = { NAME, directory, manifest, file, load, options };
