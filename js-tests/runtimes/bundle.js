// @ts-check
// One file out of a program that uses the package, as a host's own tools make it: through the
// conditions of the exports map that they set. It knows esbuild, and no host.

import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * @param {string} entry beside this file
 * @param {object} options
 * @param {string[]} options.conditions of the exports map, beside those that every bundler has
 * @param {'esm' | 'iife'} options.format
 * @param {(name: string) => string} [options.wasm] the code that stands for an imported `.wasm` file;
 *   without it the import stays, by the file's bare name
 * @returns {Promise<{ code: string, wasm: Map<string, Buffer> }>} the wasm files by name, too
 */
export async function bundle(entry, { conditions, format, wasm: standIn }) {
  /** @type {Map<string, Buffer>} */
  const wasm = new Map();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    target: 'es2022',
    logLevel: 'warning',
    // No tsconfig.json that happens to lie above this folder says what an import means.
    tsconfigRaw: {},
    format,
    conditions,
    plugins: [{
      name: 'wasm',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path, resolveDir }) => {
          const file = resolve(resolveDir, path.replace('?module', ''));
          const name = basename(file);
          wasm.set(name, readFileSync(file));
          return standIn ? { path: name, namespace: 'wasm' } : { path: `./${name}`, external: true };
        });
        onLoad({ filter: /.*/, namespace: 'wasm' }, ({ path }) => ({ contents: standIn?.(path) }));
      },
    }],
  });
  return { code: outputFiles[0].text, wasm };
}
