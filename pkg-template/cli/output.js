// @ts-check
// How an answer is shown: as an outline to a person at a terminal, as JSON to a program. It refuses to
// know what is in it.

/** @typedef {{ isTTY?: boolean, write(text: string): unknown }} Stream */

/**
 * @param {unknown} value what JSON can hold
 * @param {boolean} [json] JSON in any case
 * @param {Stream} [stream]
 */
export function show(value, json = false, stream = process.stdout) {
  const plain = JSON.parse(JSON.stringify(value));
  stream.write(stream.isTTY && !json ? outline(plain, '') : `${JSON.stringify(plain, null, 2)}\n`);
}

/**
 * @param {any} value
 * @param {string} indent
 * @returns {string}
 */
function outline(value, indent) {
  return Object.entries(value)
    .map(([name, held]) => {
      const label = `${indent}${Array.isArray(value) ? '-' : `${name}:`}`;
      if (held === null || typeof held !== 'object') return `${label} ${printable(held)}\n`;
      return Object.keys(held).length === 0 ? `${label} none\n` : `${label}\n${outline(held, `${indent}  `)}`;
    })
    .join('');
}

/** What a service sent must not drive a terminal. @param {unknown} held */
export function printable(held) {
  return String(held).replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}
