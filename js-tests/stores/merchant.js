// @ts-check
// One process of a merchant's fleet: it takes payment after payment, with the package as a merchant has
// it, over real HTTP and a real Redis. Only its time is played: it waits for what the test tells.
//
// It does one thing after the other, so when it sleeps it does nothing else: then it tells until when,
// and the test, once all sleep, moves time on to the first who wakes. Requests travel for some time of
// that clock too, each way, and never the same.

import { AmazonPay } from 'amazon-pay-wasm';
import { redisStore } from 'amazon-pay-wasm/redis';
import { numbers } from './buckets.js';
import { ioredis, nodeRedis } from './redis_server.js';

/** Authorizations that an order takes before the next one. */
const PER_ORDER = 8;
/** Milliseconds that a request travels, each way: one to eight steps, so that processes often meet. */
const STEP = 50;
const FARTHEST = 8;

const { number, start, end, load, credentials, redis, seed } = JSON.parse(process.argv[2]);

// Real time plays no part: a machine that is slow for a while may be, and nobody loses patience.
const { setTimeout } = globalThis;
globalThis.setTimeout = /** @type {any} */ (
  (/** @type {any} */ run, /** @type {any} */ milliseconds, /** @type {any[]} */ ...rest) =>
    setTimeout(run, milliseconds > 100 ? milliseconds * 100 : milliseconds, ...rest)
);

let now = start;
const clock = {
  now: () => now,
  /** @param {number} milliseconds */
  async sleep(milliseconds) {
    tell({ until: now + milliseconds });
    now = await new Promise((resolve) => process.once('message', resolve));
  },
};
const random = numbers(seed);

/** @type {typeof fetch} */
const travelling = async (url, init) => {
  await clock.sleep(Math.ceil(random() * FARTHEST) * STEP);
  const response = await fetch(url, init);
  await clock.sleep(Math.ceil(random() * FARTHEST) * STEP);
  return response;
};

// Half of the fleet has one client of Redis, half the other.
const shared = redis === undefined ? undefined : await (number % 2 === 0 ? ioredis : nodeRedis)(redis);
/** @type {unknown[]} */
const failures = [];
const pay = new AmazonPay({
  ...credentials,
  fetch: travelling,
  clock,
  random,
  // Whoever waits his turn for long is still served.
  retry: { attempts: 100 },
  deadline: 3_600_000,
  pacing: shared === undefined ? false : redisStore(shared.client, { clock: 'caller', onError: (error) => failures.push(error) }),
});

let taken = 0;
await clock.sleep(Math.ceil(random() * FARTHEST) * STEP);
while (load === undefined ? now < end : taken < load) {
  const amazonOrderReferenceId = await order();
  for (let count = 0; count < PER_ORDER && (load === undefined ? now < end : taken < load); count++) {
    const { authorizationDetails } = await pay.authorize({
      amazonOrderReferenceId,
      authorizationReferenceId: `a-${number}-${taken}`,
      authorizationAmount: { amount: '1.00' },
      transactionTimeout: 0,
      captureNow: true,
    });
    if (authorizationDetails.authorizationStatus?.state !== 'Closed') throw new Error('a payment was not taken');
    taken += 1;
  }
}
tell({ taken, failures: failures.map(String) });
shared?.close();
process.disconnect();

/** An order that can be charged. What the buyer does takes no time. */
async function order() {
  const made = await fetch(`${credentials.endpoint}/sandbox/order-references`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { amazonOrderReferenceId } = await made.json();
  const orderTotal = { amount: `${PER_ORDER}.00`, currencyCode: 'USD' };
  await pay.setOrderReferenceDetails({ amazonOrderReferenceId, orderReferenceAttributes: { orderTotal } });
  await pay.confirmOrderReference({ amazonOrderReferenceId });
  return amazonOrderReferenceId;
}

/** @param {object} message */
function tell(message) {
  process.send?.(message);
}
