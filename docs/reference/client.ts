/**
 * The client: one method for each operation, what takes several, notifications, errors.
 *
 * @module amazon-pay-wasm
 */
export * from '../../pkg/types/index.js';
