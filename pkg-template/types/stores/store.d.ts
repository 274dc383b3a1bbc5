// What the stores have in common.

import type { PacingStore, Quota } from '../index.js';

/** How a store behaves, wherever it keeps its buckets. */
export interface StoreOptions {
  /**
   * Whose time counts. `'store'`, the default: that of the store, so that it does not matter if the
   * clocks of the processes differ. `'caller'`: what the client's `clock` says, for tests and
   * simulations in which all processes live by one clock.
   */
  readonly clock?: 'store' | 'caller' | null | undefined;
  /**
   * Calls of the burst that are left alone. Requests do not arrive as evenly as they were sent: one
   * spare call allows each to come late by the time that restores a call. Default: 1. The rate is not
   * touched, and a burst of one call always stays.
   */
  readonly spare?: number | null | undefined;
  /** Is told when the store fails. The call goes through then, and may be refused by the service. */
  readonly onError?: ((error: unknown) => unknown) | null | undefined;
}

/** Quota that many processes share. */
export interface Store extends PacingStore {
  /**
   * Reserves a call and says after how many milliseconds it is the caller's. A wait that is not
   * shorter than `longest` reserves nothing. Rejects if the store fails.
   */
  take(key: string, quota: Quota, now: number, longest?: number): Promise<number>;
}
