// @ts-check
// One attempt: send a request, wait so long and no longer, read the answer. It knows how a fetch can
// end; it refuses to know what was sent, what the answer means, and whether to try again.

/** Bytes of an answer. The longest real one is a list of some hundred kilobytes. */
const LARGEST = 32 * 1024 * 1024;

/**
 * How an attempt ended. An answer has a `status` and a `body`; anything else says how it `failed`.
 *
 * @typedef {object} Ended
 * @property {'timeout' | 'aborted' | 'connection' | 'redirect' | 'too-large' | 'encoding'} [failed]
 * @property {number} [status]
 * @property {{ get(name: string): string | null }} [headers]
 * @property {string} [body]
 * @property {unknown} [cause] what the host threw
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {string} [body]
 */

/**
 * Sends a request. The promise never rejects, and settles in time even if `send` never does.
 *
 * @param {(url: string, init: any) => Promise<any>} send a `fetch`
 * @param {Request} request
 * @param {number} timeout milliseconds until the answer must have been read
 * @param {AbortSignal} [signal] the caller's
 * @returns {Promise<Ended>}
 */
export function exchange(send, request, timeout, signal) {
  return new Promise((resolve) => {
    const attempt = new Attempt(resolve, timeout, signal);
    attempt.run(send, request).then(
      (ended) => attempt.end(ended),
      (cause) => attempt.end({ failed: 'connection', cause }),
    );
  });
}

class Attempt {
  /**
   * @param {(ended: Ended) => void} resolve
   * @param {number} timeout
   * @param {AbortSignal} [signal]
   */
  constructor(resolve, timeout, signal) {
    this.resolve = resolve;
    this.signal = signal;
    this.controller = new AbortController();
    this.timer = setTimeout(expire, timeout, this);
    signal?.addEventListener('abort', this);
  }

  /**
   * @param {(url: string, init: any) => Promise<any>} send
   * @param {Request} request
   * @returns {Promise<Ended>}
   */
  async run(send, { method, url, headers, body }) {
    const response = await send(url, {
      method,
      headers,
      body,
      // A redirect would carry signed data and a merchant's token to an address nobody chose.
      redirect: 'manual',
      signal: this.controller.signal,
    });
    const { status } = response;
    if (response.type === 'opaqueredirect' || response.redirected === true || isRedirect(status)) {
      response.body?.cancel?.().catch?.(ignore);
      return { failed: 'redirect', status };
    }
    // Too late, by a `fetch` that does not listen to its signal: nobody waits for the rest.
    if (this.controller.signal.aborted) {
      response.body?.cancel?.().catch?.(ignore);
      return { failed: 'aborted' };
    }
    return read(response);
  }

  /** The caller's signal. */
  handleEvent() {
    this.stop({ failed: 'aborted', cause: this.signal?.reason });
  }

  /** @param {Ended} ended */
  stop(ended) {
    this.end(ended);
    this.controller.abort();
  }

  /** @param {Ended} ended */
  end(ended) {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this);
    this.resolve(ended);
  }
}

/** @param {Attempt} attempt */
function expire(attempt) {
  attempt.stop({ failed: 'timeout' });
}

/**
 * Whether a status asks to go elsewhere.
 *
 * @param {number} status
 */
export function isRedirect(status) {
  return status >= 300 && status < 400;
}

/**
 * Reads an answer or a request, and stops reading one that is too large.
 *
 * @param {any} response
 * @param {number} [largest] bytes
 * @returns {Promise<Ended>}
 */
export async function read(response, largest = LARGEST) {
  const { status, headers } = response;
  if (typeof response.body?.getReader !== 'function') {
    // No body, or a `fetch` without streams: it has read the answer already, or is about to.
    const body = await response.text();
    return body.length > largest ? { failed: 'too-large', status, headers } : { status, headers, body };
  }
  const reader = response.body.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > largest) {
      reader.cancel().catch(ignore);
      return { failed: 'too-large', status, headers };
    }
    chunks.push(value);
  }
  return decoded(status, headers, chunks.length === 1 ? chunks[0] : joined(chunks, size));
}

/**
 * @param {number} status
 * @param {any} headers
 * @param {AllowSharedBufferSource} bytes
 * @returns {Ended}
 */
export function decoded(status, headers, bytes) {
  const body = text(bytes);
  if (body !== undefined) return { status, headers, body };
  return { failed: 'encoding', status, headers, body: new TextDecoder().decode(bytes) };
}

/** @type {TextDecoder | undefined} */
let strict;

/**
 * The text of UTF-8 bytes, without a byte order mark; `undefined` if they are not UTF-8. A half-read
 * id or amount would be worse than none.
 *
 * @param {AllowSharedBufferSource} bytes
 * @returns {string | undefined}
 */
export function text(bytes) {
  strict ??= new TextDecoder('utf-8', { fatal: true });
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} size
 */
function joined(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function ignore() {}
