// The sandbox over HTTP on Node, and its command line: what only sockets, processes and files can show.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { X509Certificate, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { get as getSecurely } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { steps } from './suite/sandbox-stage.js';

const CLI = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A sandbox that is served until the test ends. */
async function served(t, { sandbox = {}, ...options } = {}) {
  const emulator = await Sandbox.create({ throttling: false, ...sandbox });
  const server = await serve(emulator, options);
  t.after(() => server.close());
  return { sandbox: emulator, server, url: server.url };
}

/** A request in full control of its headers, as `fetch` is not. */
async function send(url, { method = 'GET', headers = {}, body = '' } = {}) {
  const outgoing = request(url, { method, headers });
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode, headers: answer.headers, text };
}

const json = { 'content-type': 'application/json' };
const orders = '/sandbox/order-references';

test('a payment over HTTP, with the credentials of the server', async (t) => {
  const { sandbox, server } = await served(t);
  const pay = new AmazonPay(server.credentials);
  const { open, authorize, capture, refund } = steps(sandbox, pay);
  const authorization = await authorize(await open());
  const { amazonCaptureId } = await capture(authorization.amazonAuthorizationId);
  assert.equal((await refund(amazonCaptureId, '1.00')).refundStatus.state, 'Pending');
  assert.equal(server.credentials.endpoint, server.url);
});

test('the host that was signed may lack the port', async (t) => {
  const { server } = await served(t);
  const pay = new AmazonPay({ ...server.credentials, signedHost: '127.0.0.1' });
  assert.equal((await pay.getServiceStatus()).status, 'GREEN');
});

test('`using` ends a server and a sandbox', async () => {
  const sandbox = await Sandbox.create();
  const server = await serve(sandbox);
  await server[Symbol.asyncDispose]();
  await assert.rejects(fetch(server.url));
  sandbox[Symbol.dispose]();
  assert.throws(() => sandbox.objects(), { name: 'InternalError' });
});

test('names that are not known do not reach the control plane', async (t) => {
  const { url } = await served(t, { allowHosts: ['shop.test'] });
  const status = async (host, path = '/sandbox/health') => (await send(url + path, { headers: { host } })).status;
  for (const host of ['evil.example', '10.0.0.1', 'localhost.evil.example', '127.0.0.1.evil.example', 'a b']) {
    assert.equal(await status(host), 403, host);
  }
  for (const host of ['localhost', 'LOCALHOST:99', '127.0.0.1', '[::1]:8180', 'shop.test', 'shop.test:1', new URL(url).host]) {
    assert.equal(await status(host), 200, host);
  }
  assert.equal(await status('evil.example', '/sandbox/state'), 403);
  assert.equal(await status('evil.example', '/sandbox/events'), 403);
  assert.equal(await status('evil.example', '/'), 403);
  assert.equal(await status('evil.example', '/page/main.js'), 403);
});

test('a web page can not drive it', async (t) => {
  const { url } = await served(t);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', undefined]) {
    const headers = type === undefined ? {} : { 'content-type': type };
    assert.equal((await send(url + orders, { method: 'POST', headers, body: '{}' })).status, 415, type);
  }
  assert.equal((await send(`${url}/sandbox/faults`, { method: 'DELETE' })).status, 415);
  const preflight = await send(url + orders, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 403);
  const read = await send(`${url}/sandbox/objects`, { headers: { origin: 'https://evil.example' } });
  assert.equal(read.headers['access-control-allow-origin'], undefined);
});

test('the pages of one origin, where that is wished', async (t) => {
  const { url } = await served(t, { cors: 'https://shop.test' });
  const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
  const preflight = await send(url + orders, { method: 'OPTIONS', headers: { ...headers, origin: 'https://shop.test' } });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers['access-control-allow-origin'], 'https://shop.test');
  assert.equal(preflight.headers['access-control-allow-headers'], 'content-type');
  const other = await send(url + orders, { method: 'OPTIONS', headers: { ...headers, origin: 'https://other.test' } });
  assert.equal(other.status, 403);
});

test('another process learns of it whom to trust', async (t) => {
  const { url } = await served(t);
  const { text, headers } = await send(`${url}/sandbox/credentials`);
  assert.match(headers['content-type'], /^application\/json/);
  const { trust, ...credentials } = JSON.parse(text);
  assert.equal(credentials.endpoint, url);
  assert.match((await send(trust.certificateUrl)).text, /^-----BEGIN CERTIFICATE-----/);
  assert.equal((await new AmazonPay({ ...credentials, trust }).getServiceStatus()).status, 'GREEN');
  assert.equal((await send(`${url}/sandbox/credentials`, { headers: { host: 'evil.example' } })).status, 403);
});

test("the stand-in for Amazon's widgets may be loaded by any page", async (t) => {
  const { url } = await served(t);
  const { status, headers, text } = await send(`${url}/Widgets.js`, { headers: { host: 'sandbox.test' } });
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(headers['cross-origin-resource-policy'], undefined);
  assert.match(text, /OffAmazonPayments/);
  assert.equal((await send(`${url}/Widgets.js`, { method: 'POST', headers: json, body: '{}' })).status, 405);
  assert.equal((await send(`${url}/constructor`)).status, 404);
});

test('bad requests are refused, and the next one is answered', async (t) => {
  const { url } = await served(t);
  const post = (path, body) => send(url + path, { method: 'POST', headers: json, body });
  assert.equal((await post(orders, '{')).status, 400);
  assert.equal((await post(orders, '"text"')).status, 400);
  assert.equal((await post(orders, '[]')).text, '{"error":"the body must be a JSON object"}');
  assert.equal((await post(orders, '{"crad":"1111"}')).status, 400);
  assert.equal((await post('/sandbox/nothing', '{}')).status, 404);
  assert.equal((await post(orders, `{"card":"${'1'.repeat(1_000_001)}"}`)).status, 413);
  assert.equal((await send(`${url}/OffAmazonPayments_Sandbox/2013-01-01`, { method: 'POST', body: '\u0000%zz=&&&' })).status, 400);
  assert.equal((await send(`${url}/%ff%00/..//?%`)).status, 404);
  assert.equal((await post(orders, '{}')).status, 200);
});

test('a body that grows too long on the way is cut off', async (t) => {
  const { url } = await served(t);
  const outgoing = request(url + orders, { method: 'POST', headers: { ...json, 'transfer-encoding': 'chunked' } });
  outgoing.on('error', () => {});
  const answered = once(outgoing, 'response');
  for (let part = 0; part < 12; part++) outgoing.write('x'.repeat(100_000));
  assert.equal((await answered)[0].statusCode, 413);
  outgoing.destroy();
});

test('two hundred slow clients do not stop a fast one', async (t) => {
  const { server, url } = await served(t);
  const slow = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write('POST /sandbox/order-references HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
      return socket;
    }),
  );
  for (let call = 0; call < 20; call++) assert.equal((await send(url + orders, { method: 'POST', headers: json })).status, 200);
  await server.close();
  await Promise.all(slow.map((socket) => socket.destroyed || once(socket, 'close')));
});

test('faults end connections', async (t) => {
  const { sandbox, server } = await served(t);
  const pay = new AmazonPay({ ...server.credentials, retry: false, pacing: false });
  sandbox.addFault({ kind: 'drop-response', times: 1 });
  const error = await pay.getServiceStatus().catch((reason) => reason);
  assert.equal(error.name, 'ConnectionError');
  assert.equal(error.executed, 'unknown');
  assert.equal((await pay.getServiceStatus()).status, 'GREEN');
});

test('the journal comes as events', async (t) => {
  const { sandbox, url } = await served(t);
  const stop = new AbortController();
  t.after(() => stop.abort());
  const answer = await fetch(`${url}/sandbox/events`, { signal: stop.signal });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  let text = '';
  while (!text.includes(amazonOrderReferenceId)) text += (await reader.read()).value;
  assert.match(text, /^id: 1\ndata: \{.*\}\n\n/m);
  assert.match(text, /^event: sandbox\ndata: \d+-\d+\n\n/m);
  for (const after of ['-1', '1e3', 'x', '9'.repeat(20)]) {
    assert.equal((await send(`${url}/sandbox/events?after=${after}`)).status, 400, after);
  }
});

test('what a snapshot holds can be taken and put back', async (t) => {
  const { url } = await served(t);
  const made = JSON.parse((await send(url + orders, { method: 'POST', headers: json })).text);
  const state = (await send(`${url}/sandbox/state`)).text;
  const other = await served(t);
  assert.equal((await send(`${other.url}/sandbox/state`, { method: 'PUT', headers: json, body: state })).status, 200);
  assert.equal(other.sandbox.object(made.amazonOrderReferenceId).state, 'Draft');
  assert.equal((await send(`${other.url}/sandbox/state`, { method: 'PUT', headers: json, body: '{}' })).status, 400);
});

test('notifications are posted, with a signature that the certificate proves', async (t) => {
  const received = [];
  const shop = createServer(async (incoming, answer) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    received.push({ body: JSON.parse(body), headers: incoming.headers });
    answer.end();
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  t.after(() => shop.close());
  for (const [signatureVersion, algorithm] of [[1, 'sha1'], [2, 'sha256']]) {
    received.length = 0;
    const { sandbox, server } = await served(t, {
      sandbox: {
        clock: 'manual',
        settings: { signatureVersion },
        notificationUrl: `http://127.0.0.1:${shop.address().port}/ipn`,
      },
    });
    await steps(sandbox, new AmazonPay(server.credentials)).open();
    await sandbox.advance(60_000);
    const [{ body, headers }] = received;
    assert.equal(headers['x-amz-sns-message-type'], 'Notification');
    assert.equal(headers['content-type'], 'text/plain; charset=UTF-8');
    const pem = await (await fetch(body.SigningCertURL)).text();
    const certificate = new X509Certificate(pem);
    assert.equal(certificate.subject, 'CN=sns.amazonaws.com');
    assert.ok(certificate.verify(certificate.publicKey));
    const signed = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'].map((name) => `${name}\n${body[name]}\n`).join('');
    assert.equal(body.SignatureVersion, String(signatureVersion));
    assert.ok(verify(algorithm, Buffer.from(signed), certificate.publicKey, Buffer.from(body.Signature, 'base64')));
    assert.equal(sandbox.notifications[0].attempts[0].status, 200);
  }
});

test('the certificate that is made at start holds the names that are allowed', async (t) => {
  const { server } = await served(t, { https: true, allowHosts: ['mws.amazonservices.com', '10.0.0.7'] });
  const certificate = new X509Certificate(server.certificate);
  for (const name of ['localhost', 'mws.amazonservices.com']) assert.equal(certificate.checkHost(name), name);
  assert.equal(certificate.checkHost('10.0.0.7'), undefined);
  assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
});

test('HTTPS, with a certificate made at start', async (t) => {
  const { url, server } = await served(t, { https: true });
  assert.match(url, /^https:\/\/127\.0\.0\.1:\d+$/);
  for (const address of [url, url.replace('127.0.0.1', 'localhost')]) {
    const [answer] = await once(getSecurely(`${address}/sandbox/health`, { ca: server.certificate, family: 4 }), 'response');
    answer.resume();
    assert.equal(answer.statusCode, 200);
  }
});

test('a taken port is named', async (t) => {
  const { server } = await served(t);
  const other = await Sandbox.create();
  await assert.rejects(serve(other, { port: server.port }), { name: 'ConfigurationError', message: /port \d+ is taken/ });
  await assert.rejects(serve({}), { name: 'ConfigurationError', message: /Sandbox\.create/ });
});

// The command line.

/** A running command; `out` is what it printed so far. */
function command(t, ...args) {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  const running = { child, out: '', error: '', ended: once(child, 'close') };
  child.stdout.setEncoding('utf8').on('data', (text) => (running.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (running.error += text));
  return running;
}

async function ended(t, ...args) {
  const running = command(t, ...args);
  const [code] = await running.ended;
  return { code, out: running.out, error: running.error };
}

/** A sandbox of the command line that is ready, and its address. */
async function started(t, ...args) {
  const running = command(t, 'sandbox', '--port', '0', ...args);
  while (!running.out.includes('Ctrl-C stops it')) {
    await Promise.race([once(running.child.stdout, 'data'), running.ended.then(() => assert.fail(running.error))]);
  }
  const url = /address +(\S+)/.exec(running.out)[1];
  const draft = /a draft order +(\S+)/.exec(running.out)[1];
  return { ...running, running, url, draft };
}

test('the command tells what it has, and takes a payment by its own hints', async (t) => {
  const { url, draft, running } = await started(t);
  for (const text of ['AKIASANDBOX000000001', 'A1SANDBOXSELLER', 'amzn1.application-oa2-client.sandbox', draft]) {
    assert.ok(running.out.includes(text), text);
  }
  const hints = [...running.out.matchAll(/npx amazon-pay-wasm (call .*)/g)].map(([, hint]) => hint.split(' '));
  assert.equal(hints.length, 3);
  for (const hint of hints) {
    const { code, error } = await ended(t, ...hint);
    assert.equal(code, 0, error);
  }
  const object = JSON.parse((await send(`${url}/sandbox/objects/${draft}`)).text);
  assert.equal(object.state, 'Open');
  assert.deepEqual(object.children.map(({ state }) => state), ['Open']);
  assert.match(running.out, /POST +Authorize +200 {2}[\d.]+ ms\n/);
});

test('with --https its hints say how its certificate is trusted', async (t) => {
  const { running, draft } = await started(t, '--https');
  const [, certificate] = /export NODE_EXTRA_CA_CERTS=(\S+) CURL_CA_BUNDLE=\1\n/.exec(running.out);
  const [, hint] = /npx amazon-pay-wasm (call SetOrder.*)/.exec(running.out);
  const call = spawn(process.execPath, [CLI, ...hint.split(' ')], { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate } });
  let answer = '';
  call.stdout.on('data', (part) => (answer += part));
  const [code] = await once(call, 'close');
  assert.equal(code, 0);
  assert.equal(JSON.parse(answer).orderReferenceDetails.amazonOrderReferenceId, draft);
});

test('a call that is refused exits with 1 and says why, as JSON', async (t) => {
  const { url } = await started(t);
  const { code, error } = await ended(t, 'call', 'ConfirmOrderReference', '--endpoint', url, '--amazonOrderReferenceId', 'S01-0000000-0000000');
  assert.equal(code, 1);
  assert.equal(JSON.parse(error).code, 'InvalidOrderReferenceId');
});

test('a call as a curl command can be sent by anybody', async (t) => {
  const { url } = await started(t);
  const { code, out } = await ended(t, 'call', 'GetServiceStatus', '--endpoint', url, '--curl');
  assert.equal(code, 0);
  const [, type] = /-H '(content-type: [^']+)'/.exec(out);
  const [, address, body] = /--data @- '([^']+)' <<'END'\n(.*)\nEND\n$/.exec(out);
  const answer = await send(address, { method: 'POST', headers: { 'content-type': type.split(': ')[1] }, body });
  assert.equal(answer.status, 200);
});

test('parameters come as flags or as JSON, by the kinds of the table', async (t) => {
  const { url, draft } = await started(t);
  const call = (...args) => ended(t, 'call', ...args, '--endpoint', url);
  const set = await call('SetOrderReferenceDetails', `{"amazonOrderReferenceId":"${draft}"}`, '--orderReferenceAttributes.orderTotal.amount=5.00');
  assert.equal(set.code, 0, set.error);
  await call('ConfirmOrderReference', '--amazonOrderReferenceId', draft);
  const authorized = await call('authorize', '--amazonOrderReferenceId', draft, '--authorizationReferenceId', 'a',
    '--authorizationAmount.amount', '5.00', '--captureNow', 'true', '--transactionTimeout', '0');
  assert.equal(authorized.code, 0, authorized.error);
  assert.equal(JSON.parse(authorized.out).authorizationDetails.authorizationStatus.state, 'Closed');
  const wrong = await call('Authorize', '--amazonOrderReferenceID', draft);
  assert.equal(wrong.code, 2);
  assert.match(wrong.error, /`--amazonOrderReferenceID`.*`amazonOrderReferenceId`/);
});

test('what is asked for wrongly exits with 2 and says what is right', async (t) => {
  for (const [args, pattern] of [
    [['sandbx'], /`sandbx`, did you mean `sandbox`/],
    [['sandbox', '--prot', '1'], /`--prot`, did you mean `--port`/],
    [['sandbox', '--port', 'x'], /`--port` must be a whole number/],
    [['call', 'Authorise'], /`Authorise`, did you mean `Authorize`/],
    [['call', 'Authorize', '{'], /one JSON object/],
    [['call', 'Authorize', '--live', '--sandbox'], /exclude each other/],
  ]) {
    const { code, error, out } = await ended(t, ...args);
    assert.equal(code, 2, `${args}: ${out}${error}`);
    assert.match(error, pattern);
  }
  assert.equal((await ended(t, 'sandbox', '--region', 'mars')).code, 1);
  for (const args of [['--help'], ['sandbox', '--help'], ['call', '--help'], ['call', 'Authorize', '--help'], ['--version']]) {
    const { code, out } = await ended(t, ...args);
    assert.equal(code, 0);
    assert.ok(out.length > 4);
  }
});

test('it goes on when nobody reads its log any more', async (t) => {
  const { url, child } = await started(t);
  child.stdout.destroy();
  for (let call = 0; call < 3; call++) {
    assert.equal((await send(`${url}/sandbox/health`)).status, 200);
    // A closed pipe is noticed after the write that met it.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('Ctrl-C ends it at once, even while somebody is connected', { skip: process.platform === 'win32' }, async (t) => {
  const { url, child, ended: end } = await started(t);
  const stop = new AbortController();
  const events = await fetch(`${url}/sandbox/events`, { signal: stop.signal });
  const reader = events.body.getReader();
  await reader.read();
  child.kill('SIGINT');
  assert.deepEqual(await end, [0, null]);
  await reader.cancel().catch(() => {});
});

test('killed at any moment, it comes back with everything that it had answered', async (t) => {
  const state = join(folder, 'state');
  const answered = [];
  for (let life = 0; life < 5; life++) {
    const { url, child, ended: end, running } = await started(t, '--state', state, '--quiet', '--no-throttling');
    assert.equal(running.out.includes('as it was left'), life > 0);
    for (const id of answered) assert.equal((await send(`${url}/sandbox/objects/${id}`)).status, 200, id);
    // Several at once, so that the kill comes in the middle of some.
    const line = async () => {
      for (;;) {
        const { text, status } = await send(url + orders, { method: 'POST', headers: json });
        assert.equal(status, 200);
        answered.push(JSON.parse(text).amazonOrderReferenceId);
        if (answered.length >= (life + 1) * 60) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([line(), line(), line()]);
    await end;
  }
  assert.ok(answered.length >= 300);
  assert.equal(new Set(answered).size, answered.length);
});

test('one state has one process, and a file that is no state is left alone', async (t) => {
  const state = join(folder, 'locked');
  await started(t, '--state', state);
  const second = await ended(t, 'sandbox', '--port', '0', '--state', state);
  assert.equal(second.code, 1);
  assert.match(second.error, /in use by process \d+/);
  const other = await ended(t, 'sandbox', '--port', '0', '--state', CLI);
  assert.equal(other.code, 1);
  assert.match(other.error, /is no sandbox's state/);
  assert.match(readFileSync(CLI, 'utf8'), /^#!/);
});

test('what was on its way when it was killed is delivered by the next life', async (t) => {
  const state = join(folder, 'owed');
  /** @type {string[]} */
  const told = [];
  let silent = true;
  const merchant = createServer((incoming, answer) => {
    told.push(String(incoming.headers['x-amz-sns-message-id']));
    if (!silent) answer.end();
  });
  await once(merchant.listen(0, '127.0.0.1'), 'listening');
  t.after(() => merchant.close() && merchant.closeAllConnections());
  const receiver = `http://127.0.0.1:${/** @type {any} */ (merchant.address()).port}/ipn`;
  const first = await started(t, '--state', state, '--quiet', '--ipn-url', receiver);
  const act = { method: 'POST', headers: json, body: '{"action":"cancel"}' };
  assert.equal((await send(`${first.url}/sandbox/objects/${first.draft}/amazon`, act)).status, 200);
  while (told.length === 0) await once(merchant, 'request');
  first.child.kill('SIGKILL');
  await first.ended;
  silent = false;
  const second = await started(t, '--state', state, '--quiet', '--ipn-url', receiver);
  while (told.length === 1) await once(merchant, 'request');
  assert.equal(told[1], told[0]);
  for (let attempts = []; attempts[0]?.status !== 200; ) {
    const { notifications } = JSON.parse((await send(`${second.url}/sandbox/notifications`)).text);
    attempts = notifications.find(({ id }) => id === first.draft).attempts;
    assert.equal(attempts.length, 1);
  }
});
