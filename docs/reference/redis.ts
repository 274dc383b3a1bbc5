/**
 * Quota that many processes share in Redis.
 *
 * @module amazon-pay-wasm/redis
 */
export * from '../../pkg/types/stores/redis.js';
