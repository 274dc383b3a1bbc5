// Made from the table of operations by `cargo xtask types`. Do not edit.
//
// `(operations 5.9)` names the section of the reference that a statement was taken from.
// Amounts are decimal text, times are ISO 8601 text. Answers may hold words that are not
// in a list here: they are kept, and the types say so.

import type { Answer, CallOptions } from './index.js';
import type { NotificationHead } from './notifications.js';

/**
 * Every operation by its name, with what it takes and gives.
 */
export interface Operations {
  SetOrderReferenceDetails: { request: SetOrderReferenceDetailsRequest; result: SetOrderReferenceDetailsResult };
  SetOrderAttributes: { request: SetOrderAttributesRequest; result: SetOrderAttributesResult };
  ConfirmOrderReference: { request: ConfirmOrderReferenceRequest; result: ConfirmOrderReferenceResult };
  GetOrderReferenceDetails: { request: GetOrderReferenceDetailsRequest; result: GetOrderReferenceDetailsResult };
  ListOrderReference: { request: ListOrderReferenceRequest; result: ListOrderReferenceResult };
  ListOrderReferenceByNextToken: { request: ListOrderReferenceByNextTokenRequest; result: ListOrderReferenceByNextTokenResult };
  CancelOrderReference: { request: CancelOrderReferenceRequest; result: CancelOrderReferenceResult };
  CloseOrderReference: { request: CloseOrderReferenceRequest; result: CloseOrderReferenceResult };
  Authorize: { request: AuthorizeRequest; result: AuthorizeResult };
  GetAuthorizationDetails: { request: GetAuthorizationDetailsRequest; result: GetAuthorizationDetailsResult };
  CloseAuthorization: { request: CloseAuthorizationRequest; result: CloseAuthorizationResult };
  Capture: { request: CaptureRequest; result: CaptureResult };
  GetCaptureDetails: { request: GetCaptureDetailsRequest; result: GetCaptureDetailsResult };
  Refund: { request: RefundRequest; result: RefundResult };
  GetRefundDetails: { request: GetRefundDetailsRequest; result: GetRefundDetailsResult };
  GetServiceStatus: { request: GetServiceStatusRequest; result: GetServiceStatusResult };
  GetMerchantAccountStatus: { request: GetMerchantAccountStatusRequest; result: GetMerchantAccountStatusResult };
  GetMerchantNotificationConfiguration: { request: GetMerchantNotificationConfigurationRequest; result: GetMerchantNotificationConfigurationResult };
  SetMerchantNotificationConfiguration: { request: SetMerchantNotificationConfigurationRequest; result: SetMerchantNotificationConfigurationResult };
  GetBillingAgreementDetails: { request: GetBillingAgreementDetailsRequest; result: GetBillingAgreementDetailsResult };
  SetBillingAgreementDetails: { request: SetBillingAgreementDetailsRequest; result: SetBillingAgreementDetailsResult };
  ConfirmBillingAgreement: { request: ConfirmBillingAgreementRequest; result: ConfirmBillingAgreementResult };
  ValidateBillingAgreement: { request: ValidateBillingAgreementRequest; result: ValidateBillingAgreementResult };
  AuthorizeOnBillingAgreement: { request: AuthorizeOnBillingAgreementRequest; result: AuthorizeOnBillingAgreementResult };
  CreateOrderReferenceForId: { request: CreateOrderReferenceForIdRequest; result: CreateOrderReferenceForIdResult };
  CloseBillingAgreement: { request: CloseBillingAgreementRequest; result: CloseBillingAgreementResult };
  GetProviderCreditDetails: { request: GetProviderCreditDetailsRequest; result: GetProviderCreditDetailsResult };
  GetProviderCreditReversalDetails: { request: GetProviderCreditReversalDetailsRequest; result: GetProviderCreditReversalDetailsResult };
  ReverseProviderCredit: { request: ReverseProviderCreditRequest; result: ReverseProviderCreditResult };
}

/**
 * Every operation as a method of the client.
 */
export interface OperationMethods {
  /**
   * Stores the total, a note and your own data on a draft order reference. May be repeated until it
   * is confirmed (operations 5.1).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the order reference is Draft; otherwise the service answers
   * `OrderReferenceNotModifiable`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `OrderReferenceNotModifiable`, `InvalidOrderReferenceId`,
   * `CurrencyMismatch`, `CurrencyUnsupported`, `InvalidSandboxSimulationSpecified`.
   */
  setOrderReferenceDetails(params: SetOrderReferenceDetailsRequest, options?: CallOptions): Promise<Answer<SetOrderReferenceDetailsResult>>;

  /**
   * Stores what `setOrderReferenceDetails` stores and the ids of a payment service provider, also
   * after confirmation: then what is not yet set may be added, but amount, currency, platform and
   * item categories are fixed (operations 5.2).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the order reference is Draft, Open or Suspended; otherwise the service answers
   * `OrderReferenceNotModifiable`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `OrderReferenceNotModifiable`, `InvalidOrderReferenceId`.
   */
  setOrderAttributes(params: SetOrderAttributesRequest, options?: CallOptions): Promise<Answer<SetOrderAttributesResult>>;

  /**
   * Makes a draft order reference without constraints chargeable: `Draft` becomes `Open`, and buyer
   * and full address become visible. Call it again after the buyer mended the payment method of a
   * suspended one (operations 5.3).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the order reference is Draft, Open or Suspended; otherwise the service answers
   * `InvalidOrderReferenceStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `ConstraintsExist`, `CurrencyMismatch`, `InvalidOrderReferenceId`,
   * `InvalidOrderReferenceStatus`, `PaymentMethodNotUpdated`.
   */
  confirmOrderReference(params: ConfirmOrderReferenceRequest, options?: CallOptions): Promise<Answer<ConfirmOrderReferenceResult>>;

  /**
   * Reads an order reference. Before confirmation buyer and full address are hidden unless the
   * buyer's token is given (operations 5.4).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidOrderReferenceId`, `InvalidAddressConsentToken`, `AmbiguousToken`.
   */
  getOrderReferenceDetails(params: GetOrderReferenceDetailsRequest, options?: CallOptions): Promise<Answer<GetOrderReferenceDetailsResult>>;

  /**
   * Finds order references by your own order number, newest first. The service documents no quota
   * for this call; the one here is assumed (operations 5.5).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   */
  listOrderReference(params: ListOrderReferenceRequest, options?: CallOptions): Promise<Answer<ListOrderReferenceResult>>;

  /**
   * Reads the next page of `listOrderReference`. The service documents no quota for this call; the
   * one here is assumed (operations 5.6).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   */
  listOrderReferenceByNextToken(params: ListOrderReferenceByNextTokenRequest, options?: CallOptions): Promise<Answer<ListOrderReferenceByNextTokenResult>>;

  /**
   * Cancels an order reference from which nothing was captured, and closes its open and pending
   * authorizations (operations 5.7).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the order reference is Draft, Open or Suspended; otherwise the service answers
   * `InvalidCancelAttempt`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidCancelAttempt`, `InvalidOrderReferenceStatus`,
   * `InvalidOrderReferenceId`.
   */
  cancelOrderReference(params: CancelOrderReferenceRequest, options?: CallOptions): Promise<Answer<CancelOrderReferenceResult>>;

  /**
   * Declares an order complete: nothing more can be authorized, but open authorizations can still
   * be captured (operations 5.8).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the order reference is Open or Suspended; otherwise the service answers
   * `InvalidCloseAttempt`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidCloseAttempt`, `InvalidOrderReferenceStatus`,
   * `InvalidOrderReferenceId`, `InvalidSandboxSimulationSpecified`.
   */
  closeOrderReference(params: CloseOrderReferenceRequest, options?: CallOptions): Promise<Answer<CloseOrderReferenceResult>>;

  /**
   * Reserves an amount on the payment method of an open order reference, and captures it at once if
   * you ask for it. A decline is an answer with the state `Declined`, not an error. At most 10
   * authorizations per order reference (operations 5.9).
   *
   * Safe to repeat with the same `authorizationReferenceId` and the same parameters.
   *
   * Allowed while the order reference is Open; otherwise the service answers
   * `InvalidOrderReferenceStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidOrderReferenceStatus`, `TransactionAmountExceeded`,
   * `TransactionCountExceeded`, `DuplicateRequest`, `DuplicateReferenceId`, `CurrencyMismatch`,
   * `PaymentMethodNotUpdated`, `InvalidSandboxSimulationSpecified`, `InvalidOrderReferenceId`.
   */
  authorize(params: AuthorizeRequest, options?: CallOptions): Promise<Answer<AuthorizeResult>>;

  /**
   * Reads an authorization: its state and what was captured (operations 5.10).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidTransactionId`.
   */
  getAuthorizationDetails(params: GetAuthorizationDetailsRequest, options?: CallOptions): Promise<Answer<GetAuthorizationDetailsResult>>;

  /**
   * Releases an authorization that will not be captured (operations 5.11).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the authorization is Pending or Open; otherwise the service answers
   * `InvalidAuthorizationStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidAuthorizationStatus`, `InvalidTransactionId`.
   */
  closeAuthorization(params: CloseAuthorizationRequest, options?: CallOptions): Promise<Answer<CloseAuthorizationResult>>;

  /**
   * Takes money from an open authorization, all of it or a part, once. Within 7 days of the
   * authorization the answer says whether it worked; later it may be `Pending` first
   * (operations 5.12).
   *
   * Safe to repeat with the same `captureReferenceId` and the same parameters.
   *
   * Allowed while the authorization is Open; otherwise the service answers
   * `InvalidAuthorizationStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidAuthorizationStatus`, `TransactionAmountExceeded`,
   * `TransactionCountExceeded`, `DuplicateRequest`, `DuplicateReferenceId`, `CurrencyMismatch`,
   * `InvalidTransactionId`, `InvalidSandboxSimulationSpecified`.
   */
  capture(params: CaptureRequest, options?: CallOptions): Promise<Answer<CaptureResult>>;

  /**
   * Reads a capture: its state and what was refunded (operations 5.13).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidTransactionId`.
   */
  getCaptureDetails(params: GetCaptureDetailsRequest, options?: CallOptions): Promise<Answer<GetCaptureDetailsResult>>;

  /**
   * Gives back money of a completed capture, at once or in up to 10 parts. Always starts `Pending`:
   * read it later, or wait for the notification (operations 5.14).
   *
   * Safe to repeat with the same `refundReferenceId` and the same parameters.
   *
   * Allowed while the capture is Completed; otherwise the service answers `CaptureNotRefundable`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `CaptureNotRefundable`, `TransactionAmountExceeded`,
   * `TransactionCountExceeded`, `DuplicateRequest`, `DuplicateReferenceId`, `InvalidTransactionId`,
   * `CurrencyMismatch`, `InvalidSandboxSimulationSpecified`.
   */
  refund(params: RefundRequest, options?: CallOptions): Promise<Answer<RefundResult>>;

  /**
   * Reads a refund and its state (operations 5.15).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidTransactionId`.
   */
  getRefundDetails(params: GetRefundDetailsRequest, options?: CallOptions): Promise<Answer<GetRefundDetailsResult>>;

  /**
   * Tells whether the service is well. May be asked rarely only (operations 5.16).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 2, then 1 per 5 minutes; in the sandbox 2, then 1 per 5 minutes.
   */
  getServiceStatus(params?: GetServiceStatusRequest, options?: CallOptions): Promise<Answer<GetServiceStatusResult>>;

  /**
   * Tells a solution provider whether a merchant's account can take payments. The service documents
   * no quota for this call; the one here is assumed (operations 5.17).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `UnauthorizedSolutionProvider`.
   */
  getMerchantAccountStatus(params?: GetMerchantAccountStatusRequest, options?: CallOptions): Promise<Answer<GetMerchantAccountStatusResult>>;

  /**
   * Lists the addresses that get notifications. The service documents no quota for this call; the
   * one here is assumed (operations 5.18).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   */
  getMerchantNotificationConfiguration(params?: GetMerchantNotificationConfigurationRequest, options?: CallOptions): Promise<Answer<GetMerchantNotificationConfigurationResult>>;

  /**
   * Replaces the addresses that get notifications. The service documents no quota for this call;
   * the one here is assumed (operations 5.19).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   */
  setMerchantNotificationConfiguration(params: SetMerchantNotificationConfigurationRequest, options?: CallOptions): Promise<Answer<SetMerchantNotificationConfigurationResult>>;

  /**
   * Reads a billing agreement. Before confirmation buyer and full address are hidden unless the
   * buyer's token is given (operations 5.20).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidBillingAgreementId`, `InvalidAddressConsentToken`, `AmbiguousToken`.
   */
  getBillingAgreementDetails(params: GetBillingAgreementDetailsRequest, options?: CallOptions): Promise<Answer<GetBillingAgreementDetailsResult>>;

  /**
   * Stores a note, your own data and the type of charges on a draft billing agreement
   * (operations 5.21).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the billing agreement is Draft; otherwise the service answers
   * `BillingAgreementNotModifiable`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `BillingAgreementNotModifiable`, `InvalidBillingAgreementId`.
   */
  setBillingAgreementDetails(params: SetBillingAgreementDetailsRequest, options?: CallOptions): Promise<Answer<SetBillingAgreementDetailsResult>>;

  /**
   * Makes a billing agreement without constraints chargeable: `Draft` becomes `Open`. Call it again
   * after the buyer changed address or payment method (operations 5.22).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the billing agreement is Draft, Open or Suspended; otherwise the service answers
   * `InvalidBillingAgreementStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `BillingAgreementConstraintsExist`, `InvalidBillingAgreementId`,
   * `InvalidBillingAgreementStatus`, `PaymentMethodNotUpdated`.
   */
  confirmBillingAgreement(params: ConfirmBillingAgreementRequest, options?: CallOptions): Promise<Answer<ConfirmBillingAgreementResult>>;

  /**
   * Checks status and payment method of an open billing agreement without moving money. A payment
   * method that fails suspends it (operations 5.23).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the billing agreement is Open; otherwise the service answers
   * `InvalidBillingAgreementStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidBillingAgreementId`, `InvalidBillingAgreementStatus`.
   */
  validateBillingAgreement(params: ValidateBillingAgreementRequest, options?: CallOptions): Promise<Answer<ValidateBillingAgreementResult>>;

  /**
   * Charges an open billing agreement in one call: makes an order reference, confirms it,
   * authorizes the amount and closes it. A decline is an answer with the state `Declined`, not an
   * error; one for the payment method suspends the agreement (operations 5.24).
   *
   * Safe to repeat with the same `authorizationReferenceId` and the same parameters.
   *
   * Allowed while the billing agreement is Open; otherwise the service answers
   * `InvalidBillingAgreementStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidBillingAgreementId`, `InvalidBillingAgreementStatus`,
   * `PeriodicAmountExceeded`, `TransactionAmountExceeded`, `DuplicateRequest`,
   * `DuplicateReferenceId`, `CurrencyMismatch`, `InvalidSandboxSimulationSpecified`.
   */
  authorizeOnBillingAgreement(params: AuthorizeOnBillingAgreementRequest, options?: CallOptions): Promise<Answer<AuthorizeOnBillingAgreementResult>>;

  /**
   * Makes an order reference from a billing agreement: one while the agreement is a draft, any
   * number while it is open. Every call makes another one, so it is repeated only when the service
   * certainly did not act (operations 5.25).
   *
   * Each call makes something new: repeated only when the service certainly did not act.
   *
   * Allowed while the billing agreement is Draft or Open; otherwise the service answers
   * `InvalidBillingAgreementStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `OrderReferenceCountExceeded`, `InvalidBillingAgreementId`,
   * `InvalidBillingAgreementStatus`, `ConstraintsExist`, `CurrencyMismatch`.
   */
  createOrderReferenceForId(params: CreateOrderReferenceForIdRequest, options?: CallOptions): Promise<Answer<CreateOrderReferenceForIdResult>>;

  /**
   * Ends a billing agreement: nothing more can be authorized, but open authorizations can still be
   * captured (operations 5.26).
   *
   * Brings its object to a state, so it is safe to repeat.
   *
   * Allowed while the billing agreement is Open or Suspended; otherwise the service answers
   * `InvalidBillingAgreementStatus`.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `InvalidBillingAgreementId`, `InvalidBillingAgreementStatus`,
   * `InvalidCloseAttempt`.
   */
  closeBillingAgreement(params: CloseBillingAgreementRequest, options?: CallOptions): Promise<Answer<CloseBillingAgreementResult>>;

  /**
   * Reads a provider credit; both the provider and the merchant may. The service documents no quota
   * for this call; the one here is assumed (operations 5.27).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidTransactionId`.
   */
  getProviderCreditDetails(params: GetProviderCreditDetailsRequest, options?: CallOptions): Promise<Answer<GetProviderCreditDetailsResult>>;

  /**
   * Reads the reversal of a provider credit. The service documents no quota for this call; the one
   * here is assumed (operations 5.28).
   *
   * Changes nothing, so it is always safe to repeat.
   *
   * Quota: 20, then 2 per second; in the sandbox 5, then 1 per second.
   *
   * Faults of its own: `InvalidTransactionId`.
   */
  getProviderCreditReversalDetails(params: GetProviderCreditReversalDetailsRequest, options?: CallOptions): Promise<Answer<GetProviderCreditReversalDetailsResult>>;

  /**
   * Takes a provider credit back, all of it or a part. The service documents no quota for this
   * call; the one here is assumed (operations 5.29).
   *
   * Safe to repeat with the same `creditReversalReferenceId` and the same parameters.
   *
   * Quota: 10, then 1 per second; in the sandbox 2, then 1 per 2 seconds.
   *
   * Faults of its own: `TransactionAmountExceeded`, `DuplicateRequest`, `InvalidTransactionId`.
   */
  reverseProviderCredit(params: ReverseProviderCreditRequest, options?: CallOptions): Promise<Answer<ReverseProviderCreditResult>>;
}

/**
 * What {@link OperationMethods.setOrderReferenceDetails} takes.
 */
export interface SetOrderReferenceDetailsRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * What to store (operations 5.1).
   */
  orderReferenceAttributes: OrderReferenceAttributes;
}

/**
 * What {@link OperationMethods.setOrderReferenceDetails} gives.
 */
export interface SetOrderReferenceDetailsResult {
  /**
   * The order reference as it is now (operations 6.10).
   */
  readonly orderReferenceDetails: OrderReferenceDetails;
}

/**
 * What {@link OperationMethods.setOrderAttributes} takes.
 */
export interface SetOrderAttributesRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * What to store (operations 5.2).
   */
  orderAttributes?: OrderAttributes | null | undefined;
}

/**
 * What {@link OperationMethods.setOrderAttributes} gives.
 */
export interface SetOrderAttributesResult {
  /**
   * The order reference as it is now (operations 6.10).
   */
  readonly orderReferenceDetails: OrderReferenceDetails;
}

/**
 * What {@link OperationMethods.confirmOrderReference} takes.
 */
export interface ConfirmOrderReferenceRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * Where the buyer returns to after passing strong authentication; EU and UK (operations 5.3).
   */
  successUrl?: string | null | undefined;
  /**
   * Where the buyer returns to after failing or leaving strong authentication; EU and UK
   * (operations 5.3).
   */
  failureUrl?: string | null | undefined;
  /**
   * The amount for which the buyer is authenticated, where it is not the total; in the total's
   * currency (operations 5.3).
   */
  authorizationAmount?: PriceInput | null | undefined;
  /**
   * True: the service closes the order reference when no authorization comes within 60 minutes. It
   * takes false when left out (operations 5.3).
   */
  expectImmediateAuthorization?: boolean | null | undefined;
}

/**
 * What {@link OperationMethods.confirmOrderReference} gives. The service says nothing but that it
 * did it.
 */
export interface ConfirmOrderReferenceResult {}

/**
 * What {@link OperationMethods.getOrderReferenceDetails} takes.
 */
export interface GetOrderReferenceDetailsRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * Old name of the buyer's access token; deprecated (operations 5.4).
   *
   * Never together with `accessToken`. Kept out of errors, events and logs.
   */
  addressConsentToken?: string | null | undefined;
  /**
   * The buyer's token from Login with Amazon. Its scopes decide what is shown before confirmation:
   * shipping address, billing address, payment descriptor (operations 5.4).
   *
   * Never together with `addressConsentToken`. Kept out of errors, events and logs.
   */
  accessToken?: string | null | undefined;
}

/**
 * What {@link OperationMethods.getOrderReferenceDetails} gives.
 */
export interface GetOrderReferenceDetailsResult {
  /**
   * The order reference as it is now (operations 6.10).
   */
  readonly orderReferenceDetails: OrderReferenceDetails;
}

/**
 * What {@link OperationMethods.listOrderReference} takes.
 */
export interface ListOrderReferenceRequest {
  /**
   * The `sellerOrderId` to look for (operations 5.5).
   */
  queryId: string;
  /**
   * What `queryId` is (operations 5.5).
   *
   * Left out, it is `'SellerOrderId'`.
   */
  queryIdType?: QueryIdType | null | undefined;
  /**
   * Region and currency of the account (operations 5.5).
   *
   * Left out, it is that of the client's region.
   */
  paymentDomain?: PaymentDomain | null | undefined;
  /**
   * When they were made; at most 31 days (operations 5.5).
   */
  createdTimeRange?: CreatedTimeRange | null | undefined;
  /**
   * By the time they were made; newest first when left out (operations 5.5).
   */
  sortOrder?: SortOrder | null | undefined;
  /**
   * How many at once; the service's upper bound is not known (operations 5.5).
   *
   * At least 1.
   */
  pageSize?: number | null | undefined;
  /**
   * Only those in one of these states; any case will do (operations 5.5).
   */
  orderReferenceStatusListFilter?: ReadonlyArray<OrderReferenceStatusFilter> | null | undefined;
}

/**
 * What {@link OperationMethods.listOrderReference} gives.
 */
export interface ListOrderReferenceResult {
  /**
   * The order references of this page (operations 5.5).
   */
  readonly orderReferenceList: Array<OrderReference>;
  /**
   * Token of the next page; absent or empty on the last one (operations 5.5).
   */
  readonly nextPageToken?: string;
}

/**
 * What {@link OperationMethods.listOrderReferenceByNextToken} takes.
 */
export interface ListOrderReferenceByNextTokenRequest {
  /**
   * The token of the page before, exactly as it came (operations 5.6).
   */
  nextPageToken: string;
}

/**
 * What {@link OperationMethods.listOrderReferenceByNextToken} gives.
 */
export interface ListOrderReferenceByNextTokenResult {
  /**
   * The order references of this page (operations 5.5).
   */
  readonly orderReferenceList: Array<OrderReference>;
  /**
   * Token of the next page; absent or empty on the last one (operations 5.5).
   */
  readonly nextPageToken?: string;
}

/**
 * What {@link OperationMethods.cancelOrderReference} takes.
 */
export interface CancelOrderReferenceRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * Why. Not shown to the buyer, but reading the order reference gives it back (operations 5.7).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  cancelationReason?: string | null | undefined;
}

/**
 * What {@link OperationMethods.cancelOrderReference} gives. The service says nothing but that it
 * did it.
 */
export interface CancelOrderReferenceResult {}

/**
 * What {@link OperationMethods.closeOrderReference} takes.
 */
export interface CloseOrderReferenceRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * Why. Not shown to the buyer, but reading the order reference gives it back. In the sandbox it
   * may carry a simulation (operations 5.8, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  closureReason?: string | null | undefined;
}

/**
 * What {@link OperationMethods.closeOrderReference} gives. The service says nothing but that it did
 * it.
 */
export interface CloseOrderReferenceResult {}

/**
 * What {@link OperationMethods.authorize} takes.
 */
export interface AuthorizeRequest {
  /**
   * Id of the order reference, from Amazon's widgets: `P…` in production, `S…` in the sandbox
   * (operations 2.5, 5.1).
   */
  amazonOrderReferenceId: string;
  /**
   * Your own id for this authorization, unique among all of yours; letters, digits, `-` and `_`
   * recommended. Repeating a call with it never reserves twice: keep it before the first attempt,
   * and take a new one after a decline (operations 5.9).
   *
   * At most 32 characters.
   */
  authorizationReferenceId: string;
  /**
   * What to reserve, in the currency of the order's total. At most 150,000 USD, GBP or EUR,
   * 10,000,000 JPY (operations 5.9, 12).
   */
  authorizationAmount: PriceInput;
  /**
   * A note; the buyer sees it only with `captureNow`. In the sandbox it may carry a simulation
   * (operations 5.9, 11).
   *
   * At most 255 characters. Kept out of errors, events and logs.
   */
  sellerAuthorizationNote?: string | null | undefined;
  /**
   * Minutes the service may take to decide. 0 asks for the decision in the answer, within about 8
   * seconds; otherwise the authorization starts `Pending`. The service wants multiples of 5 up to
   * 1440, and takes 1440 when it is left out (operations 5.9).
   *
   * From 0 to 1440.
   */
  transactionTimeout?: number | null | undefined;
  /**
   * Captures the amount as soon as it is authorized. The service takes false when it is left out
   * (operations 5.9).
   */
  captureNow?: boolean | null | undefined;
  /**
   * What the buyer's statement says after `AMZ*`. In an authorization it counts only with
   * `captureNow`; in Japan for JCB cards only. Left out, it is your account's name
   * (operations 5.9).
   *
   * At most 16 characters.
   */
  softDescriptor?: string | null | undefined;
  /**
   * Shares of the amount that go to solution providers (operations 5.9).
   */
  providerCreditList?: ReadonlyArray<ProviderCredit> | null | undefined;
  /**
   * Kinds of goods; old clients sent it here (operations 5.9).
   */
  orderItemCategories?: ReadonlyArray<string> | null | undefined;
}

/**
 * What {@link OperationMethods.authorize} gives.
 */
export interface AuthorizeResult {
  /**
   * The authorization as it is now (operations 6.12).
   */
  readonly authorizationDetails: AuthorizationDetails;
}

/**
 * What {@link OperationMethods.getAuthorizationDetails} takes.
 */
export interface GetAuthorizationDetailsRequest {
  /**
   * Id of the authorization, from the answer that made it (operations 2.5, 5.10).
   */
  amazonAuthorizationId: string;
}

/**
 * What {@link OperationMethods.getAuthorizationDetails} gives.
 */
export interface GetAuthorizationDetailsResult {
  /**
   * The authorization as it is now (operations 6.12).
   */
  readonly authorizationDetails: AuthorizationDetails;
}

/**
 * What {@link OperationMethods.closeAuthorization} takes.
 */
export interface CloseAuthorizationRequest {
  /**
   * Id of the authorization, from the answer that made it (operations 2.5, 5.10).
   */
  amazonAuthorizationId: string;
  /**
   * Why. The buyer reads it in Amazon's mail (operations 5.11).
   *
   * At most 255 characters. Kept out of errors, events and logs.
   */
  closureReason?: string | null | undefined;
}

/**
 * What {@link OperationMethods.closeAuthorization} gives. The service says nothing but that it did
 * it.
 */
export interface CloseAuthorizationResult {}

/**
 * What {@link OperationMethods.capture} takes.
 */
export interface CaptureRequest {
  /**
   * Id of the authorization, from the answer that made it (operations 2.5, 5.10).
   */
  amazonAuthorizationId: string;
  /**
   * Your own id for this capture, unique among all of yours; letters, digits, `-` and `_`
   * recommended. Repeating a call with it never takes money twice (operations 5.12).
   *
   * At most 32 characters.
   */
  captureReferenceId: string;
  /**
   * What to take: at most what was authorized, in the same currency (operations 5.12).
   */
  captureAmount: PriceInput;
  /**
   * A note that the buyer reads in Amazon's mail. In the sandbox it may carry a simulation
   * (operations 5.12, 11).
   *
   * At most 255 characters. Kept out of errors, events and logs.
   */
  sellerCaptureNote?: string | null | undefined;
  /**
   * What the buyer's statement says after `AMZ*`. In an authorization it counts only with
   * `captureNow`; in Japan for JCB cards only. Left out, it is your account's name
   * (operations 5.9).
   *
   * At most 16 characters.
   */
  softDescriptor?: string | null | undefined;
  /**
   * Shares of the amount that go to solution providers (operations 5.9).
   */
  providerCreditList?: ReadonlyArray<ProviderCredit> | null | undefined;
}

/**
 * What {@link OperationMethods.capture} gives.
 */
export interface CaptureResult {
  /**
   * The capture as it is now (operations 6.13).
   */
  readonly captureDetails: CaptureDetails;
}

/**
 * What {@link OperationMethods.getCaptureDetails} takes.
 */
export interface GetCaptureDetailsRequest {
  /**
   * Id of the capture, from the answer that made it or the authorization's `idList`
   * (operations 2.5, 5.13).
   */
  amazonCaptureId: string;
}

/**
 * What {@link OperationMethods.getCaptureDetails} gives.
 */
export interface GetCaptureDetailsResult {
  /**
   * The capture as it is now (operations 6.13).
   */
  readonly captureDetails: CaptureDetails;
}

/**
 * What {@link OperationMethods.refund} takes.
 */
export interface RefundRequest {
  /**
   * Id of the capture, from the answer that made it or the authorization's `idList`
   * (operations 2.5, 5.13).
   */
  amazonCaptureId: string;
  /**
   * Your own id for this refund, unique among all of yours; letters, digits, `-` and `_`
   * recommended. Repeating a call with it never gives money back twice (operations 5.14).
   *
   * At most 32 characters.
   */
  refundReferenceId: string;
  /**
   * What to give back, in the capture's currency. All refunds together may exceed the capture by 15
   * %, but by no more than 75 USD, GBP or EUR or 8,400 JPY (operations 5.14).
   */
  refundAmount: PriceInput;
  /**
   * A note that the buyer reads in Amazon's mail. In the sandbox it may carry a simulation
   * (operations 5.14, 11).
   *
   * At most 255 characters. Kept out of errors, events and logs.
   */
  sellerRefundNote?: string | null | undefined;
  /**
   * What the buyer's statement says after `AMZ*`. In an authorization it counts only with
   * `captureNow`; in Japan for JCB cards only. Left out, it is your account's name
   * (operations 5.9).
   *
   * At most 16 characters.
   */
  softDescriptor?: string | null | undefined;
  /**
   * Shares to take back from solution providers (operations 5.14).
   */
  providerCreditReversalList?: ReadonlyArray<ProviderCreditReversal> | null | undefined;
}

/**
 * What {@link OperationMethods.refund} gives.
 */
export interface RefundResult {
  /**
   * The refund as it is now (operations 6.14).
   */
  readonly refundDetails: RefundDetails;
}

/**
 * What {@link OperationMethods.getRefundDetails} takes.
 */
export interface GetRefundDetailsRequest {
  /**
   * Id of the refund, from the answer that made it or the capture's `idList` (operations 2.5,
   * 5.15).
   */
  amazonRefundId: string;
}

/**
 * What {@link OperationMethods.getRefundDetails} gives.
 */
export interface GetRefundDetailsResult {
  /**
   * The refund as it is now (operations 6.14).
   */
  readonly refundDetails: RefundDetails;
}

/**
 * What {@link OperationMethods.getServiceStatus} takes.
 *
 * It takes no parameters.
 */
export interface GetServiceStatusRequest {
  [name: string]: never;
}

/**
 * What {@link OperationMethods.getServiceStatus} gives.
 */
export interface GetServiceStatusResult {
  /**
   * How it is (operations 5.16).
   */
  readonly status: ServiceState;
  /**
   * As of when, UTC (operations 5.16).
   */
  readonly timestamp: string;
  /**
   * Id of what it has to say (operations 5.16).
   */
  readonly messageId?: string;
  /**
   * What it has to say (operations 5.16).
   */
  readonly messages?: Array<Message>;
}

/**
 * What {@link OperationMethods.getMerchantAccountStatus} takes.
 *
 * It takes no parameters.
 */
export interface GetMerchantAccountStatusRequest {
  [name: string]: never;
}

/**
 * What {@link OperationMethods.getMerchantAccountStatus} gives.
 */
export interface GetMerchantAccountStatusResult {
  /**
   * Whether it can (operations 5.17).
   */
  readonly accountStatus: AccountState;
}

/**
 * What {@link OperationMethods.getMerchantNotificationConfiguration} takes.
 *
 * It takes no parameters.
 */
export interface GetMerchantNotificationConfigurationRequest {
  [name: string]: never;
}

/**
 * What {@link OperationMethods.getMerchantNotificationConfiguration} gives.
 */
export interface GetMerchantNotificationConfigurationResult {
  /**
   * The addresses and what they are told about (operations 5.18).
   */
  readonly notificationConfigurationList: Array<NotificationConfiguration>;
}

/**
 * What {@link OperationMethods.setMerchantNotificationConfiguration} takes.
 */
export interface SetMerchantNotificationConfigurationRequest {
  /**
   * All addresses and what they shall be told about (operations 5.19).
   */
  notificationConfigurationList: ReadonlyArray<NotificationConfigurationInput>;
}

/**
 * What {@link OperationMethods.setMerchantNotificationConfiguration} gives. The service says
 * nothing but that it did it.
 */
export interface SetMerchantNotificationConfigurationResult {}

/**
 * What {@link OperationMethods.getBillingAgreementDetails} takes.
 */
export interface GetBillingAgreementDetailsRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
  /**
   * Old name of the buyer's access token; deprecated (operations 5.4).
   *
   * Never together with `accessToken`. Kept out of errors, events and logs.
   */
  addressConsentToken?: string | null | undefined;
  /**
   * The buyer's token from Login with Amazon. Its scopes decide what is shown before confirmation:
   * shipping address, billing address, payment descriptor (operations 5.4).
   *
   * Never together with `addressConsentToken`. Kept out of errors, events and logs.
   */
  accessToken?: string | null | undefined;
}

/**
 * What {@link OperationMethods.getBillingAgreementDetails} gives.
 */
export interface GetBillingAgreementDetailsResult {
  /**
   * The billing agreement as it is now (operations 6.15).
   */
  readonly billingAgreementDetails: BillingAgreementDetails;
}

/**
 * What {@link OperationMethods.setBillingAgreementDetails} takes.
 */
export interface SetBillingAgreementDetailsRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
  /**
   * What to store (operations 5.21).
   */
  billingAgreementAttributes?: BillingAgreementAttributes | null | undefined;
}

/**
 * What {@link OperationMethods.setBillingAgreementDetails} gives.
 */
export interface SetBillingAgreementDetailsResult {
  /**
   * The billing agreement as it is now (operations 6.15).
   */
  readonly billingAgreementDetails: BillingAgreementDetails;
}

/**
 * What {@link OperationMethods.confirmBillingAgreement} takes.
 */
export interface ConfirmBillingAgreementRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
  /**
   * Where the buyer returns to after passing strong authentication; EU and UK (operations 5.3).
   */
  successUrl?: string | null | undefined;
  /**
   * Where the buyer returns to after failing or leaving strong authentication; EU and UK
   * (operations 5.3).
   */
  failureUrl?: string | null | undefined;
}

/**
 * What {@link OperationMethods.confirmBillingAgreement} gives. The service says nothing but that it
 * did it.
 */
export interface ConfirmBillingAgreementResult {}

/**
 * What {@link OperationMethods.validateBillingAgreement} takes.
 */
export interface ValidateBillingAgreementRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
}

/**
 * What {@link OperationMethods.validateBillingAgreement} gives.
 */
export interface ValidateBillingAgreementResult {
  /**
   * Whether it can be charged (operations 5.23).
   */
  readonly validationResult: ValidationResult;
  /**
   * Why not; after `ValidationTimedOut` try again (operations 5.23).
   */
  readonly failureReasonCode?: ValidationFailureReasonCode;
  /**
   * The agreement's status after the check (operations 5.23).
   */
  readonly billingAgreementStatus?: BillingAgreementStatus;
}

/**
 * What {@link OperationMethods.authorizeOnBillingAgreement} takes.
 */
export interface AuthorizeOnBillingAgreementRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
  /**
   * Your own id for this authorization, unique among all of yours; letters, digits, `-` and `_`
   * recommended. Repeating a call with it never reserves twice: keep it before the first attempt,
   * and take a new one after a decline (operations 5.9).
   *
   * At most 32 characters.
   */
  authorizationReferenceId: string;
  /**
   * What to reserve, in the currency of the order's total. At most 150,000 USD, GBP or EUR,
   * 10,000,000 JPY (operations 5.9, 12).
   */
  authorizationAmount: PriceInput;
  /**
   * A note; the buyer sees it only with `captureNow`. In the sandbox it may carry a simulation
   * (operations 5.9, 11).
   *
   * At most 255 characters. Kept out of errors, events and logs.
   */
  sellerAuthorizationNote?: string | null | undefined;
  /**
   * Minutes the service may take to decide. 0 asks for the decision in the answer, within about 8
   * seconds; otherwise the authorization starts `Pending`. The service wants multiples of 5 up to
   * 1440, and takes 1440 when it is left out (operations 5.9).
   *
   * From 0 to 1440.
   */
  transactionTimeout?: number | null | undefined;
  /**
   * Captures the amount as soon as it is authorized. The service takes false when it is left out
   * (operations 5.9).
   */
  captureNow?: boolean | null | undefined;
  /**
   * What the buyer's statement says after `AMZ*`. In an authorization it counts only with
   * `captureNow`; in Japan for JCB cards only. Left out, it is your account's name
   * (operations 5.9).
   *
   * At most 16 characters.
   */
  softDescriptor?: string | null | undefined;
  /**
   * A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation
   * (operations 5.1, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  sellerNote?: string | null | undefined;
  /**
   * Merchant id of the solution provider that built your platform; never your own (operations 5.1).
   *
   * Left out, it is the client's `platformId`, if one is set.
   */
  platformId?: string | null | undefined;
  /**
   * Your data about the order reference that is made (operations 5.24).
   */
  sellerOrderAttributes?: SellerOrderAttributesInput | null | undefined;
  /**
   * Whether the order reference takes over the agreement's address. Most documents say that the
   * service takes true when it is left out, the sandbox has been seen to take false: better give it
   * (operations 5.25).
   */
  inheritShippingAddress?: boolean | null | undefined;
  /**
   * Shares of the amount that go to solution providers (operations 5.9).
   */
  providerCreditList?: ReadonlyArray<ProviderCredit> | null | undefined;
}

/**
 * What {@link OperationMethods.authorizeOnBillingAgreement} gives.
 */
export interface AuthorizeOnBillingAgreementResult {
  /**
   * The authorization (operations 6.12).
   */
  readonly authorizationDetails: AuthorizationDetails;
  /**
   * Id of the order reference that was made for it (operations 5.24).
   */
  readonly amazonOrderReferenceId: string;
}

/**
 * What {@link OperationMethods.createOrderReferenceForId} takes.
 */
export interface CreateOrderReferenceForIdRequest {
  /**
   * Id of the billing agreement (operations 5.25).
   */
  id: string;
  /**
   * What `id` names (operations 5.25).
   *
   * Left out, it is `'BillingAgreement'`.
   */
  idType?: IdType | null | undefined;
  /**
   * Whether the order reference takes over the agreement's address. Most documents say that the
   * service takes true when it is left out, the sandbox has been seen to take false: better give it
   * (operations 5.25).
   */
  inheritShippingAddress?: boolean | null | undefined;
  /**
   * Confirms it at once. The service takes false when it is left out (operations 5.25).
   *
   * When true, `orderReferenceAttributes.orderTotal.amount` must be given too.
   */
  confirmNow?: boolean | null | undefined;
  /**
   * What to store on it (operations 5.25).
   */
  orderReferenceAttributes?: ChildOrderReferenceAttributes | null | undefined;
}

/**
 * What {@link OperationMethods.createOrderReferenceForId} gives.
 */
export interface CreateOrderReferenceForIdResult {
  /**
   * The order reference that was made (operations 6.10).
   */
  readonly orderReferenceDetails: OrderReferenceDetails;
}

/**
 * What {@link OperationMethods.closeBillingAgreement} takes.
 */
export interface CloseBillingAgreementRequest {
  /**
   * Id of the billing agreement, from Amazon's widgets: `B…` in production, `C…` in the sandbox
   * (operations 2.5, 5.20).
   */
  amazonBillingAgreementId: string;
  /**
   * Why. Reading the agreement gives it back (operations 5.26).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  closureReason?: string | null | undefined;
  /**
   * Stands in the service's schema; its meaning is not known (operations 5.26).
   */
  reasonCode?: string | null | undefined;
}

/**
 * What {@link OperationMethods.closeBillingAgreement} gives. The service says nothing but that it
 * did it.
 */
export interface CloseBillingAgreementResult {}

/**
 * What {@link OperationMethods.getProviderCreditDetails} takes.
 */
export interface GetProviderCreditDetailsRequest {
  /**
   * Id of the provider credit, from the capture's `providerCreditSummaryList` (operations 5.27).
   *
   * At most 32 characters.
   */
  amazonProviderCreditId: string;
}

/**
 * What {@link OperationMethods.getProviderCreditDetails} gives.
 */
export interface GetProviderCreditDetailsResult {
  /**
   * The provider credit as it is now (operations 6.17).
   */
  readonly providerCreditDetails: ProviderCreditDetails;
}

/**
 * What {@link OperationMethods.getProviderCreditReversalDetails} takes.
 */
export interface GetProviderCreditReversalDetailsRequest {
  /**
   * Id of the reversal, from the answer that made it or the refund's
   * `providerCreditReversalSummaryList` (operations 5.28).
   *
   * At most 32 characters.
   */
  amazonProviderCreditReversalId: string;
}

/**
 * What {@link OperationMethods.getProviderCreditReversalDetails} gives.
 */
export interface GetProviderCreditReversalDetailsResult {
  /**
   * The reversal as it is now (operations 6.18).
   */
  readonly providerCreditReversalDetails: ProviderCreditReversalDetails;
}

/**
 * What {@link OperationMethods.reverseProviderCredit} takes.
 */
export interface ReverseProviderCreditRequest {
  /**
   * Id of the provider credit, from the capture's `providerCreditSummaryList` (operations 5.27).
   *
   * At most 32 characters.
   */
  amazonProviderCreditId: string;
  /**
   * Your own id for this reversal. Repeating a call with it never takes the share back twice
   * (operations 5.29).
   *
   * At most 32 characters.
   */
  creditReversalReferenceId: string;
  /**
   * How much; all reversals together at most the credit (operations 5.29).
   */
  creditReversalAmount: PriceInput;
  /**
   * A note (operations 5.29).
   *
   * Kept out of errors, events and logs.
   */
  creditReversalNote?: string | null | undefined;
}

/**
 * What {@link OperationMethods.reverseProviderCredit} gives.
 */
export interface ReverseProviderCreditResult {
  /**
   * The reversal as it is now (operations 6.18).
   */
  readonly providerCreditReversalDetails: ProviderCreditReversalDetails;
}

/**
 * An order reference has changed its state.
 */
export interface OrderReferenceNotification extends NotificationHead {
  readonly type: 'OrderReferenceNotification';
  /**
   * The order reference, in part: read it for the rest (operations 13).
   */
  readonly orderReference: OrderReferenceDetails;
}

/**
 * An authorization has changed its state.
 */
export interface AuthorizationNotification extends NotificationHead {
  readonly type: 'PaymentAuthorize';
  /**
   * The authorization, without your note (operations 13).
   */
  readonly authorizationDetails: AuthorizationDetails;
}

/**
 * A capture has changed its state.
 */
export interface CaptureNotification extends NotificationHead {
  readonly type: 'PaymentCapture';
  /**
   * The capture, without your note (operations 13).
   */
  readonly captureDetails: CaptureDetails;
}

/**
 * A refund has changed its state.
 */
export interface RefundNotification extends NotificationHead {
  readonly type: 'PaymentRefund';
  /**
   * The refund, without your note (operations 13).
   */
  readonly refundDetails: RefundDetails;
}

/**
 * A billing agreement has changed; `eventType` says what about it.
 */
export interface BillingAgreementNotification extends NotificationHead {
  readonly type: 'BillingAgreementNotification';
  /**
   * The billing agreement, in part: read it for the rest (operations 13).
   */
  readonly billingAgreement: BillingAgreementDetails;
}

/**
 * A provider credit has changed its state.
 */
export interface ProviderCreditNotification extends NotificationHead {
  readonly type: 'ProviderCredit';
  /**
   * The provider credit (operations 13).
   */
  readonly providerCreditDetails: ProviderCreditDetails;
}

/**
 * The reversal of a provider credit has changed its state.
 */
export interface ProviderCreditReversalNotification extends NotificationHead {
  readonly type: 'ProviderCreditReversal';
  /**
   * The reversal of a provider credit (operations 13).
   */
  readonly providerCreditReversalDetails: ProviderCreditReversalDetails;
}

/**
 * A buyer's bank has claimed money back. Only a notification tells of it.
 */
export interface ChargebackNotification extends NotificationHead {
  readonly type: 'Chargeback Detailed Notification';
  /**
   * The chargeback (operations 6.20).
   */
  readonly chargebackDetails: ChargebackDetails;
}

/**
 * A merchant has registered through a solution provider.
 */
export interface SolutionProviderMerchantNotification extends NotificationHead {
  readonly type: 'SolutionProviderEvent';
  /**
   * Who registered (operations 13).
   */
  readonly merchantRegistrationDetails: MerchantRegistrationDetails;
}

/**
 * A notification of a kind that is known.
 */
export type KnownNotification =
  | OrderReferenceNotification
  | AuthorizationNotification
  | CaptureNotification
  | RefundNotification
  | BillingAgreementNotification
  | ProviderCreditNotification
  | ProviderCreditReversalNotification
  | ChargebackNotification
  | SolutionProviderMerchantNotification;

/**
 * What you set on a draft order reference (operations 6.19).
 */
export interface OrderReferenceAttributes {
  /**
   * The total of the order, in the account's currency or, in the EU and UK, one of the twelve the
   * service takes. At most 150,000 USD, GBP or EUR, 10,000,000 JPY (operations 5.1, 9.3, 12).
   */
  orderTotal: PriceInput;
  /**
   * Merchant id of the solution provider that built your platform; never your own (operations 5.1).
   *
   * Left out, it is the client's `platformId`, if one is set.
   */
  platformId?: string | null | undefined;
  /**
   * A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation
   * (operations 5.1, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  sellerNote?: string | null | undefined;
  /**
   * Little explained by the service; echoed in its answers. Taken as false when left out
   * (operations 5.1).
   */
  requestPaymentAuthorization?: boolean | null | undefined;
  /**
   * Your order number, store name and other data of yours (operations 5.1).
   */
  sellerOrderAttributes?: SellerOrderAttributesInput | null | undefined;
}

/**
 * An amount to send, with its currency (operations 2.3).
 */
export interface PriceInput {
  /**
   * Decimal text above zero with a point and no thousands separators, such as `94.50`; yen have no
   * decimals. Text, because a JavaScript number can't hold money exactly (operations 2.3).
   */
  amount: string;
  /**
   * ISO 4217 code of three capital letters (operations 2.3).
   *
   * Left out, it is the client's `currencyCode`, which is its region's unless set.
   */
  currencyCode?: string | null | undefined;
}

/**
 * What you say about an order of yours (operations 6.9).
 */
export interface SellerOrderAttributesInput {
  /**
   * Your own order number. The buyer sees it and `listOrderReference` finds orders by it; it need
   * not be unique. Letters, digits, `-` and `_` are recommended, others are accepted
   * (operations 5.1).
   */
  sellerOrderId?: string | null | undefined;
  /**
   * The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.1).
   */
  storeName?: string | null | undefined;
  /**
   * Free text of your own; reading the object gives it back (operations 5.1).
   *
   * Kept out of errors, events and logs.
   */
  customInformation?: string | null | undefined;
  /**
   * JSON text with details of the goods; only where Amazon asked you for it (operations 5.1).
   *
   * Kept out of errors, events and logs.
   */
  supplementaryData?: string | null | undefined;
  /**
   * Kinds of goods, such as `Electronics`. The full list of the service's words is not known, so
   * none is refused here (operations 5.2).
   */
  orderItemCategories?: ReadonlyArray<string> | null | undefined;
}

/**
 * What you set on an order, before or after it is confirmed (operations 5.2).
 */
export interface OrderAttributes {
  /**
   * The total of the order; can be set until confirmation only (operations 5.2).
   */
  orderTotal?: PriceInput | null | undefined;
  /**
   * Merchant id of the solution provider that built your platform. Never filled in from the
   * client's options here (operations 5.2).
   */
  platformId?: string | null | undefined;
  /**
   * A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation
   * (operations 5.1, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  sellerNote?: string | null | undefined;
  /**
   * Little explained by the service; echoed in its answers. Taken as false when left out
   * (operations 5.1).
   */
  requestPaymentAuthorization?: boolean | null | undefined;
  /**
   * Ids of a payment service provider; before confirmation, or once after it (operations 5.2).
   */
  paymentServiceProviderAttributes?: PaymentServiceProviderAttributesInput | null | undefined;
  /**
   * Your order number, store name and other data of yours (operations 5.1).
   */
  sellerOrderAttributes?: SellerOrderAttributesInput | null | undefined;
}

/**
 * Ids of a payment service provider, to send (operations 5.2).
 */
export interface PaymentServiceProviderAttributesInput {
  /**
   * The payment service provider's merchant id (operations 5.2).
   */
  paymentServiceProviderId?: string | null | undefined;
  /**
   * The payment service provider's own order id (operations 5.2).
   */
  paymentServiceProviderOrderId?: string | null | undefined;
}

/**
 * A stretch of time of at most 31 days; both ends must be given (operations 5.5).
 */
export interface CreatedTimeRange {
  /**
   * From when, as ISO 8601: `2026-01-02` or `2026-01-02T03:04:05Z` (operations 5.5).
   */
  startTime: string;
  /**
   * Until when, in the same form (operations 5.5).
   */
  endTime: string;
}

/**
 * A share of the amount that a solution provider shall get (operations 6.19).
 */
export interface ProviderCredit {
  /**
   * Merchant id of the solution provider (operations 5.9).
   */
  providerId: string;
  /**
   * The share (operations 5.9).
   */
  creditAmount: PriceInput;
}

/**
 * What a solution provider shall give back of its share (operations 6.19).
 */
export interface ProviderCreditReversal {
  /**
   * Merchant id of the solution provider (operations 6.19).
   *
   * At most 32 characters.
   */
  providerId: string;
  /**
   * How much of the share (operations 5.14).
   */
  creditReversalAmount: PriceInput;
}

/**
 * An address that shall get notifications (operations 5.19).
 */
export interface NotificationConfigurationInput {
  /**
   * An https address of yours (operations 5.19).
   */
  notificationUrl: string;
  /**
   * What it shall be told about (operations 5.19).
   */
  eventTypes: ReadonlyArray<EventType>;
}

/**
 * What you set on a draft billing agreement (operations 6.19).
 */
export interface BillingAgreementAttributes {
  /**
   * Merchant id of the solution provider that built your platform; never your own (operations 5.1).
   *
   * Left out, it is the client's `platformId`, if one is set.
   */
  platformId?: string | null | undefined;
  /**
   * A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation
   * (operations 5.1, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  sellerNote?: string | null | undefined;
  /**
   * Your own number, store name and other data of yours (operations 5.21).
   */
  sellerBillingAgreementAttributes?: SellerBillingAgreementAttributesInput | null | undefined;
  /**
   * Who starts each charge; EU and UK. The service takes the buyer when it is left out
   * (operations 5.21).
   */
  billingAgreementType?: BillingAgreementType | null | undefined;
  /**
   * The amount of each charge, where it is always the same (operations 5.21).
   */
  subscriptionAmount?: PriceInput | null | undefined;
}

/**
 * What you say about an agreement of yours; give at least one (operations 5.21).
 */
export interface SellerBillingAgreementAttributesInput {
  /**
   * Your own number of the agreement. Letters, digits, `-` and `_` are recommended
   * (operations 5.21).
   */
  sellerBillingAgreementId?: string | null | undefined;
  /**
   * The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.21).
   */
  storeName?: string | null | undefined;
  /**
   * Free text of your own; reading the agreement gives it back (operations 5.21).
   *
   * Kept out of errors, events and logs.
   */
  customInformation?: string | null | undefined;
}

/**
 * What you set on an order reference made from a billing agreement (operations 5.25).
 */
export interface ChildOrderReferenceAttributes {
  /**
   * The total of the order; needed when `confirmNow` is true (operations 5.25).
   */
  orderTotal?: PriceInput | null | undefined;
  /**
   * Merchant id of the solution provider that built your platform; never your own (operations 5.1).
   *
   * Left out, it is the client's `platformId`, if one is set.
   */
  platformId?: string | null | undefined;
  /**
   * A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation
   * (operations 5.1, 11).
   *
   * At most 1024 characters. Kept out of errors, events and logs.
   */
  sellerNote?: string | null | undefined;
  /**
   * Little explained by the service; echoed in its answers. Taken as false when left out
   * (operations 5.1).
   */
  requestPaymentAuthorization?: boolean | null | undefined;
  /**
   * Your order number, store name and other data of yours (operations 5.1).
   */
  sellerOrderAttributes?: SellerOrderAttributesInput | null | undefined;
}

/**
 * A buyer's agreement to one purchase. What is shown depends on its state and on the token given
 * (operations 6.10).
 */
export interface OrderReferenceDetails {
  /**
   * Its id: `P…` in production, `S…` in the sandbox (operations 2.5).
   */
  readonly amazonOrderReferenceId: string;
  /**
   * The buyer; absent before confirmation unless a token is given (operations 5.4).
   */
  readonly buyer?: Buyer;
  /**
   * The total of the order; absent until set (operations 6.10).
   */
  readonly orderTotal?: OrderTotal;
  /**
   * Your note to the buyer (operations 6.10).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerNote?: string;
  /**
   * Merchant id of the solution provider (operations 6.10).
   */
  readonly platformId?: string;
  /**
   * Where the goods go; absent for digital goods, coarse before confirmation (operations 6.10).
   */
  readonly destination?: Destination;
  /**
   * The payment method; for admitted clients only (operations 6.10).
   */
  readonly paymentDescriptor?: PaymentDescriptor;
  /**
   * Address of the payment method; depends on the token and the region (operations 6.10).
   */
  readonly billingAddress?: BillingAddress;
  /**
   * Production or sandbox; in every answer, in no notification (operations 6.10).
   */
  readonly releaseEnvironment?: ReleaseEnvironment;
  /**
   * Your own data about the order; may be empty (operations 6.10).
   */
  readonly sellerOrderAttributes?: SellerOrderAttributes;
  /**
   * Its state and the reason (operations 6.10).
   */
  readonly orderReferenceStatus: OrderReferenceStatus;
  /**
   * What must be mended before it can be confirmed; absent where nothing is (operations 8).
   */
  readonly constraints?: Array<Constraint>;
  /**
   * When it was made, UTC (operations 6.10).
   */
  readonly creationTimestamp: string;
  /**
   * When it ends by itself, UTC: 180 days after it was made (operations 6.10).
   */
  readonly expirationTimestamp: string;
  /**
   * The billing agreement it was made from, if any (operations 6.10).
   */
  readonly parentDetails?: ParentDetails;
  /**
   * Ids of its authorizations; absent or empty where there are none (operations 6.10).
   */
  readonly idList?: Array<string>;
  /**
   * The buyer's locale, such as `en-GB` (operations 6.10).
   */
  readonly orderLanguage?: string;
  /**
   * As you set it (operations 6.10).
   */
  readonly requestPaymentAuthorization?: boolean;
  /**
   * Ids of a payment service provider (operations 6.10).
   */
  readonly paymentServiceProviderAttributes?: PaymentServiceProviderAttributes;
  /**
   * A lasting reference to the payment method (operations 6.10).
   */
  readonly paymentReference?: PaymentReference;
  /**
   * Whether the buyer must still be authenticated; may be empty (operations 6.10).
   */
  readonly paymentAuthenticationStatus?: PaymentAuthenticationStatus;
}

/**
 * The buyer. Absent before confirmation unless a token is given (operations 5.4, 6.7).
 */
export interface Buyer {
  /**
   * Full name (operations 6.7).
   *
   * Kept out of errors, events and logs.
   */
  readonly name?: string;
  /**
   * Mail address (operations 6.7).
   *
   * Kept out of errors, events and logs.
   */
  readonly email?: string;
  /**
   * Telephone number; mostly absent (operations 6.7).
   *
   * Kept out of errors, events and logs.
   */
  readonly phone?: string;
}

/**
 * The total of an order (operations 6.2).
 */
export interface OrderTotal {
  /**
   * ISO 4217 code of three capital letters (operations 6.2).
   */
  readonly currencyCode: string;
  /**
   * Decimal text as the service wrote it, usually with two decimals (operations 6.2).
   */
  readonly amount: string;
}

/**
 * Where the goods go (operations 6.6).
 */
export interface Destination {
  /**
   * What kind of place it is (operations 6.6).
   */
  readonly destinationType?: AddressType;
  /**
   * The address (operations 6.6).
   */
  readonly physicalDestination?: Address;
}

/**
 * A postal address. Every part may be missing: before an order is confirmed only city, region,
 * postal code and country are shown, unless a token is given (operations 5.4, 6.5).
 */
export interface Address {
  /**
   * Who receives it (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly name?: string;
  /**
   * First line. May be empty: German addresses often use the second or third line only
   * (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly addressLine1?: string;
  /**
   * Second line (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly addressLine2?: string;
  /**
   * Third line (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly addressLine3?: string;
  /**
   * City; absent in Japan (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly city?: string;
  /**
   * County (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly county?: string;
  /**
   * District (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly district?: string;
  /**
   * State or region: free text, in any script (operations 6.5).
   */
  readonly stateOrRegion?: string;
  /**
   * Postal code (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly postalCode?: string;
  /**
   * ISO 3166 code of two letters (operations 6.5).
   */
  readonly countryCode?: string;
  /**
   * Telephone number (operations 6.5).
   *
   * Kept out of errors, events and logs.
   */
  readonly phone?: string;
}

/**
 * The payment method as the buyer sees it. Sent only to clients that Amazon admitted to it, and
 * with an `accessToken` of that scope (operations 5.4, 6.8).
 */
export interface PaymentDescriptor {
  /**
   * Name of the method, such as `Visa` (operations 6.8).
   *
   * Kept out of errors, events and logs.
   */
  readonly name?: string;
  /**
   * Last digits of the account number; deprecated (operations 6.8).
   *
   * Kept out of errors, events and logs.
   */
  readonly accountNumberTail?: string;
  /**
   * All of it in one text, such as `Amazon Pay (Visa **11)` (operations 6.8).
   *
   * Kept out of errors, events and logs.
   */
  readonly fullDescriptor?: string;
  /**
   * Whether the buyer's Amazon balance is used first (operations 6.8).
   */
  readonly useAmazonBalanceFirst?: boolean;
}

/**
 * The address that belongs to the payment method (operations 6.6).
 */
export interface BillingAddress {
  /**
   * What kind of place it is (operations 6.6).
   */
  readonly addressType?: AddressType;
  /**
   * The address (operations 6.6).
   */
  readonly physicalAddress?: Address;
}

/**
 * What you said about an order of yours. Stands empty where nothing was said (operations 6.9).
 */
export interface SellerOrderAttributes {
  /**
   * Your own order number. The buyer sees it and `listOrderReference` finds orders by it; it need
   * not be unique. Letters, digits, `-` and `_` are recommended, others are accepted
   * (operations 5.1).
   */
  readonly sellerOrderId?: string;
  /**
   * The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.1).
   */
  readonly storeName?: string;
  /**
   * JSON text with details of the goods; only where Amazon asked you for it (operations 5.1).
   *
   * Kept out of errors, events and logs.
   */
  readonly supplementaryData?: string;
  /**
   * Kinds of goods, such as `Electronics`. The full list of the service's words is not known, so
   * none is refused here (operations 5.2).
   */
  readonly orderItemCategories?: Array<string>;
  /**
   * Free text of your own; reading the object gives it back (operations 5.1).
   *
   * Kept out of errors, events and logs.
   */
  readonly customInformation?: string;
  /**
   * Your merchant id; in notifications only (operations 6.9).
   */
  readonly sellerId?: string;
}

/**
 * The status of an order reference (operations 6.3).
 */
export interface OrderReferenceStatus {
  /**
   * The state (operations 7.1).
   */
  readonly state: OrderReferenceState;
  /**
   * When the state last changed, UTC; absent in Draft (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.1).
   */
  readonly reasonCode?: OrderReferenceReasonCode;
  /**
   * Your own reason from canceling or closing it, or a text of Amazon's (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * One reason why an order reference or a billing agreement can't be confirmed yet (operations 6.8,
 * 8).
 */
export interface Constraint {
  /**
   * Which constraint it is (operations 8).
   */
  readonly constraintId: ConstraintId;
  /**
   * The service's own text; may change, so never compare it (operations 8).
   */
  readonly description?: string;
}

/**
 * What an order reference was made from (operations 6.8).
 */
export interface ParentDetails {
  /**
   * Id of the billing agreement (operations 6.8).
   */
  readonly id: string;
  /**
   * What the id names (operations 6.8).
   */
  readonly type: ParentType;
}

/**
 * Ids of a payment service provider (operations 6.8).
 */
export interface PaymentServiceProviderAttributes {
  /**
   * The payment service provider's merchant id (operations 5.2).
   */
  readonly paymentServiceProviderId?: string;
  /**
   * The payment service provider's own order id (operations 5.2).
   */
  readonly paymentServiceProviderOrderId?: string;
}

/**
 * A lasting reference to the payment method (operations 6.8).
 */
export interface PaymentReference {
  /**
   * Opaque token (operations 6.8).
   *
   * Kept out of errors, events and logs.
   */
  readonly staticToken?: string;
}

/**
 * Whether the buyer must still pass strong authentication. Empty where the region asks for none
 * (operations 6.8).
 */
export interface PaymentAuthenticationStatus {
  /**
   * How far it is (operations 6.8).
   */
  readonly state?: PaymentAuthenticationState;
}

/**
 * An order reference as lists show it: no buyer, no address, no ids of what was made from it
 * (operations 6.11).
 */
export interface OrderReference {
  /**
   * Production or sandbox (operations 6.11).
   */
  readonly releaseEnvironment: ReleaseEnvironment;
  /**
   * Its state and the reason (operations 6.11).
   */
  readonly orderReferenceStatus: OrderReferenceStatus;
  /**
   * Its id (operations 6.11).
   */
  readonly amazonOrderReferenceId: string;
  /**
   * When it was made, UTC (operations 6.11).
   */
  readonly creationTimestamp: string;
  /**
   * Your own data about the order (operations 6.11).
   */
  readonly sellerOrderAttributes?: SellerOrderAttributes;
  /**
   * The total of the order (operations 6.11).
   */
  readonly orderTotal?: OrderTotal;
  /**
   * Your note to the buyer (operations 6.11).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerNote?: string;
  /**
   * The buyer's locale (operations 6.11).
   */
  readonly orderLanguage?: string;
}

/**
 * An amount reserved on the buyer's payment method. Look at `authorizationStatus.state`: a declined
 * authorization comes back like a successful one (operations 6.12).
 */
export interface AuthorizationDetails {
  /**
   * Its id (operations 2.5).
   */
  readonly amazonAuthorizationId: string;
  /**
   * Your own id for it (operations 6.12).
   */
  readonly authorizationReferenceId: string;
  /**
   * Billing address; EU accounts that need it for tax, and only once the authorization is open or
   * captured (operations 6.12).
   */
  readonly authorizationBillingAddress?: Address;
  /**
   * Your note; may be empty (operations 6.12).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerAuthorizationNote?: string;
  /**
   * What is reserved (operations 6.12).
   */
  readonly authorizationAmount: Price;
  /**
   * What was captured so far. Still zero in the answer to an authorization with `captureNow`: read
   * it again (operations 5.9).
   */
  readonly capturedAmount: Price;
  /**
   * Amazon's fee, in your account's currency (operations 6.12).
   */
  readonly authorizationFee: Price;
  /**
   * Id of its capture; absent or empty where there is none (operations 6.12).
   */
  readonly idList?: Array<string>;
  /**
   * When it was made, UTC (operations 6.12).
   */
  readonly creationTimestamp: string;
  /**
   * Until when it can be captured, UTC: 30 days after it was made (operations 6.12).
   */
  readonly expirationTimestamp?: string;
  /**
   * Its state and the reason (operations 7.2).
   */
  readonly authorizationStatus: AuthorizationStatus;
  /**
   * Kinds of goods; empty in notifications, absent elsewhere (operations 6.12).
   */
  readonly orderItemCategories?: Array<string>;
  /**
   * Whether it is captured as soon as it is open (operations 6.12).
   */
  readonly captureNow?: boolean;
  /**
   * What the buyer's statement says, with Amazon's `AMZ*` in front (operations 6.12).
   */
  readonly softDescriptor?: string;
  /**
   * Result of the address check, for admitted sellers (operations 9.5).
   */
  readonly addressVerificationCode?: AddressVerificationCode;
  /**
   * On a decline: true where trying the same payment method again may work, false where the buyer
   * must choose another (operations 6.12).
   */
  readonly softDecline?: boolean;
}

/**
 * An amount and its currency, as the service wrote them (operations 6.1).
 */
export interface Price {
  /**
   * Decimal text with a point, such as `94.50`, exactly as the service wrote it: `0`, `0.00` and
   * `5.0` all occur, so compare as numbers, not as text (operations 6.1).
   */
  readonly amount: string;
  /**
   * ISO 4217 code of three capital letters, such as `USD` (operations 6.1).
   */
  readonly currencyCode: string;
}

/**
 * The status of an authorization. A decline is a state here, never an error (operations 6.3).
 */
export interface AuthorizationStatus {
  /**
   * The state (operations 7.2).
   */
  readonly state: AuthorizationState;
  /**
   * When the state last changed, UTC (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.2).
   */
  readonly reasonCode?: AuthorizationReasonCode;
  /**
   * Your own reason from closing it, or a text of Amazon's; at most 255 characters
   * (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * Money taken from an authorization. It has moved once `captureStatus.state` is `Completed`
 * (operations 6.13).
 */
export interface CaptureDetails {
  /**
   * Its id (operations 2.5).
   */
  readonly amazonCaptureId: string;
  /**
   * Your own id for it; that of the authorization where it came from `captureNow`
   * (operations 6.13).
   */
  readonly captureReferenceId: string;
  /**
   * Your note; may be empty (operations 6.13).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerCaptureNote?: string;
  /**
   * What was taken, in the currency the buyer paid in (operations 6.13).
   */
  readonly captureAmount: Price;
  /**
   * What was given back so far, in the same currency (operations 6.13).
   */
  readonly refundedAmount: Price;
  /**
   * Amazon's fee; in your account's currency, but in the buyer's in notifications
   * (operations 6.13).
   */
  readonly captureFee: Price;
  /**
   * Ids of its refunds; absent or empty where there are none (operations 6.13).
   */
  readonly idList?: Array<string>;
  /**
   * When it was made, UTC (operations 6.13).
   */
  readonly creationTimestamp: string;
  /**
   * Its state and the reason (operations 7.3).
   */
  readonly captureStatus: CaptureStatus;
  /**
   * What the buyer's statement says, with Amazon's `AMZ*` in front (operations 6.12).
   */
  readonly softDescriptor?: string;
  /**
   * The shares that went to solution providers (operations 6.13).
   */
  readonly providerCreditSummaryList?: Array<ProviderCreditSummary>;
  /**
   * The amount in your account's currency, where the buyer paid in another and the money has moved
   * (operations 9.4).
   */
  readonly convertedAmount?: Price;
  /**
   * Units of the buyer's currency for one unit of your account's, as decimal text with about ten
   * decimals (operations 9.4).
   */
  readonly conversionRate?: string;
}

/**
 * The status of a capture (operations 6.3).
 */
export interface CaptureStatus {
  /**
   * The state (operations 7.3).
   */
  readonly state: CaptureState;
  /**
   * When the state last changed, UTC (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.3).
   */
  readonly reasonCode?: CaptureReasonCode;
  /**
   * A text of Amazon's; at most 255 characters (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * A share of a capture that went to a solution provider (operations 6.13).
 */
export interface ProviderCreditSummary {
  /**
   * Merchant id of the solution provider (operations 6.17).
   */
  readonly providerId: string;
  /**
   * Id of the provider credit; read it with `getProviderCreditDetails` (operations 6.13).
   */
  readonly providerCreditId: string;
}

/**
 * Money given back from a capture. Every refund starts `Pending` (operations 6.14).
 */
export interface RefundDetails {
  /**
   * Its id (operations 2.5).
   */
  readonly amazonRefundId: string;
  /**
   * Your own id for it (operations 6.14).
   */
  readonly refundReferenceId: string;
  /**
   * Your note; may be empty (operations 6.14).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerRefundNote?: string;
  /**
   * Who or what caused it (operations 9.2).
   */
  readonly refundType: RefundType;
  /**
   * What is given back (operations 6.14).
   */
  readonly refundAmount: Price;
  /**
   * What Amazon gives back of its fee; in your account's currency, but in the buyer's in
   * notifications (operations 6.14).
   */
  readonly feeRefunded: Price;
  /**
   * When it was made, UTC (operations 6.14).
   */
  readonly creationTimestamp: string;
  /**
   * Its state and the reason (operations 7.4).
   */
  readonly refundStatus: RefundStatus;
  /**
   * What the buyer's statement says, with Amazon's `AMZ*` in front (operations 6.12).
   */
  readonly softDescriptor?: string;
  /**
   * The shares taken back from solution providers (operations 6.14).
   */
  readonly providerCreditReversalSummaryList?: Array<ProviderCreditReversalSummary>;
  /**
   * The amount in your account's currency, where the buyer paid in another and the money has moved
   * (operations 9.4).
   */
  readonly convertedAmount?: Price;
  /**
   * Units of the buyer's currency for one unit of your account's, as decimal text with about ten
   * decimals (operations 9.4).
   */
  readonly conversionRate?: string;
}

/**
 * The status of a refund (operations 6.3).
 */
export interface RefundStatus {
  /**
   * The state (operations 7.4).
   */
  readonly state: RefundState;
  /**
   * When the state last changed, UTC (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.4).
   */
  readonly reasonCode?: RefundReasonCode;
  /**
   * A text of Amazon's; at most 255 characters (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * A share that a refund took back from a solution provider (operations 6.14).
 */
export interface ProviderCreditReversalSummary {
  /**
   * Merchant id of the solution provider (operations 6.17).
   */
  readonly providerId: string;
  /**
   * Id of the reversal; read it with `getProviderCreditReversalDetails` (operations 6.14).
   */
  readonly providerCreditReversalId: string;
}

/**
 * Something the service has to say about itself (operations 5.16).
 */
export interface Message {
  /**
   * Its language, such as `en_US` (operations 5.16).
   */
  readonly locale: string;
  /**
   * The message (operations 5.16).
   */
  readonly text: string;
}

/**
 * An address that gets notifications (operations 5.18).
 */
export interface NotificationConfiguration {
  /**
   * The address (operations 5.18).
   */
  readonly notificationUrl: string;
  /**
   * What it is told about; words joined by commas come apart (operations 5.18).
   */
  readonly eventTypes: Array<EventType | (string & {})>;
}

/**
 * A buyer's agreement to be charged again and again. What is shown depends on its state and on the
 * token given (operations 6.15).
 */
export interface BillingAgreementDetails {
  /**
   * Its id: `B…` in production, `C…` in the sandbox (operations 2.5).
   */
  readonly amazonBillingAgreementId: string;
  /**
   * How much may be charged this month (operations 6.16).
   */
  readonly billingAgreementLimits: BillingAgreementLimits;
  /**
   * The buyer; absent before confirmation unless a token is given (operations 6.15).
   */
  readonly buyer?: Buyer;
  /**
   * Your note to the buyer (operations 6.15).
   *
   * Kept out of errors, events and logs.
   */
  readonly sellerNote?: string;
  /**
   * Merchant id of the solution provider (operations 6.15).
   */
  readonly platformId?: string;
  /**
   * Where the goods go; coarse before confirmation (operations 6.15).
   */
  readonly destination?: Destination;
  /**
   * Address of the payment method (operations 6.15).
   */
  readonly billingAddress?: BillingAddress;
  /**
   * Production or sandbox; in every answer, in no notification (operations 6.15).
   */
  readonly releaseEnvironment?: ReleaseEnvironment;
  /**
   * Your own data about the agreement; may be empty (operations 6.15).
   */
  readonly sellerBillingAgreementAttributes?: SellerBillingAgreementAttributes;
  /**
   * Its state and the reason (operations 7.5).
   */
  readonly billingAgreementStatus: BillingAgreementStatus;
  /**
   * What must be mended before it can be confirmed or used again; absent where nothing is
   * (operations 8).
   */
  readonly constraints?: Array<Constraint>;
  /**
   * When it was made, UTC (operations 6.15).
   */
  readonly creationTimestamp: string;
  /**
   * When it ends, UTC. Promised on paper, never seen (operations 6.15).
   */
  readonly expirationTimestamp?: string;
  /**
   * Whether the buyer has ticked the consent widget (operations 6.15).
   */
  readonly billingAgreementConsent?: boolean;
  /**
   * The buyer's locale, such as `en-GB` (operations 6.15).
   */
  readonly orderLanguage?: string;
  /**
   * The amount of each charge, if you set one (operations 6.15).
   */
  readonly subscriptionAmount?: Price;
  /**
   * Who starts each charge, if you set it (operations 6.15).
   */
  readonly billingAgreementType?: BillingAgreementType | (string & {});
}

/**
 * How much may be charged in the current calendar month, UTC (operations 6.16).
 */
export interface BillingAgreementLimits {
  /**
   * The most that may be authorized in a month (operations 6.16).
   */
  readonly amountLimitPerTimePeriod: Price;
  /**
   * Start of the first day of this month, UTC (operations 6.16).
   */
  readonly timePeriodStartDate: string;
  /**
   * Start of the first day of the next month, UTC (operations 6.16).
   */
  readonly timePeriodEndDate: string;
  /**
   * What is left of it this month (operations 6.16).
   */
  readonly currentRemainingBalance: Price;
}

/**
 * What you said about an agreement of yours. Stands empty where nothing was said (operations 6.9).
 */
export interface SellerBillingAgreementAttributes {
  /**
   * Your own number of the agreement. Letters, digits, `-` and `_` are recommended
   * (operations 5.21).
   */
  readonly sellerBillingAgreementId?: string;
  /**
   * The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.21).
   */
  readonly storeName?: string;
  /**
   * Free text of your own; reading the agreement gives it back (operations 5.21).
   *
   * Kept out of errors, events and logs.
   */
  readonly customInformation?: string;
  /**
   * Your merchant id; in notifications only (operations 6.9).
   */
  readonly sellerId?: string;
}

/**
 * The status of a billing agreement (operations 6.4).
 */
export interface BillingAgreementStatus {
  /**
   * The state (operations 7.5).
   */
  readonly state: BillingAgreementState;
  /**
   * When the state last changed, UTC. Spelt with a `d` here and nowhere else; notifications spell
   * it like all others and it is read from there too (operations 6.4).
   */
  readonly lastUpdatedTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.5).
   */
  readonly reasonCode?: BillingAgreementReasonCode;
  /**
   * Your own reason from closing it, or a text of Amazon's (operations 6.4).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * A share of a capture that went to a solution provider (operations 6.17).
 */
export interface ProviderCreditDetails {
  /**
   * Its id (operations 2.5).
   */
  readonly amazonProviderCreditId: string;
  /**
   * Merchant id of the seller (operations 6.17).
   */
  readonly sellerId: string;
  /**
   * Merchant id of the solution provider (operations 6.17).
   */
  readonly providerId: string;
  /**
   * Reference id of the credit; absent in notifications (operations 6.17).
   */
  readonly creditReferenceId?: string;
  /**
   * The share (operations 6.17).
   */
  readonly creditAmount: Price;
  /**
   * How much of it was taken back so far (operations 6.17).
   */
  readonly creditReversalAmount: Price;
  /**
   * Ids of its reversals; absent or empty where there are none (operations 6.17).
   */
  readonly creditReversalIdList?: Array<string>;
  /**
   * When it was made, UTC (operations 6.17).
   */
  readonly creationTimestamp: string;
  /**
   * Its state and the reason (operations 7.6).
   */
  readonly creditStatus: CreditStatus;
}

/**
 * The status of a provider credit (operations 6.3).
 */
export interface CreditStatus {
  /**
   * The state (operations 7.6).
   */
  readonly state: ProviderCreditState;
  /**
   * When the state last changed, UTC (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.6).
   */
  readonly reasonCode?: ProviderCreditReasonCode;
  /**
   * A text of Amazon's; at most 255 characters (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * What a solution provider gave back of its share (operations 6.18).
 */
export interface ProviderCreditReversalDetails {
  /**
   * Its id (operations 2.5).
   */
  readonly amazonProviderCreditReversalId: string;
  /**
   * Merchant id of the seller (operations 6.18).
   */
  readonly sellerId: string;
  /**
   * Merchant id of the solution provider (operations 6.17).
   */
  readonly providerId: string;
  /**
   * Your own id for it (operations 6.18).
   */
  readonly creditReversalReferenceId: string;
  /**
   * What was given back (operations 6.18).
   */
  readonly creditReversalAmount: Price;
  /**
   * When it was made, UTC (operations 6.18).
   */
  readonly creationTimestamp: string;
  /**
   * Its state and the reason (operations 7.6).
   */
  readonly creditReversalStatus: CreditReversalStatus;
  /**
   * Your note (operations 6.18).
   *
   * Kept out of errors, events and logs.
   */
  readonly creditReversalNote?: string;
}

/**
 * The status of the reversal of a provider credit (operations 6.3).
 */
export interface CreditReversalStatus {
  /**
   * The state (operations 7.6).
   */
  readonly state: ProviderCreditReversalState;
  /**
   * When the state last changed, UTC (operations 6.3).
   */
  readonly lastUpdateTimestamp?: string;
  /**
   * Why; absent where there is no reason (operations 7.6).
   */
  readonly reasonCode?: ProviderCreditReasonCode;
  /**
   * A text of Amazon's; at most 255 characters (operations 6.3).
   *
   * Kept out of errors, events and logs.
   */
  readonly reasonDescription?: string;
}

/**
 * A buyer's bank has claimed money back. Only a notification tells of it (operations 6.20).
 */
export interface ChargebackDetails {
  /**
   * Its id, opaque (operations 6.20).
   */
  readonly amazonChargebackId: string;
  /**
   * The order it is about (operations 6.20).
   */
  readonly amazonOrderReferenceId: string;
  /**
   * Your own reference id of the capture, despite its name (operations 6.20).
   */
  readonly amazonCaptureReferenceId: string;
  /**
   * When it was made, UTC (operations 6.20).
   */
  readonly creationTimestamp: string;
  /**
   * What is claimed (operations 6.20).
   */
  readonly chargebackAmount: Price;
  /**
   * How far it is (operations 6.20).
   */
  readonly chargebackState: ChargebackState;
  /**
   * Why, in words, such as `Unauthorized Transaction Chargeback` (operations 6.20).
   */
  readonly chargebackReason: string;
}

/**
 * A merchant has registered through a solution provider. Only a notification tells of it
 * (operations 13).
 */
export interface MerchantRegistrationDetails {
  /**
   * Merchant id of the one who registered (operations 13).
   */
  readonly sellerId: string;
  /**
   * What happened, such as `Register` (operations 13).
   */
  readonly type: string;
  /**
   * Details of the registration (operations 13).
   */
  readonly options?: Array<SolutionProviderOption>;
}

/**
 * A detail of a merchant's registration (operations 13).
 */
export interface SolutionProviderOption {
  /**
   * What the detail is (operations 13).
   */
  readonly name: string;
  /**
   * Its value (operations 13).
   *
   * Kept out of errors, events and logs.
   */
  readonly value?: string;
}

/**
 * What a query looks for (operations 9.1).
 */
export type QueryIdType =
  | 'SellerOrderId';

/**
 * Region and currency of an account (operations 9.1).
 */
export type PaymentDomain =
  | 'NA_USD'
  | 'EU_EUR'
  | 'EU_GBP'
  | 'FE_JPY';

/**
 * Oldest or newest first (operations 9.1).
 */
export type SortOrder =
  | 'Ascending'
  | 'Descending';

/**
 * States that can be asked for; drafts can't (operations 5.5).
 */
export type OrderReferenceStatusFilter =
  | 'Open'
  | 'Closed'
  | 'Suspended'
  | 'Canceled';

/**
 * What notifications are about (operations 5.19).
 */
export type EventType =
  | 'ALL'
  | 'ORDER_REFERENCE'
  | 'PAYMENT_AUTHORIZE'
  | 'PAYMENT_CAPTURE'
  | 'PAYMENT_REFUND'
  | 'BILLING_AGREEMENT'
  | 'CHARGEBACK_DETAILED';

/**
 * Who starts each charge: the buyer, who may have to be authenticated, or you (operations 5.21).
 */
export type BillingAgreementType =
  | 'CustomerInitiatedTransaction'
  | 'MerchantInitiatedTransaction';

/**
 * What an id names (operations 9.1).
 */
export type IdType =
  | 'BillingAgreement';

/**
 * What kind of place an address is. Only `Physical` has been seen (operations 6.6).
 */
export type AddressType =
  | 'Physical'
  | (string & {});

/**
 * Whether an object lives in production or in the sandbox (operations 9.1).
 */
export type ReleaseEnvironment =
  | 'Live'
  | 'Sandbox'
  | (string & {});

/**
 * Where an order reference is in its life. `Canceled` and `Closed` are final; `Suspended` waits for
 * another payment method (operations 7.1).
 */
export type OrderReferenceState =
  | 'Draft'
  | 'Open'
  | 'Suspended'
  | 'Canceled'
  | 'Closed'
  | (string & {});

/**
 * Why an order reference is suspended, canceled or closed (operations 7.1).
 */
export type OrderReferenceReasonCode =
  | 'InvalidPaymentMethod'
  | 'SellerCanceled'
  | 'Stale'
  | 'AmazonCanceled'
  | 'Expired'
  | 'MaxAmountCharged'
  | 'MaxAuthorizationsCaptured'
  | 'MaxAuthorizationsProcessed'
  | 'AmazonClosed'
  | 'SellerClosed'
  | (string & {});

/**
 * What keeps an object from being confirmed, or suspends it afterwards (operations 8).
 */
export type ConstraintId =
  | 'AmountNotSet'
  | 'PaymentPlanNotSet'
  | 'ShippingAddressNotSet'
  | 'PaymentMethodNotAllowed'
  | 'BuyerEqualsSeller'
  | 'CurrencyMismatch'
  | 'BuyerConsentNotSet'
  | 'BillingAddressDeleted'
  | (string & {});

/**
 * What an order reference was made from. Only `BillingAgreement` has been seen (operations 9.1).
 */
export type ParentType =
  | 'OrderReference'
  | 'BillingAgreement'
  | 'ChildOrderReference'
  | (string & {});

/**
 * How far the buyer's strong authentication is. Only `REQUIRED` has been seen (operations 9.1).
 */
export type PaymentAuthenticationState =
  | 'REQUIRED'
  | (string & {});

/**
 * Where an authorization is in its life. `Open` can be captured; `Declined` and `Closed` are final
 * (operations 7.2).
 */
export type AuthorizationState =
  | 'Pending'
  | 'Open'
  | 'Declined'
  | 'Closed'
  | (string & {});

/**
 * Why an authorization was declined or closed. `StopShipmentAtypicalAuth` is a warning on one that
 * is still pending or open: do not ship yet (operations 7.2).
 */
export type AuthorizationReasonCode =
  | 'InvalidPaymentMethod'
  | 'AmazonRejected'
  | 'ProcessingFailure'
  | 'TransactionTimedOut'
  | 'ExpiredUnused'
  | 'MaxCapturesProcessed'
  | 'AmazonClosed'
  | 'OrderReferenceCanceled'
  | 'SellerClosed'
  | 'StopShipmentAtypicalAuth'
  | (string & {});

/**
 * How well the billing address matched; not all codes are known (operations 9.5).
 */
export type AddressVerificationCode =
  | 'AddressAndPostalCodeMatch'
  | 'AddressOnlyMatch'
  | (string & {});

/**
 * Where a capture is in its life. Only `Completed` has moved money and can be refunded
 * (operations 7.3).
 */
export type CaptureState =
  | 'Pending'
  | 'Declined'
  | 'Completed'
  | 'Closed'
  | (string & {});

/**
 * Why a capture was declined or closed (operations 7.3).
 */
export type CaptureReasonCode =
  | 'AmazonRejected'
  | 'ProcessingFailure'
  | 'MaxAmountRefunded'
  | 'MaxRefundsProcessed'
  | 'AmazonClosed'
  | 'StopShipmentAtypicalAuth'
  | (string & {});

/**
 * Who or what caused a refund (operations 9.2).
 */
export type RefundType =
  | 'SellerInitiated'
  | 'AmazonA-ZRefund'
  | 'AmazonA-ZGuarantee'
  | 'AmazonA-ZCancel'
  | 'Chargeback'
  | 'BuyerCanceled'
  | (string & {});

/**
 * Where a refund is in its life. Every refund starts `Pending` (operations 7.4).
 */
export type RefundState =
  | 'Pending'
  | 'Declined'
  | 'Completed'
  | (string & {});

/**
 * Why a refund was declined (operations 7.4).
 */
export type RefundReasonCode =
  | 'AmazonRejected'
  | 'ProcessingFailure'
  | (string & {});

/**
 * How the service feels: `GREEN` well, `GREEN_I` well with something to say, `YELLOW` troubled,
 * `RED` down (operations 5.16).
 */
export type ServiceState =
  | 'GREEN'
  | 'GREEN_I'
  | 'YELLOW'
  | 'RED'
  | (string & {});

/**
 * Whether a merchant's account can take payments (operations 5.17).
 */
export type AccountState =
  | 'ACTIVE'
  | 'INACTIVE'
  | (string & {});

/**
 * Where a billing agreement is in its life. Only `Open` can be charged (operations 7.5).
 */
export type BillingAgreementState =
  | 'Draft'
  | 'Open'
  | 'Suspended'
  | 'Canceled'
  | 'Closed'
  | (string & {});

/**
 * Why a billing agreement is suspended, canceled or closed; not all codes are known
 * (operations 7.5).
 */
export type BillingAgreementReasonCode =
  | 'InvalidPaymentMethod'
  | 'PaymentMethodNotAllowed'
  | 'Stale'
  | 'AmazonCanceled'
  | 'SellerClosed'
  | 'BuyerClosed'
  | 'AmazonClosed'
  | 'Expired'
  | (string & {});

/**
 * Whether a billing agreement can be charged (operations 9.1).
 */
export type ValidationResult =
  | 'Success'
  | 'Failure'
  | (string & {});

/**
 * Why a billing agreement can't be charged (operations 5.23).
 */
export type ValidationFailureReasonCode =
  | 'InvalidPaymentMethod'
  | 'ValidationTimedOut'
  | (string & {});

/**
 * Where a provider credit is in its life; not all states are known (operations 7.6).
 */
export type ProviderCreditState =
  | 'Pending'
  | 'Completed'
  | 'Declined'
  | 'Closed'
  | (string & {});

/**
 * Why a provider credit or its reversal is closed (operations 7.6).
 */
export type ProviderCreditReasonCode =
  | 'MaxAmountReversed'
  | (string & {});

/**
 * Where the reversal of a provider credit is in its life; not all states are known
 * (operations 7.6).
 */
export type ProviderCreditReversalState =
  | 'Pending'
  | 'Completed'
  | 'Declined'
  | 'Closed'
  | (string & {});

/**
 * How far a chargeback is; not all states are known (operations 6.20).
 */
export type ChargebackState =
  | 'RECEIVED'
  | (string & {});

