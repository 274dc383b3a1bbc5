'use strict';
// Whether time grows with age: what a call costs around the ten thousandth and around the last of many. Runs in a
// process of its own (run.js starts it), so that the client is young; prints one JSON line. Each stretch is compared with
// the JS limit's, run beside it, so that a machine that got busier meanwhile does not count as growth.

const { merchant, hard } = require('./fixtures/request.js');
const { hmacByHash, signer } = require('./limits.js');
const { batch, median } = require('./measure.js');
const { load, options } = require('./package-under-test.js');

/** Calls up to `total`; what a call costs around 10⁴ and at the end, each as a multiple of the limit run beside it. */
function ageGrowth(pay, total) {
  const limit = signer(merchant, hmacByHash);
  const ours = () => pay.prepare('Authorize', hard.params, { now: Date.now() });
  const beside = () => limit(hard.params, Date.now());
  batch(beside, 50_000);
  let done = 0;
  const step = 100; // short enough that a stretch is seldom interrupted
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

load().then(({ AmazonPay }) => {
  const value = ageGrowth(new AmazonPay(options()), Number(process.argv[2]));
  console.log(JSON.stringify({ 'time per call, 10⁶ over 10⁴ calls': value }));
});
