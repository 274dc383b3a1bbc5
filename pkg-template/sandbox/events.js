// @ts-check
// The journal as server-sent events. It knows their form; it refuses to know what happens.

const encoder = new TextEncoder();
const CHANGE = 'event: change\ndata:\n\n';
/** Milliseconds between signs of life, so that nobody on the way hangs up. */
const SILENCE = 15_000;
/** Messages that may wait for one follower. */
const MOST_UNREAD = 1_000;

/** Those who follow the journal. */
export class Followers {
  /** @type {Set<(end?: boolean) => void>} */
  #followers = new Set();
  /** Tells one sandbox from the next at the same address, whose journal begins anew. */
  #instance = instance();

  /** Tells them that there is something new. */
  wake() {
    for (const follow of this.#followers) follow();
  }

  /** Tells them that nothing more will come. */
  end() {
    for (const follow of this.#followers) follow(true);
  }

  /** Everything is another now, as after a snapshot was put back: whoever follows begins anew. */
  renew() {
    this.#instance = instance();
    this.end();
  }

  /**
   * Entries are messages; `sandbox` says which one this is, `change` that there is something new
   * which the journal does not hold.
   *
   * @param {number} after the number of the last entry that is known already
   * @param {(after: number) => { number: number }[]} entries
   * @returns {{ status: number, headers: [string, string][], body: ReadableStream<Uint8Array> }}
   */
  answer(after, entries) {
    let last = after;
    /** @type {(end?: boolean) => void} */
    let follow;
    /** @type {ReturnType<typeof setInterval>} */
    let timer;
    const stop = () => {
      this.#followers.delete(follow);
      clearInterval(timer);
    };
    /** @type {ReadableStream<Uint8Array>} */
    const body = new ReadableStream({
      start: (controller) => {
        follow = (end = false) => {
          // Who does not read is let go; a browser comes back and says where it was.
          if (end || Number(controller.desiredSize) < -MOST_UNREAD) {
            stop();
            return controller.close();
          }
          let text = '';
          for (const entry of entries(last)) {
            text += `id: ${entry.number}\ndata: ${JSON.stringify(entry)}\n\n`;
            last = entry.number;
          }
          controller.enqueue(encoder.encode(text || CHANGE));
        };
        timer = setInterval(() => controller.enqueue(encoder.encode(':\n\n')), SILENCE);
        /** @type {any} */ (timer).unref?.();
        controller.enqueue(encoder.encode(`retry: 1000\nevent: sandbox\ndata: ${this.#instance}\n\n`));
        this.#followers.add(follow);
        follow();
      },
      cancel: stop,
    });
    return {
      status: 200,
      headers: [['content-type', 'text/event-stream'], ['cache-control', 'no-store']],
      body,
    };
  }
}

function instance() {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}
