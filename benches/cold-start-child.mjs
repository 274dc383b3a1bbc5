// One cold start: imports one candidate, makes its client, signs one request, prints the milliseconds, and ends before
// anything could be sent. It is an ES module, as a program that says `import` is, so the candidate that does nothing
// has started Node's loader of modules too. The peers are CommonJS and are required, which is the faster way to have
// them. They load their real transport; the two that sign inside `request` have built its request object by then, as
// they always do. Nothing of the benchmark is loaded but the fixture and the package finder, both before the clock starts.

import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import request from './fixtures/request.js';
import finder from './package-under-test.js';

const { merchant, hard } = request;
const require = createRequire(import.meta.url);

const candidates = {
  bare: () => 'signed',

  async 'amazon-pay-wasm'(file, options) {
    const { AmazonPay } = await import(pathToFileURL(file).href);
    return new AmazonPay(options).prepare('Authorize', hard.params, { now: Date.now() }).body;
  },

  'amazon-payments'() {
    const { connect, Environment } = require('amazon-payments');
    connect({
      environment: Environment.Sandbox,
      sellerId: merchant.merchantId,
      mwsAccessKey: merchant.accessKey,
      mwsSecretKey: merchant.secretKey,
    }).offAmazonPayments.authorize({ ...hard.wire, MWSAuthToken: merchant.mwsAuthToken }, () => {});
    return 'signed';
  },

  mws() {
    const { HttpClient, amazonMarketplaces } = require('mws');
    let signed;
    new HttpClient({
      marketplace: amazonMarketplaces.US,
      awsAccessKeyId: merchant.accessKey,
      mwsAuthToken: merchant.mwsAuthToken,
      sellerId: merchant.merchantId,
      secretKey: merchant.secretKey,
    }, (request) => {
      signed = request.data;
      return new Promise(() => {});
    }).request('POST', {
      resource: merchant.path.split('/')[1], version: merchant.version, action: 'Authorize', parameters: hard.wire,
    });
    return signed;
  },

  '@ericblade/mws-simple'() {
    const { MWSSimple } = require('@ericblade/mws-simple');
    new MWSSimple({
      host: merchant.host,
      accessKeyId: merchant.accessKey,
      secretAccessKey: merchant.secretKey,
      merchantId: merchant.merchantId,
      authToken: merchant.mwsAuthToken,
    }).request({ path: merchant.path, query: { ...hard.wire, Action: 'Authorize', Version: merchant.version } }, () => {});
    return 'signed';
  },

  'amazon-mws'() {
    const AmazonMws = require('amazon-mws');
    // Its first request would ask `uname` in another process; that is left out, in its favour.
    AmazonMws.USER_AGENT_SERIALIZED = '{}';
    let signed = false;
    require('node:https').request = () => {
      signed = true;
      return { on() {}, setTimeout() {} };
    };
    const Payments = AmazonMws.AmazonMwsResource.extend({
      path: merchant.path.split('/')[1],
      authorize: AmazonMws.AmazonMwsResource.method({ method: 'POST', useBody: true }),
    });
    new Payments(new AmazonMws(merchant.accessKey, merchant.secretKey)).authorize({
      ...hard.wire, Action: 'Authorize', Version: merchant.version, SellerId: merchant.merchantId, MWSAuthToken: merchant.mwsAuthToken,
    });
    return signed ? 'signed' : '';
  },
};

const name = process.argv[2];
const file = finder.file('.');
const options = finder.options();
const from = performance.now();
const signed = await candidates[name](file, options);
const inside = performance.now() - from;
if (!signed) throw new Error(`${name} signed nothing`);
writeSync(1, JSON.stringify({ inside }));
process.exit(0);
