// @ts-check
// A Redis as Upstash's client reaches it: commands as lists of JSON over HTTP. It knows that much of
// the form and nothing of commands; the Redis behind it is a real one.

import { createServer } from 'node:http';
import { once } from 'node:events';
import { Redis } from '@upstash/redis';

/**
 * A client of Upstash whose commands reach another client's Redis.
 *
 * @param {import('ioredis').Redis} redis
 */
export async function upstash(redis) {
  /** @type {(command: string[]) => Promise<object>} */
  const answered = ([command, ...values]) =>
    redis.call(command, ...values).then(
      (result) => ({ result }),
      (error) => ({ error: error.message }),
    );
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    // It sends one command, or those of the same moment as a list.
    const asked = JSON.parse(body);
    const told = Array.isArray(asked[0]) ? await Promise.all(asked.map(answered)) : await answered(asked);
    response.writeHead('error' in told ? 400 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const client = new Redis({ url: `http://127.0.0.1:${port}`, token: 'token', retry: false, responseEncoding: false });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { client, close };
}
