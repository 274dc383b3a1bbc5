// @ts-check
// The names under which `using` finds what ends an object. Hosts that do not know it lose nothing.

/**
 * @param {'dispose' | 'asyncDispose'} name
 * @returns {symbol} one of its own where the host has none
 */
export function disposal(name) {
  return /** @type {any} */ (Symbol)[name] ?? Symbol(name);
}
