// A trap inside the wasm costs the call that met it, and nothing else. The package is the twin whose
// core has an export that panics; it is called in the place of a real export, once, when armed.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { AmazonPay, InternalError, ThrottledError } from 'amazon-pay-wasm-trap';

import { accepted, credentials, success, throttled, service, manualClock } from './suite/stage.js';

const { Instance, Module } = WebAssembly;
let armed;
let instances = 0;
let modules = 0;

WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(bytes);
    modules++;
  }
};

WebAssembly.Instance = class {
  constructor(module, imports) {
    instances++;
    const { exports } = new Instance(module, imports);
    this.exports = new Proxy({}, { get: (_, name) => this.export(exports, name) });
  }

  export(exports, name) {
    if (name !== armed) return exports[name];
    armed = undefined;
    return exports.trap;
  }
};

let pay;

/** A client whose service plays a script; the core is whole. */
function client(...script) {
  return new AmazonPay({ ...credentials, pacing: false, clock: manualClock(), fetch: service(...script).fetch });
}

beforeEach(async () => {
  armed = undefined;
  pay = client(success('Authorize'), success('Authorize'));
  assert.equal((await pay.authorize(accepted.Authorize)).$metadata.status, 200);
  instances = 0;
});

async function reason(promise) {
  return promise.then(
    () => assert.fail('must reject'),
    (error) => error,
  );
}

test('before anything was sent', async () => {
  armed = 'prepare';
  const error = await reason(pay.authorize(accepted.Authorize));
  assert.ok(error instanceof InternalError, String(error));
  assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
  assert.deepEqual([error.executed, error.attempts, error.operation], ['no', 0, 'Authorize']);
  const answer = await pay.authorize(accepted.Authorize);
  assert.equal(answer.authorizationDetails.authorizationReferenceId, 'reference-1');
  assert.equal(instances, 1);
});

test('when the answer has come', async () => {
  const other = client(success('Authorize'), success('Authorize'));
  armed = 'interpret';
  const error = await reason(other.authorize(accepted.Authorize));
  assert.ok(error instanceof InternalError, String(error));
  assert.deepEqual([error.executed, error.attempts, error.retryable], ['unknown', 1, false]);
  assert.equal((await other.authorize(accepted.Authorize)).$metadata.attempts, 1);
});

test('while it is decided whether to try again', async () => {
  const other = client(throttled(), success('Authorize'));
  armed = 'retry_delay';
  const error = await reason(other.authorize(accepted.Authorize));
  assert.ok(error instanceof ThrottledError, String(error));
  assert.equal((await other.authorize(accepted.Authorize)).$metadata.attempts, 1);
});

test('in the half that sends nothing', () => {
  armed = 'prepare';
  assert.throws(() => pay.prepare('Authorize', accepted.Authorize), InternalError);
  assert.match(pay.prepare('Authorize', accepted.Authorize).body, /&Signature=/);
});

test('a hundred times', async () => {
  for (let count = 0; count < 100; count++) {
    armed = 'prepare';
    assert.ok((await reason(pay.authorize(accepted.Authorize))) instanceof InternalError);
    assert.match(pay.prepare('Authorize', accepted.Authorize).body, /&Signature=/);
  }
  assert.equal(instances, 100);
  assert.equal(modules, 1, 'the wasm was compiled once');
});
