// @ts-check
// Bytes that may be more than a text, or a buffer, can hold: they come and go in parts, and no part is
// held longer than it is needed. It knows nothing of what they say.

const EMPTY = new Uint8Array();

/**
 * The parts of a list, which forgets each as soon as it is given: the whole is not there twice.
 *
 * @param {Uint8Array[]} parts
 */
export function* emptied(parts) {
  for (let at = 0; at < parts.length; at++) {
    yield parts[at];
    parts[at] = EMPTY;
  }
}

/** @param {Uint8Array[]} parts */
export function lengthOf(parts) {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/**
 * What is given part by part, all at once now, as a stream.
 *
 * @param {(take: (part: Uint8Array) => void) => void} give
 * @returns {{ stream: ReadableStream, length: number }}
 */
export function streamed(give) {
  /** @type {Uint8Array[]} */
  const parts = [];
  give((part) => parts.push(part));
  const length = lengthOf(parts);
  const left = emptied(parts);
  const pull = (/** @type {ReadableStreamDefaultController} */ controller) => {
    const { done, value } = left.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  return { stream: new ReadableStream({ pull }, { highWaterMark: 0 }), length };
}
