// What a host's own types must fit into: `fetch`, signals, headers, requests. Checked with the DOM's
// types and with Node's. Nothing here runs.

import { AmazonPay, notificationHandler, verifyNotification, type AmazonPayOptions } from 'amazon-pay-wasm';

const options: AmazonPayOptions = {
  region: 'us',
  merchantId: 'A1',
  accessKey: 'AKIA',
  secretKey: 'a secret',
  fetch: globalThis.fetch,
  endpoint: new URL('https://127.0.0.1:8180'),
};
const pay = new AmazonPay(options);

export async function sends() {
  const { signal } = new AbortController();
  await pay.getServiceStatus({}, { signal });
  await pay.getServiceStatus({}, { signal: AbortSignal.timeout(1000) });
  const request: Request = pay.request('GetServiceStatus');
  const response: Response = await fetch(request);
  const { status, headers } = response;
  // @ts-expect-error a request is no string
  const text: string = request;
  await AmazonPay.ready(fetch('https://127.0.0.1/core.wasm'));
  await AmazonPay.ready(new URL('https://127.0.0.1/core.wasm'));
  return pay.interpret('GetServiceStatus', { status, headers, body: text + (await response.text()) });
}

export async function isTold(request: Request): Promise<Response> {
  await verifyNotification(request, { fetch, clock: Date, certificates: new Map() });
  const handle = notificationHandler({ fetch: globalThis.fetch, onNotification: ({ id }) => id });
  return handle(request);
}
