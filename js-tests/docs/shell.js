// @ts-check
// A page's `sh` fences as one script for bash. It knows how a reader's two terminals become one: a
// sandbox that the page starts runs beside what follows, on a port that is free. `# → text` says what
// was printed since the last such line.

import { shown as reason } from './shown.js';

/** Printed between what belongs to one arrow and to the next. */
const MARK = '@@ next @@';
const ARROW = /^# → (.*)$/;
const SERVER = /^npx amazon-pay-wasm (sandbox|scratchpad)\b(?!.*--help)(.*)$/;

const HEAD = `set -euo pipefail
server=
trap '[ -z "$server" ] || kill $server' EXIT
serve() {
  [ -z "$server" ] || { kill $server; wait $server || true; }
  : > server.log
  node "$CLI" "$@" > server.log 2>&1 &
  server=$!
  until grep -q Ctrl-C server.log; do
    kill -0 $server 2> /dev/null || { cat server.log >&2; exit 1; }
    sleep 0.05
  done
}
`;

/**
 * @param {import('./page.js').Page} page
 * @param {number} port where a sandbox is to listen
 */
export function script(page, port) {
  /** @type {{ line: number, command: string, reason: string }[]} */
  const shown = [];
  /** @type {{ content: string, line: number }[]} */
  const expected = [];
  const lines = [];
  for (const fence of page.commands()) {
    for (const { line, command } of commands(fence)) {
      const why = reason(command);
      const [, arrow] = ARROW.exec(command) ?? [];
      const [, server, flags] = SERVER.exec(command) ?? [];
      if (why !== undefined) shown.push({ line, command, reason: why });
      else if (arrow !== undefined) {
        expected.push({ content: arrow, line });
        lines.push(`printf '\\n${MARK}\\n'`);
      } else if (server !== undefined) lines.push(`serve ${server}${flags} --port ${port}`);
      else if (command.trim() !== '') lines.push(command.replaceAll(/(127\.0\.0\.1|localhost):818[01]/g, `127.0.0.1:${port}`));
    }
  }
  const run = lines.some((line) => !line.startsWith('#'));
  return { text: run ? `${HEAD}${lines.join('\n')}\n` : '', expected, shown };
}

/** The commands of a fence, each with its first line; one that ends in a backslash goes on. */
function commands(/** @type {import('./page.js').Fence} */ { line, text }) {
  /** @type {{ line: number, command: string }[]} */
  const found = [];
  let goesOn = false;
  for (const [index, content] of text.split('\n').entries()) {
    if (goesOn) found[found.length - 1].command += `\n${content}`;
    else found.push({ line: line + index, command: content });
    goesOn = content.endsWith('\\');
  }
  return found;
}
