#!/usr/bin/env node
'use strict';
// Measures amazon-pay-wasm beside what else there is, prints one table, writes results.json, and fails when a budget
// fails or when any candidate gives another answer. See README.md for what the numbers mean.

const { spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { answers } = require('./fixtures/answers.js');
const { measureColdStart } = require('./cold-start.js');
const { sizeGrowth } = require('./growth.js');
const { measureNotification } = require('./notification.js');
const { judgeNumber, judgeSpeed, table } = require('./report.js');
const { measureSizes } = require('./sizes.js');
const { measureSpeed } = require('./speed.js');
const finder = require('./package-under-test.js');

const HELP = `node run.js [options]
  --tarball-dir DIR  install the package tarball of that directory first
  --rounds N         rounds per row (21; at least 15 for a verdict worth having)
  --quick            few rounds and cycles: does everything run? proves nothing
  --report           exit 0 even when a budget fails`;

const { values: flags } = parseArgs({
  options: {
    'tarball-dir': { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (what) => process.stderr.write(`… ${what}\n`);

/** Installs the one tarball of a directory beside the peers, without touching package.json or the lockfile. */
function install(folder) {
  const tarballs = fs.readdirSync(folder).filter((name) => /^amazon-pay-wasm-.*\.tgz$/.test(name));
  if (tarballs.length !== 1) throw new Error(`${folder} holds ${tarballs.length} tarballs of amazon-pay-wasm; one is wanted`);
  const tarball = path.resolve(folder, tarballs[0]);
  const { status } = spawnSync('npm',
    ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', tarball],
    { cwd: __dirname, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('npm could not install the tarball');
  const bytes = fs.readFileSync(tarball);
  return { bytes: bytes.length, sha256: crypto.createHash('sha256').update(bytes).digest('hex') };
}

/** Runs a measurement that wants a process of its own. */
function apart(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath,
    ['--expose-gc', path.join(__dirname, script), ...args.map(String)],
    { encoding: 'utf8', env: { ...process.env, AMAZON_PAY_WASM_PROBE: '1' } });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The cold start in every runtime, as judged lines. */
function inRuntimes() {
  const { status, stdout, stderr } = spawnSync(process.execPath,
    [path.join(__dirname, 'cold-runtimes/run.mjs'), '--json'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cold-runtimes failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The versions that really ran. */
function versions() {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(__dirname, 'package.json'), 'utf8'));
  const peers = Object.keys(devDependencies).map((name) => {
    const file = path.join(__dirname, 'node_modules', name, 'package.json');
    return [name, JSON.parse(fs.readFileSync(file, 'utf8')).version];
  });
  return { [finder.NAME]: finder.manifest().version, ...Object.fromEntries(peers) };
}

async function main() {
  if (flags.help) {
    console.log(HELP);
    return 0;
  }
  const rounds = flags.rounds ? Number(flags.rounds) : flags.quick ? 5 : 21;
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('`--rounds` wants a whole number from 1');
  const tarball = flags['tarball-dir'] ? install(flags['tarball-dir']) : undefined;

  const library = await finder.load();
  const how = { rounds, warmMs: flags.quick ? 200 : undefined };
  const { rows, notes } = await measureSpeed(library, how, say);
  rows.push(...(await measureNotification(library, how, say)));
  say('growth');
  const growth = {
    ...(await sizeGrowth(library, rounds)),
    ...apart('aging.js', flags.quick ? 100_000 : 1_000_000),
  };
  say('memory');
  const cycles = flags.quick ? 20_000 : 1_000_000;
  const left = { ...apart('memory.js', 'cycles', cycles), ...apart('memory.js', 'large') };
  say('cold start');
  const cold = measureColdStart(flags.quick ? 3 : 20);
  say('cold start in every runtime');
  const runtimes = flags.quick ? [] : inRuntimes();
  say('sizes');
  const sizes = measureSizes();

  const ours = cold.candidates[0];
  const lines = [
    ...judgeSpeed(rows),
    ...Object.entries({ ...growth, ...left }).map(([name, value]) => judgeNumber(name, value)),
    judgeNumber('import + first signed request, over bare node', ours.overBare, finder.NAME),
    judgeNumber('the same inside the process, ms', ours.inside, finder.NAME),
    ...cold.candidates.slice(1).flatMap(({ name, overBare, inside, ratio }) => [
      judgeNumber('over bare node, ms', overBare, name),
      judgeNumber('inside the process, ms', inside, name),
      judgeNumber(`the same against ${name}`, ratio),
    ]),
    ...runtimes,
    ...Object.entries(sizes.ours).map(([name, value]) => judgeNumber(name, value)),
    ...sizes.peers.flatMap(({ name, packages, bytes }) => [
      judgeNumber('installed with dependencies, bytes', bytes, name),
      judgeNumber('packages', packages, name),
    ]),
  ];
  if (flags.quick) notes.push('quick: too few rounds and cycles to prove anything');

  console.log(`${os.cpus()[0]?.model}, ${os.cpus().length} processors, node ${process.version}, ${rounds} rounds`);
  console.log(Object.entries(answers).map(([name, { body }]) => `${name} ${body.length} B`).join(', '));
  console.log(`\n${table(lines)}\n`);
  for (const note of notes) console.log(`note: ${note}`);

  fs.writeFileSync(path.join(__dirname, 'results.json'), `${JSON.stringify({
    date: new Date().toISOString(),
    machine: { processor: os.cpus()[0]?.model, processors: os.cpus().length, system: `${os.platform()} ${os.arch()}` },
    node: process.version,
    versions: versions(),
    rounds,
    quick: flags.quick,
    cycles,
    documents: Object.fromEntries(Object.entries(answers).map(([name, { body }]) => [name, body.length])),
    tarball,
    bareNode: cold.bare,
    notes,
    rows: lines.map(({ value, ...line }) => ({ ...line, value: value ?? null })),
  }, null, 2)}\n`);

  const failed = lines.filter(({ pass }) => pass === false);
  console.log(failed.length === 0
    ? 'every budget holds'
    : `${failed.length} budgets fail: ${failed.map(({ row, against }) => [row, against].filter(Boolean).join(' / ')).join('; ')}`);
  return failed.length > 0 && !flags.report ? 1 : 0;
}

main().then((code) => process.exit(code), (error) => {
  console.error(error);
  process.exit(1);
});
