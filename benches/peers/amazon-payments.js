'use strict';
// npm amazon-payments: the only one of the four that was made for this API. It returns what xml2js makes of the answer.

const { headers } = require('../fixtures/answers.js');
const { merchant } = require('../fixtures/request.js');
const { throughRequest, whenRequested } = require('./transport.js');

function amazonPayments() {
  const { connect, Environment } = require('amazon-payments');
  const client = connect({
    environment: Environment.Sandbox,
    sellerId: merchant.merchantId,
    mwsAccessKey: merchant.accessKey,
    mwsSecretKey: merchant.secretKey,
  });
  // It knows no MWSAuthToken of its own: it travels as a parameter.
  const send = (wire, callback) =>
    client.offAmazonPayments.authorize({ ...wire, MWSAuthToken: merchant.mwsAuthToken }, callback);

  // Its response handler for an operation, caught once from the transport; it answers before it returns.
  const handlers = new Map();
  let outcome;
  const handlerOf = (operation) => {
    let handler = handlers.get(operation);
    if (!handler) {
      whenRequested((body, callback) => { handler = callback; });
      client.callMwsMethod(operation, merchant.version, {}, (error, result) => { outcome = error ?? result; });
      handlers.set(operation, handler);
    }
    return handler;
  };
  const parse = ({ operation, status, body }) => {
    handlerOf(operation)(null, { statusCode: status, headers }, body);
    return outcome;
  };
  return {
    name: 'amazon-payments',
    misSigns: ['*'],
    ...throughRequest(send),
    parse,
    parseFault: parse,
    faultOf: (error) => ({ code: error.type, message: error.message }),
    unwrap: (result) => result,
  };
}

module.exports = { amazonPayments };
