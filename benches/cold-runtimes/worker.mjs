// A Worker that signs one request for whoever asks.

import { AmazonPay } from 'amazon-pay-wasm';
import { hard, merchant } from '../fixtures/request.js';

export default {
  fetch() {
    const { merchantId, accessKey, secretKey } = merchant;
    const pay = new AmazonPay({ region: 'us', sandbox: true, merchantId, accessKey, secretKey });
    return new Response(pay.prepare('Authorize', hard.params, { now: Date.now() }).body);
  },
};
