// What the client does beyond single operations. By hand.

import type { Advice, ChargeRequest, ChargeResult } from './charge.js';
import type { FindingCode } from './codes.js';
import type { Answer, CallOptions } from './index.js';
import type {
  AuthorizationDetails,
  CaptureDetails,
  GetAuthorizationDetailsResult,
  GetCaptureDetailsResult,
  GetRefundDetailsResult,
  ListOrderReferenceRequest,
  OrderReference,
  OrderReferenceDetails,
  RefundDetails,
} from './operations.js';

export type * from './charge.js';
export type { FindingCode } from './codes.js';

/** An order reference with everything under it. */
export interface PaymentDetails {
  readonly orderReferenceDetails: OrderReferenceDetails;
  readonly authorizations: readonly PaymentAuthorization[];
}

/** An authorization with its captures. */
export interface PaymentAuthorization {
  readonly authorizationDetails: AuthorizationDetails;
  readonly captures: readonly PaymentCapture[];
}

/** A capture with its refunds. */
export interface PaymentCapture {
  readonly captureDetails: CaptureDetails;
  readonly refunds: readonly RefundDetails[];
}

/** Who gave an access token. */
export interface UserInfo {
  /** `amzn1.account.…`; the same for all your sites. */
  readonly userId: string;
  readonly name?: string;
  readonly email?: string;
  /** With the scope `postal_code` only. */
  readonly postalCode?: string;
}

/** Something that is wrong. It holds no secret. */
export interface Finding {
  readonly code: FindingCode;
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What a diagnosis may be told. */
export interface DiagnoseOptions extends CallOptions {
  /** An object to look at, of any kind. */
  readonly id?: string | null | undefined;
}

/**
 * What takes several calls. All of them share one `deadline` and one `signal`; errors name the
 * operation that failed.
 */
export interface Conveniences {
  /**
   * Charges an order reference or a billing agreement: reads it, stores total and notes and confirms
   * it where it is a draft (confirms it again where it is suspended), and authorizes.
   *
   * Call it again after any failure, also from another process, with the same
   * `authorizationReferenceId`: it looks for what that id has made before it acts, and never
   * authorizes twice. A decline is an outcome, not an error.
   *
   * Of an error, `executed: 'no'` says that this call authorized nothing; the order reference may
   * have been set or confirmed.
   *
   * @throws {ValidationError} with every issue at once; with the code `used` when the reference id
   *   has authorized another amount
   * @throws {ServiceError} when the service refuses, such as `ConstraintsExist` or
   *   `PaymentMethodNotUpdated`
   */
  charge(params: ChargeRequest, options?: CallOptions | null): Promise<ChargeResult>;

  /**
   * Reads an authorization until it is no longer `Pending`: every second at first, at most every 30
   * seconds, within quota. Give a `deadline` in milliseconds that fits: an asynchronous authorization
   * may take `transactionTimeout` minutes. Default: the client's.
   *
   * @throws {TimeoutError} when it is not decided by then
   */
  waitForAuthorization(amazonAuthorizationId: string, options?: CallOptions | null): Promise<Answer<GetAuthorizationDetailsResult>>;
  /** The same for a capture. */
  waitForCapture(amazonCaptureId: string, options?: CallOptions | null): Promise<Answer<GetCaptureDetailsResult>>;
  /** The same for a refund, which takes half a minute and more. */
  waitForRefund(amazonRefundId: string, options?: CallOptions | null): Promise<Answer<GetRefundDetailsResult>>;

  /**
   * Every order reference that a query finds, over all pages; a page is read when it is needed, with a
   * `deadline` of its own (operations 5.5).
   */
  orderReferences(params: ListOrderReferenceRequest, options?: CallOptions): AsyncGenerator<OrderReference, void, undefined>;

  /** An order reference with its authorizations, captures and refunds: one call for each. */
  getPaymentDetails(amazonOrderReferenceId: string, options?: CallOptions | null): Promise<PaymentDetails>;

  /**
   * Whose access token of Login with Amazon this is. Asks first whether it was given to the option
   * `clientId`, so that another site's token is refused (behaviour 8). No error holds the token;
   * `onAttempt` is not told of these requests.
   *
   * @throws {ConfigurationError} without the option `clientId`
   * @throws {ValidationError} with the code `audience` for another site's token, `invalid` for none
   * @throws {ServiceError} when the service refuses, such as `invalid_token` for an expired one
   */
  getUserInfo(accessToken: string, options?: CallOptions | null): Promise<UserInfo>;

  /**
   * Finds out why nothing works: clock, keys, region, sandbox or production, permission, connection.
   * It only reads. An empty list means that nothing is wrong; it throws for a stopped `signal` and
   * wrong options only. Where keys are refused, it also asks the service's other environment and
   * regions, unless an `endpoint` is set.
   */
  diagnose(options?: DiagnoseOptions | null): Promise<Finding[]>;

  /**
   * What to do about the state of an authorization or a capture, or a buyer who must be authenticated.
   * Sends nothing.
   */
  advise(
    details:
      | Pick<AuthorizationDetails, 'authorizationStatus' | 'softDecline'>
      | Pick<CaptureDetails, 'captureStatus'>
      | Pick<OrderReferenceDetails, 'paymentAuthenticationStatus'>,
  ): Advice;
}
