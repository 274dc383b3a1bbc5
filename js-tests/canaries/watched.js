// The package, whose clients are listened to: what they throw, and what they tell `onAttempt`, is kept
// as everything that somebody who logs it may turn it into.

import * as real from 'amazon-pay-wasm';
import { inspect } from 'node:util';

export * from 'amazon-pay-wasm';

const keep = globalThis[Symbol.for('amazon-pay-wasm.canaries')];

/** Every text that a value may turn into. */
function prints(value) {
  const texts = [inspect(value, { depth: null, showHidden: true }), String(value), JSON.stringify(value) ?? ''];
  if (value instanceof Error) texts.push(value.stack ?? '', JSON.stringify(Object.getOwnPropertyDescriptors(value)));
  return texts.join('\n');
}

/** What was kept: the same again says nothing new. */
const known = new Set();

const heard = (source, value) => {
  try {
    const text = prints(value);
    if (known.has(text)) return;
    if (known.size < 100_000) known.add(text);
    keep(source, text);
  } catch {
    // A value that can't be printed leaks nothing.
  }
};

const own = real.AmazonPay.prototype;
for (const [name, { value: method, writable }] of Object.entries(Object.getOwnPropertyDescriptors(own))) {
  if (typeof method !== 'function' || name === 'constructor' || !writable) continue;
  own[name] = {
    [name](...given) {
      let answer;
      try {
        answer = method.apply(this, given);
      } catch (error) {
        heard('thrown', error);
        throw error;
      }
      if (typeof answer?.then === 'function') answer.then(undefined, (error) => heard('thrown', error));
      return answer;
    },
  }[name];
}

/** Whether options may be copied without anybody noticing. */
const isPlain = (options) =>
  options !== null && typeof options === 'object' && Object.values(Object.getOwnPropertyDescriptors(options)).every(({ get }) => get === undefined);

export const AmazonPay = new Proxy(real.AmazonPay, {
  construct(target, [options, ...rest], as) {
    const { onAttempt } = isPlain(options) ? options : {};
    const watched = typeof onAttempt === 'function'
      ? { ...options, onAttempt: (event) => (heard('event', event), onAttempt(event)) }
      : options;
    try {
      const pay = Reflect.construct(target, [watched, ...rest], as);
      heard('client', pay);
      return pay;
    } catch (error) {
      heard('thrown', error);
      throw error;
    }
  },
});
