// @ts-check
// Loads the sandbox's wasm from text. It is the one form that every runtime and every bundler carries.
import { decoded } from '../entries/base64.js';
import { base64 } from '../wasm/sandbox_bytes.js';
import { install } from './core.js';

install(() => new WebAssembly.Module(decoded(base64)));

export * from './sandbox.js';
