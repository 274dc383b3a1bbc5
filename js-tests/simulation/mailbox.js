// The merchant's server for notifications, which may be down, hears some of them twice, late or never,
// and handles each once. What it has handled is written down, as everything that the merchant believes.

const { subtle } = globalThis.crypto;
/** One key for all lives: to make one takes longer than a life. */
let keys;

/** Lets all sandboxes of this process have one notification key. */
export function shareKeys() {
  const generate = subtle.generateKey.bind(subtle);
  subtle.generateKey = (algorithm, ...more) => (algorithm.modulusLength === undefined ? generate(algorithm, ...more) : (keys ??= generate(algorithm, ...more)));
}

/** Milliseconds: the default of `maxAge`. */
const MOST_AGE = 15 * 24 * 3_600_000;
const TYPES = { PaymentAuthorize: ['Authorization', 'authorizationDetails'], PaymentCapture: ['Capture', 'captureDetails'], PaymentRefund: ['Refund', 'refundDetails'] };

export class Mailbox {
  /** How often each notification was handled, by its id. */
  handled = new Map();
  /** Ids of objects, by kind. */
  told = { Authorization: new Set(), Capture: new Set(), Refund: new Set() };
  rate = 0;
  refused = [];
  /** Ids of those that came too late to be believed. */
  stale = new Set();
  twice = 0;

  constructor(lib, random) {
    this.lib = lib;
    this.random = random;
  }

  /** Opens it for a sandbox's notifications. */
  open(sandbox, time) {
    const { merchantId, trust } = sandbox.credentials;
    this.options = { merchantId, trust, sandbox: true, clock: { now: () => time.now() }, seen: (id) => this.handled.has(id) };
  }

  async receive(envelope) {
    if (this.random.happens(this.rate / 4)) throw new Error('the server is down');
    let notification;
    try {
      notification = await this.lib.verifyNotification(envelope, this.options);
    } catch (error) {
      const { Timestamp, Message } = JSON.parse(envelope);
      if (error.reason === 'seen') this.twice++;
      // Held back by the network until the next one came, perhaps a month later.
      else if (error.reason === 'stale' && this.options.clock.now() - Date.parse(Timestamp) > MOST_AGE) this.stale.add(JSON.parse(Message).NotificationReferenceId);
      else this.refused.push(String(error));
      return;
    }
    const { id, type } = notification;
    this.handled.set(id, (this.handled.get(id) ?? 0) + 1);
    const [kind, details] = TYPES[type] ?? [];
    if (kind !== undefined) this.told[kind].add(notification[details][`amazon${kind}Id`]);
    // It may die after it did its work and before it answers: it is told again.
    if (this.random.happens(this.rate / 8)) throw new Error('the server died');
  }

  /** Throws where it handled what nobody sent, twice what was sent, or never what came. */
  compare(notifications) {
    if (this.refused.length > 0) throw new Error(`a genuine notification was refused: ${this.refused[0]}`);
    // After fourteen days the service gives up, though the server was down at that moment.
    const isGivenUp = ({ done, attempts }) => done && attempts.every(({ status }) => status !== 200);
    const sent = new Map(notifications.map((each) => [JSON.parse(each.message).NotificationReferenceId, isGivenUp(each) ? 0 : each.attempts.length]));
    for (const [id, times] of this.handled) {
      if (times > 1) throw new Error(`notification ${id} was handled ${times} times`);
      if (!sent.has(id)) throw new Error(`notification ${id} was never sent`);
    }
    for (const [id, attempts] of sent) {
      if (attempts > 0 && !this.handled.has(id) && !this.stale.has(id)) throw new Error(`notification ${id} was delivered and not handled`);
    }
  }
}
