// @ts-check
// The host that this runs in. It knows how hosts are told apart and how each is named to the
// service; it refuses to know what a client does there.

import { version } from './table.js';

/** @type {any} */
const scope = globalThis;

/** Whether this is a web page, whose code everybody can read. */
export function runsInPage() {
  return typeof scope.window !== 'undefined' && typeof scope.document !== 'undefined';
}

/**
 * The user agent as a header; none where the host keeps that header to itself. In a browser,
 * workers included, it would only cost a preflight request.
 *
 * @param {{ name: string, version?: string }} [application]
 * @returns {Record<string, string>}
 */
export function userAgent(application) {
  const name = hostName();
  if (name === undefined) return {};
  const parts = [name];
  if (application !== undefined) {
    const { name: called, version: number } = application;
    parts.unshift(number === undefined ? escaped(called) : `${escaped(called)}/${escaped(number)}`);
  }
  return { 'user-agent': `amazon-pay-wasm/${version} (${parts.join('; ')})` };
}

/** Servers have names; browsers and what we do not know have none. */
function hostName() {
  if (runsInPage()) return undefined;
  if (typeof scope.Bun !== 'undefined') return `Bun/${scope.Bun.version}`;
  if (typeof scope.Deno !== 'undefined') return `Deno/${scope.Deno.version?.deno}`;
  if (typeof scope.EdgeRuntime === 'string') return 'EdgeRuntime';
  if (scope.navigator?.userAgent === 'Cloudflare-Workers') return 'Cloudflare-Workers';
  if (typeof scope.process?.versions?.node === 'string') return `Node.js/${scope.process.versions.node}`;
  return undefined;
}

/**
 * The user agent's own signs lose their meaning inside a name, and runs of white space become one
 * space, as the service's own SDKs write it.
 *
 * @param {string} text
 */
function escaped(text) {
  return text.trim().replace(/\s+/g, ' ').replace(/[\\/();]/g, '\\$&');
}
