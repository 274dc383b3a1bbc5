// @ts-check
// The process of workerd, with what a folder's `config.capnp` says. It knows how it is started and
// where it listens; the Worker and its storage are its callers' business.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * @param {string} program
 * @param {string} folder
 * @returns {Promise<{ url: string, ended: Promise<never>, kill(signal?: NodeJS.Signals): Promise<unknown> }>} `ended`
 *   rejects when the process ends
 */
export async function started(program, folder) {
  const workerd = spawn(program, ['serve', '--control-fd=3', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const exit = once(workerd, 'exit');
  const ended = exit.then(([status]) => Promise.reject(new Error(`workerd ended with ${status}`)));
  ended.catch(() => {});
  const port = await Promise.race([ended, portOf(/** @type {import('node:stream').Readable} */ (workerd.stdio[3]))]);
  return {
    url: `http://127.0.0.1:${port}`,
    ended,
    kill(signal) {
      workerd.kill(signal);
      return exit;
    },
  };
}

/** @param {import('node:stream').Readable} control one line of JSON for each event */
async function portOf(control) {
  let told = '';
  for await (const chunk of control) {
    told += chunk;
    const port = /"event":"listen".*"port":(\d+)/.exec(told)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('workerd told no port');
}
