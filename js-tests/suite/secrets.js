// Planted secrets must not come out anywhere: not in prints, JSON, errors, events or answers.

import { SECRET, START, TOKEN, accepted, broken, call, credentials, fault, page, silence, stage, success, throttled } from './stage.js';

export const BUYER = 'canary-buyer-name';

/** Every text that a value may turn into when somebody logs it. */
function prints(value, host) {
  const texts = [host.inspect(value), String(value), JSON.stringify(value) ?? ''];
  if (value instanceof Error) texts.push(value.stack ?? '', value.message, JSON.stringify(Object.getOwnPropertyDescriptors(value)));
  return texts.join('\n');
}

export const secrets = {
  'a client shows nothing'(t, lib, host) {
    const pay = new lib.AmazonPay({ ...credentials, mwsAuthToken: TOKEN });
    const text = prints(pay, host) + prints({ nested: { pay } }, host) + Reflect.ownKeys(pay).map(String).join();
    t.ok(!text.includes('canary'), text);
    t.deepEqual(Reflect.ownKeys(pay), []);
    t.equal(JSON.stringify({ ...pay }), '{}');
  },

  async 'no error and no event shows a key, a token or a buyer'(t, lib, host) {
    const leaking = () => {
      throw Object.assign(new Error(`cannot send ${TOKEN} ${BUYER}`), { request: { secret: SECRET, token: TOKEN } });
    };
    const scripts = {
      refused: [fault('InvalidParameterValue', 400)],
      buyer: [() => new Response(`<html>${BUYER} ${TOKEN}</html>`, { status: 400 })],
      throttled: [throttled(), throttled()],
      unreadable: [page(200, BUYER), page(500, BUYER)],
      broken: [broken(), leaking],
      redirect: [() => new Response(null, { status: 307, headers: { location: `https://${TOKEN}.example` } })],
      silent: [silence()],
    };
    const address = { ...accepted.Authorize, sellerAuthorizationNote: BUYER };
    for (const [name, script] of Object.entries(scripts)) {
      const { pay, events } = stage(lib, script, { mwsAuthToken: TOKEN, retry: { attempts: 2 }, timeout: 20 });
      const error = await t.rejects(pay.authorize(address), name);
      t.ok(error instanceof lib.AmazonPayError, name);
      const text = prints(error, host) + prints(events, host);
      t.ok(!text.includes('canary'), `${name}: ${text}`);
      t.ok(events.length > 0, name);
    }
  },

  async 'wrong parameters are described, not repeated'(t, lib, host) {
    const { pay } = stage(lib, []);
    const sly = { amount: `${BUYER}1` };
    for (const params of [
      { ...accepted.Authorize, sellerAuthorizationNote: BUYER.repeat(100) },
      { ...accepted.Authorize, authorizationAmount: sly },
      { ...accepted.Authorize, transactionTimeout: BUYER },
      { ...accepted.Authorize, captureNow: BUYER },
      { ...accepted.Authorize, sellerAuthorizationNote: `${BUYER}\ud800` },
      { ...accepted.Authorize, get captureNow() { throw new Error(BUYER); } },
    ]) {
      const error = await t.rejects(pay.authorize(params));
      t.ok(error instanceof lib.ValidationError, String(error));
      t.ok(!prints(error, host).includes('canary'), prints(error, host));
    }
  },

  async 'a raw answer is there for whoever asks for it by name'(t, lib, host) {
    const { pay } = stage(lib, [success('Authorize')]);
    const answer = await call(pay, 'Authorize');
    t.match(answer.$metadata.xml, /^<AuthorizeResponse/);
    t.ok(!prints(answer, { inspect: (value) => JSON.stringify(value) }).includes('<AuthorizeResponse'));
    t.ok(!Object.keys(answer.$metadata).includes('xml'));
    t.equal({ ...answer.$metadata }.xml, undefined);
    t.ok(host.name.length > 0);
  },

  'the stages of signing show no secret key'(t, lib, host) {
    const { pay } = stage(lib, []);
    t.ok(!prints(pay.inspect('Authorize', accepted.Authorize, { now: START }), host).includes(SECRET));
    t.ok(!prints(pay.prepare('Authorize', accepted.Authorize), host).includes(SECRET));
  },
};
