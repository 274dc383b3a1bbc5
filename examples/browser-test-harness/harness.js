// Tests of an integration that run wholly in this page: the sandbox is in the same process, so there is no server,
// no account and no network, and time moves when a test says so.

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { checkout, ship } from './integration.js';

const DAY = 24 * 60 * 60 * 1000;

/** @typedef {{ sandbox: Sandbox, amazon: AmazonPay }} Stage */
/** @type {Record<string, (stage: Stage) => Promise<void>>} */
const tests = {
  async 'a second click reserves nothing more'({ sandbox, amazon }) {
    const order = { number: '1001', attempt: 1, amount: '25.00', reference: sandbox.createOrderReference().amazonOrderReferenceId };
    const clicks = await Promise.all([checkout(amazon, order), checkout(amazon, order)]);
    equal(clicks.map(({ outcome }) => outcome), ['authorized', 'authorized']);
    equal(sandbox.object(order.reference).children.length, 1);
  },

  async 'a declined card leaves the order open for another one'({ sandbox, amazon }) {
    const reference = sandbox.createOrderReference({ card: '3434' }).amazonOrderReferenceId;
    const order = { number: '1002', attempt: 1, amount: '25.00', reference };
    equal((await checkout(amazon, order)).advice.action, 'change-payment-method');
    sandbox.buyer.selectCard(reference, '1111');
    equal((await checkout(amazon, { ...order, attempt: 2 })).outcome, 'authorized');
  },

  async 'an answer that is lost costs nobody twice'({ sandbox, amazon }) {
    const order = { number: '1003', attempt: 1, amount: '25.00', reference: sandbox.createOrderReference().amazonOrderReferenceId };
    // The service acts, and nobody hears of it.
    sandbox.addFault({ kind: 'drop-response', operation: 'Authorize', times: 1 });
    equal((await checkout(amazon, order)).outcome, 'authorized');
    equal(sandbox.object(order.reference).children.length, 1);
  },

  async 'what is shipped too late is not paid'({ sandbox, amazon }) {
    const order = { number: '1004', attempt: 1, amount: '25.00', reference: sandbox.createOrderReference().amazonOrderReferenceId };
    const { authorizationDetails } = await checkout(amazon, order);
    const authorization = authorizationDetails?.amazonAuthorizationId ?? '';
    await sandbox.advance(31 * DAY);
    const error = await ship(amazon, { ...order, authorization }).catch((reason) => reason);
    equal(error.code, 'InvalidAuthorizationStatus');
  },
};

/** @param {unknown} found @param {unknown} expected */
function equal(found, expected) {
  const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${left} is not ${right}`);
}

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  const sandbox = await Sandbox.create({ clock: 'manual', throttling: false });
  const amazon = new AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, pacing: false });
  const verdict = await run({ sandbox, amazon }).then(() => 'ok', (/** @type {Error} */ error) => `failed: ${error.message}`);
  sandbox.close();
  if (verdict !== 'ok') failed += 1;
  document.getElementById('tests')?.append(Object.assign(document.createElement('li'), { textContent: `${name}: ${verdict}` }));
}
/** @type {HTMLElement} */ (document.getElementById('verdict')).textContent = `${Object.keys(tests).length - failed} passed, ${failed} failed`;
