/**
 * The table of operations as data.
 *
 * @module amazon-pay-wasm/operations
 */
export * from '../../pkg/types/table.js';
