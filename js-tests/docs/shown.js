// @ts-check
// The one list of commands that the documentation shows and no test runs, each with the reason.
// Whatever stands in an `sh` fence and is not listed here is run, and what is listed must be on a page.

/** @type {readonly { readonly command: RegExp, readonly reason: string }[]} */
export const SHOWN = [
  { command: /^(npm install|deno add|bun add) \S+$/, reason: 'asks a registry; the packed package is installed instead' },
];

/** Why a command is not run, or nothing if it is. */
export function shown(/** @type {string} */ command) {
  return SHOWN.find((entry) => entry.command.test(command.trim()))?.reason;
}
