// @ts-check
// A signed request as a command for a shell. It knows how shells read words; it refuses to know who
// asks for it.

/**
 * A command for a shell. The body goes by standard input, because it may hold a token and other users
 * of a machine can read a command's words; percent-encoded, it has nothing that could end it early.
 *
 * @param {{ url: string, headers: Record<string, string>, body: string }} request
 */
export function curl({ url, headers, body }) {
  const shown = Object.entries(headers).map(([name, value]) => ` -H ${quotedForShell(`${name}: ${value}`)}`);
  return `curl -sS${shown.join('')} --data @- ${quotedForShell(url)} <<'END'\n${body}\nEND\n`;
}

/** @param {string} text */
function quotedForShell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
