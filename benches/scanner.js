'use strict';
// How fast plain JavaScript can be at reading these answers when it knows their shapes beforehand. For each shape one
// function is generated: the text is copied into an array of numbers (reading those costs a third of asking the string
// for each character), two characters pick the only element that could stand here, one comparison proves it, and the
// value goes straight into its property. Strict: every start and end tag is compared, entities are decoded, unknown
// elements are walked with their end tags checked, a DTD is refused. It shares nothing with the package, so that it
// can also be the oracle that answers are checked against.

const { Generator, propertyName } = require('./scanner/generator.js');
const { FAULT, METADATA, RESULTS, record } = require('./scanner/shapes.js');
const { codes, endOfTag, fail, nameAt, state, stepOver, unitsOf } = require('./scanner/text.js');

/** @param {Record<string, object>} shape the root's children */
function documentReader(root, shape) {
  const generator = new Generator();
  const read = generator.build(generator.reader(shape));
  const close = codes(`</${root}>`);
  return (source) => {
    const ampersand = source.indexOf('&');
    state.ampersand = ampersand < 0 ? Infinity : ampersand;
    let at = source.indexOf('<');
    while (source[at + 1] === '?' || source[at + 1] === '!') at = source.indexOf('<', stepOver(source, at));
    if (nameAt(source, at) !== root) fail(at, `expected <${root}>`);
    const out = read(source, unitsOf(source), endOfTag(source, at) + 1, close);
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
