/**
 * Quota and handled notifications in Durable Objects of Cloudflare Workers.
 *
 * @module amazon-pay-wasm/durable-object
 */
export * from '../../pkg/types/stores/durable_object.js';
