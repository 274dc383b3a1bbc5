// @ts-check
// Reading more than one answer holds: every page of a list, and everything under an order reference.

/**
 * @typedef {(name: string, params: any) => Promise<any>} Call
 */

/**
 * @param {Call} call
 * @param {object} params
 */
export async function* orderReferences(call, params) {
  let page = await call('ListOrderReference', params);
  for (;;) {
    yield* page.orderReferenceList ?? [];
    // The last page has no token, or an empty one; which is unconfirmed.
    const { nextPageToken } = page;
    if (!nextPageToken) return;
    page = await call('ListOrderReferenceByNextToken', { nextPageToken });
  }
}

/**
 * @param {import('./series.js').Series} series
 * @param {string} amazonOrderReferenceId
 */
export async function paymentDetails(series, amazonOrderReferenceId) {
  const { orderReferenceDetails } = await series.call('GetOrderReferenceDetails', { amazonOrderReferenceId });
  const authorizations = [];
  for (const amazonAuthorizationId of orderReferenceDetails.idList ?? []) {
    const { authorizationDetails } = await series.call('GetAuthorizationDetails', { amazonAuthorizationId });
    const captures = [];
    for (const amazonCaptureId of authorizationDetails.idList ?? []) {
      const { captureDetails } = await series.call('GetCaptureDetails', { amazonCaptureId });
      const refunds = [];
      for (const amazonRefundId of captureDetails.idList ?? []) {
        refunds.push((await series.call('GetRefundDetails', { amazonRefundId })).refundDetails);
      }
      captures.push({ captureDetails, refunds });
    }
    authorizations.push({ authorizationDetails, captures });
  }
  return { orderReferenceDetails, authorizations };
}
