'use strict';
// npm mws: typed for other sections of the same service, signs any. Its transport is injected, as it offers to.

const { headers } = require('../fixtures/answers.js');
const { merchant } = require('../fixtures/request.js');

const resource = merchant.path.split('/')[1];

function mws() {
  const library = require('mws');
  let transport;
  const client = new library.HttpClient({
    marketplace: library.amazonMarketplaces.US,
    awsAccessKeyId: merchant.accessKey,
    mwsAuthToken: merchant.mwsAuthToken,
    sellerId: merchant.merchantId,
    secretKey: merchant.secretKey,
  }, (request) => transport(request));
  const send = (wire) =>
    client.request('POST', { resource, version: merchant.version, action: 'Authorize', parameters: wire });

  const xml = require(require.resolve('fast-xml-parser', { paths: [require.resolve('mws')] }));
  let signed = '';
  const keep = (request) => {
    signed = request.data;
    return new Promise(() => {}); // a fresh one each time: a shared one would collect reactions for ever
  };
  return {
    name: 'mws',
    misSigns: ['*', '~'],
    sign(wire) {
      transport = keep;
      send(wire);
      return signed;
    },
    call(wire, answer) {
      transport = async () => ({ data: answer.body, headers });
      return send(wire);
    },
    parse: ({ body }) => library.parseResponse({ data: body, headers })[0],
    // What its client does with an error body, in its order, through what it exports (inside, it is one private block).
    parseFault({ operation, body }) {
      if (xml.validate(body) !== true) throw new Error('not XML');
      const response = library.MWSApiError.decode(xml.parse(body)).extract();
      const Class = library[`${response.ErrorResponse.Error.Code}Error`];
      return library.enhanceError(new Class(`${operation} request failed`), response);
    },
    faultOf: (error) => ({ code: error.code, message: error.mwsMessage }),
    unwrap: (result, operation) => result[`${operation}Response`][`${operation}Result`],
  };
}

module.exports = { mws };
