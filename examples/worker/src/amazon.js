// @ts-check
// Who this shop is to Amazon Pay, from the Worker's variables and secrets.

import { AmazonPay } from 'amazon-pay-wasm';
import { durableObjectStore } from 'amazon-pay-wasm/durable-object';

/**
 * @typedef {object} Env
 * @property {DurableObjectNamespace<import('./order.js').Order>} ORDERS
 * @property {DurableObjectNamespace} PACING
 * @property {DurableObjectNamespace} NOTIFICATIONS
 * @property {string} ADMIN_PASSWORD
 * @property {string} [AMAZON_PAY_ENDPOINT] a sandbox on this machine; the rest is not needed then
 * @property {import('amazon-pay-wasm').Region} [AMAZON_PAY_REGION]
 * @property {string} [AMAZON_PAY_MERCHANT_ID]
 * @property {string} [AMAZON_PAY_ACCESS_KEY]
 * @property {string} [AMAZON_PAY_SECRET_KEY]
 * @property {string} [AMAZON_PAY_CLIENT_ID]
 * @property {string} [AMAZON_PAY_WIDGETS] the address of Amazon's Widgets.js for your region
 * @property {string} [AMAZON_PAY_LIVE] `yes`: money moves
 */

/**
 * @param {Env} env
 * @returns {Promise<import('amazon-pay-wasm').AmazonPayOptions>}
 */
export async function settings(env) {
  // The sandbox tells its well-known keys by itself.
  if (env.AMAZON_PAY_ENDPOINT) return (await fetch(`${env.AMAZON_PAY_ENDPOINT}/sandbox/credentials`)).json();
  return {
    region: env.AMAZON_PAY_REGION ?? 'us',
    sandbox: env.AMAZON_PAY_LIVE !== 'yes',
    // What is missing, the client names.
    merchantId: env.AMAZON_PAY_MERCHANT_ID ?? '',
    accessKey: env.AMAZON_PAY_ACCESS_KEY ?? '',
    secretKey: env.AMAZON_PAY_SECRET_KEY ?? '',
    clientId: env.AMAZON_PAY_CLIENT_ID,
  };
}

/**
 * A client that shares its quota with all others of this account, wherever they run.
 *
 * @param {Env} env
 */
export async function amazonPay(env) {
  return new AmazonPay({ ...(await settings(env)), pacing: durableObjectStore(env.PACING) });
}
