// @ts-check
// A state machine, drawn from the sandbox's own table: a row for each state that can be left, one for
// those that can't. It knows where boxes and arrows lie; which there are, the table says.

import { byId, element } from '../../pkg-template/sandbox/page/element.js';
import { badge, capital, words } from '../../pkg-template/sandbox/page/words.js';

/**
 * @typedef {{ from: string[], to: string, trigger: string, reasonCode: string | null }} Arrow
 * @typedef {{ type: string, arrows: Arrow[] }} Machine
 */

const BEGINNING = '(none)';
const [WIDTH, ROW, BOX, HIGH] = [340, 78, 96, 34];
const MIDDLE = WIDTH / 2;

/**
 * @param {Machine | undefined} machine
 * @param {any} object nothing, where none is selected
 */
export function showMachine(machine, object) {
  byId('machine-empty').hidden = machine !== undefined;
  byId('machine-title').textContent = machine === undefined ? 'State machine' : `${capital(words(machine.type))}: its states`;
  if (machine === undefined) return byId('machine-body').replaceChildren();
  const ways = machine.arrows.filter(({ from }) => from.includes(object.state));
  const rows = ways.map(({ to, trigger, reasonCode }) => element('li', { class: 'line' }, badge(to), element('span', {}, capital(trigger)), ...(reasonCode === null ? [] : [element('code', {}, reasonCode)])));
  byId('machine-body').replaceChildren(
    drawn(machine, object),
    element('h3', {}, `From ${object.state} it can go`),
    ways.length === 0 ? element('p', { class: 'quiet' }, 'nowhere: this state is final.') : element('ul', { class: 'log' }, ...rows),
  );
}

/**
 * @param {Machine} machine
 * @param {any} object
 */
function drawn({ type, arrows }, { state, history }) {
  const places = arranged(arrows);
  const rows = Math.max(...Array.from(places.values(), ({ row }) => row)) + 1;
  const visited = new Set(history.filter((/** @type {any} */ entry) => entry.type === 'transition').flatMap((/** @type {{ from: string, to: string }} */ { from, to }) => [`${from}→${to}`, from, to]));
  const pairs = new Map(arrows.flatMap((arrow) => arrow.from.map((from) => [`${from}→${arrow.to}`, { from, to: arrow.to }])));
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${(rows - 1) * ROW + 40}`, class: 'machine', role: 'img', 'aria-label': `State machine of ${words(type)}; it is ${state} now` });
  svg.append(shape('defs', {}, ...['', 'taken', 'way'].map(head)));
  const order = [...pairs].toSorted(([one], [other]) => Number(visited.has(one)) - Number(visited.has(other)));
  for (const [name, { from, to }] of order) {
    const kind = visited.has(name) ? 'taken' : from === state ? 'way' : '';
    const triggers = arrows.filter((arrow) => arrow.to === to && arrow.from.includes(from)).map(({ trigger, reasonCode }) => (reasonCode === null ? trigger : `${trigger} (${reasonCode})`));
    const path = shape('path', { d: route(from, to, places, pairs), class: `arrow ${kind}`, 'marker-end': `url(#head-${kind})` });
    path.append(shape('title', {}, `${from} → ${to}: ${triggers.join(', ')}`));
    svg.append(path);
  }
  for (const [name, { x, y }] of places) {
    if (name === BEGINNING) {
      svg.append(shape('circle', { cx: x, cy: y, r: 7, class: 'begin' }));
      continue;
    }
    const now = name === state ? ' now' : visited.has(name) ? ' visited' : '';
    svg.append(shape('g', { class: `box${now}`, 'data-state': name },
      shape('rect', { x: x - BOX / 2, y: y - HIGH / 2, width: BOX, height: HIGH, rx: 8 }),
      shape('text', { x, y: y + 5, 'text-anchor': 'middle' }, name)));
  }
  return svg;
}

/**
 * Rows from top to bottom: the beginning, states in the order in which the table comes to them, and
 * final ones side by side.
 *
 * @param {Arrow[]} arrows
 * @returns {Map<string, { x: number, y: number, row: number }>}
 */
function arranged(arrows) {
  const names = [...new Set([BEGINNING, ...arrows.map(({ to }) => to)])];
  const leaves = (/** @type {string} */ name) => arrows.some(({ from, to }) => from.includes(name) && to !== name);
  const passing = names.filter(leaves);
  const final = names.filter((name) => !leaves(name));
  const y = (/** @type {number} */ row) => row * ROW + (row === 0 ? 14 : 0) + 10;
  const last = passing.length;
  return new Map([
    ...passing.map((name, row) => /** @type {const} */ ([name, { x: MIDDLE, y: y(row), row }])),
    ...final.map((name, at) => /** @type {const} */ ([name, { x: final.length === 1 ? MIDDLE : 60 + (at * (WIDTH - 120)) / (final.length - 1), y: y(last), row: last }])),
  ]);
}

/**
 * @param {string} from
 * @param {string} to
 * @param {Map<string, { x: number, y: number, row: number }>} places
 * @param {Map<string, unknown>} pairs
 */
function route(from, to, places, pairs) {
  const start = /** @type {{ x: number, y: number, row: number }} */ (places.get(from));
  const end = /** @type {{ x: number, y: number, row: number }} */ (places.get(to));
  const half = from === BEGINNING ? 9 : HIGH / 2;
  if (from === to) return `M${start.x + 20},${start.y - half} c2,-22 44,-16 24,-4`;
  const aside = pairs.has(`${to}→${from}`) ? 16 : 0;
  if (end.row === start.row + 1 && start.x === end.x) return `M${start.x - aside},${start.y + half} L${end.x - aside},${end.y - HIGH / 2 - 5}`;
  if (end.row < start.row) return `M${start.x + aside},${start.y - half} L${end.x + aside},${end.y + HIGH / 2 + 5}`;
  // Past the rows between: out at the side, and down.
  if (end.x === start.x) {
    const out = start.x + BOX / 2;
    return `M${start.x + (from === BEGINNING ? 9 : BOX / 2)},${start.y} C${out + 62},${start.y} ${out + 62},${end.y - 7} ${out + 6},${end.y - 7}`;
  }
  const side = Math.sign(end.x - start.x);
  const landing = end.x + side * (start.row === 0 ? 22 : 0) - side * 14 * Math.max(0, start.row - 1);
  const [edge, level] = from === BEGINNING ? [start.x + side * 9, start.y] : [start.x + side * (BOX / 2), start.y + 7];
  return `M${edge},${level} C${landing},${level} ${landing},${level + 20} ${landing},${Math.min(level + 50, end.y - HIGH / 2 - 18)} L${landing},${end.y - HIGH / 2 - 5}`;
}

/** @param {string} kind */
function head(kind) {
  return shape('marker', { id: `head-${kind}`, viewBox: '0 0 8 8', refX: 4, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, shape('path', { d: 'M0,0 L8,4 L0,8 z', class: `head ${kind}` }));
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function shape(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
