// What is found to be wrong, and that it is named right. A test is a name and a function of
// (t, lib, host); lib has Sandbox beside AmazonPay.

import { hasty } from './charge.js';
import { merchant } from './sandbox-stage.js';
import { credentials, faultXml, page } from './stage.js';

/** A client whose requests a function answers, by the host and the path that they go to. */
function client(lib, answer, options = {}) {
  const asked = [];
  const fetch = async (url, init) => {
    const { host, pathname } = new URL(url);
    asked.push(`${host}${pathname} ${new URLSearchParams(init.body).get('Action')}`);
    return answer(host, pathname, new URLSearchParams(init.body));
  };
  const pay = new lib.AmazonPay({ ...credentials, fetch, clock: hasty, random: () => 0, pacing: false, ...options });
  return { pay, asked };
}

const refuse = (code, status, headers) => new Response(faultXml(code, 'words'), { status, headers });
const accept = (headers) => refuse('InvalidOrderReferenceId', 404, headers);
const codes = (findings) => findings.map(({ code }) => code);
const LIVE = '/OffAmazonPayments/2013-01-01';

export const diagnosis = {
  async 'where nothing is wrong, nothing is found, and nothing is changed'(t, lib) {
    for (const region of ['us', 'de', 'jp']) {
      const { sandbox, pay } = await merchant(lib, { region });
      t.deepEqual(await pay.diagnose(), []);
      const { amazonOrderReferenceId: id } = sandbox.createOrderReference();
      t.deepEqual(await pay.diagnose({ id }), []);
      t.deepEqual(await pay.diagnose({ id: sandbox.createBillingAgreement().amazonBillingAgreementId }), []);
      t.ok(sandbox.journal.filter(({ type }) => type === 'response').every(({ operation }) => operation.startsWith('Get')));
    }
  },

  async 'keys that are wrong'(t, lib) {
    const { sandbox } = await merchant(lib);
    const found = async (options) => codes(await new lib.AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, clock: hasty, ...options }).diagnose());
    t.deepEqual(await found({ accessKey: 'AKIAOTHER' }), ['access-key']);
    t.deepEqual(await found({ secretKey: 'other' }), ['secret-key']);
    t.deepEqual(await found({ merchantId: 'A1OTHER' }), ['permission']);
    t.deepEqual(await found({ mwsAuthToken: 'nonsense' }), ['permission']);
  },

  async 'a clock that is off'(t, lib) {
    for (const expiredCode of ['RequestExpired', 'InvalidParameterValue']) {
      const { pay } = await merchant(lib, { settings: { skew: 3_600_000, expiredCode } });
      const [finding, ...rest] = await pay.diagnose();
      t.deepEqual([finding.code, rest], ['clock', []]);
    }
    for (const [offset, word] of [[3_600_000, 'behind'], [-3_600_000, 'ahead']]) {
      const date = new Date(Date.now() + offset).toUTCString();
      const { pay } = client(lib, () => refuse('RequestExpired', 400, { date }));
      const [finding] = await pay.diagnose();
      t.match(finding.problem, new RegExp(`(3599|3600|3601) seconds ${word}`));
    }
    // Soon it will be refused.
    const ten = client(lib, () => accept({ date: new Date(Date.now() + 600_000).toUTCString() }));
    t.deepEqual(codes(await ten.pay.diagnose()), ['clock']);
  },

  async 'another region'(t, lib) {
    for (const [region, host, right] of [['us', 'mws-eu.amazonservices.com', /'uk' or 'de' or 'eu'|'de' or 'eu' or 'uk'/], ['de', 'mws.amazonservices.jp', /'jp'/], ['jp', 'mws.amazonservices.com', /'us'/]]) {
      for (const code of ['AccessDenied', 'InvalidAccessKeyId']) {
        const { pay } = client(lib, (at) => (at === host ? accept() : refuse(code, 401)), { region });
        const [finding, ...rest] = await pay.diagnose();
        t.deepEqual([finding.code, rest], ['region', []]);
        t.match(finding.remedy, right);
      }
    }
    const { pay, asked } = client(lib, () => accept());
    t.deepEqual(codes(await pay.diagnose({ id: 'S02-1234567-1234567' })), ['region']);
    t.ok(asked.every((request) => !request.includes('mws-eu')));
  },

  async 'the other environment'(t, lib) {
    for (const sandbox of [true, false]) {
      const { pay } = client(lib, (_, path) => ((path === LIVE) === sandbox ? accept() : refuse('AccessDenied', 401)), { sandbox });
      const [finding, ...rest] = await pay.diagnose();
      t.deepEqual([finding.code, rest], ['environment', []]);
      t.match(finding.remedy, new RegExp(`sandbox: ${!sandbox}`));
      const right = client(lib, () => accept(), { sandbox });
      for (const id of sandbox ? ['P01-1234567-1234567', 'B01-1234567-1234567', 'P01-1234567-1234567-A123456'] : ['S01-1234567-1234567', 'C01-1234567-1234567']) {
        t.deepEqual(codes(await right.pay.diagnose({ id })), ['environment'], id);
      }
    }
  },

  async 'missing permission'(t, lib) {
    const whole = client(lib, () => refuse('AccessDenied', 401));
    t.deepEqual(codes(await whole.pay.diagnose()), ['permission']);
    const part = client(lib, (_, __, parameters) => (parameters.get('Action') === 'GetBillingAgreementDetails' ? refuse('AccessDenied', 401) : accept()));
    const [finding] = await part.pay.diagnose();
    t.deepEqual([finding.code, /billing agreements/.test(finding.problem)], ['permission', true]);
    const { sandbox, pay } = await merchant(lib);
    const other = client(lib, (_, __, parameters) => (parameters.get('AmazonOrderReferenceId') === 'S01-1234567-1234567' ? refuse('UnauthorizedAccess', 401) : accept()));
    t.deepEqual(codes(await other.pay.diagnose({ id: 'S01-1234567-1234567' })), ['permission']);
    t.deepEqual(codes(await pay.diagnose({ id: 'S01-0000000-0000001-A000001' })), ['id']);
    t.deepEqual(codes(await pay.diagnose({ id: 'order 17' })), ['id']);
    sandbox.close();
  },

  async 'a host that can’t be reached, and one that is another'(t, lib) {
    const lost = () => { throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }); };
    const away = client(lib, lost, { endpoint: 'http://pay.example:81' });
    const [finding, ...rest] = await away.pay.diagnose();
    t.deepEqual([finding.code, rest], ['unreachable', []]);
    t.match(finding.problem, /pay\.example:81.*ENOTFOUND/);
    const silent = client(lib, () => new Promise(() => {}), { timeout: 5, retry: false });
    t.deepEqual(codes(await silent.pay.diagnose()), ['unreachable']);
    const slow = client(lib, () => new Promise(() => {}), { deadline: 5, retry: false });
    t.deepEqual(codes(await slow.pay.diagnose()), ['unreachable']);
    for (const answer of [page(200, '<html>Sign in</html>'), page(404), () => new Response(null, { status: 302, headers: { location: 'https://hotel.example' } }), () => refuse('InvalidAddress', 404)]) {
      t.deepEqual(codes(await client(lib, () => answer()).pay.diagnose()), ['endpoint']);
    }
    t.deepEqual(codes(await client(lib, () => refuse('ServiceUnavailable', 503)).pay.diagnose()), ['service']);
    t.deepEqual(codes(await client(lib, () => refuse('RequestThrottled', 503)).pay.diagnose()), ['throttled']);
    t.deepEqual(codes(await client(lib, () => refuse('InvalidAccountStatus', 403)).pay.diagnose()), ['account']);
  },

  async 'one bad moment is no finding'(t, lib) {
    let requests = 0;
    const { pay } = client(lib, () => {
      if (requests++ === 0) throw new TypeError('fetch failed');
      return accept();
    });
    t.deepEqual(await pay.diagnose(), []);
  },

  async 'it throws for a signal and for wrong options only, and tells no secret'(t, lib) {
    const controller = new AbortController();
    const { pay } = client(lib, () => {
      controller.abort('enough');
      return new Promise(() => {});
    });
    t.equal((await t.rejects(pay.diagnose({ signal: controller.signal }))).name, 'AbortError');
    t.equal((await t.rejects(pay.diagnose({ ident: 'x' }))).name, 'ConfigurationError');
    const wrong = client(lib, () => refuse('SignatureDoesNotMatch', 403), { secretKey: 'canary-secret', accessKey: 'AKIACANARY', mwsAuthToken: 'canary-token' });
    t.equal(/canary/i.test(JSON.stringify(await wrong.pay.diagnose())), false);
  },
};
