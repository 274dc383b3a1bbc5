// @ts-check
// A handler of the `fetch` style behind Node's own server.

import { createServer } from 'node:http';

/** Bytes; the service's notifications have 256 KB at most. */
const LARGEST = 1024 * 1024;

/**
 * @param {(request: Request) => Promise<Response>} handle
 * @param {URL} url where the shop is to be found
 * @param {number} port
 */
export function listen(handle, url, port) {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const { method = 'GET', headers } = incoming;
      const body = method === 'GET' || method === 'HEAD' ? undefined : await received(incoming);
      const request = new Request(new URL(incoming.url ?? '/', url), { method, headers: /** @type {any} */ (headers), body });
      const response = await handle(request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    } catch (error) {
      console.error(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    }
  });
  return server.listen(port, '127.0.0.1', () => console.log(`the shop is open at ${url}`));
}

/** @param {import('node:http').IncomingMessage} incoming */
async function received(incoming) {
  const parts = [];
  let size = 0;
  for await (const part of incoming) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST) throw new Error('a request is too large');
  }
  return Buffer.concat(parts);
}
