// @ts-check
// A Worker in workerd, the program behind Cloudflare's network. It knows how workerd is configured;
// what the Worker does, its callers know.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { started } from './workerd-process.js';

/** From three days later on, Workers have Node's modules unasked. */
const DATE = '2026-08-01';

/**
 * Starts a Worker, does something with its address, and stops it.
 *
 * @template T
 * @param {{ code: string, wasm: Map<string, Uint8Array> }} worker one module, and the wasm beside it
 * @param {{ flags?: string[] }} options compatibility flags
 * @param {(url: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inWorkerd({ code, wasm }, { flags = [] }, use) {
  const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-workerd-'));
  const modules = [['main.js', 'esModule'], ...[...wasm.keys()].map((name) => [name, 'wasm'])];
  writeFileSync(join(folder, 'main.js'), code);
  wasm.forEach((bytes, name) => writeFileSync(join(folder, name), bytes));
  writeFileSync(join(folder, 'config.capnp'), `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${modules.map(([name, kind]) => `(name = "${name}", ${kind} = embed "${name}")`).join()}],
    compatibilityDate = "${DATE}",
    compatibilityFlags = ${JSON.stringify(flags)},
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`);
  const { default: program } = createRequire(import.meta.url)('workerd');
  const workerd = await started(program, folder);
  try {
    return await Promise.race([workerd.ended, use(`${workerd.url}/`)]);
  } finally {
    workerd.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
