// @ts-check
// The journal as server-sent events. It knows their form; it refuses to know what happens.

const encoder = new TextEncoder();
/** Milliseconds between signs of life, so that nobody on the way hangs up. */
const SILENCE = 15_000;

/** Those who follow the journal. */
export class Followers {
  /** @type {Set<() => void>} */
  #followers = new Set();

  /** Tells them that there is something new. */
  wake() {
    for (const follow of this.#followers) follow();
  }

  /**
   * @param {number} after the number of the last entry that is known already
   * @param {(after: number) => { number: number }[]} entries
   * @returns {{ status: number, headers: [string, string][], body: ReadableStream<Uint8Array> }}
   */
  answer(after, entries) {
    let last = after;
    /** @type {() => void} */
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
        follow = () => {
          let text = '';
          for (const entry of entries(last)) {
            text += `id: ${entry.number}\ndata: ${JSON.stringify(entry)}\n\n`;
            last = entry.number;
          }
          if (text !== '') controller.enqueue(encoder.encode(text));
        };
        timer = setInterval(() => controller.enqueue(encoder.encode(':\n\n')), SILENCE);
        /** @type {any} */ (timer).unref?.();
        controller.enqueue(encoder.encode('retry: 1000\n\n'));
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
