'use strict';
// The four npm packages that one could use today, each behind the same four functions: sign, parse, parseFault, call.
// Each runs its own code with its own options; only its transport is replaced, so nothing is sent. Sign ends where the
// package hands the encoded body to its transport; parse begins where the transport hands the text back. Nothing here
// is tuned against a package: whatever it does by itself between those two points is its cost.

const https = require('node:https');
const { merchant } = require('./fixtures/request.js');
const { headers } = require('./fixtures/answers.js');

const url = `https://${merchant.host}${merchant.path}`;
const resource = merchant.path.split('/')[1];

/** How every stubbed transport answers: later, as a network does, but by the cheapest "later" there is. */
const later = (answer) => { Promise.resolve().then(answer); };

// --- request, which two of the packages send through ------------------------------------------------------------

/** What the stub does with the next request; set by the candidate that is running. */
let onRequest = () => {};

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

// --- the packages -----------------------------------------------------------------------------------------------

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
      onRequest = (body, callback) => { handler = callback; };
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
      onRequest = (_, callback) => { handler = callback; };
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

function amazonMws() {
  const AmazonMws = require('amazon-mws');
  // It has no section for payments; its own way to describe one is this.
  const Payments = AmazonMws.AmazonMwsResource.extend({
    path: resource,
    authorize: AmazonMws.AmazonMwsResource.method({ method: 'POST', useBody: true }),
  });
  const client = new AmazonMws(merchant.accessKey, merchant.secretKey);
  const payments = new Payments(client);
  // At its first request it asks `uname` for its user agent, in another process; that is not what is measured here.
  AmazonMws.USER_AGENT_SERIALIZED = JSON.stringify(AmazonMws.USER_AGENT);

  // It writes into the object it is given, so it gets a new one each time, as a caller's literal would be.
  const send = (wire) => payments.authorize({
    ...wire,
    Action: 'Authorize',
    Version: merchant.version,
    SellerId: merchant.merchantId,
    MWSAuthToken: merchant.mwsAuthToken,
  });

  let onEnd = () => {};
  /** A request whose socket is connected at once, and that is answered when it ends. */
  function stubbed() {
    let respond;
    let signed = '';
    const socket = { on: (_, connected) => connected() };
    return {
      setTimeout() {},
      on(event, handler) {
        if (event === 'response') respond = handler;
        if (event === 'socket') handler(socket);
      },
      write(body) { signed = body; },
      end() { onEnd(signed, respond); },
    };
  }
  const withStub = (run) => {
    const real = https.request;
    https.request = stubbed;
    try {
      return run();
    } finally {
      https.request = real;
    }
  };
  /** An IncomingMessage as far as the package looks at one. */
  const message = (status, bytes) => ({
    statusCode: status,
    headers,
    on(event, handler) {
      if (event === 'data') handler(bytes);
      else if (event === 'end') handler();
    },
  });

  let signed = '';
  const bytesOf = new Map();
  const bytes = ({ body }) => bytesOf.get(body) ?? bytesOf.set(body, Buffer.from(body)).get(body);
  const parse = (answer) => {
    let outcome;
    payments._responseHandler({ Action: answer.operation }, {}, {}, (error, result) => { outcome = error ?? result; })(
      message(answer.status, bytes(answer)));
    return outcome;
  };
  return {
    name: 'amazon-mws',
    misSigns: [],
    sign(wire) {
      onEnd = (body) => { signed = body; };
      withStub(() => send(wire));
      return signed.replace(/^&/, ''); // the body opens with an empty pair
    },
    call(wire, answer) {
      onEnd = (body, respond) => later(() => respond(message(200, bytes(answer))));
      return withStub(() => send(wire));
    },
    parse,
    parseFault: parse,
    faultOf: ({ OriginalError }) => ({ code: OriginalError.Code, message: OriginalError.Message }),
    unwrap: ({ ResponseMetadata, Headers, StatusCode, ...result }) => result,
  };
}

/** All four, loaded. */
function loadPeers() {
  stubRequest();
  return [amazonPayments(), mws(), mwsSimple(), amazonMws()];
}

module.exports = { loadPeers, url };
