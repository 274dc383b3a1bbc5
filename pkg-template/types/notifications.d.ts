// The types of notifications, by hand; what each kind holds is in operations.d.ts, which is made from
// the table.

import type { KnownNotification } from './operations.js';

export type { NotificationReason } from './codes.js';

/** What is known about every notification. */
export interface NotificationHead {
  /** NotificationReferenceId: what to de-duplicate on. A notification may come more than once. */
  readonly id: string;
  /** Whom it is for. */
  readonly sellerId?: string;
  readonly releaseEnvironment?: 'Live' | 'Sandbox' | (string & {});
  readonly marketplaceId?: string;
  /** The API's version, `2013-01-01`. */
  readonly version?: string;
  /** When it was made, as sent. Old ones have a clock of twelve hours: do not order by it. */
  readonly timestamp?: string;
  /** Of billing agreements: what has changed, such as `PaymentMethodUpdated`. */
  readonly eventType?: string;
  /** Sent by a test tool. */
  readonly isSample: boolean;
  /** The envelope's own id. It stays the same when the service delivers again. */
  readonly messageId: string;
  readonly topicArn: string;
}

/**
 * Any word but those of the known kinds. TypeScript has no type for that; this one can be told apart
 * from theirs and read as a string.
 */
declare enum UnknownNotificationType {
  word = 'any other',
}

/** A genuine notification of a kind that is not known. */
export interface UnknownNotification extends NotificationHead {
  readonly type: UnknownNotificationType;
  /** The message by its names on the wire; `NotificationData` is its XML. */
  readonly raw: { readonly [name: string]: unknown };
}

/** What is known about a message of the notification service itself. */
export interface SubscriptionHead {
  /** The envelope's MessageId. */
  readonly id: string;
  readonly messageId: string;
  readonly topicArn: string;
  /** The envelope's Timestamp. */
  readonly timestamp: string;
}

/** The service asks whether a topic's notifications may come here. Amazon Pay confirms by itself. */
export interface SubscriptionConfirmation extends SubscriptionHead {
  readonly type: 'SubscriptionConfirmation';
  /** Says yes, at the service's host of the topic's own region. Nothing is fetched before. */
  confirm(): Promise<void>;
}

/** The service tells that a topic's notifications will no longer come here. */
export interface UnsubscribeConfirmation extends SubscriptionHead {
  readonly type: 'UnsubscribeConfirmation';
}

/** What {@link verifyNotification} gives. */
export type Notification =
  | KnownNotification
  | UnknownNotification
  | SubscriptionConfirmation
  | UnsubscribeConfirmation;

/** A sandbox's notification key, as its `credentials.trust` holds it. */
export interface NotificationTrust {
  /** The one address that `SigningCertURL` may have. */
  readonly certificateUrl: string;
  /** The certificate in PEM, or what gives it; without it, it is fetched. */
  readonly certificate?: string | (() => string | Promise<string>) | undefined;
}

/** Keeps certificates in PEM by their address. A `Map` is one. */
export interface CertificateStore {
  get(url: string): string | null | undefined | Promise<string | null | undefined>;
  set(url: string, pem: string): unknown;
}

/** What a notification is checked against. `undefined` and `null` mean: not given. */
export interface NotificationOptions {
  /** Your seller id, or several: another seller's notifications are refused. Give it. */
  readonly merchantId?: string | readonly string[] | null | undefined;
  /**
   * The topic's ARN, or several. Default: any topic of Amazon Pay's own accounts. Anybody can have the
   * service sign through a topic of his own.
   */
  readonly topicArn?: string | readonly string[] | null | undefined;
  /** `false`: production only; `true`: the sandbox only. Default: either, see `releaseEnvironment`. */
  readonly sandbox?: boolean | null | undefined;
  /** Milliseconds since the envelope's Timestamp. Default: 15 days; the service delivers again for 14. */
  readonly maxAge?: number | null | undefined;
  /** Whether an id was handled before; such are refused as `seen`. Asked last. */
  readonly seen?: ((id: string) => boolean | Promise<boolean>) | null | undefined;
  /** By which certificates are fetched and subscriptions confirmed. Default: `globalThis.fetch`. */
  readonly fetch?: NotificationFetch | null | undefined;
  /** Where certificates are kept. Default: the last 32 in memory; one that has expired is replaced. */
  readonly certificates?: CertificateStore | null | undefined;
  /** A sandbox's key. While it is given, nobody else's notifications are genuine. Absent in production. */
  readonly trust?: NotificationTrust | null | undefined;
  /** Time, for tests and simulation. Default: the host's. */
  readonly clock?: { now(): number } | null | undefined;
}

/** A `fetch`, as far as it is used here. */
export type NotificationFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: any; redirect: 'manual'; signal: any },
) => Promise<{ readonly status: number; readonly headers: any; text(): Promise<string>; readonly body?: any }>;

/** A standard `Request`, as far as it is used. */
export interface NotificationRequest {
  readonly method: string;
  readonly bodyUsed: boolean;
  readonly body?: any;
  text(): Promise<string>;
}

/** What {@link verifyNotification} takes: a request, its body, or what `JSON.parse` made of it. */
export type NotificationSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | { readonly bodyUsed: boolean; readonly body?: any; text(): Promise<string> }
  | { readonly [field: string]: any };

/** Checks that a notification is genuine, fresh and yours, and reads it. Rejects with a NotificationError. */
export function verifyNotification(
  requestOrBody: NotificationSource,
  options?: NotificationOptions | null,
): Promise<Notification>;

/** What a handler of notifications does. */
export interface NotificationHandlerOptions extends NotificationOptions {
  /** Handles one. If it throws, the service sends the notification again. */
  readonly onNotification: (notification: Notification) => unknown;
  /**
   * Is told why one was refused, or what `onNotification` threw. It can't change the answer, which
   * waits for it.
   */
  readonly onError?: ((error: unknown) => unknown) | null | undefined;
}

/** A standard `Response`, where the project knows that type. */
export type StandardResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : any;

/**
 * A handler for any server of the `fetch` style. It answers 200 when a notification was handled or seen
 * before, 400 when it is proven not genuine, 503 when that is undecided or `onNotification` threw, and
 * 405 to what is no POST.
 */
export function notificationHandler(
  options: NotificationHandlerOptions,
): (request: NotificationRequest) => Promise<StandardResponse>;

export {};
