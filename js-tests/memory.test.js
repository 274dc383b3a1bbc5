// What stays behind: in the wasm and in JavaScript's heap, over very many calls and after very large
// answers. The wasm's memory is seen by watching WebAssembly.Instance before the package makes one,
// so the package needs no door for it. What a call costs in time is the benchmarks' to say.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { accepted, credentials, faultXml, xml } from './suite/stage.js';

const CYCLES = 1_000_000;
/** Growth of the heap that counts as none: what the engine itself compiles and caches meanwhile. */
const MOST_HEAP = 1_000_000;
const MEGABYTE = 1_000_000;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(module, imports) {
    super(module, imports);
    memories.push(this.exports.memory);
  }
};

let pay;

before(async () => {
  const { AmazonPay } = await import('amazon-pay-wasm');
  pay = new AmazonPay(credentials);
});

/** Bytes of the wasm; one instance is all that was made. */
function wasmBytes() {
  assert.equal(memories.length, 1);
  return memories[0].buffer.byteLength;
}

function heapBytes() {
  for (let turn = 0; turn < 3; turn++) gc();
  return process.memoryUsage().heapUsed;
}

function answer(body, status = 200) {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

/** A list of orders of at least so many bytes of UTF-8. */
function orders(bytes, name) {
  const order = (number) =>
    `<OrderReference><AmazonOrderReferenceId>S01-0000000-${String(number).padStart(7, '0')}</AmazonOrderReferenceId><SellerNote>${name}</SellerNote><OrderTotal><CurrencyCode>USD</CurrencyCode><Amount>10.00</Amount></OrderTotal><OrderReferenceStatus><State>Open</State></OrderReferenceStatus></OrderReference>`;
  const each = Buffer.byteLength(order(0));
  const count = Math.ceil(bytes / each);
  const list = Array.from({ length: count }, (_, number) => order(number)).join('');
  return { count, body: xml('ListOrderReference', `<OrderReferenceList>${list}</OrderReferenceList>`) };
}

const good = answer(xml('Authorize'));
const joined = answer(xml('GetOrderReferenceDetails', '<OrderReferenceDetails><AmazonOrderReferenceId>S01-0000000-0000001</AmazonOrderReferenceId><SellerNote>日本語 &amp; 😀</SellerNote><OrderReferenceStatus><State>Open</State></OrderReferenceStatus></OrderReferenceDetails>'));
const fault = answer(faultXml('InvalidParameterValue'), 400);
const page = answer(orders(24_000, 'Ada').body);

/** Calls whose texts are new each time, good and bad. */
function cycles(from, to) {
  for (let number = from; number < to; number++) {
    const params = { ...accepted.Authorize, authorizationReferenceId: `reference-${number}` };
    const { body } = pay.prepare('Authorize', params, { now: 1_767_323_045_000 + number });
    assert.ok(body.includes(`AuthorizationReferenceId=reference-${number}&`));
    const { authorizationDetails } = pay.interpret('Authorize', good);
    assert.equal(authorizationDetails.authorizationReferenceId, 'reference-1');
    if (number % 10 === 0) {
      assert.equal(pay.interpret('GetOrderReferenceDetails', joined).orderReferenceDetails.sellerNote, '日本語 & 😀');
    }
    if (number % 100 === 0) {
      assert.throws(() => pay.interpret('Authorize', fault), { code: 'InvalidParameterValue' });
      assert.throws(() => pay.prepare('Authorize', {}), { name: 'ValidationError' });
    }
    if (number % 1000 === 0) assert.ok(pay.interpret('ListOrderReference', page).orderReferenceList.length > 50);
  }
}

test(`${CYCLES} calls leave nothing behind`, () => {
  cycles(0, 20_000);
  const heap = heapBytes();
  const wasm = wasmBytes();
  cycles(20_000, 20_000 + CYCLES);
  assert.equal(wasmBytes(), wasm, 'pages of wasm memory');
  const growth = heapBytes() - heap;
  assert.ok(growth <= MOST_HEAP, `the heap grew by ${growth} bytes`);
});

for (const [script, name] of Object.entries({ ASCII: 'Ada Lovelace', Japanese: '佐藤 葵 😀 株式会社 神宮前' })) {
  test(`a 10 MB answer in ${script} leaves at most three times its size`, () => {
    const { body, count } = orders(10 * MEGABYTE, name);
    const size = Buffer.byteLength(body);
    for (let turn = 0; turn < 3; turn++) {
      const { orderReferenceList } = pay.interpret('ListOrderReference', answer(body));
      assert.equal(orderReferenceList.length, count);
      assert.equal(orderReferenceList.at(-1).sellerNote, name);
      assert.ok(wasmBytes() <= 3 * size, `${wasmBytes()} bytes of wasm for ${size} of XML`);
    }
    // Small calls go on as before.
    cycles(0, 10);
  });
}

test('a hundred answers of 2 MB, one after the other, need no more than the first', () => {
  const { body } = orders(2 * MEGABYTE, 'Ada');
  pay.interpret('ListOrderReference', answer(body));
  const wasm = wasmBytes();
  for (let turn = 0; turn < 100; turn++) pay.interpret('ListOrderReference', answer(body));
  assert.equal(wasmBytes(), wasm);
});
