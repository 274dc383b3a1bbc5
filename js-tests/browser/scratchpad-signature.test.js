// The signature debugger's logic, against the client's own signing: ten broken requests, what is pasted in
// which form, and what can be seen without a key.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AmazonPay } from 'amazon-pay-wasm';
import { broken } from '../../examples/browser/signature/broken.js';
import { diagnosed } from '../../examples/browser/signature/debugger.js';
import { difference } from '../../examples/browser/signature/difference.js';

const secretKey = 'sandboxSecretKeyForLocalUseOnly000000001';
const host = 'mws.amazonservices.com';
const path = '/OffAmazonPayments_Sandbox/2013-01-01';
const now = Date.parse('2026-01-02T03:04:05Z');
const pay = new AmazonPay({ region: 'us', sandbox: true, merchantId: 'A1SANDBOXSELLER', accessKey: 'AKIASANDBOX000000001', secretKey });
const stages = pay.inspect('Authorize', {
  amazonOrderReferenceId: 'S01-1234567-1234567',
  authorizationReferenceId: 'a~1',
  authorizationAmount: { amount: '25.00', currencyCode: 'USD' },
  sellerAuthorizationNote: "it's (tea) * 2 é",
}, { now });
const known = { secretKey, host, path, now };
const { body, url } = stages.request;

test('ten broken requests: each cause is found, and no other', async () => {
  assert.equal(broken.length, 10);
  for (const { code, title, make } of broken) {
    const found = await diagnosed(await make(stages, secretKey), known);
    assert.deepEqual([found.verdict, found.causes.map((cause) => cause.code)], ['proven', [code]], title);
    assert.equal(found.expected.split('\n').length, 4, title);
  }
});

test('the first character that differs is named, with its place', async () => {
  const { difference: found } = await diagnosed(stages.stringToSign.replace('%2A', '*'), known);
  assert.deepEqual([found.line, found.given, found.expected], [4, '*', '%2A']);
  assert.equal(stages.stringToSign.split('\n')[3][found.column - 1], '%');
  assert.deepEqual(found.givenPieces.filter((piece) => piece.differs).map(({ text }) => text), ['*']);
  assert.deepEqual(found.expectedPieces.filter((piece) => piece.differs).map(({ text }) => text), ['%2A']);
});

test('two mistakes at once are found as two', async () => {
  const both = stages.stringToSign.replaceAll('%20', '+').replace(host, host.toUpperCase());
  const { verdict, causes } = await diagnosed(both, known);
  assert.equal(verdict, 'proven');
  assert.deepEqual(causes.map(({ code }) => code).sort(), ['host-case', 'plus']);
});

test('what is signed rightly is said to be, in whatever form it is pasted', async () => {
  const forms = {
    body,
    address: `POST ${url}\n\n${body}`,
    curl: `curl -sS -H 'content-type: x; charset=utf-8' --data @- '${url}' <<'END'\n${body}\nEND\n`,
    quoted: `curl --request POST \\\n  --data-raw "${body}" \\\n  ${url}`,
    raw: `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/plain\r\n\r\n${body}`,
    text: stages.stringToSign,
  };
  for (const [form, text] of Object.entries(forms)) assert.equal((await diagnosed(text, known)).verdict, 'right', form);
});

test('its right signature is the client’s', async () => {
  const { signature, expected } = await diagnosed(body.replace(/Signature=.*/, 'Signature=AAAA'), known);
  assert.equal(signature, stages.signature);
  assert.equal(expected, stages.stringToSign);
});

test('where nothing known explains it, it does not pretend', async () => {
  const { verdict, causes } = await diagnosed(body, { ...known, secretKey: 'another' });
  assert.deepEqual([verdict, causes], ['unknown', []]);
  assert.equal((await diagnosed('good morning', known)).verdict, 'unreadable');
  assert.equal((await diagnosed(body, { ...known, secretKey: '' })).verdict, 'unproven');
});

test('more mistakes: line breaks, hosts, hashes, keys', async () => {
  const text = stages.stringToSign;
  const cases = [
    [text.replace('POST\n', 'POST'), 'missing-line-break'],
    [text.replace(`${host}\n`, host), 'missing-line-break'],
    [text.replaceAll('\n', '\r\n'), 'line-breaks'],
    [`${text}\n`, 'last-line-break'],
    [text.replace(host, `${host}:443`), 'host-port'],
    [text.replace(host, 'mws-eu.amazonservices.com'), 'host'],
    [text.replace(path, path.toLowerCase()), 'path-case'],
    [text.replace(path, '/'), 'path'],
    [text.replaceAll('%3A', ':'), 'colon'],
    [text.replaceAll('%', '%25'), 'encoded-twice'],
  ];
  for (const [given, code] of cases) {
    const { verdict, causes } = await diagnosed(given, known);
    assert.deepEqual([verdict, causes.map((cause) => cause.code)], ['proven', [code]]);
  }
});

test('what can be seen without a key', async () => {
  const seen = async (change) => (await diagnosed(change(body), { host, path, now })).findings.map(({ code }) => code);
  assert.deepEqual(await seen((text) => text), []);
  assert.deepEqual(await seen((text) => text.replace(/&Timestamp=[^&]+/, '')), ['missing']);
  assert.deepEqual(await seen((text) => text.replace('2026-01-02T03', '2026-01-02T01')), ['expired']);
  assert.deepEqual(await seen((text) => text.replace(/Timestamp=[^&]+/, 'Timestamp=Fri%2C%2002%20Jan')), ['timestamp']);
  assert.deepEqual(await seen((text) => text.replace('SignatureVersion=2', 'SignatureVersion=4')), ['version']);
  assert.deepEqual(await seen((text) => text.replace('AKIASANDBOX000000001', 'AKIASANDBOX000000001%0A')), ['space']);
  assert.deepEqual(await seen((text) => text.replace(/AmazonOrderReferenceId=[^&]+/, 'AmazonOrderReferenceId=undefined')), ['leftover']);
  assert.deepEqual(await seen((text) => text.replace(/&Signature=.*/, `&Signature=${'+/'.repeat(21)}a=`)), ['signature-plus']);
  assert.deepEqual(await seen((text) => text.replace(/&Signature=.*/, `&Signature=${'0f'.repeat(32)}`)), ['hexadecimal']);
  assert.deepEqual(await seen((text) => text.replace('&Action=', '&Action=Authorize&Action=')), ['twice']);
});

test('a difference in the middle marks what is too much, not what happens to be alike', () => {
  const { expectedPieces, givenPieces } = difference('a=1&c=3', 'a=1&b=2&c=3');
  assert.deepEqual(expectedPieces.filter((piece) => piece.differs).map(({ text }) => text), ['b=2&']);
  assert.deepEqual(givenPieces.filter((piece) => piece.differs), []);
  assert.equal(difference('same', 'same'), undefined);
});
