// @ts-check
// The service's clock: shown, and moved.

import { attempt, send } from './control.js';
import { byId } from './element.js';

/** The service's time beyond this machine's; none where time stands still. @type {number | undefined} */
let ahead;

/** @param {{ now: number, clock: string }} health */
export function showClock({ now, clock }) {
  ahead = clock === 'real' ? now - Date.now() : undefined;
  byId('mode').textContent = clock === 'real' ? 'clock runs' : 'clock stands, until it is moved';
  write(now);
}

/** @param {() => void} moved */
export function startClock(moved) {
  setInterval(() => ahead !== undefined && write(Date.now() + ahead), 1000);
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', async () => {
      const milliseconds = Number(/** @type {HTMLElement} */ (button).dataset.advance);
      await attempt(`Clock ${button.textContent}`, () => send('POST', '/sandbox/clock/advance', { milliseconds }));
      moved();
    });
  }
}

/** @param {number} now */
function write(now) {
  const text = new Date(now).toISOString();
  byId('now').dateTime = text;
  byId('now').textContent = `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}
