// @ts-check
// The scratchpad: which service is called, what was done to it, and when its parts look again. It knows
// how the parts hang together; what a part shows is that part's.

import { operations } from 'amazon-pay-wasm/operations';
import { startActions } from '../../pkg-template/sandbox/page/actions.js';
import { showClock, startClock } from '../../pkg-template/sandbox/page/clock.js';
import { attempt, get, reach, send, tell } from '../../pkg-template/sandbox/page/control.js';
import { showDetails } from '../../pkg-template/sandbox/page/details.js';
import { byId, element, offer } from '../../pkg-template/sandbox/page/element.js';
import { offerFaults, showFaults, startFaults } from '../../pkg-template/sandbox/page/faults.js';
import { startTabs } from '../../pkg-template/sandbox/page/tabs.js';
import { markSelected, showTree, startTree } from '../../pkg-template/sandbox/page/tree.js';
import { call, choose, chosen, startCalling } from './calling.js';
import { knowService, startDebugger } from './debug.js';
import { showMachine } from './machine.js';
import { clearNotifications, showLog, startNotifications } from './notifications.js';
import { regionOf, showPlace, startPlace } from './place.js';
import { flat } from './samples.js';
import { inPage, load, overHttp } from './service.js';
import { fragmentOf, stateOf } from './share.js';
import { beginStruck, showStruck } from './struck.js';
import { showNext, startTime } from './time.js';
import { leaveTour, startTour } from './tour.js';

/** Milliseconds between looks at a sandbox that others may call, too. */
const PACE = 1500;
const FIRST = 'SetOrderReferenceDetails';
/** What the signature debugger's examples are made of: a call with signs that are often encoded wrongly. */
const EXAMPLE = { amazonOrderReferenceId: 'S01-1234567-1234567', authorizationReferenceId: 'a~1', authorizationAmount: { amount: '25.00', currencyCode: 'USD' }, sellerAuthorizationNote: 'tea * 2 / (green)', transactionTimeout: 0 };

/** @type {import('./service.js').Service} */
let service;
/** @type {import('./share.js').Done[]} */
let done = [];
/** @type {any[]} */
let objects = [];
/** @type {import('./machine.js').Machine[]} */
let machines = [];
/** @type {string | undefined} */
let selected;
/** @type {string | undefined} */
let nextPageToken;

/** Begins with a service, from nothing. @param {import('./service.js').Service} begun */
async function use(begun) {
  service?.close();
  service = begun;
  [done, nextPageToken, selected] = [[], undefined, undefined];
  reach(async (path, init) => {
    const answer = await begun.control(path, init);
    if (init?.method === 'POST' && answer.ok) done.push({ path, body: JSON.parse(String(init.body)) });
    if (init?.method === 'DELETE' && answer.ok) done.push({ path });
    return answer;
  });
  const options = await get('/sandbox/options');
  machines = options.machines ?? [];
  startActions(options.arguments);
  offerFaults(options);
  offer(byId('create-card'), options.arguments.card);
  showPlace(begun);
  knowService(begun);
  clearNotifications();
  await beginStruck();
  await look();
}

/** Looks at everything that is shown. */
async function look() {
  const paths = ['health', 'clock', 'objects?tree=true&limit=50', 'faults', 'notifications?limit=50'];
  const [health, clock, tree, { faults }, log] = await Promise.all(paths.map((path) => get(`/sandbox/${path}`)));
  objects = tree.objects;
  showClock(health);
  showNext(clock);
  showTree(objects);
  showFaults(faults);
  showWaitingFaults(faults.length);
  showLog(service, log.notifications);
  await showStruck();
  const id = selected;
  const object = id === undefined ? undefined : await get(`/sandbox/objects/${encodeURIComponent(id)}`).catch(() => undefined);
  if (id !== selected) return;
  showDetails(object, look);
  showMachine(machines.find(({ type }) => type === object?.type), object);
}

/** A notification came; the sandbox's word on it comes right after. */
function told() {
  setTimeout(() => look().catch(() => {}));
}

/** Who calls must know why calls fail. @param {number} count */
function showWaitingFaults(count) {
  byId('faulty').hidden = count === 0;
  byId('faulty').textContent = count === 1 ? 'A fault is set: calls may fail. See Sandbox.' : `${count} faults are set: calls may fail. See Sandbox.`;
}

/** @param {string | undefined} id */
async function select(id) {
  selected = id;
  markSelected(id);
  await look();
}

/** @param {string} name */
const open = (name) => byId(`tab-${name}`).click();
const view = () => document.querySelector('[role=tab][aria-selected=true]')?.id.replace('tab-', '') ?? 'call';

/** What tours and links do; each as if a person did it. @type {import('./tour.js').Doing} */
const doing = {
  begin: async (region) => use(await inPage({ region }, told)),
  make: async (kind, body) => {
    const made = await send('POST', kind === 'agreement' ? '/sandbox/billing-agreements' : '/sandbox/order-references', body);
    open('objects');
    await select(made.amazonOrderReferenceId ?? made.amazonBillingAgreementId);
    return made;
  },
  call: async (name, params) => {
    open('call');
    choose(name, params);
    return call();
  },
  act: async (actor, id, body) => {
    await send('POST', `/sandbox/objects/${encodeURIComponent(id)}/${actor}`, body);
    open('objects');
    await select(id);
  },
  wait: async (milliseconds) => {
    await send('POST', '/sandbox/clock/advance', { milliseconds });
    open('objects');
    await look();
  },
  look: async (name, id) => {
    open(name);
    if (id !== undefined) await select(id);
    // The signing of the last ones takes its moment.
    for (let tries = 0; name === 'notifications' && service.envelopes.length === 0 && tries < 50; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    await look();
    if (name === 'notifications') /** @type {HTMLElement | null} */ (byId('log').querySelector('button'))?.click();
  },
};

/** Brings the page to where a link says. @param {import('./share.js').State} state */
async function restore(state) {
  leaveTour();
  await use(await inPage(state, told));
  for (const step of state.done) {
    if ('call' in step) await callAgain(step);
    else await send(step.body === undefined ? 'DELETE' : 'POST', step.path, step.body);
  }
  await select(flat(objects)[0]?.id);
  choose(state.operation, state.params);
  open(state.view);
  tell(`As the link says: ${state.done.length} steps were done again.`);
}

/**
 * Waits until the sandbox has acted. Not for the answer: a fault may let that wait for the clock, which a
 * later step moves.
 *
 * @param {{ call: string, params: any }} step
 */
function callAgain(step) {
  return new Promise((resolve, reject) => {
    const sent = () => {
      done.push(step);
      setTimeout(resolve);
    };
    service.call(step.call, step.params, { sent }).then(resolve, reject);
  });
}

/** Does what the link in the address says; says so where it says nothing that can be read. */
async function follow() {
  const state = await stateOf(location.hash);
  if (state !== undefined) {
    await restore(state).catch((error) => tell(`The link could not be followed: ${error.message}`, true));
  } else if (location.hash.startsWith('#1.')) tell('The link can’t be read: it was cut, or is of another version.', true);
  return state !== undefined;
}

/** Makes a link to where the page is now. */
async function share() {
  const { region, throttling, kind } = service;
  const state = { region: regionOf(region), throttling, view: view(), ...chosen(), done: kind === 'page' ? done : [] };
  byId('link').value = `${location.origin}${location.pathname}${await fragmentOf(state)}`;
  byId('link').select();
  await navigator.clipboard?.writeText(byId('link').value).then(() => tell('The link was copied.'), () => tell('The link is in its field.'));
}

function listen() {
  byId('create').addEventListener('submit', async (/** @type {any} */ event) => {
    event.preventDefault();
    const kind = event.submitter?.value ?? 'order';
    await attempt(kind === 'agreement' ? 'New billing agreement' : 'New order reference', () => doing.make(kind, { card: byId('create-card').value }));
    choose();
  });
  byId('share').addEventListener('click', share);
  addEventListener('hashchange', follow);
  startTabs();
  startClock(look);
  startTime(look);
  startTree(select);
  startFaults(look);
  startNotifications(() => service);
  startDebugger(() => ({ service, stages: service.pay.inspect('Authorize', EXAMPLE) }));
  startTour(doing);
  startPlace(async (wanted) => {
    leaveTour();
    await use(wanted.kind === 'http' ? await overHttp(wanted.address) : await inPage(wanted, told));
    choose();
  });
  startCalling({
    service: () => service,
    known: () => ({ objects, region: service.region, count: done.filter((step) => 'call' in step).length, nextPageToken }),
    sent: (name, params) => done.push({ call: name, params }),
    answered: (value) => {
      nextPageToken = value?.nextPageToken ?? nextPageToken;
      return look();
    },
  });
  // Time goes on, and others may call a sandbox over HTTP.
  setInterval(() => {
    if (document.hidden || service?.kind !== 'http') return;
    look().catch(() => tell('The sandbox does not answer any more.', true));
  }, PACE);
}

function fill() {
  const groups = new Map(operations.map(({ resource }) => [resource, element('optgroup', { label: resource.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') })]));
  for (const { name, resource } of operations) groups.get(resource)?.append(element('option', { value: name }, name));
  byId('operation').append(...groups.values());
}

async function start() {
  await load();
  fill();
  listen();
  await use(await inPage({ region: 'us' }, told));
  if (!await follow()) {
    // Something to begin with: the first call can be sent at once.
    const { amazonOrderReferenceId } = await send('POST', '/sandbox/order-references', {});
    await select(amazonOrderReferenceId);
    choose(FIRST);
  }
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error) => {
  byId('place').textContent = 'could not be started';
  tell(`The page could not be started: ${error instanceof Error ? error.message : error}`, true);
}).finally(() => {
  document.body.inert = false;
});
