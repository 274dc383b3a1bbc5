// What a user writes with notifications, and what the types must refuse. Nothing here runs.

import { NotificationError, notificationHandler, verifyNotification } from 'amazon-pay-wasm';
import type {
  AuthorizationDetails,
  ChargebackDetails,
  Notification,
  NotificationHandlerOptions,
  NotificationOptions,
  NotificationReason,
} from 'amazon-pay-wasm';
import { Sandbox } from 'amazon-pay-wasm/sandbox';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const yes = <T extends true>(_proof?: T) => {};

const handled = new Set<string>();

// Every option at once.
const options: NotificationOptions = {
  merchantId: ['A1', 'A2'],
  topicArn: 'arn:aws:sns:us-east-1:000000000000:topic',
  sandbox: false,
  maxAge: 1000,
  seen: async (id) => handled.has(id),
  fetch: async (url, { method }) => ({ status: 200, headers: {}, text: async () => url + method }),
  certificates: new Map<string, string>(),
  trust: { certificateUrl: 'http://127.0.0.1:8180/SimpleNotificationService-0.pem' },
  clock: Date,
};

export async function verifies(body: string, bytes: Uint8Array, parsed: Record<string, unknown>) {
  await verifyNotification(body);
  await verifyNotification(bytes, options);
  await verifyNotification(parsed, { merchantId: 'A1' });
  const sandbox = await Sandbox.create();
  return verifyNotification(body, { trust: sandbox.credentials.trust });
}

export async function switches(notification: Notification): Promise<string> {
  switch (notification.type) {
    case 'PaymentAuthorize': {
      yes<Same<typeof notification.authorizationDetails, AuthorizationDetails>>();
      const { state } = notification.authorizationDetails.authorizationStatus;
      return state + notification.id + notification.sellerId;
    }
    case 'PaymentCapture':
      // @ts-expect-error another kind's content
      return notification.authorizationDetails;
    case 'Chargeback Detailed Notification':
      yes<Same<typeof notification.chargebackDetails, ChargebackDetails>>();
      return notification.chargebackDetails.chargebackReason;
    case 'OrderReferenceNotification':
      return notification.orderReference.amazonOrderReferenceId;
    case 'BillingAgreementNotification':
      return notification.billingAgreement.amazonBillingAgreementId + notification.eventType;
    case 'PaymentRefund':
    case 'ProviderCredit':
    case 'ProviderCreditReversal':
    case 'SolutionProviderEvent':
      return notification.type;
    case 'SubscriptionConfirmation':
      await notification.confirm();
      return notification.topicArn;
    case 'UnsubscribeConfirmation':
      // @ts-expect-error there is nothing to confirm
      await notification.confirm();
      return notification.id;
    default: {
      const word: string = notification.type;
      return word + String(notification.raw['NotificationData']);
    }
  }
}

export function refused(error: unknown): NotificationReason | undefined {
  if (!(error instanceof NotificationError)) return undefined;
  // @ts-expect-error a reason that is none
  if (error.reason === 'forged') return undefined;
  return error.reason === 'signature' ? undefined : error.reason;
}

const handlerOptions: NotificationHandlerOptions = {
  ...options,
  onNotification: async ({ id }) => handled.add(id),
  onError: (error: unknown) => refused(error),
};
export const handler = notificationHandler(handlerOptions);
// @ts-expect-error nobody would be told
notificationHandler({ merchantId: 'A1' });
// @ts-expect-error a misspelt option
verifyNotification('', { merchantID: 'A1' });
// @ts-expect-error a number is no body
verifyNotification(5);
// @ts-expect-error milliseconds are a number
verifyNotification('', { maxAge: '15d' });
