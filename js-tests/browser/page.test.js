// The sandbox's page in a real browser, over a real server: what a person sees, does by mouse and by
// keyboard, and what a hostile caller can't do to them. The browser is Chromium, or, where FIREFOX
// holds its path, Firefox.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';

import { launched, themed } from './launch.js';
import { auditor, fits, watched } from './watch.js';

/** What a note or an order number may hold at worst. */
const HOSTILE = '"><img src=x onerror=window.struck=1><script>window.struck=1</script>';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launched();
});
after(() => browser.close());

/** A sandbox that is served, and its page in a browser that keeps an eye on it. */
async function opened(t, { sandbox: options = {}, ...context } = {}) {
  const sandbox = await Sandbox.create({ throttling: false, ...options });
  const server = await serve(sandbox);
  const shown = await themed(t, browser, context.colorScheme);
  const tab = await shown.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  t.after(async () => {
    await tab.close();
    await server.close();
    sandbox.close();
  });
  const { page, faults } = await watched(tab, [server.url]);
  await page.goto(server.url);
  await page.getByText('connected', { exact: true }).waitFor();
  return { page, sandbox, server, faults, pay: new AmazonPay({ ...server.credentials, pacing: false }) };
}

/** A payment by the merchant, over HTTP. */
async function payment(pay, amazonOrderReferenceId, { note, number } = {}) {
  await pay.setOrderReferenceDetails({
    amazonOrderReferenceId,
    orderReferenceAttributes: {
      orderTotal: { amount: '25.00' },
      ...(note && { sellerNote: note }),
      ...(number && { sellerOrderAttributes: { sellerOrderId: number } }),
    },
  });
  await pay.confirmOrderReference({ amazonOrderReferenceId });
  const { authorizationDetails } = await pay.authorize({
    amazonOrderReferenceId,
    authorizationReferenceId: `a-${amazonOrderReferenceId}`,
    authorizationAmount: { amount: '25.00' },
    transactionTimeout: 0,
    captureNow: true,
  });
  return authorizationDetails;
}

/** The row of an object in the tree. */
const row = (page, id) => page.locator(`#tree button[value="${id}"]`);
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const inRow = (page, id, state) => row(page, id).getByText(state, { exact: true }).waitFor();
const notice = (page, text) => page.locator('#notice').getByText(text).waitFor();

test('a draft made on the page is paid for by a client, and the page shows it without reload', async (t) => {
  const { page, pay, sandbox, faults } = await opened(t);
  await page.evaluate(() => { window.sameDocument = true; });
  await press(page, 'New order reference');
  const id = await page.locator('#tree button').first().getAttribute('value');
  assert.equal(sandbox.object(id).state, 'Draft');
  await inRow(page, id, 'Draft');
  assert.match(await page.locator('#commands').textContent(), new RegExp(`call SetOrderReferenceDetails --endpoint http.* ${id}`));
  const { amazonAuthorizationId, idList } = await payment(pay, id);
  await inRow(page, id, 'Open');
  await inRow(page, amazonAuthorizationId, 'Closed');
  await inRow(page, idList[0], 'Completed');
  const call = page.locator('#journal summary', { hasText: 'Authorize' });
  await call.getByText('200').waitFor();
  await call.click();
  const opened_ = page.locator('#journal details[open]');
  await opened_.getByText('<AuthorizeResponse', { exact: false }).waitFor();
  assert.ok(!(await opened_.textContent()).includes(sandbox.credentials.accessKey), 'keys are hidden');
  await page.getByRole('tab', { name: 'Notifications' }).click();
  await page.locator('#notifications summary', { hasText: 'PaymentCapture' }).waitFor();
  assert.equal(await page.evaluate(() => window.sameDocument), true);
  assert.deepEqual(faults, []);
});

test('buttons do what buyer and Amazon do, and a refusal is told', async (t) => {
  const { page, pay, sandbox, faults } = await opened(t);
  const { amazonOrderReferenceId: id } = sandbox.createOrderReference();
  await row(page, id).click();
  const buyer = page.locator('#buyer');
  await buyer.locator('form', { hasText: 'Select card' }).getByRole('combobox').selectOption('3434');
  await buyer.getByRole('button', { name: 'Select card' }).click();
  await notice(page, 'Select card: done.');
  assert.equal(sandbox.object(id).card, '3434');
  const declined = await payment(pay, id);
  assert.equal(declined.authorizationStatus.reasonCode, 'InvalidPaymentMethod');
  await inRow(page, id, 'Suspended');
  await buyer.getByRole('button', { name: 'Update payment method' }).click();
  await inRow(page, id, 'Open');
  await buyer.locator('summary', { hasText: 'Select address' }).click();
  await buyer.getByRole('textbox', { name: /City/ }).fill('Portland');
  await buyer.getByRole('button', { name: 'Select address' }).click();
  await notice(page, 'Select address: done.');
  const paid = await pay.authorize({
    amazonOrderReferenceId: id, authorizationReferenceId: 'second', authorizationAmount: { amount: '20.00' }, transactionTimeout: 0, captureNow: true,
  });
  const [capture] = paid.authorizationDetails.idList;
  await row(page, capture).click();
  const amazon = page.locator('#amazon');
  await amazon.locator('summary').getByText('Refund', { exact: true }).click();
  const refund = amazon.locator('form', { hasText: 'Refund type' });
  await refund.getByRole('textbox', { name: /Amount/ }).fill('1e3');
  await refund.getByRole('button', { name: 'Refund' }).click();
  await notice(page, 'Refund: `amount` must be a decimal above 0, as text');
  await refund.getByRole('textbox', { name: /Amount/ }).fill('4.00');
  await refund.getByRole('button', { name: 'Refund' }).click();
  await notice(page, 'amazonRefundId');
  assert.equal(sandbox.object(capture).children[0].amount.amount, '4.00');
  await row(page, id).click();
  await amazon.getByRole('button', { name: 'Close', exact: true }).click();
  await inRow(page, id, 'Closed');
  await page.getByText('There is nothing that Amazon does here now.').waitFor();
  // Chromium writes a refusal into its console.
  assert.deepEqual(faults.filter((fault) => !/status of 400/.test(fault)), []);
});

test('a refusal that comes of somebody else having been faster is told in words', async (t) => {
  const { page, sandbox } = await opened(t);
  const { amazonOrderReferenceId: id } = sandbox.createOrderReference();
  await row(page, id).click();
  // The page's own looking is held up, so that it offers what is no longer possible.
  await page.route(/\/sandbox\/objects\//, (route) => (route.request().method() === 'GET' ? undefined : route.continue()));
  sandbox.amazon.cancel(id);
  await page.locator('#buyer').getByRole('button', { name: 'Delete card' }).click();
  await notice(page, `Delete card: ${id} is Canceled`);
  assert.ok(await page.locator('#notice.refused').isVisible());
});

test('agreements with their consent and their orders', async (t) => {
  const { page, pay, sandbox } = await opened(t);
  await press(page, 'New billing agreement');
  const id = await page.locator('#tree button').first().getAttribute('value');
  await press(page, 'Give consent');
  await notice(page, 'Give consent: done.');
  assert.equal(sandbox.object(id).consent, true);
  await pay.confirmBillingAgreement({ amazonBillingAgreementId: id });
  await inRow(page, id, 'Open');
  const charged = await pay.authorizeOnBillingAgreement({
    amazonBillingAgreementId: id, authorizationReferenceId: 'm1', authorizationAmount: { amount: '9.99' }, transactionTimeout: 0, captureNow: true,
  });
  const below = page.locator('#tree > li').filter({ has: page.locator(`> button[value="${id}"]`) });
  await below.locator(`button[value="${charged.amazonOrderReferenceId}"]`).waitFor();
  assert.equal(await page.locator('#tree > li').count(), 1, 'the order stands below its agreement only');
  await press(page, 'Withdraw consent');
  await notice(page, 'Withdraw consent: done.');
  assert.equal(sandbox.object(id).consent, false);
});

test('the clock is moved, and what falls due is seen', async (t) => {
  const start = Date.UTC(2026, 0, 2, 3, 4, 5);
  const { page, sandbox, faults } = await opened(t, { sandbox: { clock: 'manual', now: start } });
  const { amazonOrderReferenceId: id } = sandbox.createOrderReference();
  await page.getByText('2026-01-02 03:04:05 UTC').waitFor();
  await press(page, '+30 s');
  await page.getByText('2026-01-02 03:04:35 UTC').waitFor();
  await press(page, '+1 day');
  await inRow(page, id, 'Canceled');
  await press(page, '+30 days');
  await page.getByText('2026-02-02 03:04:35 UTC').waitFor();
  assert.equal(sandbox.now, start + 30_000 + 31 * 86_400_000);
  assert.deepEqual(faults, []);
});

test('faults are added, strike, and are cleared', async (t) => {
  const { page, pay, faults } = await opened(t);
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByLabel('Kind').selectOption('refuse');
  await page.getByLabel('Operation').selectOption('GetServiceStatus');
  await page.getByLabel('Times').fill('1');
  await press(page, 'Add fault');
  await page.locator('#faults').getByText('GetServiceStatus: 1 left').waitFor();
  await assert.rejects(pay.getServiceStatus(), { code: 'AccessDenied' });
  await page.locator('#faults-empty').waitFor();
  await page.getByLabel('Code').fill('InvalidAccessKeyId');
  await press(page, 'Add fault');
  await page.locator('#faults').getByText('refuse InvalidAccessKeyId · GetServiceStatus: 1 left').waitFor();
  await assert.rejects(pay.getServiceStatus(), { code: 'InvalidAccessKeyId' });
  await page.locator('#faults-empty').waitFor();
  await page.getByLabel('Code').fill('');
  await page.getByLabel('Kind').selectOption('notification-delay');
  assert.deepEqual([await page.getByLabel('Code').isHidden(), await page.getByLabel('Operation').isHidden()], [true, true]);
  await page.getByLabel('Delay in ms').fill('5');
  await press(page, 'Add fault');
  await page.locator('#faults').getByText('notification-delay 5 ms · every one: 1 left').waitFor();
  await press(page, 'Clear all');
  await page.getByLabel('Kind').selectOption('refuse');
  await page.getByLabel('Times').fill('');
  await page.getByLabel('Rate').fill('0.25');
  await press(page, 'Add fault');
  await page.locator('#faults').getByText('at a rate of 0.25').waitFor();
  await press(page, 'Clear all');
  await page.locator('#faults-empty').waitFor();
  assert.equal((await pay.getServiceStatus()).status, 'GREEN');
  assert.deepEqual(faults, []);
});

test('the journal can be paused, and holds no more rows than a person reads', async (t) => {
  const { page, pay } = await opened(t);
  for (let call = 0; call < 210; call++) await pay.getServiceStatus();
  const rows = page.locator('#journal > li');
  await page.waitForFunction(() => document.querySelectorAll('#journal > li').length === 200);
  await press(page, 'Pause');
  const first = await rows.first().textContent();
  await assert.rejects(pay.getOrderReferenceDetails({ amazonOrderReferenceId: 'S01-0000000-0000000' }));
  await page.getByRole('button', { name: 'Resume (2 new)' }).waitFor();
  assert.equal(await rows.first().textContent(), first);
  await page.getByRole('button', { name: /^Resume/ }).click();
  await rows.first().getByText('GetOrderReferenceDetails').waitFor();
  assert.match(await rows.first().textContent(), /404 InvalidOrderReferenceId|40\d \w+/);
  assert.equal(await rows.count(), 200);
});

test('hostile text stays text', async (t) => {
  const { page, pay, sandbox, faults } = await opened(t);
  const { amazonOrderReferenceId: id } = sandbox.createOrderReference({ buyer: { name: HOSTILE } });
  await payment(pay, id, { note: HOSTILE, number: HOSTILE });
  await row(page, id).click();
  await page.locator('#facts').getByText(HOSTILE).waitFor();
  const summaries = page.locator('#journal summary');
  for (let at = 0; at < await summaries.count(); at++) await summaries.nth(at).click();
  await page.locator('#journal dd', { hasText: HOSTILE }).first().waitFor();
  await page.getByRole('tab', { name: 'Notifications' }).click();
  for (const summary of await page.locator('#notifications summary').all()) await summary.click();
  assert.equal(await page.evaluate(() => window.struck), undefined);
  assert.equal(await page.locator('main img, main script').count(), 0);
  assert.deepEqual(faults, []);
  // Should a script get in after all, it does not run.
  const refused = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.text = 'window.struck = 1';
    } catch {
      return 'refused';
    }
    document.body.append(script);
    return window.struck;
  });
  assert.equal(refused, 'refused');
});

test('the page comes with a policy, and only to this machine', async (t) => {
  const { server, page: tab } = await opened(t);
  const page = await fetch(server.url);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  const policy = page.headers.get('content-security-policy');
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'none'"]) {
    assert.ok(policy.includes(part), part);
  }
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  const html = await page.text();
  assert.doesNotMatch(html, /<script(?![^>]* src=")|style=|\son\w+=|https?:/);
  assert.equal((await fetch(`${server.url}/page/main.js`)).headers.get('content-type'), 'text/javascript; charset=utf-8');
  for (const path of ['/page/', '/page/nothing.js', '/page/__proto__', '/page/constructor', '/page/../package.json', '/page/%2e%2e/node.js']) {
    assert.equal((await fetch(server.url + path)).status, 404, path);
  }
  assert.equal((await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json' } })).status, 405);
  const bytes = await tab.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(({ name }) => !new URL(name).pathname.startsWith('/sandbox/'))
    .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0));
  assert.ok(bytes > 20_000 && bytes < 40_000, `the page is ${bytes} bytes`);
  const head = await fetch(server.url, { method: 'HEAD' });
  assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(html)));
});

test('a page of another origin can neither frame it nor drive it', async (t) => {
  const { page, server, sandbox } = await opened(t);
  // Another port is another origin. (Playwright's routes would answer preflights by themselves.)
  const stranger = createServer((_, response) => response.end('<!doctype html><p>stranger')).listen(0, '127.0.0.1');
  t.after(() => stranger.close().closeAllConnections());
  await once(stranger, 'listening');
  await page.goto(`http://127.0.0.1:${stranger.address().port}/`);
  const tried = await page.evaluate(async (url) => {
    const attempts = [
      [`${url}/sandbox/order-references`, { method: 'POST', body: '{}' }],
      [`${url}/sandbox/order-references`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
      [`${url}/sandbox/order-references`, { method: 'POST', body: '{}', mode: 'no-cors', headers: { 'content-type': 'application/json' } }],
      [`${url}/sandbox/objects`, {}],
    ];
    return Promise.all(attempts.map(([path, init]) => fetch(path, init).then((it) => it.type, () => 'failed')));
  }, server.url);
  assert.ok(tried.every((type) => type === 'failed' || type === 'opaque'), `nothing of ${tried} can be read`);
  assert.equal(sandbox.objects().length, 0);
  const framed = await page.evaluate((url) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    frame.onload = () => {
      try {
        resolve(frame.contentDocument === null ? 'foreign' : 'own');
      } catch {
        resolve('foreign');
      }
    };
    document.body.append(frame);
  }), server.url);
  assert.equal(framed, 'foreign');
  const shown = await Promise.all(page.frames().slice(1).map((frame) => frame.locator('#objects').count()));
  assert.deepEqual(shown, [0]);
});

test('it comes back when the server does, and forgets what the old one knew', async (t) => {
  const { page, server, sandbox } = await opened(t);
  const { amazonOrderReferenceId: old } = sandbox.createOrderReference();
  await row(page, old).click();
  await server.close();
  await page.getByText('connection lost, trying again').waitFor();
  const other = await Sandbox.create({ seed: 2 });
  const again = await serve(other, { port: server.port });
  t.after(() => again.close());
  await page.getByText('connected', { exact: true }).waitFor();
  await row(page, old).waitFor({ state: 'detached' });
  await page.locator('#details-empty').waitFor();
  const { amazonOrderReferenceId: id } = other.createOrderReference();
  await inRow(page, id, 'Draft');
  await page.locator('#journal').getByText(id).first().waitFor();
  assert.equal(await page.locator('#journal').getByText(old).count(), 0);
});

test('a snapshot that is put back is shown', async (t) => {
  const { page, server, sandbox } = await opened(t);
  const { amazonOrderReferenceId: kept } = sandbox.createOrderReference();
  const snapshot = sandbox.snapshot();
  const { amazonOrderReferenceId: lost } = sandbox.createOrderReference();
  await row(page, lost).click();
  const put = await fetch(`${server.url}/sandbox/state`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: snapshot });
  assert.equal(put.status, 200);
  await row(page, lost).waitFor({ state: 'detached' });
  await row(page, kept).waitFor();
  sandbox.amazon.cancel(kept);
  await inRow(page, kept, 'Canceled');
});

test('a walk by keyboard alone', async (t) => {
  const { page, sandbox, faults } = await opened(t);
  const focused = () => page.evaluate(() => (document.activeElement?.textContent ?? '').trim());
  const tabTo = async (wanted) => {
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press('Tab');
      // After the last, focus leaves the document for some steps.
      if (!(await page.evaluate(() => document.activeElement.matches(':focus:not(body)')))) continue;
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      const at = await focused();
      assert.notEqual(ring, 'none', `focus is seen on ${at}`);
      if (at.startsWith(wanted)) return;
    }
    assert.fail(`Tab never came to ${wanted}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'To the objects');
  await page.keyboard.press('Enter');
  await tabTo('New order reference');
  await page.keyboard.press('Enter');
  await notice(page, 'New order reference: done.');
  // Else Tab may be past it before it is there, and from a browser's own buttons there is no way back.
  await row(page, sandbox.objects()[0].id).waitFor();
  await tabTo('Order reference');
  await page.keyboard.press('Enter');
  await page.locator('#details-body').waitFor();
  await tabTo('Cancel');
  await page.keyboard.press('Space');
  await notice(page, 'Cancel: done.');
  await page.getByText('There is nothing that Amazon does here now.').waitFor();
  assert.equal(sandbox.objects()[0].state, 'Canceled');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'details-title', 'focus is not lost with the button');
  await tabTo('Journal');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), 'Notifications');
  await page.keyboard.press('End');
  assert.ok(await page.getByRole('tabpanel', { name: 'Faults' }).isVisible());
  await tabTo('Add fault');
  await page.keyboard.press('Enter');
  await page.locator('#faults li').waitFor();
  assert.deepEqual(faults, []);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, and nothing stands out to the side (${colorScheme})`, async (t) => {
    const { page, pay, sandbox } = await opened(t, { colorScheme });
    const axe = await auditor(page, colorScheme);
    const audit = async (where) => {
      await axe(where);
      await fits(page, where);
    };
    await audit('empty');
    const { amazonOrderReferenceId: id } = sandbox.createOrderReference();
    const { idList } = await payment(pay, id, { note: 'x'.repeat(200), number: 'y'.repeat(127) });
    const { amazonOrderReferenceId: second } = sandbox.createOrderReference({ card: '3434' });
    await payment(pay, second);
    sandbox.createBillingAgreement();
    await assert.rejects(pay.getOrderReferenceDetails({ amazonOrderReferenceId: 'S01-0000000-0000000' }));
    for (const width of [1440, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const selected of [idList[0], second]) {
        await row(page, selected).click();
        await page.locator('#details-head').getByText(selected).waitFor();
        const folded = page.locator('#details details:not([open]) > summary');
        while (await folded.count() > 0) await folded.first().click();
        for (const name of ['Journal', 'Notifications', 'Faults']) {
          await page.getByRole('tab', { name }).click();
          const panel = page.getByRole('tabpanel', { name });
          if (name !== 'Faults') await panel.locator('summary').first().click();
          await audit(`${width} ${name}`);
        }
      }
    }
  });
}
