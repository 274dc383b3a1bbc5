// `charge`: its parameters, its answer, and what to do about it. By hand; the parameters' own
// documentation is that of the operations to which they go.

import type { AdviceAction } from './codes.js';
import type {
  AuthorizationDetails,
  AuthorizationReasonCode,
  AuthorizeOnBillingAgreementRequest,
  AuthorizeRequest,
  BillingAgreementAttributes,
  CaptureDetails,
  CaptureReasonCode,
  ConfirmOrderReferenceRequest,
  OrderReferenceAttributes,
  OrderReferenceState,
  PriceInput,
  SellerBillingAgreementAttributesInput,
  SellerOrderAttributesInput,
} from './operations.js';

export type { AdviceAction } from './codes.js';

/** What charges of both kinds take. */
interface CommonCharge
  extends Pick<AuthorizeRequest, 'softDescriptor' | 'sellerAuthorizationNote' | 'providerCreditList'>,
    Pick<ConfirmOrderReferenceRequest, 'successUrl' | 'failureUrl'>,
    Pick<OrderReferenceAttributes, 'platformId' | 'sellerNote'>,
    SellerOrderAttributesInput {
  /** Decimal text above zero, such as `'94.50'`. */
  amount: string;
  /** Default: the client's `currencyCode`, which is its region's unless set. */
  currencyCode?: string | null | undefined;
  /**
   * Your own id for this charge, unique among all of yours; at most 32 characters. Keep it before the
   * first call: with it the charge is found again after any failure, and never made twice. Take a new
   * one after a decline (behaviour 5.7).
   */
  authorizationReferenceId: string;
  /** Captures as soon as it is authorized. Default: `false`. */
  captureNow?: boolean | null | undefined;
  /**
   * Minutes that the service may take to decide. 0, the default, asks for the decision in the answer,
   * within about 8 seconds; otherwise the outcome is `'pending'` (operations 5.9).
   */
  transactionTimeout?: number | null | undefined;
  /**
   * Your order number. Default: the reference id. A billing agreement's charge is found again by it,
   * so give each charge its own, and do not change it afterwards.
   */
  sellerOrderId?: string | null | undefined;
}

/** A charge of an order reference. */
export interface OrderReferenceCharge
  extends CommonCharge,
    Pick<OrderReferenceAttributes, 'requestPaymentAuthorization'>,
    Pick<ConfirmOrderReferenceRequest, 'expectImmediateAuthorization'> {
  /** The order reference: `P…` in production, `S…` in the sandbox. */
  id: string;
  /**
   * The whole total, where this charge is only a part of it. Default: the amount. It is set while the
   * order reference is a draft.
   */
  orderTotal?: PriceInput | null | undefined;
}

/** A charge of a billing agreement. */
export interface BillingAgreementCharge
  extends CommonCharge,
    Pick<AuthorizeOnBillingAgreementRequest, 'inheritShippingAddress'>,
    Pick<BillingAgreementAttributes, 'billingAgreementType' | 'subscriptionAmount'>,
    Pick<SellerBillingAgreementAttributesInput, 'sellerBillingAgreementId'> {
  /** The billing agreement: `B…` in production, `C…` in the sandbox. */
  id: string;
}

/** What `charge` takes; the first letter of `id` says which of the two. */
export type ChargeRequest = OrderReferenceCharge | BillingAgreementCharge;

/** What to do about the state of a payment: the decline table (behaviour 9.3, 5.3; operations 7.2, 7.3). */
export interface Advice {
  /** For programs. */
  readonly action: AdviceAction;
  /** For people: what to do while the buyer is there. */
  readonly buyerPresent: string;
  /** What to do when the buyer has left. */
  readonly buyerGone: string;
  /** Milliseconds to wait before that. */
  readonly wait?: number;
  /** The state in which this leaves the order reference, where that is known. */
  readonly orderReference?: OrderReferenceState;
}

/** What became of a charge. */
interface ChargeAnswer<Outcome extends string> {
  readonly outcome: Outcome;
  readonly advice: Advice;
}

/** A charge that has made an authorization. */
export interface ChargeMade<Outcome extends string> extends ChargeAnswer<Outcome> {
  /** Why: the capture's reason where there is a capture, else the authorization's. */
  readonly reasonCode?: AuthorizationReasonCode | CaptureReasonCode;
  /** On a decline: whether the same payment method may be tried once more. */
  readonly softDecline?: boolean;
  /**
   * The authorization. `capturedAmount` is 0 in the answer that made it even where `captureNow` has
   * captured it: look at `captureDetails` (behaviour 5.3).
   */
  readonly authorizationDetails: AuthorizationDetails;
  /** The capture, where there is one. */
  readonly captureDetails?: CaptureDetails;
  /** The order reference; of a billing agreement, the one that was made for this charge. */
  readonly amazonOrderReferenceId: string;
}

/**
 * What became of a charge:
 *
 * - `'captured'`: the capture is Completed; money has moved.
 * - `'authorized'`: the amount is reserved; capture it when you ship.
 * - `'pending'`: not decided yet; wait for the notification, poll, or call `charge` again.
 * - `'declined'`: the authorization, or its capture, was declined. Not an error: `advice` says what
 *   to do.
 * - `'closed'`: the authorization ended without a capture, or nothing is left to refund of its capture.
 * - `'authentication-required'`: nothing was authorized, because the buyer's bank wants to see him.
 *   Let the page finish its confirmation flow, then call `charge` again with the same reference id.
 */
export type ChargeResult =
  | (ChargeMade<'captured'> & { readonly captureDetails: CaptureDetails })
  | ChargeMade<'authorized' | 'pending' | 'declined' | 'closed'>
  | (ChargeAnswer<'authentication-required'> & {
      readonly reasonCode?: undefined;
      readonly softDecline?: undefined;
      readonly authorizationDetails?: undefined;
      readonly captureDetails?: undefined;
      /** Absent for a billing agreement. */
      readonly amazonOrderReferenceId?: string;
    });
