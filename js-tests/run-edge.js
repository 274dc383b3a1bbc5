// @ts-check
// Runs the suite in Vercel's edge runtime, without code made from text, which it forbids. An imported
// `.wasm?module` becomes a compiled module of the outer realm that stands in a global, as Next.js has it.

import { createRequire } from 'node:module';

import { bundle } from './runtimes/bundle.js';
import { tell, vectors } from './runtimes/report.js';

const { EdgeRuntime } = createRequire(new URL('./runtimes/', import.meta.url))('edge-runtime');
const global = (/** @type {string} */ name) => `wasm_${name.replace(/\W/g, '_')}`;

const { code, wasm } = await bundle('edge.js', {
  conditions: ['edge-light', 'worker'],
  format: 'iife',
  wasm: (name) => `module.exports = globalThis.${global(name)};`,
});
const compiled = [...wasm].map(([name, bytes]) => [global(name), new WebAssembly.Module(/** @type {BufferSource} */ (bytes))]);
const runtime = new EdgeRuntime({
  initialCode: code,
  extend: (/** @type {object} */ scope) => Object.assign(scope, Object.fromEntries(compiled)),
  codeGeneration: { strings: false, wasm: false },
});
const answer = await runtime.dispatchFetch('https://shop.example/', {
  method: 'POST',
  body: JSON.stringify({ name: 'edge-runtime', vectors }),
});
tell(await answer.json());
