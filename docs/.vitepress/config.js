// @ts-check
// The site: its pages in the order in which they are read, and nothing that is loaded from elsewhere.
// `cargo xtask docs` builds it; what the programs on its pages do is tested by js-tests/docs.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { ours } from './markdown.js';

/** Where the site will stand, such as `/amazon-pay-wasm/`. */
const base = process.env.AMAZON_PAY_WASM_DOCS_BASE || '/';
const here = fileURLToPath(new URL('..', import.meta.url));

/** A page by its path, under the title that it gives itself. */
function page(/** @type {string} */ path) {
  const heading = /^# (.*)$/m.exec(readFileSync(`${here}${path}.md`, 'utf8'))?.[1];
  if (heading === undefined) throw new Error(`docs/${path}.md has no title`);
  return { text: heading.replaceAll('`', ''), link: `/${path}` };
}

/** The pages of a folder that others add to, by name. */
function folder(/** @type {string} */ name) {
  const files = existsSync(here + name) ? readdirSync(here + name) : [];
  const names = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3));
  const first = names.includes('index') ? [{ ...page(`${name}/index`), link: `/${name}/` }] : [];
  return [...first, ...names.filter((other) => other !== 'index').sort().map((other) => page(`${name}/${other}`))];
}

/**
 * The reference that TypeDoc made of the types. What it lists by the hundred (interfaces, types) is on
 * the page of its module: a sidebar of three hundred lines would be on each of three hundred pages.
 */
function reference() {
  const path = `${here}api/typedoc-sidebar.json`;
  /** @type {any[]} */
  const modules = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  const flat = (/** @type {any} */ module) => {
    const inner = module.items.filter((/** @type {any} */ item) => item.link !== undefined && item.items !== undefined);
    const names = module.items
      .filter(({ text }) => text === 'Classes' || text === 'Functions')
      .flatMap((/** @type {any} */ group) => group.items)
      .sort((/** @type {any} */ one, /** @type {any} */ other) => Number(other.text === 'AmazonPay') - Number(one.text === 'AmazonPay'));
    return [{ text: module.text, link: module.link, collapsed: false, items: names }, ...inner.flatMap(flat)];
  };
  return modules.flatMap(flat);
}

const guide = [
  'guide/first-payment',
  'guide/install',
  'guide/credentials',
  'guide/order-reference',
  'guide/errors',
  'guide/retries',
  'guide/deadlines',
  'guide/security',
  'guide/wasm',
  'guide/memory',
  'guide/testing',
  'guide/going-live',
  'guide/troubleshooting',
].map(page);

const recipes = [
  'recipes/one-time',
  'recipes/deferred',
  'recipes/split-shipment',
  'recipes/subscription',
  'recipes/sca',
  'recipes/declines',
  'recipes/refunds',
  'recipes/notifications',
  'recipes/fleets',
  'recipes/solution-providers',
  'recipes/testing',
].map(page);

const tools = ['sandbox', 'cli', 'scratchpad'].map(page);
const tables = ['operations', 'states', 'limits', ...(existsSync(`${here}errors.md`) ? ['errors'] : [])].map(page);

export default defineConfig({
  title: 'amazon-pay-wasm',
  description: 'SDK and sandbox for the legacy payment API of Amazon Pay. Unofficial.',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  base,
  outDir: '../target/docs/site',
  cacheDir: '../target/docs/cache',
  srcExclude: ['reference/**'],
  lastUpdated: false,
  metaChunk: true,
  markdown: {
    // The usual ones are too pale to be read by everybody.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: ours,
  },
  // The search index is one file, and loaded when somebody searches.
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    externalLinkIcon: true,
    nav: [
      { text: 'Guide', link: '/guide/first-payment', activeMatch: '^/guide/' },
      { text: 'Recipes', link: '/recipes/one-time', activeMatch: '^/recipes/' },
      { text: 'Sandbox', link: '/sandbox', activeMatch: '^/(sandbox|cli|scratchpad)' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
    ],
    sidebar: {
      '/api/': [{ text: 'API reference', link: '/api/', items: reference() }],
      '/': [
        { text: 'Guide', items: guide },
        { text: 'Recipes', items: recipes },
        { text: 'Sandbox and tools', items: tools },
        { text: 'Reference', items: [...tables, { text: 'API reference', link: '/api/' }] },
        { text: 'Migrating', items: folder('migrate') },
      ],
    },
    footer: {
      message: 'Unofficial: not affiliated with Amazon. MIT or Apache-2.0, as you like.',
    },
  },
});
