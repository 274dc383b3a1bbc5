// The network between a merchant's process and the service, and what it does to requests. The
// sandbox brings about what the service itself can do; here is what only a network can: a request
// that arrives long after its sender gave up, and a process that dies while it waits.

/** A process that died. It is thrown by nobody: the harness sees it and starts another. */
export class Crash extends Error {}

/** Faults of the sandbox that a life may meet, beside those of the network. */
const KINDS = [
  'refuse', 'drop-request', 'drop-response', 'throttle', 'internal-error', 'unavailable',
  'truncate', 'garble', 'wrong-content-type', 'plain-text-error',
];

export class Network {
  /** Requests on their way that nobody waits for. */
  #late = [];
  /** Ends the process that is running. */
  #end = () => {};
  rate = 0;
  /** Late requests that arrived so far. */
  arrived = 0;

  constructor(sandbox, random) {
    this.sandbox = sandbox;
    this.random = random;
  }

  /** From now on each call of the service fails this often, in one way or another. */
  worsen(rate) {
    this.rate = rate;
    this.sandbox.clearFaults();
    for (const kind of KINDS) this.sandbox.addFault({ kind, rate: rate / KINDS.length / 2 });
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
    const { random, rate } = this;
    if (this.#late.length > 0 && random.happens(0.2)) await this.#arrive();
    const { signal, ...request } = init;
    if (random.happens(rate / 4)) {
      this.#late.push([url, request]);
      throw new TypeError('the connection broke');
    }
    if (random.happens(rate / 8)) {
      if (random.happens(0.5)) await this.sandbox.fetch(url, request).catch(() => {});
      this.#end();
      return new Promise(() => {});
    }
    return this.sandbox.fetch(url, init);
  }

  async #arrive() {
    const [url, request] = this.#late.splice(this.random.whole(0, this.#late.length - 1), 1)[0];
    this.arrived++;
    await this.sandbox.fetch(url, request).catch(() => {});
  }
}
