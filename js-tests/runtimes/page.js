// The suite as a script for a page, and for a worker of one. A page wants to be told that the keys may
// be seen; a worker is no page.

import { verdict } from './verdict.js';

const isPage = typeof document !== 'undefined';

/** The package as a page uses it whose author knows what that means. */
function knowing(lib) {
  const construct = (client, [options, ...rest]) => {
    const isOptions = typeof options === 'object' && options !== null && !Array.isArray(options);
    return new client(isOptions ? { dangerouslyAllowBrowser: true, ...options } : options, ...rest);
  };
  return { ...lib, AmazonPay: new Proxy(lib.AmazonPay, { construct }) };
}

async function run() {
  const vectors = await (await fetch('/vectors.json')).json();
  return isPage ? verdict('browser', vectors, knowing) : verdict('browser', vectors);
}

if (isPage) globalThis.suite = run;
else globalThis.onmessage = async () => globalThis.postMessage(await run());
