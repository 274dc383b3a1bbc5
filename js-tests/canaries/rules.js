// What must be nowhere, and the few places whose work it is to show some of it. It runs in every host;
// it knows neither where texts come from nor who looks through them.

import { BUYER } from '../suite/secrets.js';
import { SECRET, TOKEN } from '../suite/stage.js';

/** What lets somebody sign, or be taken for another: of the tests of the client, in JavaScript and in Rust, and any private key. */
export const KEYS = {
  'the secret key': SECRET,
  'the MWS token': TOKEN,
  "the secret key of the boundary's tests": 'canary-secret',
  'the secret key of the tests in Rust': 'canary/SecretKey+never=shown',
  'a private key': 'PRIVATE KEY-----',
};

/** The same of the sandbox, which anybody may read in its documents: a client that shows it would show any. */
export const OPEN_KEYS = {
  "the sandbox's secret key": 'sandboxSecretKeyForLocalUseOnly000000001',
  "the sandbox's MWS token": 'amzn.mws.00000000-0000-0000-0000-000000000000',
};

/** What is known of buyers: of those that the tests of the client invent, and of the sandbox's own. */
export const BUYERS = {
  'a buyer': BUYER,
  'a buyer of the tests in Rust': 'canary-buyer',
  'a value of the tests in Rust': 'canary-value',
  "the sandbox's buyer": 'susie@example.com',
  "the sandbox's buyer's address": '10 Ditka Ave',
  "the sandbox's buyer's telephone": '800-000-0000',
};

/** Everything that is looked for. */
export const CANARIES = { ...KEYS, ...OPEN_KEYS, ...BUYERS };

/**
 * Where something of this is shown to whoever asked for just that. Each place says what it may show;
 * whatever else is found there is a leak, and so is anything found in a place that is not here.
 */
const PLACES = [
  {
    why: 'the keys that every sandbox has, once at its start, for whoever configures a client',
    holds: ({ source, command, text }) => source === 'stdout' && command === 'sandbox' && text.startsWith('Amazon Pay sandbox '),
    may: OPEN_KEYS,
  },
  {
    why: 'the answer of an operation, to whoever called it on the command line',
    holds: ({ source, command }) => source === 'stdout' && command === 'call',
    may: BUYERS,
  },
  {
    why: "the answer of the sandbox's payment API, which tells a merchant the buyer as the service does",
    holds: ({ source, where }) => source === 'answer' && /^\/OffAmazonPayments/.test(where),
    may: BUYERS,
  },
  {
    why: 'the profile of a buyer, to whoever holds his token',
    holds: ({ source, where }) => source === 'answer' && where.startsWith('/user/profile'),
    may: BUYERS,
  },
  {
    why: "what the sandbox remembers, to whoever plays buyer and Amazon there; its journal quotes the API's answers",
    holds: ({ source, where }) => source === 'answer' && /^\/sandbox\/(objects|journal|events|notifications)/.test(where),
    may: BUYERS,
  },
  {
    why: "what the sandbox's page offers to choose: the keys that every sandbox has, and an address to begin from",
    holds: ({ source, where }) => source === 'answer' && where === '/sandbox/options',
    may: { ...OPEN_KEYS, ...BUYERS },
  },
  {
    why: 'those keys for a program beside the sandbox, and as the file of the scratchpad in which they stand',
    holds: ({ source, where }) => source === 'answer' && /^\/sandbox\/credentials(\.js)?$/.test(where),
    may: OPEN_KEYS,
  },
  {
    why: 'a snapshot is all that the sandbox is, its sellers with their keys included',
    holds: ({ source, where }) => source === 'answer' && /^\/sandbox\/state/.test(where),
    may: CANARIES,
  },
];

/**
 * What is in a text that may not be there.
 *
 * @param {string} text
 * @param {{ source: string, words?: string[], where?: string }} from `words`: the program and its
 *   parameters; `where`: the path that an answer is for
 * @returns {string[]} each leak as its name and the text around it
 */
export function leaksIn(text, { source, words = [], where = '' }) {
  const [program = '', command] = words;
  const place = { source, command: program.endsWith('cli.js') ? command : undefined, where, text };
  const allowed = new Set(PLACES.filter(({ holds }) => holds(place)).flatMap(({ may }) => Object.keys(may)));
  const found = [];
  for (const [what, canary] of Object.entries(CANARIES)) {
    const at = allowed.has(what) ? -1 : text.indexOf(canary);
    if (at !== -1) found.push(`${what}: ${text.slice(Math.max(0, at - 200), at + 100)}`);
  }
  return found;
}
