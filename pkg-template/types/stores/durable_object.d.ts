// Quota and handled notifications in Durable Objects of Cloudflare Workers.

import type { Store, StoreOptions } from './store.js';

export type { Store, StoreOptions } from './store.js';

/** A Durable Object's state, as far as it is used. */
export interface DurableObjectState {
  readonly storage: {
    get(key: string): Promise<any>;
    put(key: string, value: any): Promise<void>;
    deleteAll(): Promise<void>;
    setAlarm(at: number): Promise<void>;
  };
  blockConcurrencyWhile(run: () => Promise<any>): Promise<any>;
}

/** A binding of a Durable Object, as far as it is used. */
export interface DurableObjectNamespace {
  idFromName(name: string): any;
  get(id: any): { fetch(url: string, init: any): Promise<any> };
}

/**
 * One bucket, for your Worker to export and to bind under a name of your choice. Its storage is
 * emptied when the bucket is full again. It speaks `fetch`, so no compatibility date is asked for.
 */
export class PacingDurableObject {
  constructor(state: DurableObjectState, env?: any);
  fetch(request: any): Promise<any>;
  alarm(): Promise<void>;
}

/** One notification, for your Worker to export and to bind. Its storage is emptied when `keep` is over. */
export class NotificationDurableObject {
  constructor(state: DurableObjectState, env?: any);
  fetch(request: any): Promise<any>;
  alarm(): Promise<void>;
}

/**
 * A store for the client's option `pacing`: all Workers with this binding share one quota. Each bucket
 * is an object of its own, which costs a request and two writes at most for an attempt.
 *
 * @throws {ConfigurationError} if the namespace is none, or an option is wrong
 */
export function durableObjectStore(namespace: DurableObjectNamespace, options?: StoreOptions | null): Store;

/** How handled notifications are kept. */
export interface HandledOptions {
  /**
   * Milliseconds to remember one. Default: 15 days, the age at which a notification is refused as
   * stale; the service delivers for 14.
   */
  readonly keep?: number | null | undefined;
}

/** Which notifications were handled. */
export interface HandledNotifications {
  /** For `verifyNotification` and `notificationHandler`. Rejects if the object can't be asked. */
  seen(id: string): Promise<boolean>;
  /** To be awaited when the work is done, not before: one that was not handled must come again. */
  handled(id: string): Promise<void>;
}

/**
 * Which notifications were handled, by their `id`.
 *
 * Two deliveries of the same notification at the same moment are both new. What must not happen twice
 * goes by a key of its own, as a charge goes by its reference id.
 *
 * @throws {ConfigurationError} if the namespace is none, or an option is wrong
 */
export function handledNotifications(namespace: DurableObjectNamespace, options?: HandledOptions | null): HandledNotifications;
