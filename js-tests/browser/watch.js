// A page that is watched, and what may be said against how it looks.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Milliseconds within which something must be seen: no test passes or fails by being fast. */
const PATIENCE = 30_000;

/**
 * A page of which every fault is kept: what it throws, what it complains of, and what it asks of others
 * than the allowed origins.
 *
 * @param {import('playwright-core').BrowserContext} tab
 * @param {string[]} allowed
 */
export async function watched(tab, allowed) {
  const page = await tab.newPage();
  page.setDefaultTimeout(Number(process.env.PATIENCE ?? PATIENCE));
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => allowed.includes(new URL(request.url()).origin) || faults.push(`asks ${request.url()}`));
  return { page, faults };
}

/**
 * Lets axe be asked about a page.
 *
 * @param {import('playwright-core').Page} page
 * @param {'light' | 'dark'} theme that it must be of
 */
export async function auditor(page, theme) {
  assert.equal(await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')), theme);
  await page.evaluate(AXE);
  /** @param {string} where */
  return async (where) => {
    const { violations, passes } = await page.evaluate(() => /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] }));
    const told = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`);
    assert.deepEqual(told, []);
    assert.ok(passes.length > 20, 'axe looked at something');
  };
}

/** Whether nothing stands out to the side. @param {import('playwright-core').Page} page @param {string} where */
export async function fits(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0, `${where} is wider than the screen`);
}
