// @ts-check
// The migration guides leave nothing out: each names every operation, either as its SDK calls it or
// among what that SDK has not, every option of this client that another SDK's may become, and what the
// client does beyond operations. What an SDK itself has, js-tests/foreign asks where the SDK is at hand.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../../', import.meta.url);
const text = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), 'utf8');

/** What has a counterpart in some of the SDKs only, or in none. */
const OURS = ['clock', 'random', 'trust', 'fetch', 'signedHost', 'dangerouslyAllowBrowser', 'timeout', 'deadline', 'endpoint', 'profileEndpoint'];
/** What `amazon-payments` knows nothing of. */
const NEW_TO_NODE = ['application', 'onAttempt', 'platformId', 'retry', 'pacing', 'currencyCode'];
const SECTIONS = [
  'Set up',
  'Methods',
  'Answers',
  'A one-time payment',
  'A recurring charge',
  'Declines and errors',
  'Notifications',
  'Repeats and throttling',
  'What it did silently',
];

const [, table = ''] = /export interface OperationMethods \{([^]+?)\n\}/.exec(text('pkg-template/types/operations.d.ts')) ?? [];
const methods = [...table.matchAll(/^ {2}(\w+)\(params/gm)].map(([, name]) => name);
const [, given = ''] = /export interface AmazonPayOptions \{([^]+?)\n\}/.exec(text('pkg-template/types/index.d.ts')) ?? [];
const options = [...given.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
const beyond = ['charge', 'getUserInfo', 'getPaymentDetails', 'orderReferences', 'waitForAuthorization', 'diagnose', 'advise'];
const guides = readdirSync(new URL('docs/migrate', ROOT)).filter((name) => name !== 'index.md');

test('there are six guides, and they are linked', () => {
  assert.equal(methods.length, 29);
  assert.ok(options.length > 20);
  const names = ['amazon-payments.md', 'csharp.md', 'java.md', 'php.md', 'python.md', 'ruby.md'];
  assert.deepEqual(guides.sort(), names);
  for (const name of names) assert.ok(text('docs/migrate/index.md').includes(`](./${name})`), name);
});

for (const name of guides) {
  const guide = text(`docs/migrate/${name}`);

  test(`${name}: every operation, and what the client does beside them`, () => {
    const [, section = ''] = /^## Methods\n([^]+?)^## /m.exec(guide) ?? [];
    for (const method of [...methods, ...beyond]) {
      const theirs = name === 'csharp.md' ? `|\\b${method[0].toUpperCase()}${method.slice(1)}\\b` : '';
      assert.match(section, new RegExp(`\\b${method}\\b${theirs}`), `${method} is not named`);
    }
  });

  test(`${name}: every option that another SDK's may become`, () => {
    const [, section = ''] = /^## Set up\n([^]+?)^## /m.exec(guide) ?? [];
    const named = [...section.matchAll(/^\|.*$/gm)].join('\n');
    const apart = name === 'amazon-payments.md' ? [...OURS, ...NEW_TO_NODE] : OURS;
    for (const option of options.filter((other) => !apart.includes(other))) {
      assert.match(named, new RegExp(`\\b${option}\\b`), `${option} is not named`);
    }
  });

  test(`${name}: every section`, () => {
    const found = [...guide.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    assert.deepEqual(found, SECTIONS);
  });
}
