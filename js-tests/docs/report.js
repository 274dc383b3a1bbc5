// @ts-check
// How a failure is told: by page and line. It knows the paths that a page's files have in the project
// in which they are checked and run, and nothing else of them.

/** A path of the project to a file of a page, as a compiler or Node writes it: what stands before it, and the page. */
const FILE = /(?:^|(?:file:\/\/)?[^\s(]*\/amazon-pay-wasm-\w{6}\/)(docs\/[^\s()]+?)\/[\w.-]+\.m?[jt]s(?=[:(]\d)/;

/** A compiler's complaint with the page's path for its file's; nothing where it is about none. */
export function inPage(/** @type {string} */ line) {
  const [, folder] = FILE.exec(line) ?? [];
  return folder === undefined ? undefined : { path: `${folder}.md`, text: line.replace(FILE, '$1.md').replace(/\((\d+),(\d+)\)/, ':$1:$2') };
}

/** What Node says of an error, with pages for files. */
export function located(/** @type {string} */ text) {
  return text.replaceAll(new RegExp(FILE, 'g'), '$1.md');
}

/**
 * Where what was printed first differs from what a page says; nothing if it does not.
 *
 * @param {string} path
 * @param {{ content: string, line: number }[]} expected
 * @param {string} stdout
 */
export function difference(path, expected, stdout) {
  if (expected.length === 0) return undefined;
  const printed = stdout.replace(/\n$/, '').split('\n');
  const index = expected.findIndex(({ content }, at) => content !== printed[at]);
  const whole = `\nThe whole that was printed:\n${stdout}`;
  if (index >= 0) {
    const { content, line } = expected[index];
    return `${path}:${line}: the page says\n  ${content}\nbut the program printed\n  ${printed[index] ?? '(nothing)'}\n${whole}`;
  }
  if (printed.length > expected.length) {
    const { line } = expected[expected.length - 1];
    return `${path}:${line}: after this line the program also printed\n  ${printed[expected.length]}\n${whole}`;
  }
  return undefined;
}
