// A client's and a call's options: what is accepted, what is refused and how, and what follows.

import { SECRET, accepted, call, credentials, stage, success } from './stage.js';

const authorize = accepted.Authorize;

/** Where a client's requests go and what host they are signed for. */
function aim(lib, options) {
  const pay = new lib.AmazonPay({ ...credentials, ...options });
  const { request, stringToSign } = pay.inspect('Authorize', authorize, { now: 0 });
  return `${request.url} ${stringToSign.split('\n')[1]}`;
}

export const options = {
  'regions decide host and currency, the environment the path'(t, lib) {
    const currency = (region) => {
      const pay = new lib.AmazonPay({ ...credentials, region });
      return pay.inspect('Authorize', authorize).parameters['AuthorizationAmount.CurrencyCode'];
    };
    const hosts = {
      us: ['mws.amazonservices.com', 'USD'],
      na: ['mws.amazonservices.com', 'USD'],
      uk: ['mws-eu.amazonservices.com', 'GBP'],
      de: ['mws-eu.amazonservices.com', 'EUR'],
      eu: ['mws-eu.amazonservices.com', 'EUR'],
    };
    for (const [region, [host, code]] of Object.entries(hosts)) {
      t.equal(aim(lib, { region }), `https://${host}/OffAmazonPayments_Sandbox/2013-01-01 ${host}`);
      t.equal(aim(lib, { region, sandbox: false }), `https://${host}/OffAmazonPayments/2013-01-01 ${host}`);
      t.equal(currency(region), code);
    }
    const pay = new lib.AmazonPay({ ...credentials, region: 'jp' });
    const { request, parameters } = pay.inspect('Authorize', { ...authorize, authorizationAmount: { amount: '1000' } });
    t.equal(request.url, 'https://mws.amazonservices.jp/OffAmazonPayments_Sandbox/2013-01-01');
    t.equal(parameters['AuthorizationAmount.CurrencyCode'], 'JPY');
  },

  'the environment is production unless it is said otherwise'(t, lib) {
    t.match(aim(lib, { sandbox: undefined }), /\/OffAmazonPayments\/2013/);
  },

  'an endpoint replaces scheme, host and port, and its host is signed'(t, lib) {
    const path = '/OffAmazonPayments_Sandbox/2013-01-01';
    t.equal(aim(lib, { endpoint: 'http://127.0.0.1:8180' }), `http://127.0.0.1:8180${path} 127.0.0.1:8180`);
    t.equal(aim(lib, { endpoint: 'https://proxy.example/' }), `https://proxy.example${path} proxy.example`);
    t.equal(aim(lib, { endpoint: 'https://proxy.example:443' }), `https://proxy.example${path} proxy.example`);
    t.equal(aim(lib, { endpoint: new URL('http://[::1]:99') }), `http://[::1]:99${path} [::1]:99`);
    const behind = { endpoint: 'http://127.0.0.1:1', signedHost: 'MWS.amazonservices.com' };
    t.equal(aim(lib, behind), `http://127.0.0.1:1${path} mws.amazonservices.com`);
  },

  'plain HTTP leaves this machine only in the sandbox'(t, lib) {
    const far = { endpoint: 'http://service.example' };
    t.ok(new lib.AmazonPay({ ...credentials, ...far }));
    for (const option of ['endpoint', 'profileEndpoint']) {
      const error = t.throws(() => new lib.AmazonPay({ ...credentials, sandbox: false, [option]: 'http://service.example' }));
      t.equal(error.option, option);
      t.match(error.message, /https/);
    }
    for (const near of ['http://localhost', 'http://shop.localhost:1', 'http://127.0.0.1', 'http://127.9.9.9:1', 'http://[::1]']) {
      t.ok(new lib.AmazonPay({ ...credentials, sandbox: false, endpoint: near }), near);
    }
    for (const trick of ['http://localhost.example', 'http://127.0.0.1.example', 'http://0.0.0.0', 'http://10.0.0.1']) {
      t.throws(() => new lib.AmazonPay({ ...credentials, sandbox: false, endpoint: trick }), trick);
    }
  },

  'every wrong option is named, and its value is not repeated'(t, lib) {
    const wrong = {
      region: ['fr', 1, {}],
      sandbox: ['true', 1],
      merchantId: ['', 5, {}, '\ud800', 'a\0b'],
      accessKey: ['', 5],
      secretKey: ['', 5, `${SECRET}\0`],
      mwsAuthToken: ['', 5],
      clientId: ['', 5],
      platformId: ['', 5],
      currencyCode: ['usd', 'US', 5],
      endpoint: ['nonsense', 5, 'ftp://a.example', 'https://user@a.example', 'https://u:p@a.example', 'https://a.example/path', 'https://a.example?q', 'https://a.example#f'],
      profileEndpoint: ['nonsense', 'https://a.example/path'],
      signedHost: ['https://a.example', 'a b', 'a\nb', 5],
      trust: ['key', 5],
      fetch: ['fetch', {}],
      timeout: [0, -1, Number.NaN, Infinity, 2 ** 31, '30000'],
      deadline: [0, -1, Number.NaN, Infinity, '30000'],
      retry: [true, 3, 'no'],
      pacing: ['yes', 1, {}, { take: 1 }],
      application: ['shop', 5],
      onAttempt: [{}, 'log'],
      clock: [{}, { now: () => 0 }, { sleep: () => {} }, 5],
      random: [0.5],
      dangerouslyAllowBrowser: ['yes'],
    };
    for (const [option, values] of Object.entries(wrong)) {
      for (const value of values) {
        const error = t.throws(() => new lib.AmazonPay({ ...credentials, [option]: value }), option);
        t.ok(error instanceof lib.ConfigurationError, option);
        t.equal(error.option, option);
        t.equal(error.executed, 'no');
        t.ok(error.message.includes(option), error.message);
        t.match(error.message, /^[^A-Z\n]*[^.\n]$|`|https/, 'our own messages');
        t.ok(!error.message.includes(SECRET));
      }
    }
  },

  'what lies on the edge is accepted'(t, lib) {
    for (const options of [
      { timeout: 1, deadline: 2 ** 31 - 1 },
      { timeout: 2 ** 31 - 1, deadline: 1 },
      { timeout: 0.5 + 1 },
      { retry: { attempts: 1 } },
      { retry: { attempts: 100 } },
      { application: { name: 'x'.repeat(128) } },
    ]) {
      t.ok(new lib.AmazonPay({ ...credentials, ...options }));
    }
  },

  'messages say what is expected and what kind was given'(t, lib) {
    const message = (options) => t.throws(() => new lib.AmazonPay({ ...credentials, ...options })).message;
    t.equal(message({ region: 'fr' }), "`region` must be one of 'de', 'eu', 'jp', 'na', 'uk', 'us'");
    t.equal(message({ sandbox: 'yes' }), '`sandbox` must be true or false, not a string');
    t.equal(message({ merchantId: [] }), '`merchantId` must be a string, not a list');
    t.equal(message({ merchantId: {} }), '`merchantId` must be a string, not an object');
    t.equal(message({ fetch: 5 }), '`fetch` must be a function, not a number');
    t.equal(message({ retry: 'no' }), '`retry` must be false or an object, not a string');
    t.equal(message({ pacing: 1 }), '`pacing` must be true, false or a store with the method `take`');
    t.equal(message({ timeout: 0 }), '`timeout` must be a number of milliseconds from 1 to 2147483647');
    t.equal(message({ ['x'.repeat(64)]: 1 }), `unknown option \`${'x'.repeat(64)}\``);
    t.equal(message({ ['x'.repeat(65)]: 1 }), `unknown option \`${'x'.repeat(64)}…\``);
  },

  async 'pacing is on unless it is said otherwise'(t, lib) {
    for (const [pacing, slept] of [[undefined, [2000]], [null, [2000]], [true, [2000]], [false, []]]) {
      const { pay, clock } = stage(lib, Array.from({ length: 3 }, () => success('Authorize')), { pacing });
      for (let count = 0; count < 3; count++) await call(pay, 'Authorize');
      t.deepEqual(clock.slept, slept, String(pacing));
    }
  },

  'options inside options are checked too'(t, lib) {
    for (const [given, option] of [
      [{ retry: { attempts: 0 } }, 'retry.attempts'],
      [{ retry: { attempts: 1.5 } }, 'retry.attempts'],
      [{ retry: { attempts: 101 } }, 'retry.attempts'],
      [{ retry: { tries: 2 } }, 'tries'],
      [{ application: {} }, 'application.name'],
      [{ application: { name: 'a\r\nb' } }, 'application.name'],
      [{ application: { name: 'ä' } }, 'application.name'],
      [{ application: { name: 'shop', version: 5 } }, 'application.version'],
    ]) {
      t.equal(t.throws(() => new lib.AmazonPay({ ...credentials, ...given })).option, option);
    }
  },

  'what is required and missing is named'(t, lib) {
    for (const option of ['region', 'merchantId', 'accessKey', 'secretKey']) {
      for (const nothing of [undefined, null]) {
        t.equal(t.throws(() => new lib.AmazonPay({ ...credentials, [option]: nothing })).option, option);
      }
    }
    t.equal(t.throws(() => new lib.AmazonPay()).option, 'region');
    t.equal(t.throws(() => new lib.AmazonPay('us')).option, 'options');
  },

  'an unknown option is named with the nearest known one'(t, lib) {
    for (const [given, meant] of [['regoin', 'region'], ['secretkey', 'secretKey'], ['SandBox', 'sandbox'], ['erndpoint', 'endpoint'], ['lcock', 'clock'], ['trsut', 'trust'], ['fecth', 'fetch'], ['retyr', 'retry'], ['merchantID', 'merchantId']]) {
      const error = t.throws(() => new lib.AmazonPay({ ...credentials, [given]: 'value' }));
      t.equal(error.option, given);
      t.ok(error.message.includes(`did you mean \`${meant}\``), error.message);
    }
    const far = t.throws(() => new lib.AmazonPay({ ...credentials, colour: 'red' }));
    t.ok(!far.message.includes('did you mean'), far.message);
    const long = t.throws(() => new lib.AmazonPay({ ...credentials, ['x'.repeat(1e6)]: 1 }));
    t.ok(long.message.length < 200);
  },

  'options of a polluted prototype are none'(t, lib) {
    Object.prototype.endpoint = 'https://evil.example';
    try {
      t.match(aim(lib, {}), /^https:\/\/mws\.amazonservices\.com\//);
    } finally {
      delete Object.prototype.endpoint;
    }
  },

  'a page must not hold a secret key'(t, lib) {
    const isPage = typeof document !== 'undefined';
    const inPage = (extra) => {
      // A launcher in a page lets the suite in, except where a test says otherwise.
      if (isPage) return new lib.AmazonPay({ ...credentials, dangerouslyAllowBrowser: undefined, ...extra });
      globalThis.window = globalThis;
      globalThis.document = {};
      try {
        return new lib.AmazonPay({ ...credentials, ...extra });
      } finally {
        delete globalThis.window;
        delete globalThis.document;
      }
    };
    for (const extra of [{}, { dangerouslyAllowBrowser: false }, { endpoint: 'https://proxy.example' }, { fetch: async () => {} }]) {
      const error = t.throws(() => inPage(extra));
      t.ok(error instanceof lib.ConfigurationError);
      t.equal(error.option, 'dangerouslyAllowBrowser');
    }
    const sandboxes = Object.assign(async () => {}, { [Symbol.for('amazon-pay-wasm.sandbox')]: true });
    for (const extra of [{ dangerouslyAllowBrowser: true }, { endpoint: 'http://localhost:1' }, { fetch: sandboxes }]) {
      const { headers } = inPage(extra).prepare('Authorize', authorize);
      t.equal(headers['user-agent'], undefined, 'it would only cost a preflight request');
    }
    if (isPage) return;
    // A server may have either of the two.
    globalThis.window = globalThis;
    try {
      t.ok(new lib.AmazonPay(credentials));
    } finally {
      delete globalThis.window;
    }
  },

  async 'a call may say things differently, for itself only'(t, lib) {
    const script = [success('Authorize'), success('Authorize')];
    const { pay, requests } = stage(lib, script, { mwsAuthToken: 'own-token' });
    await call(pay, 'Authorize', { merchantId: 'A2OTHER', mwsAuthToken: 'other-token' });
    await call(pay, 'Authorize');
    const sent = requests.map(({ parameters }) => [parameters.SellerId, parameters.MWSAuthToken]);
    t.deepEqual(sent, [['A2OTHER', 'other-token'], ['A1EXAMPLE', 'own-token']]);
  },

  async 'a wrong call option is named and nothing is sent'(t, lib) {
    const { pay, requests } = stage(lib, []);
    for (const [given, option] of [
      [{ timeout: 0 }, 'timeout'],
      [{ deadline: 'soon' }, 'deadline'],
      [{ retry: true }, 'retry'],
      [{ signal: {} }, 'signal'],
      [{ signal: 'stop' }, 'signal'],
      [{ signal: { aborted: false } }, 'signal'],
      [{ signal: { addEventListener() {} } }, 'signal'],
      [{ merchantId: '' }, 'merchantId'],
      [{ mwsAuthToken: 'a\0b' }, 'mwsAuthToken'],
      [{ timeOut: 1 }, 'timeOut'],
      [{ region: 'us' }, 'region'],
      ['fast', 'options'],
      [5, 'options'],
    ]) {
      const error = await t.rejects(call(pay, 'Authorize', given));
      t.ok(error instanceof lib.ConfigurationError, String(error));
      t.equal(error.option, option);
      t.equal(error.operation, 'Authorize');
      t.equal(error.executed, 'no');
    }
    t.equal(requests.length, 0);
  },

  async 'no options are those of the client, and nothing that a prototype was given'(t, lib) {
    const { pay, requests } = stage(lib, [success('Authorize'), success('Authorize'), success('GetOrderReferenceDetails')]);
    await call(pay, 'Authorize', null);
    t.equal(pay.prepare('Authorize', authorize, null).body, pay.prepare('Authorize', authorize).body);
    await t.rejects(pay.getUserInfo('token', null)).then(({ option }) => t.equal(option, 'clientId'));
    const polluted = { merchantId: 'A2OTHER', mwsAuthToken: 'other-token', timeout: 0, signal: 'stop', now: 'soon' };
    try {
      for (const [name, value] of Object.entries(polluted)) {
        Object.defineProperty(Object.prototype, name, { value, enumerable: true, configurable: true, writable: true });
      }
      t.equal(/A2OTHER|other-token/.test(pay.prepare('Authorize', authorize).body), false);
      await call(pay, 'Authorize', {});
      await pay.getPaymentDetails('S01-0000000-0000001');
    } finally {
      for (const name of Object.keys(polluted)) delete Object.prototype[name];
    }
    t.deepEqual(requests.map(({ parameters }) => [parameters.SellerId, parameters.MWSAuthToken]), Array(3).fill(['A1EXAMPLE', undefined]));
  },

  'what is prepared has options of its own'(t, lib) {
    const { pay } = stage(lib, []);
    t.match(pay.prepare('Authorize', authorize, { merchantId: 'A2OTHER' }).body, /SellerId=A2OTHER/);
    for (const now of [Number.NaN, '0', 1.5, new Date()]) {
      t.equal(t.throws(() => pay.prepare('Authorize', authorize, { now })).option, 'now');
    }
    t.equal(t.throws(() => pay.inspect('Authorize', authorize, { signal: undefined, timeout: 5 })).option, 'signal');
  },

  'the user agent names the package, the program and the host'(t, lib, host) {
    const agent = (application) => new lib.AmazonPay({ ...credentials, application }).prepare('Authorize', authorize).headers['user-agent'];
    if (host.name === 'browser') {
      t.equal(agent(), undefined);
      return;
    }
    t.match(agent(), /^amazon-pay-wasm\/\d+\.\d+\.\d+ \([^;]+\)$/);
    t.match(agent({ name: 'shop' }), /^amazon-pay-wasm\/\S+ \(shop; /);
    t.match(agent({ name: ' my  (new) shop; ', version: '1/2' }), /\(my \\\(new\\\) shop\\;\/1\\\/2; /);
  },
};
