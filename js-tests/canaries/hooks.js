// Lets tests that import the package get the one that is watched; projects elsewhere keep their own.

const WATCHED = new URL('watched.js', import.meta.url).href;
const TESTS = new URL('..', import.meta.url).href;
const MODULES = new URL('../node_modules/', import.meta.url).href;

export async function resolve(specifier, context, next) {
  const { parentURL = '' } = context;
  const isTest = parentURL.startsWith(TESTS) && !parentURL.startsWith(MODULES) && parentURL !== WATCHED;
  if (specifier === 'amazon-pay-wasm' && isTest) return { url: WATCHED, shortCircuit: true };
  return next(specifier, context);
}
