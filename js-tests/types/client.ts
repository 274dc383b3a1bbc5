// What a user writes with the client, and what the types must refuse. Nothing here runs.

import { AmazonPay } from 'amazon-pay-wasm';
import type {
  AmazonPayOptions,
  Answer,
  AttemptEvent,
  AuthorizeRequest,
  AuthorizeResult,
  Clock,
  Fetch,
  OperationName,
  PacingStore,
} from 'amazon-pay-wasm';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_proof?: T) => {};

const options: AmazonPayOptions = {
  region: 'us',
  sandbox: true,
  merchantId: 'A1EXAMPLE',
  accessKey: 'AKIAEXAMPLE',
  secretKey: 'a secret',
};
export const pay = new AmazonPay(options);

// Every option at once.
const clock: Clock = { now: () => 0, sleep: async () => {} };
const store: PacingStore = { take: async (key, { capacity, perSecond }, now) => key.length + capacity / perSecond + now };
const fetch: Fetch = async (url, { method, headers, body, redirect }) => ({
  status: url === method ? 200 : 500,
  headers: { get: (name) => headers[name] ?? null },
  text: async () => body + redirect,
});
new AmazonPay({
  ...options,
  mwsAuthToken: 'amzn.mws.example',
  clientId: 'amzn1.application.example',
  platformId: 'A2EXAMPLE',
  currencyCode: 'USD',
  endpoint: 'http://127.0.0.1:8180',
  profileEndpoint: 'http://127.0.0.1:8180',
  signedHost: 'mws.amazonservices.com',
  trust: { certificateUrl: 'http://127.0.0.1:8180/SimpleNotificationService-0.pem' },
  fetch,
  timeout: 1,
  deadline: 2,
  retry: { attempts: 3 },
  pacing: store,
  application: { name: 'shop', version: '1' },
  onAttempt: (event: AttemptEvent) => event.wait + event.ms,
  clock,
  random: () => 0.5,
  dangerouslyAllowBrowser: true,
});
new AmazonPay({ ...options, retry: false, pacing: false, application: { name: 'shop' }, mwsAuthToken: undefined, fetch: null });

// @ts-expect-error a region that is none
new AmazonPay({ ...options, region: 'fr' });
// @ts-expect-error a misspelt option
new AmazonPay({ ...options, secretkey: 'a secret' });
// @ts-expect-error no secret key
new AmazonPay({ region: 'us', merchantId: 'A1EXAMPLE', accessKey: 'AKIAEXAMPLE' });
// @ts-expect-error milliseconds are a number
new AmazonPay({ ...options, timeout: '30s' });
// @ts-expect-error `true` says nothing about how often
new AmazonPay({ ...options, retry: true });

const authorize: AuthorizeRequest = {
  amazonOrderReferenceId: 'S01-0000000-0000000',
  authorizationReferenceId: 'order-1',
  authorizationAmount: { amount: '10.00', currencyCode: 'USD' },
};

export async function authorizes(): Promise<string> {
  const { authorizationDetails, $metadata } = await pay.authorize(authorize, { timeout: 10_000, retry: false });
  const state = authorizationDetails.authorizationStatus.state;
  if (state === 'Open' || state === 'a state of tomorrow') return state;
  const amount: string = authorizationDetails.authorizationAmount.amount;
  const { requestId, attempts, elapsed, xml } = $metadata;
  yes<Same<typeof attempts, number>>();
  yes<Same<typeof elapsed, number | undefined>>();
  return amount + requestId + xml;
}

export async function refuses(name: string) {
  // @ts-expect-error an amount is a string
  await pay.authorize({ ...authorize, authorizationAmount: { amount: 10, currencyCode: 'USD' } });
  // @ts-expect-error a misspelt parameter
  await pay.authorize({ ...authorize, authorisationReferenceId: 'order-1' });
  // @ts-expect-error what is required is missing
  await pay.authorize({ amazonOrderReferenceId: 'S01-0000000-0000000' });
  // @ts-expect-error parameters are required
  await pay.authorize();
  // @ts-expect-error a misspelt call option
  await pay.authorize(authorize, { timeOut: 1 });
  // @ts-expect-error the client's options are not a call's
  await pay.authorize(authorize, { region: 'us' });
  // @ts-expect-error no such operation
  await pay.call('Authorise', authorize);
  // @ts-expect-error any string is no operation
  await pay.call(name, authorize);
  // @ts-expect-error another operation's parameters
  await pay.call('GetOrderReferenceDetails', { amazonCaptureId: 'S01' });
  // @ts-expect-error `now` belongs to what is prepared, not to a call
  await pay.call('Authorize', authorize, { now: 0 });
  // @ts-expect-error answers are read-only
  (await pay.authorize(authorize)).$metadata.attempts = 2;
}

export async function calls(name: OperationName) {
  const answer = await pay.call('Authorize', authorize);
  yes<Same<typeof answer, Answer<AuthorizeResult>>>();
  // Nothing is required here.
  await pay.getServiceStatus();
  await pay.call('GetServiceStatus');
  await pay.call('GetServiceStatus', {}, { deadline: 1000 });
  // Null and undefined are dropped.
  await pay.authorize({ ...authorize, captureNow: null, transactionTimeout: undefined });
  return name;
}

export function pure() {
  const { method, url, headers, body } = pay.prepare('Authorize', authorize, { now: 1_767_323_045_000 });
  yes<Same<typeof method, 'POST'>>();
  const answer = pay.interpret('Authorize', { status: 200, headers: { 'x-mws-request-id': '1' }, body: '' });
  yes<Same<typeof answer, Answer<AuthorizeResult>>>();
  pay.interpret('Authorize', { status: 200, body: new Uint8Array(0) });
  const { parameters, canonicalQueryString, stringToSign, signature, request } = pay.inspect('Authorize', authorize);
  pay.request('Authorize', authorize);
  // @ts-expect-error a signal is a call's
  pay.prepare('Authorize', authorize, { signal: undefined });
  return [url, headers['content-type'], body, parameters['Action'], canonicalQueryString, stringToSign, signature, request.url];
}

export const loaded: Promise<void> = AmazonPay.ready(new Uint8Array(0));
