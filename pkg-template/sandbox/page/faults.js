// @ts-check
// Faults that wait to strike: added, shown, cleared.

import { attempt, send } from './control.js';
import { byId, element, offer, reconcile } from './element.js';

/**
 * @param {any} options what can be chosen
 */
export function offerFaults({ faults, operations }) {
  offer(byId('fault-kind'), faults.map((/** @type {any} */ { kind }) => ({ value: kind })));
  offer(byId('fault-operation'), [
    { value: '', label: 'every one' },
    ...operations.map((/** @type {string} */ value) => ({ value })),
  ]);
  // Notifications are of no operation, and only what waits has a length.
  const fit = () => {
    const kind = faults[byId('fault-kind').selectedIndex];
    byId('fault-operation').disabled = kind.strikesNotifications;
    byId('fault-milliseconds').disabled = !kind.kind.endsWith('delay');
  };
  byId('fault-kind').onchange = fit;
  fit();
}

/** @param {() => void} changed */
export function startFaults(changed) {
  const form = byId('fault');
  form.addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    /** @type {Record<string, any>} */
    const rule = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    for (const name of ['times', 'rate', 'milliseconds']) if (name in rule) rule[name] = Number(rule[name]);
    await attempt('Add fault', () => send('POST', '/sandbox/faults', rule));
    changed();
  });
  byId('clear').addEventListener('click', async () => {
    await attempt('Clear faults', () => send('DELETE', '/sandbox/faults'));
    changed();
  });
}

/** @param {any[]} faults */
export function showFaults(faults) {
  byId('faults-empty').hidden = faults.length > 0;
  reconcile(byId('faults'), faults, ({ id }) => String(id), () => element('li'), (row, fault) => {
    const often = fault.left === null ? 'until cleared' : `${fault.left} left`;
    const rate = fault.perMillion === 1_000_000 ? '' : `, at a rate of ${fault.perMillion / 1_000_000}`;
    row.replaceChildren(element('strong', {}, fault.kind), ` ${fault.operation ?? 'every one'}: ${often}${rate}`);
  });
}
