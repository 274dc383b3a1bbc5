// @ts-check
// Where the sandbox is, and how it is made: chosen by a person, and shown. It knows the form; what a
// service is, service.js knows.

import { regions } from 'amazon-pay-wasm/operations';
import { attempt } from '../../pkg-template/sandbox/page/control.js';
import { byId, offer } from '../../pkg-template/sandbox/page/element.js';
import { code } from './form.js';
import { command } from './service.js';

/**
 * @typedef {{ kind: 'page', region: string, throttling: boolean } | { kind: 'http', address: string }} Wanted
 */

/** @param {(wanted: Wanted) => Promise<unknown>} begin */
export function startPlace(begin) {
  offer(byId('where-region'), regions.map(({ key, currencyCode }) => ({ value: key, label: currencyCode })));
  byId('where-kind').addEventListener('change', fit);
  byId('where').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    attempt('Begin anew', () => begin(wanted()));
  });
  fit();
}

/** @returns {Wanted} */
function wanted() {
  return byId('where-kind').value === 'http'
    ? { kind: 'http', address: byId('where-address').value }
    : { kind: 'page', region: byId('where-region').value, throttling: byId('where-throttling').checked };
}

/** @param {import('./service.js').Service} service */
export function showPlace({ kind, region, address, throttling }) {
  byId('place').textContent = kind === 'page'
    ? `a sandbox in this page · region ${region} · nothing leaves it`
    : `the sandbox at ${address} · region ${region}`;
  byId('where-kind').value = kind;
  byId('where-region').value = regionOf(region);
  byId('where-throttling').checked = throttling;
  fit();
}

/** A region by its own name; a sandbox over HTTP may go by another. @param {string} name */
export function regionOf(name) {
  return regions.find(({ key, aliases }) => [key, ...aliases].includes(name))?.key ?? '';
}

/** Shows what belongs to the place that is chosen. */
function fit() {
  const http = byId('where-kind').value === 'http';
  for (const [id, shown] of /** @type {const} */ ([['where-address', http], ['where-region', !http], ['where-throttling', !http]])) {
    for (const node of [byId(id), ...byId(id).labels]) node.hidden = !shown;
  }
  byId('where-hint').replaceChildren(...code(http
    ? `Start it with \`${command()}\`, so that this page may call it.`
    : 'A new sandbox forgets everything that was done. Quotas come back only as the clock is moved.'));
}
