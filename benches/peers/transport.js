'use strict';
// The stub in place of `request`, which two of the packages send through. Nothing is sent; the body is still encoded by
// request's own code, because that work is theirs.

const { headers } = require('../fixtures/answers.js');

/** How every stubbed transport answers: later, as a network does, but by the cheapest "later" there is. */
const later = (answer) => { Promise.resolve().then(answer); };

/** What the stub does with the next request; set by the candidate that is running. */
let onRequest = () => {};

/** @param {(body: string, callback: Function) => void} handler */
function whenRequested(handler) {
  onRequest = handler;
}

/** Replaces `request` before anyone loads it. The body is still encoded by request's own code, as request does it. */
function stubRequest() {
  const file = require.resolve('request');
  const { Querystring } = require('request/lib/querystring');
  const stub = (options, callback) => {
    const querystring = new Querystring({});
    querystring.init(options);
    const body = querystring.rfc3986(querystring.stringify(options.form));
    onRequest(body, callback);
  };
  stub.post = stub;
  require.cache[file] = { id: file, filename: file, loaded: true, exports: stub, children: [], paths: [] };
}

/** sign and call for a package that sends through `request`; `send(wire, callback)` starts it. */
function throughRequest(send) {
  let signed = '';
  const keep = (body) => { signed = body; };
  return {
    sign(wire) {
      onRequest = keep;
      send(wire, () => {});
      return signed;
    },
    call(wire, answer) {
      onRequest = (body, callback) => later(() => callback(null, { statusCode: 200, headers }, answer.body));
      return new Promise((resolve, reject) => send(wire, (error, result) => (error ? reject(error) : resolve(result))));
    },
  };
}

module.exports = { later, stubRequest, whenRequested, throughRequest };
