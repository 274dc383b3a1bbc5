// @ts-check
// The tables on pages that nobody types: each stands between two comments of its name and is made from
// what the packed package says of itself. It knows Markdown; the facts are the package's.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SECTION = /^<!-- ([\w-]+) -->\n(.*?)^<!-- \/\1 -->$/gms;
const COMMANDS = ['sandbox', 'call', 'diagnose', 'verify', 'operations', 'scratchpad'];

/** What each kind of fault does; the sandbox says which kinds there are. */
const FAULTS = /** @type {Record<string, string>} */ ({
  refuse: 'answers with a fault of your choice (`code`), and does nothing',
  'drop-request': 'hangs up before acting',
  'drop-response': 'acts, then hangs up: the dangerous one, since the caller cannot know',
  delay: 'waits (`milliseconds`), then answers',
  throttle: 'answers `RequestThrottled`, whatever the quota',
  'internal-error': 'answers 500 `InternalServerError`',
  unavailable: 'answers 503 `ServiceUnavailable`',
  truncate: 'acts, and sends half of the answer',
  garble: 'acts, and sends an answer that is no XML',
  'wrong-content-type': 'acts, and says that its XML is something else',
  'plain-text-error': 'refuses with text instead of XML, as the service has done',
  'notification-drop': 'loses a notification',
  'notification-duplicate': 'delivers a notification twice',
  'notification-delay': 'delivers a notification later (`milliseconds`)',
  'notification-reorder': 'delivers a notification after the next one',
});

/** The sections of a page's text by name, each with what stands in it. */
export function sectionsOf(/** @type {string} */ text) {
  return [...text.matchAll(SECTION)].map(([, name, content]) => ({ name, content: content.trim() }));
}

/** The text with its sections as they should be. */
export function withSections(/** @type {string} */ text, /** @type {Map<string, string>} */ sections) {
  return text.replace(SECTION, (whole, name) => {
    const content = sections.get(name);
    return content === undefined ? whole : `<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->`;
  });
}

/** Every section by name, as the installed package has it. */
export async function sections(/** @type {string} */ installed) {
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(installed, file)).href);
  const { operations, regions } = await load('operations.js');
  const { verdicts } = await load('table.js');
  const { Sandbox } = await load('sandbox/index.js');
  const sandbox = await Sandbox.create();
  const answer = await sandbox.fetch(`${sandbox.credentials.endpoint}/sandbox/options`);
  const options = await answer.json();
  sandbox.close();

  /** @type {Map<string, string>} */
  const all = new Map();
  all.set('operations', operationTables(operations));
  all.set('quotas', quotaTable(operations));
  all.set('regions', regionTable(regions));
  all.set('widgets', widgetTable(regions));
  all.set('advice', adviceTable(verdicts));
  all.set('cards', table(['card', 'what it does'], options.arguments.card.map((/** @type {any} */ { value, label }) => [code(value), label])));
  all.set('fault-kinds', table(['kind', 'what the sandbox does'], options.faults.map(faultRow)));
  all.set('actions', actionTable(options.actions));
  for (const { type, arrows } of options.machines) all.set(`states-${type}`, arrowTable(arrows));
  const help = (/** @type {string[]} */ ...args) =>
    `\`\`\`text\n${execFileSync(process.execPath, [join(installed, 'cli.js'), ...args, '--help'], { encoding: 'utf8' }).trim()}\n\`\`\``;
  all.set('cli', help());
  // The list of operations is on a page of its own.
  for (const command of COMMANDS) all.set(`cli-${command}`, help(command).replace(/\n\nOperations:\n.*(?=\n```)/s, ''));
  return all;
}

const code = (/** @type {string} */ text) => `\`${text}\``;
const codes = (/** @type {string[]} */ words) => words.map(code).join(', ');

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** What a quota is in words. */
function quota(/** @type {{ capacity: number, perSecond: number }} */ { capacity, perSecond }) {
  const seconds = 1 / perSecond;
  const rest = perSecond >= 1 ? `${perSecond} per second` : seconds < 60 ? `1 per ${seconds} s` : `1 per ${Math.round(seconds / 60)} min`;
  return `${capacity}, then ${rest}`;
}

function operationTables(/** @type {any[]} */ operations) {
  const effects = /** @type {Record<string, (operation: any) => string>} */ ({
    read: () => 'reads',
    settles: () => 'safe',
    keyed: ({ key }) => `safe with the same ${code(key)}`,
    unkeyed: () => 'makes another one',
  });
  const states = (/** @type {any} */ { allowed }) => (allowed === undefined ? '' : `${allowed.states.join(', ')}; else ${code(allowed.otherwise)}`);
  const first = (/** @type {string} */ doc) => doc.split('. ', 1)[0].replace(/ \(operations [^)]*\)\.?$/, '').replace(/\.$/, '');
  return [...new Set(operations.map(({ resource }) => resource))]
    .map((resource) => {
      const rows = operations
        .filter((operation) => operation.resource === resource)
        .map((operation) => [
          code(operation.name),
          first(operation.doc),
          states(operation),
          effects[operation.effect](operation),
        ]);
      const title = resource.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
      return `## ${title[0].toUpperCase()}${title.slice(1)}\n\n${table(['operation', 'what it does', 'allowed in', 'repeating it'], rows)}`;
    })
    .join('\n\n');
}

function quotaTable(/** @type {any[]} */ operations) {
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  for (const { name, quota: quotas } of operations) {
    const key = `${quota(quotas.live)}\n${quota(quotas.sandbox)}`;
    rows.set(key, [...(rows.get(key) ?? []), name]);
  }
  return table(
    ['production', 'sandbox', 'operations'],
    [...rows].map(([key, names]) => [...key.split('\n'), codes(names)]),
  );
}

function regionTable(/** @type {any[]} */ regions) {
  return table(
    ['`region`', 'host', 'ledger currency', 'currencies of an order', 'Login with Amazon: live, sandbox'],
    regions.map(({ key, aliases, host, currencyCode, currencies, profileHosts }) => [
      codes([key, ...aliases]),
      code(host),
      currencyCode,
      currencies.length > 4 ? `${currencyCode} and ${currencies.length - 1} more` : currencies.join(', '),
      codes([profileHosts.live, profileHosts.sandbox]),
    ]),
  );
}

function widgetTable(/** @type {any[]} */ regions) {
  return table(
    ['`region`', 'live', 'sandbox'],
    regions.map(({ key, aliases, widgetUrls }) => [codes([key, ...aliases]), code(widgetUrls.live), code(widgetUrls.sandbox)]),
  );
}

function adviceTable(/** @type {any[]} */ verdicts) {
  const soft = (/** @type {boolean | undefined} */ value) => (value === undefined ? '' : ', soft');
  const left = (/** @type {string | undefined} */ text) =>
    text === undefined ? '' : `<br>When the buyer has left: ${text[0].toLowerCase()}${text.slice(1)}`;
  return ['authorization', 'capture', 'authentication']
    .map((of) => {
      const rows = verdicts
        .filter((row) => row.of === of)
        .map((row) => [
          `${row.state}${row.reason === undefined ? '' : `:<br>${row.reason}${soft(row.soft)}`}`,
          code(row.action),
          `${row.buyerPresent}${left(row.buyerGone)}`,
        ]);
      return `### ${of[0].toUpperCase()}${of.slice(1)}\n\n${table(['state', '`action`', 'what to do'], rows)}`;
    })
    .join('\n\n');
}

function faultRow(/** @type {{ kind: string }} */ { kind }) {
  const words = FAULTS[kind];
  if (words === undefined) throw new Error(`js-tests/docs/sections.js does not say what the fault ${kind} does`);
  return [code(kind), words];
}

function actionTable(/** @type {any[]} */ actions) {
  /** @type {Map<string, Set<string>>} */
  const rows = new Map();
  for (const { actor, action, arguments: names } of actions) {
    const key = `${actor} ${action}`;
    rows.set(key, new Set([...(rows.get(key) ?? []), ...names]));
  }
  return table(
    ['who', '`action`', 'arguments'],
    [...rows].map(([key, names]) => [key.split(' ')[0], code(key.split(' ')[1]), codes([...names])]),
  );
}

function arrowTable(/** @type {any[]} */ arrows) {
  return table(
    ['from', 'to', 'reason code', 'when'],
    arrows.map(({ from, to, reasonCode, trigger }) => [
      from.map((/** @type {string} */ state) => (state === '(none)' ? 'new' : state)).join(', '),
      to,
      reasonCode === null ? '' : code(reasonCode),
      trigger,
    ]),
  );
}
