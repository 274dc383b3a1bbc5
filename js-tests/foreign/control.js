// @ts-check
// What the scripts of the two npm clients share: the buyer and the clock, by the sandbox's control
// plane, the notifications that came, and how a step is told. It knows nothing of a client.

const { SANDBOX = '', MAILBOX = '' } = process.env;

/** The credentials that every sandbox has. */
export const KEYS = {
  accessKey: 'AKIASANDBOX000000001',
  secretKey: 'sandboxSecretKeyForLocalUseOnly000000001',
  merchantId: 'A1SANDBOXSELLER',
  clientId: 'amzn1.application-oa2-client.sandbox',
};
/** A second seller, who lets the first act for him by this token. */
export const DELEGATING = {
  merchantId: 'A2SANDBOXSELLER',
  mwsAuthToken: 'amzn.mws.00000000-0000-0000-0000-000000000000',
};

/** A decline, as the note of an authorization asks for it. */
export const DECLINE = '{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}';

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
async function control(path, body) {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${SANDBOX}/sandbox/${path}`, request);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** @returns {Promise<{ amazonOrderReferenceId: string, accessToken: string }>} */
export const createOrderReference = (wish = {}) => control('order-references', wish);

/** @returns {Promise<{ amazonBillingAgreementId: string }>} */
export const createBillingAgreement = (wish = {}) => control('billing-agreements', { consent: true, ...wish });

/** Lets calls fail. */
export const addFault = (/** @type {object} */ rule) => control('faults', rule);

/** Lets time pass; what falls due by then happens. @param {number} seconds */
export const pass = (seconds) => control('clock/advance', { milliseconds: seconds * 1000 });

/**
 * The notifications, once all have come, with the certificate where the service has it: the address is not
 * signed, and the clients insist on this one.
 *
 * @returns {Promise<any[]>} envelopes
 */
export async function notifications() {
  await pass(5);
  for (let done = false; !done; ) {
    const { notifications } = await (await fetch(`${SANDBOX}/sandbox/notifications`)).json();
    done = notifications.every((/** @type {{ done: boolean }} */ sent) => sent.done);
    if (!done) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const letters = await (await fetch(MAILBOX)).json();
  return letters.map(({ body }) => {
    const envelope = JSON.parse(body);
    const { pathname } = new URL(envelope.SigningCertURL);
    return { ...envelope, SigningCertURL: `https://sns.us-east-1.amazonaws.com${pathname}` };
  });
}

/**
 * @param {string} name
 * @param {() => Promise<unknown>} run
 */
export async function step(name, run) {
  // Quotas are full again, as after a pause of the merchant's.
  await pass(60);
  await run();
  console.log(`  ${name}`);
}
