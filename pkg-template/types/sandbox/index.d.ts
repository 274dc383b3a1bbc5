// The sandbox's types: an emulator of what a merchant's server can see of Amazon Pay, in process.

import type { Fetch, FetchResponse, NotificationTrust, Region } from '../index.js';

/** What a sandbox is made with. */
export interface SandboxOptions {
  /** Default: `'us'`. */
  readonly region?: Region | null | undefined;
  /** The same seed gives the same ids and the same order of elements. Default: 1. */
  readonly seed?: number | null | undefined;
  /** With `'manual'` time moves only by `advance`. Default: `'real'`. */
  readonly clock?: 'real' | 'manual' | null | undefined;
  /** Epoch milliseconds at which a manual clock begins. Default: now. */
  readonly now?: number | null | undefined;
  /** Whether quotas are enforced. Default: `true`. */
  readonly throttling?: boolean | null | undefined;
  /** Milliseconds before each answer. Default: 0. */
  readonly latency?: number | null | undefined;
  /** What the documents leave unconfirmed, by name. */
  readonly settings?: SandboxSettings | null | undefined;
  /** Receives every notification: its body and its headers. One that throws has not taken it. */
  readonly onNotification?: ((envelope: string, headers: Record<string, string>) => unknown) | null | undefined;
  /** Where notifications are sent, by `fetch`. */
  readonly notificationUrl?: string | { readonly href: string } | null | undefined;
  /** Sends the notifications. Default: `globalThis.fetch`. */
  readonly fetch?: Fetch | null | undefined;
}

/** What a sandbox out of a snapshot may still be told: what a snapshot can't hold. */
export type RestoreOptions = Pick<SandboxOptions, 'latency' | 'onNotification' | 'notificationUrl' | 'fetch'>;

/** What the documents leave unconfirmed. Durations are milliseconds unless the name says otherwise. */
export interface SandboxSettings {
  /** Whether a repeat of a known reference id comes before the check of the object's state. Default: `'original'`. */
  readonly idempotency?: 'original' | 'state-error';
  /** What a repeated close or cancel gives. Default: `'no-op'`. */
  readonly terminalRepeat?: 'no-op' | 'error';
  /** Among what a reference id must be unique. Default: `'seller'`. */
  readonly referenceIdScope?: 'seller' | 'kind';
  /** Added to the host's clock before a request's timestamp is checked against it. Default: 0. */
  readonly skew?: number;
  /** How far a request's timestamp may be off. Default: 15 minutes. */
  readonly clockTolerance?: number;
  /** What an authorization meets while the bank's challenge is not passed. Default: `'error'`. */
  readonly unauthenticated?: 'error' | 'decline';
  /** When the bank's challenge is asked for. Default: `'europe-with-urls'`. */
  readonly challenge?: 'europe-with-urls' | 'on-request';
  /** When a refund counts against its capture. Default: `'at-request'`. */
  readonly refundCounts?: 'at-request' | 'at-completion';
  /** What an id of the other environment gives. Default: `'internal-error'`. */
  readonly wrongEnvironment?: 'internal-error' | 'not-found';
  /** Authorizations that were not declined, per order reference. Default: 10. */
  readonly authorizationsPerOrder?: number;
  /** Until an asynchronous authorization is decided. Default: 30 s. */
  readonly authorizationDelay?: number;
  /** Until a capture that was left pending is decided. Default: 30 s. */
  readonly captureDelay?: number;
  /** Until a refund is decided. Default: 31 s. */
  readonly refundDelay?: number;
  /** Until a provider credit, or its reversal, is decided. Default: 0, at once. */
  readonly providerCreditDelay?: number;
  /** Entries that the journal keeps. Default: 10 000. */
  readonly journal?: number;
  /** The others are named in the sandbox's `src/sandbox/settings.rs`; unknown ones are refused. */
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
  readonly trust: NotificationTrust;
}

/** Who buys. What is not said is the sample buyer's. */
export interface SandboxBuyer {
  readonly userId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly postalCode?: string;
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

/** What may be said of a draft. What is not said is as it should be: a valid address, a card that pays. */
export interface DraftDetails {
  readonly buyer?: SandboxBuyer;
  /** `null`: not chosen yet; `false`: none is needed. */
  readonly address?: SandboxAddress | null | false;
  /** The last digits of one of the widget's simulated cards; `null`: not chosen yet. */
  readonly card?: string | null;
}

/** What may be said of an order reference. */
export interface OrderReferenceDraft extends DraftDetails {
  /** What the wallet shows amounts in. */
  readonly currencyCode?: string;
}

/** What may be said of a billing agreement. */
export interface BillingAgreementDraft extends DraftDetails {
  /** Whether the buyer has consented to be charged. */
  readonly consent?: boolean;
}

/** What the buyer does in the widgets and on Amazon's pages. */
export interface BuyerActions {
  /** Selects one of the widget's simulated cards by its last digits. */
  selectCard(id: string, card: string): object;
  selectAddress(id: string, address: SandboxAddress): object;
  deleteCard(id: string): object;
  deleteAddress(id: string): object;
  deleteBillingAddress(id: string): object;
  /** Mends the payment method on Amazon's own page. */
  updatePaymentMethod(id: string, card?: string): object;
  giveConsent(id: string): object;
  withdrawConsent(id: string): object;
  requireAuthentication(id: string): object;
  completeAuthentication(id: string, outcome: 'Success' | 'Failure' | 'Abandoned'): { redirectUrl: string | null };
  signIn(id: string): { accessToken: string };
  close(id: string): object;
}

/** What only Amazon does. `details` say more, such as `{ amount }` of a refund. */
export interface AmazonActions {
  close(id: string, details?: object): object;
  cancel(id: string, details?: object): object;
  suspend(id: string, details?: object): object;
  /** On a seller's id: lets a suspended account work again. */
  reinstate(id: string, details?: object): object;
  /** On a seller's id: tells that it was registered. */
  register(id: string, details?: object): object;
  expire(id: string, details?: object): object;
  hold(id: string, details?: object): object;
  accept(id: string, details?: object): object;
  reject(id: string, details?: object): object;
  /** What is pending meets a ProcessingFailure; so does the next authorization on an order reference. */
  fail(id: string, details?: object): object;
  chargeback(captureId: string, details?: { readonly reason?: string; readonly state?: string; readonly refund?: boolean }): object;
  refund(captureId: string, details?: { readonly amount?: string; readonly refundType?: string }): object;
}

/** What all entries of the journal have. Times are ISO strings by the sandbox's clock. */
interface Entry<Type extends string> {
  readonly type: Type;
  /** It only grows. */
  readonly number: number;
  readonly at: string;
}

/** A request that came; keys, tokens and signatures are hidden. */
export interface RequestEntry extends Entry<'request'> {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** An answer that was given. */
export interface ResponseEntry extends Entry<'response'> {
  readonly operation: string;
  readonly status: number;
  /** The fault's code; empty where there was none. */
  readonly code: string;
  readonly requestId: string;
  readonly body: string;
}

/** An object that went from state to state. */
export interface TransitionEntry extends Entry<'transition'> {
  readonly id: string;
  readonly object: string;
  readonly from: string;
  readonly to: string;
  readonly trigger: string;
}

/** A notification that was made. */
export interface NotificationEntry extends Entry<'notification'> {
  readonly notification: number;
  readonly notificationType: string | null;
  readonly id: string | null;
}

/** A fault that was brought about on demand. */
export interface FaultEntry extends Entry<'fault'> {
  readonly kind: FaultKind;
  readonly operation: string;
}

/** What buyer or Amazon did. */
export interface ActionEntry extends Entry<'action'> {
  readonly id: string;
  readonly actor: 'buyer' | 'amazon';
  readonly action: string;
}

/** Something that happened. */
export type JournalEntry =
  | RequestEntry
  | ResponseEntry
  | TransitionEntry
  | NotificationEntry
  | FaultEntry
  | ActionEntry;

/** What can be brought about on demand. `'drop-response'` is the dangerous one: the service acted. */
export type FaultKind =
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

/** Which calls fail, and how. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Default: every operation. */
  readonly operation?: string;
  /** How often it strikes. Default: until it is cleared. */
  readonly times?: number;
  /** From 0 to 1: how likely it strikes. Default: 1. */
  readonly rate?: number;
  /** Of a delay. */
  readonly milliseconds?: number;
  /** Of a refusal: the fault's code. */
  readonly code?: string;
}

/** An object of the service. */
export interface SandboxObject {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly reasonCode: string | null;
  readonly reasonDescription: string | null;
  readonly created: string;
  /** When it came to its state. */
  readonly since: string;
  readonly merchantId: string;
  readonly releaseEnvironment: 'Sandbox' | 'Live';
  readonly [name: string]: unknown;
}

/** An object with what came out of it and what happened to it. */
export interface SandboxObjectDetails extends SandboxObject {
  readonly children: readonly unknown[];
  readonly history: readonly JournalEntry[];
  /** What buyer and Amazon can do to it as it is now. */
  readonly actions: readonly { readonly actor: 'buyer' | 'amazon'; readonly action: string; readonly arguments: readonly string[] }[];
}

/** A notification with its attempts at delivery. */
export interface SandboxNotification {
  readonly number: number;
  /** Such as `'PaymentAuthorize'`. */
  readonly type: string;
  /** The object that it is about. */
  readonly id: string;
  readonly messageId: string;
  readonly message: string;
  readonly created: string;
  readonly urls: readonly string[];
  readonly done: boolean;
  readonly attempts: readonly { readonly at: string; readonly status: number | null; readonly reported: boolean }[];
}

/** What `using` and `await using` call at the end, in projects that know them. */
export type Disposal<Name extends string, Result> = SymbolConstructor extends { readonly [K in Name]: infer Key extends symbol }
  ? { readonly [K in Key]: () => Result }
  : {};

export interface Sandbox extends Disposal<'dispose', void> {}

/** An emulator of the service. It has its own state; nothing leaves the process. */
export class Sandbox {
  static create(options?: SandboxOptions | null): Promise<Sandbox>;
  /** A sandbox as `snapshot` described it. */
  static restore(snapshot: string, options?: RestoreOptions | null): Promise<Sandbox>;
  private constructor();

  /** Options for `new AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch })`. */
  readonly credentials: SandboxCredentials;
  /** A `fetch` that serves the API, the profile endpoints, the certificate and the control plane. */
  readonly fetch: (input: any, init?: any) => Promise<FetchResponse & StandardResponse>;
  readonly buyer: BuyerActions;
  readonly amazon: AmazonActions;
  /** What happened, in order. */
  readonly journal: readonly JournalEntry[];
  /** Notifications with their attempts at delivery. */
  readonly notifications: readonly SandboxNotification[];
  /** The service's time in epoch milliseconds. */
  readonly now: number;

  /** What the address and wallet widgets make: a draft with a valid address and a good card. */
  createOrderReference(details?: OrderReferenceDraft): { amazonOrderReferenceId: string; accessToken: string };
  createBillingAgreement(details?: BillingAgreementDraft): { amazonBillingAgreementId: string; accessToken: string };
  /** What exists. */
  objects(): SandboxObject[];
  /** An object with its children and history. */
  object(id: string): SandboxObjectDetails;
  /** Lets calls fail. */
  addFault(rule: FaultRule): { id: number };
  /** Lets calls succeed again. */
  clearFaults(): void;
  /** Moves the service's time, settles what falls due on the way, and delivers what there is to tell. */
  advance(milliseconds: number): Promise<void>;
  /**
   * Everything it knows, as text. Its notification key is not part of that. Longer than half a gigabyte it
   * can be no text: `GET /sandbox/state` gives it, and `PUT` takes it, up to 1 GB.
   */
  snapshot(): string;
  /** Gives its memory back. Without it, that happens when nobody holds the sandbox any more. */
  close(): void;
}

/** A standard `Response`, where the project knows that type. */
export type StandardResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : {};

export { AmazonPayError, ConfigurationError, InternalError, ValidationError } from '../errors.js';
