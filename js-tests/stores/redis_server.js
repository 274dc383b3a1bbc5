// @ts-check
// A real Redis for one test file: its own process, on a socket in a folder of its own, without a port
// that another could have. The tests' clients of it end with it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createClient } from 'redis';

const PROGRAM = process.env.REDIS_SERVER ?? 'redis-server';

/** Starts one. @returns {Promise<{ socket: string, stop(): Promise<void> }>} */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'amazon-pay-wasm-redis-'));
  const socket = join(folder, 'socket');
  const options = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn(PROGRAM, options, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!existsSync(socket)) {
    assert.equal(server.exitCode, null, `${PROGRAM} ended at once`);
    await Promise.race([pause(20), ended]);
  }
  return { socket, stop };
}

/**
 * A connected ioredis, which tries nothing twice: a failure shows at once.
 *
 * @param {string} socket
 */
export async function ioredis(socket) {
  const client = new Redis({ path: socket, lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => {});
  await client.connect();
  return { client, close: () => client.disconnect() };
}

/**
 * A connected node-redis.
 *
 * @param {string} socket
 */
export async function nodeRedis(socket) {
  const client = createClient({ socket: { path: socket, tls: false, reconnectStrategy: false } });
  client.on('error', () => {});
  await client.connect();
  return { client, close: () => client.destroy() };
}
