// The network between a merchant's process and the service, and what it does to requests. The
// sandbox brings about what the service itself can do; here is what only a network can: a request
// that arrives long after its sender gave up, an answer that takes long, and a process that dies
// while it waits. It also knows of every request whether the service did what it asks.

/** Faults of the sandbox that a life may meet, beside those of the network. */
const KINDS = [
  'refuse', 'drop-request', 'drop-response', 'throttle', 'internal-error', 'unavailable',
  'truncate', 'garble', 'wrong-content-type', 'plain-text-error',
];
const NOTIFICATION_KINDS = ['notification-drop', 'notification-duplicate', 'notification-delay', 'notification-reorder'];

export class Network {
  /** Requests on their way that nobody waits for. */
  #late = [];
  /** Ends the process that is running. */
  #end = () => {};
  rate = 0;
  /** The call of the merchant that is running: requests are its doing, also those that arrive later. */
  call = { arrivals: [] };

  /**
   * @param {object} sandbox
   * @param {object} time
   * @param {object} random
   * @param {{ record?: (...texts: string[]) => void, isTold: boolean }} how is told what was sent and what came of
   *   it; whether there is a server for notifications
   */
  constructor(sandbox, time, random, { record, isTold }) {
    this.sandbox = sandbox;
    this.time = time;
    this.random = random;
    this.record = record;
    this.isTold = isTold;
  }

  /** From now on each call of the service fails this often, in one way or another. */
  worsen(rate) {
    this.rate = rate;
    this.sandbox.clearFaults();
    for (const kind of KINDS) this.sandbox.addFault({ kind, rate: rate / KINDS.length / 2 });
    for (const kind of NOTIFICATION_KINDS) this.sandbox.addFault({ kind, rate: rate / NOTIFICATION_KINDS.length });
  }

  /** Nothing fails any more, and everything that is on its way arrives. */
  async mend() {
    this.rate = 0;
    this.sandbox.clearFaults();
    while (this.#late.length > 0) await this.#arrive();
  }

  /** A `fetch` for one process. `end` is called when that process dies. */
  process(end) {
    this.#end = end;
    return (url, init) => this.#send(url, init);
  }

  async #send(url, init) {
    const { random, rate, call } = this;
    if (this.#late.length > 0 && random.happens(0.2)) await this.#arrive();
    const { signal, ...request } = init;
    if (random.happens(rate / 4)) {
      this.#late.push([url, request, call]);
      this.record?.(request.body, 'lost');
      throw new TypeError('the connection broke');
    }
    if (random.happens(rate / 8)) {
      if (random.happens(0.5)) await this.#deliver(url, request, call).catch(() => {});
      this.record?.(request.body, 'died');
      this.#end();
      return new Promise(() => {});
    }
    if (random.happens(rate / 12)) return this.#slow(url, init, call);
    return this.#deliver(url, init, call);
  }

  /** The answer takes its time, perhaps more than the client has. */
  async #slow(url, init, call) {
    const milliseconds = this.random.one([500, 9_000, 45_000]);
    this.sandbox.clearFaults();
    this.sandbox.addFault({ kind: 'delay', times: 1, milliseconds });
    const answer = this.#deliver(url, init, call);
    answer.catch(() => {});
    // The sandbox has it before any time passes.
    await Promise.resolve();
    await this.time.pass(milliseconds, init.signal);
    // It may not have struck, where the call was throttled.
    this.worsen(this.rate);
    return answer;
  }

  async #arrive() {
    const [url, request, call] = this.#late.splice(this.random.whole(0, this.#late.length - 1), 1)[0];
    await this.#deliver(url, request, call).catch(() => {});
  }

  async #deliver(url, init, call) {
    let response;
    try {
      response = await this.sandbox.fetch(url, init);
      return response;
    } finally {
      const status = response?.status ?? this.sandbox.journal.findLast(({ type }) => type === 'response')?.status;
      const operation = new URLSearchParams(init.body).get('Action');
      call.arrivals.push({ operation, executed: status === 200 });
      this.record?.(init.body, response === undefined ? `dropped ${status}` : await response.clone().text());
      // What this made the service tell is told before anything else happens.
      if (this.isTold) await this.sandbox.advance(0);
    }
  }
}
