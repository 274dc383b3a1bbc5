'use strict';
// Whether time grows with size or with age: the cost of a byte in a small and in two large answers, and the cost of a
// call after ten thousand and after a million. The sizes take turns within a round; a call's cost is compared with the
// JS limit's, run beside it, so that a machine that got busier meanwhile does not count as growth.

const assert = require('node:assert/strict');
const { headers, list } = require('./fixtures/answers.js');
const { merchant, hard } = require('./fixtures/request.js');
const { hmacByHash, signer } = require('./limits.js');
const { batch, median, sideBySide } = require('./measure.js');
const { options } = require('./package-under-test.js');
const { scan } = require('./scanner.js');

const SIZES = { '24 KB': 24_000, '2.4 MB': 2_400_000, '10 MB': 10_000_000 };

async function sizeGrowth(pay, rounds) {
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
  const [small, , ] = documents.map(({ answer }) => answer.body.length);
  const growth = (index) => times[index].ratio / (documents[index].answer.body.length / small);
  return {
    'ns per byte, 24 KB': perByte[0],
    'ns per byte, 2.4 MB': perByte[1],
    'ns per byte, 10 MB': perByte[2],
    'ns per byte, 2.4 MB over 24 KB': growth(1),
    'ns per byte, 10 MB over 24 KB': growth(2),
  };
}

/** Calls up to `total`; what a call costs around 10⁴ and at the end, each as a multiple of the limit run beside it. */
function ageGrowth(pay, total) {
  const limit = signer(merchant, hmacByHash);
  const ours = () => pay.prepare('Authorize', hard.params, { now: Date.now() });
  const beside = () => limit(hard.params, Date.now());
  batch(beside, 50_000);
  let done = 0;
  const step = 500;
  const around = (centre) => {
    while (done < centre - 5_000) {
      batch(ours, step);
      done += step;
    }
    const ratios = [];
    while (done < centre + 5_000) {
      ratios.push(batch(ours, step) / batch(beside, step));
      done += step;
    }
    return median(ratios);
  };
  const early = around(10_000);
  return around(total) / early;
}

async function measureGrowth({ AmazonPay }, rounds, total) {
  const pay = new AmazonPay(options());
  // Age first: it has to begin with a young client. (The process itself is warm by now, and may be.)
  const age = ageGrowth(pay, total);
  return { ...(await sizeGrowth(pay, rounds)), 'time per call, 10⁶ over 10⁴ calls': age };
}

module.exports = { measureGrowth };
