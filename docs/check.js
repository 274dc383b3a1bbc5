// @ts-check
// Reads the built site as a visitor's browser would follow it: every link inside it leads to a page that
// is there, every fragment to a heading of that page, and nothing is loaded from elsewhere. Links to
// other sites are counted, and not asked.

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { argv, env } from 'node:process';

const site = argv[2];
const base = env.AMAZON_PAY_WASM_DOCS_BASE || '/';

const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(site.length).replaceAll('\\', '/').replace(/^\/*/, ''));
const known = new Set(files);
const pages = files.filter((path) => path.endsWith('.html'));

const texts = new Map(pages.map((path) => [path, readFileSync(join(site, path), 'utf8')]));
const ids = new Map([...texts].map(([path, text]) => [path, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => unescaped(id)))]));

/** @type {Set<string>} */
const faults = new Set();
/** @type {Set<string>} */
const elsewhere = new Set();
let links = 0;
for (const [path, text] of texts) {
  for (const [, element, attributes] of text.matchAll(/<(a|link|script|img|source|iframe)\s([^>]*)>/g)) {
    const address = /\s(?:href|src)="([^"]*)"/.exec(` ${attributes}`)?.[1];
    if (address === undefined) continue;
    links += 1;
    check(path, element, unescaped(address));
  }
}
for (const path of files.filter((file) => file.endsWith('.css'))) {
  if (/url\(["']?(?:https?:)?\/\//.test(readFileSync(join(site, path), 'utf8'))) faults.add(`${path}: loads from elsewhere`);
}

for (const fault of [...faults].sort()) console.error(fault);
console.log(`${pages.length} pages, ${links} links, ${elsewhere.size} addresses elsewhere, ${faults.size} faults`);
if (faults.size > 0 || pages.length < 20) process.exitCode = 1;

/** @param {string} path @param {string} element @param {string} address */
function check(path, element, address) {
  if (/^(https?:)?\/\//.test(address)) {
    if (element === 'a') elsewhere.add(address);
    else faults.add(`${path}: <${element}> loads ${address}`);
    return;
  }
  if (/^(mailto|data):/.test(address)) return;
  const [place, fragment] = address.split('#', 2);
  const target = place === '' ? path : file(path, place.split('?', 1)[0]);
  if (target === undefined || !known.has(target)) faults.add(`${path}: ${address} leads nowhere`);
  else if (fragment && ids.has(target) && !ids.get(target)?.has(decodeURIComponent(fragment))) faults.add(`${path}: ${address}: no such heading`);
}

/** The site's file for an address on one of its pages. */
function file(/** @type {string} */ path, /** @type {string} */ place) {
  const absolute = place.startsWith('/') ? place : posix.join(base, posix.dirname(path), place);
  if (!absolute.startsWith(base)) return undefined;
  const inside = decodeURIComponent(absolute.slice(base.length));
  const candidates = [inside, posix.join(inside, 'index.html'), `${inside}.html`].map((one) => one.replace(/^\.?\/?/, ''));
  return candidates.find((one) => known.has(one));
}

function unescaped(/** @type {string} */ text) {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
