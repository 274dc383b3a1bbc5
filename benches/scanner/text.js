'use strict';
// What the generated readers stand on: comparing tags, decoding entities, and the slow ways for whatever is unusual
// (comments, CDATA, attributes, unknown elements). It knows XML; it knows no shape.

/** Where the last read element ended, and where the next `&` of the text stands (until there, nothing needs decoding). */
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

/** A tag as numbers. */
const codes = (text) => Uint16Array.from(text, (character) => character.charCodeAt(0));

/** Whether `tag` stands at `at`, where a `<` is known to be. */
function same(bytes, at, tag) {
  for (let index = 1; index < tag.length; index += 1) {
    if (bytes[at + index] !== tag[index]) return false;
  }
  return true;
}

let units = new Uint16Array(1 << 16);
let view = Buffer.from(units.buffer);
/** The text's characters as numbers, and behind them a few `<` at which every search ends. */
function unitsOf(source) {
  if (source.length + 64 > units.length) {
    units = new Uint16Array(source.length + 64);
    view = Buffer.from(units.buffer);
  }
  view.ucs2Write(source, 0);
  units.fill(60, source.length, source.length + 64);
  return units;
}

module.exports = {
  codes, same, unitsOf, state, fail, decodeUntil, interruptedText, stepOver, endOfTag, skipElement, nameAt,
};
