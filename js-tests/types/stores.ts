// The stores that a fleet shares. Nothing here runs; it must compile, and each error expected must be one.

import { AmazonPay, type PacingStore } from 'amazon-pay-wasm';
import {
  durableObjectStore,
  handledNotifications,
  NotificationDurableObject,
  PacingDurableObject,
  type DurableObjectNamespace,
} from 'amazon-pay-wasm/durable-object';
import { redisStore, type Evaluate, type Store } from 'amazon-pay-wasm/redis';

const options = { region: 'us', merchantId: 'A1', accessKey: 'AKIA', secretKey: 'secret' } as const;

// As the clients declare it.
declare const ioredis: { eval(script: string, numberOfKeys: number | string, ...values: (string | Buffer_)[]): Promise<unknown> };
declare const nodeRedis: { eval(script: string, options?: { keys?: string[]; arguments?: string[] }): Promise<unknown> };
declare const upstash: { eval: <Values extends unknown[], Reply>(...values: [script: string, keys: string[], values: Values]) => Promise<Reply> };
type Buffer_ = Uint8Array;

const run: Evaluate = async (script, keys, values) => script.length + keys.length + values.length;
const stores: Store[] = [
  redisStore(ioredis),
  redisStore(nodeRedis, { prefix: 'shop:', spare: 2, clock: 'store', onError: (error: unknown) => error }),
  redisStore(upstash, { client: 'upstash', clock: null, prefix: undefined }),
  redisStore(run, null),
];
const wait: Promise<number> | undefined = stores[0]?.take('key', { capacity: 2, perSecond: 0.5 }, 0);

// @ts-expect-error a client has `eval`
redisStore({ get: () => '' });
// @ts-expect-error not a client that is known
redisStore(ioredis, { client: 'predis' });
// @ts-expect-error no such option
redisStore(ioredis, { prefixes: '' });

// As Cloudflare's types declare it, in short.
declare const id: unique symbol;
interface ObjectId { readonly [id]: true; toString(): string }
interface Stub { fetch(input: string | { readonly url: string }, init?: { method?: string; body?: string }): Promise<{ readonly status: number }> }
declare const binding: { newUniqueId(): ObjectId; idFromName(name: string): ObjectId; get(id: ObjectId, options?: { locationHint?: string }): Stub };

const namespace: DurableObjectNamespace = binding;
const shared: PacingStore = durableObjectStore(binding, { spare: 0 });
const notifications = handledNotifications(namespace, { keep: 1000 });
const seen: Promise<boolean> = notifications.seen('id');
const handled: Promise<void> = notifications.handled('id');

// @ts-expect-error a prefix has no use there
durableObjectStore(binding, { prefix: '' });

export class Pacing extends PacingDurableObject {
  override async alarm(): Promise<void> {
    await super.alarm();
  }
}
export { NotificationDurableObject };
export const clients = [...stores, shared].map((pacing) => new AmazonPay({ ...options, pacing }));
export const promises = [wait, seen, handled];
