// The package as a page has it: one file, imported when it is wanted.

export { AmazonPay } from 'amazon-pay-wasm';
