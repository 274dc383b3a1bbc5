// Quota that many processes share in Redis.

import type { Store, StoreOptions } from './store.js';

export type { Store, StoreOptions } from './store.js';

/** Runs a Lua script in Redis and gives its reply: `EVAL script keys.length ...keys ...values`. */
export type Evaluate = (script: string, keys: string[], values: string[]) => unknown;

/** How a Redis store behaves. */
export interface RedisStoreOptions extends StoreOptions {
  /** Before each key. Default: `'amazon-pay-wasm:'`. Processes that share a quota have the same. */
  readonly prefix?: string | null | undefined;
  /**
   * Whose `eval` the client has: `'ioredis'` for `eval(script, 1, key, ...values)`, `'redis'` for
   * `eval(script, { keys, arguments })`, `'upstash'` for `eval(script, keys, values)`. Default: it is
   * recognised, if it is one of these.
   */
  readonly client?: 'ioredis' | 'redis' | 'upstash' | null | undefined;
}

/**
 * A store for the client's option `pacing`: all processes that use the same Redis, prefix, keys and
 * seller share one quota.
 *
 * `client` is connected by you, and closed by you: one of ioredis, node-redis 4 or newer,
 * `@upstash/redis`, or a function for any other. Redis 5 or newer; a cluster too, each key being for
 * itself. In Redis stand the access key's id, the seller's id and the operation's name as a key, and a
 * time as its value; the key expires when the bucket is full again.
 *
 * @throws {ConfigurationError} if the client is none of the known, or an option is wrong
 */
export function redisStore(client: Evaluate | { eval(...values: any[]): any }, options?: RedisStoreOptions | null): Store;
