// A merchant who writes down what he will do before he does it, and what came of it. His process may
// die at any request; the next one reads what is written and goes on. He uses only what the package
// offers, and believes only what it tells him.

/** What a step needs to be done again: its kind, its parameters, and its reference id. */
export function plan(random, sandbox, number) {
  const kind = random.one(['one-time', 'deferred', 'split', 'subscription', 'declined', 'asynchronous']);
  const reference = (word) => `${word}-${number}-${random.whole(0, 999_999)}`;
  const order = () => sandbox.createOrderReference().amazonOrderReferenceId;
  const agreement = () => sandbox.createBillingAgreement({ consent: true }).amazonBillingAgreementId;
  const charge = (id, amount, more = {}) => ({
    does: 'charge',
    params: { id, amount, authorizationReferenceId: reference('a'), ...more },
  });
  const refund = (of) => ({ does: 'refund', of, params: { refundReferenceId: reference('r'), refundAmount: { amount: random.one(['1.00', '2.50']) } } });
  const after = (steps, chanceOfRefund = 0.5) => (random.happens(chanceOfRefund) ? [...steps, refund(0)] : steps);
  switch (kind) {
    case 'one-time':
      return { kind, steps: after([charge(random.one([order, agreement])(), '20.00', { captureNow: true })]) };
    case 'deferred': {
      const steps = [charge(random.one([order, agreement])(), '20.00'), { does: 'capture', of: 0, params: { captureReferenceId: reference('c'), captureAmount: { amount: random.one(['20.00', '12.00']) } } }];
      return { kind, steps: random.happens(0.5) ? [...steps, refund(1)] : steps };
    }
    case 'split': {
      const id = order();
      const part = () => charge(id, '10.00', { orderTotal: { amount: '30.00' }, captureNow: true });
      return { kind, steps: after([part(), part(), part(), { does: 'close', params: { amazonOrderReferenceId: id } }], 0.3) };
    }
    case 'subscription': {
      const id = agreement();
      const month = () => charge(id, '15.00', { captureNow: true, inheritShippingAddress: true });
      return { kind, steps: after([month(), month(), month()]) };
    }
    case 'asynchronous':
      return { kind, steps: after([charge(random.one([order, agreement])(), '20.00', { captureNow: true, transactionTimeout: 60 })]) };
    default: {
      const reason = random.one(['InvalidPaymentMethod', 'AmazonRejected', 'TransactionTimedOut']);
      const sellerAuthorizationNote = JSON.stringify({ SandboxSimulation: { State: 'Declined', ReasonCode: reason } });
      return { kind, steps: [charge(random.one([order, agreement])(), '20.00', { captureNow: true, sellerAuthorizationNote })] };
    }
  }
}

/** Does a step, again where it was done before; what it gives is what the merchant believes. */
export async function perform(pay, step, believed, options) {
  switch (step.does) {
    case 'charge': {
      const result = await pay.charge(step.params, options);
      if (result.outcome !== 'pending') return result;
      await pay.waitForAuthorization(result.authorizationDetails.amazonAuthorizationId, options);
      return pay.charge(step.params, options);
    }
    case 'capture': {
      const { amazonAuthorizationId } = believed[step.of].authorizationDetails;
      return found(pay, step, options, {
        make: () => pay.capture({ amazonAuthorizationId, ...step.params }, options).then(({ captureDetails }) => captureDetails),
        list: async () => (await pay.getAuthorizationDetails({ amazonAuthorizationId }, options)).authorizationDetails.idList,
        read: async (amazonCaptureId) => (await pay.getCaptureDetails({ amazonCaptureId }, options)).captureDetails,
        is: ({ captureReferenceId }) => captureReferenceId === step.params.captureReferenceId,
        as: 'captureDetails',
      });
    }
    case 'refund': {
      const { amazonCaptureId } = believed[step.of].captureDetails;
      return found(pay, step, options, {
        make: () => pay.refund({ amazonCaptureId, ...step.params }, options).then(({ refundDetails }) => refundDetails),
        list: async () => (await pay.getCaptureDetails({ amazonCaptureId }, options)).captureDetails.idList,
        read: async (amazonRefundId) => (await pay.getRefundDetails({ amazonRefundId }, options)).refundDetails,
        is: ({ refundReferenceId }) => refundReferenceId === step.params.refundReferenceId,
        as: 'refundDetails',
      });
    }
    default:
      return pay.closeOrderReference(step.params, options).catch(async (error) => {
        // A run before this one may have closed it.
        const { orderReferenceDetails } = await pay.getOrderReferenceDetails(step.params, options);
        if (orderReferenceDetails.orderReferenceStatus.state !== 'Closed') throw error;
        return {};
      });
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
