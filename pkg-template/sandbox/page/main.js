// @ts-check
// The page of a sandbox: what it shows and when it looks again. It knows the parts of the page and
// how they hang together; what a part shows is that part's.

import { startActions } from './actions.js';
import { showClock, startClock } from './clock.js';
import { attempt, get, send } from './control.js';
import { showDetails } from './details.js';
import { byId, offer } from './element.js';
import { offerFaults, showFaults, startFaults } from './faults.js';
import { follow } from './follow.js';
import { showCommands, showCredentials, startHint } from './hint.js';
import { MOST, addEntry, clearJournal, startJournal } from './journal.js';
import { showNotifications } from './notifications.js';
import { startTabs } from './tabs.js';
import { markSelected, showTree, startTree } from './tree.js';

/** Milliseconds between two looks, however much happens. */
const PACE = 200;
/** Milliseconds before the sandbox is looked for again. */
const PAUSE = 1000;

/** @type {string | undefined} */
let selected;
let looking = false;
let again = false;

/** Looks at everything that is shown, soon, and once for many reasons. */
async function look() {
  again = true;
  if (looking) return;
  looking = true;
  while (again) {
    again = false;
    try {
      await lookNow();
    } catch {
      // It is gone for now; when it is back, everything is looked at again.
    }
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
  looking = false;
}

async function lookNow() {
  const [health, tree, faults, notifications] = await Promise.all(
    ['health', 'objects?tree=true&limit=50', 'faults', 'notifications?limit=50'].map((path) => get(`/sandbox/${path}`)),
  );
  byId('region').textContent = health.region;
  showClock(health);
  showTree(tree.objects);
  showCommands(tree.objects);
  showFaults(faults.faults);
  showNotifications(notifications.notifications);
  await lookAtSelected();
}

async function lookAtSelected() {
  const id = selected;
  const object = id === undefined ? undefined : await get(`/sandbox/objects/${encodeURIComponent(id)}`).catch(() => undefined);
  if (id === selected) showDetails(object, look);
}

/** @param {string | undefined} id */
async function select(id) {
  selected = id;
  markSelected(id);
  await lookAtSelected();
  const place = byId('details');
  // On a narrow screen the details stand below.
  if (id !== undefined && place.getBoundingClientRect().top > innerHeight - 100) place.scrollIntoView();
}

/** Begins to follow a sandbox, from nothing. */
async function begin() {
  try {
    const [options, { last }] = await Promise.all([
      get('/sandbox/options'),
      get(`/sandbox/journal?after=${Number.MAX_SAFE_INTEGER}`),
    ]);
    startActions(options.arguments);
    offer(byId('create-card'), options.arguments.card);
    offerFaults(options);
    showCredentials(options.credentials);
    clearJournal();
    look();
    follow(Math.max(0, last - MOST), {
      entry: (entry) => {
        addEntry(entry);
        look();
      },
      changed: look,
      replaced: () => {
        select(undefined);
        begin();
      },
      connected: (connected) => {
        byId('connection').textContent = connected ? 'connected' : 'connection lost, trying again';
        byId('connection').classList.toggle('refused', !connected);
        if (connected) look();
      },
    });
  } catch {
    setTimeout(begin, PAUSE);
  }
}

byId('address').textContent = location.host;
byId('create').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const agreement = /** @type {any} */ (event.submitter)?.value === 'agreement';
  const path = agreement ? '/sandbox/billing-agreements' : '/sandbox/order-references';
  const words = agreement ? 'New billing agreement' : 'New order reference';
  const made = await attempt(words, () => send('POST', path, { card: byId('create-card').value }));
  if (made !== undefined) await select(made.amazonOrderReferenceId ?? made.amazonBillingAgreementId);
  look();
});
startTabs();
startHint();
startClock(look);
startTree(select);
startJournal(select);
startFaults(look);
begin();
