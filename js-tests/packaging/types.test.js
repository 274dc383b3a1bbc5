// @ts-check
// The installed package's types are found and accepted by TypeScript under each way of resolving
// modules, in the strictest settings, with and without the DOM's types, by two major versions; and with
// optional properties that may be `undefined`, which most projects allow.

import { after, test } from 'node:test';
import { Project, tool } from './project.js';

const project = new Project();
after(() => project.remove());

const BODY = `
const pay = new AmazonPay({ region: 'us', merchantId: 'M', accessKey: 'A', secretKey: 'S' });
export async function amount(authorizationReferenceId: string): Promise<string> {
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId: 'P01-0000000-0000000',
    authorizationReferenceId,
    authorizationAmount: { amount: '10.00', currencyCode: 'USD' },
  });
  return authorizationDetails.authorizationAmount.amount;
}
export function codeOf(error: unknown): string | undefined {
  return error instanceof ServiceError ? error.code : undefined;
}
// @ts-expect-error an amount is text, never a number
pay.authorize({ amazonOrderReferenceId: 'P', authorizationReferenceId: 'a', authorizationAmount: { amount: 10, currencyCode: 'USD' } });
export const method: 'POST' = pay.prepare('Authorize', {} as never, { now: 0 }).method;
`;
const OTHERS = `
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';
import { operations } from 'amazon-pay-wasm/operations';
export const made = Sandbox.create({ region: 'eu' }).then((sandbox) => serve(sandbox, { port: 0 }));
export const names: readonly string[] = operations.map((operation) => operation.name);
`;
const ESM = `import { AmazonPay, ServiceError } from 'amazon-pay-wasm';
import { AmazonPay as Slim } from 'amazon-pay-wasm/slim';
export const ready: Promise<void> = Slim.ready(new Uint8Array(0));
${BODY}${OTHERS}`;
const CJS = `import amazonPay = require('amazon-pay-wasm');
import { AmazonPay, ServiceError } from 'amazon-pay-wasm';
export const same: typeof AmazonPay = amazonPay.AmazonPay;
${BODY}${OTHERS}`;

const RESOLUTIONS = [
  { name: 'node16', options: { module: 'node16', moduleResolution: 'node16' }, files: ['esm.mts', 'cjs.cts'] },
  { name: 'nodenext', options: { module: 'nodenext', moduleResolution: 'nodenext' }, files: ['esm.mts', 'cjs.cts'] },
  { name: 'bundler', options: { module: 'esnext', moduleResolution: 'bundler' }, files: ['esm.mts'] },
];
const LIBRARIES = [
  { name: 'with the DOM', lib: ['es2022', 'dom', 'dom.iterable'] },
  { name: 'without the DOM', lib: ['es2022'] },
];

project.write('esm.mts', ESM);
project.write('cjs.cts', CJS);
for (const compiler of ['typescript', 'typescript-5']) {
  for (const { name, options, files } of RESOLUTIONS) {
    for (const { name: library, lib } of LIBRARIES) {
      for (const exactOptionalPropertyTypes of [true, false]) {
        test(`${compiler}, ${name}, ${library}, ${exactOptionalPropertyTypes ? 'exact' : 'loose'} optional properties`, () => {
          const compilerOptions = {
            ...options,
            lib,
            target: 'es2022',
            types: [],
            strict: true,
            exactOptionalPropertyTypes,
            noUncheckedIndexedAccess: true,
            noPropertyAccessFromIndexSignature: true,
            verbatimModuleSyntax: false,
            skipLibCheck: false,
            noEmit: true,
          };
          project.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
          project.node(tool(compiler, 'tsc'), '--project', 'tsconfig.json');
        });
      }
    }
  }
}
