// What a `fetch` may do: the host's own, somebody else's, and those that misbehave.

import { accepted, call, credentials, stage, success, xml } from './stage.js';

/** Replaces the host's fetch while something runs. */
async function withFetch(fetch, run) {
  const own = globalThis.fetch;
  globalThis.fetch = fetch;
  try {
    return await run();
  } finally {
    globalThis.fetch = own;
  }
}

const failing = (cause) => async () => {
  throw new TypeError('fetch failed', { cause });
};
const coded = (code, more) => Object.assign(new Error('words'), { code, ...more });
const single = { ...credentials, pacing: false, retry: false };

export const transport = {
  async 'the host’s fetch is looked up when it is needed, and called as a function'(t, lib) {
    const pay = new lib.AmazonPay(single);
    let receiver = 'none';
    const own = async function () {
      'use strict'; // which a bundler may take away, with the module
      receiver = this;
      return new Response(xml('Authorize'));
    };
    await withFetch(own, () => call(pay, 'Authorize'));
    t.equal(receiver, undefined);
    const error = await withFetch(undefined, () => t.rejects(call(pay, 'Authorize')));
    t.deepEqual([error.name, error.option, error.executed, error.attempts], ['ConfigurationError', 'fetch', 'no', 0]);
  },

  async 'only a connection that certainly never stood means that nothing was executed'(t, lib) {
    const pay = new lib.AmazonPay(single);
    const never = [
      coded('ECONNREFUSED', { syscall: 'connect' }),
      coded('ENOTFOUND', { syscall: 'getaddrinfo' }),
      coded('EAI_AGAIN', { syscall: 'getaddrinfo' }),
      coded('UND_ERR_CONNECT_TIMEOUT'),
      coded('ECONNREFUSED', { errors: [coded('ECONNREFUSED', { syscall: 'connect' }), coded('ETIMEDOUT', { syscall: 'connect' })] }),
    ];
    for (const cause of never) {
      const error = await withFetch(failing(cause), () => t.rejects(call(pay, 'Authorize')));
      t.ok(error instanceof lib.ConnectionError);
      t.deepEqual([error.executed, error.retryable], ['no', true], cause.code);
      t.ok(error.message.includes(cause.code), error.message);
    }
    const perhaps = [
      coded('ECONNRESET', { syscall: 'read' }),
      coded('EPIPE', { syscall: 'write' }),
      coded('UND_ERR_SOCKET'),
      coded('UND_ERR_HEADERS_TIMEOUT'),
      coded('ECONNREFUSED', { errors: [coded('ECONNREFUSED', { syscall: 'connect' }), coded('ECONNRESET', { syscall: 'read' })] }),
      coded('ETIMEDOUT'),
      undefined,
      null,
      'ECONNREFUSED',
    ];
    for (const cause of perhaps) {
      const error = await withFetch(failing(cause), () => t.rejects(call(pay, 'Authorize')));
      t.ok(error instanceof lib.ConnectionError);
      t.equal(error.executed, 'unknown', String(cause?.code));
    }
    // Somebody else's fetch may have tried more than once before it gave up.
    for (const cause of never) {
      const other = new lib.AmazonPay({ ...single, fetch: failing(cause) });
      t.equal((await t.rejects(call(other, 'Authorize'))).executed, 'unknown');
    }
  },

  async 'what was never sent is sent again, even where each call makes something new'(t, lib) {
    let count = 0;
    const fetch = async () => {
      if (++count === 1) throw new TypeError('fetch failed', { cause: coded('ECONNREFUSED') });
      return new Response(xml('CreateOrderReferenceForId'));
    };
    const pay = new lib.AmazonPay({ ...credentials, random: () => 0 });
    const answer = await withFetch(fetch, () => call(pay, 'CreateOrderReferenceForId'));
    t.equal(answer.$metadata.attempts, 2);
  },

  async 'the cause is kept, its words are not repeated'(t, lib) {
    const cause = new Error('words of a stranger');
    const pay = new lib.AmazonPay({ ...single, fetch: async () => { throw cause; } });
    const error = await t.rejects(call(pay, 'Authorize'));
    t.equal(error.cause, cause);
    t.ok(!error.message.includes('stranger'));
    for (const code of ['words of a stranger', 'stranger\n', ['stranger'], 'stranger'.repeat(100)]) {
      const other = new lib.AmazonPay({ ...single, fetch: async () => { throw coded(code); } });
      t.ok(!(await t.rejects(call(other, 'Authorize'))).message.includes('stranger'), String(code));
    }
  },

  async 'redirects are never followed'(t, lib) {
    for (const status of [300, 301, 302, 303, 304, 307, 308, 399]) {
      const { pay, requests } = stage(lib, [() => new Response(null, { status, headers: { location: 'https://evil.example' } }), success('Authorize')]);
      const error = await t.rejects(call(pay, 'Authorize'));
      t.ok(error instanceof lib.ResponseError);
      t.deepEqual([error.code, error.status, error.executed, requests.length], ['redirect', status, 'unknown', 1]);
      t.ok(!JSON.stringify(error).includes('evil'));
    }
  },

  async 'what a redirect says is not read'(t, lib) {
    let resolve;
    const cancelled = new Promise((done) => (resolve = done));
    const body = new ReadableStream({ cancel: resolve });
    const { pay } = stage(lib, [() => new Response(body, { status: 307 })]);
    await t.rejects(call(pay, 'Authorize'));
    await cancelled;
  },

  async 'a redirect that the host hides, or followed, is one'(t, lib) {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null, text: async () => '' };
    const followed = Object.defineProperty(new Response(xml('Authorize')), 'redirected', { value: true });
    for (const response of [hidden, followed]) {
      const { pay, requests } = stage(lib, [() => response, success('Authorize')]);
      t.equal((await t.rejects(call(pay, 'Authorize'))).code, 'redirect');
      t.equal(requests.length, 1);
    }
  },

  async 'a fetch without streams will do'(t, lib) {
    for (const body of [undefined, null, { pipe() {} }]) {
      const { pay } = stage(lib, [() => ({ status: 200, headers: { get: () => null }, body, text: async () => xml('Authorize') })]);
      t.equal((await call(pay, 'Authorize')).$metadata.status, 200);
    }
    const { pay } = stage(lib, [() => ({ status: 200, text: async () => xml('Authorize') })]);
    t.equal((await call(pay, 'Authorize')).$metadata.requestId, 'request-1');
  },

  async 'a fetch that gives nonsense is a failed connection'(t, lib) {
    for (const nonsense of [undefined, null, 5, 'text', {}, { status: 200 }, { status: 200, text: 5 }]) {
      const { pay } = stage(lib, [() => nonsense], { retry: false });
      const error = await t.rejects(call(pay, 'Authorize'));
      t.ok(error instanceof lib.AmazonPayError, String(error));
      t.equal(error.executed, 'unknown');
    }
  },

  async 'an answer may come in pieces'(t, lib) {
    const bytes = new TextEncoder().encode(xml('Authorize').replace('reference-1', 'ü€😀'));
    for (const size of [1, 2, 3, 100]) {
      const stream = new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const { pay } = stage(lib, [() => new Response(stream)]);
      t.equal((await call(pay, 'Authorize')).authorizationDetails.authorizationReferenceId, 'ü€😀');
    }
  },

  async 'a body that breaks off is a failed connection'(t, lib) {
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('<Auth')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    });
    const { pay } = stage(lib, [() => new Response(stream), success('Authorize')]);
    t.equal((await call(pay, 'Authorize')).$metadata.attempts, 2);
    const used = new Response(xml('Authorize'));
    await used.text();
    const { pay: other } = stage(lib, [() => used], { retry: false });
    t.equal((await t.rejects(call(other, 'Authorize'))).name, 'ConnectionError');
  },

  async 'an answer without end is given up'(t, lib) {
    let sent = 0;
    let cancelled = false;
    const piece = new Uint8Array(1024 * 1024).fill(32);
    const stream = new ReadableStream({
      pull: (controller) => {
        sent++;
        controller.enqueue(piece);
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const { pay, requests } = stage(lib, [() => new Response(stream)]);
    const error = await t.rejects(pay.authorize(accepted.Authorize));
    t.ok(error instanceof lib.ResponseError);
    t.deepEqual([error.code, error.executed, requests.length], ['too-large', 'unknown', 1]);
    t.ok(sent < 40 && cancelled, `${sent} MB were read`);
  },
};
