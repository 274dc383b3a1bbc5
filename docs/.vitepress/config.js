// @ts-check
// The site: its pages in the order in which they are read, and nothing that is loaded from elsewhere.
// `cargo xtask docs` builds it; what the programs on its pages do is tested by js-tests/docs.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { titled } from './title.js';

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

/** The reference that TypeDoc made of the types. */
function reference() {
  const path = `${here}api/typedoc-sidebar.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
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
  // Where the site will stand, such as `/amazon-pay-wasm/`.
  base: process.env.AMAZON_PAY_WASM_DOCS_BASE || '/',
  outDir: '../target/docs/site',
  cacheDir: '../target/docs/cache',
  srcExclude: ['reference/**'],
  // What `npm run dev` at another's would rewrite.
  lastUpdated: false,
  metaChunk: true,
  markdown: {
    languageAlias: { output: 'txt' },
    config: (markdown) => titled(markdown),
  },
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
        { text: 'Migrating', collapsed: false, items: folder('migrate') },
      ],
    },
    footer: {
      message: 'Unofficial: not affiliated with Amazon. MIT or Apache-2.0, as you like.',
    },
  },
});
