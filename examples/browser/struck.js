// @ts-check
// Which faults have struck: the newest on top. It knows the part of the journal that it has read.

import { get } from '../../pkg-template/sandbox/page/control.js';
import { byId, element, reconcile } from '../../pkg-template/sandbox/page/element.js';
import { hour } from '../../pkg-template/sandbox/page/words.js';

const MOST = 20;

/** @type {any[]} */
let struck = [];
let last = 0;

/** Begins with a sandbox, from its present on. */
export async function beginStruck() {
  struck = [];
  ({ last } = await get(`/sandbox/journal?after=${Number.MAX_SAFE_INTEGER}`));
}

/** Reads on, and shows what it finds. */
export async function showStruck() {
  const after = last;
  const { entries, last: read } = await get(`/sandbox/journal?after=${after}`);
  // Somebody else may have read on in the meantime.
  if (after !== last) return;
  last = read;
  struck = [...entries.filter((/** @type {any} */ { type }) => type === 'fault').toReversed(), ...struck].slice(0, MOST);
  byId('struck-empty').hidden = struck.length > 0;
  reconcile(byId('struck'), struck, ({ number }) => String(number), ({ kind, operation, at }) => element('li', { class: 'line' }, hour(at), element('strong', {}, kind), element('span', {}, operation)));
}
