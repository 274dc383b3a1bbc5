//! Authorizations, captures, refunds and chargebacks: where money is reserved, taken and given
//! back. It refuses to know how much may be; that is the service's to judge.

use super::buyer::ADDRESS;
use super::lists::{ID_LIST, ORDER_ITEM_CATEGORIES};
use super::money::PRICE;
use super::provider_credit::{PROVIDER_CREDIT_REVERSAL_SUMMARY_LIST, PROVIDER_CREDIT_SUMMARY_LIST};
use super::status::{AUTHORIZATION_STATUS, CAPTURE_STATUS, REFUND_STATUS};
use crate::model::schema::{
    Choice, Field, Shape, choice, decimal, flag, id, list, record, shape, text, time, words,
};

/// Why money was given back.
pub static REFUND_TYPE: Choice = words(
    "RefundType",
    "Who or what caused a refund (operations 9.2).",
    &[
        "SellerInitiated",
        "AmazonA-ZRefund",
        "AmazonA-ZGuarantee",
        "AmazonA-ZCancel",
        "Chargeback",
        "BuyerCanceled",
    ],
);

/// How well the address given matches the card's.
pub static ADDRESS_VERIFICATION_CODE: Choice = words(
    "AddressVerificationCode",
    "How well the billing address matched; not all codes are known (operations 9.5).",
    &["AddressAndPostalCodeMatch", "AddressOnlyMatch"],
);

/// How far the bank's claim is.
pub static CHARGEBACK_STATE: Choice = words(
    "ChargebackState",
    "How far a chargeback is; not all states are known (operations 6.20).",
    &["RECEIVED"],
);

const SOFT_DESCRIPTOR: Field = text("SoftDescriptor")
    .doc("What the buyer's statement says, with Amazon's `AMZ*` in front (operations 6.12).");

const CONVERTED_AMOUNT: Field = record("ConvertedAmount", &PRICE).doc(
    "The amount in your account's currency, where the buyer paid in another and the money has \
     moved (operations 9.4).",
);

const CONVERSION_RATE: Field = decimal("ConversionRate").doc(
    "Units of the buyer's currency for one unit of your account's, as decimal text with about ten \
     decimals (operations 9.4).",
);

/// An authorization.
pub static AUTHORIZATION_DETAILS: Shape = shape(
    "AuthorizationDetails",
    "An amount reserved on the buyer's payment method. Look at `authorizationStatus.state`: a \
     declined authorization comes back like a successful one (operations 6.12).",
    &[
        id("AmazonAuthorizationId").required().doc("Its id (operations 2.5)."),
        id("AuthorizationReferenceId").required().doc("Your own id for it (operations 6.12)."),
        record("AuthorizationBillingAddress", &ADDRESS).doc(
            "Billing address; EU accounts that need it for tax, and only once the authorization is \
             open or captured (operations 6.12).",
        ),
        text("SellerAuthorizationNote")
            .sensitive()
            .doc("Your note; may be empty (operations 6.12)."),
        record("AuthorizationAmount", &PRICE).required().doc("What is reserved (operations 6.12)."),
        record("CapturedAmount", &PRICE).required().doc(
            "What was captured so far. Still zero in the answer to an authorization with \
             `captureNow`: read it again (operations 5.9).",
        ),
        record("AuthorizationFee", &PRICE)
            .required()
            .doc("Amazon's fee, in your account's currency (operations 6.12)."),
        list("IdList", &ID_LIST)
            .doc("Id of its capture; absent or empty where there is none (operations 6.12)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.12)."),
        time("ExpirationTimestamp").doc(
            "Until when it can be captured, UTC: 30 days after it was made (operations 6.12).",
        ),
        record("AuthorizationStatus", &AUTHORIZATION_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.2)."),
        list("OrderItemCategories", &ORDER_ITEM_CATEGORIES)
            .doc("Kinds of goods; empty in notifications, absent elsewhere (operations 6.12)."),
        flag("CaptureNow").doc("Whether it is captured as soon as it is open (operations 6.12)."),
        SOFT_DESCRIPTOR,
        choice("AddressVerificationCode", &ADDRESS_VERIFICATION_CODE)
            .doc("Result of the address check, for admitted sellers (operations 9.5)."),
        flag("SoftDecline").alias(&["softDecline"]).doc(
            "On a decline: true where trying the same payment method again may work, false where \
             the buyer must choose another (operations 6.12).",
        ),
    ],
);

/// A capture.
pub static CAPTURE_DETAILS: Shape = shape(
    "CaptureDetails",
    "Money taken from an authorization. It has moved once `captureStatus.state` is `Completed` \
     (operations 6.13).",
    &[
        id("AmazonCaptureId").required().doc("Its id (operations 2.5)."),
        id("CaptureReferenceId").required().doc(
            "Your own id for it; that of the authorization where it came from `captureNow` \
             (operations 6.13).",
        ),
        text("SellerCaptureNote").sensitive().doc("Your note; may be empty (operations 6.13)."),
        record("CaptureAmount", &PRICE)
            .required()
            .doc("What was taken, in the currency the buyer paid in (operations 6.13)."),
        record("RefundedAmount", &PRICE)
            .required()
            .doc("What was given back so far, in the same currency (operations 6.13)."),
        record("CaptureFee", &PRICE).required().doc(
            "Amazon's fee; in your account's currency, but in the buyer's in notifications \
             (operations 6.13).",
        ),
        list("IdList", &ID_LIST)
            .doc("Ids of its refunds; absent or empty where there are none (operations 6.13)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.13)."),
        record("CaptureStatus", &CAPTURE_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.3)."),
        SOFT_DESCRIPTOR,
        list("ProviderCreditSummaryList", &PROVIDER_CREDIT_SUMMARY_LIST)
            .doc("The shares that went to solution providers (operations 6.13)."),
        CONVERTED_AMOUNT,
        CONVERSION_RATE,
    ],
);

/// A refund.
pub static REFUND_DETAILS: Shape = shape(
    "RefundDetails",
    "Money given back from a capture. Every refund starts `Pending` (operations 6.14).",
    &[
        id("AmazonRefundId").required().doc("Its id (operations 2.5)."),
        id("RefundReferenceId").required().doc("Your own id for it (operations 6.14)."),
        text("SellerRefundNote").sensitive().doc("Your note; may be empty (operations 6.14)."),
        choice("RefundType", &REFUND_TYPE)
            .required()
            .doc("Who or what caused it (operations 9.2)."),
        record("RefundAmount", &PRICE).required().doc("What is given back (operations 6.14)."),
        record("FeeRefunded", &PRICE).required().doc(
            "What Amazon gives back of its fee; in your account's currency, but in the buyer's in \
             notifications (operations 6.14).",
        ),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.14)."),
        record("RefundStatus", &REFUND_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.4)."),
        SOFT_DESCRIPTOR,
        list("ProviderCreditReversalSummaryList", &PROVIDER_CREDIT_REVERSAL_SUMMARY_LIST)
            .doc("The shares taken back from solution providers (operations 6.14)."),
        CONVERTED_AMOUNT,
        CONVERSION_RATE,
    ],
);

/// A chargeback. Only notifications tell of it.
pub static CHARGEBACK_DETAILS: Shape = shape(
    "ChargebackDetails",
    "A buyer's bank has claimed money back. Only a notification tells of it (operations 6.20).",
    &[
        id("AmazonChargebackId").required().doc("Its id, opaque (operations 6.20)."),
        id("AmazonOrderReferenceId").required().doc("The order it is about (operations 6.20)."),
        id("AmazonCaptureReferenceId")
            .required()
            .doc("Your own reference id of the capture, despite its name (operations 6.20)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.20)."),
        record("ChargebackAmount", &PRICE).required().doc("What is claimed (operations 6.20)."),
        choice("ChargebackState", &CHARGEBACK_STATE)
            .required()
            .doc("How far it is (operations 6.20)."),
        text("ChargebackReason")
            .required()
            .doc("Why, in words, such as `Unauthorized Transaction Chargeback` (operations 6.20)."),
    ],
);
