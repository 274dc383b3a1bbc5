// @ts-check
// POST /orders: the buyer wants a ticket.

import { randomBytes } from 'node:crypto';
import { change } from '../../lib/orders.js';
import { isForeign } from '../../lib/origin.js';

/** @param {Request} request */
export function POST(request) {
  if (isForeign(request)) return new Response('this comes from another site', { status: 403 });
  const number = randomBytes(8).toString('hex');
  change(number, { amount: '30.00', state: 'unpaid', attempt: 1 });
  return new Response(null, { status: 303, headers: { location: `/orders/${number}` } });
}
