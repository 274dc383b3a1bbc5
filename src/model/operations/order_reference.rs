//! Operations on order references: setting, confirming, reading, finding, ending them.

use super::parameters::{
    ACCESS_TOKEN, ADDRESS_CONSENT_TOKEN, AMAZON_ORDER_REFERENCE_ID, FAILURE_URL, SUCCESS_URL,
};
use super::{READ, UNDOCUMENTED_READ, WRITE};
use crate::model::schema::{
    Choice, Effect, Field, Fill, Kind, List, Operation, Resource, Shape, choice, flag, id, integer,
    items, list, operation, record, shape, text, time, words,
};
use crate::model::shapes::money::PRICE_INPUT;
use crate::model::shapes::order_reference::{
    ORDER_ATTRIBUTES, ORDER_REFERENCE_ATTRIBUTES, ORDER_REFERENCE_DETAILS, ORDER_REFERENCE_LIST,
};

/// Stores total, note and the merchant's data on a draft.
pub static SET_ORDER_REFERENCE_DETAILS: Operation =
    operation("SetOrderReferenceDetails", Resource::OrderReference, WRITE)
        .doc(
            "Stores the total, a note and your own data on a draft order reference. May be \
             repeated until it is confirmed (operations 5.1).",
        )
        .effect(Effect::Settles)
        .allowed(Resource::OrderReference, &["Draft"], "OrderReferenceNotModifiable")
        .request(&[
            AMAZON_ORDER_REFERENCE_ID,
            record("OrderReferenceAttributes", &ORDER_REFERENCE_ATTRIBUTES)
                .required()
                .doc("What to store (operations 5.1)."),
        ])
        .result(&[DETAILS])
        .faults(&[
            "OrderReferenceNotModifiable",
            "InvalidOrderReferenceId",
            "CurrencyMismatch",
            "CurrencyUnsupported",
            "InvalidSandboxSimulationSpecified",
        ]);

/// The same and more, also after confirmation.
// Which of a closed order's attributes may still be added is unconfirmed.
pub static SET_ORDER_ATTRIBUTES: Operation =
    operation("SetOrderAttributes", Resource::OrderReference, WRITE)
        .doc(
            "Stores what `setOrderReferenceDetails` stores and the ids of a payment service \
             provider, also after confirmation: then what is not yet set may be added, but \
             amount, currency, platform and item categories are fixed (operations 5.2).",
        )
        .effect(Effect::Settles)
        .allowed(
            Resource::OrderReference,
            &["Draft", "Open", "Suspended"],
            "OrderReferenceNotModifiable",
        )
        .request(&[
            AMAZON_ORDER_REFERENCE_ID,
            record("OrderAttributes", &ORDER_ATTRIBUTES).doc("What to store (operations 5.2)."),
        ])
        .result(&[DETAILS])
        .faults(&["OrderReferenceNotModifiable", "InvalidOrderReferenceId"]);

/// Draft to Open.
pub static CONFIRM_ORDER_REFERENCE: Operation =
    operation("ConfirmOrderReference", Resource::OrderReference, WRITE)
        .doc(
            "Makes a draft order reference without constraints chargeable: `Draft` becomes \
             `Open`, and buyer and full address become visible. Call it again after the buyer \
             mended the payment method of a suspended one (operations 5.3).",
        )
        .effect(Effect::Settles)
        .settled(&GET_ORDER_REFERENCE_DETAILS, "Open", &[])
        .allowed(
            Resource::OrderReference,
            &["Draft", "Open", "Suspended"],
            "InvalidOrderReferenceStatus",
        )
        .request(&[
            AMAZON_ORDER_REFERENCE_ID,
            SUCCESS_URL,
            FAILURE_URL,
            record("AuthorizationAmount", &PRICE_INPUT).doc(
                "The amount for which the buyer is authenticated, where it is not the total; in \
                 the total's currency (operations 5.3).",
            ),
            flag("ExpectImmediateAuthorization").doc(
                "True: the service closes the order reference when no authorization comes within \
                 60 minutes. It takes false when left out (operations 5.3).",
            ),
        ])
        .result_optional()
        .faults(&[
            "ConstraintsExist",
            "CurrencyMismatch",
            "InvalidOrderReferenceId",
            "InvalidOrderReferenceStatus",
            "PaymentMethodNotUpdated",
        ]);

/// Reads an order reference.
pub static GET_ORDER_REFERENCE_DETAILS: Operation =
    operation("GetOrderReferenceDetails", Resource::OrderReference, READ)
        .doc(
            "Reads an order reference. Before confirmation buyer and full address are hidden \
             unless the buyer's token is given (operations 5.4).",
        )
        .request(&[AMAZON_ORDER_REFERENCE_ID, ADDRESS_CONSENT_TOKEN, ACCESS_TOKEN])
        .result(&[DETAILS])
        .faults(&["InvalidOrderReferenceId", "InvalidAddressConsentToken", "AmbiguousToken"]);

/// Finds order references by the merchant's order number.
pub static LIST_ORDER_REFERENCE: Operation =
    operation("ListOrderReference", Resource::OrderReference, UNDOCUMENTED_READ)
        .doc(
            "Finds order references by your own order number, newest first. The service documents \
             no quota for this call; the one here is assumed (operations 5.5).",
        )
        .request(&[
            id("QueryId").required().doc("The `sellerOrderId` to look for (operations 5.5)."),
            choice("QueryIdType", &QUERY_ID_TYPE)
                .default(Fill::Word("SellerOrderId"))
                .doc("What `queryId` is (operations 5.5)."),
            choice("PaymentDomain", &PAYMENT_DOMAIN)
                .default(Fill::PaymentDomain)
                .doc("Region and currency of the account (operations 5.5)."),
            record("CreatedTimeRange", &CREATED_TIME_RANGE)
                .doc("When they were made; at most 31 days (operations 5.5)."),
            choice("SortOrder", &SORT_ORDER)
                .doc("By the time they were made; newest first when left out (operations 5.5)."),
            // Neither its upper bound nor its default is confirmed.
            integer("PageSize", 1, u32::MAX)
                .doc("How many at once; the service's upper bound is not known (operations 5.5)."),
            list("OrderReferenceStatusListFilter", &STATUS_FILTER)
                .doc("Only those in one of these states; any case will do (operations 5.5)."),
        ])
        .result(&[FOUND, NEXT_PAGE_TOKEN]);

/// The next page of a list.
pub static LIST_ORDER_REFERENCE_BY_NEXT_TOKEN: Operation =
    operation("ListOrderReferenceByNextToken", Resource::OrderReference, UNDOCUMENTED_READ)
        .doc(
            "Reads the next page of `listOrderReference`. The service documents no quota for this \
             call; the one here is assumed (operations 5.6).",
        )
        .request(&[id("NextPageToken")
            .required()
            .doc("The token of the page before, exactly as it came (operations 5.6).")])
        .result(&[FOUND, NEXT_PAGE_TOKEN]);

/// Gives up an order that was not charged.
pub static CANCEL_ORDER_REFERENCE: Operation =
    operation("CancelOrderReference", Resource::OrderReference, WRITE)
        .doc(
            "Cancels an order reference from which nothing was captured, and closes its open and \
             pending authorizations (operations 5.7).",
        )
        .effect(Effect::Settles)
        .settled(&GET_ORDER_REFERENCE_DETAILS, "Canceled", &[])
        // Draft is what plugins rely on; the documents speak of confirmed ones.
        .allowed(Resource::OrderReference, &["Draft", "Open", "Suspended"], "InvalidCancelAttempt")
        .request(&[
            AMAZON_ORDER_REFERENCE_ID,
            text("CancelationReason").max(1024).sensitive().doc(
                "Why. Not shown to the buyer, but reading the order reference gives it back \
                 (operations 5.7).",
            ),
        ])
        .result_optional()
        .faults(&[
            "InvalidCancelAttempt",
            "InvalidOrderReferenceStatus",
            "InvalidOrderReferenceId",
        ]);

/// Declares an order complete.
pub static CLOSE_ORDER_REFERENCE: Operation =
    operation("CloseOrderReference", Resource::OrderReference, WRITE)
        .doc(
            "Declares an order complete: nothing more can be authorized, but open authorizations \
             can still be captured (operations 5.8).",
        )
        .effect(Effect::Settles)
        .settled(&GET_ORDER_REFERENCE_DETAILS, "Closed", &[])
        .allowed(Resource::OrderReference, &["Open", "Suspended"], "InvalidCloseAttempt")
        .request(&[
            AMAZON_ORDER_REFERENCE_ID,
            text("ClosureReason").max(1024).sensitive().doc(
                "Why. Not shown to the buyer, but reading the order reference gives it back. In \
                 the sandbox it may carry a simulation (operations 5.8, 11).",
            ),
        ])
        .result_optional()
        .faults(&[
            "InvalidCloseAttempt",
            "InvalidOrderReferenceStatus",
            "InvalidOrderReferenceId",
            "InvalidSandboxSimulationSpecified",
        ]);

const DETAILS: Field = record("OrderReferenceDetails", &ORDER_REFERENCE_DETAILS)
    .required()
    .doc("The order reference as it is now (operations 6.10).");

const FOUND: Field = list("OrderReferenceList", &ORDER_REFERENCE_LIST)
    .required()
    .doc("The order references of this page (operations 5.5).");

const NEXT_PAGE_TOKEN: Field = text("NextPageToken")
    .doc("Token of the next page; absent or empty on the last one (operations 5.5).");

static QUERY_ID_TYPE: Choice =
    words("QueryIdType", "What a query looks for (operations 9.1).", &["SellerOrderId"]);

static PAYMENT_DOMAIN: Choice = words(
    "PaymentDomain",
    "Region and currency of an account (operations 9.1).",
    &["NA_USD", "EU_EUR", "EU_GBP", "FE_JPY"],
);

static SORT_ORDER: Choice =
    words("SortOrder", "Oldest or newest first (operations 9.1).", &["Ascending", "Descending"]);

static ORDER_REFERENCE_STATUS_FILTER: Choice = words(
    "OrderReferenceStatusFilter",
    "States that can be asked for; drafts can't (operations 5.5).",
    &["Open", "Closed", "Suspended", "Canceled"],
)
.any_case();

static STATUS_FILTER: List =
    items(&["OrderReferenceStatus"], Kind::Choice(&ORDER_REFERENCE_STATUS_FILTER));

static CREATED_TIME_RANGE: Shape = shape(
    "CreatedTimeRange",
    "A stretch of time of at most 31 days; both ends must be given (operations 5.5).",
    &[
        time("StartTime").required().doc(
            "From when, as ISO 8601: `2026-01-02` or `2026-01-02T03:04:05Z` (operations 5.5).",
        ),
        time("EndTime").required().doc("Until when, in the same form (operations 5.5)."),
    ],
);
