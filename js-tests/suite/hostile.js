// Input that only JavaScript can be bad in: values with a life of their own, texts that have no
// UTF-8 form, prototypes, and sizes. None of it reaches the wire, hangs, or changes anybody's objects.

import { SECRET, START, accepted, credentials, xml } from './stage.js';

const authorize = accepted.Authorize;
const share = { providerId: 'A5PROVIDEREX01', creditAmount: { amount: '1', currencyCode: 'USD' } };
const CANARY = 'canary-words-of-the-caller';

function prepare(lib, params, operation = 'Authorize') {
  return new lib.AmazonPay(credentials).prepare(operation, params, { now: START });
}

function body(lib, params, operation) {
  return prepare(lib, params, operation).body;
}

/** What is missing from parameters without any. */
const MISSING = ['amazonOrderReferenceId required', 'authorizationAmount required', 'authorizationReferenceId required'];

/** The problems of parameters, as `path code`, sorted. */
function refused(t, lib, params, operation = 'Authorize') {
  const error = t.throws(() => prepare(lib, params, operation));
  t.ok(lib.ValidationError.is(error), `${error?.stack ?? error}`);
  t.equal(error.executed, 'no');
  const told = JSON.stringify(error) + error.message;
  t.ok(!told.includes(CANARY) && !told.includes(SECRET), told);
  for (const { path, code, message } of error.issues) {
    t.ok(code.length > 0 && message.length > 0 && message.length < 1000, message);
    t.ok(!/[\n\0]/.test(message) && !message.endsWith('.'), message);
    t.ok(path === '' || message.includes(`\`${path}\``), message);
  }
  return error.issues.map(({ path, code }) => `${path} ${code}`).sort();
}

const thrower = () => {
  throw new Error(CANARY);
};

/** Parameters with one field that throws when it is read. */
const withGetter = (params, name) => {
  const own = Object.getOwnPropertyDescriptors(params);
  return Object.defineProperties({}, { ...own, [name]: { get: thrower, enumerable: true, configurable: true } });
};

export const hostile = {
  'halves of surrogate pairs'(t, lib) {
    for (const text of ['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d', `${'x'.repeat(200)}\ud800`]) {
      t.deepEqual(refused(t, lib, { ...authorize, sellerAuthorizationNote: text }), ['sellerAuthorizationNote lone-surrogate']);
      t.deepEqual(refused(t, lib, { ...authorize, amazonOrderReferenceId: text }), ['amazonOrderReferenceId lone-surrogate']);
      t.deepEqual(refused(t, lib, { ...authorize, orderItemCategories: ['a', text] }), ['orderItemCategories[1] lone-surrogate']);
      t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: { amount: text } }), ['authorizationAmount.amount lone-surrogate']);
      t.deepEqual(
        refused(t, lib, { ...authorize, providerCreditList: [share, { ...share, providerId: text }] }),
        ['providerCreditList[1].providerId lone-surrogate'],
      );
      t.equal(refused(t, lib, { ...authorize, [text]: 1 }).length, 1);
    }
    const found = refused(t, lib, { ...authorize, sellerAuthorizationNote: '\ud800', softDescriptor: '\udc00', captureNow: 1 });
    t.deepEqual(found, ['captureNow wrong-type', 'sellerAuthorizationNote lone-surrogate', 'softDescriptor lone-surrogate']);
    t.match(body(lib, { ...authorize, sellerAuthorizationNote: '\ud83d\ude00' }), /SellerAuthorizationNote=%F0%9F%98%80&/);
  },

  'a NUL shifts nothing'(t, lib) {
    for (const text of ['\0', 'a\0b', '\0strue\0t', `a${'\0'.repeat(40)}`]) {
      t.deepEqual(refused(t, lib, { ...authorize, softDescriptor: text }).map((found) => found.split(' ')[0]), ['softDescriptor']);
      t.deepEqual(
        refused(t, lib, { ...authorize, orderItemCategories: [text] }).map((found) => found.split(' ')[0]),
        ['orderItemCategories[0]'],
      );
      t.equal(refused(t, lib, { ...authorize, [text]: 'x' }).length, 1);
    }
    // Two that make good for each other's tokens still do not pass.
    t.equal(refused(t, lib, { ...authorize, sellerAuthorizationNote: 'a\0sb', softDescriptor: 'c\0sd' }).length, 2);
  },

  'objects that hold themselves'(t, lib) {
    const circle = { ...authorize };
    circle.self = circle;
    t.deepEqual(refused(t, lib, circle), ['self unknown']);
    const money = { amount: '1' };
    money.currencyCode = money;
    t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: money }), ['authorizationAmount.currencyCode wrong-type']);
    const params = { ...authorize };
    params.authorizationAmount = params;
    const found = refused(t, lib, params);
    t.ok(found.includes('authorizationAmount.amount required') && found.includes('authorizationAmount.authorizationAmount unknown'), found.join());
    const list = [];
    list.push(list, { providerId: list, creditAmount: list });
    t.deepEqual(refused(t, lib, { ...authorize, providerCreditList: list }), [
      'providerCreditList[0] wrong-type',
      'providerCreditList[1].creditAmount wrong-type',
      'providerCreditList[1].providerId wrong-type',
    ]);
  },

  'getters that throw'(t, lib) {
    t.deepEqual(refused(t, lib, withGetter(authorize, 'softDescriptor')), ['softDescriptor unreadable']);
    t.deepEqual(refused(t, lib, withGetter(authorize, 'authorizationAmount')), ['authorizationAmount unreadable']);
    t.deepEqual(
      refused(t, lib, { ...authorize, authorizationAmount: withGetter({}, 'amount') }),
      ['authorizationAmount.amount unreadable'],
    );
    t.deepEqual(
      refused(t, lib, { ...authorize, providerCreditList: [share, withGetter(share, 'creditAmount')] }),
      ['providerCreditList[1].creditAmount unreadable'],
    );
    const both = withGetter(withGetter(authorize, 'softDescriptor'), 'captureNow');
    t.deepEqual(refused(t, lib, both), ['captureNow unreadable', 'softDescriptor unreadable']);
    // What is not a parameter is not even read.
    t.deepEqual(refused(t, lib, withGetter(authorize, 'zebra')), ['zebra unknown']);
    // One that works is read.
    const reads = { ...authorize, get softDescriptor() { return 'Teehaus'; } };
    t.match(body(lib, reads), /SoftDescriptor=Teehaus/);
  },

  'items that throw'(t, lib) {
    const list = ['a', 'b'];
    Object.defineProperty(list, 1, { get: thrower });
    t.deepEqual(refused(t, lib, { ...authorize, orderItemCategories: list }), ['orderItemCategories[1] unreadable']);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    t.deepEqual(refused(t, lib, { ...authorize, providerCreditList: [share, proxy] }), ['providerCreditList[1] unreadable']);
  },

  'values that convert themselves are not converted'(t, lib) {
    const converts = { toString: thrower, valueOf: thrower, toJSON: thrower, [Symbol.toPrimitive]: thrower };
    for (const name of ['amazonOrderReferenceId', 'softDescriptor', 'transactionTimeout', 'captureNow', 'orderItemCategories']) {
      t.deepEqual(refused(t, lib, { ...authorize, [name]: converts }), [`${name} wrong-type`]);
    }
    t.deepEqual(refused(t, lib, { ...authorize, amazonOrderReferenceId: new String('S01') }), ['amazonOrderReferenceId wrong-type']);
    t.deepEqual(refused(t, lib, { ...authorize, captureNow: new Boolean(false) }), ['captureNow wrong-type']);
  },

  'proxies'(t, lib) {
    t.equal(body(lib, new Proxy(authorize, {})), body(lib, authorize));
    t.equal(body(lib, { ...authorize, authorizationAmount: new Proxy(authorize.authorizationAmount, {}) }), body(lib, authorize));
    const params = { ...authorize, softDescriptor: 'x' };
    t.ok(refused(t, lib, new Proxy(params, { get: thrower })).every((found) => found.endsWith(' unreadable')));
    for (const trap of ['ownKeys', 'getOwnPropertyDescriptor']) {
      t.equal(refused(t, lib, new Proxy(params, { [trap]: thrower })).length, 1, trap);
      const inside = new Proxy({ amount: '1' }, { [trap]: thrower });
      t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: inside }), ['authorizationAmount unreadable'], trap);
    }
    const revoked = (target) => {
      const { proxy, revoke } = Proxy.revocable(target, {});
      revoke();
      return proxy;
    };
    t.equal(refused(t, lib, revoked({})).length, 1);
    t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: revoked({}) }), ['authorizationAmount unreadable']);
    t.deepEqual(refused(t, lib, { ...authorize, providerCreditList: revoked([]) }), ['providerCreditList unreadable']);
    t.deepEqual(refused(t, lib, { ...authorize, softDescriptor: revoked(() => {}) }), ['softDescriptor wrong-type']);
  },

  'lists that lie about their length shift nothing'(t, lib) {
    for (const length of [0.5, 1.5, -1, Number.NaN, '2', Infinity, 2 ** 53, null, {}]) {
      const target = [share, share];
      const list = new Proxy(target, { get: (_, key) => (key === 'length' ? length : target[key]) });
      let found;
      try {
        found = new URLSearchParams(body(lib, { ...authorize, providerCreditList: list, orderItemCategories: ['a'] })).get('OrderItemCategories.OrderItemCategory.1');
      } catch (error) {
        t.ok(lib.ValidationError.is(error), `${error.stack}`);
        t.ok(error.issues.every(({ path }) => path === '' || path.startsWith('providerCreditList')), `${String(length)}: ${error.message}`);
        continue;
      }
      t.equal(found, 'a', `length ${String(length)}`);
    }
  },

  'keys that pollute prototypes'(t, lib) {
    const evil = JSON.parse('{"__proto__":{"captureNow":true,"polluted":true},"constructor":{"prototype":{"polluted":true}},"prototype":1}');
    t.deepEqual(refused(t, lib, { ...authorize, ...evil, ['__proto__']: 1 }), ['__proto__ unknown', 'constructor unknown', 'prototype unknown']);
    t.deepEqual(
      refused(t, lib, { ...authorize, authorizationAmount: JSON.parse('{"amount":"1","__proto__":{"currencyCode":"EUR"}}') }),
      ['authorizationAmount.__proto__ unknown'],
    );
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const pay = new lib.AmazonPay(credentials);
      t.ok(lib.ValidationError.is(t.throws(() => pay.prepare(name, authorize))), name);
    }
    t.equal({}.polluted, undefined);
    t.equal(Object.prototype.captureNow, undefined);
  },

  'a prototype that was polluted is not read'(t, lib) {
    const clean = body(lib, authorize);
    const answer = xml('GetOrderReferenceDetails');
    const pay = new lib.AmazonPay(credentials);
    const { $metadata: _, ...result } = pay.interpret('GetOrderReferenceDetails', { status: 200, headers: {}, body: answer });
    const polluted = { captureNow: true, softDescriptor: 'evil', currencyCode: 'EUR', amount: '999', amazonOrderReferenceId: 'evil', transactionTimeout: 5 };
    try {
      for (const [name, value] of Object.entries(polluted)) {
        Object.defineProperty(Object.prototype, name, { value, enumerable: true, configurable: true, writable: true });
      }
      t.equal(body(lib, authorize), clean);
      t.deepEqual(refused(t, lib, {}), MISSING);
      t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: {} }), ['authorizationAmount.amount required']);
      const { $metadata, ...again } = pay.interpret('GetOrderReferenceDetails', { status: 200, headers: {}, body: answer });
      t.deepEqual(again, result);
      t.equal($metadata.status, 200);
    } finally {
      for (const name of Object.keys(polluted)) delete Object.prototype[name];
    }
  },

  'what is inherited is no parameter, what is own is'(t, lib) {
    t.deepEqual(refused(t, lib, Object.create(authorize)), MISSING);
    t.equal(body(lib, Object.assign(Object.create(null), authorize)), body(lib, authorize));
    class Order {
      amazonOrderReferenceId = authorize.amazonOrderReferenceId;
      authorizationReferenceId = authorize.authorizationReferenceId;
      authorizationAmount = authorize.authorizationAmount;
      softDescriptor = undefined;
    }
    t.equal(body(lib, new Order()), body(lib, authorize));
    t.equal(body(lib, Object.freeze({ ...authorize, [Symbol('s')]: 1 })), body(lib, authorize));
  },

  'values of kinds that JSON does not know'(t, lib) {
    const kinds = {
      'an array': [],
      'a Date': new Date(0),
      'a bigint': 10n,
      'a symbol': Symbol(CANARY),
      'a function': thrower,
      'an object': new Map([['amount', '1']]),
      NaN: Number.NaN,
      Infinity: -Infinity,
    };
    for (const [words, value] of Object.entries(kinds)) {
      for (const name of ['softDescriptor', 'transactionTimeout', 'captureNow']) {
        const error = t.throws(() => prepare(lib, { ...authorize, [name]: value }));
        t.equal(error.issues.length, 1);
        t.deepEqual([error.issues[0].path, error.issues[0].code], [name, 'wrong-type']);
        t.ok(error.issues[0].message.includes(words), `${words}: ${error.issues[0].message}`);
      }
    }
    for (const value of [[], new Date(), 10n, Symbol('s'), thrower, 'text', 5, true]) {
      t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: value }), ['authorizationAmount wrong-type']);
      t.deepEqual(refused(t, lib, { ...authorize, providerCreditList: [value] }), ['providerCreditList[0] wrong-type']);
      t.deepEqual(refused(t, lib, value), [' wrong-type']);
    }
    for (const value of [{}, new Set(['a']), new Uint8Array(3), 'a', { length: 1, 0: 'a' }]) {
      t.deepEqual(refused(t, lib, { ...authorize, orderItemCategories: value }), ['orderItemCategories wrong-type']);
    }
    t.ok(refused(t, lib, { ...authorize, authorizationAmount: new Map([['amount', '1']]) }).includes('authorizationAmount.amount required'));
  },

  'numbers for amounts are answered with the text to write'(t, lib) {
    const message = (amount) => t.throws(() => prepare(lib, { ...authorize, authorizationAmount: { amount } })).issues[0].message;
    t.match(message(10), /'10\.00'/);
    t.match(message(10.5), /'10\.50'/);
    for (const amount of [0.1 + 0.2, 1e21, -1, -0, 5e-324]) t.match(message(amount), /number.*string/);
    for (const amount of [Number.NaN, Infinity, 10n, true, ['10'], { amount: '10' }]) {
      t.deepEqual(refused(t, lib, { ...authorize, authorizationAmount: { amount } }), ['authorizationAmount.amount wrong-type']);
    }
    t.match(body(lib, { ...authorize, transactionTimeout: -0 }), /TransactionTimeout=0&/);
  },

  'lists that are far too long, or full of holes'(t, lib) {
    const sparse = [];
    sparse.length = 4_000_000_000;
    for (const name of ['orderItemCategories', 'providerCreditList']) {
      const error = t.throws(() => prepare(lib, { ...authorize, [name]: sparse }));
      t.deepEqual(error.issues.map(({ path, code }) => `${path} ${code}`), [`${name} too-long`]);
      t.match(error.issues[0].message, /4000000000.*1000/);
    }
    t.deepEqual(refused(t, lib, { ...authorize, softDescriptor: sparse }), ['softDescriptor wrong-type']);
    t.deepEqual(refused(t, lib, { ...authorize, orderItemCategories: Array.from({ length: 1001 }, () => 'a') }), ['orderItemCategories too-long']);
    t.match(body(lib, { ...authorize, orderItemCategories: Array.from({ length: 1000 }, () => 'a') }), /OrderItemCategory\.1000=a/);
    t.deepEqual(refused(t, lib, { ...authorize, orderItemCategories: ['a', , 'c'] }), ['orderItemCategories[1] required']);
    t.equal(refused(t, lib, { ...authorize, providerCreditList: [, share] }).length, 1);
  },

  'texts of ten megabytes'(t, lib) {
    const long = 'x'.repeat(10 * 1024 * 1024);
    for (const [params, path, limit] of [
      [{ ...authorize, sellerAuthorizationNote: long }, 'sellerAuthorizationNote', 255],
      [{ ...authorize, amazonOrderReferenceId: long }, 'amazonOrderReferenceId', 100_000],
      [{ ...authorize, authorizationAmount: { amount: long } }, 'authorizationAmount.amount', 100_000],
      [{ ...authorize, orderItemCategories: ['a', long] }, 'orderItemCategories[1]', 100_000],
    ]) {
      const error = t.throws(() => prepare(lib, params));
      t.deepEqual(error.issues.map((issue) => `${issue.path} ${issue.code}`), [`${path} too-long`]);
      t.ok(error.issues[0].message.includes('10485760') && error.issues[0].message.includes(String(limit)), error.issues[0].message);
      t.ok(error.message.length < 1000);
    }
    const error = t.throws(() => prepare(lib, { ...authorize, [long]: 1 }));
    t.equal(error.issues.length, 1);
    t.ok(JSON.stringify(error).length < 2000, 'a key is cut short');
    t.ok(t.throws(() => prepare(lib, { ...authorize, captureNow: long })).issues.length === 1);
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]));
    t.ok(refused(t, lib, keys).length < 100);
  },

  'answers that are not text, not whole or not theirs'(t, lib) {
    const pay = new lib.AmazonPay(credentials);
    const operation = 'GetOrderReferenceDetails';
    const unreadable = (answer) => {
      const error = t.throws(() => pay.interpret(operation, answer));
      t.ok(lib.ResponseError.is(error), `${error?.stack ?? error}`);
      t.equal(error.operation, operation);
      t.ok(!JSON.stringify(error).includes('S01-0000000-0000001'), 'an error holds no answer');
      return error;
    };
    const good = xml(operation);
    for (const body of ['', ' \n', '<html><body>502</body></html>', '<!DOCTYPE html><html><br></html>', 'Bad Gateway', '{}', good.slice(0, -1), good + good]) {
      for (const status of [200, 502]) unreadable({ status, headers: {}, body });
    }
    unreadable({ status: 200, headers: {}, body: new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe]) });
    unreadable({ status: 200, headers: {}, body: '<a>'.repeat(10_000) });
    const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;
    t.match(unreadable({ status: 200, headers: {}, body: good.replace('<OrderReferenceDetails>', `${deep}<OrderReferenceDetails>`) }).message, /64/);
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${good.replace('Open', '&b;')}`;
    unreadable({ status: 200, headers: {}, body: bomb });
    unreadable({ status: 200, headers: {}, body: `${good}${' '.repeat(33 * 1024 * 1024)}` });
    // And the next answer is read as if nothing had been.
    t.equal(pay.interpret(operation, { status: 200, headers: {}, body: good }).orderReferenceDetails.orderReferenceStatus.state, 'Open');
  },

  'elements with the names of prototypes'(t, lib) {
    const pay = new lib.AmazonPay(credentials);
    const operation = 'GetOrderReferenceDetails';
    const evil = '<__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor><toString>1</toString>';
    const body = xml(operation).replaceAll('<OrderReferenceStatus>', `${evil}<OrderReferenceStatus>${evil}`);
    const { orderReferenceDetails } = pay.interpret(operation, { status: 200, headers: {}, body });
    t.deepEqual(orderReferenceDetails, { amazonOrderReferenceId: 'S01-0000000-0000001', orderReferenceStatus: { state: 'Open' } });
    t.equal({}.polluted, undefined);
    t.equal(typeof orderReferenceDetails.toString, 'function');
  },

  'half a surrogate pair in an answer shifts nothing'(t, lib) {
    const pay = new lib.AmazonPay(credentials);
    const operation = 'GetOrderReferenceDetails';
    const note = (text) => xml(operation).replace('<OrderReferenceDetails>', `<OrderReferenceDetails><SellerNote>${text}</SellerNote>`);
    for (const text of ['\ud83d', 'é\ude00é', '\ud83d\ud83d\ude00']) {
      const { orderReferenceDetails } = pay.interpret(operation, { status: 200, headers: {}, body: note(text) });
      t.equal(orderReferenceDetails.sellerNote.length, text.length);
      t.equal(orderReferenceDetails.amazonOrderReferenceId, 'S01-0000000-0000001');
      t.equal(orderReferenceDetails.orderReferenceStatus.state, 'Open');
    }
    const { orderReferenceDetails } = pay.interpret(operation, { status: 200, headers: {}, body: note('\ud83d &amp; 注😀') });
    t.match(orderReferenceDetails.sellerNote, /^. & 注😀$/u);
    t.equal(orderReferenceDetails.orderReferenceStatus.state, 'Open');
  },
};
