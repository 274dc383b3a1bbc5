// @ts-check
// The log of notifications, and how one is verified. It knows in which order `verifyNotification` checks
// and which reason belongs to which step; the checking is the client's.

import { NotificationError, verifyNotification } from 'amazon-pay-wasm/slim';
import { stringToSign } from 'amazon-pay-wasm/notification/envelope.js';
import { byId, element, reconcile } from '../../pkg-template/sandbox/page/element.js';
import { hour } from '../../pkg-template/sandbox/page/words.js';
import { tree } from './answer.js';

/**
 * What is checked, in order: the reasons for which each step refuses, and what it says.
 *
 * @type {[string[], string, string][]}
 */
const STEPS = [
  [['body', 'too-large', 'envelope', 'unsupported'], 'The envelope', 'JSON with the fields of the notification service (SNS), of a known version, and nothing besides.'],
  [['certificate-url'], 'The certificate’s address', 'Of Amazon’s notification service, or, for a sandbox, the one in its `trust`. An address elsewhere could hold anybody’s key.'],
  [['certificate-unavailable', 'certificate', 'certificate-subject', 'certificate-key', 'certificate-expired'], 'The certificate', 'It can be read, names the right subject, has a strong key and is valid now.'],
  [['signature'], 'The signature', 'RSA over the fields in their order. One changed character stops here.'],
  [['topic'], 'The topic', 'Amazon Pay’s own. Anybody may sign through a topic of their own.'],
  [['stale'], 'The age', 'Not older than 15 days: an old one may be sent again by whoever kept it.'],
  [['subscribe-url', 'message'], 'The message', 'JSON inside the JSON, and XML inside that: all of it can be read.'],
  [['seller'], 'The seller', 'It is for this merchant and no other.'],
  [['environment'], 'The environment', 'It comes from the sandbox, as it should here.'],
];

/** @type {(number: number) => void} */
let onSelect = () => {};
let selected = -1;

/**
 * @param {import('./service.js').Service} service
 * @param {any[]} notifications as the control plane lists them
 */
export function showLog(service, notifications) {
  const rows = service.kind === 'page'
    ? service.envelopes.map(({ text }, number) => ({ number, ...headOf(text) }))
    : notifications.map(({ number, type, created, id }) => ({ number, type, at: created, id }));
  byId('log-empty').hidden = rows.length > 0;
  reconcile(byId('log'), rows.toReversed(), ({ number }) => `${service.region} ${number}`, ({ number, type, at, id }) => {
    const button = element('button', { type: 'button', class: 'node', value: String(number), 'aria-pressed': 'false' }, element('span', { class: 'kind' }, type), hour(at), element('span', { class: 'id' }, id));
    button.addEventListener('click', () => onSelect(number));
    return element('li', {}, button);
  });
  for (const button of byId('log').querySelectorAll('button')) button.setAttribute('aria-pressed', String(Number(button.value) === selected));
}

/** @param {string} text */
function headOf(text) {
  const { Message, Timestamp } = JSON.parse(text);
  const { NotificationType: type, NotificationReferenceId: id } = JSON.parse(Message);
  return { type: type ?? 'Notification', id: id ?? '', at: Timestamp };
}

/** @param {() => import('./service.js').Service} current */
export function startNotifications(current) {
  const check = async () => show(byId('envelope').value, current());
  onSelect = async (number) => {
    const service = current();
    selected = number;
    for (const button of byId('log').querySelectorAll('button')) button.setAttribute('aria-pressed', String(Number(button.value) === number));
    byId('envelope').value = service.kind === 'page' ? JSON.stringify(JSON.parse(service.envelopes[number].text), undefined, 2) : '';
    await check();
    byId('check-title').focus({ preventScroll: innerWidth > 1000 });
  };
  byId('verify').addEventListener('submit', (/** @type {Event} */ event) => {
    event.preventDefault();
    check();
  });
  byId('tamper').addEventListener('click', () => {
    // As a forger would: another amount, or else another word.
    const text = byId('envelope').value;
    const changed = text.replace(/(&lt;Amount&gt;|<Amount>)\d/, '$19');
    byId('envelope').value = changed === text ? text.replace(/Notification(?=ReferenceId)/, 'notification') : changed;
    check();
  });
  steps(undefined, undefined);
}

/** Forgets what was selected. */
export function clearNotifications() {
  selected = -1;
  byId('envelope').value = '';
  byId('verified').replaceChildren();
  steps(undefined, undefined);
}

/**
 * @param {string} text
 * @param {import('./service.js').Service} service
 */
async function show(text, { credentials, kind, address }) {
  if (text.trim() === '') {
    steps(undefined, undefined);
    byId('verified').replaceChildren(element('p', { class: 'quiet' }, kind === 'page' ? 'Select a notification.' : 'A sandbox over HTTP tells the signed envelope only to its receivers: paste one that your server got.'));
    return;
  }
  try {
    const trust = credentials.trust ?? { certificateUrl: urlOf(text, address) };
    const notification = await verifyNotification(text, { trust, merchantId: credentials.merchantId, sandbox: true });
    steps(STEPS.length, undefined);
    const { type, id, messageId, topicArn, ...rest } = notification;
    byId('verified').replaceChildren(signed(text), element('h3', {}, `What it says: ${type}`), tree({ id, ...rest }));
  } catch (error) {
    if (!NotificationError.is(error)) throw error;
    const { reason, message } = /** @type {any} */ (error);
    const at = STEPS.findIndex(([reasons]) => reasons.includes(reason));
    steps(at, reason);
    byId('verified').replaceChildren(...(at > 0 ? [signed(text)] : []), element('p', { class: 'refused' }, message));
  }
}

/**
 * The certificate's address in an envelope of the sandbox at this address; no other is trusted.
 *
 * @param {string} text
 * @param {string} address
 */
function urlOf(text, address) {
  const url = /"SigningCertURL"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? '';
  return url.startsWith(`${address}/SimpleNotificationService-`) ? url : `${address}/`;
}

/** @param {string} text */
function signed(text) {
  const pre = element('pre', {}, element('code', {}, stringToSign(JSON.parse(text))));
  return element('details', { class: 'part' }, element('summary', {}, 'The text that its signature is over'), element('div', { class: 'inner' }, pre));
}

/**
 * @param {number | undefined} reached how many steps were passed
 * @param {string | undefined} reason why the next one refused
 */
function steps(reached, reason) {
  byId('checks').replaceChildren(...STEPS.map(([, title, says], at) => {
    const [state, word] = reached === undefined ? ['', ''] : at < reached ? ['passed', 'passed'] : at === reached ? ['refused', `refused: ${reason}`] : ['', 'not reached'];
    return element('li', { 'data-step': state }, element('strong', {}, title), ' ', element('span', { class: 'status', ...(state !== '' && { 'data-ok': String(state === 'passed') }), hidden: word === '' }, word), element('p', { class: 'hint' }, ...says.split('`')));
  }));
}
