// Every operation against the vectors of tests/vectors/operations, which were written by hand from
// the reference. Rust runs the same ones; here they go through the whole package. Launchers bring
// them as `host.vectors`: a list of the parsed files.

import { START, credentials } from './stage.js';

/** What every request carries beside its operation's own parameters. */
const COMMON = ['AWSAccessKeyId', 'Action', 'SellerId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'Timestamp', 'Version'];

/** A region for each payment domain. */
const REGIONS = { NA_USD: 'us', EU_EUR: 'de', EU_GBP: 'uk', FE_JPY: 'jp' };

/** A client whose defaults are those of a vector. Vectors without any depend on none. */
function client(lib, { currencyCode, platformId, paymentDomain = 'NA_USD' } = {}) {
  return new lib.AmazonPay({
    ...credentials,
    region: REGIONS[paymentDomain],
    currencyCode: currencyCode || undefined,
    platformId: platformId || undefined,
  });
}

/** Calls `run` with each vector of a part; what fails is told by the vector's name. */
function each(t, { vectors }, part, run) {
  t.equal(vectors.length, 29, 'operations with vectors');
  for (const { operation, [part]: list } of vectors) {
    t.ok(list.length > 0, `${operation} has no ${part} vectors`);
    for (const vector of list) {
      try {
        run(operation, vector);
      } catch (error) {
        const issues = error.issues ? ` ${JSON.stringify(error.issues)}` : '';
        throw new Error(`${operation} “${vector.name}”: ${error.message}${issues}`, { cause: error });
      }
    }
  }
}

/** Parameters of a body, as a server would read them. None may be there twice. */
function parametersOf(t, body) {
  const pairs = [...new URLSearchParams(body)];
  const parameters = Object.fromEntries(pairs);
  t.equal(Object.keys(parameters).length, pairs.length, 'a parameter is there twice');
  return parameters;
}

export const vectors = {
  'every operation of the client has its file'(t, lib, host) {
    for (const { operation } of host.vectors) {
      const method = operation[0].toLowerCase() + operation.slice(1);
      t.equal(typeof lib.AmazonPay.prototype[method], 'function', method);
    }
    const names = host.vectors.map(({ operation }) => operation);
    t.equal(new Set(names).size, names.length);
  },

  'parameters become those of the wire'(t, lib, host) {
    each(t, host, 'request', (operation, { params, defaults, parameters }) => {
      const given = structuredClone(params);
      const { method, body } = client(lib, defaults).prepare(operation, params, { now: START });
      t.deepEqual(params, given, 'the caller keeps what it gave');
      const own = parametersOf(t, body);
      for (const name of COMMON) {
        t.ok(Object.hasOwn(own, name), `lacks ${name}`);
        if (name === 'Action') t.equal(own[name], operation);
        delete own[name];
      }
      t.equal(method, 'POST');
      t.deepEqual(own, parameters);
    });
  },

  'answers become results'(t, lib, host) {
    const pay = client(lib);
    each(t, host, 'response', (operation, { status, xml, requestId, result }) => {
      const { $metadata, ...found } = pay.interpret(operation, { status, headers: {}, body: xml });
      t.deepEqual(found, result);
      t.equal($metadata.requestId, requestId);
      t.equal($metadata.operation, operation);
      t.equal($metadata.status, status);
      t.equal($metadata.xml, xml);
      t.ok(!Object.keys($metadata).includes('xml'), 'the raw answer is not printed');
    });
  },

  'answers in bytes are the same'(t, lib, host) {
    const pay = client(lib);
    const encoder = new TextEncoder();
    each(t, host, 'response', (operation, { status, xml, result }) => {
      const { $metadata, ...found } = pay.interpret(operation, { status, headers: {}, body: encoder.encode(xml) });
      t.deepEqual(found, result);
      t.equal($metadata.status, status);
    });
  },

  'faults are thrown'(t, lib, host) {
    const pay = client(lib);
    each(t, host, 'error', (operation, { status, xml, fault }) => {
      const error = t.throws(() => pay.interpret(operation, { status, headers: {}, body: xml }));
      t.ok(lib.ServiceError.is(error), String(error));
      t.equal(lib.ThrottledError.is(error), fault.code === 'RequestThrottled' || fault.code === 'QuotaExceeded', 'throttled');
      const { code, type, requestId, operation: of, status: told } = error;
      t.deepEqual({ code, type: type ?? '', requestId: requestId ?? '' }, { code: fault.code, type: fault.type, requestId: fault.requestId });
      t.equal(error.message, `${operation}: ${fault.code}: ${fault.message}`);
      t.equal(of, operation);
      t.equal(told, status);
      t.equal(error.xml, xml);
    });
  },
};
