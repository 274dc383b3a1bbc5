//! States and reasons of every object. The words are those known today; an answer may hold others,
//! and they are kept as they are.

use crate::model::schema::{Choice, Shape, choice, shape, text, time, words};

/// States of an order reference.
pub static ORDER_REFERENCE_STATE: Choice = words(
    "OrderReferenceState",
    "Where an order reference is in its life. `Canceled` and `Closed` are final; `Suspended` waits \
     for another payment method (operations 7.1).",
    &["Draft", "Open", "Suspended", "Canceled", "Closed"],
);

/// Why an order reference is where it is.
pub static ORDER_REFERENCE_REASON: Choice = words(
    "OrderReferenceReasonCode",
    "Why an order reference is suspended, canceled or closed (operations 7.1).",
    &[
        "InvalidPaymentMethod",
        "SellerCanceled",
        "Stale",
        "AmazonCanceled",
        "Expired",
        "MaxAmountCharged",
        "MaxAuthorizationsCaptured",
        "MaxAuthorizationsProcessed",
        "AmazonClosed",
        "SellerClosed",
    ],
);

/// States of an authorization.
pub static AUTHORIZATION_STATE: Choice = words(
    "AuthorizationState",
    "Where an authorization is in its life. `Open` can be captured; `Declined` and `Closed` are \
     final (operations 7.2).",
    &["Pending", "Open", "Declined", "Closed"],
);

/// Why an authorization is where it is.
pub static AUTHORIZATION_REASON: Choice = words(
    "AuthorizationReasonCode",
    "Why an authorization was declined or closed. `StopShipmentAtypicalAuth` is a warning on one \
     that is still pending or open: do not ship yet (operations 7.2).",
    &[
        "InvalidPaymentMethod",
        "AmazonRejected",
        "ProcessingFailure",
        "TransactionTimedOut",
        "ExpiredUnused",
        "MaxCapturesProcessed",
        "AmazonClosed",
        "OrderReferenceCanceled",
        "SellerClosed",
        "StopShipmentAtypicalAuth",
    ],
);

/// States of a capture.
pub static CAPTURE_STATE: Choice = words(
    "CaptureState",
    "Where a capture is in its life. Only `Completed` has moved money and can be refunded \
     (operations 7.3).",
    &["Pending", "Declined", "Completed", "Closed"],
);

/// Why a capture is where it is.
pub static CAPTURE_REASON: Choice = words(
    "CaptureReasonCode",
    "Why a capture was declined or closed (operations 7.3).",
    &[
        "AmazonRejected",
        "ProcessingFailure",
        "MaxAmountRefunded",
        "MaxRefundsProcessed",
        "AmazonClosed",
        "StopShipmentAtypicalAuth",
    ],
);

/// States of a refund.
pub static REFUND_STATE: Choice = words(
    "RefundState",
    "Where a refund is in its life. Every refund starts `Pending` (operations 7.4).",
    &["Pending", "Declined", "Completed"],
);

/// Why a refund was declined. `AmazonClosed` is unconfirmed and left out; it would be kept.
pub static REFUND_REASON: Choice = words(
    "RefundReasonCode",
    "Why a refund was declined (operations 7.4).",
    &["AmazonRejected", "ProcessingFailure"],
);

/// States of a billing agreement.
pub static BILLING_AGREEMENT_STATE: Choice = words(
    "BillingAgreementState",
    "Where a billing agreement is in its life. Only `Open` can be charged (operations 7.5).",
    &["Draft", "Open", "Suspended", "Canceled", "Closed"],
);

/// Why a billing agreement is where it is. The service's full list is unconfirmed.
pub static BILLING_AGREEMENT_REASON: Choice = words(
    "BillingAgreementReasonCode",
    "Why a billing agreement is suspended, canceled or closed; not all codes are known \
     (operations 7.5).",
    &[
        "InvalidPaymentMethod",
        "PaymentMethodNotAllowed",
        "Stale",
        "AmazonCanceled",
        "SellerClosed",
        "BuyerClosed",
        "AmazonClosed",
        "Expired",
    ],
);

/// States of a provider credit. `Pending` and `Declined` are unconfirmed.
pub static PROVIDER_CREDIT_STATE: Choice = words(
    "ProviderCreditState",
    "Where a provider credit is in its life; not all states are known (operations 7.6).",
    &["Pending", "Completed", "Declined", "Closed"],
);

/// States of a provider credit reversal. `Pending` and `Declined` are unconfirmed.
pub static PROVIDER_CREDIT_REVERSAL_STATE: Choice = words(
    "ProviderCreditReversalState",
    "Where the reversal of a provider credit is in its life; not all states are known \
     (operations 7.6).",
    &["Pending", "Completed", "Declined", "Closed"],
);

/// Why a provider credit or its reversal is closed.
pub static PROVIDER_CREDIT_REASON: Choice = words(
    "ProviderCreditReasonCode",
    "Why a provider credit or its reversal is closed (operations 7.6).",
    &["MaxAmountReversed"],
);

/// The status of an order reference.
pub static ORDER_REFERENCE_STATUS: Shape = shape(
    "OrderReferenceStatus",
    "The status of an order reference (operations 6.3).",
    &[
        choice("State", &ORDER_REFERENCE_STATE).required().doc("The state (operations 7.1)."),
        time("LastUpdateTimestamp")
            .doc("When the state last changed, UTC; absent in Draft (operations 6.3)."),
        choice("ReasonCode", &ORDER_REFERENCE_REASON)
            .doc("Why; absent where there is no reason (operations 7.1)."),
        text("ReasonDescription").sensitive().doc(
            "Your own reason from canceling or closing it, or a text of Amazon's (operations 6.3).",
        ),
    ],
);

/// The status of an authorization.
pub static AUTHORIZATION_STATUS: Shape = shape(
    "AuthorizationStatus",
    "The status of an authorization. A decline is a state here, never an error (operations 6.3).",
    &[
        choice("State", &AUTHORIZATION_STATE).required().doc("The state (operations 7.2)."),
        time("LastUpdateTimestamp").doc("When the state last changed, UTC (operations 6.3)."),
        choice("ReasonCode", &AUTHORIZATION_REASON)
            .doc("Why; absent where there is no reason (operations 7.2)."),
        text("ReasonDescription").sensitive().doc(
            "Your own reason from closing it, or a text of Amazon's; at most 255 characters \
             (operations 6.3).",
        ),
    ],
);

/// The status of a capture.
pub static CAPTURE_STATUS: Shape = shape(
    "CaptureStatus",
    "The status of a capture (operations 6.3).",
    &[
        choice("State", &CAPTURE_STATE).required().doc("The state (operations 7.3)."),
        time("LastUpdateTimestamp").doc("When the state last changed, UTC (operations 6.3)."),
        choice("ReasonCode", &CAPTURE_REASON)
            .doc("Why; absent where there is no reason (operations 7.3)."),
        text("ReasonDescription")
            .sensitive()
            .doc("A text of Amazon's; at most 255 characters (operations 6.3)."),
    ],
);

/// The status of a refund.
pub static REFUND_STATUS: Shape = shape(
    "RefundStatus",
    "The status of a refund (operations 6.3).",
    &[
        choice("State", &REFUND_STATE).required().doc("The state (operations 7.4)."),
        time("LastUpdateTimestamp").doc("When the state last changed, UTC (operations 6.3)."),
        choice("ReasonCode", &REFUND_REASON)
            .doc("Why; absent where there is no reason (operations 7.4)."),
        text("ReasonDescription")
            .sensitive()
            .doc("A text of Amazon's; at most 255 characters (operations 6.3)."),
    ],
);

/// The status of a billing agreement.
pub static BILLING_AGREEMENT_STATUS: Shape = shape(
    "BillingAgreementStatus",
    "The status of a billing agreement (operations 6.4).",
    &[
        choice("State", &BILLING_AGREEMENT_STATE).required().doc("The state (operations 7.5)."),
        // The one status whose element is spelt with a `d`, in answers only.
        time("LastUpdatedTimestamp").alias(&["LastUpdateTimestamp"]).doc(
            "When the state last changed, UTC. Spelt with a `d` here and nowhere else; \
             notifications spell it like all others and it is read from there too \
             (operations 6.4).",
        ),
        choice("ReasonCode", &BILLING_AGREEMENT_REASON)
            .doc("Why; absent where there is no reason (operations 7.5)."),
        text("ReasonDescription")
            .sensitive()
            .doc("Your own reason from closing it, or a text of Amazon's (operations 6.4)."),
    ],
);

/// The status of a provider credit.
pub static CREDIT_STATUS: Shape = shape(
    "CreditStatus",
    "The status of a provider credit (operations 6.3).",
    &[
        choice("State", &PROVIDER_CREDIT_STATE).required().doc("The state (operations 7.6)."),
        time("LastUpdateTimestamp").doc("When the state last changed, UTC (operations 6.3)."),
        choice("ReasonCode", &PROVIDER_CREDIT_REASON)
            .doc("Why; absent where there is no reason (operations 7.6)."),
        text("ReasonDescription")
            .sensitive()
            .doc("A text of Amazon's; at most 255 characters (operations 6.3)."),
    ],
);

/// The status of the reversal of a provider credit.
pub static CREDIT_REVERSAL_STATUS: Shape = shape(
    "CreditReversalStatus",
    "The status of the reversal of a provider credit (operations 6.3).",
    &[
        choice("State", &PROVIDER_CREDIT_REVERSAL_STATE)
            .required()
            .doc("The state (operations 7.6)."),
        time("LastUpdateTimestamp").doc("When the state last changed, UTC (operations 6.3)."),
        choice("ReasonCode", &PROVIDER_CREDIT_REASON)
            .doc("Why; absent where there is no reason (operations 7.6)."),
        text("ReasonDescription")
            .sensitive()
            .doc("A text of Amazon's; at most 255 characters (operations 6.3)."),
    ],
);
