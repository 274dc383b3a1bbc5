// A class of the package whose clients are listened to: what they throw, and what they tell
// `onAttempt`, as everything that somebody who logs it may turn it into. It runs in every host.

/** Every text that a value may turn into. */
function prints(value, inspect) {
  const texts = [inspect(value), String(value), JSON.stringify(value) ?? ''];
  if (value instanceof Error) texts.push(value.stack ?? '', JSON.stringify(Object.getOwnPropertyDescriptors(value)));
  return texts.join('\n');
}

/** Whether options may be copied without anybody noticing. */
const isPlain = (options) =>
  options !== null && typeof options === 'object' && Object.values(Object.getOwnPropertyDescriptors(options)).every(({ get }) => get === undefined);

/**
 * @param {any} real the package's `AmazonPay`
 * @param {(source: string, text: string) => void} keep
 * @param {(value: unknown) => string} inspect
 */
export function listenedTo(real, keep, inspect) {
  /** What was kept: the same again says nothing new. */
  const known = new Set();
  const heard = (source, value) => {
    let text;
    try {
      text = prints(value, inspect);
    } catch {
      // A value that can't be printed leaks nothing.
      return;
    }
    if (known.has(text)) return;
    if (known.size < 100_000) known.add(text);
    keep(source, text);
  };

  const own = real.prototype;
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

  return new Proxy(real, {
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
}
