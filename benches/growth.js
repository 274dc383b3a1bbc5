'use strict';
// Whether time grows with size: the cost of a byte in a small answer and in two large ones, which take turns within a
// round.

const assert = require('node:assert/strict');
const { headers, list } = require('./fixtures/answers.js');
const { sideBySide } = require('./measure.js');
const { options } = require('./package-under-test.js');
const { scan } = require('./scanner.js');

const SIZES = { '24 KB': 24_000, '2.4 MB': 2_400_000, '10 MB': 10_000_000 };

async function sizeGrowth({ AmazonPay }, rounds) {
  const pay = new AmazonPay(options());
  const documents = Object.entries(SIZES).map(([name, bytes]) => {
    const answer = { operation: 'ListOrderReference', status: 200, headers, body: list(bytes) };
    const count = (result) => result.orderReferenceList.length;
    const items = count(pay.interpret(answer.operation, answer));
    assert.equal(items, count(scan(answer)), `${name}: items lost`);
    return { name, answer };
  });
  const times = await sideBySide(
    documents.map(({ name, answer }) => ({ name, run: () => pay.interpret(answer.operation, answer) })),
    { rounds: Math.min(rounds, 15), warmMs: 400 });
  const perByte = times.map(({ median: micros }, index) => (micros * 1000) / documents[index].answer.body.length);
  const small = documents[0].answer.body.length;
  const growth = (index) => times[index].ratio / (documents[index].answer.body.length / small);
  return {
    'ns per byte, 24 KB': perByte[0],
    'ns per byte, 2.4 MB': perByte[1],
    'ns per byte, 10 MB': perByte[2],
    'ns per byte, 2.4 MB over 24 KB': growth(1),
    'ns per byte, 10 MB over 24 KB': growth(2),
  };
}

module.exports = { sizeGrowth };
