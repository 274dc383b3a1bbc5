// @ts-check
// Quota and handled notifications in Durable Objects of Cloudflare Workers: the classes that a Worker
// exports, and what asks them. It knows storage, alarms and plain fetch; it needs no import of the
// host, no compatibility flag, and the classes do not care whether their storage is SQLite.
//
// There is one object for each bucket and one for each notification, so none is ever busy. An object
// that has nothing to say any more empties its storage, and then costs nothing.

import { methods, milliseconds, read } from '../checks.js';
import { ANY_TIME, pace, reserve, storeOptions } from './reservation.js';

/**
 * What is used of a Durable Object's state and namespace.
 *
 * @typedef {object} Storage
 * @property {(key: string) => Promise<any>} get
 * @property {(key: string, value: unknown) => Promise<void>} put
 * @property {() => Promise<void>} deleteAll
 * @property {(at: number) => Promise<void>} setAlarm
 *
 * @typedef {object} State
 * @property {Storage} storage
 * @property {(run: () => Promise<void>) => Promise<unknown>} blockConcurrencyWhile
 *
 * @typedef {object} Namespace
 * @property {(name: string) => any} idFromName
 * @property {(id: any) => { fetch(url: string, init: object): Promise<any> }} get
 */

/** By the caller's time an object can't know when its bucket is full: milliseconds to keep it. */
const AN_HOUR = 3_600_000;
const DAY = 86_400_000;

/** One bucket. It outlives eviction and restarts: an answer leaves only when it is stored. */
export class PacingDurableObject {
  /** @type {Storage} */ #storage;
  /** When it is full, by whose clock it is asked, and when nobody needs it any more, by the host's. */
  #bucket = { full: 0, until: 0 };
  #wakes = false;

  /** @param {State} state */
  constructor(state) {
    this.#storage = state.storage;
    state.blockConcurrencyWhile(async () => {
      this.#bucket = (await this.#storage.get('bucket')) ?? this.#bucket;
    });
  }

  /** @param {{ json(): Promise<any> }} request */
  async fetch(request) {
    const { interval, burst, longest, now } = await request.json();
    // From here to the answer nothing is awaited, so no other call comes between. What is written is
    // stored before the answer leaves: the host sees to that.
    const host = Date.now();
    const { wait, full } = reserve(this.#bucket.full, { interval, burst }, now ?? host, longest);
    if (full !== this.#bucket.full) this.#keep(full, now === undefined ? Math.ceil(full) : host + AN_HOUR);
    return new Response(String(wait));
  }

  async alarm() {
    this.#wakes = false;
    if (this.#bucket.until > Date.now()) return this.#wake();
    this.#bucket = { full: 0, until: 0 };
    await this.#storage.deleteAll();
  }

  /**
   * @param {number} full
   * @param {number} until
   */
  #keep(full, until) {
    this.#bucket = { full, until };
    this.#storage.put('bucket', this.#bucket);
    if (!this.#wakes) this.#wake();
  }

  /** One alarm at a time: it looks again when it finds that more calls came. */
  #wake() {
    this.#wakes = true;
    this.#storage.setAlarm(this.#bucket.until);
  }
}

/** Whether one notification was handled. It forgets when nobody would believe a repeat any more. */
export class NotificationDurableObject {
  /** @type {Storage} */ #storage;

  /** @param {State} state */
  constructor(state) {
    this.#storage = state.storage;
  }

  /** @param {{ method: string, text(): Promise<string> }} request */
  async fetch(request) {
    if (request.method === 'GET') return new Response(String((await this.#storage.get('handled')) === true));
    const keep = Number(await request.text());
    this.#storage.put('handled', true);
    this.#storage.setAlarm(Date.now() + keep);
    return new Response('true');
  }

  async alarm() {
    await this.#storage.deleteAll();
  }
}

/**
 * A store for the client's option `pacing`.
 *
 * @param {Namespace} namespace the binding of `PacingDurableObject`
 * @param {unknown} [given] options
 */
export function durableObjectStore(namespace, given) {
  const { clock, spare, onError } = storeOptions(given);
  const ask = asker(namespace);
  return {
    /**
     * @param {string} key
     * @param {import('../options.js').Quota} quota
     * @param {number} now epoch milliseconds
     * @param {number} [longest] milliseconds
     * @returns {Promise<number>}
     */
    async take(key, quota, now, longest = ANY_TIME) {
      const question = {
        ...pace(quota, spare),
        longest: Math.min(longest, ANY_TIME),
        now: clock === 'caller' ? now : undefined,
      };
      try {
        return Number(await ask(key, 'POST', JSON.stringify(question)));
      } catch (error) {
        onError?.(error);
        throw error;
      }
    },
  };
}

/**
 * Which notifications were handled: `seen` is for `verifyNotification` and `notificationHandler`, and
 * `handled` is told when the work is done. One that was not handled must come again, so nothing is
 * marked before.
 *
 * @param {Namespace} namespace the binding of `NotificationDurableObject`
 * @param {unknown} [given] options
 */
export function handledNotifications(namespace, given) {
  const { keep = 15 * DAY } = read(given ?? undefined, { keep: milliseconds }, 'option');
  const ask = asker(namespace);
  return {
    /**
     * @param {string} id
     * @returns {Promise<boolean>}
     */
    seen: async (id) => (await ask(id, 'GET')) === 'true',
    /**
     * @param {string} id
     * @returns {Promise<void>}
     */
    handled: async (id) => void (await ask(id, 'PUT', String(keep))),
  };
}

/**
 * Asks the object of a name.
 *
 * @param {Namespace} namespace
 * @returns {(name: string, method: string, body?: string) => Promise<string>}
 */
function asker(namespace) {
  methods('idFromName', 'get')(namespace, 'namespace');
  return async (name, method, body) => {
    const stub = namespace.get(namespace.idFromName(name));
    // The address is only a form: the binding leads to the object.
    const response = await stub.fetch('https://durable-object/', { method, ...(body === undefined ? {} : { body }) });
    if (response.status === 200) return response.text();
    response.body?.cancel();
    throw new Error(`the durable object answered ${response.status}`);
  };
}
