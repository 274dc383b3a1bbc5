// @ts-check
// The one list of commands that the documentation shows and no test runs, each with the reason.
// Whatever stands in an `sh` fence and is not listed here is run.

/** @type {readonly { readonly command: RegExp, readonly reason: string }[]} */
export const SHOWN = [
  { command: /^(npm|pnpm|yarn|bun) (install|add|remove|uninstall|ci|init)\b/, reason: 'asks a registry; the packed package is installed instead' },
  { command: /^(deno|bunx?|npx) (?!amazon-pay-wasm\b)/, reason: 'a runtime or tool that js-tests/run-*.js and js-tests/packaging drive' },
  { command: /^(pip|pipenv|poetry|composer|gem|bundle|mvn|gradle|dotnet|nuget) /, reason: 'another language’s package manager: what is migrated from' },
  { command: /^(cargo|git) /, reason: 'builds this project, which the tests have done' },
  { command: /^node \S+\.m?js$/, reason: 'runs a program that a fence of the page is; that fence is run' },
  { command: /--live\b/, reason: 'asks Amazon, with a merchant’s own keys' },
  { command: /^npx amazon-pay-wasm sandbox\b.*--https\b/, reason: 'its clients need the certificate; js-tests/sandbox-http.test.js does that' },
  { command: /^docker /, reason: 'needs Docker' },
];

/** Why a command is not run, or nothing if it is. */
export function shown(/** @type {string} */ command) {
  return SHOWN.find((entry) => entry.command.test(command.trim()))?.reason;
}
