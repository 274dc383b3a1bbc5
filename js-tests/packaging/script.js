// @ts-check
// The few lines that every way of loading the package must be able to run: they sign a request at a
// fixed time, so that all ways must print the same. No key in them is anybody's.

import { createHmac } from 'node:crypto';

/** Signs a request and prints its body; `AmazonPay` must be in scope. */
export const SIGN = `
const pay = new AmazonPay({
  region: 'us', sandbox: true, merchantId: 'A1EXAMPLEMERCH', accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', dangerouslyAllowBrowser: true,
});
const order = { amazonOrderReferenceId: 'P01-0000000-0000000' };
console.log(pay.prepare('GetOrderReferenceDetails', order, { now: 1767323045000 }).body);
`;

/** What the printed text must look like, whatever loaded the package. */
export const SIGNED =
  /^AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=GetOrderReferenceDetails&.*&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2013-01-01&Signature=[A-Za-z0-9%]+\s*$/;

const QUERY =
  'AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=GetOrderReferenceDetails&AmazonOrderReferenceId=P01-0000000-0000000' +
  '&SellerId=A1EXAMPLEMERCH&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-01-02T03%3A04%3A05Z&Version=2013-01-01';
const TEXT = `POST\nmws.amazonservices.com\n/OffAmazonPayments_Sandbox/2013-01-01\n${QUERY}`;
const SIGNATURE = createHmac('sha256', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY').update(TEXT).digest('base64');

/** What must be printed, signed by Node's own cryptography. */
export const KNOWN = `${QUERY}&Signature=${encodeURIComponent(SIGNATURE)}`;
