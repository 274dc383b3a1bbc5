// @ts-check
// The page at `/`: which files it is made of, and what a browser may do with them. It refuses to
// know what they show.
//
// Order numbers and notes are text of whoever calls the sandbox. The page writes them as text only;
// should it ever not, this policy lets no code run but the page's own files, and nothing leave.

import { files } from './page_files.js';

/** @type {Record<string, string>} */
export const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/**
 * No code but a page's own, no network but its own origin, nothing of anybody else's.
 *
 * @param {{ scripts?: string[], connections?: string[] }} [more] what may run, and be reached, besides
 */
export function policy({ scripts = [], connections = [] } = {}) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    "style-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...connections].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const POLICY = policy();

/** What stands for Amazon's own script in a shop's page. */
const WIDGETS = '/Widgets.js';
/** Files with an address of their own. @type {Record<string, string>} */
const NAMES = { '/': 'index.html', [WIDGETS]: 'widgets.js' };

/** What keeps a page of ours to itself, beside its policy. @type {[string, string][]} */
export const FENCE = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-cache'],
];

/**
 * A file of the page, if the request is for one.
 *
 * @param {string} method
 * @param {string} path
 * @returns {{ status: number, headers: [string, string][], body: string } | undefined}
 */
export function page(method, path) {
  const name = NAMES[path] ?? path.slice('/page/'.length);
  if ((!Object.hasOwn(NAMES, path) && !path.startsWith('/page/')) || !Object.hasOwn(files, name)) return undefined;
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, headers: [['allow', 'GET, HEAD'], ['content-type', 'text/plain']], body: 'GET and HEAD only' };
  }
  const type = `${TYPES[name.slice(name.lastIndexOf('.') + 1)]}; charset=utf-8`;
  // Any shop's page may load the widgets; who may drive the sandbox by them, the gate says.
  const fence = path === WIDGETS ? FENCE.filter(([name]) => name !== 'cross-origin-resource-policy') : FENCE;
  return {
    status: 200,
    headers: [['content-type', type], ['content-security-policy', POLICY], ...fence],
    body: /** @type {Record<string, string>} */ (files)[name],
  };
}
