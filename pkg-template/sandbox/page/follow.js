// @ts-check
// The journal as it grows. It knows connections: that they break, that a server comes back, and that
// it may come back as another one, with a journal of its own.

/** Milliseconds before another attempt, where the browser makes none by itself. */
const PAUSE = 1000;

/**
 * @param {number} after the number of the last entry that is known already
 * @param {object} told
 * @param {(entry: any) => void} told.entry
 * @param {() => void} told.changed something that the journal does not hold
 * @param {() => void} told.replaced the sandbox is another one now, or was put back
 * @param {(connected: boolean) => void} told.connected
 */
export function follow(after, told) {
  /** @type {string | undefined} */
  let instance;
  let last = after;
  const open = () => {
    const source = new EventSource(`/sandbox/events?after=${last}`);
    source.addEventListener('sandbox', ({ data }) => {
      if (instance !== undefined && data !== instance) {
        source.close();
        return told.replaced();
      }
      instance = data;
      told.connected(true);
    });
    source.addEventListener('change', () => told.changed());
    source.onmessage = ({ data }) => {
      const entry = JSON.parse(data);
      last = entry.number;
      told.entry(entry);
    };
    source.onerror = () => {
      told.connected(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(open, PAUSE);
    };
  };
  open();
}
