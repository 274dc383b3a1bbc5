// Lets what of this repository imports the package get one that is listened to: a module made here,
// which passes on all that the real one exports. Projects elsewhere keep their own.

const ROOT = new URL('../../', import.meta.url).href;
const WATCHED = new URL('watched.js', import.meta.url).href;
const MARK = '?listened-to';

export async function resolve(specifier, context, next) {
  const { parentURL = '' } = context;
  const isOurs = parentURL.startsWith(ROOT) && !parentURL.includes('/node_modules/') && !parentURL.endsWith(MARK);
  const found = await next(specifier, context);
  return specifier === 'amazon-pay-wasm' && isOurs ? { url: found.url + MARK, format: 'module', shortCircuit: true } : found;
}

export async function load(url, context, next) {
  if (!url.endsWith(MARK)) return next(url, context);
  const real = JSON.stringify(url.slice(0, -MARK.length));
  const source = `import { AmazonPay as real } from ${real};
import { watched } from ${JSON.stringify(WATCHED)};
export * from ${real};
export const AmazonPay = watched(real);`;
  return { format: 'module', source, shortCircuit: true };
}
