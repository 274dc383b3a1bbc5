// @ts-check
// Loads the sandbox's wasm as a module in the way of edge runtimes, which compile no bytes.
// @ts-ignore the host turns the import into a WebAssembly.Module
import module from '../sandbox.wasm?module';
import { install } from './core.js';

install(() => module);

export * from './sandbox.js';
