// Bugs that are planted to see whether the harness finds them. Each stands in the place of a part of
// the package or of the merchant; nothing that ships knows of them.

import { createHmac } from 'node:crypto';

/** A client of which one method or all do something else. */
const instead = (pay, change) =>
  new Proxy(pay, {
    get: (target, method) => (...given) => change((...changed) => target[method](...changed), method, given),
  });

/** A client whose errors are told otherwise. */
const telling = (change) => (pay, lib) =>
  instead(pay, async (call, method, given) => {
    try {
      return await call(...given);
    } catch (error) {
      change(error, lib);
      throw error;
    }
  });

/** A merchant who takes a new reference id whenever he does a step again. */
const anew = (does, key) => (step, { runs }) =>
  step.does === does ? { ...step, params: { ...step.params, [key]: `${step.params[key]}-${runs}` } } : step;

const KEYS = /((?:Authorization|Capture|Refund)ReferenceId)=([^&]*)/;
const SIGNED = /&Signature=[^&]*$/;

/** What a request says apart from its time and its signature. */
const substance = (body) => body.replace(/&Timestamp=[^&]*/, '').replace(SIGNED, '');

function signed(body, url, secretKey) {
  const { host, pathname } = new URL(url);
  const query = body.replace(SIGNED, '');
  const hash = query.includes('HmacSHA256') ? 'sha256' : 'sha1';
  const signature = createHmac(hash, secretKey).update(`POST\n${host}\n${pathname}\n${query}`).digest('base64');
  return `${query}&Signature=${encodeURIComponent(signature)}`;
}

/** The bugs by their names. */
export const PLANTED = {
  'the client forgets that an attempt ended unknown': {
    pay: telling((error, lib) => {
      // What the last attempt was told, by a service that refused it before it acted.
      if (lib.ServiceError.is(error) && error.status < 500) error.executed = 'no';
    }),
  },
  'the client says that a broken connection did nothing': {
    pay: telling((error, lib) => {
      if (lib.ConnectionError.is(error)) error.executed = 'no';
    }),
  },
  'the client says that what took too long did nothing': {
    pay: telling((error, lib) => {
      if (lib.TimeoutError.is(error)) error.executed = 'no';
    }),
  },
  'the client says that an answer it can not read means nothing was done': {
    pay: telling((error, lib) => {
      if (lib.ResponseError.is(error)) error.executed = 'no';
    }),
  },
  'an attempt that is repeated has a new reference id': {
    fetch(fetch, { secretKey }) {
      let before;
      let number = 0;
      return (url, init) => {
        const isRepeat = before === substance(init.body);
        before = substance(init.body);
        if (!isRepeat || !KEYS.test(init.body)) return fetch(url, init);
        const body = init.body.replace(KEYS, (_, name, value) => `${name}=${value}x${++number}`);
        return fetch(url, { ...init, body: signed(body, url, secretKey) });
      };
    },
  },
  'a charge that is made again has a new reference id': { step: anew('charge', 'authorizationReferenceId') },
  'a capture that is made again has a new reference id': { step: anew('capture', 'captureReferenceId') },
  'a refund that is made again has a new reference id': { step: anew('refund', 'refundReferenceId') },
  'a decline is mistaken for success': {
    pay: (pay) =>
      instead(pay, async (call, method, given) => {
        const answer = await call(...given);
        return answer.outcome === 'declined' ? { ...answer, outcome: 'captured' } : answer;
      }),
  },
  'a charge that failed is given up': {
    pay: (pay, lib) =>
      instead(pay, (call, method, given) =>
        call(...given).catch((error) => {
          if (method !== 'charge' || lib.AbortedError.is(error)) throw error;
          return { outcome: 'declined' };
        })),
  },
  'a capture that failed is given up': {
    pay: (pay, lib) =>
      instead(pay, (call, method, given) =>
        call(...given).catch((error) => {
          if (method !== 'capture' || lib.AbortedError.is(error)) throw error;
          return { captureDetails: { captureStatus: { state: 'Declined' } } };
        })),
  },
  'a close that failed is believed': {
    pay: (pay) => instead(pay, (call, method, given) => (method.startsWith('close') ? call(...given).catch(() => ({})) : call(...given))),
  },
  'the client sleeps past its deadline': {
    clock: (time) => ({ now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds * 20) }),
  },
  'a notification is handled as often as it comes': {
    lib: (lib) => ({ ...lib, verifyNotification: (envelope, options) => lib.verifyNotification(envelope, { ...options, seen: () => false }) }),
  },
  'a genuine notification is refused': {
    lib: (lib) => ({ ...lib, verifyNotification: (envelope, options) => lib.verifyNotification(envelope, { ...options, merchantId: 'A1SOMEBODYELSE' }) }),
  },
};
