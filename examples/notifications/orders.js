// What a shop does with notifications. It stands for your database: replace it.

import { notificationHandler } from 'amazon-pay-wasm';

const handled = new Set();
/** What was told, by the id of the object. */
export const states = new Map();

/** @param {import('amazon-pay-wasm').Notification} notification */
export async function onNotification(notification) {
  switch (notification.type) {
    case 'OrderReferenceNotification': {
      const { amazonOrderReferenceId, orderReferenceStatus } = notification.orderReference;
      states.set(amazonOrderReferenceId, orderReferenceStatus.state);
      break;
    }
    case 'PaymentAuthorize': {
      const { amazonAuthorizationId, authorizationStatus } = notification.authorizationDetails;
      states.set(amazonAuthorizationId, authorizationStatus.state);
      break;
    }
    case 'PaymentCapture': {
      const { amazonCaptureId, captureStatus } = notification.captureDetails;
      states.set(amazonCaptureId, captureStatus.state);
      break;
    }
    // A notification is a reason to look: what counts is what `get…Details` answers.
    default:
  }
  // Only now: had something above failed, the service would send it again.
  handled.add(notification.id);
}

/**
 * What every endpoint needs.
 *
 * @param {import('amazon-pay-wasm').NotificationOptions} options your `merchantId`; in production `sandbox: false`
 */
export function notificationsOf(options) {
  return notificationHandler({
    ...options,
    seen: (id) => handled.has(id),
    onNotification,
    onError: (error) => console.error('a notification was not handled:', error),
  });
}
