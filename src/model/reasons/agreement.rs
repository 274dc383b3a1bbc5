//! Why a billing agreement is where it is, and what keeps one or an order reference from being
//! confirmed or charged.

use super::{AS_IT_WAS, NO_MONEY, NOTHING_CAPTURED, OPEN_ONES_STAY, Reasons, reason};
use crate::model::operations::billing_agreement::VALIDATION_FAILURE;
use crate::model::shapes::order_reference::CONSTRAINT_ID;
use crate::model::shapes::status::BILLING_AGREEMENT_REASON;

/// Why a billing agreement is suspended, canceled or closed.
pub static BILLING_AGREEMENT: Reasons = Reasons {
    of: "billing agreement",
    choice: &BILLING_AGREEMENT_REASON,
    reasons: &[
        reason(
            "InvalidPaymentMethod",
            &["Suspended"],
            "The payment method can't pay any more. Nothing new can be authorized.",
            OPEN_ONES_STAY,
            "Ask the buyer to mend it, in the wallet widget or on pay.amazon.com; then confirm, \
             and charge with a new reference id.",
        ),
        reason(
            "PaymentMethodNotAllowed",
            &["Suspended"],
            "The payment method that the buyer chose is not allowed (unconfirmed).",
            OPEN_ONES_STAY,
            "Ask the buyer to choose another in the wallet widget, then confirm.",
        ),
        reason(
            "Stale",
            &["Canceled"],
            "It stayed a draft for more than three hours.",
            NOTHING_CAPTURED,
            "Let the buyer sign up again, which makes a new one.",
        ),
        reason(
            "AmazonCanceled",
            &["Canceled"],
            "Amazon cancelled it, and the open order references under it.",
            AS_IT_WAS,
            "Stop charging; ask the buyer for another way to pay.",
        ),
        reason(
            "SellerClosed",
            &["Closed"],
            "You closed it.",
            OPEN_ONES_STAY,
            "To charge again, let the buyer sign up again.",
        ),
        reason(
            "BuyerClosed",
            &["Closed"],
            "The buyer closed it (unconfirmed).",
            OPEN_ONES_STAY,
            "End the subscription in your shop.",
        ),
        reason(
            "AmazonClosed",
            &["Closed"],
            "Amazon closed it (unconfirmed).",
            OPEN_ONES_STAY,
            "Stop charging; ask the buyer for another way to pay.",
        ),
        reason(
            "Expired",
            &["Closed"],
            "Its time is over (unconfirmed).",
            OPEN_ONES_STAY,
            "Let the buyer sign up again.",
        ),
    ],
};

/// Why a billing agreement can't be charged.
pub static VALIDATION: Reasons = Reasons {
    of: "validation of a billing agreement",
    choice: &VALIDATION_FAILURE,
    reasons: &[
        reason(
            "InvalidPaymentMethod",
            &[],
            "The payment method can't pay; the agreement is Suspended.",
            NO_MONEY,
            "Ask the buyer to mend it, then confirm and validate again.",
        ),
        reason(
            "ValidationTimedOut",
            &[],
            "It was not decided in time, so nothing is known.",
            NO_MONEY,
            "Validate again.",
        ),
    ],
};

/// What keeps an order reference or a billing agreement from being confirmed.
pub static CONSTRAINT: Reasons = Reasons {
    of: "constraint",
    choice: &CONSTRAINT_ID,
    reasons: &[
        reason(
            "AmountNotSet",
            &[],
            "The order reference has no total.",
            NO_MONEY,
            "Call `setOrderReferenceDetails` with `orderTotal`.",
        ),
        reason(
            "PaymentPlanNotSet",
            &[],
            "The buyer has chosen no payment method.",
            NO_MONEY,
            "Show the wallet widget.",
        ),
        reason(
            "ShippingAddressNotSet",
            &[],
            "The buyer has chosen no address.",
            NO_MONEY,
            "Show the address book widget.",
        ),
        reason(
            "PaymentMethodNotAllowed",
            &[],
            "The payment method that the buyer chose is not allowed here.",
            NO_MONEY,
            "Let the buyer choose another one in the wallet widget.",
        ),
        reason(
            "BuyerEqualsSeller",
            &[],
            "The buyer is the owner of the merchant's account.",
            NO_MONEY,
            "Test with another buyer's account.",
        ),
        reason(
            "CurrencyMismatch",
            &[],
            "The wallet widget showed another currency than the total has.",
            NO_MONEY,
            "Set the total in the widget's currency, or show the widget in the total's.",
        ),
        reason(
            "BuyerConsentNotSet",
            &[],
            "The buyer has not consented to be charged again and again.",
            NO_MONEY,
            "Show the consent widget.",
        ),
        reason(
            "BillingAddressDeleted",
            &[],
            "The buyer deleted the billing address of the payment method, after the agreement was \
             confirmed.",
            NO_MONEY,
            "Ask the buyer to mend it, then confirm the agreement again.",
        ),
    ],
};
