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
  /** Epoch milliseconds at which a manual clock stands first. Default: the host's. */
  readonly now?: number | undefined;
  /** Whether quotas are enforced. Default: `true`. */
  readonly throttling?: boolean | undefined;
  /** Milliseconds of the host's clock before each answer. Default: 0. */
  readonly latency?: number | undefined;
  /** What the documents leave unconfirmed, by name. */
  readonly settings?: SandboxSettings | undefined;
  /** Receives every notification. One that it throws for comes again, as after an answer of 500. */
  readonly onNotification?:
    | ((envelope: string, headers: Record<string, string>) => unknown)
    | undefined;
  /** Where notifications are sent, by `fetch`. */
  readonly notificationUrl?: string | { readonly href: string } | undefined;
  /**
   * Sends the notifications. Default: `globalThis.fetch`, and then addresses that a merchant
   * configured by an operation are called only if they are this machine's: no test should call a
   * real shop.
   */
  readonly fetch?: Fetch | undefined;
}

/** What a sandbox is told again when it is restored, because a snapshot does not hold it. */
export type RestoreOptions = Pick<SandboxOptions, 'latency' | 'onNotification' | 'notificationUrl' | 'fetch'>;

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
  readonly trust: SandboxTrust;
}

/** What a client needs to trust a sandbox's notifications, and no other's. */
export interface SandboxTrust {
  /** Where the certificate can be had, over the sandbox's `fetch` or server. */
  readonly certificateUrl: string;
  /** The certificate in PEM. Not enumerable: it is for the same process. */
  readonly certificate: () => Promise<string>;
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

/** What the buyer does in the widgets and on Amazon's pages. */
export interface BuyerActions {
  /** Selects one of the widget's simulated cards by its last four digits. */
  selectCard(id: string, lastDigits: string): void;
  selectAddress(id: string, address: SandboxAddress): void;
  deleteCard(id: string): void;
  deleteAddress(id: string): void;
  deleteBillingAddress(id: string): void;
  /** Mends the payment method on Amazon's own page, so that no new confirmation is needed. */
  updatePaymentMethod(id: string, lastDigits: string): void;
  giveConsent(id: string): void;
  withdrawConsent(id: string): void;
  /** Has the bank ask for a challenge. */
  requireAuthentication(id: string): void;
  /** Ends the bank's challenge, and says where the buyer is sent then. */
  completeAuthentication(id: string, outcome: 'Success' | 'Failure' | 'Abandoned'): { redirectUrl: string | null };
  /** A fresh access token. */
  signIn(id: string): { accessToken: string };
  /** Ends a billing agreement. */
  close(id: string): void;
}

/** What only Amazon does. Amounts are decimals as text; without one, all that is left is meant. */
export interface AmazonActions {
  close(id: string): void;
  cancel(id: string): void;
  /** Suspends an order reference or billing agreement, or the account of a merchant id. */
  suspend(id: string): void;
  /** Lets a suspended merchant account work again. */
  reinstate(merchantId: string): void;
  /** Tells that a merchant registered with a solution provider. */
  register(merchantId: string): void;
  expire(id: string): void;
  /** Holds for a look at its risk. */
  hold(id: string): void;
  /** Decides what is pending. */
  accept(id: string): void;
  reject(id: string): void;
  fail(id: string): void;
  chargeback(
    captureId: string,
    details?: { readonly amount?: string; readonly reason?: string; readonly state?: string; readonly refund?: boolean },
  ): { amazonChargebackId: string };
  refund(
    captureId: string,
    details?: { readonly amount?: string; readonly refundType?: string },
  ): { amazonRefundId: string };
}

/** Something that happened. */
export interface JournalEntry {
  /** Its number, which only grows. */
  readonly number: number;
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string;
  readonly type: 'request' | 'response' | 'transition' | 'notification' | 'fault' | 'action' | (string & {});
  readonly [name: string]: unknown;
}

/** An object and its state. */
export interface SandboxObject {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly reasonCode: string | null;
  readonly [name: string]: unknown;
}

/** A notification and its deliveries. */
export interface SandboxNotification {
  readonly number: number;
  readonly type: string;
  /** The id of the object that it is about. */
  readonly id: string;
  readonly done: boolean;
  readonly attempts: readonly { readonly at: string; readonly status: number | null; readonly reported: boolean }[];
  readonly [name: string]: unknown;
}

/** A fault to bring about. */
export interface SandboxFault {
  readonly kind:
    | 'refuse'
    | 'drop-request'
    | 'drop-response'
    | 'delay'
    | 'throttle'
    | 'internal-error'
    | 'unavailable'
    | 'truncate'
    | 'garble'
    | 'wrong-content-type'
    | 'plain-text-error'
    | 'notification-drop'
    | 'notification-duplicate'
    | 'notification-delay'
    | 'notification-reorder';
  /** The operation, or notification type, that it strikes. Default: all. */
  readonly operation?: string;
  /** How often. Default: without end. */
  readonly times?: number;
  /** How likely, from 0 to 1. Default: 1. */
  readonly rate?: number;
  /** Of a delay. */
  readonly milliseconds?: number;
  /** The code of a refusal. */
  readonly code?: string;
}

/** An emulator of the service. It has its own state; nothing leaves the process. */
export class Sandbox {
  static create(options?: SandboxOptions): Promise<Sandbox>;
  /** A sandbox as `snapshot` described it. Its notification key is a new one. */
  static restore(snapshot: string, options?: RestoreOptions): Promise<Sandbox>;
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

  /** The service's time in epoch milliseconds. */
  readonly now: number;
  /**
   * Moves time, settles what falls due on the way, and delivers what there is to tell. Not to be
   * awaited within `onNotification`: each would wait for the other.
   */
  advance(milliseconds: number): Promise<void>;

  /** Order references and billing agreements, the newest first. */
  objects(): readonly SandboxObject[];
  /** Any object, with its children and history. */
  object(
    id: string,
  ): SandboxObject & { readonly children: readonly SandboxObject[]; readonly history: readonly JournalEntry[] };
  /** Notifications with their deliveries. */
  readonly notifications: readonly SandboxNotification[];

  /** Lets calls or notifications fail. */
  addFault(fault: SandboxFault): { id: number };
  clearFaults(): void;

  /** Everything it knows, as text. */
  snapshot(): string;
  /** Gives its memory back now; else that happens when nobody holds it any more. */
  close(): void;
}

/** A standard `Response`, where the project knows that type. */
export type StandardResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : {};
