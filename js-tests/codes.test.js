// @ts-check
// The lists of codes (src/model/codes) are the truth only as long as nobody says a word that is not in
// them, and no word is in them that nobody says. So the sources are read: this knows how a code is
// written there.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../', import.meta.url);
/** What the sandbox is sent: these become faults of the service's, and reach nobody as issues. */
const OF_THE_SANDBOX = ['invalid-utf8', 'malformed-escape', 'too-many-parameters'];
/** What is said where the package's own JavaScript calls its core wrongly. */
const OF_NOBODY = ['caller'];
/** Codes that are the service's own. */
const FAULTS = ['RequestThrottled'];

const core = sources('src', '.rs').replace(/#\[cfg\(test\)\]\nmod tests[^]*?\n\}\n/g, '');
const javascript = sources('pkg-template', '.js');
const declared = readFileSync(new URL('pkg-template/types/codes.d.ts', ROOT), 'utf8');

/** @param {string} folder @param {string} extension */
function sources(folder, extension) {
  const names = readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith(extension)).sort();
  return files.map((name) => readFileSync(new URL(`${folder}/${name}`, ROOT), 'utf8')).join('\n');
}

/** @param {string} name of a type */
function listed(name) {
  const [, words = ''] = new RegExp(`export type ${name} =([^;]+);`).exec(declared) ?? [];
  return [...words.matchAll(/'([^']+)'/g)].map(([, word]) => word);
}

/** @param {string} text @param {RegExp} pattern */
function said(text, pattern) {
  return [...text.matchAll(pattern)].map(([, word]) => word);
}

/** @param {string[]} words @param {string} name @param {string[]} [apart] */
function same(words, name, apart = []) {
  const found = [...new Set(words)].sort();
  for (const word of apart) assert.ok(found.includes(word), `${word} is said no more`);
  assert.deepEqual(found.filter((word) => !apart.includes(word)), listed(name).sort());
}

test('issues of parameters', () => {
  const [, codes] = /const CODES = \{([^}]+)\}/.exec(javascript) ?? [];
  const words = [
    ...said(core, /issue\(\s*"([\w-]+)"/g),
    ...said(core, /issue\(if [^{]+\{ "([\w-]+)" \}/g),
    ...said(core, /issue\(if [^}]+\} else \{ "([\w-]+)" \}/g),
    ...said(core, /validation\(\s*"([\w-]+)"/g),
    ...said(javascript.replace(/unreadable: \{.*/g, ''), /path: [^,]+, code: '([\w-]+)'/g),
    ...said(javascript, /path: 'id', code: [^?]+\? '[\w-]+' : '([\w-]+)'/g),
    ...said(javascript, /unfit\(name, '([\w-]+)'/g),
    ...said(javascript, /CODES\[status\] \?\? '([\w-]+)'/g),
    ...said(codes, /'([\w-]+)'/g),
  ];
  same(words, 'IssueCode', [...OF_THE_SANDBOX, ...OF_NOBODY]);
});

test('unreadable answers', () => {
  const words = [
    ...said(core, /response\(\s*"([\w-]+)"/g),
    ...said(javascript, /ResponseError\((?:(?!\);)[^])*?code: '([\w-]+)'/g),
    ...said(javascript, /unreadable: \{ path: '', code: '([\w-]+)'/g),
  ];
  same(words, 'ResponseCode');
});

test('findings of a diagnosis', () => {
  const [, refusals] = /const REFUSALS = \{([^]+?)\n\};/.exec(javascript) ?? [];
  same([...said(javascript, /found\('([\w-]+)'/g), ...said(refusals, /\w+: \['([\w-]+)'/g)], 'FindingCode');
});

test('reasons of refused notifications', () => {
  const [, faults] = /const FAULTS = .*\[(.+)\]/.exec(javascript) ?? [];
  const words = [
    ...said(javascript, /failure\('([\w-]+)'/g),
    ...said(faults, /'([\w-]+)'/g),
    ...said(javascript, /\? undefined : '([\w-]+)'/g),
    ...said(javascript, /return '(certificate[\w-]*)'/g),
    ...said(javascript, /failure\(failed === '([\w-]+)'/g),
  ];
  same(words, 'NotificationReason');
});

test('no code of an error is a word that no list has', () => {
  const known = ['IssueCode', 'ResponseCode', 'FindingCode', 'SignInCode', 'FaultCode'].flatMap(listed);
  for (const word of said(javascript, /\bcode: '([\w-]+)'/g)) {
    assert.ok(known.includes(word) || FAULTS.includes(word) || /^E[A-Z]+$/.test(word), `\`${word}\` is in no list`);
  }
});
