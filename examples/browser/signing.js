// @ts-check
// What is signed of a call, beside its form: each stage, and the same call for a shell and as source
// code. It knows how stages are shown; the client makes them.

import { curl } from '../../pkg-template/cli/curl.js';
import { tell } from '../../pkg-template/sandbox/page/control.js';
import { byId, describe, element } from '../../pkg-template/sandbox/page/element.js';
import { sdkCode } from './code.js';

/** Which of the parts are open; kept while everything else changes. */
const open = new Set(['String to sign', 'As source code']);

/**
 * @param {any} operation
 * @param {any} params
 * @param {any} stages as `inspect` gives them; nothing while the parameters are wrong
 * @param {{ count: number, reachable: boolean, sent?: boolean }} known how many issues there are; whether
 *   another program could send it; whether it was sent, to the second
 */
export function showSigned(operation, params, stages, { count, reachable, sent = false }) {
  byId('signed-state').textContent = stages === undefined
    ? `Nothing can be signed yet: ${count === 1 ? 'one parameter is' : `${count} parameters are`} missing or wrong.`
    : `As it ${sent ? 'was sent' : 'would be sent now'}, ${stages.request.body.length} bytes. The secret key is in none of it.`;
  const parts = stages === undefined ? [] : [
    part('String to sign', lines(stages.stringToSign)),
    part('Signature', text(stages.signature)),
    part('Parameters', parameters(stages.parameters)),
    part('Canonical query string', text(stages.canonicalQueryString)),
    part('As a curl command', text(curl(stages.request)), reachable ? '' : 'It is signed for the sandbox in this page, which curl can’t reach. With a sandbox over HTTP, it can.'),
  ];
  byId('signed').replaceChildren(part('As source code', text(sdkCode(operation, params))), ...parts);
}

/**
 * @param {string} title
 * @param {any} content
 * @param {string} [note]
 */
function part(title, content, note = '') {
  const copy = element('button', { type: 'button', class: 'small', 'aria-label': `Copy: ${title}` }, 'Copy');
  copy.addEventListener('click', async () => {
    await Promise.resolve(navigator.clipboard?.writeText(content.copied ?? content.textContent)).then(() => tell(`${title}: copied.`), () => tell(`${title}: the browser did not let it be copied.`, true));
  });
  const fold = element('details', { class: 'part', open: open.has(title) }, element('summary', {}, title), element('div', { class: 'inner' }, content, ...(note === '' ? [] : [element('p', { class: 'quiet' }, note)]), copy));
  fold.addEventListener('toggle', () => (fold.open ? open.add(title) : open.delete(title)));
  return fold;
}

/** @param {string} written */
function text(written) {
  return element('pre', {}, element('code', {}, written));
}

/** Line breaks can be seen: they are signed, too. @param {string} written */
function lines(written) {
  const rows = written.split('\n');
  const nodes = rows.flatMap((row, at) => (at === rows.length - 1 ? [row] : [row, element('span', { class: 'break', 'aria-label': 'line break' , role: 'img' }, '↵'), '\n']));
  return Object.assign(element('pre', {}, element('code', {}, ...nodes)), { copied: written });
}

/** @param {Record<string, string>} all */
function parameters(all) {
  const list = element('dl', { class: 'parameters' });
  describe(list, Object.entries(all));
  return list;
}
