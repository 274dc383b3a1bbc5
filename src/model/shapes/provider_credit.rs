//! Shares of a payment that go to a solution provider, and their way back.

use super::lists::ID_LIST;
use super::money::{PRICE, PRICE_INPUT};
use super::status::{CREDIT_REVERSAL_STATUS, CREDIT_STATUS};
use crate::model::schema::{Field, Kind, List, Shape, id, items, list, record, shape, text, time};

// Notifications name the provider differently (operations 13).
const PROVIDER_ID: Field = id("ProviderId")
    .required()
    .alias(&["ProviderSellerId"])
    .doc("Merchant id of the solution provider (operations 6.17).");

/// A share to give.
pub static PROVIDER_CREDIT: Shape = shape(
    "ProviderCredit",
    "A share of the amount that a solution provider shall get (operations 6.19).",
    &[
        id("ProviderId").required().doc("Merchant id of the solution provider (operations 5.9)."),
        record("CreditAmount", &PRICE_INPUT).required().doc("The share (operations 5.9)."),
    ],
);

/// Shares to give.
pub static PROVIDER_CREDIT_LIST: List = items(&["member"], Kind::Record(&PROVIDER_CREDIT));

/// A share to take back.
pub static PROVIDER_CREDIT_REVERSAL: Shape = shape(
    "ProviderCreditReversal",
    "What a solution provider shall give back of its share (operations 6.19).",
    &[
        id("ProviderId")
            .required()
            .max(32)
            .doc("Merchant id of the solution provider (operations 6.19)."),
        record("CreditReversalAmount", &PRICE_INPUT)
            .required()
            .doc("How much of the share (operations 5.14)."),
    ],
);

/// Shares to take back.
pub static PROVIDER_CREDIT_REVERSAL_LIST: List =
    items(&["member"], Kind::Record(&PROVIDER_CREDIT_REVERSAL));

/// A share that a capture gave.
pub static PROVIDER_CREDIT_SUMMARY: Shape = shape(
    "ProviderCreditSummary",
    "A share of a capture that went to a solution provider (operations 6.13).",
    &[
        PROVIDER_ID,
        id("ProviderCreditId").required().doc(
            "Id of the provider credit; read it with `getProviderCreditDetails` (operations 6.13).",
        ),
    ],
);

/// Shares that a capture gave.
pub static PROVIDER_CREDIT_SUMMARY_LIST: List =
    items(&["member"], Kind::Record(&PROVIDER_CREDIT_SUMMARY));

/// A share that a refund took back.
pub static PROVIDER_CREDIT_REVERSAL_SUMMARY: Shape = shape(
    "ProviderCreditReversalSummary",
    "A share that a refund took back from a solution provider (operations 6.14).",
    &[
        PROVIDER_ID,
        id("ProviderCreditReversalId").required().doc(
            "Id of the reversal; read it with `getProviderCreditReversalDetails` (operations \
             6.14).",
        ),
    ],
);

/// Shares that a refund took back.
pub static PROVIDER_CREDIT_REVERSAL_SUMMARY_LIST: List =
    items(&["member"], Kind::Record(&PROVIDER_CREDIT_REVERSAL_SUMMARY));

/// A provider credit.
pub static PROVIDER_CREDIT_DETAILS: Shape = shape(
    "ProviderCreditDetails",
    "A share of a capture that went to a solution provider (operations 6.17).",
    &[
        id("AmazonProviderCreditId").required().doc("Its id (operations 2.5)."),
        id("SellerId").required().doc("Merchant id of the seller (operations 6.17)."),
        PROVIDER_ID,
        id("CreditReferenceId")
            .doc("Reference id of the credit; absent in notifications (operations 6.17)."),
        record("CreditAmount", &PRICE).required().doc("The share (operations 6.17)."),
        record("CreditReversalAmount", &PRICE)
            .required()
            .doc("How much of it was taken back so far (operations 6.17)."),
        list("CreditReversalIdList", &ID_LIST)
            .doc("Ids of its reversals; absent or empty where there are none (operations 6.17)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.17)."),
        record("CreditStatus", &CREDIT_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.6)."),
    ],
);

/// The reversal of a provider credit.
pub static PROVIDER_CREDIT_REVERSAL_DETAILS: Shape = shape(
    "ProviderCreditReversalDetails",
    "What a solution provider gave back of its share (operations 6.18).",
    &[
        id("AmazonProviderCreditReversalId").required().doc("Its id (operations 2.5)."),
        id("SellerId").required().doc("Merchant id of the seller (operations 6.18)."),
        PROVIDER_ID,
        id("CreditReversalReferenceId").required().doc("Your own id for it (operations 6.18)."),
        record("CreditReversalAmount", &PRICE)
            .required()
            .doc("What was given back (operations 6.18)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.18)."),
        record("CreditReversalStatus", &CREDIT_REVERSAL_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.6)."),
        text("CreditReversalNote").sensitive().doc("Your note (operations 6.18)."),
    ],
);
