//! What the merchant says about a billing agreement, and what the service tells about one.

use super::buyer::{BILLING_ADDRESS, BUYER, DESTINATION};
use super::money::{PRICE, PRICE_INPUT};
use super::order_reference::{
    CONSTRAINTS, PLATFORM_ID_INPUT, RELEASE_ENVIRONMENT, SELLER_NOTE_INPUT,
};
use super::status::BILLING_AGREEMENT_STATUS;
use crate::model::schema::{
    Choice, Field, Shape, choice, flag, id, list, record, shape, text, time, words,
};

/// Who starts each charge.
pub static BILLING_AGREEMENT_TYPE: Choice = words(
    "BillingAgreementType",
    "Who starts each charge: the buyer, who may have to be authenticated, or you (operations \
     5.21).",
    &["CustomerInitiatedTransaction", "MerchantInitiatedTransaction"],
);

const SELLER_BILLING_AGREEMENT_ID: Field = text("SellerBillingAgreementId").doc(
    "Your own number of the agreement. Letters, digits, `-` and `_` are recommended \
     (operations 5.21).",
);

const STORE_NAME: Field = text("StoreName").doc(
    "The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.21).",
);

const CUSTOM_INFORMATION: Field = text("CustomInformation")
    .sensitive()
    .doc("Free text of your own; reading the agreement gives it back (operations 5.21).");

/// What the merchant says about an agreement of his own.
pub static SELLER_BILLING_AGREEMENT_ATTRIBUTES_INPUT: Shape = shape(
    "SellerBillingAgreementAttributesInput",
    "What you say about an agreement of yours; give at least one (operations 5.21).",
    &[SELLER_BILLING_AGREEMENT_ID, STORE_NAME, CUSTOM_INFORMATION],
);

/// What the merchant said about an agreement of his own.
pub static SELLER_BILLING_AGREEMENT_ATTRIBUTES: Shape = shape(
    "SellerBillingAgreementAttributes",
    "What you said about an agreement of yours. Stands empty where nothing was said \
     (operations 6.9).",
    &[
        SELLER_BILLING_AGREEMENT_ID,
        STORE_NAME,
        CUSTOM_INFORMATION,
        id("SellerId").doc("Your merchant id; in notifications only (operations 6.9)."),
    ],
);

/// What the merchant sets on a billing agreement.
pub static BILLING_AGREEMENT_ATTRIBUTES: Shape = shape(
    "BillingAgreementAttributes",
    "What you set on a draft billing agreement (operations 6.19).",
    &[
        PLATFORM_ID_INPUT,
        SELLER_NOTE_INPUT,
        record("SellerBillingAgreementAttributes", &SELLER_BILLING_AGREEMENT_ATTRIBUTES_INPUT)
            .doc("Your own number, store name and other data of yours (operations 5.21)."),
        choice("BillingAgreementType", &BILLING_AGREEMENT_TYPE).doc(
            "Who starts each charge; EU and UK. The service takes the buyer when it is left out \
             (operations 5.21).",
        ),
        record("SubscriptionAmount", &PRICE_INPUT)
            .doc("The amount of each charge, where it is always the same (operations 5.21)."),
    ],
);

/// How much an agreement may be charged.
pub static BILLING_AGREEMENT_LIMITS: Shape = shape(
    "BillingAgreementLimits",
    "How much may be charged in the current calendar month, UTC (operations 6.16).",
    &[
        record("AmountLimitPerTimePeriod", &PRICE)
            .required()
            .doc("The most that may be authorized in a month (operations 6.16)."),
        time("TimePeriodStartDate")
            .required()
            .doc("Start of the first day of this month, UTC (operations 6.16)."),
        time("TimePeriodEndDate")
            .required()
            .doc("Start of the first day of the next month, UTC (operations 6.16)."),
        record("CurrentRemainingBalance", &PRICE)
            .required()
            .doc("What is left of it this month (operations 6.16)."),
    ],
);

/// A billing agreement.
pub static BILLING_AGREEMENT_DETAILS: Shape = shape(
    "BillingAgreementDetails",
    "A buyer's agreement to be charged again and again. What is shown depends on its state and on \
     the token given (operations 6.15).",
    &[
        id("AmazonBillingAgreementId")
            .required()
            .doc("Its id: `B…` in production, `C…` in the sandbox (operations 2.5)."),
        record("BillingAgreementLimits", &BILLING_AGREEMENT_LIMITS)
            .required()
            .doc("How much may be charged this month (operations 6.16)."),
        record("Buyer", &BUYER).doc(
            "The buyer; absent before confirmation unless a token is given (operations 6.15).",
        ),
        text("SellerNote").sensitive().doc("Your note to the buyer (operations 6.15)."),
        text("PlatformId").doc("Merchant id of the solution provider (operations 6.15)."),
        record("Destination", &DESTINATION)
            .doc("Where the goods go; coarse before confirmation (operations 6.15)."),
        record("BillingAddress", &BILLING_ADDRESS)
            .doc("Address of the payment method (operations 6.15)."),
        choice("ReleaseEnvironment", &RELEASE_ENVIRONMENT)
            .doc("Production or sandbox; in every answer, in no notification (operations 6.15)."),
        record("SellerBillingAgreementAttributes", &SELLER_BILLING_AGREEMENT_ATTRIBUTES)
            .doc("Your own data about the agreement; may be empty (operations 6.15)."),
        record("BillingAgreementStatus", &BILLING_AGREEMENT_STATUS)
            .required()
            .doc("Its state and the reason (operations 7.5)."),
        list("Constraints", &CONSTRAINTS).doc(
            "What must be mended before it can be confirmed or used again; absent where nothing is \
             (operations 8).",
        ),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.15)."),
        time("ExpirationTimestamp")
            .doc("When it ends, UTC. Promised on paper, never seen (operations 6.15)."),
        flag("BillingAgreementConsent")
            .doc("Whether the buyer has ticked the consent widget (operations 6.15)."),
        text("OrderLanguage").doc("The buyer's locale, such as `en-GB` (operations 6.15)."),
        record("SubscriptionAmount", &PRICE)
            .doc("The amount of each charge, if you set one (operations 6.15)."),
        choice("BillingAgreementType", &BILLING_AGREEMENT_TYPE)
            .doc("Who starts each charge, if you set it (operations 6.15)."),
    ],
);
