// @ts-check
// Who this shop is to Amazon Pay, from the environment. Only what runs on the server imports this.

import { AmazonPay } from 'amazon-pay-wasm';

/** @returns {Promise<import('amazon-pay-wasm').AmazonPayOptions>} */
async function read() {
  const { env } = process;
  // The sandbox tells its well-known keys by itself.
  if (env.AMAZON_PAY_ENDPOINT) return (await fetch(`${env.AMAZON_PAY_ENDPOINT}/sandbox/credentials`, { cache: 'no-store' })).json();
  return {
    region: /** @type {import('amazon-pay-wasm').Region} */ (env.AMAZON_PAY_REGION),
    sandbox: env.AMAZON_PAY_LIVE !== 'yes', // Amazon's own, where no money moves
    // What is missing, the client names.
    merchantId: env.AMAZON_PAY_MERCHANT_ID ?? '',
    accessKey: env.AMAZON_PAY_ACCESS_KEY ?? '',
    secretKey: env.AMAZON_PAY_SECRET_KEY ?? '',
    clientId: env.AMAZON_PAY_CLIENT_ID,
  };
}

/** @type {Promise<{ amazon: AmazonPay, options: import('amazon-pay-wasm').AmazonPayOptions }> | undefined} */
let made;

/** Made when it is first needed, since a build has no keys. */
export function amazonPay() {
  made ??= read().then((options) => ({ options, amazon: new AmazonPay(options) }));
  // What failed is tried again by the next request.
  made.catch(() => (made = undefined));
  return made;
}

/** What the page needs for Amazon's widgets; no secret is among it. */
export async function widgets() {
  const { merchantId, clientId } = (await amazonPay()).options;
  const { AMAZON_PAY_ENDPOINT: sandbox, AMAZON_PAY_WIDGETS } = process.env;
  return { sellerId: merchantId, clientId: clientId ?? '', script: sandbox ? `${sandbox}/Widgets.js` : (AMAZON_PAY_WIDGETS ?? '') };
}
