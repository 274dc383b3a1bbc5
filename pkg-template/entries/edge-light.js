// @ts-check
// Loads the wasm as a module in the way of edge runtimes, which compile no bytes.
import { install } from '../core.js';
// @ts-ignore the host turns the import into a WebAssembly.Module
import module from '../core.wasm?module';

install(() => module);

export * from '../index.js';
