'use strict';
// Bare XML parsers, for those who would write the client themselves. They know nothing of the API: what they return
// still has to be unwrapped, its lists told from its records and its booleans from its text.

const { XMLParser } = require('fast-xml-parser');
const xml2js = require('xml2js');
const txml = require('txml');

const unwrap = (result, operation) => result[`${operation}Response`][`${operation}Result`];
const faultOf = ({ ErrorResponse: { Error } }) => ({ code: Error.Code, message: Error.Message });

function loadParsers() {
  // Text stays text: an amount that became a number would be a wrong answer.
  const fast = new XMLParser({ parseTagValue: false });
  const parsers = [
    { name: 'fast-xml-parser', parse: ({ body }) => fast.parse(body) },
    {
      name: 'xml2js',
      parse({ body }) {
        let out;
        xml2js.parseString(body, { explicitArray: false }, (error, result) => { out = error ?? result; });
        return out;
      },
    },
    // It leaves entities as they are; the comparison decodes them for it, outside the measured time.
    { name: 'txml', rawEntities: true, parse: ({ body }) => txml.simplify(txml.parse(body)) },
  ];
  return parsers.map((parser) => ({ ...parser, parseFault: parser.parse, unwrap, faultOf }));
}

module.exports = { loadParsers };
