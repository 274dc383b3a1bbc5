// @ts-check
// Faults that wait to strike: added, shown, cleared.

import { attempt, send } from './control.js';
import { byId, element, offer, reconcile } from './element.js';

/**
 * @param {any} options what can be chosen
 */
export function offerFaults({ faults, operations, codes = [] }) {
  offer(byId('fault-kind'), faults.map((/** @type {any} */ { kind }) => ({ value: kind })));
  offer(byId('fault-operation'), [
    { value: '', label: 'every one' },
    ...operations.map((/** @type {string} */ value) => ({ value })),
  ]);
  byId('fault-codes').replaceChildren(...codes.map((/** @type {string} */ value) => element('option', { value })));
  // Notifications are of no operation, only what waits has a length, and only a refusal a code.
  const fit = () => {
    const { strikesNotifications, argument } = faults[byId('fault-kind').selectedIndex];
    const takes = { operation: !strikesNotifications, code: argument === 'code', milliseconds: argument === 'milliseconds' };
    for (const [name, taken] of Object.entries(takes)) {
      const input = byId(`fault-${name}`);
      input.disabled = !taken;
      for (const node of [input, ...input.labels]) node.hidden = !taken;
    }
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
  byId('clear-faults').addEventListener('click', async () => {
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
    const what = fault.code ?? (fault.milliseconds == null ? '' : `${fault.milliseconds} ms`);
    row.replaceChildren(element('strong', {}, fault.kind), what && ` ${what}`, ` · ${fault.operation ?? 'every one'}: ${often}${rate}`);
  });
}
