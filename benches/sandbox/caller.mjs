// The other side of the benchmark over HTTP: makes one call again and again, on some connections at once, and tells when
// it has made them all. Started by node.mjs.

import { Agent, request } from 'node:http';

process.on('message', async ({ url, headers, body, calls, width }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const call = () => new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', answer.statusCode === 200 ? resolve : () => reject(new Error(`status ${answer.statusCode}`)));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
  let left = calls;
  const calling = Array.from({ length: width }, async () => {
    while (left-- > 0) await call();
  });
  const failed = await Promise.all(calling).then(() => '', String);
  agent.destroy();
  process.send(failed);
});
