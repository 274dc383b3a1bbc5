// @ts-check
// `amazon-pay-wasm sandbox`: a sandbox over HTTP, until Ctrl-C. It knows flags and what a person
// wants to read; the sandbox itself and its server know the rest.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../errors.js';
import { Sandbox } from '../sandbox/index.js';
import { serve } from '../sandbox/node.js';
import { version } from '../table.js';
import { parsed, whole } from './arguments.js';
import { exchangeLine } from './log.js';

const HELP = `amazon-pay-wasm sandbox: an emulator of Amazon Pay's legacy payment API, over HTTP

  --port N            where it listens (8180; 0 takes a free port)
  --host ADDRESS      on which address (127.0.0.1, which other machines can't reach)
  --region NAME       us, na, uk, de, eu or jp (us)
  --seed N            decides ids and the order of elements (1)
  --clock real|manual with manual, time moves only by POST /sandbox/clock/advance (real)
  --ipn-url URL       where notifications are sent
  --no-throttling     without the service's quotas
  --state FILE        keeps everything in this file, and goes on from it: with the region, seed, clock
                      and quotas that it began with
  --latency MS        waits before each answer (0)
  --cors ORIGIN       lets the pages of this origin call it
  --https             serves TLS with a certificate made now, and says where its PEM lies
  --allow-host NAME   one more name by which it may be called; repeatable. The control plane answers to
                      names of this machine and to these, and the certificate of --https holds them
  --quiet             no line for each request
  --help, -h          this

It prints its address, the credentials and a first draft order reference. The address is a page, too,
that shows what happens. The control plane under /sandbox/ does what buyers and Amazon do, moves time,
and brings about faults.
`;

/** @type {Record<string, import('./arguments.js').Flag>} */
const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  region: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  'ipn-url': { type: 'string' },
  'no-throttling': { type: 'boolean' },
  state: { type: 'string' },
  latency: { type: 'string' },
  cors: { type: 'string' },
  https: { type: 'boolean' },
  'allow-host': { type: 'string', multiple: true },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  const { values } = parsed(args, FLAGS);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  // Whoever read the log may have gone (`| head`); merchants' servers still call.
  process.stdout.on('error', () => {});
  const stopped = interrupted();
  const { sandbox, restored, resume, close } = await opened(values);
  const server = await serve(sandbox, {
    port: whole(values.port, 'port', 65_535) ?? 8180,
    ...(values.host !== undefined && { host: values.host }),
    ...(values.cors !== undefined && { cors: values.cors }),
    ...(values.https && { https: true }),
    allowHosts: values['allow-host'] ?? [],
    ...(!values.quiet && { onExchange: (exchange) => process.stdout.write(exchangeLine(exchange)) }),
  });
  const certificate = server.certificate === undefined ? undefined : fileOf(server.certificate);
  process.stdout.write(greeting(server, sandbox.createOrderReference(), restored, certificate));
  resume();
  await stopped;
  await server.close();
  close();
  return 0;
}

/** @param {Record<string, any>} values */
async function opened(values) {
  const side = {
    latency: whole(values.latency, 'latency', 600_000),
    notificationUrl: values['ipn-url'],
  };
  const options = {
    ...side,
    region: values.region,
    seed: whole(values.seed, 'seed', Number.MAX_SAFE_INTEGER),
    clock: values.clock,
    ...(values['no-throttling'] && { throttling: false }),
  };
  if (values.state === undefined) return { sandbox: await Sandbox.create(options), restored: false, resume: () => {}, close: () => {} };
  const { durable } = await import('../sandbox/durable.js');
  try {
    const opened = await durable(values.state, options, side);
    if (opened.restored) {
      await asBefore(values, opened).catch((error) => {
        opened.close();
        throw error;
      });
    }
    return opened;
  } catch (cause) {
    // What the system refuses: no such folder, no leave to write there.
    const { syscall, code } = /** @type {any} */ (cause);
    if (syscall === undefined) throw cause;
    throw new ConfigurationError(`the state can not be kept in ${values.state} (${code})`, { option: 'state', cause });
  }
}

/**
 * Refuses flags that say other than what the file was begun with: they would be passed over.
 *
 * @param {Record<string, any>} values
 * @param {{ sandbox: any }} opened
 */
async function asBefore(values, { sandbox }) {
  const kept = await (await sandbox.fetch('http://localhost/sandbox/health')).json();
  for (const name of ['region', 'clock']) {
    if (values[name] !== undefined && values[name] !== kept[name]) {
      const message = `the state in ${values.state} has \`--${name} ${kept[name]}\`: leave the flag out, or begin another file`;
      throw new ConfigurationError(message, { option: name });
    }
  }
}

/** Resolves at the first Ctrl-C; a second one ends the process as ever. */
function interrupted() {
  return new Promise((/** @type {(value: void) => void} */ resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/**
 * Puts a certificate where a client can be told to find it.
 *
 * @param {string} pem
 */
function fileOf(pem) {
  const file = join(mkdtempSync(join(tmpdir(), 'amazon-pay-sandbox-')), 'certificate.pem');
  writeFileSync(file, pem);
  return file;
}

/**
 * @param {Awaited<ReturnType<typeof serve>>} server
 * @param {{ amazonOrderReferenceId: string, accessToken: string }} draft
 * @param {boolean} restored
 * @param {string | undefined} certificate where its PEM lies
 */
function greeting({ url, credentials }, draft, restored, certificate) {
  const rows = [
    ['address', url],
    ['region', credentials.region],
    ['merchantId', credentials.merchantId],
    ['accessKey', credentials.accessKey],
    ['secretKey', credentials.secretKey],
    ['clientId', credentials.clientId],
    ...(certificate === undefined ? [] : [['certificate', certificate]]),
    ['a draft order', draft.amazonOrderReferenceId],
    ['its access token', draft.accessToken],
  ];
  const id = draft.amazonOrderReferenceId;
  return `Amazon Pay sandbox ${version}${restored ? ', as it was left' : ''}

${rows.map(([name, value]) => `  ${name.padEnd(17)} ${value}`).join('\n')}

Take a payment (each line as it stands, in another terminal; with --curl | sh at its end, curl sends it):
${certificate === undefined ? '' : `
  export NODE_EXTRA_CA_CERTS=${certificate} CURL_CA_BUNDLE=${certificate}`}
  npx amazon-pay-wasm call SetOrderReferenceDetails --endpoint ${url} --amazonOrderReferenceId ${id} --orderReferenceAttributes.orderTotal.amount 10.00
  npx amazon-pay-wasm call ConfirmOrderReference --endpoint ${url} --amazonOrderReferenceId ${id}
  npx amazon-pay-wasm call Authorize --endpoint ${url} --amazonOrderReferenceId ${id} --authorizationReferenceId first --authorizationAmount.amount 10.00 --transactionTimeout 0

  curl ${url}/sandbox/objects/${id}

Ctrl-C stops it.

`;
}
