// A merchant who writes down what he will do before he does it, and what came of it. His process may
// die at any request; the next one reads what is written and goes on. He uses only what the package
// offers, and believes only what it tells him.

const MONTH = 30 * 24 * 3_600_000;
const URLS = { successUrl: 'https://shop.example/yes', failureUrl: 'https://shop.example/no' };

/** The kinds of life. */
export const KINDS = [
  'one-time', 'deferred', 'split', 'subscription', 'declined', 'asynchronous', 'busy', 'new-card', 'authentication',
];

/** Where a life is lived. */
export function regionOf(kind, random) {
  return kind === 'authentication' ? random.one(['uk', 'de']) : 'us';
}

/** Something that the service is to do to a payment, as a note says it in the sandbox. */
const note = (State, ReasonCode) => JSON.stringify({ SandboxSimulation: { State, ...(ReasonCode && { ReasonCode }) } });

/** What a step needs to be done again: its kind, its parameters, and its reference id. */
export function plan(kind, random, sandbox, number) {
  let last = 0;
  const reference = (word) => `${word}-${number}-${++last}`;
  const order = () => sandbox.createOrderReference().amazonOrderReferenceId;
  const agreement = () => sandbox.createBillingAgreement({ consent: true }).amazonBillingAgreementId;
  const either = () => random.one([order, agreement])();
  const charge = (id, amount, more = {}, step = {}) => ({
    does: 'charge',
    params: { id, amount, authorizationReferenceId: reference('a'), ...more },
    ...step,
  });
  const captured = { captureNow: true };
  const capture = (of, amount) => {
    const sellerCaptureNote = random.one([undefined, undefined, undefined, note('Pending'), note('Declined', 'AmazonRejected')]);
    return { does: 'capture', of, params: { captureReferenceId: reference('c'), captureAmount: { amount }, sellerCaptureNote } };
  };
  const refund = (of) => {
    const sellerRefundNote = random.one([undefined, undefined, undefined, note('Declined', 'AmazonRejected')]);
    return { does: 'refund', of, params: { refundReferenceId: reference('r'), refundAmount: { amount: random.one(['1.00', '2.50']) }, sellerRefundNote } };
  };
  const close = (params) => ({ does: 'close', params });
  const some = (steps, rate = 0.5) => (random.happens(rate) ? steps : []);
  switch (kind) {
    case 'one-time':
      return [charge(either(), '20.00', captured), ...some([refund(0)])];
    case 'deferred': {
      // From the eighth day on a capture is pending first.
      const waits = some([{ does: 'wait', for: random.one([1, 9]) * 24 * 3_600_000 }]);
      const at = 1 + waits.length;
      return [charge(either(), '20.00'), ...waits, capture(0, random.one(['20.00', '12.00'])), ...some([refund(at)])];
    }
    case 'split': {
      const id = order();
      const part = () => charge(id, '10.00', { orderTotal: { amount: '30.00' }, ...captured });
      return [part(), part(), part(), ...some([refund(1)], 0.3), close({ amazonOrderReferenceId: id })];
    }
    case 'subscription': {
      const id = agreement();
      const month = () => charge(id, '15.00', { ...captured, inheritShippingAddress: true });
      const wait = () => ({ does: 'wait', for: MONTH });
      return [month(), wait(), month(), wait(), month(), ...some([refund(2)]), ...some([close({ amazonBillingAgreementId: id })])];
    }
    case 'asynchronous':
      return [charge(either(), '20.00', { ...captured, transactionTimeout: 60 }), ...some([refund(0)])];
    case 'busy': {
      // Many writes of each kind, one after the other, on one order.
      const id = order();
      const steps = [];
      for (let shipment = random.whole(2, 4); shipment > 0; shipment--) {
        const at = steps.push(charge(id, '20.00', { orderTotal: { amount: '80.00' } })) - 1;
        if (random.happens(0.25)) {
          steps.push({ does: 'close', of: at, params: {} });
          continue;
        }
        const captureAt = steps.push(capture(at, random.one(['20.00', '15.00']))) - 1;
        for (let refunds = random.whole(0, 3); refunds > 0; refunds--) steps.push(refund(captureAt));
      }
      return [...steps, close({ amazonOrderReferenceId: id })];
    }
    case 'new-card': {
      const id = either();
      const declined = charge(id, '20.00', { ...captured, sellerAuthorizationNote: note('Declined', 'InvalidPaymentMethod') }, { goesOn: true });
      return [declined, { does: 'new-card', id }, charge(id, '20.00', captured), ...some([refund(2)])];
    }
    case 'authentication': {
      const mandate = { billingAgreementType: 'MerchantInitiatedTransaction', ...URLS };
      const id = either();
      const bank = random.one([['Success'], ['Failure', 'Success'], ['Abandoned', 'Success'], ['Failure', 'Abandoned']]);
      return [charge(id, '20.00', { ...captured, ...(id[0] === 'S' ? URLS : mandate) }, { bank }), ...some([refund(0)])];
    }
    default: {
      const reason = random.one(['InvalidPaymentMethod', 'AmazonRejected', 'TransactionTimedOut']);
      return [charge(either(), '20.00', { ...captured, sellerAuthorizationNote: note('Declined', reason) })];
    }
  }
}

/** What a close is called with, by the parameter that says what is closed, and how it is read. */
const CLOSES = {
  amazonOrderReferenceId: ['closeOrderReference', 'getOrderReferenceDetails', 'orderReferenceDetails', 'orderReferenceStatus'],
  amazonBillingAgreementId: ['closeBillingAgreement', 'getBillingAgreementDetails', 'billingAgreementDetails', 'billingAgreementStatus'],
  amazonAuthorizationId: ['closeAuthorization', 'getAuthorizationDetails', 'authorizationDetails', 'authorizationStatus'],
};

/**
 * Does a step, again where it was done before; what it gives is what the merchant believes.
 *
 * @param {object} pay
 * @param {object} step
 * @param {object[]} believed
 * @param {object} options of each call
 * @param {{ wait(milliseconds: number): Promise<void>, newCard(id: string): void, bank(step: object): void }} world
 */
export async function perform(pay, step, believed, options, world) {
  switch (step.does) {
    case 'charge': {
      let result = await pay.charge(step.params, options);
      while (result.outcome === 'authentication-required' && step.bank.length > 0) {
        world.bank(step);
        result = await pay.charge(step.params, options);
      }
      if (result.outcome !== 'pending') return result;
      const { authorizationDetails, captureDetails } = result;
      if (captureDetails === undefined) await pay.waitForAuthorization(authorizationDetails.amazonAuthorizationId, options);
      else await pay.waitForCapture(captureDetails.amazonCaptureId, options);
      return pay.charge(step.params, options);
    }
    case 'capture': {
      const { amazonAuthorizationId } = believed[step.of].authorizationDetails;
      const { captureDetails } = await found(pay, step, options, {
        make: () => pay.capture({ amazonAuthorizationId, ...step.params }, options).then(({ captureDetails }) => captureDetails),
        list: async () => (await pay.getAuthorizationDetails({ amazonAuthorizationId }, options)).authorizationDetails.idList,
        read: async (amazonCaptureId) => (await pay.getCaptureDetails({ amazonCaptureId }, options)).captureDetails,
        is: ({ captureReferenceId }) => captureReferenceId === step.params.captureReferenceId,
        as: 'captureDetails',
      });
      if (captureDetails.captureStatus.state !== 'Pending') return { captureDetails };
      const { captureDetails: decided } = await pay.waitForCapture(captureDetails.amazonCaptureId, options);
      return { captureDetails: decided };
    }
    case 'refund': {
      const { amazonCaptureId, captureStatus } = believed[step.of].captureDetails ?? {};
      // There is nothing to give back.
      if (captureStatus?.state === 'Declined' || amazonCaptureId === undefined) return {};
      const { refundDetails } = await found(pay, step, options, {
        make: () => pay.refund({ amazonCaptureId, ...step.params }, options).then(({ refundDetails }) => refundDetails),
        list: async () => (await pay.getCaptureDetails({ amazonCaptureId }, options)).captureDetails.idList,
        read: async (amazonRefundId) => (await pay.getRefundDetails({ amazonRefundId }, options)).refundDetails,
        is: ({ refundReferenceId }) => refundReferenceId === step.params.refundReferenceId,
        as: 'refundDetails',
      });
      if (refundDetails.refundStatus.state !== 'Pending') return { refundDetails };
      const { refundDetails: decided } = await pay.waitForRefund(refundDetails.amazonRefundId, options);
      return { refundDetails: decided };
    }
    case 'close': {
      const params = step.of === undefined ? step.params : { amazonAuthorizationId: believed[step.of].authorizationDetails.amazonAuthorizationId };
      const [[name, id]] = Object.entries(params);
      const [closes, reads, details, status] = CLOSES[name];
      try {
        await pay[closes](params, options);
      } catch (error) {
        // A run before this one may have closed it.
        const { state } = (await pay[reads](params, options))[details][status];
        if (state !== 'Closed') throw error;
      }
      return { closed: id };
    }
    case 'wait':
      await world.wait(step.for);
      return {};
    default:
      world.newCard(step.id);
      return {};
  }
}

/** Looks for what a reference id has made, and makes it where there is nothing. */
async function found(pay, step, options, { make, list, read, is, as }) {
  for (const id of (await list()) ?? []) {
    const details = await read(id);
    if (is(details)) return { [as]: details };
  }
  return { [as]: await make() };
}
