// @ts-check
// The control plane, as the page calls it. It knows how JSON goes and comes, and where a person is
// told what came of it; it refuses to know what any call means.

const notice = /** @type {HTMLElement} */ (document.getElementById('notice'));

/** @type {(path: string, init?: RequestInit) => Promise<Response>} */
let ask = (path, init) => fetch(path, init);

/**
 * Where the control plane is, if not at this page's own server.
 *
 * @param {(path: string, init?: RequestInit) => Promise<Response>} way
 */
export function reach(way) {
  ask = way;
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function get(path) {
  return answerOf(await ask(path));
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export async function send(method, path, body = {}) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(await ask(path, { method, headers, body: JSON.stringify(body) }));
}

/**
 * Does what a person asked for, and says what came of it: a refusal in the sandbox's own words.
 *
 * @param {string} what
 * @param {() => Promise<any>} work
 */
export async function attempt(what, work) {
  try {
    const answer = await work();
    const told = Object.entries(answer ?? {}).filter(([name, value]) => value !== null && name !== 'now');
    tell([`${what}: done.`, ...told.map(([name, value]) => `${name}: ${value}`)].join(' '));
    return answer;
  } catch (error) {
    tell(`${what}: ${error instanceof Error ? error.message : error}`, true);
    return undefined;
  }
}

/**
 * @param {string} words
 * @param {boolean} [refused]
 */
export function tell(words, refused = false) {
  notice.textContent = words;
  notice.classList.toggle('refused', refused);
}

/** @param {Response} response */
async function answerOf(response) {
  const answer = await response.json().catch(() => ({ error: `status ${response.status}` }));
  if (!response.ok) throw new Error(answer.error ?? `status ${response.status}`);
  return answer;
}
