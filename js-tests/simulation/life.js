// One life of a merchant under faults, from its first step until everything is settled, and the three
// ledgers compared: what the merchant believes, what the sandbox did, what the notifications said.

import { Network } from './network.js';
import { perform, plan } from './merchant.js';
import { chance } from './random.js';

/** What the documents leave unconfirmed, as far as it bears on recovery. Each life draws its own. */
const UNCONFIRMED = {
  idempotency: ['original', 'state-error'],
  terminalRepeat: ['no-op', 'error'],
  referenceIdScope: ['seller', 'kind'],
  repeatedSet: ['merge', 'replace'],
  lateAttributes: ['change', 'add'],
  lastPageToken: ['absent', 'empty'],
  refundCounts: ['at-request', 'at-completion'],
  plainTextStatusError: [false, true],
  softDeclineSuspends: [false, true],
  openAuthorizationsCount: [true, false],
  inheritShippingAddress: [true, false],
  declinedCaptureClosesAuthorization: [true, false],
};

/** After so many runs a step under faults counts as hanging: each alone may fail, all of them can't. */
const MOST_RUNS = 400;

/**
 * Lives one life. It throws, naming what is wrong, where the ledgers disagree.
 *
 * @returns what happened, for those who count
 */
export async function live(lib, seed, rate) {
  const random = chance(seed);
  const settings = Object.fromEntries(Object.entries(UNCONFIRMED).map(([name, words]) => [name, random.one(words)]));
  const sandbox = await lib.Sandbox.create({
    seed: random.whole(0, 2 ** 31),
    clock: 'manual',
    throttling: random.happens(0.5),
    // The client's clock is the sandbox's; signatures are judged by the host's.
    settings: { ...settings, clockTolerance: Number.MAX_SAFE_INTEGER, journal: 100 },
  });
  const clock = { now: () => sandbox.now, sleep: (milliseconds) => sandbox.advance(Math.ceil(milliseconds)) };
  const network = new Network(sandbox, random);
  const { kind, steps } = plan(random, sandbox, seed);
  const history = { kind, settings, runs: 0, crashes: 0, failures: 0 };
  network.worsen(rate);

  /** What is written down: it outlives every process. */
  const believed = [];
  let runs = 0;
  while (believed.length < steps.length) {
    if (++runs > MOST_RUNS) throw new Error(`hangs at ${steps[believed.length].does}`);
    if (runs === MOST_RUNS / 2) await network.mend();
    await run();
    await sandbox.advance(random.whole(0, 120_000));
  }
  history.runs = runs;
  await network.mend();
  await sandbox.advance(3_600_000);
  await sandbox.advance(0);
  compare();
  sandbox.close();
  return history;

  /** A process, until it has done a step, failed, or died. */
  async function run() {
    const step = steps[believed.length];
    const process = new AbortController();
    const died = new Promise((resolve) => process.signal.addEventListener('abort', () => resolve('died')));
    const fetch = network.process(() => process.abort());
    const pay = new lib.AmazonPay({ ...sandbox.credentials, fetch, clock, random: random.next, timeout: 30_000, deadline: 120_000 });
    const started = sandbox.now;
    let before, arrived;
    // Each call speaks for itself.
    const watched = new Proxy(pay, {
      get(target, name) {
        [before, arrived] = [made(step), network.arrived];
        return (...given) => target[name](...given);
      },
    });
    const work = perform(watched, step, believed, { signal: process.signal }).then(
      (value) => ({ value }),
      (error) => ({ error }),
    );
    const ended = await Promise.race([work, died]);
    if (ended === 'died') {
      history.crashes++;
      await work;
      return;
    }
    // A wait and the two charges around it have a deadline each.
    const took = sandbox.now - started;
    if (took > 3 * 125_000) throw new Error(`${step.does} took ${took} ms`);
    if (ended.error === undefined) {
      believed.push(ended.value);
      // Nothing was taken: what was planned upon it is off.
      if (step.does === 'charge' && !['captured', 'authorized'].includes(ended.value.outcome)) steps.splice(believed.length);
      return;
    }
    history.failures++;
    if (!lib.AmazonPayError.is(ended.error)) throw ended.error;
    const grew = before !== undefined && made(step) !== before && network.arrived === arrived;
    if (ended.error.executed === 'no' && grew) throw new Error(`executed: 'no' on what was executed: ${ended.error}`);
  }

  function ledger() {
    return sandbox.objects().flatMap(({ id, type }) => (type === 'OrderReference' ? sandbox.object(id).children : []));
  }

  /** How much the service made under a step's reference id. */
  function made({ does, params }) {
    const type = { charge: 'Authorization', capture: 'Capture', refund: 'Refund' }[does];
    const reference = params.authorizationReferenceId ?? params.captureReferenceId ?? params.refundReferenceId;
    // A charge's capture has its reference id too, and may come by itself when time passes.
    return ledger().filter((object) => object.type === type && object.referenceId === reference).length;
  }

  function compare() {
    const objects = ledger();
    const ids = (type) => objects.filter((object) => object.type === type).map(({ id }) => id).sort();
    const known = (name, key) => [...new Set(believed.map((result) => result[name]?.[key]).filter(Boolean))].sort();
    const told = sandbox.notifications.map(({ message }) => JSON.parse(message));
    for (const [type, name] of [['Authorization', 'authorizationDetails'], ['Capture', 'captureDetails'], ['Refund', 'refundDetails']]) {
      same(`${type}s`, known(name, `amazon${type}Id`), ids(type));
      const said = told.filter(({ NotificationType: told }) => told === `Payment${{ Authorization: 'Authorize' }[type] ?? type}`);
      const heard = said.map(({ NotificationData }) => new RegExp(`<Amazon${type}Id>([^<]+)<`).exec(NotificationData)?.[1]);
      same(`notified ${type}s`, [...new Set(heard)].sort(), ids(type));
    }
    const total = (type) => objects.filter((object) => object.type === type && object.state !== 'Declined').reduce((sum, { amount }) => sum + Number(amount.amount) * 100, 0);
    const wanted = (name, key) => {
      const details = new Map(believed.filter((result) => result[name]).map((result) => [result[name][key.id], result[name]]));
      return [...details.values()].reduce((sum, found) => sum + (found[key.status].state === 'Declined' ? 0 : Number(found[key.amount].amount) * 100), 0);
    };
    same('captured', wanted('captureDetails', { id: 'amazonCaptureId', status: 'captureStatus', amount: 'captureAmount' }), total('Capture'));
    same('refunded', wanted('refundDetails', { id: 'amazonRefundId', status: 'refundStatus', amount: 'refundAmount' }), total('Refund'));
    for (const [at, { outcome, captureDetails }] of believed.entries()) {
      if (outcome === undefined) continue;
      const state = objects.find(({ id }) => id === captureDetails?.amazonCaptureId)?.state;
      if ((outcome === 'captured') !== (state === 'Completed' || state === 'Closed')) throw new Error(`step ${at} is believed ${outcome}, its capture is ${state}`);
    }
  }
}

function same(what, believed, actual) {
  if (JSON.stringify(believed) !== JSON.stringify(actual)) {
    throw new Error(`${what}: the merchant has ${JSON.stringify(believed)}, the service ${JSON.stringify(actual)}`);
  }
}
