// How fast the sandbox is in Node: pairs of Authorize and Capture in process, through our client and by `fetch` alone,
// and calls a second over HTTP. The client signs and reads in the same thread, so the first is the sum of both. For the
// second, calls are signed before the clock starts: a rehearsal finds the ids, which the seed repeats. Over HTTP the
// caller is a process of its own. It proves nothing by itself: read it beside the processor time, on a machine that does
// nothing else.
//
//   node benches/sandbox/node.mjs [pairs] [calls over HTTP]

import { fork } from 'node:child_process';
import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

const PAIRS_OF_AN_ORDER = 5;
/** Connections over HTTP. */
const WIDTH = 8;
const ROUNDS = 3;

const [pairs = 10_000, calls = 10_000] = process.argv.slice(2).map(Number);
const price = (amount) => ({ amount, currencyCode: 'USD' });

/** A client of a sandbox, and what it called, to be called again. */
function shop(sandbox) {
  const made = [];
  const fetch = (url, { method, headers, body }) => {
    made.push([url, { method, headers, body }]);
    return sandbox.fetch(url, { method, headers, body });
  };
  return { pay: new AmazonPay({ ...sandbox.credentials, fetch, pacing: false, retry: false }), made };
}

async function openOrder(sandbox, pay) {
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  await pay.setOrderReferenceDetails({ amazonOrderReferenceId, orderReferenceAttributes: { orderTotal: price('100') } });
  await pay.confirmOrderReference({ amazonOrderReferenceId });
  return amazonOrderReferenceId;
}

async function pair(pay, order, number) {
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId: order,
    authorizationReferenceId: `a${number}`,
    authorizationAmount: price('9.99'),
    transactionTimeout: 0,
  });
  await pay.capture({
    amazonAuthorizationId: authorizationDetails.amazonAuthorizationId,
    captureReferenceId: `c${number}`,
    captureAmount: price('9.99'),
  });
}

/** Runs it some times, and says how much was done in a second of the clock and of this process's processor time. */
async function measured(name, count, run) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const before = process.cpuUsage();
    const outside = (await run(round)) ?? { seconds: 0, busy: 0 };
    const seconds = (performance.now() - began) / 1000 - outside.seconds;
    const { user, system } = process.cpuUsage(before);
    const busy = (user + system) / 1e6 - outside.busy;
    console.log(`${name}: ${Math.round(count / seconds)} a second, ${Math.round(count / busy)} in a second of processor time`);
  }
}

const both = await Sandbox.create({ throttling: false });
const { pay } = shop(both);
let order;
let number = 0;
await measured('authorize and capture, client and sandbox', pairs, async () => {
  for (let done = 0; done < pairs; done += 1, number += 1) {
    if (number % PAIRS_OF_AN_ORDER === 0) order = await openOrder(both, pay);
    await pair(pay, order, number);
  }
});

/** What each order is: the calls that set it up, and those of its pairs. */
const script = [];
const rehearsal = await Sandbox.create({ throttling: false, seed: 1 });
for (let orders = 0; orders * PAIRS_OF_AN_ORDER < pairs; orders += 1) {
  const { pay, made } = shop(rehearsal);
  const id = await openOrder(rehearsal, pay);
  const setUp = made.splice(0);
  for (let at = 0; at < PAIRS_OF_AN_ORDER; at += 1) await pair(pay, id, `${orders}-${at}`);
  script.push({ setUp, work: made });
}
rehearsal.close();

async function called(sandbox, [url, init]) {
  const answer = await sandbox.fetch(url, init);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
}

await measured('authorize and capture, sandbox alone', script.length * PAIRS_OF_AN_ORDER, async () => {
  const outside = { seconds: 0, busy: 0 };
  const sandbox = await Sandbox.create({ throttling: false, seed: 1 });
  for (const { setUp, work } of script) {
    const began = performance.now();
    const before = process.cpuUsage();
    sandbox.createOrderReference();
    for (const call of setUp) await called(sandbox, call);
    const { user, system } = process.cpuUsage(before);
    outside.seconds += (performance.now() - began) / 1000;
    outside.busy += (user + system) / 1e6;
    for (const call of work) await called(sandbox, call);
  }
  sandbox.close();
  return outside;
});

const look = shop(both);
await look.pay.getOrderReferenceDetails({ amazonOrderReferenceId: order });
await measured('one signed Get, sandbox alone', pairs, async () => {
  for (let done = 0; done < pairs; done += 1) await called(both, look.made[0]);
});

const server = await serve(both);
const over = new AmazonPay({
  ...server.credentials,
  pacing: false,
  retry: false,
  fetch: (url, init) => globalThis.fetch(url, (look.wire = { ...init, url })),
});
await over.getOrderReferenceDetails({ amazonOrderReferenceId: order });
const { url, headers, body } = look.wire;
const caller = fork(new URL('caller.mjs', import.meta.url));
await measured('one signed Get over HTTP, sandbox alone', calls, () => new Promise((resolve, reject) => {
  caller.once('message', (failed) => (failed ? reject(new Error(failed)) : resolve()));
  caller.send({ url, headers: Object.fromEntries(new Headers(headers)), body, calls, width: WIDTH });
}));
caller.disconnect();
await server.close();
