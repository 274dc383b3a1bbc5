// One cold start in Node, Deno or Bun: imports the package, signs one request, prints the milliseconds.

import request from '../fixtures/request.js';

const { merchantId, accessKey, secretKey } = request.merchant;
// Not written in the import itself: Deno would load it before the clock starts.
const name = 'amazon-pay-wasm';
const from = performance.now();
const { AmazonPay } = await import(name);
const pay = new AmazonPay({ region: 'us', sandbox: true, merchantId, accessKey, secretKey });
const { body } = pay.prepare('Authorize', request.hard.params, { now: Date.now() });
const milliseconds = performance.now() - from;
if (!body.includes('&Signature=')) throw new Error('not signed');
console.log(milliseconds);
