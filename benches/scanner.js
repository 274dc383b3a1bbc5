'use strict';
// How fast plain JavaScript can be at reading these answers when it knows their shapes beforehand. For each shape one
// function is generated: two characters pick the only element that could stand here, one comparison proves it, and the
// value goes straight into its property. Strict: every start and end tag is compared, entities are decoded, unknown
// elements are walked with their end tags checked, a DTD is refused. It shares nothing with the package, so that it
// can also be the oracle that answers are checked against.

// The shapes: element name -> what it holds.
const text = { kind: 'text' };
const flag = { kind: 'flag' };
const record = (shape) => ({ kind: 'record', shape });
const list = (item, of) => ({ kind: 'list', item, of });

const PRICE = { Amount: text, CurrencyCode: text };
const STATUS = { State: text, LastUpdateTimestamp: text, ReasonCode: text, ReasonDescription: text };
const ADDRESS = {
  Name: text, AddressLine1: text, AddressLine2: text, AddressLine3: text, City: text, County: text, District: text,
  StateOrRegion: text, PostalCode: text, CountryCode: text, Phone: text,
};
const ID_LIST = list('member', text);
const CATEGORIES = list('OrderItemCategory', text);
const SELLER_ORDER_ATTRIBUTES = record({
  SellerOrderId: text, StoreName: text, SupplementaryData: text, OrderItemCategories: CATEGORIES, CustomInformation: text,
});
const AUTHORIZATION_DETAILS = {
  AmazonAuthorizationId: text, AuthorizationReferenceId: text, AuthorizationBillingAddress: record(ADDRESS),
  SellerAuthorizationNote: text, AuthorizationAmount: record(PRICE), CapturedAmount: record(PRICE),
  AuthorizationFee: record(PRICE), IdList: ID_LIST, CreationTimestamp: text, ExpirationTimestamp: text,
  AuthorizationStatus: record(STATUS), OrderItemCategories: CATEGORIES, CaptureNow: flag, SoftDescriptor: text,
  AddressVerificationCode: text, SoftDecline: flag,
};
const ORDER_REFERENCE_DETAILS = {
  AmazonOrderReferenceId: text, Buyer: record({ Name: text, Email: text, Phone: text }), OrderTotal: record(PRICE),
  SellerNote: text, PlatformId: text,
  Destination: record({ DestinationType: text, PhysicalDestination: record(ADDRESS) }),
  PaymentDescriptor: record({ Name: text, AccountNumberTail: text, FullDescriptor: text, UseAmazonBalanceFirst: flag }),
  BillingAddress: record({ AddressType: text, PhysicalAddress: record(ADDRESS) }), ReleaseEnvironment: text,
  SellerOrderAttributes: SELLER_ORDER_ATTRIBUTES, OrderReferenceStatus: record(STATUS),
  Constraints: list('Constraint', record({ ConstraintID: text, Description: text })), CreationTimestamp: text,
  ExpirationTimestamp: text, ParentDetails: record({ Id: text, Type: text }), IdList: ID_LIST, OrderLanguage: text,
  RequestPaymentAuthorization: flag,
  PaymentServiceProviderAttributes: record({ PaymentServiceProviderId: text, PaymentServiceProviderOrderId: text }),
  PaymentReference: record({ StaticToken: text }), PaymentAuthenticationStatus: record({ State: text }),
};
const LISTED_ORDER = {
  ReleaseEnvironment: text, OrderReferenceStatus: record(STATUS), AmazonOrderReferenceId: text, CreationTimestamp: text,
  SellerOrderAttributes: SELLER_ORDER_ATTRIBUTES, OrderTotal: record(PRICE), SellerNote: text, OrderLanguage: text,
};
const RESULTS = {
  Authorize: { AuthorizationDetails: record(AUTHORIZATION_DETAILS) },
  GetOrderReferenceDetails: { OrderReferenceDetails: record(ORDER_REFERENCE_DETAILS) },
  ListOrderReference: { OrderReferenceList: list('OrderReference', record(LISTED_ORDER)), NextPageToken: text },
};
const METADATA = record({ RequestId: text });
const FAULT = {
  Error: record({ Type: text, Code: text, Message: text }), RequestId: text, RequestID: text,
};

/** `AmazonOrderReferenceId` -> `amazonOrderReferenceId`, `ConstraintID` -> `constraintId`. */
const propertyName = (name) => name[0].toLowerCase() + name.slice(1).replace(/ID$/, 'Id');

// What the generated functions stand on.
const state = { end: 0, ampersand: 0 };

function fail(at, why) {
  throw new SyntaxError(`${why} at ${at}`);
}

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(raw) {
  let out = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const stop = raw.indexOf(';', at);
    if (stop < 0) fail(at, 'broken entity');
    const name = raw.substring(at + 1, stop);
    out += raw.substring(from, at) + (NAMED[name] ?? numbered(name));
    from = stop + 1;
  }
  return from === 0 ? raw : out + raw.substring(from);
}

function numbered(name) {
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (!digits) return fail(0, 'unknown entity');
  return String.fromCodePoint(digits[1] ? parseInt(digits[1], 16) : parseInt(digits[2], 10));
}

/** Called only where an ampersand may stand before `to`. */
function decodeUntil(source, raw, to) {
  const value = raw.includes('&') ? decode(raw) : raw;
  const next = source.indexOf('&', to);
  state.ampersand = next < 0 ? Infinity : next;
  return value;
}

/** Text that something interrupts: comments vanish, CDATA is taken as it is, anything else is refused. */
function interruptedText(source, from, close) {
  let out = '';
  for (let at = from; ;) {
    const next = source.indexOf('<', at);
    if (next < 0) fail(at, 'the text ends inside an element');
    out += decode(source.substring(at, next));
    if (source.startsWith(close, next)) {
      state.end = next + close.length;
      return out;
    }
    const [open, shut] = source.startsWith('<![CDATA[', next) ? ['<![CDATA[', ']]>'] : ['<!--', '-->'];
    if (!source.startsWith(open, next)) fail(next, `expected ${close}`);
    const stop = source.indexOf(shut, next);
    if (stop < 0) fail(next, 'never closed');
    if (open !== '<!--') out += source.substring(next + open.length, stop);
    at = stop + shut.length;
  }
}

/** Where the tag that opens at `from` ends; quoted attribute values may hold `>`. */
function endOfTag(source, from) {
  for (let at = from, quote = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at;
  }
  return fail(from, 'the tag is never closed');
}

/** Steps over a comment, CDATA or instruction; refuses a DTD. */
function stepOver(source, at) {
  for (const [open, shut] of [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>']]) {
    if (source.startsWith(open, at)) {
      const stop = source.indexOf(shut, at);
      return stop < 0 ? fail(at, 'never closed') : stop + shut.length;
    }
  }
  return fail(at, 'a declaration is not allowed');
}

/** Walks an element that no shape names, end tags checked. */
function skipElement(source, from) {
  const open = [];
  for (let at = from; ;) {
    at = source.indexOf('<', at);
    if (at < 0) fail(from, 'the text ends inside an element');
    const next = source[at + 1];
    if (next === '!' || next === '?') {
      at = stepOver(source, at);
      continue;
    }
    const stop = endOfTag(source, at);
    if (next === '/') {
      if (source.substring(at + 2, stop).trimEnd() !== open.pop()) fail(at, 'wrong end tag');
    } else if (source[stop - 1] !== '/') open.push(nameAt(source, at));
    at = stop + 1;
    if (open.length === 0) return at;
  }
}

const NAME = /<([^\s/>]+)/y;
function nameAt(source, at) {
  NAME.lastIndex = at;
  return NAME.exec(source)?.[1] ?? fail(at, 'expected a name');
}

/** Two offsets whose characters tell the names apart as far as two characters can. */
function bestOffsets(names) {
  let best = { clashes: Infinity, first: 1, second: 2 };
  for (let first = 1; first < 24; first += 1) {
    for (let second = first + 1; second < 28; second += 1) {
      const keys = new Set(names.map((name) => keyOf(name, first, second)));
      const clashes = names.length - keys.size;
      if (clashes < best.clashes) best = { clashes, first, second };
    }
  }
  return best;
}
function keyOf(name, first, second) {
  // What follows a tag is unknown, so a name decides only with its own characters.
  const tag = `<${name}>`;
  return tag.length > second ? (tag.charCodeAt(first) << 8) | tag.charCodeAt(second) : -1 - tag.length;
}

/** Writes one reader per shape. */
class Generator {
  constructor() {
    this.source = [];
    this.names = new Map();
  }

  /** The name of the function that reads a shape's children up to its end tag. */
  reader(shape) {
    const known = this.names.get(shape);
    if (known) return known;
    const name = `read${this.names.size}`;
    this.names.set(shape, name);
    const body = (names) => this.loop(names, (field) => {
      const what = shape[field];
      return `out.${propertyName(field)} = ${this.valueOf(field, what)};`;
    }, (field) => `out.${propertyName(field)} = ${this.emptyOf(shape[field])};`);
    this.source.push(`
      function ${name}Out() { ${Object.keys(shape).map((field) => `if (0) this.${propertyName(field)} = 0;`).join(' ')} }
      ${name}Out.prototype = Object.prototype;
      function ${name}(s, p, close) { const out = new ${name}Out(); ${body(Object.keys(shape))} }`);
    return name;
  }

  listReader(what) {
    const known = this.names.get(what);
    if (known) return known;
    const name = `read${this.names.size}`;
    this.names.set(what, name);
    const body = this.loop([what.item],
      (field) => `out.push(${this.valueOf(field, what.of)});`,
      () => `out.push(${this.emptyOf(what.of)});`);
    this.source.push(`function ${name}(s, p, close) { const out = []; ${body} }`);
    return name;
  }

  textReader(field) {
    const known = this.names.get(field);
    if (known) return known;
    const name = `text${field}`;
    this.names.set(field, name);
    this.source.push(`
      function ${name}(s, q) {
        const e = s.indexOf('<', q);
        if (!s.startsWith('</${field}>', e)) return interruptedText(s, q, '</${field}>');
        state.end = e + ${field.length + 3};
        const raw = s.substring(q, e);
        return e > state.ampersand ? decodeUntil(s, raw, e) : raw;
      }`);
    return name;
  }

  /** An expression for a value whose start tag ends at `q`; leaves its end in state.end. */
  valueOf(field, what) {
    const close = JSON.stringify(`</${field}>`);
    if (what.kind === 'text') return `${this.textReader(field)}(s, q)`;
    if (what.kind === 'flag') return `${this.textReader(field)}(s, q) === 'true'`;
    if (what.kind === 'record') return `${this.reader(what.shape)}(s, q, ${close})`;
    return `${this.listReader(what)}(s, q, ${close})`;
  }

  emptyOf(what) {
    return { text: "''", flag: 'false', record: '{}', list: '[]' }[what.kind];
  }

  loop(names, store, storeEmpty) {
    const { first, second } = bestOffsets(names);
    const cases = new Map();
    for (const name of names) {
      const key = keyOf(name, first, second);
      cases.set(key, [...(cases.get(key) ?? []), name]);
    }
    const proven = (name) =>
      `if (s.startsWith('<${name}>', p)) { const q = p + ${name.length + 2}; ${store(name)} p = state.end; continue; }`;
    // Names too short for the two offsets are tried after the switch.
    const short = [...cases].filter(([key]) => key < 0).flatMap(([, group]) => group);
    const long = [...cases].filter(([key]) => key >= 0);
    return `
      for (;;) {
        if (s.charCodeAt(p) !== 60) { p = s.indexOf('<', p); if (p < 0) fail(0, 'the text ends too early'); }
        if (s.charCodeAt(p + 1) === 47) {
          if (!s.startsWith(close, p)) fail(p, 'expected ' + close);
          state.end = p + close.length;
          return out;
        }
        switch ((s.charCodeAt(p + ${first}) << 8) | s.charCodeAt(p + ${second})) {
          ${long.map(([key, group]) => `case ${key}: ${group.map(proven).join(' ')} break;`).join('\n')}
        }
        ${short.map(proven).join('\n')}
        const next = s.charCodeAt(p + 1);
        if (next === 33 || next === 63) { p = stepOver(s, p); continue; }
        const stop = endOfTag(s, p), empty = s.charCodeAt(stop - 1) === 47;
        switch (nameAt(s, p)) {
          ${names.map((name) => `case '${name}':
            if (empty) { ${storeEmpty(name)} p = stop + 1; }
            else { const q = stop + 1; ${store(name)} p = state.end; }
            continue;`).join('\n')}
          default: p = skipElement(s, p);
        }
      }`;
  }

  build(entry) {
    const support = { state, fail, decodeUntil, interruptedText, stepOver, endOfTag, skipElement, nameAt };
    const code = `'use strict'; const { ${Object.keys(support)} } = support;\n${this.source.join('\n')}\nreturn ${entry};`;
    return new Function('support', code)(support);
  }
}

/** @param {Record<string, object>} shape the root's children */
function documentReader(root, shape) {
  const generator = new Generator();
  const read = generator.build(generator.reader(shape));
  const close = `</${root}>`;
  return (source) => {
    const ampersand = source.indexOf('&');
    state.ampersand = ampersand < 0 ? Infinity : ampersand;
    let at = source.indexOf('<');
    while (source[at + 1] === '?' || source[at + 1] === '!') at = source.indexOf('<', stepOver(source, at));
    if (nameAt(source, at) !== root) fail(at, `expected <${root}>`);
    const out = read(source, endOfTag(source, at) + 1, close);
    for (let rest = state.end; rest < source.length; rest += 1) {
      if (source.charCodeAt(rest) > 32) fail(rest, 'something follows the root');
    }
    return out;
  };
}

const readers = Object.fromEntries(Object.entries(RESULTS).map(([operation, shape]) => [operation, {
  read: documentReader(`${operation}Response`, { [`${operation}Result`]: record(shape), ResponseMetadata: METADATA }),
  result: propertyName(`${operation}Result`),
}]));
const readFault = documentReader('ErrorResponse', FAULT);

/** Reads a successful answer into the object our users get. */
function scan({ operation, status, body }) {
  const { read, result } = readers[operation];
  const document = read(body);
  const out = document[result];
  out.$metadata = { operation, requestId: document.responseMetadata.requestId, status, attempts: 1 };
  return out;
}

/** Reads a fault and makes an Error of it, as a client must. */
function scanFault({ operation, status, body }) {
  const { error, requestId } = readFault(body);
  return Object.assign(new Error(`${operation}: ${error.code}: ${error.message}`), {
    code: error.code, type: error.type, status, requestId,
  });
}

module.exports = { scan, scanFault };
