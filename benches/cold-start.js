'use strict';
// How long a fresh process takes to its first signed request. Many processes, one after another, candidates taking
// turns. Each child reports its own time from before the import to after the first signature; the parent also takes
// the whole life of the process and compares it with a process that does nothing.

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { median } = require('./measure.js');

const CANDIDATES = ['bare', 'amazon-pay-wasm', 'amazon-payments', 'mws', '@ericblade/mws-simple', 'amazon-mws'];
const CHILD = path.join(__dirname, 'cold-start-child.mjs');

function once(candidate) {
  const from = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-deprecation', CHILD, candidate], { encoding: 'utf8' });
  const life = Number(process.hrtime.bigint() - from) / 1e6;
  if (status !== 0) throw new Error(`cold start of ${candidate} failed: ${stderr}`);
  return { life, inside: JSON.parse(stdout).inside };
}

function measureColdStart(rounds) {
  const seen = Object.fromEntries(CANDIDATES.map((name) => [name, []]));
  for (const name of CANDIDATES) once(name); // the files are read once before anyone is timed
  for (let round = 0; round < rounds; round += 1) {
    const order = CANDIDATES.map((_, index) => CANDIDATES[(index + round) % CANDIDATES.length]);
    for (const name of order) seen[name].push(once(name));
  }
  const overBare = (name) => median(seen[name].map(({ life }, round) => life - seen.bare[round].life));
  const candidates = CANDIDATES.slice(1).map((name) => ({
    name,
    overBare: overBare(name),
    inside: median(seen[name].map(({ inside }) => inside)),
    // How many times longer than ours, within the same round, inside the process.
    ratio: median(seen[name].map(({ inside }, round) => inside / seen['amazon-pay-wasm'][round].inside)),
  }));
  return { bare: median(seen.bare.map(({ life }) => life)), candidates };
}

module.exports = { measureColdStart };
