//! Operations on refunds.

use super::parameters::{AMAZON_CAPTURE_ID, SOFT_DESCRIPTOR};
use super::{READ, WRITE};
use crate::model::schema::{Effect, Field, Operation, Resource, id, list, operation, record, text};
use crate::model::shapes::money::PRICE_INPUT;
use crate::model::shapes::payment::REFUND_DETAILS;
use crate::model::shapes::provider_credit::PROVIDER_CREDIT_REVERSAL_LIST;

/// Gives money back.
pub static REFUND: Operation = operation("Refund", Resource::Refund, WRITE)
    .doc(
        "Gives back money of a completed capture, at once or in up to 10 parts. Always starts \
         `Pending`: read it later, or wait for the notification (operations 5.14).",
    )
    .effect(Effect::Keyed("RefundReferenceId"))
    .allowed(Resource::Capture, &["Completed"], "CaptureNotRefundable")
    .request(&[
        AMAZON_CAPTURE_ID,
        id("RefundReferenceId").required().max(32).doc(
            "Your own id for this refund, unique among all of yours; letters, digits, `-` and `_` \
             recommended. Repeating a call with it never gives money back twice (operations \
             5.14).",
        ),
        record("RefundAmount", &PRICE_INPUT).required().doc(
            "What to give back, in the capture's currency. All refunds together may exceed the \
             capture by 15 %, but by no more than 75 USD, GBP or EUR or 8,400 JPY (operations \
             5.14).",
        ),
        text("SellerRefundNote").max(255).sensitive().doc(
            "A note that the buyer reads in Amazon's mail. In the sandbox it may carry a \
             simulation (operations 5.14, 11).",
        ),
        SOFT_DESCRIPTOR,
        list("ProviderCreditReversalList", &PROVIDER_CREDIT_REVERSAL_LIST)
            .doc("Shares to take back from solution providers (operations 5.14)."),
    ])
    .result(&[DETAILS])
    .faults(&[
        "CaptureNotRefundable",
        "TransactionAmountExceeded",
        "TransactionCountExceeded",
        "DuplicateRequest",
        "DuplicateReferenceId",
        "InvalidTransactionId",
        "CurrencyMismatch",
        "InvalidSandboxSimulationSpecified",
    ]);

/// Reads a refund.
pub static GET_REFUND_DETAILS: Operation = operation("GetRefundDetails", Resource::Refund, READ)
    .doc("Reads a refund and its state (operations 5.15).")
    .request(&[id("AmazonRefundId").required().doc(
        "Id of the refund, from the answer that made it or the capture's `idList` (operations \
         2.5, 5.15).",
    )])
    .result(&[DETAILS])
    .faults(&["InvalidTransactionId"]);

const DETAILS: Field = record("RefundDetails", &REFUND_DETAILS)
    .required()
    .doc("The refund as it is now (operations 6.14).");
