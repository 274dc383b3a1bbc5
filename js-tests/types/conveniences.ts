// What a user writes with charge and its like, and what the types must refuse. Nothing here runs.

import type { AmazonPay, Advice, Signal, BillingAgreementCharge, CaptureDetails, ChargeRequest, ChargeResult, Finding, OrderReferenceCharge, PaymentDetails, UserInfo } from 'amazon-pay-wasm';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_proof?: T) => {};

const order: OrderReferenceCharge = { id: 'S01-0000000-0000000', amount: '10.00', authorizationReferenceId: 'order-1' };
const agreement: BillingAgreementCharge = { id: 'C01-0000000-0000000', amount: '10', authorizationReferenceId: 'month-1' };

export async function charges(pay: AmazonPay, signal: Signal): Promise<string> {
  const result: ChargeResult = await pay.charge(order, { signal, deadline: 60_000 });
  yes<Same<typeof result.advice, Advice>>();
  switch (result.outcome) {
    case 'captured':
      yes<Same<typeof result.captureDetails, CaptureDetails>>();
      return result.captureDetails.captureAmount.amount;
    case 'authorized':
    case 'pending':
    case 'closed':
      return result.authorizationDetails.amazonAuthorizationId;
    case 'declined':
      return `${result.reasonCode} ${result.softDecline} ${result.advice.action} ${result.captureDetails?.captureStatus.state}`;
    case 'authentication-required':
      // @ts-expect-error nothing was authorized
      result.authorizationDetails.amazonAuthorizationId;
      return result.advice.buyerPresent;
    default:
      yes<Same<typeof result, never>>();
      return '';
  }
}

export const everything: ChargeRequest[] = [
  {
    ...order,
    currencyCode: 'EUR',
    captureNow: true,
    transactionTimeout: 1440,
    softDescriptor: 'Shop',
    sellerAuthorizationNote: 'note',
    sellerNote: 'note',
    platformId: null,
    providerCreditList: [{ providerId: 'A1', creditAmount: { amount: '1.00' } }],
    sellerOrderId: '1',
    storeName: 'Shop',
    customInformation: '…',
    supplementaryData: '{}',
    orderItemCategories: ['Antiques'],
    orderTotal: { amount: '20.00' },
    successUrl: 'https://shop.example/yes',
    failureUrl: 'https://shop.example/no',
    expectImmediateAuthorization: true,
    requestPaymentAuthorization: undefined,
  },
  { ...agreement, inheritShippingAddress: true, billingAgreementType: 'MerchantInitiatedTransaction', subscriptionAmount: { amount: '5' }, sellerBillingAgreementId: '7' },
];

export async function reads(pay: AmazonPay) {
  const { authorizationDetails, $metadata } = await pay.waitForAuthorization('S01-A1', { deadline: 3_600_000 });
  const { captureDetails } = await pay.waitForCapture('S01-C1');
  const { refundDetails } = await pay.waitForRefund('S01-R1');
  for await (const { amazonOrderReferenceId } of pay.orderReferences({ queryId: '1', sortOrder: 'Ascending' })) {
    const details: PaymentDetails = await pay.getPaymentDetails(amazonOrderReferenceId);
    const refund = details.authorizations[0]?.captures[0]?.refunds[0]?.refundAmount.amount;
    yes<Same<typeof refund, string | undefined>>();
  }
  const { userId, email }: UserInfo = await pay.getUserInfo('Atza|…');
  const findings: Finding[] = await pay.diagnose({ id: 'S01-0000000-0000000', signal: null });
  const advice: Advice = pay.advise(authorizationDetails);
  pay.advise(captureDetails);
  pay.advise({ authorizationStatus: { state: 'Open' } });
  return [$metadata.attempts, refundDetails.refundStatus.state, userId, email, findings[0]?.remedy, advice.wait];
}

export async function refuses(pay: AmazonPay, result: ChargeResult) {
  // @ts-expect-error an amount is a string
  await pay.charge({ ...order, amount: 10 });
  // @ts-expect-error a misspelt parameter
  await pay.charge({ ...order, authorisationReferenceId: 'order-1' });
  // @ts-expect-error what is required is missing
  await pay.charge({ id: 'S01-0000000-0000000', amount: '10.00' });
  // @ts-expect-error `now` belongs to what is prepared
  await pay.charge(order, { now: 0 });
  // @ts-expect-error no such outcome
  if (result.outcome === 'succeeded') return;
  // @ts-expect-error which of the outcomes is not known yet
  result.authorizationDetails.amazonAuthorizationId;
  // @ts-expect-error a query is required
  pay.orderReferences();
  // @ts-expect-error the id of an object is text
  await pay.diagnose({ id: 5 });
  // @ts-expect-error a refund has no advice
  pay.advise({ refundStatus: { state: 'Completed' } });
}
