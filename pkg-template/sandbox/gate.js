// @ts-check
// Who may drive the sandbox over HTTP. It knows what a web page can make a browser send and refuses
// what only a page would; it refuses to know how requests arrive and what they do.
//
// A page of any site can post to this machine, and can have its own name point here. It can't send
// JSON without being asked for leave first (CORS), and it can't hide the name in Host. So the control
// plane takes changes as `application/json` only, and answers only to names that are known. So does
// the sandbox's own page.

import { isLoopback } from '../endpoint.js';
import { ConfigurationError } from '../errors.js';

const CONTROL = /^\/((sandbox|page)(\/|$)|$)/;
/** As browsers write origins: no path, not even a slash. */
const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@\\A-Z]+$/;
const CHANGES = new Set(['POST', 'PUT', 'DELETE', 'PATCH']);
const EXPOSED = 'x-mws-request-id, x-mws-timestamp, x-mws-response-context, retry-after';

/**
 * @typedef {{ method: string, path: string, header(name: string): string | undefined }} Arrived
 * @typedef {{ status: number, headers: [string, string][], body: string }} Refusal
 */

export class Gate {
  #names;
  #cors;

  /**
   * @param {{ names?: string[], cors?: string | undefined }} options the names, beside those of this
   *   machine, by which the control plane may be called; the origin whose pages may call everything
   */
  constructor({ names = [], cors }) {
    if (cors !== undefined && cors !== '*' && !ORIGIN.test(cors)) {
      throw new ConfigurationError('`cors` must be an origin such as https://shop.example, or *', { option: 'cors' });
    }
    this.#names = new Set(names.map((name) => name.toLowerCase()));
    this.#cors = cors;
  }

  /**
   * What to answer instead of passing the request on, if it must not pass.
   *
   * @param {Arrived} request
   * @returns {Refusal | undefined}
   */
  refusal(request) {
    const { method, path, header } = request;
    if (CONTROL.test(path)) {
      const name = hostName(header('host'));
      if (name === undefined || !(isLoopback(name) || this.#names.has(name))) {
        return refused(403, 'the control plane answers to names of this machine only: see --allow-host');
      }
    }
    if (method === 'OPTIONS') return this.#preflight(request);
    if (CONTROL.test(path) && CHANGES.has(method) && !isJson(header('content-type'))) {
      return refused(415, 'send `content-type: application/json`');
    }
    return undefined;
  }

  /**
   * What tells a browser that the page of a known origin may read the answer.
   *
   * @param {Arrived} request
   * @returns {[string, string][]}
   */
  leave({ header }) {
    if (this.#cors === undefined) return [];
    const origin = header('origin');
    if (this.#cors !== '*' && origin !== this.#cors) return [['vary', 'origin']];
    return [
      ['access-control-allow-origin', this.#cors],
      ['access-control-expose-headers', EXPOSED],
      ['vary', 'origin'],
    ];
  }

  /** @param {Arrived} request */
  #preflight(request) {
    if (!this.leave(request).some(([name]) => name === 'access-control-allow-origin')) {
      return refused(403, 'no page of another site may call the sandbox: see --cors');
    }
    /** @type {Refusal} */
    const allowed = {
      status: 204,
      headers: [
        ['access-control-allow-methods', 'GET, POST, PUT, DELETE'],
        ['access-control-allow-headers', request.header('access-control-request-headers') ?? 'content-type'],
        ['access-control-allow-private-network', 'true'],
        ['access-control-max-age', '600'],
      ],
      body: '',
    };
    return allowed;
  }
}

/**
 * @param {number} status
 * @param {string} message
 * @returns {Refusal}
 */
export function refused(status, message) {
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ error: message }),
  };
}

/** @param {string | undefined} type */
function isJson(type) {
  return type !== undefined && /^application\/json\s*(;|$)/i.test(type.trim());
}

/**
 * The name in a Host header, without its port and in lower case.
 *
 * @param {string | undefined} host
 */
function hostName(host) {
  const name = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(:\d{1,5})?$/i.exec(host ?? '')?.[1];
  return name?.toLowerCase();
}
