// The client's types, by hand; what the operations take and give is in operations.d.ts, which is
// made from the table. They need neither the DOM's types nor Node's.

import type { Conveniences } from './conveniences.js';
import type { NotificationTrust } from './notifications.js';
import type { OperationMethods, Operations } from './operations.js';

export type * from './conveniences.js';
export type * from './operations.js';
export * from './notifications.js';

/** The name of an operation, such as `'Authorize'`. */
export type OperationName = keyof Operations;

/** Where the merchant's account is. `'na'` is `'us'`; `'eu'` differs from `'de'` in the Login with Amazon host only. */
export type Region = 'us' | 'na' | 'uk' | 'de' | 'eu' | 'jp';

/**
 * What a call goes by that says nothing itself. `undefined` and `null` mean: not given.
 */
export interface AmazonPayOptions {
  /** Where the merchant's account is. It decides host and currency. */
  readonly region: Region;
  /** Whether to call the service's sandbox instead of moving money. Default: `false`. */
  readonly sandbox?: boolean | null | undefined;
  /** The seller's id. */
  readonly merchantId: string;
  readonly accessKey: string;
  /** Signs the requests. Nothing prints it. */
  readonly secretKey: string;
  /** A merchant's grant to a solution provider; may also be given per call. */
  readonly mwsAuthToken?: string | null | undefined;
  /** The Login with Amazon client id. */
  readonly clientId?: string | null | undefined;
  /** A solution provider's seller id: put into the calls that take one and have none. */
  readonly platformId?: string | null | undefined;
  /** Three capital letters: put beside an amount that has no currency. Default: the region's. */
  readonly currencyCode?: string | null | undefined;
  /**
   * A sandbox server or a proxy. Its scheme, host and port replace the region's, the path stays;
   * its host is what is signed.
   */
  readonly endpoint?: string | { readonly href: string } | null | undefined;
  /** The same for Login with Amazon. */
  readonly profileEndpoint?: string | { readonly href: string } | null | undefined;
  /** The host to sign where a proxy rewrites `Host`. */
  readonly signedHost?: string | null | undefined;
  /** A sandbox's notification key. Absent in production. */
  readonly trust?: NotificationTrust | null | undefined;
  /** Default: `globalThis.fetch`, looked up when it is needed. */
  readonly fetch?: Fetch | null | undefined;
  /** Milliseconds per attempt. Default: 30 000; a synchronous authorization takes up to about 8 s. */
  readonly timeout?: number | null | undefined;
  /** Milliseconds for a call, repeats and waits included. Default: 90 000. */
  readonly deadline?: number | null | undefined;
  /** How often a call may be tried where that is safe. Default: 4 attempts. */
  readonly retry?: Retry | false | null | undefined;
  /**
   * Waits for quota on this side before the service refuses. Default: `true`, in memory; a store
   * lets many processes share one quota.
   */
  readonly pacing?: boolean | PacingStore | null | undefined;
  /** Your program, for the user agent. */
  readonly application?: { readonly name: string; readonly version?: string | null | undefined } | null | undefined;
  /** Is told of every attempt. It holds no secret and no buyer's data. */
  readonly onAttempt?: ((event: AttemptEvent) => unknown) | null | undefined;
  /** Time, for tests and simulation. Default: the host's. */
  readonly clock?: Clock | null | undefined;
  /** From 0 to 1, for tests and simulation. Default: `Math.random`. */
  readonly random?: (() => number) | null | undefined;
  /** Allows a secret key in a page that is not public. */
  readonly dangerouslyAllowBrowser?: boolean | null | undefined;
}

/** How often a call may be tried. */
export interface Retry {
  /** From 1 to 100. */
  readonly attempts?: number | null | undefined;
}

/** What a single call may say differently. */
export interface CallOptions {
  /** Stops the call at once. */
  readonly signal?: Signal | null | undefined;
  /** Milliseconds per attempt. */
  readonly timeout?: number | null | undefined;
  /** Milliseconds for the call, repeats and waits included. */
  readonly deadline?: number | null | undefined;
  readonly retry?: Retry | false | null | undefined;
  readonly merchantId?: string | null | undefined;
  readonly mwsAuthToken?: string | null | undefined;
}

/** What preparing a request may say differently. */
export interface PrepareOptions {
  /** Epoch milliseconds for the timestamp. Default: the clock's. */
  readonly now?: number | null | undefined;
  readonly merchantId?: string | null | undefined;
  readonly mwsAuthToken?: string | null | undefined;
}

/** An `AbortSignal`, as far as it is used. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: any;
  addEventListener(type: 'abort', listener: (event: any) => void): void;
  removeEventListener(type: 'abort', listener: (event: any) => void): void;
}

/** A `fetch`, as far as it is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a `fetch` is called with. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  /** Absent where Login with Amazon is asked. */
  body?: string;
  /** Redirects are never followed: they would carry signed data elsewhere. */
  redirect: 'manual';
  /** An `AbortSignal`. */
  signal: any;
}

/** What a `fetch` must give. A `Response` is one. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  /** A `ReadableStream` of bytes; where there is none, `text` is called. */
  readonly body?: any;
  readonly type?: string;
  readonly redirected?: boolean;
}

/** Time and waiting. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds, or rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: any): Promise<unknown>;
}

/** Calls that may come at once, and calls restored per second. */
export interface Quota {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Quota that many processes share. */
export interface PacingStore {
  /**
   * Reserves a call and says after how many milliseconds it is the caller's. Asked once per attempt.
   * A store that fails, or takes more than 2 s to answer, lets the call through.
   *
   * `longest`: milliseconds that the caller can wait. A wait that is not shorter is refused with
   * `ThrottledError`, so it should reserve nothing.
   */
  take(key: string, quota: Quota, now: number, longest: number): number | Promise<number>;
}

/** An attempt that ended. */
export interface AttemptEvent {
  readonly operation: OperationName;
  /** Its number, the first being 1. */
  readonly attempt: number;
  /** The HTTP status, if an answer came. */
  readonly status: number | undefined;
  /** The service's fault code, or what kind of error it was; absent after success. */
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds that it took. */
  readonly ms: number;
  /** Milliseconds until the next attempt; 0 if there is none. */
  readonly wait: number;
  /** Milliseconds that it waited for quota before it was sent. */
  readonly paced: number;
}

/** What is known about an answer beside its content. */
export interface Metadata {
  readonly operation: OperationName;
  readonly requestId: string | undefined;
  /** The HTTP status. */
  readonly status: number;
  /** Requests sent. */
  readonly attempts: number;
  /** Milliseconds from the call to its result; absent where nothing was sent. */
  readonly elapsed?: number;
  /**
   * The answer as it came. It may hold a buyer's data, so it is not enumerable; as long as the
   * metadata is kept, so is this text.
   */
  readonly xml: string;
}

/** The result of an operation, and what is known about the answer. */
export type Answer<T> = T & { readonly $metadata: Metadata };

/** A signed request. */
export interface PreparedRequest {
  method: 'POST';
  url: string;
  headers: Record<string, string>;
  /** The canonical query string, and the signature last. */
  body: string;
}

/** Each stage of signing. */
export interface Inspection {
  /** Every parameter by its wire name, without the signature. */
  parameters: Record<string, string>;
  canonicalQueryString: string;
  stringToSign: string;
  signature: string;
  request: PreparedRequest;
}

/** An answer that came by other means. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: { get(name: string): string | null } | { readonly [name: string]: unknown };
  readonly body: string | Uint8Array;
}

/** A standard `Request`, where the project knows that type. */
export type StandardRequest = typeof globalThis extends { Request: { prototype: infer R } } ? R : any;

/** What comes after the operation's name: parameters may be left out where none is required. */
export type CallArguments<Name extends OperationName, Options> =
  {} extends Operations[Name]['request']
    ? [params?: Operations[Name]['request'] | null, options?: Options]
    : [params: Operations[Name]['request'], options?: Options];

/** A client of the payment API for one merchant account and environment. */
export class AmazonPay {
  /** @throws {ConfigurationError} if an option is missing, wrong or unknown */
  constructor(options: AmazonPayOptions);

  /**
   * Gives `amazon-pay-wasm/slim` its wasm: a `WebAssembly.Module`, its bytes, a `Response`, a URL, or
   * the promise of one. Elsewhere it only loads early.
   */
  static ready(source?: object | string): Promise<void>;

  /** Calls an operation by its name. */
  call<Name extends OperationName>(
    operation: Name,
    ...rest: CallArguments<Name, CallOptions>
  ): Promise<Answer<Operations[Name]['result']>>;

  /** A signed request, for hosts that send by other means. */
  prepare<Name extends OperationName>(operation: Name, ...rest: CallArguments<Name, PrepareOptions>): PreparedRequest;

  /** The result of an answer that came by other means; throws what a call would throw. */
  interpret<Name extends OperationName>(operation: Name, answer: RawAnswer): Answer<Operations[Name]['result']>;

  /** Each stage of signing a request. It shows the access key and tokens: not for logs. */
  inspect<Name extends OperationName>(operation: Name, ...rest: CallArguments<Name, PrepareOptions>): Inspection;

  /** A signed standard `Request`. */
  request<Name extends OperationName>(operation: Name, ...rest: CallArguments<Name, PrepareOptions>): StandardRequest;
}

/** One method per operation, and what takes several. */
export interface AmazonPay extends OperationMethods, Conveniences {}

export * from './errors.js';
