// @ts-check
// How things are said to a person: states, amounts, times, names of actions.

import { element } from './element.js';

/** @param {string} state */
export function badge(state) {
  return element('span', { class: 'state', 'data-state': state }, state);
}

/**
 * From state to state; what is new comes from none.
 *
 * @param {{ from: string, to: string }} transition
 */
export function step({ from, to }) {
  return from === '(none)' ? [badge(to)] : [badge(from), ' → ', badge(to)];
}

/** @param {{ amount: string, currencyCode: string } | undefined} money */
export function price(money) {
  return money === undefined ? '' : `${money.amount} ${money.currencyCode}`;
}

/** @param {string} at an ISO time */
export function hour(at) {
  return element('time', { dateTime: at, title: at }, at.slice(11, 19));
}

/**
 * A name of the service in words: `selectCard` is "select card", `OrderReference` "order reference".
 *
 * @param {string} name
 */
export function words(name) {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** @param {string} text */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
