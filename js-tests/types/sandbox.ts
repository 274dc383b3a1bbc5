// What a user writes with the sandbox. Nothing here runs.

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';
import { operations } from 'amazon-pay-wasm/operations';

declare function console(text: string): void;

export async function pays() {
  const sandbox = await Sandbox.create({ region: 'us', seed: 1, clock: 'manual', settings: { idempotency: 'original' } });
  const pay = new AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch });
  const { amazonOrderReferenceId, accessToken } = sandbox.createOrderReference({ currencyCode: 'USD' });
  const { amazonBillingAgreementId } = sandbox.createBillingAgreement({ consent: true });
  sandbox.buyer.selectCard(amazonOrderReferenceId, '3434');
  await sandbox.advance(31_000);
  const again = await Sandbox.restore(sandbox.snapshot());
  const server = await serve(again, { port: 0 });
  await server.close();
  await pay.getOrderReferenceDetails({ amazonOrderReferenceId });
  sandbox.createOrderReference({ address: false, card: null });
  sandbox.addFault({ kind: 'drop-response', operation: 'Authorize', times: 1 });
  sandbox.amazon.chargeback('P01', { reason: 'words' });
  for (const entry of sandbox.journal) {
    if (entry.type === 'transition') console(entry.from + entry.to);
    // @ts-expect-error only transitions have states
    console(entry.trigger);
  }
  const served = new AmazonPay(server.credentials);
  // @ts-expect-error a kind of fault that is none
  sandbox.addFault({ kind: 'explode' });
  // @ts-expect-error sandboxes are made by `create`
  new Sandbox();
  // @ts-expect-error a clock that is none
  await Sandbox.create({ clock: 'fast' });
  return [served, accessToken, amazonBillingAgreementId, server.url, operations.length];
}
