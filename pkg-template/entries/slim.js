// @ts-check
// Loads nothing: whoever imports this gives the wasm by `await AmazonPay.ready(source)`.
export * from '../index.js';
