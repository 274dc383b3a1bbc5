//! What the merchant says about an order, and what the service tells about an order reference. It
//! refuses to know when the service shows what; the operations say that.

use super::buyer::{
    BILLING_ADDRESS, BUYER, DESTINATION, PAYMENT_AUTHENTICATION_STATUS, PAYMENT_DESCRIPTOR,
    PAYMENT_REFERENCE,
};
use super::lists::{ID_LIST, ORDER_ITEM_CATEGORIES};
use super::money::{ORDER_TOTAL, PRICE_INPUT};
use super::status::ORDER_REFERENCE_STATUS;
use crate::model::schema::{
    Choice, Field, Fill, Kind, List, Shape, choice, flag, id, items, list, record, shape, text,
    time, words,
};

/// Production or sandbox.
pub static RELEASE_ENVIRONMENT: Choice = words(
    "ReleaseEnvironment",
    "Whether an object lives in production or in the sandbox (operations 9.1).",
    &["Live", "Sandbox"],
);

/// What an order reference was made from.
pub static PARENT_TYPE: Choice = words(
    "ParentType",
    "What an order reference was made from. Only `BillingAgreement` has been seen (operations \
     9.1).",
    &["OrderReference", "BillingAgreement", "ChildOrderReference"],
);

const SELLER_ORDER_ID: Field = text("SellerOrderId").doc(
    "Your own order number. The buyer sees it and `listOrderReference` finds orders by it; it \
     need not be unique. Letters, digits, `-` and `_` are recommended, others are accepted \
     (operations 5.1).",
);

const STORE_NAME: Field = text("StoreName").doc(
    "The store's name in Amazon's mails to the buyer, instead of the account's (operations 5.1).",
);

const CUSTOM_INFORMATION: Field = text("CustomInformation")
    .sensitive()
    .doc("Free text of your own; reading the object gives it back (operations 5.1).");

const SUPPLEMENTARY_DATA: Field = text("SupplementaryData").sensitive().doc(
    "JSON text with details of the goods; only where Amazon asked you for it (operations 5.1).",
);

const CATEGORIES: Field = list("OrderItemCategories", &ORDER_ITEM_CATEGORIES).doc(
    "Kinds of goods, such as `Electronics`. The full list of the service's words is not known, so \
     none is refused here (operations 5.2).",
);

const PAYMENT_SERVICE_PROVIDER_ID: Field = text("PaymentServiceProviderId")
    .doc("The payment service provider's merchant id (operations 5.2).");

const PAYMENT_SERVICE_PROVIDER_ORDER_ID: Field = text("PaymentServiceProviderOrderId")
    .doc("The payment service provider's own order id (operations 5.2).");

/// The note on an order that a request gives.
pub const SELLER_NOTE_INPUT: Field = text("SellerNote").max(1024).sensitive().doc(
    "A note that the buyer reads in Amazon's mails. In the sandbox it may carry a simulation \
     (operations 5.1, 11).",
);

/// The platform, where the client fills it in.
pub const PLATFORM_ID_INPUT: Field = text("PlatformId").default(Fill::PlatformId).doc(
    "Merchant id of the solution provider that built your platform; never your own (operations \
     5.1).",
);

const REQUEST_PAYMENT_AUTHORIZATION: Field = flag("RequestPaymentAuthorization").doc(
    "Little explained by the service; echoed in its answers. Taken as false when left out \
     (operations 5.1).",
);

/// What the merchant says about an order of his own.
pub static SELLER_ORDER_ATTRIBUTES_INPUT: Shape = shape(
    "SellerOrderAttributesInput",
    "What you say about an order of yours (operations 6.9).",
    &[SELLER_ORDER_ID, STORE_NAME, CUSTOM_INFORMATION, SUPPLEMENTARY_DATA, CATEGORIES],
);

/// What the merchant said about an order of his own.
pub static SELLER_ORDER_ATTRIBUTES: Shape = shape(
    "SellerOrderAttributes",
    "What you said about an order of yours. Stands empty where nothing was said (operations 6.9).",
    &[
        SELLER_ORDER_ID,
        STORE_NAME,
        SUPPLEMENTARY_DATA,
        CATEGORIES,
        CUSTOM_INFORMATION,
        id("SellerId").doc("Your merchant id; in notifications only (operations 6.9)."),
    ],
);

const SELLER_ORDER_ATTRIBUTES_FIELD: Field =
    record("SellerOrderAttributes", &SELLER_ORDER_ATTRIBUTES_INPUT)
        .doc("Your order number, store name and other data of yours (operations 5.1).");

/// What the merchant sets on an order reference.
pub static ORDER_REFERENCE_ATTRIBUTES: Shape = shape(
    "OrderReferenceAttributes",
    "What you set on a draft order reference (operations 6.19).",
    &[
        record("OrderTotal", &PRICE_INPUT).required().doc(
            "The total of the order, in the account's currency or, in the EU and UK, one of the \
             twelve the service takes. At most 150,000 USD, GBP or EUR, 10,000,000 JPY \
             (operations 5.1, 9.3, 12).",
        ),
        PLATFORM_ID_INPUT,
        SELLER_NOTE_INPUT,
        REQUEST_PAYMENT_AUTHORIZATION,
        SELLER_ORDER_ATTRIBUTES_FIELD,
    ],
);

/// What the merchant sets on an order reference that he makes from a billing agreement.
pub static CHILD_ORDER_REFERENCE_ATTRIBUTES: Shape = shape(
    "ChildOrderReferenceAttributes",
    "What you set on an order reference made from a billing agreement (operations 5.25).",
    &[
        record("OrderTotal", &PRICE_INPUT)
            .doc("The total of the order; needed when `confirmNow` is true (operations 5.25)."),
        PLATFORM_ID_INPUT,
        SELLER_NOTE_INPUT,
        REQUEST_PAYMENT_AUTHORIZATION,
        SELLER_ORDER_ATTRIBUTES_FIELD,
    ],
);

/// What the merchant sets on an order, before or after confirmation.
pub static ORDER_ATTRIBUTES: Shape = shape(
    "OrderAttributes",
    "What you set on an order, before or after it is confirmed (operations 5.2).",
    &[
        record("OrderTotal", &PRICE_INPUT)
            .doc("The total of the order; can be set until confirmation only (operations 5.2)."),
        // The client's platform id is not filled in here: after confirmation the service may
        // refuse it.
        text("PlatformId").doc(
            "Merchant id of the solution provider that built your platform. Never filled in from \
             the client's options here (operations 5.2).",
        ),
        SELLER_NOTE_INPUT,
        REQUEST_PAYMENT_AUTHORIZATION,
        record("PaymentServiceProviderAttributes", &PAYMENT_SERVICE_PROVIDER_ATTRIBUTES_INPUT).doc(
            "Ids of a payment service provider; before confirmation, or once after it (operations \
             5.2).",
        ),
        SELLER_ORDER_ATTRIBUTES_FIELD,
    ],
);

/// Ids of a payment service provider that the merchant gives.
pub static PAYMENT_SERVICE_PROVIDER_ATTRIBUTES_INPUT: Shape = shape(
    "PaymentServiceProviderAttributesInput",
    "Ids of a payment service provider, to send (operations 5.2).",
    &[PAYMENT_SERVICE_PROVIDER_ID, PAYMENT_SERVICE_PROVIDER_ORDER_ID],
);

/// Ids of a payment service provider.
pub static PAYMENT_SERVICE_PROVIDER_ATTRIBUTES: Shape = shape(
    "PaymentServiceProviderAttributes",
    "Ids of a payment service provider (operations 6.8).",
    &[PAYMENT_SERVICE_PROVIDER_ID, PAYMENT_SERVICE_PROVIDER_ORDER_ID],
);

/// One reason why an object can't be confirmed.
pub static CONSTRAINT: Shape = shape(
    "Constraint",
    "One reason why an order reference or a billing agreement can't be confirmed yet (operations \
     6.8, 8).",
    &[
        choice("ConstraintID", &CONSTRAINT_ID)
            .required()
            .doc("Which constraint it is (operations 8)."),
        text("Description")
            .doc("The service's own text; may change, so never compare it (operations 8)."),
    ],
);

/// Names of constraints.
pub static CONSTRAINT_ID: Choice = words(
    "ConstraintId",
    "What keeps an object from being confirmed, or suspends it afterwards (operations 8).",
    &[
        "AmountNotSet",
        "PaymentPlanNotSet",
        "ShippingAddressNotSet",
        "PaymentMethodNotAllowed",
        "BuyerEqualsSeller",
        "CurrencyMismatch",
        "BuyerConsentNotSet",
        "BillingAddressDeleted",
    ],
);

/// Reasons why an object can't be confirmed.
pub static CONSTRAINTS: List = items(&["Constraint"], Kind::Record(&CONSTRAINT));

/// What an order reference was made from.
pub static PARENT_DETAILS: Shape = shape(
    "ParentDetails",
    "What an order reference was made from (operations 6.8).",
    &[
        id("Id").required().doc("Id of the billing agreement (operations 6.8)."),
        choice("Type", &PARENT_TYPE).required().doc("What the id names (operations 6.8)."),
    ],
);

/// An order reference.
pub static ORDER_REFERENCE_DETAILS: Shape = shape(
    "OrderReferenceDetails",
    "A buyer's agreement to one purchase. What is shown depends on its state and on the token \
     given (operations 6.10).",
    &[
        id("AmazonOrderReferenceId")
            .required()
            .doc("Its id: `P…` in production, `S…` in the sandbox (operations 2.5)."),
        record("Buyer", &BUYER)
            .doc("The buyer; absent before confirmation unless a token is given (operations 5.4)."),
        record("OrderTotal", &ORDER_TOTAL)
            .doc("The total of the order; absent until set (operations 6.10)."),
        text("SellerNote").sensitive().doc("Your note to the buyer (operations 6.10)."),
        text("PlatformId").doc("Merchant id of the solution provider (operations 6.10)."),
        record("Destination", &DESTINATION).doc(
            "Where the goods go; absent for digital goods, coarse before confirmation (operations \
             6.10).",
        ),
        record("PaymentDescriptor", &PAYMENT_DESCRIPTOR)
            .doc("The payment method; for admitted clients only (operations 6.10)."),
        record("BillingAddress", &BILLING_ADDRESS).doc(
            "Address of the payment method; depends on the token and the region (operations 6.10).",
        ),
        choice("ReleaseEnvironment", &RELEASE_ENVIRONMENT)
            .doc("Production or sandbox; in every answer, in no notification (operations 6.10)."),
        record("SellerOrderAttributes", &SELLER_ORDER_ATTRIBUTES)
            .doc("Your own data about the order; may be empty (operations 6.10)."),
        record("OrderReferenceStatus", &ORDER_REFERENCE_STATUS)
            .required()
            .doc("Its state and the reason (operations 6.10)."),
        list("Constraints", &CONSTRAINTS).doc(
            "What must be mended before it can be confirmed; absent where nothing is (operations \
             8).",
        ),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.10)."),
        time("ExpirationTimestamp")
            .required()
            .doc("When it ends by itself, UTC: 180 days after it was made (operations 6.10)."),
        record("ParentDetails", &PARENT_DETAILS)
            .doc("The billing agreement it was made from, if any (operations 6.10)."),
        list("IdList", &ID_LIST).doc(
            "Ids of its authorizations; absent or empty where there are none (operations 6.10).",
        ),
        text("OrderLanguage").doc("The buyer's locale, such as `en-GB` (operations 6.10)."),
        flag("RequestPaymentAuthorization").doc("As you set it (operations 6.10)."),
        record("PaymentServiceProviderAttributes", &PAYMENT_SERVICE_PROVIDER_ATTRIBUTES)
            .doc("Ids of a payment service provider (operations 6.10)."),
        record("PaymentReference", &PAYMENT_REFERENCE)
            .doc("A lasting reference to the payment method (operations 6.10)."),
        record("PaymentAuthenticationStatus", &PAYMENT_AUTHENTICATION_STATUS)
            .doc("Whether the buyer must still be authenticated; may be empty (operations 6.10)."),
    ],
);

/// An order reference in a list.
pub static ORDER_REFERENCE: Shape = shape(
    "OrderReference",
    "An order reference as lists show it: no buyer, no address, no ids of what was made from it \
     (operations 6.11).",
    &[
        choice("ReleaseEnvironment", &RELEASE_ENVIRONMENT)
            .required()
            .doc("Production or sandbox (operations 6.11)."),
        record("OrderReferenceStatus", &ORDER_REFERENCE_STATUS)
            .required()
            .doc("Its state and the reason (operations 6.11)."),
        id("AmazonOrderReferenceId").required().doc("Its id (operations 6.11)."),
        time("CreationTimestamp").required().doc("When it was made, UTC (operations 6.11)."),
        record("SellerOrderAttributes", &SELLER_ORDER_ATTRIBUTES)
            .doc("Your own data about the order (operations 6.11)."),
        record("OrderTotal", &ORDER_TOTAL).doc("The total of the order (operations 6.11)."),
        text("SellerNote").sensitive().doc("Your note to the buyer (operations 6.11)."),
        text("OrderLanguage").doc("The buyer's locale (operations 6.11)."),
    ],
);

/// Order references in a list.
pub static ORDER_REFERENCE_LIST: List = items(&["OrderReference"], Kind::Record(&ORDER_REFERENCE));
