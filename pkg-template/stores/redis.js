// @ts-check
// Quota that many processes share in Redis. It knows the script that reserves a call in one step and
// how the usual clients are asked to run one; it refuses to know how they connect, and brings none.
//
// The time is Redis's own, so that processes whose clocks differ agree. A bucket is one key, which
// expires at the moment it is full again: what nobody calls leaves nothing behind.

import { choice, text } from '../checks.js';
import { ConfigurationError } from '../errors.js';
import { ANY_TIME, pace, storeOptions } from './reservation.js';

/**
 * @typedef {import('../options.js').Quota} Quota
 * @typedef {(script: string, keys: string[], values: string[]) => unknown} Evaluate
 */

/**
 * KEYS[1] holds when the bucket is full again. ARGV: milliseconds per token, burst, longest wait,
 * the caller's time or nothing, milliseconds to keep the key beyond its use. Needs Redis 5: before,
 * a script that asked for the time could not write.
 *
 * Written with all digits: Redis's Lua turns a number into text with 14 of them, too few for
 * milliseconds since 1970 and their fractions.
 */
const SCRIPT = `
local interval, burst, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = math.max(0, math.ceil(full - now - (burst - 1) * interval))
if wait < longest then
  full = full + interval
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now) + ARGV[5])
end
return wait
`;

/** By the caller's time nobody here knows how soon a key is of no use: milliseconds to keep it longer. */
const AN_HOUR = 3_600_000;

const CLIENTS = {
  /** @type {(client: any) => Evaluate} */
  ioredis: (client) => (script, keys, values) => client.eval(script, keys.length, ...keys, ...values),
  /** @type {(client: any) => Evaluate} */
  redis: (client) => (script, keys, values) => client.eval(script, { keys, arguments: values }),
  /** @type {(client: any) => Evaluate} */
  upstash: (client) => (script, keys, values) => client.eval(script, keys, values),
};

/**
 * A store for the client's option `pacing`.
 *
 * @param {any} client a client of Redis, or a function that runs a script
 * @param {unknown} [given] options
 */
export function redisStore(client, given) {
  const options = storeOptions(given, { prefix: text, client: choice(Object.keys(CLIENTS)) });
  const { prefix = 'amazon-pay-wasm:', clock, spare, onError } = options;
  const evaluate = evaluator(client, options.client);
  const [own, kept] = clock === 'caller' ? [true, AN_HOUR] : [false, 0];
  return {
    /**
     * @param {string} key
     * @param {Quota} quota
     * @param {number} now epoch milliseconds
     * @param {number} [longest] milliseconds
     * @returns {Promise<number>}
     */
    async take(key, quota, now, longest = ANY_TIME) {
      const { interval, burst } = pace(quota, spare);
      const values = [interval, burst, Math.min(longest, ANY_TIME), own ? now : '', kept].map(String);
      try {
        return milliseconds(await evaluate(SCRIPT, [prefix + key], values));
      } catch (error) {
        onError?.(error);
        throw error;
      }
    },
  };
}

/** @param {unknown} reply */
function milliseconds(reply) {
  const wait = Number(reply);
  if (reply === null || !(wait >= 0)) throw new TypeError('the script did not give a number: is `client` right?');
  return wait;
}

/**
 * Their `eval`s take the same things in different ways, and none says which; so they are told apart by
 * a method that only one of them has.
 *
 * @param {any} client
 * @param {keyof typeof CLIENTS} [named]
 * @returns {Evaluate}
 */
function evaluator(client, named) {
  if (typeof client === 'function' && named === undefined) return client;
  if (typeof client?.eval !== 'function') {
    throw new ConfigurationError('`client` must have the method `eval`, or be a function that runs a script', {
      option: 'client',
    });
  }
  const name = named ?? recognised(client);
  if (name !== undefined) return CLIENTS[name](client);
  throw new ConfigurationError(
    "`client` is none of the known: name the one whose `eval` it has ({ client: 'ioredis' | 'redis' | 'upstash' }), or give a function `(script, keys, values) => reply`",
    { option: 'client' },
  );
}

/** @param {any} client */
function recognised(client) {
  if (typeof client.EVAL === 'function') return 'redis';
  if (typeof client.defineCommand === 'function') return 'ioredis';
  if (typeof client.createScript === 'function') return 'upstash';
  return undefined;
}
