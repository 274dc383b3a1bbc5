// @ts-check
// POST /ipn: where Amazon's notifications arrive.

import { notificationHandler } from 'amazon-pay-wasm';
import { amazonPay } from '../../lib/amazon.js';
import { handled, wasHandled } from '../../lib/orders.js';
import { settle } from '../../lib/payments.js';

/** @param {Request} request */
export async function POST(request) {
  const { merchantId, sandbox = false, trust } = (await amazonPay()).options;
  const handle = notificationHandler({
    ...{ merchantId, sandbox, trust },
    seen: wasHandled,
    async onNotification(notification) {
      // A reason to look; what it says is not what counts.
      if (notification.type === 'PaymentAuthorize') {
        await settle(notification.authorizationDetails.authorizationReferenceId?.replace(/-a\d+$/, '') ?? '');
      }
      handled(notification.id);
    },
    onError: (error) => console.error('a notification was not handled:', error),
  });
  return handle(request);
}
