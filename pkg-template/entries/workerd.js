// @ts-check
// Loads the wasm as a module, the only way that workerd allows while it serves requests.
import { install } from '../core.js';
// @ts-ignore the host turns the import into a WebAssembly.Module
import module from '../core.wasm';

install(() => module);

export * from '../index.js';
