// How fast the sandbox is in Node: pairs of Authorize and Capture in process, through our client and by `fetch` alone,
// and calls a second over HTTP. The client signs and reads in the same thread, so the first is the sum of both; the
// second repeats one signed call, which is the sandbox and `fetch` without a client. It proves nothing by itself: read it
// beside the processor time, on a machine that does nothing else.
//
//   node benches/sandbox/node.mjs [pairs] [calls over HTTP]

import { Agent, request } from 'node:http';
import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

const [pairs = 10_000, calls = 5_000] = process.argv.slice(2).map(Number);
const sandbox = await Sandbox.create({ throttling: false });
/** The last call that the client made, to be made again. */
let last;
const fetch = (url, init) => sandbox.fetch(url, (last = { ...init, url, signal: undefined }));
const pay = new AmazonPay({ ...sandbox.credentials, fetch, pacing: false, retry: false });
const price = (amount) => ({ amount, currencyCode: 'USD' });

async function openOrder() {
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  await pay.setOrderReferenceDetails({ amazonOrderReferenceId, orderReferenceAttributes: { orderTotal: price('100') } });
  await pay.confirmOrderReference({ amazonOrderReferenceId });
  return amazonOrderReferenceId;
}

/** Runs it so often, and says how often in a second of the clock and of the processor. */
async function measured(name, times, run) {
  for (let warm = 0; warm < Math.min(times, 1_000); warm += 1) await run();
  const began = performance.now();
  const before = process.cpuUsage();
  for (let done = 0; done < times; done += 1) await run();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const busy = (user + system) / 1e6;
  console.log(`${name}: ${Math.round(times / seconds)} a second, ${Math.round(times / busy)} in a second of processor time`);
}

let order;
let number = 0;
await measured('authorize and capture, client and sandbox', pairs, async () => {
  if (number % 5 === 0) order = await openOrder();
  number += 1;
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
});

await pay.getOrderReferenceDetails({ amazonOrderReferenceId: order });
const again = last;
await measured('one signed Get, sandbox alone', pairs, async () => {
  await (await sandbox.fetch(again.url, again)).text();
});

const server = await serve(sandbox);
const over = new AmazonPay({ ...server.credentials, pacing: false, retry: false, fetch: (url, init) => globalThis.fetch(url, (last = { ...init, url })) });
await over.getOrderReferenceDetails({ amazonOrderReferenceId: order });
const wire = last;
const agent = new Agent({ keepAlive: true });
// The caller of this one is in the same thread too: half of the time is its own.
await measured('one signed Get over HTTP, caller and sandbox', calls, () => new Promise((resolve, reject) => {
  const outgoing = request(wire.url, { method: 'POST', agent, headers: Object.fromEntries(new Headers(wire.headers)) }, (answer) => {
    answer.resume().on('end', answer.statusCode === 200 ? resolve : () => reject(new Error(`status ${answer.statusCode}`)));
  });
  outgoing.on('error', reject);
  outgoing.end(wire.body);
}));
agent.destroy();
await server.close();
