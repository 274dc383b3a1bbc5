// The sandbox's types: an emulator of what a merchant's server can see of Amazon Pay, in process.

import type { Fetch, FetchResponse, Region } from '../index.js';

/** What a sandbox is made with. */
export interface SandboxOptions {
  /** Default: `'us'`. */
  readonly region?: Region | undefined;
  /** The same seed gives the same ids and the same order of elements. Default: 1. */
  readonly seed?: number | undefined;
  /** With `'manual'` time moves only by `advance`. Default: `'real'`. */
  readonly clock?: 'real' | 'manual' | undefined;
  /** Whether quotas are enforced. Default: `true`. */
  readonly throttling?: boolean | undefined;
  /** Milliseconds before each answer. Default: 0. */
  readonly latency?: number | undefined;
  /** What the documents leave unconfirmed, by name. */
  readonly settings?: SandboxSettings | undefined;
  /** Receives every notification. */
  readonly onNotification?:
    | ((envelope: string, headers: Record<string, string>) => unknown)
    | undefined;
  /** Where notifications are sent, by `fetch`. */
  readonly notificationUrl?: string | undefined;
  /** Sends the notifications. Default: `globalThis.fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** What the documents leave unconfirmed. */
export interface SandboxSettings {
  /** Whether a repeat of a known reference id comes before the check of the object's state. */
  readonly idempotency?: 'original' | 'state-error';
  /** What a repeated close or cancel gives. */
  readonly terminalRepeat?: 'no-op' | 'error';
  /** Milliseconds by which the clock that judges a request's timestamp is moved. Default: 0. */
  readonly skew?: number;
  /** Entries that the journal keeps. Default: 10 000. */
  readonly journal?: number;
  readonly [name: string]: unknown;
}

/** Options of a client that calls a sandbox. */
export interface SandboxCredentials {
  readonly region: Region;
  readonly sandbox: true;
  readonly merchantId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly clientId: string;
  readonly endpoint: string;
  readonly profileEndpoint: string;
  /** Its notification key, for `verifyNotification`. */
  readonly trust: object;
}

/** What a buyer brings to an order reference or billing agreement. */
export interface SandboxBuyer {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly [name: string]: unknown;
}

/** An address, as answers hold it. */
export interface SandboxAddress {
  readonly name?: string;
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly city?: string;
  readonly county?: string;
  readonly district?: string;
  readonly stateOrRegion?: string;
  readonly postalCode?: string;
  readonly countryCode?: string;
  readonly phone?: string;
}

/** What the buyer does in the widgets. */
export interface BuyerActions {
  /** Selects one of the widget's simulated cards by its last digits. */
  selectCard(id: string, lastDigits: string): void;
  selectAddress(id: string, address: SandboxAddress): void;
  giveConsent(id: string): void;
  withdrawConsent(id: string): void;
  completeAuthentication(id: string, result: 'Success' | 'Failure' | 'Abandoned'): void;
}

/** What only Amazon does. */
export interface AmazonActions {
  close(id: string, details?: object): void;
  cancel(id: string, details?: object): void;
  chargeback(captureId: string, details?: object): void;
  suspend(id: string, details?: object): void;
}

/** Something that happened. */
export interface JournalEntry {
  /** Its number, which only grows. */
  readonly number: number;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly at: number;
  readonly kind: 'request' | 'response' | 'transition' | 'notification' | (string & {});
  readonly [name: string]: unknown;
}

/** An emulator of the service. It has its own state; nothing leaves the process. */
export class Sandbox {
  static create(options?: SandboxOptions): Promise<Sandbox>;
  /** A sandbox as `snapshot` described it. */
  static restore(snapshot: string, options?: SandboxOptions): Promise<Sandbox>;
  private constructor();

  /** Options for `new AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch })`. */
  readonly credentials: SandboxCredentials;
  /** A `fetch` that serves the API, the profile endpoints, the certificate and the control plane. */
  readonly fetch: (input: any, init?: any) => Promise<FetchResponse & StandardResponse>;
  readonly buyer: BuyerActions;
  readonly amazon: AmazonActions;
  /** What happened, in order. */
  readonly journal: readonly JournalEntry[];

  /** What the address and wallet widgets make: a draft with a valid address and a good card. */
  createOrderReference(details?: {
    readonly buyer?: SandboxBuyer;
    readonly address?: SandboxAddress;
    readonly card?: string;
    readonly currencyCode?: string;
  }): { amazonOrderReferenceId: string; accessToken: string };
  createBillingAgreement(details?: {
    readonly buyer?: SandboxBuyer;
    readonly address?: SandboxAddress;
    readonly card?: string;
    readonly consent?: boolean;
  }): { amazonBillingAgreementId: string; accessToken: string };

  /** Moves time, and settles what falls due on the way. */
  advance(milliseconds: number): Promise<void>;
  /** Everything it knows, as text. */
  snapshot(): string;
}

/** A standard `Response`, where the project knows that type. */
export type StandardResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : {};
