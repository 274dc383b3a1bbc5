// @ts-check
// What somebody pastes who looks for a fault: a body, an address, a curl command, a raw request or a
// string to sign. It knows how the parts of a request are found in each; it judges none of them.

/**
 * @typedef {object} Pasted
 * @property {'string-to-sign' | 'request'} kind
 * @property {string} [text] of a string to sign: as it was pasted
 * @property {string} [method]
 * @property {string} [host] with its port, as written
 * @property {string} [path]
 * @property {string} query form text: of the body, or of the address
 */

/**
 * @param {string} given
 * @returns {Pasted | undefined} nothing where none of it is there
 */
export function pasted(given) {
  const text = given.replaceAll('\r\n', '\n').replace(/^\s+/, '');
  if (/^(\$ *)?curl\s/.test(text)) return ofCurl(words(text));
  if (/^[A-Z]+ \S+ HTTP\/\d/.test(text)) return ofRaw(text);
  if (/^(GET|POST)\s?[^=&?]*?[/.\n]/i.test(text) && !/^(GET|POST)\s+https?:/i.test(text)) return ofStringToSign(given.replace(/^\s+/, ''));
  const address = /^(?:(GET|POST)\s+)?(https?:\/\/\S+)(?:\s+([^]*))?$/i.exec(text);
  if (address !== null) return ofUrl(address[2], address[3]?.trim() ?? '', address[1]);
  const query = text.trim().replaceAll('\n', '');
  return /^[\w.%-]+=/.test(query) ? { kind: 'request', query } : undefined;
}

/**
 * @param {string} url
 * @param {string} body
 * @param {string} [method]
 * @returns {Pasted}
 */
function ofUrl(url, body, method) {
  const [, host, path, query = ''] = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  return {
    kind: 'request',
    method: method?.toUpperCase() ?? (body === '' && query !== '' ? 'GET' : 'POST'),
    host,
    path: path === '' ? '/' : path,
    query: [query, body].filter((part) => part !== '').join('&'),
  };
}

/** @param {string} text */
function ofRaw(text) {
  const [head, ...rest] = text.split('\n\n');
  const [first, ...headers] = head.split('\n');
  const [method, target] = first.split(' ');
  const host = headers.map((line) => /^host:\s*(.*)$/i.exec(line)?.[1]).find((found) => found !== undefined) ?? '';
  return ofUrl(target.startsWith('/') ? `https://${host.trim()}${target}` : target, rest.join('').trim(), method);
}

/** @param {string[]} all */
function ofCurl(all) {
  /** @type {string[]} */
  const data = [];
  let url = '';
  let host;
  let method;
  for (let at = 1; at < all.length; at++) {
    const [word, joined] = /^--/.test(all[at]) ? all[at].split(/=(.*)/s) : [all[at]];
    const value = () => joined ?? all[++at] ?? '';
    if (/^(-d|--data(-raw|-binary|-ascii)?)$/.test(word)) data.push(value());
    else if (word === '--data-urlencode') data.push(value().replace(/=(.*)$/s, (_, said) => `=${encodeURIComponent(said)}`));
    else if (word === '-X' || word === '--request') method = value();
    else if (word === '-G' || word === '--get') method = 'GET';
    else if (word === '-H' || word === '--header') host = /^host:\s*(.*)$/i.exec(value())?.[1] ?? host;
    else if (/^(-A|-e|-o|-u|--user-agent|--url|--output|--max-time|-m)$/.test(word)) {
      const said = value();
      if (word === '--url') url = said;
    } else if (/^https?:\/\//i.test(word)) url = word;
    else if (word.startsWith('<<')) {
      // The rest is what the shell would hand over: `words` has put it into one.
      data.push(all[++at] ?? '');
    }
  }
  const body = data.filter((part) => part !== '@-').join('&');
  const found = ofUrl(url, body, method ?? (body === '' ? 'GET' : 'POST'));
  return host === undefined ? found : { ...found, host };
}

/**
 * The words of a shell's command: quotes, escapes and a text that follows `<<END`.
 *
 * @param {string} command
 */
function words(command) {
  const document = /<<-?\s*'?(\w+)'?[^\n]*\n([^]*?)\n\1\s*$/.exec(command);
  const line = document === null ? command : command.slice(0, document.index);
  const found = [];
  for (const [, whole] of line.matchAll(/((?:\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"|[^\s'"\\])+)/g)) {
    const word = whole.replace(/\\\n|\\([^])|'([^']*)'|"((?:\\[^]|[^"\\])*)"/g, (_, escaped, single, double) =>
      escaped ?? single ?? double?.replace(/\\([^])/g, '$1') ?? '');
    if (word !== '') found.push(word);
  }
  return document === null ? found : [...found, '<<', document[2]];
}

/**
 * A string to sign, whose line breaks may be missing.
 *
 * @param {string} text
 * @returns {Pasted | undefined}
 */
function ofStringToSign(text) {
  const parts = /^(GET|POST)\s*((?:https?:\/\/)?[^\s/]*)\s*(\/offamazonpayments(?:_sandbox)?\/2013-01-01\/?|\/[^\s=&]*?)?[\s?]*([\w.%]+=[^]*)?$/i.exec(text);
  if (parts === null) return undefined;
  const [, method, host, path = '/', query = ''] = parts;
  return { kind: 'string-to-sign', text, method, host: host.replace(/^https?:\/\//i, ''), path, query: query.trim() };
}
