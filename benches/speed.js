'use strict';
// The rows that compare speed: who takes part, that all answer alike, and their times. Ours always stands first.

const assert = require('node:assert/strict');
const { checkBody, checkResult, misSigns } = require('./check.js');
const { answers, headers } = require('./fixtures/answers.js');
const { merchant, hard, easy } = require('./fixtures/request.js');
const { hmacByHash, hmacByObject, signer } = require('./limits.js');
const { lastAnswer, sideBySide } = require('./measure.js');
const { loadParsers } = require('./parsers.js');
const { loadPeers } = require('./peers.js');
const { scan, scanFault } = require('./scanner.js');
const { options } = require('./package-under-test.js');

const OURS = 'amazon-pay-wasm';

/** What came of it, the thrown error included. */
function caught(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('a fault has to be thrown');
}

/**
 * The body, joined. V8 puts off joining the pieces of a text until somebody reads it, as whatever sends it does at once:
 * without this a candidate would seem done that has half of its copying still before it.
 * @param {string} body
 */
function joined(body) {
  body.charCodeAt(body.length - 1);
  return body;
}

/** An answer as fetch gives one, as far as a client has to look; as thin as the transports of the others. */
const thinResponse = ({ status, body }) => {
  const bytes = Buffer.from(body);
  const shared = new Headers(headers);
  return () => ({
    ok: status < 400,
    status,
    type: 'basic',
    redirected: false,
    url: '',
    headers: shared,
    body: null,
    text: async () => body,
    arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  });
};

async function measureSpeed({ AmazonPay }, how, say) {
  const pay = new AmazonPay(options());
  const peers = loadPeers();
  const parsers = loadParsers();
  const limits = [
    { name: 'JS limit, crypto.hash', sign: signer(merchant, hmacByHash) },
    { name: 'JS limit, createHmac', sign: signer(merchant, hmacByObject) },
  ];
  const notes = [];
  const rows = [];
  const row = async (name, candidates, async = false) => {
    say(name);
    rows.push({ name, candidates: await sideBySide(candidates, { ...how, async }) });
  };

  // --- build + sign
  const at = Date.UTC(2026, 2, 4, 5, 6, 7);
  const ours = pay.prepare('Authorize', hard.params, { now: at });
  assert.equal(ours.method, 'POST');
  checkBody(OURS, ours.body, hard.wire);
  for (const { name, sign } of limits) {
    assert.equal(sign(hard.params, at).body, ours.body, `${name}: not byte for byte ours`);
  }
  for (const { name, sign, misSigns: wrong } of peers) {
    const { wire } = wrong.length > 0 ? easy : hard;
    checkBody(name, sign(wire), wire);
    for (const character of wrong) {
      assert.ok(misSigns(sign, wire, character), `${name} signs ${character} rightly now: say so`);
      notes.push(`${name} signs a value with ${character} wrongly (the service would refuse it); its answers were compared without ${wrong.join(' and ')}`);
    }
  }
  await row('build+sign', [
    { name: OURS, run: () => joined(pay.prepare('Authorize', hard.params, { now: Date.now() }).body) },
    ...limits.map(({ name, sign }) => ({ name, run: () => joined(sign(hard.params, Date.now()).body) })),
    ...peers.map(({ name, sign }) => ({ name, run: () => joined(sign(hard.wire)) })),
  ]);

  // --- parse
  for (const kind of ['authorization', 'order', 'list']) {
    const answer = answers[kind];
    const { operation } = answer;
    const expected = scan(answer);
    const interpreted = pay.interpret(operation, answer);
    const { $metadata, ...result } = interpreted;
    const { $metadata: known, ...wanted } = expected;
    assert.deepEqual(JSON.parse(JSON.stringify(result)), wanted, `${OURS}: another result for ${kind}`);
    assert.equal($metadata.requestId, known.requestId);
    for (const { name, parse, unwrap, rawEntities } of [...peers, ...parsers]) {
      checkResult(`${name}, ${kind}`, unwrap(parse(answer), operation), wanted, rawEntities);
    }
    await row(`parse ${kind}`, [
      { name: OURS, run: () => pay.interpret(operation, answer) },
      { name: 'JS limit, shape scanner', run: () => scan(answer) },
      ...[...peers, ...parsers].map(({ name, parse }) => ({ name, run: () => parse(answer) })),
    ]);
  }

  // --- fault
  const refusal = answers.fault;
  const wantedFault = scanFault(refusal);
  const thrown = caught(() => pay.interpret(refusal.operation, refusal));
  assert.equal(thrown.code, wantedFault.code);
  assert.equal(thrown.message, wantedFault.message);
  assert.equal(thrown.requestId, wantedFault.requestId);
  for (const { name, parseFault, faultOf } of [...peers, ...parsers]) {
    const { code, message } = faultOf(parseFault(refusal));
    assert.equal(`${refusal.operation}: ${code}: ${message}`, wantedFault.message, `${name}: another fault`);
  }
  await row('fault', [
    { name: OURS, run: () => caught(() => pay.interpret(refusal.operation, refusal)) },
    { name: 'JS limit, shape scanner', run: () => caught(() => { throw scanFault(refusal); }) },
    ...[...peers, ...parsers].map(({ name, parseFault }) => ({ name, run: () => parseFault(refusal) })),
  ]);

  // --- whole call
  const answer = answers.authorization;
  const respond = thinResponse(answer);
  let sent;
  const calling = new AmazonPay(options(async (_, init) => {
    sent = init;
    return respond();
  }));
  const standard = new AmazonPay(options(async () => new Response(answer.body, { status: 200, headers })));
  const { $metadata: _, ...wanted } = scan(answer);
  for (const client of [calling, standard]) {
    checkResult(`${OURS}, whole call`, await client.authorize(hard.params), wanted);
  }
  checkBody(`${OURS}, whole call`, String(sent.body), hard.wire);
  await row('whole call', [
    { name: OURS, run: () => calling.authorize(hard.params) },
    { name: `${OURS}, a standard Response each time`, run: () => standard.authorize(hard.params) },
    ...peers.map(({ name, call }) => ({ name, run: () => call(hard.wire, answer) })),
  ], true);

  assert.ok(lastAnswer(), 'the last answer was kept, so that nothing measured could be optimised away');
  return { rows, notes: [...new Set(notes)] };
}

module.exports = { measureSpeed, caught };
