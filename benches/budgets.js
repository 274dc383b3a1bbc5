'use strict';
// What has to hold, in one place. Each line says which measured number it looks at and the bound; nothing here measures.

/** SDK packages: how many times faster than each we have to be. */
const SIGN = { 'amazon-payments': 4, mws: 3.5, '@ericblade/mws-simple': 6, 'amazon-mws': 10 };
const PARSE = {
  mws: 6, 'amazon-payments': 8, '@ericblade/mws-simple': 8, 'amazon-mws': 8, 'fast-xml-parser': 8, txml: 2,
};
const FAULT = { 'amazon-payments': 2, mws: 2, '@ericblade/mws-simple': 2, 'amazon-mws': 2 };
const CALL = { 'amazon-payments': 4, mws: 4, '@ericblade/mws-simple': 4, 'amazon-mws': 4 };

const faster = (table) => Object.entries(table).map(([against, times]) => ({ against, atLeast: times }));
/** The limits: ours may take at most this many times as long, so the limit may be at most that many times faster. */
const limit = (against, times) => ({ against, oursAtMost: times });

const speed = {
  'build+sign': [...faster(SIGN), limit('JS limit, crypto.hash', 1.5), limit('JS limit, createHmac', 1.5)],
  'parse authorization': [...faster(PARSE), limit('JS limit, shape scanner', 2)],
  'parse order': [...faster(PARSE), limit('JS limit, shape scanner', 2)],
  'parse list': [...faster(PARSE), limit('JS limit, shape scanner', 2)],
  'fault': faster(FAULT),
  'whole call': faster(CALL),
  'verify notification': faster({ 'sns-validator': 1 }),
};

const KB = 1000; // the stricter reading
const numbers = {
  'ns per byte, 2.4 MB over 24 KB': { atMost: 3, unit: '×' },
  'ns per byte, 10 MB over 24 KB': { atMost: 3, unit: '×' },
  'time per call, 10⁶ over 10⁴ calls': { atMost: 1.3, unit: '×' },
  'wasm memory, growth over the cycles': { atMost: 0, unit: 'B' },
  'JS heap, growth over the cycles': { atMost: 1e6, unit: 'B' },
  'wasm memory after a 10 MB answer': { atMost: 3, unit: '× document' },
  'import + first signed request, over bare node': { atMost: 12, unit: 'ms' },
  'import + first signed request, in': { atMost: 12, unit: 'ms' },
  'the same against amazon-payments': { atLeast: 5, unit: '×' },
  'the same against mws': { atLeast: 5, unit: '×' },
  'the same against @ericblade/mws-simple': { atLeast: 5, unit: '×' },
  'the same against amazon-mws': { atLeast: 5, unit: '×' },
  'client wasm, raw': { atMost: 160 * KB, unit: 'B' },
  'sandbox wasm, raw': { atMost: 500 * KB, unit: 'B' },
  'client, wasm + JS of slim, gzip': { atMost: 75 * KB, unit: 'B' },
  'installed package': { atMost: 4000 * KB, unit: 'B' },
  'runtime dependencies': { atMost: 0, unit: '' },
};

module.exports = { speed, numbers };
