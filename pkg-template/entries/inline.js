// @ts-check
// Loads the wasm from text. It is the one form that every runtime and every bundler carries.
import { install } from '../core.js';
import { decoded } from './base64.js';
import { base64 } from '../wasm/core_bytes.js';

install(() => new WebAssembly.Module(decoded(base64)));

export * from '../index.js';
