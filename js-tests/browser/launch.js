// @ts-check
// The browser of a test, without a window: Chromium, or, where FIREFOX holds its path, Firefox.

import { chromium, firefox } from 'playwright-core';

export function launched() {
  const { FIREFOX, CHROMIUM = '/usr/bin/chromium' } = process.env;
  if (FIREFOX) return firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX });
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath: CHROMIUM, args });
}
