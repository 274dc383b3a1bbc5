// @ts-check
'use client';
// Amazon's button and wallet, then our own button. They are Amazon's script, or the sandbox's stand-in for it,
// which has the same names.

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

/** @param {Record<'number' | 'reference' | 'sellerId' | 'clientId' | 'script', string> & { attempt: number }} properties */
export function Checkout({ number, attempt, reference: known, sellerId, clientId, script }) {
  /** Amazon's order reference: known already when a card was declined, and another one is to be chosen. */
  const reference = useRef(known);
  const [isReady, setReady] = useState(false);
  const [error, setError] = useState('');
  const router = useRouter();

  useEffect(() => {
    const page = /** @type {any} */ (window);
    const showWallet = () => new page.OffAmazonPayments.Widgets.Wallet({
      sellerId,
      design: { designMode: 'responsive' },
      ...(reference.current && { amazonOrderReferenceId: reference.current }),
      onOrderReferenceCreate: (/** @type {any} */ made) => (reference.current = made.getAmazonOrderReferenceId()),
      onPaymentSelect: () => setReady(true),
      onError: (/** @type {any} */ wrong) => setError(wrong.getErrorMessage()),
    }).bind('wallet');
    page.onAmazonLoginReady = () => page.amazon.Login.setClientId(clientId);
    page.onAmazonPaymentsReady = () => page.OffAmazonPayments.Button('amazon-button', sellerId, {
      type: 'PwA',
      authorization: () => page.amazon.Login.authorize({ scope: 'payments:widget', popup: true }, (/** @type {any} */ answer) => answer.error || showWallet()),
    });
    // It calls both when it is loaded. After a decline it is loaded already.
    if (page.OffAmazonPayments) page.onAmazonPaymentsReady();
    else document.head.append(Object.assign(document.createElement('script'), { src: script, async: true }));
  }, [sellerId, clientId, script]);

  async function pay() {
    setReady(false);
    const body = JSON.stringify({ reference: reference.current, attempt });
    await fetch(`/orders/${number}/pay`, { method: 'POST', body }).catch(() => undefined);
    router.refresh();
  }

  return (
    <div>
      <div id="amazon-button" />
      <div id="wallet" />
      <p role="alert">{error}</p>
      <button id="pay" disabled={!isReady} onClick={pay}>Pay</button>
    </div>
  );
}
