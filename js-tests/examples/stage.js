// @ts-check
// How an example is tried: copied elsewhere, the packed package installed in it by npm, and started as its
// README says, by the scripts of its package.json; only ports and the programs' places are ours. It knows
// how to be a buyer of the sandbox, over HTTP, and nothing of any shop.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { install, root, unpack } from '../packaging/project.js';

/** Milliseconds after which something never comes. It decides no test that goes well. */
const PATIENCE = 60_000;
/** Where everything is by the READMEs. */
const SANDBOX = '127.0.0.1:8180';
const SHOP = /127\.0\.0\.1:(3000|8787)/g;

/**
 * @param {{ after(done: () => void): void }} t
 * @param {string} name a folder of `examples`
 * @param {Record<string, string[]>} [programs] what stands for a program in the scripts, beside Node's
 * @param {string} [within] a folder whose modules it uses, too: then npm, which would bring them, is not asked
 */
export async function example(t, name, programs = {}, within) {
  const folder = mkdtempSync(join(within ?? tmpdir(), `.amazon-pay-wasm-${name}-`));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'examples', name), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  if (within === undefined) install(folder);
  else unpack(folder);
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const ports = { shop: await freePort(), sandbox: await freePort() };
  const places = { shop: `http://127.0.0.1:${ports.shop}`, sandbox: `http://127.0.0.1:${ports.sandbox}` };
  const known = { node: [process.execPath], 'amazon-pay-wasm': [process.execPath, join(folder, 'node_modules/amazon-pay-wasm/cli.js')], ...programs };

  /**
   * Runs a script of the example's until a line of what it prints says that it is ready.
   *
   * @param {string} script
   * @param {RegExp} ready
   * @param {{ more?: string[], env?: Record<string, string> }} [options]
   */
  async function run(script, ready, { more = [], env = {} } = {}) {
    const [program, ...parameters] = scripts[script].replaceAll(SANDBOX, `127.0.0.1:${ports.sandbox}`).replaceAll(SHOP, `127.0.0.1:${ports.shop}`).split(' ');
    const [file, ...before] = /** @type {Record<string, string[]>} */ (known)[program] ?? [program];
    const child = spawn(file, [...before, ...parameters, ...more], { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    t.after(() => void child.kill('SIGKILL'));
    let told = '';
    const hear = (/** @type {Buffer} */ part) => void (told += part);
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const exit = once(child, 'exit');
    let ended = false;
    exit.then(() => (ended = true));
    await until(() => {
      assert.ok(!ended, `${script} ended:\n${told}`);
      return ready.test(told);
    }, () => `${script} is not ready:\n${told}`);
    return {
      told: () => told,
      /** Ends it at once, as a crash does. */
      async kill() {
        child.kill('SIGKILL');
        await exit;
      },
    };
  }

  return {
    folder,
    places,
    scripts: /** @type {Record<string, string>} */ (scripts),
    run,
    /** The sandbox of the example's, and who acts in it. @param {string[]} more flags */
    async sandbox(...more) {
      await run('sandbox', /Ctrl-C/, { more: ['--port', String(ports.sandbox), ...more] });
      return buyerAt(places.sandbox);
    },
    /**
     * The shop. Its settings of the environment say where everything is instead of the README's.
     *
     * @param {Record<string, string>} [env]
     * @param {string} [script]
     * @param {RegExp} [ready]
     */
    shop: (env = {}, script = 'dev', ready = /the shop is open at/) => run(script, ready, {
      env: { AMAZON_PAY_ENDPOINT: places.sandbox, SHOP_URL: places.shop, PORT: String(ports.shop), ...env },
    }),
  };
}

/** @typedef {ReturnType<typeof buyerAt>} Amazon */

/** What buyer, Amazon and time do in a sandbox over HTTP. @param {string} address */
export function buyerAt(address) {
  /** @param {string} path @param {object} [body] @returns {Promise<any>} */
  async function control(path, body) {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${address}/sandbox/${path}`, body && posted);
    const answer = await response.json();
    assert.equal(response.status, 200, JSON.stringify(answer));
    return answer;
  }
  /** How often an operation was asked for. @param {string} operation */
  async function asked(operation) {
    const { entries } = await control('journal');
    return entries.filter((/** @type {any} */ { type, parameters }) => type === 'request' && parameters?.Action === operation).length;
  }

  return {
    asked,
    /**
     * Lets something be done, and the shop die after it has asked for an operation and before it is answered.
     *
     * @param {string} operation
     * @param {() => Promise<unknown>} act
     * @param {() => Promise<unknown>} kill
     */
    async interrupted(operation, act, kill) {
      await control('faults', { kind: 'delay', operation, times: 1, milliseconds: 3_600_000 });
      const before = await asked(operation);
      const answer = act().catch(() => 'no answer');
      await until(async () => (await asked(operation)) > before);
      await kill();
      assert.equal(await answer, 'no answer');
    },
    /** As the widgets make it. @param {object} [wish] */
    orderReference: async (wish = {}) => (await control('order-references', wish)).amazonOrderReferenceId,
    /** @param {object} [wish] */
    billingAgreement: async (wish = {}) => (await control('billing-agreements', wish)).amazonBillingAgreementId,
    /** @param {string} id @param {string} card */
    selectCard: (id, card) => control(`objects/${id}/buyer`, { action: 'selectCard', card }),
    /** On Amazon's own page. @param {string} id */
    mend: (id) => control(`objects/${id}/buyer`, { action: 'updatePaymentMethod', card: '1111' }),
    /** @param {string} id @param {string} outcome */
    authenticate: async (id, outcome) => (await control(`objects/${id}/buyer`, { action: 'completeAuthentication', outcome })).redirectUrl,
    /** @param {number} milliseconds */
    advance: (milliseconds) => control('clock/advance', { milliseconds }),
    /** @param {object} rule */
    fault: (rule) => control('faults', rule),
    /** The states of what exists of a type under an object; of a decline, its reason. @param {string} id @param {string} type */
    async made(id, type) {
      /** @param {any} object @returns {any[]} */
      const under = ({ children = [] }) => children.flatMap((/** @type {any} */ child) => [child, ...under(child)]);
      const { objects } = await control('objects?tree=true');
      const own = under(objects.find((/** @type {any} */ object) => object.id === id)).filter((object) => object.type === type);
      return own.map(({ state, reasonCode }) => (state === 'Declined' ? reasonCode : state)).sort();
    },
    /** @param {string} id */
    state: async (id) => (await control(`objects/${id}`)).state,
    /** Waits until the last notification of a type was delivered twice, as the fault of that name has it. @param {string} type */
    deliveredTwice: (type) => until(async () => {
      const { notifications } = await control('notifications');
      const { attempts } = notifications.filter((/** @type {any} */ told) => told.type === type).at(-1);
      return attempts.length === 2 && attempts[1].status === 200;
    }, () => `there is no second delivery of ${type}`),
  };
}

/**
 * Waits for what comes in its own time.
 *
 * @template T
 * @param {() => T | Promise<T>} look
 * @param {() => string} [complaint]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(look, complaint = () => 'it never comes') {
  for (const end = Date.now() + PATIENCE; ; await pause(30)) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, complaint());
  }
}

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
