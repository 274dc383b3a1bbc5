// A merchant beside a sandbox. It knows the steps that lead to where a test begins; it knows no test.

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A sandbox whose time stands still, and a client that neither waits nor repeats. */
export async function merchant(lib, options = {}, clientOptions = {}) {
  const sandbox = await lib.Sandbox.create({ clock: 'manual', throttling: false, ...options });
  const pay = new lib.AmazonPay({ ...sandbox.credentials, fetch: sandbox.fetch, pacing: false, retry: false, ...clientOptions });
  return { sandbox, pay, ...steps(sandbox, pay) };
}

/** The steps of a payment, each giving the id of what it made. */
export function steps(sandbox, pay) {
  let last = 0;
  const reference = () => `reference-${++last}`;
  const price = (amount, currencyCode) => ({ amount, ...(currencyCode && { currencyCode }) });

  async function draft(amount = '100.00', details = {}) {
    const { amazonOrderReferenceId } = sandbox.createOrderReference(details);
    await pay.setOrderReferenceDetails({
      amazonOrderReferenceId,
      orderReferenceAttributes: { orderTotal: price(amount, details.currencyCode) },
    });
    return amazonOrderReferenceId;
  }

  async function open(amount, details) {
    const amazonOrderReferenceId = await draft(amount, details);
    await pay.confirmOrderReference({ amazonOrderReferenceId });
    return amazonOrderReferenceId;
  }

  async function authorize(amazonOrderReferenceId, amount = '100.00', more = {}) {
    const { authorizationDetails } = await pay.authorize({
      amazonOrderReferenceId,
      authorizationReferenceId: reference(),
      authorizationAmount: price(amount),
      transactionTimeout: 0,
      ...more,
    });
    return authorizationDetails;
  }

  async function capture(amazonAuthorizationId, amount = '100.00', more = {}) {
    const { captureDetails } = await pay.capture({
      amazonAuthorizationId,
      captureReferenceId: reference(),
      captureAmount: price(amount),
      ...more,
    });
    return captureDetails;
  }

  async function refund(amazonCaptureId, amount = '100.00', more = {}) {
    const { refundDetails } = await pay.refund({
      amazonCaptureId,
      refundReferenceId: reference(),
      refundAmount: price(amount),
      ...more,
    });
    return refundDetails;
  }

  async function agreement() {
    const { amazonBillingAgreementId } = sandbox.createBillingAgreement({ consent: true });
    await pay.setBillingAgreementDetails({ amazonBillingAgreementId, billingAgreementAttributes: { sellerNote: 'tea' } });
    await pay.confirmBillingAgreement({ amazonBillingAgreementId });
    return amazonBillingAgreementId;
  }

  async function charge(amazonBillingAgreementId, amount = '10.00', more = {}) {
    return pay.authorizeOnBillingAgreement({
      amazonBillingAgreementId,
      authorizationReferenceId: reference(),
      authorizationAmount: price(amount),
      transactionTimeout: 0,
      ...more,
    });
  }

  async function order(amazonOrderReferenceId) {
    return (await pay.getOrderReferenceDetails({ amazonOrderReferenceId })).orderReferenceDetails;
  }

  return { reference, draft, open, authorize, capture, refund, agreement, charge, order };
}

/** The state and the reason of a status. */
export function outcome({ state, reasonCode }) {
  return reasonCode === undefined ? state : `${state} ${reasonCode}`;
}

/** The code with which the service refuses a call. */
export async function refusal(t, lib, call) {
  const error = await t.rejects(call);
  t.ok(error instanceof lib.ServiceError, 'must be a ServiceError');
  return error.code;
}
