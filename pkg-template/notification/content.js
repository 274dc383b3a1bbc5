// @ts-check
// What a notification says: the message inside the envelope, and the XML inside the message. It knows
// how they become one plain object; it refuses to know whether they are genuine.

import { interpret } from '../core.js';
import { unusable } from '../engine.js';
import { notifications, operations } from '../table.js';
import { failure } from './failure.js';

/** Names on the wire, and ours. Those of text. */
const TEXTS = {
  NotificationType: 'type',
  NotificationReferenceId: 'id',
  SellerId: 'sellerId',
  ReleaseEnvironment: 'releaseEnvironment',
  MarketplaceID: 'marketplaceId',
  Version: 'version',
  Timestamp: 'timestamp',
  EventType: 'eventType',
};

/**
 * @param {import('./envelope.js').Envelope} envelope
 * @returns {any}
 */
export function contentOf({ Message, MessageId, TopicArn }) {
  /** @type {any} */
  let message;
  try {
    message = JSON.parse(Message);
  } catch (cause) {
    throw failure('message', cause);
  }
  /** @type {any} */
  const notification = {};
  for (const [wire, name] of Object.entries(TEXTS)) {
    const value = message?.[wire];
    if (typeof value === 'string') notification[name] = value;
  }
  const { type, id } = notification;
  if (!type || !id) throw failure('message');
  notification.isSample = String(message.IsSample) === 'true';
  notification.messageId = MessageId;
  notification.topicArn = TopicArn;
  const kind = notifications.indexOf(type);
  return Object.assign(notification, kind < 0 ? { raw: message } : dataOf(kind, message.NotificationData));
}

/**
 * @param {number} kind
 * @param {unknown} xml
 */
function dataOf(kind, xml) {
  if (typeof xml !== 'string') throw failure('message');
  let found;
  try {
    found = interpret(operations.length + kind, 200, xml);
  } catch (cause) {
    throw unusable('verifyNotification', cause, false);
  }
  if (!('value' in found)) throw failure('message');
  return found.value;
}
