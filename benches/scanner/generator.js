'use strict';
// Writes one reader per shape, as source text: two characters pick the only element that could stand here, one
// comparison proves it, and the value goes straight into its property. It knows shapes; text.js knows XML.

const text = require('./text.js');

/** `AmazonOrderReferenceId` -> `amazonOrderReferenceId`, `ConstraintID` -> `constraintId`. */
const propertyName = (name) => name[0].toLowerCase() + name.slice(1).replace(/ID$/, 'Id');

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

/** The same comparison written out, for the generated code: no loop, and the first wrong character ends it. */
const matches = (text, at) =>
  [...text].map((character, index) => `b[${at} + ${index}] === ${character.charCodeAt(0)}`).join(' && ');

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
      function ${name}(s, b, p, close) { const out = {}; ${body(Object.keys(shape))} }`);
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
    this.source.push(`function ${name}(s, b, p, close) { const out = []; ${body} }`);
    return name;
  }

  /** The name of the characters of a tag. */
  tag(inner) {
    const name = `tag${inner.replace('/', '_')}`;
    if (!this.names.has(name)) {
      this.names.set(name, name);
      this.source.push(`const ${name} = codes('<${inner}>');`);
    }
    return name;
  }

  textReader(field) {
    const known = this.names.get(field);
    if (known) return known;
    const name = `text${field}`;
    this.names.set(field, name);
    this.source.push(`
      function ${name}(s, b, q) {
        let e = q;
        while (b[e] !== 60) e += 1;
        if (!(${matches(`/${field}>`, 'e + 1')})) return interruptedText(s, q, '</${field}>');
        state.end = e + ${field.length + 3};
        const raw = s.substring(q, e);
        return e > state.ampersand ? decodeUntil(s, raw, e) : raw;
      }`);
    return name;
  }

  /** An expression for a value whose start tag ends at `q`; leaves its end in state.end. */
  valueOf(field, what) {
    if (what.kind === 'text') return `${this.textReader(field)}(s, b, q)`;
    if (what.kind === 'flag') return `${this.textReader(field)}(s, b, q) === 'true'`;
    if (what.kind === 'record') return `${this.reader(what.shape)}(s, b, q, ${this.tag(`/${field}`)})`;
    return `${this.listReader(what)}(s, b, q, ${this.tag(`/${field}`)})`;
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
      `if (${matches(`${name}>`, 'p + 1')}) { const q = p + ${name.length + 2}; ${store(name)} p = state.end; continue; }`;
    // Names too short for the two offsets are tried after the switch.
    const short = [...cases].filter(([key]) => key < 0).flatMap(([, group]) => group);
    const long = [...cases].filter(([key]) => key >= 0);
    return `
      for (;;) {
        while (b[p] !== 60) p += 1;
        if (p >= s.length) fail(p, 'the text ends too early');
        if (b[p + 1] === 47) {
          if (!same(b, p, close)) fail(p, 'expected ' + String.fromCharCode(...close));
          state.end = p + close.length;
          return out;
        }
        switch ((b[p + ${first}] << 8) | b[p + ${second}]) {
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
    const code = `'use strict'; const { ${Object.keys(text)} } = text;\n${this.source.join('\n')}\nreturn ${entry};`;
    return new Function('text', code)(text);
  }
}

module.exports = { Generator, propertyName };
