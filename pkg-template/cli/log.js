// @ts-check
// One line for each request, as a person reads it. It shows no parameter: they may be a buyer's.

/**
 * @param {import('../sandbox/node.js').Exchange} exchange
 */
export function exchangeLine({ method, target, body, status, answer, ms }) {
  const time = new Date().toTimeString().slice(0, 8);
  const path = target.split('?', 1)[0];
  const what = operation(target, body) ?? path;
  const code = status >= 400 ? (/<Code>([\w.]{1,64})<\/Code>|"code":"([\w-]{1,64})"/.exec(answer)?.slice(1).find(Boolean) ?? '') : '';
  const outcome = status === 0 ? 'hung up' : `${status}${code && ` ${code}`}`;
  return `${time}  ${method.padEnd(4)} ${what.padEnd(32)} ${outcome}  ${ms.toFixed(1)} ms\n`;
}

/**
 * The operation that a call of the API names.
 *
 * @param {string} target
 * @param {string} body
 */
function operation(target, body) {
  if (!target.startsWith('/OffAmazonPayments')) return undefined;
  const found = /(?:^|[?&])Action=(\w{1,64})(?:&|$)/;
  return found.exec(body)?.[1] ?? found.exec(target)?.[1];
}
