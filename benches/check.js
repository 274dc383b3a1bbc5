'use strict';
// Before anything is timed, every candidate has to give the right answer. It knows the signature rules a second time
// (independently of all candidates) and a way to lay different parse results side by side. A difference ends the run.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { merchant } = require('./fixtures/request.js');

const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** A form body as decoded pairs. */
function pairs(body) {
  return body.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)].map((part) => decodeURIComponent(part.replace(/\+/g, ' ')));
  });
}

/** What the service computes over what it received. */
function signatureOf(parameters) {
  const query = parameters
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  return crypto.createHmac('sha256', merchant.secretKey)
    .update(`POST\n${merchant.host}\n${merchant.path}\n${query}`, 'utf8')
    .digest('base64');
}

/** Takes a body apart: its parameters without time and signature, and whether the service would accept the signature. */
function inspectBody(body) {
  const all = pairs(body);
  const signed = all.filter(([name]) => name !== 'Signature');
  const { Signature, Timestamp } = Object.fromEntries(all);
  assert.match(Timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[Zz]$/);
  return {
    parameters: signed.filter(([name]) => name !== 'Timestamp').sort(([a], [b]) => (a < b ? -1 : 1)),
    genuine: Signature === signatureOf(signed),
  };
}

/** @param {Record<string, string>} wire what the caller asked for @returns the twenty, without the time */
function expectedParameters(wire) {
  return Object.entries({
    ...wire,
    AWSAccessKeyId: merchant.accessKey,
    Action: 'Authorize',
    MWSAuthToken: merchant.mwsAuthToken,
    SellerId: merchant.merchantId,
    SignatureMethod: 'HmacSHA256',
    SignatureVersion: '2',
    Version: merchant.version,
  }).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The body carries exactly the twenty parameters, and its signature is the one the service computes. */
function checkBody(who, body, wire) {
  const { parameters, genuine } = inspectBody(body);
  assert.deepEqual(parameters, expectedParameters(wire), `${who}: other parameters`);
  assert.ok(genuine, `${who}: wrong signature`);
}

/** Whether a package really signs a value with this character wrongly, so that we don't say it for nothing. */
function misSigns(sign, wire, character) {
  const note = `a${character}b`;
  return !inspectBody(sign({ ...wire, SellerAuthorizationNote: note })).genuine;
}

// --- parse results ------------------------------------------------------------------------------------------------

/** Elements that only number the items of a list. */
const ITEMS = new Set(['member', 'OrderItemCategory', 'Constraint', 'OrderReference']);
const ATTRIBUTES = new Set(['$', 'attr', '_attributes', 'xmlns', '?xml']);

const NAMED = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&apos;': "'", '&amp;': '&' };
const decodeEntities = (text) => text.replace(/&(?:quot|lt|gt|apos|amp);/g, (entity) => NAMED[entity]);

/**
 * Any candidate's result as `path = text` lines: names in lower case, list items numbered, empty elements left out
 * (candidates make '', [], {} or nothing of them), order of elements forgotten, order of items kept.
 */
function project(value, rawEntities = false) {
  const lines = [];
  const walk = (path, node) => {
    if (node === undefined || node === null || node === '') return;
    if (Array.isArray(node)) {
      node.forEach((item, index) => walk(node.length === 1 ? path : `${path}#${index}`, item));
    } else if (typeof node === 'object') {
      for (const [name, child] of Object.entries(node)) {
        if (ATTRIBUTES.has(name) || name === '$metadata') continue;
        walk(ITEMS.has(name) ? path : `${path}.${name.toLowerCase()}`, child);
      }
    } else {
      const text = String(node);
      lines.push(`${path} = ${rawEntities ? decodeEntities(text) : text}`);
    }
  };
  walk('', value);
  return lines.sort();
}

function checkResult(who, result, expected, rawEntities) {
  const lines = project(result, rawEntities);
  assert.ok(lines.length > 10, `${who}: nothing was read`);
  assert.deepEqual(lines, project(expected), `${who}: another result`);
}

module.exports = { checkBody, misSigns, checkResult };
