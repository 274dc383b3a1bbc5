// The client over real connections of Node: what a stubbed `fetch` can not show.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as listen } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { AmazonPay, ConnectionError, ResponseError, TimeoutError } from 'amazon-pay-wasm';

import { accepted, credentials, xml } from './suite/stage.js';

let server;
let endpoint;
let answer;
let received;

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${server.address().port}`;
});

after(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** A client of the server, which answers as it is told. */
function client(answers, options) {
  received = [];
  answer = answers;
  return new AmazonPay({ ...credentials, endpoint, pacing: false, random: () => 0, ...options });
}

async function reason(promise) {
  return promise.then(
    () => assert.fail('must reject'),
    (error) => error,
  );
}

test('a call goes over the wire as it was signed', async () => {
  const pay = client((response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(xml('Authorize')));
  const { authorizationDetails } = await pay.authorize(accepted.Authorize);
  assert.equal(authorizationDetails.authorizationStatus.state, 'Open');
  const [{ method, url, headers, body }] = received;
  assert.equal(method, 'POST');
  assert.equal(url, '/OffAmazonPayments_Sandbox/2013-01-01');
  assert.equal(headers.host, new URL(endpoint).host);
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded; charset=utf-8');
  assert.match(headers['user-agent'], /^amazon-pay-wasm\/.* \(Node\.js\/\d/);
  const timestamp = new URLSearchParams(body).get('Timestamp');
  const { request, stringToSign } = pay.inspect('Authorize', accepted.Authorize, { now: Date.parse(timestamp) });
  assert.equal(request.body, body);
  assert.equal(stringToSign.split('\n')[1], headers.host);
});

test('a redirect is not followed', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const pay = client((response) => response.writeHead(status, { location: '/elsewhere' }).end());
    const error = await reason(pay.authorize(accepted.Authorize));
    assert.ok(error instanceof ResponseError);
    assert.equal(error.code, 'redirect');
    assert.equal(received.length, 1);
  }
});

test('nobody listens: nothing was executed, and it is tried again', async () => {
  const closed = createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address();
  closed.close();
  await once(closed, 'close');
  const attempts = [];
  const pay = client(undefined, { endpoint: `http://127.0.0.1:${port}`, onAttempt: (event) => attempts.push(event.code) });
  const error = await reason(pay.createOrderReferenceForId(accepted.CreateOrderReferenceForId));
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.executed, 'no');
  assert.deepEqual(attempts, Array(4).fill('ConnectionError'));
  assert.match(error.message, /ECONNREFUSED/);
});

test('a name that does not exist: nothing was executed', async () => {
  const pay = client(undefined, { endpoint: 'http://does-not-exist.invalid', retry: false });
  const error = await reason(pay.authorize(accepted.Authorize));
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.executed, 'no');
});

test('a connection that is cut leaves it open', async () => {
  for (const cut of [
    (response, request) => request.socket.destroy(),
    (response) => response.writeHead(200, { 'content-length': 1000 }).write('<Authorize', () => response.destroy()),
  ]) {
    const error = await reason(client(cut, { retry: false }).authorize(accepted.Authorize));
    assert.ok(error instanceof ConnectionError, String(error));
    assert.equal(error.executed, 'unknown');
  }
});

test('a cut connection is tried again with the same reference id', async () => {
  const pay = client((response, request) => {
    if (received.length === 1) request.socket.destroy();
    else response.end(xml('Authorize'));
  });
  const { $metadata } = await pay.authorize(accepted.Authorize);
  assert.equal($metadata.attempts, 2);
  const ids = received.map(({ body }) => new URLSearchParams(body).get('AuthorizationReferenceId'));
  assert.deepEqual(ids, ['reference-1', 'reference-1']);
});

test('silence, before and in the middle of an answer', async () => {
  for (const silent of [() => {}, (response) => response.writeHead(200).write('<AuthorizeResponse>')]) {
    const error = await reason(client(silent, { timeout: 50, retry: false }).authorize(accepted.Authorize));
    assert.ok(error instanceof TimeoutError, String(error));
    assert.equal(error.executed, 'unknown');
  }
});

test('a signal closes the connection', async () => {
  const controller = new AbortController();
  const closed = new Promise((resolve) => {
    answer = (response) => {
      response.on('close', resolve);
      controller.abort();
    };
  });
  const pay = client(answer, {});
  const error = await reason(pay.authorize(accepted.Authorize, { signal: controller.signal }));
  assert.equal(error.name, 'AbortError');
  await closed;
});

test('a small answer that unpacks to a large one is given up', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32));
  const pay = client((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  const error = await reason(pay.authorize(accepted.Authorize));
  assert.ok(error instanceof ResponseError, String(error));
  assert.equal(error.code, 'too-large');
});

test('what no HTTP server says is a failed connection', async () => {
  const strange = listen((socket) => socket.end('+OK POP3 ready\r\n'));
  strange.listen(0, '127.0.0.1');
  await once(strange, 'listening');
  const error = await reason(
    client(undefined, { endpoint: `http://127.0.0.1:${strange.address().port}`, retry: false }).authorize(accepted.Authorize),
  );
  strange.close();
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.executed, 'unknown');
});

test('a finished call keeps no process alive', async () => {
  const pay = client((response) => response.end(xml('Authorize')), {});
  assert.ok(await pay.authorize(accepted.Authorize));
  const program = `
    import { AmazonPay } from 'amazon-pay-wasm';
    const options = ${JSON.stringify({ ...credentials, endpoint, timeout: 600_000, deadline: 600_000 })};
    const pay = new AmazonPay({ ...options, pacing: { take: async () => 0 } });
    await pay.authorize(${JSON.stringify(accepted.Authorize)}, { signal: new AbortController().signal });
    if (process.getActiveResourcesInfo().includes('Timeout')) process.exitCode = 1;
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: import.meta.dirname, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});
