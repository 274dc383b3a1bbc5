'use strict';
// The four npm packages that one could use today, each behind the same four functions: sign, parse, parseFault, call.
// Each runs its own code with its own options; only its transport is replaced, so nothing is sent. Sign ends where the
// package hands the encoded body to its transport; parse begins where the transport hands the text back. Nothing here
// is tuned against a package: whatever it does by itself between those two points is its cost.

const { amazonMws } = require('./peers/amazon-mws.js');
const { amazonPayments } = require('./peers/amazon-payments.js');
const { mwsSimple } = require('./peers/mws-simple.js');
const { mws } = require('./peers/mws.js');
const { stubRequest } = require('./peers/transport.js');

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string[]} misSigns characters that it signs wrongly
 * @property {(wire: Record<string, string>) => string} sign the body that would be sent
 * @property {(wire: Record<string, string>, answer: object) => Promise<unknown>} call
 * @property {(answer: object) => any} parse
 * @property {(answer: object) => any} parseFault
 * @property {(result: any, operation: string) => unknown} unwrap what it parsed, without the envelope
 * @property {(fault: any) => { code: string, message: string }} faultOf
 */

/** All four, loaded. @returns {Peer[]} */
function loadPeers() {
  stubRequest();
  return [amazonPayments(), mws(), mwsSimple(), amazonMws()];
}

module.exports = { loadPeers };
