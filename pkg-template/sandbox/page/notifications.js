// @ts-check
// Notifications and what came of their deliveries.

import { byId, element, reconcile } from './element.js';
import { hour } from './words.js';

/** @param {any[]} notifications */
export function showNotifications(notifications) {
  byId('notifications-empty').hidden = notifications.length > 0;
  reconcile(byId('notifications'), notifications.toReversed(), ({ number }) => String(number), row, update);
}

function row() {
  return element('li', {}, element('details', {}, element('summary'), element('div', { class: 'exchange' })));
}

/**
 * @param {HTMLElement} item
 * @param {any} notification
 */
function update(item, { type, id, created, attempts, urls, done, message }) {
  const [summary, body] = /** @type {any} */ (item.firstElementChild).children;
  summary.replaceChildren(hour(created), element('strong', {}, type), element('span', { class: 'status' }, outcome(attempts, urls, done)));
  body.replaceChildren(
    element('p', {}, id),
    element('ol', { class: 'log' }, ...attempts.map(delivery)),
    element('p', { class: 'quiet' }, urls.length === 0 ? 'to nobody: no address is set' : `to ${urls.join(', ')}`),
    element('pre', {}, element('code', {}, message)),
  );
}

/**
 * @param {any[]} attempts
 * @param {string[]} urls
 * @param {boolean} done
 */
function outcome(attempts, urls, done) {
  const last = attempts.at(-1);
  if (last?.status >= 200 && last?.status < 300) return `taken, ${last.status}`;
  if (last === undefined) return done || urls.length === 0 ? 'not sent' : 'waiting';
  const times = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return `${times}, ${done ? 'given up' : 'not taken yet'}`;
}

/** @param {any} attempt */
function delivery({ at, status, reported }) {
  const came = status === null ? (reported ? 'nobody answered' : 'under way') : `answered ${status}`;
  return element('li', { class: 'line' }, hour(at), came);
}
