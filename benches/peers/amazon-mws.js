'use strict';
// npm amazon-mws: any section that one describes to it. It sends through node:https, which is replaced while it calls.

const https = require('node:https');
const { headers } = require('../fixtures/answers.js');
const { merchant } = require('../fixtures/request.js');
const { later } = require('./transport.js');

const resource = merchant.path.split('/')[1];

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

module.exports = { amazonMws };
