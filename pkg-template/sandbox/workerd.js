// @ts-check
// Loads the sandbox's wasm as a module, the only way that workerd allows while it serves requests.
// @ts-ignore the host turns the import into a WebAssembly.Module
import module from '../sandbox.wasm';
import { install } from './core.js';

install(() => module);

export * from './sandbox.js';
