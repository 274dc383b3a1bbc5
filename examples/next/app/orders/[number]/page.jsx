// @ts-check
// An order, and while it is not paid, Amazon's widgets.

import { notFound } from 'next/navigation';
import { widgets } from '../../../lib/amazon.js';
import { order } from '../../../lib/orders.js';
import { Checkout } from './checkout.jsx';

/** @param {{ params: Promise<{ number: string }> }} properties */
export default async function OrderPage({ params }) {
  const found = order((await params).number);
  if (found === undefined) notFound();
  const { number, amount, state, attempt, reference = '', message } = found;
  return (
    <>
      <p>
        A ticket, {amount}: <strong id="state">{state}</strong>
      </p>
      <p role="status">{message}</p>
      {state === 'unpaid' && <Checkout key={attempt} {...{ number, attempt, reference }} {...await widgets()} />}
    </>
  );
}
