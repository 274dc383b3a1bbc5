// @ts-check
// Who this shop is to Amazon Pay. It comes from the environment: no key is ever in the code.

import { regions } from 'amazon-pay-wasm/operations';

/**
 * @returns {Promise<{ options: import('amazon-pay-wasm').AmazonPayOptions, widgets: string }>} what the client
 *   and the notifications need; and the address of the script with Amazon's widgets
 */
export async function amazonPay() {
  const { AMAZON_PAY_ENDPOINT: sandbox, AMAZON_PAY_LIVE, AMAZON_PAY_MWS_AUTH_TOKEN: mwsAuthToken } = process.env;
  if (sandbox) {
    const response = await fetch(`${sandbox}/sandbox/credentials`);
    const options = /** @type {import('amazon-pay-wasm').AmazonPayOptions} */ (await response.json());
    return { options, widgets: `${sandbox}/Widgets.js` };
  }
  const live = AMAZON_PAY_LIVE === 'yes';
  const region = regions.find(({ key }) => key === required('AMAZON_PAY_REGION'));
  if (region === undefined) throw new Error(`AMAZON_PAY_REGION must be one of ${regions.map(({ key }) => key).join(', ')}`);
  const options = {
    region: /** @type {import('amazon-pay-wasm').Region} */ (region.key),
    sandbox: !live, // Amazon's own sandbox, where no money moves
    merchantId: required('AMAZON_PAY_MERCHANT_ID'),
    accessKey: required('AMAZON_PAY_ACCESS_KEY'),
    secretKey: required('AMAZON_PAY_SECRET_KEY'),
    clientId: required('AMAZON_PAY_CLIENT_ID'),
    mwsAuthToken,
  };
  return { options, widgets: live ? region.widgetUrls.live : region.widgetUrls.sandbox };
}

/** @param {string} name */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}: see README.md`);
  return value;
}
