'use strict';
// How fast plain JavaScript can be at signing when it knows this one call beforehand: the keys are sorted in the source
// text, nothing is validated, the second is cached, and node:crypto (OpenSSL) does the hashing. A limit to measure
// against, not a client: any other operation or a missing field would be signed wrongly without a word.

const crypto = require('node:crypto');

const HEADERS = Object.freeze({
  'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  'user-agent': 'limit',
});

/** What each ASCII character becomes; characters that need no encoding stay as they are. */
const ENCODED = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9\-._~]/.test(character)
    ? character
    : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
});
const UNRESERVED = Uint8Array.from(ENCODED, (text) => (text.length === 1 ? 1 : 0));

/** RFC 3986: most values need nothing, and then nothing is copied. @param {string} text */
function encode(text) {
  const length = text.length;
  for (let at = 0; at < length; at += 1) {
    if (UNRESERVED[text.charCodeAt(at)] !== 1) return encodeFrom(text, at);
  }
  return text;
}

function encodeFrom(text, start) {
  let out = text.substring(0, start);
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      out += ENCODED[code];
    } else {
      const wide = code >= 0xd800 && code < 0xdc00 ? 2 : 1;
      out += encodeURIComponent(text.substring(at, at + wide));
      at += wide - 1;
    }
  }
  return out;
}

/** HMAC-SHA-256 by two one-shot hashes over prepared blocks: less per-call work than a Hmac object. @param {string} secret */
function hmacByHash(secret) {
  const inner = Buffer.alloc(64 * 1024);
  const outer = Buffer.alloc(96);
  const key = Buffer.from(secret, 'utf8');
  if (key.length > 64) throw new Error('the benchmark key has to fit one block');
  for (let at = 0; at < 64; at += 1) {
    const byte = at < key.length ? key[at] : 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return (message) => {
    const length = inner.latin1Write(message, 64);
    outer.latin1Write(crypto.hash('sha256', inner.subarray(0, 64 + length), 'latin1'), 64);
    return crypto.hash('sha256', outer, 'base64');
  };
}

/** The same by the usual call. @param {string} secret */
function hmacByObject(secret) {
  const key = crypto.createSecretKey(Buffer.from(secret, 'utf8'));
  return (message) => crypto.createHmac('sha256', key).update(message).digest('base64');
}

/**
 * A signer for the one Authorize of fixtures/request.js.
 * @param {{ host: string, path: string, merchantId: string, accessKey: string, secretKey: string, mwsAuthToken: string }} merchant
 * @param {(secret: string) => (message: string) => string} makeHmac
 */
function signer(merchant, makeHmac) {
  const hmac = makeHmac(merchant.secretKey);
  const url = `https://${merchant.host}${merchant.path}`;
  const first = `POST\n${merchant.host}\n${merchant.path}\n`;
  const head = `AWSAccessKeyId=${encode(merchant.accessKey)}&Action=Authorize&AmazonOrderReferenceId=`;
  const token = `&MWSAuthToken=${encode(merchant.mwsAuthToken)}&OrderItemCategories.OrderItemCategory.1=`;
  const seller = `&SellerId=${encode(merchant.merchantId)}&SignatureMethod=HmacSHA256&SignatureVersion=2&SoftDescriptor=`;
  let second = -1;
  let timestamp = '';

  return (params, now) => {
    const thisSecond = Math.floor(now / 1000);
    if (thisSecond !== second) {
      second = thisSecond;
      timestamp = encode(new Date(thisSecond * 1000).toISOString().replace('.000Z', 'Z'));
    }
    const credit = params.providerCreditList[0];
    const query =
      head + encode(params.amazonOrderReferenceId) +
      '&AuthorizationAmount.Amount=' + encode(params.authorizationAmount.amount) +
      '&AuthorizationAmount.CurrencyCode=' + encode(params.authorizationAmount.currencyCode) +
      '&AuthorizationReferenceId=' + encode(params.authorizationReferenceId) +
      '&CaptureNow=' + (params.captureNow ? 'true' : 'false') +
      token + encode(params.orderItemCategories[0]) +
      '&ProviderCreditList.member.1.CreditAmount.Amount=' + encode(credit.creditAmount.amount) +
      '&ProviderCreditList.member.1.CreditAmount.CurrencyCode=' + encode(credit.creditAmount.currencyCode) +
      '&ProviderCreditList.member.1.ProviderId=' + encode(credit.providerId) +
      '&SellerAuthorizationNote=' + encode(params.sellerAuthorizationNote) +
      seller + encode(params.softDescriptor) +
      '&Timestamp=' + timestamp +
      '&TransactionTimeout=' + params.transactionTimeout +
      '&Version=2013-01-01';
    const signature = hmac(first + query);
    return { method: 'POST', url, headers: HEADERS, body: query + '&Signature=' + encode(signature) };
  };
}

module.exports = { signer, hmacByHash, hmacByObject };
