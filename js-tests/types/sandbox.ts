// What a user writes with the sandbox. Nothing here runs.

import { AmazonPay } from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';
import { serve } from 'amazon-pay-wasm/sandbox/node';
import { operations } from 'amazon-pay-wasm/operations';

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
  // @ts-expect-error a clock that is none
  await Sandbox.create({ clock: 'fast' });
  return [accessToken, amazonBillingAgreementId, server.url, operations.length];
}
