/**
 * The sandbox in process.
 *
 * @module amazon-pay-wasm/sandbox
 */
export * from '../../pkg/types/sandbox/index.js';
