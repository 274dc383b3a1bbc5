// @ts-check
// Self-signed X.509 certificates over RSA keys of Web Crypto. It knows the few DER forms that these
// need (RFC 5280); it refuses to know whom they are shown to.

const OID = {
  sha256WithRsa: [1, 2, 840, 113549, 1, 1, 11],
  commonName: [2, 5, 4, 3],
  keyUsage: [2, 5, 29, 15],
  subjectAltName: [2, 5, 29, 17],
  basicConstraints: [2, 5, 29, 19],
  extendedKeyUsage: [2, 5, 29, 37],
  serverAuth: [1, 3, 6, 1, 5, 5, 7, 3, 1],
};

const TAG = { integer: 2, bits: 3, octets: 4, null: 5, oid: 6, utf8: 12, utcTime: 23, sequence: 48, set: 49 };
/** Bit strings: digitalSignature, and keyEncipherment with it. */
const SIGNS = [7, 0b1000_0000];
const SIGNS_AND_WRAPS = [5, 0b1010_0000];

const day = 24 * 60 * 60 * 1000;

/**
 * Fresh RSA keys whose private half can be taken out, as servers and second algorithms need it.
 *
 * @returns {Promise<CryptoKeyPair>}
 */
export function rsaKeys() {
  return crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );
}

/**
 * A certificate in PEM for these keys.
 *
 * @param {CryptoKeyPair} keys
 * @param {{ commonName: string, from: number, days: number, dnsNames?: string[], addresses?: number[][] }} subject
 *   `from` in epoch milliseconds; with names or addresses it is one for a TLS server
 * @returns {Promise<string>}
 */
export async function selfSigned({ privateKey, publicKey }, { commonName, from, days, dnsNames = [], addresses = [] }) {
  const server = dnsNames.length + addresses.length > 0;
  const algorithm = sequence(oid(OID.sha256WithRsa), der(TAG.null, []));
  const name = sequence(der(TAG.set, sequence(oid(OID.commonName), der(TAG.utf8, utf8(commonName)))));
  const serial = crypto.getRandomValues(new Uint8Array(16));
  // Positive, and without leading zeros.
  serial[0] = (serial[0] & 0x3f) | 0x40;
  const extensions = [
    extension(OID.basicConstraints, true, sequence()),
    extension(OID.keyUsage, true, der(TAG.bits, server ? SIGNS_AND_WRAPS : SIGNS)),
  ];
  if (server) {
    const names = [
      ...dnsNames.map((dns) => der(0x82, utf8(dns))),
      ...addresses.map((address) => der(0x87, address)),
    ];
    extensions.push(
      extension(OID.extendedKeyUsage, false, sequence(oid(OID.serverAuth))),
      extension(OID.subjectAltName, false, sequence(...names)),
    );
  }
  const content = sequence(
    der(0xa0, der(TAG.integer, [2])),
    der(TAG.integer, serial),
    algorithm,
    name,
    sequence(utcTime(from), utcTime(from + days * day)),
    name,
    new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)),
    der(0xa3, sequence(...extensions)),
  );
  const signature = new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, content));
  return pem('CERTIFICATE', sequence(content, algorithm, der(TAG.bits, [0, ...signature])));
}

/**
 * @param {CryptoKeyPair} keys
 * @returns {Promise<string>} the private key in PEM
 */
export async function privateKeyPem({ privateKey }) {
  return pem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)));
}

/**
 * @param {string} label
 * @param {Uint8Array} bytes
 */
function pem(label, bytes) {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * @param {number[]} id
 * @param {boolean} critical
 * @param {Uint8Array} value
 */
function extension(id, critical, value) {
  const flag = critical ? [der(1, [0xff])] : [];
  return sequence(oid(id), ...flag, der(TAG.octets, value));
}

/** @param {Uint8Array[]} parts */
function sequence(...parts) {
  return der(TAG.sequence, joined(parts));
}

/**
 * @param {number} tag
 * @param {ArrayLike<number>} content
 * @returns {Uint8Array<ArrayBuffer>}
 */
function der(tag, content) {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const bytes = new Uint8Array(1 + size.length + length);
  bytes.set([tag, ...size]);
  bytes.set(content, 1 + size.length);
  return bytes;
}

/** @param {number[]} arcs */
function oid([first, second, ...arcs]) {
  const bytes = [first * 40 + second];
  for (const arc of arcs) {
    const digits = [arc & 0x7f];
    for (let rest = arc >>> 7; rest > 0; rest >>>= 7) digits.unshift(0x80 | (rest & 0x7f));
    bytes.push(...digits);
  }
  return der(TAG.oid, bytes);
}

/** UTCTime has two digits for the year, up to 2049. @param {number} milliseconds */
function utcTime(milliseconds) {
  const text = new Date(milliseconds).toISOString();
  return der(TAG.utcTime, utf8(`${text.slice(2, 19).replace(/[-:T]/g, '')}Z`));
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
