// @ts-check
// The Worker that the test talks to: it passes questions on to the stores, as a Worker of a merchant's
// would, and lets the test look into the objects' storage.

import { AmazonPay } from 'amazon-pay-wasm';
import {
  durableObjectStore,
  handledNotifications,
  NotificationDurableObject,
  PacingDurableObject,
} from 'amazon-pay-wasm/durable-object';

/**
 * The class as it is, and beside it a way to see what it keeps.
 *
 * @param {typeof PacingDurableObject | typeof NotificationDurableObject} Kept
 * @returns {any}
 */
const open = (Kept) =>
  class extends Kept {
    /** @param {any} state */
    constructor(state) {
      super(state);
      this.storage = state.storage;
    }

    /** @param {Request} request */
    async fetch(request) {
      if (new URL(request.url).pathname !== '/look') return super.fetch(request);
      return Response.json({ keys: [...(await this.storage.list()).keys()], alarm: await this.storage.getAlarm() });
    }
  };

export const Pacing = open(PacingDurableObject);
export const Notifications = open(NotificationDurableObject);

/** Fails always, as an object may. */
export class Broken {
  fetch() {
    throw new Error('out of order');
  }
}

/** @type {Record<string, (env: any, question: any) => unknown>} */
const answers = {
  take: (env, { options, key, quota, now, longest }) =>
    durableObjectStore(env.PACING, options).take(key, quota, now, longest),
  seen: (env, { id }) => handledNotifications(env.NOTIFICATIONS).seen(id),
  handled: (env, { id, keep }) => handledNotifications(env.NOTIFICATIONS, { keep }).handled(id),
  async look(env, { binding, name }) {
    const namespace = env[binding];
    return (await namespace.get(namespace.idFromName(name)).fetch('https://object/look')).json();
  },
  /** A call through a store that is out of order, and the reasons that were told. */
  async call(env, { credentials, params }) {
    /** @type {string[]} */
    const errors = [];
    const pacing = durableObjectStore(env.BROKEN, { onError: (error) => void errors.push(String(error)) });
    const fetch = async () => new Response('<no answer>', { status: 404 });
    const pay = new AmazonPay({ ...credentials, fetch, pacing, retry: false });
    const error = await pay.getOrderReferenceDetails(params).then(String, (reason) => reason.name);
    return { error, errors };
  },
};

export default {
  /**
   * @param {Request} request
   * @param {any} env
   */
  async fetch(request, env) {
    const name = new URL(request.url).pathname.slice(1);
    try {
      return Response.json((await answers[name](env, await request.json())) ?? null);
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
