//! Operations on provider credits and their reversals.

use super::parameters::AMAZON_PROVIDER_CREDIT_ID;
use super::{UNDOCUMENTED_READ, UNDOCUMENTED_WRITE};
use crate::model::schema::{Effect, Field, Operation, Resource, id, operation, record, text};
use crate::model::shapes::money::PRICE_INPUT;
use crate::model::shapes::provider_credit::{
    PROVIDER_CREDIT_DETAILS, PROVIDER_CREDIT_REVERSAL_DETAILS,
};

/// Reads a provider credit.
// Its fault code is unconfirmed.
pub static GET_PROVIDER_CREDIT_DETAILS: Operation =
    operation("GetProviderCreditDetails", Resource::ProviderCredit, UNDOCUMENTED_READ)
        .doc(
            "Reads a provider credit; both the provider and the merchant may. The service \
             documents no quota for this call; the one here is assumed (operations 5.27).",
        )
        .request(&[AMAZON_PROVIDER_CREDIT_ID])
        .result(&[record("ProviderCreditDetails", &PROVIDER_CREDIT_DETAILS)
            .required()
            .doc("The provider credit as it is now (operations 6.17).")])
        .faults(&["InvalidTransactionId"]);

/// Reads the reversal of a provider credit.
// Its fault code is unconfirmed: taken to be that of its sister.
pub static GET_PROVIDER_CREDIT_REVERSAL_DETAILS: Operation =
    operation("GetProviderCreditReversalDetails", Resource::ProviderCredit, UNDOCUMENTED_READ)
        .doc(
            "Reads the reversal of a provider credit. The service documents no quota for this \
             call; the one here is assumed (operations 5.28).",
        )
        .request(&[id("AmazonProviderCreditReversalId").required().max(32).doc(
            "Id of the reversal, from the answer that made it or the refund's \
             `providerCreditReversalSummaryList` (operations 5.28).",
        )])
        .result(&[REVERSAL])
        .faults(&["InvalidTransactionId"]);

/// Takes a share back.
// TransactionAmountExceeded and InvalidTransactionId are unconfirmed here.
pub static REVERSE_PROVIDER_CREDIT: Operation =
    operation("ReverseProviderCredit", Resource::ProviderCredit, UNDOCUMENTED_WRITE)
        .doc(
            "Takes a provider credit back, all of it or a part. The service documents no quota \
             for this call; the one here is assumed (operations 5.29).",
        )
        .effect(Effect::Keyed("CreditReversalReferenceId"))
        .request(&[
            AMAZON_PROVIDER_CREDIT_ID,
            id("CreditReversalReferenceId").required().max(32).doc(
                "Your own id for this reversal. Repeating a call with it never takes the share \
                 back twice (operations 5.29).",
            ),
            record("CreditReversalAmount", &PRICE_INPUT)
                .required()
                .doc("How much; all reversals together at most the credit (operations 5.29)."),
            text("CreditReversalNote").sensitive().doc("A note (operations 5.29)."),
        ])
        .result(&[REVERSAL])
        .faults(&["TransactionAmountExceeded", "DuplicateRequest", "InvalidTransactionId"]);

const REVERSAL: Field = record("ProviderCreditReversalDetails", &PROVIDER_CREDIT_REVERSAL_DETAILS)
    .required()
    .doc("The reversal as it is now (operations 6.18).");
