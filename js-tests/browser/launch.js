// @ts-check
// The browser of a test, without a window: Chromium, or, where FIREFOX holds its path, Firefox.

import { chromium, firefox } from 'playwright-core';

/**
 * @param {'light' | 'dark'} [theme] of Firefox, which has one for all its pages; Chromium's pages have each
 *   their own
 */
export async function launched(theme = 'light') {
  const { FIREFOX, CHROMIUM = '/usr/bin/chromium' } = process.env;
  if (FIREFOX) {
    const firefoxUserPrefs = { 'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1 };
    return heard(await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX, firefoxUserPrefs }));
  }
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking'];
  return heard(await chromium.launch({ executablePath: CHROMIUM, args }));
}

/**
 * Keeps what all pages and their workers print and throw, where somebody looks for secrets in it.
 *
 * @param {import('playwright-core').Browser} browser
 */
function heard(browser) {
  const keep = /** @type {any} */ (globalThis)[Symbol.for('amazon-pay-wasm.canaries')];
  if (keep === undefined) return browser;
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const tab = await make(options);
    tab.on('console', (message) => keep('console', message.text(), message.location().url));
    tab.on('weberror', (error) => keep('page error', `${error.error().stack ?? error.error()}`));
    return tab;
  };
  return browser;
}

/**
 * A browser whose pages can be of the theme: the one at hand, or another for this test.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {'light' | 'dark'} [theme]
 */
export async function themed(t, browser, theme) {
  if (theme !== 'dark' || !process.env.FIREFOX) return browser;
  const own = await launched(theme);
  t.after(() => own.close());
  return own;
}
