// @ts-check
// The scratchpad: which service is called, what was done to it, and when its parts look again. It knows
// how the parts hang together; what a part shows is that part's.

import { operations, regions } from 'amazon-pay-wasm/operations';
import { AmazonPayError } from 'amazon-pay-wasm/slim';
import { startActions } from '../../pkg-template/sandbox/page/actions.js';
import { showClock, startClock } from '../../pkg-template/sandbox/page/clock.js';
import { attempt, get, reach, send, tell } from '../../pkg-template/sandbox/page/control.js';
import { showDetails } from '../../pkg-template/sandbox/page/details.js';
import { byId, element, offer } from '../../pkg-template/sandbox/page/element.js';
import { startTabs } from '../../pkg-template/sandbox/page/tabs.js';
import { markSelected, showTree, startTree } from '../../pkg-template/sandbox/page/tree.js';
import { showAnswer } from './answer.js';
import { knowService, startDebugger } from './debug.js';
import { code, showFields, showIssues } from './form.js';
import { showMachine } from './machine.js';
import { clearNotifications, showLog, startNotifications } from './notifications.js';
import { flat, operationNamed, sample, suggestions } from './samples.js';
import { command, inPage, load, overHttp } from './service.js';
import { fragmentOf, stateOf } from './share.js';
import { showSigned } from './signing.js';
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
let operation = operationNamed(FIRST);
/** @type {() => any} */
let read = () => ({});

/** Begins with a service, from nothing. @param {import('./service.js').Service} begun */
async function use(begun) {
  service?.close();
  service = begun;
  [done, nextPageToken, selected] = [[], undefined, undefined];
  reach(async (path, init) => {
    const answer = await begun.control(path, init);
    if (init?.method === 'POST' && answer.ok) done.push({ path, body: JSON.parse(String(init.body)) });
    return answer;
  });
  const options = await get('/sandbox/options');
  machines = options.machines ?? [];
  startActions(options.arguments);
  offer(byId('create-card'), options.arguments.card);
  byId('place').textContent = begun.kind === 'page' ? `a sandbox in this page · region ${begun.region} · nothing leaves it` : `the sandbox at ${begun.address} · region ${begun.region}`;
  byId('where-kind').value = begun.kind;
  byId('where-region').value = regions.find(({ key, aliases }) => [key, ...aliases].includes(begun.region))?.key ?? '';
  knowService(begun);
  clearNotifications();
  await look();
}

/** Looks at everything that is shown. */
async function look() {
  const [health, tree, log] = await Promise.all(['health', 'objects?tree=true&limit=50', 'notifications?limit=50'].map((path) => get(`/sandbox/${path}`)));
  objects = tree.objects;
  showClock(health);
  showTree(objects);
  showLog(service, log.notifications);
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

/** @param {string | undefined} id */
async function select(id) {
  selected = id;
  markSelected(id);
  await look();
}

/** @param {string} name */
const open = (name) => byId(`tab-${name}`).click();
const view = () => document.querySelector('[role=tab][aria-selected=true]')?.id.replace('tab-', '') ?? 'call';
const known = () => ({ objects, region: service.region, count: done.filter((step) => 'call' in step).length, nextPageToken });

/**
 * Shows the form of an operation.
 *
 * @param {string} name
 * @param {any} [params] what stands in it; example values if it is not told
 */
function choose(name, params) {
  operation = operationNamed(name);
  byId('operation').value = operation.name;
  byId('operation-doc').replaceChildren(...code(operation.doc));
  const { effect, key, quota, allowed } = operation;
  /** @type {Record<string, string>} */
  const words = { read: 'reads only', keyed: `safe to repeat with the same ${key}`, settles: 'repeating it changes nothing more', unkeyed: 'each repetition acts again' };
  byId('operation-facts').textContent = [words[effect], `${quota.live.capacity} at once, then ${quota.live.perSecond} a second`, allowed && `allowed while the ${allowed.resource} is ${allowed.states.join(' or ')}`].filter(Boolean).join(' · ');
  const suggest = (/** @type {any} */ field) => suggestions(field, known());
  read = showFields(byId('fields'), operation.params, params ?? sample(operation, known()), { changed: () => sign(false), suggest });
  sign(false);
}

/**
 * Signs what stands in the form.
 *
 * @param {boolean} all tells issues also of fields that nobody has touched
 */
function sign(all) {
  const params = read();
  let stages;
  /** @type {import('./form.js').Issue[]} */
  let issues = [];
  try {
    stages = service.pay.inspect(operation.name, params);
  } catch (error) {
    if (!AmazonPayError.is(error)) throw error;
    issues = /** @type {any} */ (error).issues ?? [{ path: '', code: '', message: /** @type {any} */ (error).message }];
  }
  const rest = showIssues(byId('fields'), issues, all);
  byId('form-issues').hidden = rest.length === 0;
  byId('form-issues').replaceChildren(...rest.map(({ message }) => element('li', {}, ...code(message))));
  showSigned(operation, params, stages, { count: issues.length, reachable: service.kind === 'http' });
  return { params, stages };
}

/** Sends what stands in the form. */
async function call() {
  const { params, stages } = sign(true);
  if (stages === undefined) {
    tell('Nothing was sent: see the fields that are marked.', true);
    /** @type {HTMLElement | null} */ (byId('fields').querySelector('[aria-invalid]'))?.focus();
    return { error: new Error('the parameters are wrong') };
  }
  const { name } = operation;
  const started = performance.now();
  const came = await exchanged(name, stages.request);
  done.push({ call: name, params });
  nextPageToken = came.value?.nextPageToken ?? nextPageToken;
  showAnswer(name, { ...came, ms: performance.now() - started });
  tell(came.error === undefined ? `${name}: answered ${came.status}.` : came.error.message, came.error !== undefined);
  await look();
  // On a narrow screen it stands below.
  if (byId('answered').getBoundingClientRect().top > innerHeight - 120) byId('answered').scrollIntoView();
  return came;
}

/**
 * @param {string} name
 * @param {import('./service.js').Signed} request
 */
async function exchanged(name, request) {
  let status = 0;
  let xml = '';
  try {
    const answer = await service.send(request);
    [status, xml] = [answer.status, await answer.text()];
    return { status, xml, value: service.pay.interpret(name, { status, headers: answer.headers, body: xml }) };
  } catch (error) {
    return { status, xml, error: /** @type {any} */ (error) };
  }
}

/** What tours and links do; each as if a person did it. @type {import('./tour.js').Doing} */
const doing = {
  begin: async (/** @type {string} */ region) => use(await inPage(region, told)),
  make: async (/** @type {string} */ kind, /** @type {object} */ body) => {
    const made = await send('POST', kind === 'agreement' ? '/sandbox/billing-agreements' : '/sandbox/order-references', body);
    open('objects');
    await select(made.amazonOrderReferenceId ?? made.amazonBillingAgreementId);
    return made;
  },
  call: async (/** @type {string} */ name, /** @type {object} */ params) => {
    open('call');
    choose(name, params);
    return call();
  },
  act: async (/** @type {string} */ actor, /** @type {string} */ id, /** @type {object} */ body) => {
    await send('POST', `/sandbox/objects/${encodeURIComponent(id)}/${actor}`, body);
    open('objects');
    await select(id);
  },
  wait: async (/** @type {number} */ milliseconds) => {
    await send('POST', '/sandbox/clock/advance', { milliseconds });
    open('objects');
    await look();
  },
  look: async (/** @type {string} */ name, /** @type {string | undefined} */ id) => {
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
  await doing.begin(state.region);
  for (const step of state.done) {
    if ('call' in step) {
      const stages = service.pay.inspect(step.call, step.params);
      await exchanged(step.call, stages.request);
      done.push(step);
    } else await send('POST', step.path, step.body);
  }
  await select(flat(objects)[0]?.id);
  choose(state.operation, state.params);
  open(state.view);
  tell(`As the link says: ${state.done.length} steps were done again.`);
}

/** Does what the link in the address says; says so where it says nothing that can be read. */
async function follow() {
  const state = await stateOf(location.hash);
  if (state !== undefined) {
    await restore(state).catch((error) => tell(`The link could not be followed: ${error.message}`, true));
  } else if (location.hash.startsWith('#1.')) tell('The link can’t be read: it was cut, or is of another version.', true);
  return state !== undefined;
}

function listen() {
  const on = (/** @type {string} */ id, /** @type {string} */ event, /** @type {(event: any) => void} */ work) =>
    byId(id).addEventListener(event, (/** @type {Event} */ happened) => {
      if (event === 'submit') happened.preventDefault();
      work(happened);
    });
  on('operation', 'change', () => choose(byId('operation').value));
  on('form', 'submit', call);
  on('example', 'click', () => choose(operation.name));
  on('clear', 'click', () => choose(operation.name, {}));
  on('create', 'submit', async ({ submitter }) => {
    const words = submitter?.value === 'agreement' ? 'New billing agreement' : 'New order reference';
    await attempt(words, () => doing.make(submitter?.value ?? 'order', { card: byId('create-card').value }));
    choose(operation.name);
  });
  on('where', 'submit', () => attempt('Sandbox', async () => {
    const kind = byId('where-kind').value;
    leaveTour();
    await use(kind === 'http' ? await overHttp(byId('where-address').value) : await inPage(byId('where-region').value, told));
    choose(operation.name);
    byId('settings').open = false;
  }));
  on('where-kind', 'change', kindChanged);
  on('share', 'click', async () => {
    const link = `${location.origin}${location.pathname}${await fragmentOf({ region: byId('where-region').value, view: view(), operation: operation.name, params: read(), done: service.kind === 'page' ? done : [] })}`;
    byId('link').value = link;
    byId('link').select();
    await navigator.clipboard?.writeText(link).then(() => tell('The link was copied.'), () => tell('The link is below.'));
  });
  addEventListener('hashchange', follow);
  startTabs();
  startClock(look);
  startTree(select);
  startNotifications(() => service);
  startDebugger(() => ({ service, stages: service.pay.inspect('Authorize', EXAMPLE) }));
  startTour(doing);
  // Time goes on in what is signed, and others may call a sandbox over HTTP.
  setInterval(() => {
    if (document.hidden || service.kind !== 'http') return;
    look().catch(() => tell('The sandbox does not answer any more.', true));
  }, PACE);
}

function kindChanged() {
  const http = byId('where-kind').value === 'http';
  for (const [id, shown] of /** @type {const} */ ([['where-address', http], ['where-region', !http]])) {
    for (const node of [byId(id), document.querySelector(`label[for=${id}]`)]) node.hidden = !shown;
  }
  byId('where-hint').replaceChildren(...code(http ? `Start it with \`${command()}\`, so that this page may call it.` : 'Everything that was done is forgotten.'));
}

function fill() {
  const groups = new Map(operations.map(({ resource }) => [resource, element('optgroup', { label: resource.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') })]));
  for (const { name, resource } of operations) groups.get(resource)?.append(element('option', { value: name }, name));
  byId('operation').append(...groups.values());
  offer(byId('where-region'), regions.map(({ key, currencyCode }) => ({ value: key, label: currencyCode })));
  kindChanged();
}

async function start() {
  await load();
  fill();
  await use(await inPage('us', told));
  listen();
  if (!await follow()) {
    // Something to begin with: the first call can be sent at once.
    await send('POST', '/sandbox/order-references', {});
    await look();
    choose(FIRST);
  }
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error) => {
  byId('place').textContent = 'could not be started';
  tell(`The page could not be started: ${error instanceof Error ? error.message : error}`, true);
});
