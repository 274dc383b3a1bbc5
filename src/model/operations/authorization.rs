//! Operations on authorizations of order references. That on billing agreements stands with them.

use super::parameters::{
    AMAZON_AUTHORIZATION_ID, AMAZON_ORDER_REFERENCE_ID, AUTHORIZATION_AMOUNT,
    AUTHORIZATION_REFERENCE_ID, CAPTURE_NOW, PROVIDER_CREDITS, SELLER_AUTHORIZATION_NOTE,
    SOFT_DESCRIPTOR, TRANSACTION_TIMEOUT,
};
use super::{READ, WRITE};
use crate::model::schema::{Effect, Field, Operation, Resource, list, operation, record, text};
use crate::model::shapes::lists::ORDER_ITEM_CATEGORIES;
use crate::model::shapes::payment::AUTHORIZATION_DETAILS;

/// Reserves an amount.
pub static AUTHORIZE: Operation = operation("Authorize", Resource::Authorization, WRITE)
    .doc(
        "Reserves an amount on the payment method of an open order reference, and captures it at \
         once if you ask for it. A decline is an answer with the state `Declined`, not an error. \
         At most 10 authorizations per order reference (operations 5.9).",
    )
    .effect(Effect::Keyed("AuthorizationReferenceId"))
    .allowed(Resource::OrderReference, &["Open"], "InvalidOrderReferenceStatus")
    .request(&[
        AMAZON_ORDER_REFERENCE_ID,
        AUTHORIZATION_REFERENCE_ID,
        AUTHORIZATION_AMOUNT,
        SELLER_AUTHORIZATION_NOTE,
        TRANSACTION_TIMEOUT,
        CAPTURE_NOW,
        SOFT_DESCRIPTOR,
        PROVIDER_CREDITS,
        list("OrderItemCategories", &ORDER_ITEM_CATEGORIES)
            .doc("Kinds of goods; old clients sent it here (operations 5.9)."),
    ])
    .result(&[DETAILS])
    .faults(&[
        "InvalidOrderReferenceStatus",
        "TransactionAmountExceeded",
        "TransactionCountExceeded",
        "DuplicateRequest",
        "DuplicateReferenceId",
        "CurrencyMismatch",
        "PaymentMethodNotUpdated",
        "InvalidSandboxSimulationSpecified",
        "InvalidOrderReferenceId",
    ]);

/// Reads an authorization.
pub static GET_AUTHORIZATION_DETAILS: Operation =
    operation("GetAuthorizationDetails", Resource::Authorization, READ)
        .doc("Reads an authorization: its state and what was captured (operations 5.10).")
        .request(&[AMAZON_AUTHORIZATION_ID])
        .result(&[DETAILS])
        .faults(&["InvalidTransactionId"]);

/// Releases what was reserved.
pub static CLOSE_AUTHORIZATION: Operation =
    operation("CloseAuthorization", Resource::Authorization, WRITE)
        .doc("Releases an authorization that will not be captured (operations 5.11).")
        .effect(Effect::Settles)
        // Closed by a capture, it was charged instead of released.
        .settled(&GET_AUTHORIZATION_DETAILS, "Closed", &["MaxCapturesProcessed"])
        .allowed(Resource::Authorization, &["Pending", "Open"], "InvalidAuthorizationStatus")
        .request(&[
            AMAZON_AUTHORIZATION_ID,
            text("ClosureReason")
                .max(255)
                .sensitive()
                .doc("Why. The buyer reads it in Amazon's mail (operations 5.11)."),
        ])
        .result_optional()
        .faults(&["InvalidAuthorizationStatus", "InvalidTransactionId"]);

const DETAILS: Field = record("AuthorizationDetails", &AUTHORIZATION_DETAILS)
    .required()
    .doc("The authorization as it is now (operations 6.12).");
