// @ts-check
// The credentials of every sandbox, so that other programs can be set up beforehand. They open
// nothing else.

export const MERCHANT_ID = 'A1SANDBOXSELLER';
export const ACCESS_KEY = 'AKIASANDBOX000000001';
export const SECRET_KEY = 'sandboxSecretKeyForLocalUseOnly000000001';
export const CLIENT_ID = 'amzn1.application-oa2-client.sandbox';
