// What is tested: how your shop talks to Amazon Pay. Put your own in its place. It is given the client, so that
// the page can give it a sandbox and your server the real thing.

/**
 * @param {import('amazon-pay-wasm').AmazonPay} amazon
 * @param {{ number: string, attempt: number, reference: string, amount: string }} order
 */
export function checkout(amazon, { number, attempt, reference, amount }) {
  return amazon.charge({ id: reference, amount, authorizationReferenceId: `${number}-a${attempt}`, sellerOrderId: number });
}

/**
 * @param {import('amazon-pay-wasm').AmazonPay} amazon
 * @param {{ number: string, authorization: string, amount: string }} parcel
 */
export async function ship(amazon, { number, authorization, amount }) {
  const { captureDetails } = await amazon.capture({
    amazonAuthorizationId: authorization,
    captureReferenceId: `${number}-c1`,
    captureAmount: { amount },
  });
  return captureDetails.captureStatus.state;
}
