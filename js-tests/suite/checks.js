// What tests check with, in hosts that have no assertions of their own. It counts, so that a test
// that checks nothing can be told.

/** Fresh checks for one test. */
export function checks() {
  const t = {
    count: 0,

    ok(value, message = 'must hold') {
      t.count++;
      if (!value) throw new Error(`${message}: ${show(value)}`);
    },

    equal(actual, expected, message = 'must be equal') {
      t.count++;
      if (!Object.is(actual, expected)) throw new Error(`${message}: ${show(actual)}, expected ${show(expected)}`);
    },

    deepEqual(actual, expected, message = 'must be equal') {
      t.count++;
      const difference = compare(actual, expected, '');
      if (difference !== undefined) throw new Error(`${message}: ${difference}`);
    },

    match(text, pattern, message = 'must match') {
      t.count++;
      if (!pattern.test(text)) throw new Error(`${message}: ${show(text)}, expected ${pattern}`);
    },

    /** Gives what was thrown. */
    throws(work, message = 'must throw') {
      t.count++;
      let result;
      try {
        result = work();
      } catch (error) {
        return error;
      }
      throw new Error(`${message}: gave ${show(result)}`);
    },

    /** Gives the reason. */
    async rejects(promise, message = 'must reject') {
      t.count++;
      let result;
      try {
        result = await promise;
      } catch (error) {
        return error;
      }
      throw new Error(`${message}: gave ${show(result)}`);
    },
  };
  return t;
}

function compare(actual, expected, path) {
  if (Object.is(actual, expected)) return undefined;
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) {
    return `at \`${path}\` ${show(actual)}, expected ${show(expected)}`;
  }
  if (Array.isArray(actual) !== Array.isArray(expected)) return `at \`${path}\` one is a list`;
  for (const key of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    if (!Object.hasOwn(actual, key)) return `\`${path}.${key}\` is missing`;
    if (!Object.hasOwn(expected, key)) return `\`${path}.${key}\` is too much: ${show(actual[key])}`;
    const difference = compare(actual[key], expected[key], `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function show(value) {
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 500 ? `${value.slice(0, 500)}…` : value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value)?.slice(0, 500) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
