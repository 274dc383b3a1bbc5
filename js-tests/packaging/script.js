// @ts-check
// The few lines that every way of loading the package must be able to run: they sign a request at a
// fixed time, so that all ways must print the same. No key in them is anybody's.

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
