// @ts-check
// The service's time: moved by so much, or to what comes next. It knows how to find out when that is and
// what came of it; buttons with a time of their own are the sandbox's page's.

import { attempt, get, send, tell } from '../../pkg-template/sandbox/page/control.js';
import { byId } from '../../pkg-template/sandbox/page/element.js';
import { words } from '../../pkg-template/sandbox/page/words.js';

/** What was put off may have lost its point: then the one after it is next. */
const MOST_STEPS = 100;
const UNITS = /** @type {const} */ ([['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]]);

/** @param {() => Promise<unknown>} moved */
export function startTime(moved) {
  byId('next').addEventListener('click', async () => {
    await toNext().catch((error) => tell(`Next event: ${error.message}`, true));
    await moved();
  });
  byId('advance').addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const milliseconds = Math.round(Number(byId('advance-count').value) * Number(byId('advance-unit').value));
    await attempt(`Clock +${span(milliseconds)}`, () => send('POST', '/sandbox/clock/advance', { milliseconds }));
    await moved();
  });
}

/** @param {{ now: number, next?: number | null }} clock */
export function showNext({ now, next }) {
  byId('next-due').textContent = next === undefined || next === null
    ? 'Nothing is due: nothing happens by itself.'
    : `Something may fall due in ${span(Math.max(0, next - now))}.`;
}

/** Moves the clock until something happens by itself. */
async function toNext() {
  let { last } = await get(`/sandbox/journal?after=${Number.MAX_SAFE_INTEGER}`);
  let gone = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { now, next } = await get('/sandbox/clock');
    if (next === undefined || next === null) break;
    const milliseconds = Math.max(0, next - now);
    await send('POST', '/sandbox/clock/advance', { milliseconds });
    gone += milliseconds;
    const { entries } = await get(`/sandbox/journal?after=${last}`);
    if (entries.length > 0) return tell(`After ${span(gone)}: ${happened(entries)}`);
  }
  tell('Nothing happens by itself any more.');
}

/** @param {any[]} entries */
function happened(entries) {
  const told = entries.filter(({ type }) => type === 'transition').map(({ object, id, to, trigger }) => `${words(object)} ${id} is ${to} (${trigger}).`);
  return told.length > 0 ? told.join(' ') : 'a notification was sent.';
}

/**
 * A length of time in words, exact to the second.
 *
 * @param {number} milliseconds
 */
export function span(milliseconds) {
  let rest = Math.round(milliseconds / 1000) * 1000;
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'no time' : parts.join(' ');
}
