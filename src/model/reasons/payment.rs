//! Why an order reference and what hangs on it are where they are.

use super::{AS_IT_WAS, NO_MONEY, NOTHING_CAPTURED, OPEN_ONES_STAY, Reasons, reason};
use crate::model::shapes::buyer::AUTHENTICATION_STATE;
use crate::model::shapes::status::{
    AUTHORIZATION_REASON, CAPTURE_REASON, ORDER_REFERENCE_REASON, PROVIDER_CREDIT_REASON,
    REFUND_REASON,
};

const RELEASED: &str = "No money moved; what was reserved is released.";
const NEW_ORDER: &str = "If more is due, let the buyer make a new order reference.";

/// Why an order reference is suspended, canceled or closed.
pub static ORDER_REFERENCE: Reasons = Reasons {
    of: "order reference",
    choice: &ORDER_REFERENCE_REASON,
    reasons: &[
        reason(
            "InvalidPaymentMethod",
            &["Suspended"],
            "An authorization was declined because of the payment method. Nothing can be \
             authorized until the buyer chooses another one; open authorizations can be captured.",
            AS_IT_WAS,
            "Show the wallet widget for the same order reference, then confirm and authorize with \
             a new reference id. When the buyer has left, ask by mail; a notification tells when it \
             is Open again.",
        ),
        reason(
            "SellerCanceled",
            &["Canceled"],
            "You cancelled it. Its open and pending authorizations are closed.",
            NOTHING_CAPTURED,
            NEW_ORDER,
        ),
        reason(
            "Stale",
            &["Canceled"],
            "It stayed a draft for more than three hours.",
            NOTHING_CAPTURED,
            "Let the buyer check out again, which makes a new one.",
        ),
        reason(
            "AmazonCanceled",
            &["Canceled"],
            "Amazon cancelled it. Its open and pending authorizations are closed.",
            AS_IT_WAS,
            "Do not ship what was not captured; offer another way to pay.",
        ),
        reason(
            "Expired",
            &["Closed"],
            "180 days have passed since it was made.",
            AS_IT_WAS,
            NEW_ORDER,
        ),
        reason(
            "MaxAmountCharged",
            &["Closed"],
            "The total and the allowance above it have been captured.",
            AS_IT_WAS,
            NEW_ORDER,
        ),
        reason(
            "MaxAuthorizationsCaptured",
            &["Closed"],
            "As many authorizations as one order reference allows, 10, have been captured.",
            AS_IT_WAS,
            NEW_ORDER,
        ),
        reason(
            "MaxAuthorizationsProcessed",
            &["Closed"],
            "An older word for the same; also seen on the order reference that \
             `authorizeOnBillingAgreement` makes, at once after its authorization (unconfirmed).",
            AS_IT_WAS,
            "Nothing, for a child of a billing agreement; otherwise a new order reference.",
        ),
        reason(
            "AmazonClosed",
            &["Closed"],
            "Amazon closed it: mostly after an authorization was AmazonRejected, also after a \
             claim, or when `expectImmediateAuthorization` saw none within an hour.",
            AS_IT_WAS,
            "Read its authorizations; do not ship what was not captured, and offer another way to \
             pay.",
        ),
        reason(
            "SellerClosed",
            &["Closed"],
            "You closed it: nothing more can be authorized.",
            OPEN_ONES_STAY,
            NEW_ORDER,
        ),
    ],
};

/// Why an authorization was declined or closed, or what it warns of.
pub static AUTHORIZATION: Reasons = Reasons {
    of: "authorization",
    choice: &AUTHORIZATION_REASON,
    reasons: &[
        reason(
            "InvalidPaymentMethod",
            &["Declined"],
            "The payment method was declined. `softDecline` true says that it may pass at another \
             attempt; otherwise the order reference, or the billing agreement, is Suspended.",
            NO_MONEY,
            "",
        ),
        reason(
            "AmazonRejected",
            &["Declined"],
            "Amazon refuses this payment, mostly for risk; the order reference is Closed, a \
             billing agreement stays Open.",
            NO_MONEY,
            "",
        ),
        reason(
            "ProcessingFailure",
            &["Declined"],
            "Amazon's own processing failed; the order reference stays Open.",
            NO_MONEY,
            "",
        ),
        reason(
            "TransactionTimedOut",
            &["Declined"],
            "It was not decided in time: within seconds where `transactionTimeout` is 0, within \
             its minutes otherwise. The order reference stays Open.",
            NO_MONEY,
            "",
        ),
        reason(
            "ExpiredUnused",
            &["Closed"],
            "It was not captured within 30 days (two in the sandbox, by the documents).",
            RELEASED,
            "",
        ),
        reason(
            "MaxCapturesProcessed",
            &["Closed"],
            "Its one capture was made. So it stands in the very answer of `captureNow` too.",
            "Money may have moved: the capture in `idList` says whether.",
            "",
        ),
        reason("AmazonClosed", &["Closed"], "Amazon closed it.", RELEASED, ""),
        reason(
            "OrderReferenceCanceled",
            &["Closed"],
            "Its order reference was cancelled.",
            RELEASED,
            "",
        ),
        reason(
            "SellerClosed",
            &["Closed"],
            "You closed it, which gives the reserved amount back.",
            RELEASED,
            "",
        ),
        reason(
            "StopShipmentAtypicalAuth",
            &["Pending", "Open"],
            "A warning: Amazon examines the payment.",
            "No money moved; an open one is reserved.",
            "",
        ),
    ],
};

/// Why a capture was declined or closed, or what it warns of.
pub static CAPTURE: Reasons = Reasons {
    of: "capture",
    choice: &CAPTURE_REASON,
    reasons: &[
        reason("AmazonRejected", &["Declined"], "Amazon refuses to capture.", NO_MONEY, ""),
        reason("ProcessingFailure", &["Declined"], "Amazon's own processing failed.", NO_MONEY, ""),
        reason(
            "MaxAmountRefunded",
            &["Closed"],
            "All of it and the allowance above it have been refunded.",
            "The money moved, and went back.",
            "",
        ),
        reason(
            "MaxRefundsProcessed",
            &["Closed"],
            "As many refunds as one capture allows, 10, have been made.",
            "The money moved; read `refundedAmount` for what went back.",
            "",
        ),
        reason(
            "AmazonClosed",
            &["Closed"],
            "Amazon closed it.",
            "Unclear: read the capture, and ask Amazon.",
            "",
        ),
        reason(
            "StopShipmentAtypicalAuth",
            &["Pending", "Completed"],
            "A warning: Amazon examines the payment.",
            "A completed one has moved the money, a pending one has not.",
            "",
        ),
    ],
};

/// Why a refund was declined.
pub static REFUND: Reasons = Reasons {
    of: "refund",
    choice: &REFUND_REASON,
    reasons: &[
        reason(
            "AmazonRejected",
            &["Declined"],
            "Amazon refuses to pay the buyer back this way.",
            "No money went back to the buyer.",
            "Pay the buyer back by other means, and tell him.",
        ),
        reason(
            "ProcessingFailure",
            &["Declined"],
            "Amazon's own processing failed.",
            "No money went back to the buyer.",
            "Read the capture; if it is still Completed, refund again with a new reference id.",
        ),
    ],
};

/// Why a provider credit or its reversal is closed.
pub static PROVIDER_CREDIT: Reasons = Reasons {
    of: "provider credit",
    choice: &PROVIDER_CREDIT_REASON,
    reasons: &[reason(
        "MaxAmountReversed",
        &["Closed"],
        "All of the credit has been reversed.",
        "The provider's share went back.",
        "Nothing.",
    )],
};

/// Whether the buyer's bank wants to see him.
pub static AUTHENTICATION: Reasons = Reasons {
    of: "authentication",
    choice: &AUTHENTICATION_STATE,
    reasons: &[reason(
        "REQUIRED",
        &["REQUIRED"],
        "The buyer's bank must see him before the order reference can be charged.",
        NO_MONEY,
        "",
    )],
};
