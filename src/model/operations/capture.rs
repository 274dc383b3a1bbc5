//! Operations on captures.

use super::parameters::{
    AMAZON_AUTHORIZATION_ID, AMAZON_CAPTURE_ID, PROVIDER_CREDITS, SOFT_DESCRIPTOR,
};
use super::{READ, WRITE};
use crate::model::schema::{Effect, Field, Operation, Resource, id, operation, record, text};
use crate::model::shapes::money::PRICE_INPUT;
use crate::model::shapes::payment::CAPTURE_DETAILS;

/// Takes what was reserved.
pub static CAPTURE: Operation = operation("Capture", Resource::Capture, WRITE)
    .doc(
        "Takes money from an open authorization, all of it or a part, once. Within 7 days of the \
         authorization the answer says whether it worked; later it may be `Pending` first \
         (operations 5.12).",
    )
    .effect(Effect::Keyed("CaptureReferenceId"))
    .allowed(Resource::Authorization, &["Open"], "InvalidAuthorizationStatus")
    .request(&[
        AMAZON_AUTHORIZATION_ID,
        id("CaptureReferenceId").required().max(32).doc(
            "Your own id for this capture, unique among all of yours; letters, digits, `-` and \
             `_` recommended. Repeating a call with it never takes money twice (operations 5.12).",
        ),
        record("CaptureAmount", &PRICE_INPUT).required().doc(
            "What to take: at most what was authorized, in the same currency (operations 5.12).",
        ),
        text("SellerCaptureNote").max(255).sensitive().doc(
            "A note that the buyer reads in Amazon's mail. In the sandbox it may carry a \
             simulation (operations 5.12, 11).",
        ),
        SOFT_DESCRIPTOR,
        PROVIDER_CREDITS,
    ])
    .result(&[DETAILS])
    .faults(&[
        "InvalidAuthorizationStatus",
        "TransactionAmountExceeded",
        "TransactionCountExceeded",
        "DuplicateRequest",
        "DuplicateReferenceId",
        "CurrencyMismatch",
        "InvalidTransactionId",
        "InvalidSandboxSimulationSpecified",
    ]);

/// Reads a capture.
pub static GET_CAPTURE_DETAILS: Operation = operation("GetCaptureDetails", Resource::Capture, READ)
    .doc("Reads a capture: its state and what was refunded (operations 5.13).")
    .request(&[AMAZON_CAPTURE_ID])
    .result(&[DETAILS])
    .faults(&["InvalidTransactionId"]);

const DETAILS: Field = record("CaptureDetails", &CAPTURE_DETAILS)
    .required()
    .doc("The capture as it is now (operations 6.13).");
