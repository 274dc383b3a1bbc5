// @ts-check
// POST /orders/:number/pay: the buyer clicked "Pay".

import { order } from '../../../../lib/orders.js';
import { isForeign } from '../../../../lib/origin.js';
import { pay } from '../../../../lib/payments.js';

/**
 * @param {Request} request
 * @param {{ params: Promise<{ number: string }> }} context
 */
export async function POST(request, { params }) {
  if (isForeign(request)) return new Response('this comes from another site', { status: 403 });
  const { number } = await params;
  const { reference, attempt } = await request.json();
  if (order(number) === undefined) return new Response('there is no such order', { status: 404 });
  if (!(await pay(number, reference, attempt))) return new Response('this is no order reference of this order', { status: 400 });
  return Response.json({ state: order(number)?.state });
}
