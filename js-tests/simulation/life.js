// One life of a merchant under faults, from its first step until everything is settled, and the three
// ledgers compared: what the merchant believes, what the sandbox did, what the notifications said.

import { createHash } from 'node:crypto';

import { Mailbox, shareKeys } from './mailbox.js';
import { KINDS, perform, plan, regionOf } from './merchant.js';
import { Network } from './network.js';
import { chance } from './random.js';
import { combinationOf, settingsOf } from './settings.js';
import { withTime } from './time.js';

/** After so many runs a step under faults counts as hanging: each alone may fail, all of them can't. */
const MOST_RUNS = 400;
/** Milliseconds that a call of the merchant's may take. */
const DEADLINE = 120_000;
const DAY = 24 * 3_600_000;
/** When every life begins. */
const START = Date.UTC(2026, 0, 2, 3, 4, 5);
const READS = /^(Get|List)/;
const AUTHORIZES = /^Authorize/;

shareKeys();

/**
 * Lives one life. It throws, naming what is wrong, where the ledgers disagree.
 *
 * @param {object} lib
 * @param {number} seed
 * @param {number} rate of faults
 * @param {{ planted?: object, transcript?: boolean }} [how] a bug, by what it puts in the place of the package's and the
 *   merchant's parts; whether to read all answers for the digest
 * @returns what happened, for those who count; `digest` is that of all that was sent and answered
 */
export async function live(lib, seed, rate, { planted = {}, transcript: isRecorded = false } = {}) {
  const random = chance(seed);
  const kind = random.one(KINDS);
  const transcript = createHash('sha256');
  const record = isRecorded ? (...texts) => transcript.update(`${texts.join('\n')}\n`) : undefined;
  // To sign takes time: most lives have the notifications only as the service made them.
  const mailbox = random.happens(0.15) ? new Mailbox(planted.lib?.(lib) ?? lib, chance(seed ^ 0x5eed)) : undefined;
  // Who does not repeat by himself hears of every failure.
  const retry = random.one([undefined, undefined, { attempts: 2 }, false]);
  const sandbox = await lib.Sandbox.create({
    region: regionOf(kind, random),
    seed: random.whole(0, 2 ** 31),
    clock: 'manual',
    now: START,
    throttling: random.happens(0.5),
    onNotification: mailbox && ((envelope) => mailbox.receive(envelope)),
    settings: {
      ...settingsOf(combinationOf(seed)),
      authorizationsPerOrder: random.one([10, 25]),
      signatureVersion: random.one([1, 2]),
      notificationRetry: 60_000,
      // The client's clock is the sandbox's; signatures are judged by the host's.
      clockTolerance: Number.MAX_SAFE_INTEGER,
      journal: 50,
    },
  });
  try {
    return await withTime(sandbox, (time) => lived(time));
  } finally {
    sandbox.close();
  }

  async function lived(time) {
    const network = new Network(sandbox, time, random, { record, isTold: mailbox !== undefined });
    const steps = plan(kind, random, sandbox, seed);
    const history = { kind, runs: 0, crashes: 0, failures: 0, told: 0 };
    /** What is written down: it outlives every process. */
    const believed = [];
    /** Calls that say that they did nothing. */
    const claims = [];
    const world = {
      /** Day by day: what is told is delivered when the day ends. */
      async wait(milliseconds) {
        for (let left = milliseconds; left > 0; left -= DAY) await time.pass(Math.min(left, DAY));
      },
      newCard: (id) => sandbox.buyer.selectCard(id, '1111'),
      bank({ params: { id }, bank }) {
        const outcome = bank.shift();
        sandbox.buyer.completeAuthentication(id, outcome);
        // Whom his bank refused, or who turned back, is shown the wallet again.
        if (outcome !== 'Success') world.newCard(id);
      },
    };
    mailbox?.open(sandbox, time);
    worsen(rate);
    while (believed.length < steps.length) {
      if (++history.runs > MOST_RUNS) throw new Error(`hangs at ${steps[believed.length].does}: ${history.last}`);
      if (history.runs === MOST_RUNS / 2) await mend();
      await run();
      await time.pass(random.whole(0, 120_000));
    }
    await mend();
    await time.pass(3_600_000);
    same('the time', time.now(), sandbox.now);
    for (const { method, error, arrivals, counts } of claims) {
      const did = arrivals.find(({ operation, executed }) => executed && counts.test(operation));
      if (did !== undefined) throw new Error(`${method} says executed: 'no', and ${did.operation} was: ${error}`);
    }
    mailbox?.compare(sandbox.notifications);
    compare(steps, believed);
    history.told = mailbox?.handled.size ?? 0;
    record?.(JSON.stringify(believed));
    return { ...history, digest: transcript.digest('hex') };

    function worsen(to) {
      network.worsen(to);
      if (mailbox) mailbox.rate = to;
    }

    async function mend() {
      if (mailbox) mailbox.rate = 0;
      await network.mend();
    }

    /** A process, until it has done a step, failed, or died. */
    async function run() {
      const step = steps[believed.length];
      const process = new AbortController();
      const died = new Promise((resolve) => process.signal.addEventListener('abort', () => resolve('died')));
      const fetch = network.process(() => process.abort());
      const pay = new lib.AmazonPay({
        ...sandbox.credentials,
        fetch: planted.fetch?.(fetch, sandbox.credentials) ?? fetch,
        clock: planted.clock?.(time) ?? time,
        random: random.next,
        timeout: 30_000,
        deadline: DEADLINE,
        retry,
        // Some are watched, for who looks through what they tell.
        ...(seed % 16 === 0 && { onAttempt() {} }),
      });
      const watched = watch(planted.pay?.(pay, lib) ?? pay);
      const asked = planted.step?.(step, history) ?? step;
      const work = perform(watched, asked, believed, { signal: process.signal }, world).then(
        (value) => ({ value }),
        (error) => ({ error }),
      );
      const ended = await Promise.race([work, died]);
      if (ended === 'died') {
        history.crashes++;
        await work;
        return;
      }
      if (ended.error === undefined) {
        believed.push(ended.value);
        // Nothing was taken: what was planned upon it is off.
        if (step.does === 'charge' && !step.goesOn && !['captured', 'authorized'].includes(ended.value.outcome)) steps.splice(believed.length);
        return;
      }
      history.failures++;
      history.last = ended.error;
      if (!lib.AmazonPayError.is(ended.error)) throw ended.error;
    }

    /** Each call speaks for itself: how long it took, and whether it did anything. */
    function watch(pay) {
      return new Proxy(pay, {
        get: (target, method) => async (...given) => {
          const call = (network.call = { method, arrivals: [], counts: method === 'charge' ? AUTHORIZES : { test: (name) => !READS.test(name) } });
          const started = time.now();
          try {
            return await target[method](...given);
          } catch (error) {
            if (error.executed === 'no') claims.push(Object.assign(call, { error }));
            throw error;
          } finally {
            const took = time.now() - started;
            // One more, for time stands in whole milliseconds.
            if (took > DEADLINE + 1) throw new Error(`${method} took ${took} ms`);
          }
        },
      });
    }
  }

  function compare(steps, believed) {
    const objects = sandbox.objects().flatMap(({ id, type }) => (type === 'OrderReference' ? sandbox.object(id).children : []));
    const ids = (type) => objects.filter((object) => object.type === type).map(({ id }) => id).sort();
    const known = (name, key) => [...new Set(believed.map((result) => result[name]?.[key]).filter(Boolean))].sort();
    const told = sandbox.notifications.map(({ message, attempts }) => ({ ...JSON.parse(message), attempts: attempts.length }));
    for (const [type, name] of [['Authorization', 'authorizationDetails'], ['Capture', 'captureDetails'], ['Refund', 'refundDetails']]) {
      same(`${type}s`, known(name, `amazon${type}Id`), ids(type));
      const word = `Payment${{ Authorization: 'Authorize' }[type] ?? type}`;
      const said = told.filter(({ NotificationType }) => NotificationType === word);
      const heard = (list) => [...new Set(list.map(({ NotificationData }) => new RegExp(`<Amazon${type}Id>([^<]+)<`).exec(NotificationData)?.[1]))].sort();
      same(`notified ${type}s`, heard(said), ids(type));
      if (mailbox) same(`${type}s in the mailbox`, heard(said.filter(({ NotificationReferenceId }) => mailbox.handled.has(NotificationReferenceId))), [...mailbox.told[type]].sort());
      const references = objects.filter((object) => object.type === type).map(({ referenceId }) => referenceId);
      if (new Set(references).size !== references.length) throw new Error(`${type} made twice: ${references}`);
    }
    const cents = ({ amount }) => Math.round(Number(amount) * 100);
    const total = (type) => objects.filter((object) => object.type === type && object.state !== 'Declined').reduce((sum, { amount }) => sum + cents(amount), 0);
    const wanted = (name, key) => {
      const details = new Map(believed.filter((result) => result[name]).map((result) => [result[name][key.id], result[name]]));
      return [...details.values()].reduce((sum, found) => sum + (found[key.status].state === 'Declined' ? 0 : cents(found[key.amount])), 0);
    };
    same('captured', wanted('captureDetails', { id: 'amazonCaptureId', status: 'captureStatus', amount: 'captureAmount' }), total('Capture'));
    same('refunded', wanted('refundDetails', { id: 'amazonRefundId', status: 'refundStatus', amount: 'refundAmount' }), total('Refund'));
    for (const [at, { outcome, captureDetails, refundDetails, closed }] of believed.entries()) {
      const stateOf = (id) => objects.find((object) => object.id === id)?.state;
      const charged = stateOf(captureDetails?.amazonCaptureId);
      const isCaptured = charged === 'Completed' || charged === 'Closed';
      if (outcome !== undefined && (outcome === 'captured') !== isCaptured) throw new Error(`step ${at} is believed ${outcome}, its capture is ${charged}`);
      if (outcome !== undefined && steps[at].does !== 'charge') throw new Error(`step ${at} is no charge`);
      const capture = outcome === undefined ? captureDetails?.captureStatus.state : undefined;
      if (capture !== undefined && (capture === 'Declined') !== (charged === 'Declined')) throw new Error(`step ${at} is believed ${capture}, it is ${charged}`);
      const refund = refundDetails?.refundStatus.state;
      if (refund !== stateOf(refundDetails?.amazonRefundId)) throw new Error(`step ${at} is believed ${refund}, it is ${stateOf(refundDetails.amazonRefundId)}`);
      if (closed !== undefined && sandbox.object(closed).state !== 'Closed') throw new Error(`step ${at} is believed closed, ${closed} is ${sandbox.object(closed).state}`);
    }
  }
}

function same(what, believed, actual) {
  if (JSON.stringify(believed) !== JSON.stringify(actual)) {
    throw new Error(`${what}: the merchant has ${JSON.stringify(believed)}, the service ${JSON.stringify(actual)}`);
  }
}
