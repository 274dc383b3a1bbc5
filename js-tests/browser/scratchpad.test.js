// The scratchpad in a real browser, as the command line serves it: every operation sent once through its
// form, each tour to its end, broken requests, notifications, links, and what axe says of each view. The
// browser is Chromium, or, where FIREFOX holds its path, Firefox.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

import { operations } from 'amazon-pay-wasm/operations';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { launched, themed } from './launch.js';
import { auditor, fits, watched } from './watch.js';

const CLI = join(dirname(fileURLToPath(import.meta.resolve('amazon-pay-wasm/package.json'))), 'cli.js');
const VIEWS = ['Call', 'Objects', 'Notifications', 'Sandbox', 'Signature debugger'];

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:child_process').ChildProcess} */
let server;
let address;
before(async () => {
  browser = await launched();
  server = spawn(process.execPath, [CLI, 'scratchpad', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  for await (const text of server.stdout) {
    told += text;
    address = /http:\/\/\S+/.exec(told)?.[0];
    if (address !== undefined) break;
  }
});
after(async () => {
  await browser?.close();
  server?.kill('SIGTERM');
});

/** The page in a browser that keeps an eye on it. */
async function opened(t, { fragment = '', origins = [], ...context } = {}) {
  const shown = await themed(t, browser, context.colorScheme);
  const tab = await shown.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  t.after(() => tab.close());
  const { page, faults } = await watched(tab, [new URL(address).origin, ...origins]);
  await page.goto(address + fragment);
  await page.locator('html[data-ready]').waitFor();
  return { page, faults };
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const open = (page, name) => page.getByRole('tab', { name, exact: true }).click();
const field = (page, path) => page.locator(`[id="param-${path}"]`);

/** Sends the form of an operation with its example values, some of them changed. */
async function sent(page, operation, { values = {}, before: prepared = async () => {} } = {}) {
  if (await page.locator('#panel-call').isHidden()) await open(page, 'Call');
  const select = page.locator('#operation');
  // Chosen anew, also if it stood there already.
  if (await select.inputValue() === operation) await press(page, 'Example values');
  else await select.selectOption(operation);
  await prepared();
  for (const [path, value] of Object.entries(values)) {
    const input = field(page, path);
    if (await input.evaluate((node) => node.tagName) === 'SELECT') await input.selectOption(value);
    else await input.fill(value);
  }
  await page.evaluate(() => ['answer', 'notice'].forEach((id) => document.getElementById(id).replaceChildren()));
  await press(page, 'Sign and send');
  await page.locator('#notice:not(:empty)').waitFor();
  const answer = page.locator('#answer');
  const words = ['#notice', '#answer > .line > strong', '#answer > .line > .status'].map((part) => page.locator(part).textContent());
  assert.deepEqual(await Promise.all(words), [`${operation}: answered 200.`, operation, '200'], `${operation}: ${await answer.textContent()}`);
  return answer;
}

/** Writes into a field of numbers. In Firefox Playwright puts it behind what stands there. */
async function write(input, value) {
  await input.fill('');
  if (value !== '') await input.fill(value);
}

/** Sets a fault, for the next call unless it says otherwise. */
async function fault(page, { kind, operation = '', ...more }) {
  await open(page, 'Sandbox');
  const before = await page.locator('#faults > li').count();
  await page.getByLabel('Kind', { exact: true }).selectOption(kind);
  await page.locator('#fault-operation').selectOption(operation);
  for (const [name, value] of Object.entries({ times: '1', ...more })) await write(page.locator(`#fault-${name}`), value);
  await press(page, 'Add fault');
  await page.locator('#faults > li').nth(before).waitFor();
}

/** Sends what stands in the form, and tells what came of it. */
async function struck(page) {
  await open(page, 'Call');
  await page.evaluate(() => document.getElementById('answer').replaceChildren());
  await press(page, 'Sign and send');
  const answer = page.locator('#answer .fault');
  await answer.waitFor();
  const executed = await answer.locator('li', { hasText: 'executed' }).locator('code').textContent();
  return `${await page.locator('#answer .fault strong').textContent()} ${executed}`;
}

test('every operation is sent once through its form', async (t) => {
  const { page, faults } = await opened(t);
  const seen = new Set();
  const send = async (operation, options) => {
    seen.add(operation);
    return sent(page, operation, options);
  };
  const create = async (name) => {
    await open(page, 'Objects');
    await press(page, name);
    await page.locator('#notice').getByText(`${name}: done.`).waitFor();
  };
  await send('GetServiceStatus');
  await send('GetMerchantAccountStatus');
  await send('SetMerchantNotificationConfiguration');
  await send('GetMerchantNotificationConfiguration');
  await send('SetOrderReferenceDetails');
  await send('SetOrderAttributes');
  await send('ConfirmOrderReference');
  await send('GetOrderReferenceDetails');
  await send('Authorize');
  await send('GetAuthorizationDetails');
  await send('CloseAuthorization');
  await send('Authorize');
  // Another seller has a share in this one.
  await send('Capture', {
    before: async () => {
      await page.locator('[data-path=providerCreditList] > details > summary').click();
      await press(page, 'Add to providerCreditList');
    },
    values: { 'providerCreditList[0].providerId': 'A2SANDBOXSELLER', 'providerCreditList[0].creditAmount.amount': '5.00' },
  });
  await send('GetCaptureDetails');
  await send('GetProviderCreditDetails');
  const reversed = await send('ReverseProviderCredit', { values: { 'creditReversalAmount.amount': '2.00' } });
  await reversed.getByText('amazonProviderCreditReversalId').first().waitFor();
  await send('GetProviderCreditReversalDetails');
  await send('Refund', { values: { 'refundAmount.amount': '3.00' } });
  await send('GetRefundDetails');
  await create('New order reference');
  await send('SetOrderReferenceDetails');
  await send('ConfirmOrderReference');
  await send('ListOrderReference', { values: { pageSize: '1' } });
  await send('ListOrderReferenceByNextToken');
  await send('CancelOrderReference');
  await send('CloseOrderReference');
  await create('New billing agreement');
  await send('SetBillingAgreementDetails');
  await open(page, 'Objects');
  await press(page, 'Give consent');
  await page.locator('#notice').getByText('Give consent: done.').waitFor();
  await send('ConfirmBillingAgreement');
  await send('ValidateBillingAgreement');
  await send('GetBillingAgreementDetails');
  await send('CreateOrderReferenceForId', { values: { confirmNow: 'true' } });
  await send('AuthorizeOnBillingAgreement');
  await send('CloseBillingAgreement');
  assert.deepEqual(operations.map(({ name }) => name).filter((name) => !seen.has(name)), []);
  assert.deepEqual(faults, []);
});

test('what is signed follows the form, and is what is sent', async (t) => {
  const { page, faults } = await opened(t);
  await page.locator('#operation').selectOption('ListOrderReference');
  await field(page, 'queryId').fill('ü *~+');
  const signed = page.locator('#signed');
  await signed.getByText('QueryId=%C3%BC%20%2A~%2B').first().waitFor();
  await signed.getByText("queryId: 'ü *~+'").waitFor();
  for (const name of ['Signature', 'Parameters', 'Canonical query string', 'As a curl command']) await signed.locator('summary').getByText(name, { exact: true }).click();
  await signed.getByText('&QueryId=%C3%BC%20%2A~%2B&').nth(2).waitFor();
  assert.match(await signed.textContent(), /curl -sS/);
  assert.doesNotMatch(await page.content(), /sandboxSecretKey/, 'the secret is in no text of the page');
  await press(page, 'Sign and send');
  await page.locator('#answer > .line').getByText('200').waitFor();
  await page.locator('#answer summary').getByText('As the service wrote it').click();
  await page.locator('#answer').getByText('<ListOrderReferenceResponse', { exact: false }).waitFor();
  assert.deepEqual(faults, []);
});

test('issues stand at the fields they belong to, and nothing is sent with them', async (t) => {
  const { page, faults } = await opened(t);
  await page.locator('#operation').selectOption('Authorize');
  await press(page, 'Clear');
  assert.equal(await page.locator('.issue:visible').count(), 0, 'nobody has typed yet');
  await field(page, 'transactionTimeout').fill('soon');
  await page.locator('[data-path=transactionTimeout] > .issue').getByText('transactionTimeout').waitFor();
  assert.equal(await page.locator('.issue:visible').count(), 1);
  await press(page, 'Sign and send');
  for (const path of ['amazonOrderReferenceId', 'authorizationReferenceId', 'authorizationAmount.amount']) {
    const issue = page.locator(`[data-path="${path}"] > .issue`);
    assert.equal(await issue.textContent(), `${path} is missing`);
    const described = await field(page, path).getAttribute('aria-describedby');
    assert.ok(described.split(' ').includes(await issue.getAttribute('id')), path);
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'param-amazonOrderReferenceId');
  assert.ok(await page.locator('#answer-empty').isVisible(), 'nothing was sent');
  await field(page, 'amazonOrderReferenceId').fill('S01-0000000-0000000');
  await field(page, 'authorizationReferenceId').fill('a');
  await field(page, 'authorizationAmount.amount').fill('1.00');
  await field(page, 'transactionTimeout').fill('0');
  assert.equal(await page.locator('.issue:visible').count(), 0);
  await press(page, 'Sign and send');
  await page.locator('#answer .fault').getByText('InvalidOrderReferenceId').first().waitFor();
  assert.deepEqual(faults, []);
});

for (const [title, steps] of [['One-time payment', 10], ['Subscription', 11], ['Declines', 13], ['SCA', 13]]) {
  test(`the tour leads to its end: ${title}`, async (t) => {
    const { page, faults } = await opened(t);
    await press(page, title);
    for (let step = 1; step <= steps; step++) {
      await page.locator('#tour-text').getByText(`${step} of ${steps}:`).waitFor();
      await press(page, 'Do this step');
    }
    await page.locator('#tour-text').getByText('The end.').waitFor();
    assert.equal(await page.locator('#tour-steps [data-step=done]').count(), steps);
    assert.ok(await page.locator('#tour-next').isHidden());
    assert.deepEqual(faults, []);
  });
}

test('the present state is lit, and buttons of buyer and Amazon move it', async (t) => {
  const { page, faults } = await opened(t);
  await sent(page, 'SetOrderReferenceDetails');
  await sent(page, 'ConfirmOrderReference');
  await open(page, 'Objects');
  await page.locator('#tree button').first().click();
  const lit = (state) => page.locator(`.machine .box.now[data-state=${state}]`).waitFor();
  await lit('Open');
  await page.getByRole('img', { name: 'State machine of order reference; it is Open now' }).waitFor();
  assert.equal(await page.locator('.machine .arrow.taken').count(), 2);
  await page.locator('#amazon').getByRole('button', { name: 'Suspend' }).click();
  await lit('Suspended');
  await page.locator('#buyer').getByRole('button', { name: 'Update payment method' }).click();
  await lit('Open');
  await page.locator('#amazon').getByRole('button', { name: 'Close', exact: true }).click();
  await lit('Closed');
  await page.locator('#machine').getByText('this state is final').waitFor();
  await open(page, 'Call');
  await page.locator('#operation').selectOption('ConfirmOrderReference');
  await press(page, 'Sign and send');
  await page.locator('#answer .fault').getByText('InvalidOrderReferenceStatus').first().waitFor();
  assert.deepEqual(faults, []);
});

test('a notification is verified step by step, and a changed one is stopped at its signature', async (t) => {
  const { page, faults } = await opened(t);
  for (const operation of ['SetOrderReferenceDetails', 'ConfirmOrderReference', 'Authorize']) await sent(page, operation);
  await open(page, 'Notifications');
  await page.locator('#log button', { hasText: 'PaymentAuthorize' }).first().click();
  const steps = page.locator('#checks > li');
  await page.locator('#checks [data-step=passed]').nth(8).waitFor();
  assert.equal(await steps.count(), 9);
  await page.locator('#verified').getByText('amazonAuthorizationId', { exact: true }).waitFor();
  await press(page, 'Change the message');
  await steps.nth(3).getByText('refused: signature').waitFor();
  assert.equal(await page.locator('#checks [data-step=passed]').count(), 3);
  await page.locator('#envelope').fill('{}');
  await press(page, 'Verify again');
  await steps.nth(0).getByText('refused: envelope').waitFor();
  assert.deepEqual(faults, []);
});

test('ten broken requests: what is wrong is shown', async (t) => {
  const { page, faults } = await opened(t);
  await open(page, 'Signature debugger');
  const expected = ['lower-case-hex', 'missing-line-break', 'order', 'host-case', 'star', 'plus', 'path-slash', 'method', 'secret-space', 'added-later'];
  for (const [at, code] of expected.entries()) {
    await page.locator('#broken').selectOption(String(at));
    await page.locator(`#diagnosis [data-cause="${code}"]`).waitFor();
    assert.equal(await page.locator('#diagnosis .verdict strong').textContent(), 'Found');
  }
  // By hand: a request of a merchant's own program, which has another key.
  await page.locator('#pasted').fill('AWSAccessKeyId=A&Action=GetServiceStatus&Signature=AAAA');
  await press(page, 'Find the difference');
  await page.locator('#diagnosis').getByText('Not signed rightly').waitFor();
  assert.ok(await page.locator('#diagnosis [data-cause=missing]').count() >= 3);
  assert.deepEqual(faults, []);
});

test('faults strike, and what the client says of them is shown', async (t) => {
  const { page, faults } = await opened(t);
  await page.locator('#operation').selectOption('GetOrderReferenceDetails');
  const expected = {
    refuse: 'ServiceError no',
    'drop-request': 'ConnectionError unknown',
    'drop-response': 'ConnectionError unknown',
    throttle: 'ThrottledError no',
    'internal-error': 'ServiceError unknown',
    unavailable: 'ServiceError unknown',
    truncate: 'ResponseError unknown',
    'plain-text-error': 'ServiceError no',
  };
  for (const [kind, words] of Object.entries(expected)) {
    await fault(page, { kind });
    assert.equal(await struck(page), words, kind);
  }
  await fault(page, { kind: 'refuse', code: 'InvalidAccessKeyId', operation: 'GetOrderReferenceDetails' });
  await open(page, 'Call');
  await page.locator('#faulty').getByText('A fault is set').waitFor();
  await struck(page);
  await page.locator('#answer .fault').getByText('InvalidAccessKeyId').first().waitFor();
  assert.ok(await page.locator('#faulty').isHidden());
  await open(page, 'Sandbox');
  assert.equal(await page.locator('#struck > li').count(), 9);
  await page.locator('#struck > li').first().getByText('GetOrderReferenceDetails').waitFor();
  await fault(page, { kind: 'garble', times: '', rate: '0.5' });
  await press(page, 'Clear all');
  await page.locator('#faults-empty').waitFor();
  await sent(page, 'GetOrderReferenceDetails');
  assert.deepEqual(faults, []);
});

test('a lost answer: the same reference id authorizes once, by hand and by the SDK’s retries', async (t) => {
  const { page, faults } = await opened(t);
  await sent(page, 'SetOrderReferenceDetails');
  await sent(page, 'ConfirmOrderReference');
  const authorizations = page.locator('#tree .kind', { hasText: 'Authorization' });
  await fault(page, { kind: 'drop-response', operation: 'Authorize' });
  await open(page, 'Call');
  await page.locator('#operation').selectOption('Authorize');
  await field(page, 'authorizationAmount.amount').fill('5.00');
  assert.equal(await struck(page), 'ConnectionError unknown');
  await open(page, 'Objects');
  assert.equal(await authorizations.count(), 1, 'it acted');
  await open(page, 'Call');
  await press(page, 'Sign and send');
  await page.locator('#answer > .line').getByText('200').waitFor();
  assert.equal(await authorizations.count(), 1, 'and not twice');
  await fault(page, { kind: 'drop-response', operation: 'Authorize' });
  await open(page, 'Call');
  await page.getByLabel('Retry as the SDK does').check();
  await sent(page, 'Authorize', { values: { 'authorizationAmount.amount': '6.00' } });
  assert.match((await page.locator('#answer .attempts > li').allTextContents()).join('\n'), /^Attempt 1: ConnectionError, \d+ ms; then \d+ ms of waiting\nAttempt 2: 200, \d+ ms$/);
  assert.equal(await authorizations.count(), 2);
  assert.deepEqual(faults, []);
});

test('an answer may wait for the clock, or nobody for it; a link does not', async (t) => {
  const { page, faults } = await opened(t);
  await fault(page, { kind: 'delay', milliseconds: '60000', times: '2' });
  await open(page, 'Call');
  await press(page, 'Sign and send');
  await page.locator('#answer > .line').getByText('waiting').waitFor();
  await press(page, 'Sign and send');
  await page.locator('#notice').getByText('The last call has no answer yet.').waitFor();
  await press(page, '+1 min');
  await page.locator('#answer > .line').getByText('200').waitFor();
  await press(page, 'Sign and send');
  await press(page, 'Give up waiting');
  await page.locator('#answer .fault').getByText('AbortError').waitFor();
  await page.locator('#sharing > summary').click();
  await press(page, 'Make the link');
  await page.waitForFunction(() => document.getElementById('link').value !== '');
  const other = await opened(t, { fragment: new URL(await page.locator('#link').inputValue()).hash });
  await other.page.locator('#notice').getByText('As the link says: 5 steps were done again.').waitFor();
  await open(other.page, 'Sandbox');
  assert.equal(await other.page.locator('#struck > li').count(), 2);
  assert.deepEqual([...faults, ...other.faults], []);
});

test('quotas come back with the clock, where they are enforced', async (t) => {
  const { page, faults } = await opened(t);
  await open(page, 'Sandbox');
  await page.getByLabel('Quotas are enforced').check();
  await press(page, 'Begin anew');
  await page.locator('#notice').getByText('Begin anew: done.').waitFor();
  for (let call = 0; call < 2; call++) await sent(page, 'GetServiceStatus');
  assert.equal(await struck(page), 'ThrottledError no');
  await press(page, '+1 day');
  await sent(page, 'GetServiceStatus');
  assert.deepEqual(faults, []);
});

test('the clock goes to what comes next, and as far as it is told', async (t) => {
  const { page, faults } = await opened(t);
  const notice = (text) => page.locator('#notice').getByText(text).waitFor();
  await sent(page, 'SetOrderReferenceDetails');
  await sent(page, 'ConfirmOrderReference');
  await sent(page, 'Authorize', { values: { transactionTimeout: '60' } });
  await page.locator('#answer').getByText('Pending', { exact: true }).waitFor();
  await press(page, 'Next event');
  await notice(/^After 30 seconds: authorization \S+ is Open \(accepted\)\.$/);
  await open(page, 'Sandbox');
  const due = await page.locator('#next-due').textContent();
  assert.match(due, /^Something may fall due in \d/);
  await write(page.locator('#advance-count'), '1.5');
  await press(page, 'Move the clock');
  await notice('Clock +1 hour 30 minutes: done.');
  assert.notEqual(await page.locator('#next-due').textContent(), due);
  await press(page, 'Next event');
  await notice(/authorization \S+ is Closed \(lapsed\)/);
  await press(page, 'Next event');
  await notice(/order reference \S+ is Closed \(lapsed\)/);
  await press(page, 'Next event');
  await notice('Nothing happens by itself any more.');
  await page.locator('#next-due').getByText('Nothing is due').waitFor();
  assert.deepEqual(faults, []);
});

test('a link brings another browser to the same place, and holds no secret', async (t) => {
  const { page, faults } = await opened(t);
  await sent(page, 'SetOrderReferenceDetails');
  await sent(page, 'ConfirmOrderReference');
  await sent(page, 'Authorize', { values: { sellerAuthorizationNote: 'a note' } });
  await open(page, 'Objects');
  const ids = await page.locator('#tree button').evaluateAll((all) => all.map(({ value }) => value));
  await open(page, 'Call');
  await page.locator('#operation').selectOption('GetOrderReferenceDetails');
  await field(page, 'accessToken').fill('Atza|buyers-own-token');
  await page.locator('#sharing > summary').click();
  await press(page, 'Make the link');
  await page.waitForFunction(() => document.getElementById('link').value !== '');
  const link = await page.locator('#link').inputValue();
  const fragment = new URL(link).hash;
  const told = inflateRawSync(Buffer.from(fragment.slice(3), 'base64url')).toString();
  for (const secret of ['sandboxSecretKey', 'AKIASANDBOX', 'Atza', 'amzn.mws', 'Signature', 'Susie']) assert.ok(!told.includes(secret), secret);
  assert.equal(JSON.parse(told).operation, 'GetOrderReferenceDetails');
  const other = await opened(t, { fragment });
  await other.page.locator('#notice').getByText('steps were done again').waitFor();
  assert.equal(await other.page.locator('#operation').inputValue(), 'GetOrderReferenceDetails');
  assert.equal(await field(other.page, 'amazonOrderReferenceId').inputValue(), ids[0]);
  assert.equal(await field(other.page, 'accessToken').inputValue(), '');
  await open(other.page, 'Objects');
  assert.deepEqual(await other.page.locator('#tree button').evaluateAll((all) => all.map(({ value }) => value)), ids);
  assert.deepEqual([...faults, ...other.faults], []);
});

test('a link that nobody of us made does nothing', async (t) => {
  for (const fragment of ['#1.AAAA', `#1.${Buffer.from('x').toString('base64url')}`, '#2.zz', '#<img src=x onerror=window.injected=1>']) {
    const { page, faults } = await opened(t, { fragment });
    assert.equal(await page.evaluate(() => window.injected), undefined);
    assert.match(await page.locator('#notice').textContent(), fragment.startsWith('#1.') ? /can’t be read/ : /^$/);
    assert.deepEqual(faults, []);
  }
});

test('a sandbox over HTTP is called as well', async (t) => {
  const sandbox = await Sandbox.create({ throttling: false });
  const http = await serve(sandbox, { cors: new URL(address).origin });
  t.after(async () => {
    await http.close();
    sandbox.close();
  });
  const { page, faults } = await opened(t, { origins: [http.url] });
  await open(page, 'Sandbox');
  await page.locator('#where-kind').selectOption('http');
  await page.locator('#where-address').fill(http.url);
  await press(page, 'Begin anew');
  await page.locator('#place').getByText(`the sandbox at ${http.url}`).waitFor();
  const { amazonOrderReferenceId } = sandbox.createOrderReference();
  await open(page, 'Objects');
  await page.locator(`#tree button[value="${amazonOrderReferenceId}"]`).click();
  await sent(page, 'SetOrderReferenceDetails');
  assert.equal(sandbox.object(amazonOrderReferenceId).orderTotal.amount, '25.00');
  await page.locator('#signed').getByText(new URL(http.url).host).first().waitFor();
  await fault(page, { kind: 'refuse' });
  assert.equal(await struck(page), 'ServiceError no');
  const before = sandbox.now;
  await press(page, '+1 day');
  await page.locator('#notice').getByText('Clock +1 day: done.').waitFor();
  assert.ok(sandbox.now >= before + 86_400_000);
  await page.locator(`#tree button[value="${amazonOrderReferenceId}"]`).getByText('Canceled').waitFor({ state: 'attached' });
  // What others do to it is seen without being asked for.
  const other = sandbox.createOrderReference();
  await page.locator(`#tree button[value="${other.amazonOrderReferenceId}"]`).waitFor({ state: 'attached' });
  // Chromium writes a refusal into its console.
  assert.deepEqual(faults.filter((told) => !/status of 401/.test(told)), []);
});

test('nothing but the page’s own is served, and to this machine only', async () => {
  const status = async (path) => (await fetch(`${new URL(address).origin}${path}`)).status;
  assert.equal(await status('/scratchpad/'), 200);
  for (const path of ['/package.json', '/cli', '/scratchpad/../package.json', '/..%2fpackage.json', '/nothing.js', '//x.js']) assert.equal(await status(path), 404, path);
  const { headers } = await fetch(address);
  assert.match(headers.get('content-security-policy'), /default-src 'none'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, and nothing stands out to the side (${colorScheme})`, async (t) => {
    const { page } = await opened(t, { colorScheme });
    const audit = await auditor(page, colorScheme);
    await press(page, 'Declines');
    for (let step = 1; step <= 7; step++) {
      await page.locator('#tour-text').getByText(`${step} of 13:`).waitFor();
      await press(page, 'Do this step');
    }
    await page.locator('#tour-text').getByText('8 of 13:').waitFor();
    await fault(page, { kind: 'delay', times: '' });
    await open(page, 'Notifications');
    await page.locator('#log button').first().click();
    await press(page, 'Change the message');
    await open(page, 'Signature debugger');
    await page.locator('#broken').selectOption('2');
    await page.locator('#diagnosis mark').first().waitFor();
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of VIEWS) {
        await open(page, name);
        // It may lie over the view.
        if (name === 'Sandbox') await page.locator('#sharing > summary').click();
        await audit(`${width} ${name}`);
        await fits(page, `${width} ${name}`);
      }
    }
    // Invalid forms say so below their fields.
    await press(page, 'Leave the tour');
    await open(page, 'Call');
    await page.locator('#operation').selectOption('SetMerchantNotificationConfiguration');
    await press(page, 'Clear');
    await press(page, 'Sign and send');
    await audit('360 invalid');
  });
}

test('each form fits a phone, with all its parts open and all that can be wrong', async (t) => {
  const { page, faults } = await opened(t, { viewport: { width: 360, height: 800 } });
  const unfold = () => page.evaluate(() => document.querySelectorAll('#fields details').forEach((fold) => { fold.open = true; }));
  for (const { name } of operations) {
    await page.locator('#operation').selectOption(name);
    await press(page, 'Clear');
    await unfold();
    for (const add of await page.getByRole('button', { name: /^Add to/ }).all()) await add.click();
    await unfold();
    await press(page, 'Sign and send');
    await fits(page, name);
  }
  assert.deepEqual(faults, []);
});

test('the first call, on a slow machine as on a fast one', async (t) => {
  const tab = await browser.newContext();
  t.after(() => tab.close());
  const { page } = await watched(tab, [new URL(address).origin]);
  const slowed = browser.browserType().name() === 'chromium' ? 6 : 1;
  if (slowed > 1) await (await tab.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowed });
  // The page's own clock tells, not that of who drives it.
  await page.addInitScript(() => new MutationObserver(() => {
    if (document.documentElement?.dataset.ready === 'yes') window.readyAt ??= performance.now();
    if (document.querySelector('#answer .status')?.textContent === '200') window.answeredAt ??= performance.now();
  }).observe(document, { attributes: true, childList: true, subtree: true }));
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor();
  await page.evaluate(() => {
    window.sentAt = performance.now();
    document.getElementById('send').click();
  });
  await page.locator('#answer > .line').getByText('200').waitFor();
  const { ready, took } = await page.evaluate(() => ({ ready: window.readyAt, took: window.answeredAt - window.sentAt }));
  assert.ok(ready > 0 && took > 0);
  // Timing never decides a test: it is printed.
  t.diagnostic(`processor slowed ${slowed} times: the page is ready after ${Math.round(ready)} ms, and its first call answered ${Math.round(took)} ms after it was sent`);
});

test('what has the focus is seen: its ring, and nothing over it', async (t) => {
  const { page, faults } = await opened(t);
  const walk = async (where, presses) => {
    const passed = new Set();
    for (let press = 0; press < presses; press++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const { activeElement: on } = document;
        if (on === null || on === document.body) return undefined;
        const { left, top, width, height } = on.getBoundingClientRect();
        const free = [0.1, 0.3, 0.5, 0.7, 0.9].some((part) => on.contains(document.elementFromPoint(left + Math.min(width / 2, 20), top + height * part)));
        return { name: on.id || on.textContent.trim(), free, ring: getComputedStyle(on).outlineStyle };
      });
      // After the last, focus leaves the document; Firefox without a window shows no ring after that.
      if (seen === undefined) break;
      passed.add(seen.name);
      assert.ok(seen.free, `${where}: ${seen.name} lies under something`);
      assert.notEqual(seen.ring, 'none', `${where}: ${seen.name} has no ring`);
    }
    assert.ok(passed.size >= presses / 3, `${where}: the walk ended after ${[...passed]}`);
  };
  await walk('1280 Call', 35);
  await page.setViewportSize({ width: 360, height: 640 });
  await press(page, 'Declines');
  await press(page, 'Do this step');
  await page.locator('#tour-text').getByText('2 of 13:').waitFor();
  await press(page, 'Do this step');
  await page.locator('#tour-text').getByText('3 of 13:').waitFor();
  await walk('360 Call', 25);
  for (const name of ['Objects', 'Sandbox', 'Signature debugger']) {
    await open(page, name);
    await walk(`360 ${name}`, 12);
  }
  assert.deepEqual(faults, []);
});

test('keys alone are enough for a call', async (t) => {
  const { page, faults } = await opened(t);
  const focused = () => page.evaluate(() => document.activeElement.id);
  const tabTo = async (id) => {
    for (let presses = 0; presses < 60 && await focused() !== id; presses++) await page.keyboard.press('Tab');
    assert.equal(await focused(), id);
  };
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the views');
  await page.keyboard.press('Enter');
  await tabTo('tab-call');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), 'tab-objects');
  await page.keyboard.press('ArrowLeft');
  await tabTo('send');
  await page.keyboard.press('Enter');
  await page.locator('#answer > .line').getByText('200').waitFor();
  assert.deepEqual(faults, []);
});
