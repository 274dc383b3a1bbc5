// @ts-check
// The signature debugger's view. It knows how a diagnosis is shown; how it is found, signature/ knows.

import { byId, element } from '../../pkg-template/sandbox/page/element.js';
import { code } from './form.js';
import { broken } from './signature/broken.js';
import { diagnosed } from './signature/debugger.js';

const VERDICTS = {
  unreadable: ['wait', 'This is no request', 'A body begins like `AWSAccessKeyId=…&Action=…`, a string to sign with `POST` on a line of its own.'],
  right: ['good', 'It is signed rightly', 'If it is refused all the same, the service has another key, another host arrives there, or the request was changed on its way.'],
  proven: ['bad', 'Found', 'Signed with this mistake it gives exactly what you pasted.'],
  unknown: ['bad', 'Not signed rightly', 'None of the known mistakes explains it.'],
  unproven: ['wait', 'Look at this first', 'Give the secret key (and a request with its Signature), and the cause can be proven. It stays in this page.'],
};

/** @param {() => { service: import('./service.js').Service, stages: any }} current */
export function startDebugger(current) {
  byId('broken').append(element('option', { value: '' }, 'A broken example…'), ...broken.map(({ title }, at) => element('option', { value: String(at) }, title.replaceAll('`', ''))));
  byId('broken').addEventListener('change', async () => {
    const example = broken[Number(byId('broken').value)];
    if (byId('broken').value === '') return;
    const { service, stages } = current();
    byId('pasted').value = await example.make(stages, service.credentials.secretKey);
    byId('debug-secret').value = service.credentials.secretKey;
    await diagnose();
  });
  byId('debug').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    diagnose();
  });
}

/** @param {import('./service.js').Service} service */
export function knowService({ credentials, pay }) {
  const { host, pathname } = new URL(pay.prepare('GetServiceStatus').url);
  byId('debug-host').value = host;
  byId('debug-path').value = pathname;
  byId('debug-secret').value = credentials.secretKey;
}

async function diagnose() {
  const found = await diagnosed(byId('pasted').value, {
    secretKey: byId('debug-secret').value,
    host: byId('debug-host').value.trim(),
    path: byId('debug-path').value.trim(),
  });
  const { verdict, findings, causes, difference, expected, kind } = found;
  const [look, title, says] = VERDICTS[verdict];
  const all = [...causes, ...findings];
  byId('diagnosis').replaceChildren(
    element('p', { class: `verdict ${look}` }, element('strong', {}, title), ' ', ...code(verdict === 'unknown' ? unknown(found) : says)),
    ...(all.length === 0 ? [] : [element('ul', { class: 'causes' }, ...all.map(({ why, code: name }) => element('li', { 'data-cause': name }, ...code(why))))]),
    ...(difference === undefined ? [] : [shown(difference, kind === 'string-to-sign')]),
    ...(expected === undefined || difference !== undefined ? [] : [element('h3', {}, 'What must be signed'), element('pre', {}, element('code', {}, expected))]),
    ...(found.signature === undefined ? [] : [element('h3', {}, 'The right signature'), element('pre', {}, element('code', {}, found.signature))]),
  );
}

/** @param {import('./signature/debugger.js').Diagnosis} found */
function unknown({ kind }) {
  return kind === 'string-to-sign'
    ? 'No known mistake explains all of it; below is where it differs.'
    : 'It is not the text: with all known mistakes, alone and in pairs, another signature comes out. Then the secret key is another one than that of this access key, or the request was changed after it was signed.';
}

/**
 * @param {import('./signature/difference.js').Difference} found
 * @param {boolean} isText
 */
function shown({ line, column, given, expected, givenPieces, expectedPieces }, isText) {
  const text = (/** @type {import('./signature/difference.js').Piece[]} */ pieces) => element('pre', { class: 'pieces' }, element('code', {}, ...pieces.map((piece) => (piece.differs ? element('mark', {}, piece.text.replaceAll('\n', '↵\n')) : piece.text))));
  return element('div', {},
    element('p', {}, `They first differ in line ${line}, column ${column}: `, element('code', {}, given), ' instead of ', element('code', {}, expected), '.'),
    element('h3', {}, isText ? 'What you pasted' : 'What was signed'), text(givenPieces),
    element('h3', {}, 'What must be signed'), text(expectedPieces));
}
