/**
 * The sandbox over HTTP, on Node.
 *
 * @module amazon-pay-wasm/sandbox/node
 */
export * from '../../pkg/types/sandbox/node.js';
