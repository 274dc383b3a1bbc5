// @ts-check
// The guided tours: what happens, in order, and why. It knows payments; it refuses to know how a step is
// done and shown. What a step keeps of its answer, later steps may use.

/**
 * @typedef {Record<string, string>} Kept ids by what they are of
 * @typedef {object} Step
 * @property {string} title
 * @property {string} text
 * @property {(kept: Kept) => ['make', 'order' | 'agreement', object] | ['call', string, object] | ['act', 'buyer' | 'amazon', string, object] | ['wait', number] | ['look', 'objects' | 'notifications', string?]} does
 * @property {(answer: any) => Kept} [keep]
 * @property {string} [refused] the code with which the service refuses it, as it should
 *
 * @typedef {{ key: string, title: string, region: string, end: string, steps: Step[] }} Tour
 */

const NUMBER = 'order-1001';

/** @param {any} answer */
const keepOrder = ({ amazonOrderReferenceId }) => ({ order: amazonOrderReferenceId });
/** @param {any} answer */
const keepAuthorization = ({ authorizationDetails }) => ({ authorization: authorizationDetails.amazonAuthorizationId });

/** @param {string} [card] @returns {Step} */
const draft = (card = '1111') => ({
  title: 'The buyer chooses',
  text: `In your checkout Amazon’s widgets let the buyer choose address and card, and hand you an order reference. Here you are the buyer; the card ends in ${card}.`,
  does: () => ['make', 'order', { card }],
  keep: keepOrder,
});

/** @returns {Step} */
const details = () => ({
  title: 'Say the amount',
  text: 'The order reference is a Draft. Your server says what is bought: the total, and your own order number.',
  does: ({ order }) => ['call', 'SetOrderReferenceDetails', {
    amazonOrderReferenceId: order,
    orderReferenceAttributes: { orderTotal: { amount: '25.00' }, sellerOrderAttributes: { sellerOrderId: NUMBER } },
  }],
});

/** @param {object} [more] @returns {Step} */
const confirm = (more = {}) => ({
  title: 'Confirm',
  text: 'The buyer has pressed your button. Confirmed, the order is Open: it may be charged, and the whole address is told.',
  does: ({ order }) => ['call', 'ConfirmOrderReference', { amazonOrderReferenceId: order, ...more }],
});

/** @param {string} id @param {object} [more] @returns {(kept: Kept) => ['call', string, object]} */
const authorize = (id, more = {}) => ({ order }) => ['call', 'Authorize', {
  amazonOrderReferenceId: order, authorizationReferenceId: id, authorizationAmount: { amount: '25.00' }, transactionTimeout: 0, ...more,
}];

const URLS = { successUrl: 'https://shop.example/paid', failureUrl: 'https://shop.example/failed' };

/** @type {Tour[]} */
export const tours = [
  {
    key: 'one-time',
    title: 'One-time payment',
    region: 'us',
    end: 'A whole payment, from draft to refund. Each call is still in the form: change it, send it again, and see what the service refuses.',
    steps: [
      draft(),
      details(),
      confirm(),
      { title: 'Authorize', text: 'The money is held on the card. With a TransactionTimeout of 0 the answer comes at once. The AuthorizationReferenceId is yours: sent again, it never authorizes twice.', does: authorize('authorization-1'), keep: keepAuthorization },
      {
        title: 'Capture',
        text: 'The parcel leaves: now the money moves. An authorization is captured once.',
        does: ({ authorization }) => ['call', 'Capture', { amazonAuthorizationId: authorization, captureReferenceId: 'capture-1', captureAmount: { amount: '25.00' } }],
        keep: ({ captureDetails }) => ({ capture: captureDetails.amazonCaptureId }),
      },
      { title: 'Look at the objects', text: 'Three objects hang on each other. The capture is lit where it stands; the buttons beside it do what only buyer and Amazon can.', does: ({ capture }) => ['look', 'objects', capture] },
      {
        title: 'Refund a part',
        text: 'Ten dollars go back. A refund is Pending at first: it takes its time.',
        does: ({ capture }) => ['call', 'Refund', { amazonCaptureId: capture, refundReferenceId: 'refund-1', refundAmount: { amount: '10.00' } }],
        keep: ({ refundDetails }) => ({ refund: refundDetails.amazonRefundId }),
      },
      { title: 'Let time pass', text: 'In this sandbox time stands until it is moved. After a minute the refund is Completed.', does: () => ['wait', 60_000] },
      { title: 'Read the notification', text: 'Nobody had to ask: the service posted each change to the merchant. The newest is checked step by step; change a character, and it is refused.', does: () => ['look', 'notifications'] },
      { title: 'Close', text: 'Nothing more will be charged: close the order, and nobody can.', does: ({ order }) => ['call', 'CloseOrderReference', { amazonOrderReferenceId: order, closureReason: 'all done' }] },
    ],
  },
  {
    key: 'subscription',
    title: 'Subscription',
    region: 'us',
    end: 'An agreement, charged twice. Each charge made an order reference of its own: they hang on the agreement under Objects.',
    steps: [
      { title: 'The buyer begins', text: 'The widgets make a billing agreement: a leave to charge again and again.', does: () => ['make', 'agreement', { card: '1111', consent: false }], keep: ({ amazonBillingAgreementId }) => ({ agreement: amazonBillingAgreementId }) },
      { title: 'Describe it', text: 'The agreement is a Draft. Your server says what it is for.', does: ({ agreement }) => ['call', 'SetBillingAgreementDetails', { amazonBillingAgreementId: agreement, billingAgreementAttributes: { sellerNote: 'Green tea, every month' } }] },
      { title: 'Too early', text: 'The buyer has not agreed yet, so it can’t be confirmed: the service names the constraint.', does: ({ agreement }) => ['call', 'ConfirmBillingAgreement', { amazonBillingAgreementId: agreement }], refused: 'BillingAgreementConstraintsExist' },
      { title: 'The buyer agrees', text: 'A tick in the consent widget.', does: ({ agreement }) => ['act', 'buyer', agreement, { action: 'giveConsent' }] },
      { title: 'Confirm', text: 'Now it is Open, and may be charged.', does: ({ agreement }) => ['call', 'ConfirmBillingAgreement', { amazonBillingAgreementId: agreement }] },
      { title: 'Validate', text: 'Would a charge work? This tries the payment method without taking anything.', does: ({ agreement }) => ['call', 'ValidateBillingAgreement', { amazonBillingAgreementId: agreement }] },
      ...[1, 2].flatMap((month) => [
        ...(month === 2 ? [/** @type {Step} */ ({ title: 'A month passes', text: 'Thirty days in one press.', does: () => ['wait', 30 * 86_400_000] })] : []),
        /** @type {Step} */ ({
          title: `Charge month ${month}`,
          text: month === 1 ? 'One call makes an order reference, authorizes it and, by CaptureNow, captures it.' : 'The same again, with an id of its own: the old id would give the old authorization.',
          does: ({ agreement }) => ['call', 'AuthorizeOnBillingAgreement', { amazonBillingAgreementId: agreement, authorizationReferenceId: `month-${month}`, authorizationAmount: { amount: '9.00' }, transactionTimeout: 0, captureNow: true }],
          keep: ({ authorizationDetails }) => ({ authorization: authorizationDetails.amazonAuthorizationId }),
        }),
      ]),
      { title: 'Look at the objects', text: 'The agreement with both its orders.', does: ({ agreement }) => ['look', 'objects', agreement] },
      { title: 'The buyer leaves', text: 'A cancelled subscription is a closed agreement.', does: ({ agreement }) => ['call', 'CloseBillingAgreement', { amazonBillingAgreementId: agreement }] },
    ],
  },
  {
    key: 'declines',
    title: 'Declines',
    region: 'us',
    end: 'Soft declines are the buyer’s to mend, hard ones end the order. `charge()` and `advise()` of the SDK tell them apart for you.',
    steps: [
      draft('3434'),
      details(),
      confirm(),
      { title: 'A soft decline', text: 'The bank refuses the card. The call itself succeeds: that it is Declined stands in the answer, with the reason InvalidPaymentMethod.', does: authorize('try-1'), keep: keepAuthorization },
      { title: 'The order waits', text: 'The order reference is Suspended now, until the buyer mends it.', does: ({ order }) => ['look', 'objects', order] },
      { title: 'Insisting does not help', text: 'While the order is Suspended, the service refuses the call.', does: authorize('try-2'), refused: 'InvalidOrderReferenceStatus' },
      { title: 'Another card', text: 'Your page shows the wallet widget again, and the buyer chooses another card.', does: ({ order }) => ['act', 'buyer', order, { action: 'updatePaymentMethod', card: '1111' }] },
      { title: 'Authorize again', text: 'A new try has an id of its own. It is captured in the same breath.', does: authorize('try-3', { captureNow: true }), keep: keepAuthorization },
      { ...draft('2323'), title: 'Another buyer', text: 'The card that ends in 2323 is one that Amazon’s risk checks refuse.' },
      details(),
      confirm(),
      { title: 'A hard decline', text: 'AmazonRejected: no other card helps. Tell the buyer, and offer another way to pay.', does: authorize('try-4'), keep: keepAuthorization },
      { title: 'The order is over', text: 'Amazon has closed the order with it: it can’t be charged any more, not even by mistake.', does: ({ order }) => ['look', 'objects', order] },
    ],
  },
  {
    key: 'sca',
    title: 'SCA',
    region: 'de',
    end: 'In Europe the bank asks the buyer before the money is held. Authorize only when the challenge was passed.',
    steps: [
      draft(),
      details(),
      { ...confirm(URLS), title: 'Confirm, with ways back', text: 'In Europe the buyer goes from here to the bank. The two addresses are where the browser comes back to.' },
      { title: 'Is a challenge needed?', text: 'paymentAuthenticationStatus says REQUIRED: the bank wants to see the buyer first.', does: ({ order }) => ['call', 'GetOrderReferenceDetails', { amazonOrderReferenceId: order }] },
      { title: 'Too early', text: 'Authorized before the challenge, it is refused.', does: authorize('early'), refused: 'InvalidOrderReferenceStatus' },
      { title: 'The buyer proves it', text: 'A code from the bank’s app: the challenge is passed, and the browser comes to your success address.', does: ({ order }) => ['act', 'buyer', order, { action: 'completeAuthentication', outcome: 'Success' }] },
      { title: 'Authorize', text: 'Now the bank holds the money.', does: authorize('authorization-1'), keep: keepAuthorization },
      { title: 'Capture', text: 'And it moves.', does: ({ authorization }) => ['call', 'Capture', { amazonAuthorizationId: authorization, captureReferenceId: 'capture-1', captureAmount: { amount: '25.00' } }] },
      { ...draft(), title: 'Another buyer', text: 'This one will not pass.' },
      details(),
      confirm(URLS),
      { title: 'The challenge fails', text: 'A wrong code, three times.', does: ({ order }) => ['act', 'buyer', order, { action: 'completeAuthentication', outcome: 'Failure' }] },
      { title: 'The order waits', text: 'It is Suspended: the buyer may choose another card and be asked again.', does: ({ order }) => ['look', 'objects', order] },
    ],
  },
];
