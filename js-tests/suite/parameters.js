// Bad parameters: each is refused before anything is sent, with every problem and its path.

import { accepted, stage } from './stage.js';

const authorize = accepted.Authorize;

/** The problems of parameters, as `path code`. */
async function problems(t, lib, params, operation = 'Authorize', options = {}) {
  const { pay, requests } = stage(lib, [], options);
  const error = await t.rejects(pay.call(operation, params));
  t.ok(error instanceof lib.ValidationError, String(error));
  t.equal(error.operation, operation);
  t.equal(error.executed, 'no');
  t.equal(error.attempts, 0);
  t.equal(requests.length, 0);
  for (const { path, code, message } of error.issues) {
    t.ok(typeof path === 'string' && code.length > 0 && message.length > 0);
    t.ok(message.length < 1000 && !message.includes('\n'), message);
    t.ok(path === '' || message.includes(`\`${path}\``), message);
  }
  return error.issues.map(({ path, code }) => `${path} ${code}`);
}

export const parameters = {
  async 'all problems are told at once'(t, lib) {
    const found = await problems(t, lib, {
      amazonOrderReferenceID: 'S01',
      authorizationReferenceId: 'x'.repeat(33),
      authorizationAmount: { amount: '1e3', currencyCode: 'usd' },
      transactionTimeout: 1441,
      captureNow: 'yes',
    });
    for (const path of [
      'amazonOrderReferenceID',
      'amazonOrderReferenceId',
      'authorizationReferenceId',
      'authorizationAmount.amount',
      'authorizationAmount.currencyCode',
      'transactionTimeout',
      'captureNow',
    ]) {
      t.equal(found.filter((problem) => problem.startsWith(`${path} `)).length, 1, `${path}: ${found.join()}`);
    }
    t.equal(found.length, 7);
  },

  async 'the pure half refuses the same'(t, lib) {
    const { pay } = stage(lib, []);
    const { message, issues } = await t.rejects(pay.authorize({}));
    for (const verb of ['prepare', 'inspect', 'request']) {
      const error = t.throws(() => pay[verb]('Authorize', {}), verb);
      t.ok(error instanceof lib.ValidationError, String(error));
      t.deepEqual([error.message, error.issues, error.operation], [message, issues, 'Authorize']);
    }
  },

  async 'a message names the first three problems and counts the others'(t, lib) {
    const { pay } = stage(lib, []);
    const message = async (params) => (await t.rejects(pay.authorize(params))).message;
    t.ok(!(await message({})).includes('more'));
    t.match(await message({ captureNow: 'yes' }), /; and 1 more$/);
    t.match(await message({ captureNow: 'yes', transactionTimeout: -1 }), /; and 2 more$/);
  },

  async 'what is required and missing, empty or nothing'(t, lib) {
    for (const params of [undefined, null, {}, { amazonOrderReferenceId: null, authorizationAmount: undefined }]) {
      const found = await problems(t, lib, params);
      t.deepEqual(found.sort(), ['amazonOrderReferenceId required', 'authorizationAmount required', 'authorizationReferenceId required']);
    }
    t.deepEqual(await problems(t, lib, { ...authorize, amazonOrderReferenceId: '' }), ['amazonOrderReferenceId empty']);
    t.deepEqual(await problems(t, lib, { ...authorize, authorizationAmount: {} }), ['authorizationAmount.amount required']);
  },

  async 'unknown and misspelt names'(t, lib) {
    const { pay } = stage(lib, []);
    const error = await t.rejects(pay.authorize({ ...authorize, authorizationRefrenceId: 'x' }));
    t.match(error.message, /`authorizationRefrenceId`.*`authorizationReferenceId`/);
    for (const name of ['AmazonOrderReferenceId', 'signature', 'merchantId', 'SellerId', 'timestamp', '$metadata', '', '\0', 'x'.repeat(1e6)]) {
      const found = await problems(t, lib, { ...authorize, [name]: 'x' });
      t.equal(found.length, 1, found.join());
    }
    const credit = { providerId: 'A5', creditAmount: { amount: '1', currencyCode: 'USD' } };
    for (const [params, meant] of [
      [{ softDescripter: 'x' }, 'softDescriptor'],
      [{ authorizationAmount: { amount: '1', curencyCode: 'USD' } }, 'currencyCode'],
      [{ providerCreditList: [credit, { ...credit, providerID: 'A5' }] }, 'providerId'],
      [{ providerCreditList: [{ ...credit, creditAmount: { amuont: '1' } }] }, 'amount'],
    ]) {
      const { issues } = await t.rejects(pay.authorize({ ...authorize, ...params }));
      t.ok(issues.some(({ code, message }) => code === 'unknown' && message.endsWith(`, did you mean \`${meant}\``)), JSON.stringify(issues));
    }
    const far = await t.rejects(pay.authorize({ ...authorize, zebra: 'x' }));
    t.ok(!far.message.includes('did you mean'), far.message);
    const inside = await problems(t, lib, { ...authorize, authorizationAmount: { amount: '1', currency: 'USD' } });
    t.equal(inside.length, 1);
    t.match(inside[0], /^authorizationAmount\.currency unknown/);
    t.ok((await problems(t, lib, Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1])))).length < 100);
  },

  async 'values of the wrong kind'(t, lib) {
    for (const value of [5, true, {}, [], Symbol('s'), () => {}, 5n, new Date(), new Map()]) {
      t.deepEqual(await problems(t, lib, { ...authorize, amazonOrderReferenceId: value }), ['amazonOrderReferenceId wrong-type']);
    }
    for (const value of ['10', 5, true, [], new Date()]) {
      t.deepEqual(await problems(t, lib, { ...authorize, authorizationAmount: value }), ['authorizationAmount wrong-type']);
    }
    for (const value of ['0', true, {}, Number.NaN, Infinity, 5n]) {
      t.deepEqual(await problems(t, lib, { ...authorize, transactionTimeout: value }), ['transactionTimeout wrong-type']);
    }
    const [broken] = await problems(t, lib, { ...authorize, transactionTimeout: 1.5 });
    t.match(broken, /^transactionTimeout (wrong-type|out-of-range)$/);
    for (const value of ['true', 1, {}]) {
      t.deepEqual(await problems(t, lib, { ...authorize, captureNow: value }), ['captureNow wrong-type']);
    }
    for (const value of ['x', {}, 5]) {
      t.deepEqual(await problems(t, lib, { ...authorize, providerCreditList: value }), ['providerCreditList wrong-type']);
    }
    for (const params of ['text', 5, true, [], [authorize], () => {}, Symbol('s'), new Date()]) {
      t.equal((await problems(t, lib, params)).length, 1);
    }
  },

  async 'values beyond their limits'(t, lib) {
    t.deepEqual(await problems(t, lib, { ...authorize, authorizationReferenceId: 'x'.repeat(33) }), ['authorizationReferenceId too-long']);
    t.deepEqual(await problems(t, lib, { ...authorize, sellerAuthorizationNote: '😀'.repeat(256) }), ['sellerAuthorizationNote too-long']);
    for (const timeout of [-1, 1441, 2 ** 53]) {
      t.deepEqual(await problems(t, lib, { ...authorize, transactionTimeout: timeout }), ['transactionTimeout out-of-range']);
    }
    const huge = 'x'.repeat(10 * 1024 * 1024);
    t.deepEqual(await problems(t, lib, { ...authorize, sellerAuthorizationNote: huge }), ['sellerAuthorizationNote too-long']);
    const credit = { providerId: 'A1', creditAmount: { amount: '1' } };
    t.equal((await problems(t, lib, { ...authorize, providerCreditList: new Array(100_000).fill(credit) })).length, 1);
    // Lengths count code points, not UTF-16 units.
    const { pay } = stage(lib, []);
    t.match(pay.prepare('Authorize', { ...authorize, sellerAuthorizationNote: '😀'.repeat(255) }).body, /SellerAuthorizationNote=/);
  },

  async 'amounts are decimal strings that the currency can express'(t, lib) {
    for (const amount of ['1e3', '1,50', '-1', '0', '1.005', '0.00', '', ' 1', '1 ', '+1', '.5', '1.', 'NaN', 'Infinity', '１', '0x10', '1_000']) {
      const found = await problems(t, lib, { ...authorize, authorizationAmount: { amount, currencyCode: 'USD' } });
      t.equal(found.length, 1, `${amount}: ${found.join()}`);
      t.match(found[0], /^authorizationAmount\.amount /);
    }
    const yen = { ...authorize, authorizationAmount: { amount: '10.5' } };
    t.match((await problems(t, lib, yen, 'Authorize', { region: 'jp' }))[0], /^authorizationAmount\.amount /);
    const { pay } = stage(lib, []);
    const number = await t.rejects(pay.authorize({ ...authorize, authorizationAmount: { amount: 10.5 } }));
    t.match(number.message, /'10\.50?'/);
    for (const [amount, code] of [['10', 'USD'], ['10.5', 'USD'], ['10.50', 'EUR'], ['0.01', 'GBP'], ['1000', 'JPY']]) {
      const { parameters: sent } = pay.inspect('Authorize', { ...authorize, authorizationAmount: { amount, currencyCode: code } });
      t.equal(sent['AuthorizationAmount.Amount'], amount);
    }
  },

  async 'text that has no UTF-8 form'(t, lib) {
    for (const text of ['\ud800', 'a\udc00', '\udc00\ud800', 'x\ud800y']) {
      t.deepEqual(await problems(t, lib, { ...authorize, sellerAuthorizationNote: text }), ['sellerAuthorizationNote lone-surrogate']);
    }
    t.equal((await problems(t, lib, { ...authorize, sellerAuthorizationNote: 'a\0b' })).length, 1);
    t.equal((await problems(t, lib, { ...authorize, sellerAuthorizationNote: '\0', authorizationReferenceId: '\ud800' })).length, 2);
  },

  async 'objects that contain themselves, throw or pretend'(t, lib) {
    const cyclic = { ...authorize };
    cyclic.authorizationAmount = cyclic;
    t.ok((await problems(t, lib, cyclic)).length > 0);
    const list = [];
    list.push(list);
    t.ok((await problems(t, lib, { ...authorize, providerCreditList: list })).length > 0);
    const throwing = { ...authorize, get captureNow() { throw new Error('no'); }, get transactionTimeout() { throw null; } };
    t.deepEqual((await problems(t, lib, throwing)).sort(), ['captureNow unreadable', 'transactionTimeout unreadable']);
    const proxy = new Proxy(authorize, { ownKeys() { throw new Error('no'); }, getOwnPropertyDescriptor() { throw new Error('no'); } });
    t.ok((await problems(t, lib, proxy)).length > 0);
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    t.ok((await problems(t, lib, revoked)).length > 0);
  },

  async 'names that reach for the prototype'(t, lib) {
    const evil = JSON.parse('{"__proto__": {"amazonOrderReferenceId": "S01", "polluted": true}}');
    t.ok((await problems(t, lib, evil)).includes('amazonOrderReferenceId required'));
    for (const name of ['constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      t.equal((await problems(t, lib, { ...authorize, [name]: {} })).length, 1, name);
    }
    t.equal({}.polluted, undefined);
    // What a polluted prototype offers is no parameter.
    Object.prototype.captureNow = true;
    try {
      const { pay } = stage(lib, []);
      t.ok(!pay.prepare('Authorize', authorize).body.includes('CaptureNow'));
      t.deepEqual(await problems(t, lib, { ...authorize, authorizationAmount: {} }), ['authorizationAmount.amount required']);
    } finally {
      delete Object.prototype.captureNow;
    }
    // Objects without a prototype are objects.
    const { pay } = stage(lib, []);
    const bare = Object.assign(Object.create(null), authorize, { authorizationAmount: Object.assign(Object.create(null), { amount: '1' }) });
    t.match(pay.prepare('Authorize', bare).body, /AuthorizationAmount\.Amount=1&/);
  },

  'what is sent is what was given'(t, lib) {
    const { pay } = stage(lib, []);
    const sent = (params) => pay.inspect('Authorize', { ...authorize, ...params }).parameters;
    for (const text of ['ü€😀', ' spaces  ', 'a+b&c=d%e', '<&>"\'', '\n\t\r', '~*()!', '\ufeff', '{"a":1}']) {
      t.equal(sent({ sellerAuthorizationNote: text }).SellerAuthorizationNote, text);
    }
    t.equal(sent({ sellerAuthorizationNote: '' }).SellerAuthorizationNote, '');
    t.equal(sent({ sellerAuthorizationNote: null }).SellerAuthorizationNote, undefined);
    t.equal(sent({ captureNow: false }).CaptureNow, 'false');
    t.equal(sent({ transactionTimeout: 0 }).TransactionTimeout, '0');
    const list = [{ providerId: 'A1', creditAmount: { amount: '1', currencyCode: 'USD' } }, { providerId: 'A2', creditAmount: { amount: '2' } }];
    const credits = sent({ providerCreditList: list });
    t.equal(credits['ProviderCreditList.member.1.ProviderId'], 'A1');
    t.equal(credits['ProviderCreditList.member.2.CreditAmount.Amount'], '2');
    t.equal(credits['ProviderCreditList.member.2.CreditAmount.CurrencyCode'], 'USD');
  },
};
