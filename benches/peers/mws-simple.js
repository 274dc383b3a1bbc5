'use strict';
// npm @ericblade/mws-simple: any section, no types; it returns what xml2js makes of the answer.

const { headers } = require('../fixtures/answers.js');
const { merchant } = require('../fixtures/request.js');
const { throughRequest, whenRequested } = require('./transport.js');

function mwsSimple() {
  const { MWSSimple } = require('@ericblade/mws-simple');
  const client = new MWSSimple({
    host: merchant.host,
    accessKeyId: merchant.accessKey,
    secretAccessKey: merchant.secretKey,
    merchantId: merchant.merchantId,
    authToken: merchant.mwsAuthToken,
  });
  // It adds a parameter of its own (responseFormat); undefined takes it away, so that all sign the same twenty.
  const send = (wire, callback) => client.request({
    path: merchant.path,
    query: { ...wire, Action: 'Authorize', Version: merchant.version, responseFormat: undefined },
  }, callback);

  // Its response handler, caught once; it answers before it returns.
  let outcome;
  let handler;
  const parse = ({ body }) => {
    if (!handler) {
      whenRequested((_, callback) => { handler = callback; });
      send({}, (error, result) => { outcome = error ?? result; });
    }
    handler(null, { statusCode: 200, headers }, body);
    return outcome.result;
  };
  return {
    name: '@ericblade/mws-simple',
    misSigns: [],
    ...throughRequest(send),
    parse,
    // Told of a status 4xx it hands the XML back unread; so the fault goes through its parser as an answer would,
    // which leaves out the error that it would make, and flatters it.
    parseFault: parse,
    faultOf: ({ ErrorResponse: { Error: [error] } }) => ({ code: error.Code[0], message: error.Message[0] }),
    unwrap: (result, operation) => result[`${operation}Response`][`${operation}Result`][0],
  };
}

module.exports = { mwsSimple };
