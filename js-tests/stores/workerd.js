// @ts-check
// A real workerd with one Worker and its Durable Objects, whose storage is a folder on the disk, so that
// it may end and begin again. Which Worker, it refuses to know.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { started } from '../runtimes/workerd-process.js';

/** The host's own binary: the package's command would need its install script to have run. */
function program() {
  const require = createRequire(import.meta.url);
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = process.arch === 'x64' ? '64' : process.arch;
  return join(dirname(require.resolve(`@cloudflare/workerd-${system}-${machine}/package.json`)), 'bin', 'workerd');
}

/**
 * Bundles a Worker and writes what workerd is to do with it.
 *
 * @param {string} folder
 * @param {string} worker a file beside this one, or where it is
 * @param {Record<string, string>} bindings class by binding
 * @param {{ date?: string, texts?: Record<string, string>, port?: number, assets?: Record<string, [type: string, text: string]> }} [more]
 *   the compatibility date, what the Worker is told, where it listens, and files by path that are served before it is
 *   asked; with texts it may call this machine
 */
export async function prepare(folder, worker, bindings, { date = '2024-01-01', texts, port = 0, assets = {} } = {}) {
  const entry = fileURLToPath(new URL(worker, import.meta.url));
  await build({
    ...{ entryPoints: [entry], outdir: folder, entryNames: 'worker', bundle: true, format: 'esm', target: 'es2022' },
    ...{ conditions: ['workerd'], external: ['*.wasm', 'cloudflare:*'], tsconfigRaw: {}, plugins: [wasm(folder)], logLevel: 'warning' },
  });
  mkdirSync(join(folder, 'storage'));
  const classes = Object.values(bindings).map((name) => `(className = "${name}", uniqueKey = "${name}", enableSql = true)`);
  const bound = Object.entries(bindings).map(([name, kept]) => `(name = "${name}", durableObjectNamespace = "${kept}")`);
  const told = Object.entries(texts ?? {}).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`);
  const network = texts === undefined ? '' : '(name = "internet", network = (allow = ["private"])),';
  writeFileSync(join(folder, 'assets.js'), `const files = ${JSON.stringify(assets)};
export default { fetch(request, { main }) {
  const [type, text] = files[new URL(request.url).pathname] ?? [];
  return type ? new Response(text, { headers: { 'content-type': type } }) : main.fetch(request);
} };`);
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.js"), (name = "core.wasm", wasm = embed "core.wasm")],
      compatibilityDate = "${date}",
      durableObjectNamespaces = [${classes.join()}],
      durableObjectStorage = (localDisk = "disk"),
      bindings = [${[...bound, ...told].join()}],
    )),
    (name = "assets", worker = (
      modules = [(name = "assets", esModule = embed "assets.js")],
      compatibilityDate = "${date}",
      bindings = [(name = "main", service = "main")],
    )),
    (name = "disk", disk = (path = "storage", writable = true)),${network}
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "assets")],
);
`,
  );
}

/** Lets the bundle import the wasm as a module that stands beside it. @param {string} folder */
function wasm(folder) {
  return {
    name: 'wasm',
    /** @param {import('esbuild').PluginBuild} bundling */
    setup: (bundling) =>
      bundling.onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => {
        writeFileSync(join(folder, basename(path)), readFileSync(join(resolveDir, path)));
        return { path: basename(path), external: true };
      }),
  };
}

/**
 * Starts it.
 *
 * @param {string} folder
 */
export async function start(folder) {
  const workerd = await started(program(), folder);
  return {
    url: workerd.url,
    /**
     * Asks the Worker, which answers in JSON.
     *
     * @param {string} name
     * @param {object} question
     * @returns {Promise<any>}
     */
    async ask(name, question) {
      const response = await fetch(`${workerd.url}/${name}`, { method: 'POST', body: JSON.stringify(question) });
      if (response.status !== 200) throw new Error(`${name}: ${await response.text()}`);
      return response.json();
    },
    stop: () => workerd.kill('SIGKILL'),
  };
}
