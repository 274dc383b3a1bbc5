// @ts-check
// A tour under way: which step is next, and what came of the last one. It knows the bar at the top; how a
// step is done, it is told.

import { tell } from '../../pkg-template/sandbox/page/control.js';
import { byId, element } from '../../pkg-template/sandbox/page/element.js';
import { tours } from './tours.js';

/** @typedef {import('./tours.js').Tour} Tour */

/**
 * @typedef {object} Doing
 * @property {(region: string) => Promise<void>} begin
 * @property {(kind: string, body: object) => Promise<any>} make
 * @property {(operation: string, params: object) => Promise<{ value?: any, error?: any }>} call
 * @property {(actor: string, id: string, body: object) => Promise<any>} act
 * @property {(milliseconds: number) => Promise<any>} wait
 * @property {(view: string, id?: string) => Promise<any>} look
 */

/** @type {Tour | undefined} */
let tour;
let at = 0;
/** @type {import('./tours.js').Kept} */
let kept = {};

/** @param {Doing} doing */
export function startTour(doing) {
  byId('tours').append(...tours.map((one) => {
    const button = element('button', { type: 'button', value: one.key, 'aria-pressed': 'false' }, one.title);
    button.addEventListener('click', async () => {
      await doing.begin(one.region);
      [tour, at, kept] = [one, 0, {}];
      show();
      byId('tour-next').focus();
    });
    return button;
  }));
  byId('tour-leave').addEventListener('click', () => {
    const left = tour?.key;
    leaveTour();
    /** @type {HTMLElement | null} */ (byId('tours').querySelector(`[value="${left}"]`))?.focus();
  });
  byId('tour-next').addEventListener('click', async () => {
    if (tour === undefined) return;
    byId('tour-next').disabled = true;
    tell('');
    try {
      await next(doing, tour.steps[at]);
      at++;
    } catch (error) {
      tell(`${tour.steps[at].title}: ${error instanceof Error ? error.message : error}`, true);
    }
    byId('tour-next').disabled = false;
    show();
    byId(byId('tour-next').hidden ? 'tour-leave' : 'tour-next').focus({ preventScroll: true });
  });
}

/** Ends the tour that is under way, if one is. */
export function leaveTour() {
  tour = undefined;
  show();
}

/**
 * @param {Doing} doing
 * @param {import('./tours.js').Step} step
 */
async function next(doing, { does, keep, refused, title }) {
  const [what, ...given] = does(kept);
  const answer = await /** @type {any} */ (doing)[what](...given);
  if (what !== 'call') {
    if (keep !== undefined) Object.assign(kept, keep(answer));
    return;
  }
  const { value, error } = answer;
  if (refused !== undefined ? error?.code !== refused : error !== undefined) {
    throw error ?? new Error(`${title} was to be refused with ${refused}`);
  }
  if (keep !== undefined) Object.assign(kept, keep(value));
}

function show() {
  byId('tour-body').hidden = tour === undefined;
  for (const button of byId('tours').querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.value === tour?.key));
  if (tour === undefined) return;
  const { steps, end } = tour;
  byId('tour-steps').replaceChildren(...steps.map(({ title }, place) => {
    const item = element('li', { 'data-step': place < at ? 'done' : place === at ? 'now' : 'later' }, element('span', { class: 'hidden' }, place < at ? 'done: ' : ''), title);
    if (place === at) item.setAttribute('aria-current', 'step');
    return item;
  }));
  const over = at >= steps.length;
  byId('tour-next').hidden = over;
  const step = over ? undefined : steps[at];
  const words = step === undefined ? `The end. ${end}` : `${step.text}`;
  const head = step === undefined ? [] : [element('strong', {}, `${at + 1} of ${steps.length}: ${step.title}. `)];
  byId('tour-text').replaceChildren(...head, ...words.split('`').map((piece, place) => (place % 2 === 1 ? element('code', {}, piece) : piece)));
}
