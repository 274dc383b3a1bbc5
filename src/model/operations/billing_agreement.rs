//! Operations on billing agreements, and those that make authorizations and order references from
//! them.

use super::parameters::{
    ACCESS_TOKEN, ADDRESS_CONSENT_TOKEN, AMAZON_BILLING_AGREEMENT_ID, AUTHORIZATION_AMOUNT,
    AUTHORIZATION_REFERENCE_ID, CAPTURE_NOW, FAILURE_URL, INHERIT_SHIPPING_ADDRESS,
    PROVIDER_CREDITS, SELLER_AUTHORIZATION_NOTE, SOFT_DESCRIPTOR, SUCCESS_URL, TRANSACTION_TIMEOUT,
};
use super::{READ, WRITE};
use crate::model::schema::{
    Choice, Effect, Field, Fill, Operation, Resource, choice, flag, id, operation, record, text,
    words,
};
use crate::model::shapes::billing_agreement::{
    BILLING_AGREEMENT_ATTRIBUTES, BILLING_AGREEMENT_DETAILS,
};
use crate::model::shapes::order_reference::{
    CHILD_ORDER_REFERENCE_ATTRIBUTES, ORDER_REFERENCE_DETAILS, PLATFORM_ID_INPUT,
    SELLER_NOTE_INPUT, SELLER_ORDER_ATTRIBUTES_INPUT,
};
use crate::model::shapes::payment::AUTHORIZATION_DETAILS;
use crate::model::shapes::status::BILLING_AGREEMENT_STATUS;

/// Reads a billing agreement.
pub static GET_BILLING_AGREEMENT_DETAILS: Operation =
    operation("GetBillingAgreementDetails", Resource::BillingAgreement, READ)
        .doc(
            "Reads a billing agreement. Before confirmation buyer and full address are hidden \
             unless the buyer's token is given (operations 5.20).",
        )
        .request(&[AMAZON_BILLING_AGREEMENT_ID, ADDRESS_CONSENT_TOKEN, ACCESS_TOKEN])
        .result(&[DETAILS])
        .faults(&["InvalidBillingAgreementId", "InvalidAddressConsentToken", "AmbiguousToken"]);

/// Stores a note and the merchant's data on a draft.
pub static SET_BILLING_AGREEMENT_DETAILS: Operation =
    operation("SetBillingAgreementDetails", Resource::BillingAgreement, WRITE)
        .doc(
            "Stores a note, your own data and the type of charges on a draft billing agreement \
             (operations 5.21).",
        )
        .effect(Effect::Settles)
        // One note of 2019 says that the type may also be set on an open agreement; unconfirmed.
        .allowed(Resource::BillingAgreement, &["Draft"], "BillingAgreementNotModifiable")
        .request(&[
            AMAZON_BILLING_AGREEMENT_ID,
            record("BillingAgreementAttributes", &BILLING_AGREEMENT_ATTRIBUTES)
                .doc("What to store (operations 5.21)."),
        ])
        .result(&[DETAILS])
        .faults(&["BillingAgreementNotModifiable", "InvalidBillingAgreementId"]);

/// Draft to Open.
pub static CONFIRM_BILLING_AGREEMENT: Operation =
    operation("ConfirmBillingAgreement", Resource::BillingAgreement, WRITE)
        .doc(
            "Makes a billing agreement without constraints chargeable: `Draft` becomes `Open`. \
             Call it again after the buyer changed address or payment method (operations 5.22).",
        )
        .effect(Effect::Settles)
        .settled(&GET_BILLING_AGREEMENT_DETAILS, "Open", &[])
        .allowed(
            Resource::BillingAgreement,
            &["Draft", "Open", "Suspended"],
            "InvalidBillingAgreementStatus",
        )
        .request(&[AMAZON_BILLING_AGREEMENT_ID, SUCCESS_URL, FAILURE_URL])
        .result_optional()
        .faults(&[
            "BillingAgreementConstraintsExist",
            "InvalidBillingAgreementId",
            "InvalidBillingAgreementStatus",
            "PaymentMethodNotUpdated",
        ]);

/// Checks the payment method.
pub static VALIDATE_BILLING_AGREEMENT: Operation =
    operation("ValidateBillingAgreement", Resource::BillingAgreement, WRITE)
        .doc(
            "Checks status and payment method of an open billing agreement without moving money. \
             A payment method that fails suspends it (operations 5.23).",
        )
        .effect(Effect::Settles)
        .allowed(Resource::BillingAgreement, &["Open"], "InvalidBillingAgreementStatus")
        .request(&[AMAZON_BILLING_AGREEMENT_ID])
        .result(&[
            choice("ValidationResult", &VALIDATION_RESULT)
                .required()
                .doc("Whether it can be charged (operations 5.23)."),
            choice("FailureReasonCode", &VALIDATION_FAILURE)
                .doc("Why not; after `ValidationTimedOut` try again (operations 5.23)."),
            record("BillingAgreementStatus", &BILLING_AGREEMENT_STATUS)
                .doc("The agreement's status after the check (operations 5.23)."),
        ])
        .faults(&["InvalidBillingAgreementId", "InvalidBillingAgreementStatus"]);

/// One charge in one call.
pub static AUTHORIZE_ON_BILLING_AGREEMENT: Operation =
    operation("AuthorizeOnBillingAgreement", Resource::BillingAgreement, WRITE)
        .doc(
            "Charges an open billing agreement in one call: makes an order reference, confirms \
             it, authorizes the amount and closes it. A decline is an answer with the state \
             `Declined`, not an error; one for the payment method suspends the agreement \
             (operations 5.24).",
        )
        .effect(Effect::Keyed("AuthorizationReferenceId"))
        .allowed(Resource::BillingAgreement, &["Open"], "InvalidBillingAgreementStatus")
        .request(&[
            AMAZON_BILLING_AGREEMENT_ID,
            AUTHORIZATION_REFERENCE_ID,
            AUTHORIZATION_AMOUNT,
            SELLER_AUTHORIZATION_NOTE,
            TRANSACTION_TIMEOUT,
            CAPTURE_NOW,
            SOFT_DESCRIPTOR,
            SELLER_NOTE_INPUT,
            PLATFORM_ID_INPUT,
            record("SellerOrderAttributes", &SELLER_ORDER_ATTRIBUTES_INPUT)
                .doc("Your data about the order reference that is made (operations 5.24)."),
            INHERIT_SHIPPING_ADDRESS,
            PROVIDER_CREDITS,
        ])
        .result(&[
            record("AuthorizationDetails", &AUTHORIZATION_DETAILS)
                .required()
                .doc("The authorization (operations 6.12)."),
            id("AmazonOrderReferenceId")
                .required()
                .doc("Id of the order reference that was made for it (operations 5.24)."),
        ])
        .faults(&[
            "InvalidBillingAgreementId",
            "InvalidBillingAgreementStatus",
            "PeriodicAmountExceeded",
            "TransactionAmountExceeded",
            "DuplicateRequest",
            "DuplicateReferenceId",
            "CurrencyMismatch",
            "InvalidSandboxSimulationSpecified",
        ]);

/// Makes an order reference from an agreement.
pub static CREATE_ORDER_REFERENCE_FOR_ID: Operation =
    operation("CreateOrderReferenceForId", Resource::BillingAgreement, WRITE)
        .doc(
            "Makes an order reference from a billing agreement: one while the agreement is a \
             draft, any number while it is open. Every call makes another one, so it is repeated \
             only when the service certainly did not act (operations 5.25).",
        )
        .effect(Effect::Unkeyed)
        .allowed(Resource::BillingAgreement, &["Draft", "Open"], "InvalidBillingAgreementStatus")
        .request(&[
            id("Id").required().doc("Id of the billing agreement (operations 5.25)."),
            choice("IdType", &ID_TYPE)
                .default(Fill::Word("BillingAgreement"))
                .doc("What `id` names (operations 5.25)."),
            INHERIT_SHIPPING_ADDRESS,
            flag("ConfirmNow").needs("OrderReferenceAttributes.OrderTotal.Amount").doc(
                "Confirms it at once. The service takes false when it is left out (operations \
                 5.25).",
            ),
            record("OrderReferenceAttributes", &CHILD_ORDER_REFERENCE_ATTRIBUTES)
                .doc("What to store on it (operations 5.25)."),
        ])
        .result(&[record("OrderReferenceDetails", &ORDER_REFERENCE_DETAILS)
            .required()
            .doc("The order reference that was made (operations 6.10).")])
        .faults(&[
            "OrderReferenceCountExceeded",
            "InvalidBillingAgreementId",
            "InvalidBillingAgreementStatus",
            "ConstraintsExist",
            "CurrencyMismatch",
        ]);

/// Ends an agreement.
pub static CLOSE_BILLING_AGREEMENT: Operation =
    operation("CloseBillingAgreement", Resource::BillingAgreement, WRITE)
        .doc(
            "Ends a billing agreement: nothing more can be authorized, but open authorizations \
             can still be captured (operations 5.26).",
        )
        .effect(Effect::Settles)
        .settled(&GET_BILLING_AGREEMENT_DETAILS, "Closed", &[])
        .allowed(
            Resource::BillingAgreement,
            &["Open", "Suspended"],
            "InvalidBillingAgreementStatus",
        )
        .request(&[
            AMAZON_BILLING_AGREEMENT_ID,
            text("ClosureReason")
                .max(1024)
                .sensitive()
                .doc("Why. Reading the agreement gives it back (operations 5.26)."),
            text("ReasonCode")
                .doc("Stands in the service's schema; its meaning is not known (operations 5.26)."),
        ])
        .result_optional()
        // That InvalidCloseAttempt is one of them is unconfirmed.
        .faults(&[
            "InvalidBillingAgreementId",
            "InvalidBillingAgreementStatus",
            "InvalidCloseAttempt",
        ]);

const DETAILS: Field = record("BillingAgreementDetails", &BILLING_AGREEMENT_DETAILS)
    .required()
    .doc("The billing agreement as it is now (operations 6.15).");

// The SDKs' enumerations also hold OrderReference, which the service's documents do not accept.
static ID_TYPE: Choice =
    words("IdType", "What an id names (operations 9.1).", &["BillingAgreement"]);

static VALIDATION_RESULT: Choice = words(
    "ValidationResult",
    "Whether a billing agreement can be charged (operations 9.1).",
    &["Success", "Failure"],
);

/// Why a billing agreement can't be charged.
pub static VALIDATION_FAILURE: Choice = words(
    "ValidationFailureReasonCode",
    "Why a billing agreement can't be charged (operations 5.23).",
    &["InvalidPaymentMethod", "ValidationTimedOut"],
);
