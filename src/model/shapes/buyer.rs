//! Who the buyer is, where the goods go and how they are paid for. Nearly everything here is
//! personal data, so nearly everything is sensitive.

use crate::model::schema::{Choice, Shape, choice, flag, record, shape, text, words};

/// What kind of place an address is.
pub static ADDRESS_TYPE: Choice = words(
    "AddressType",
    "What kind of place an address is. Only `Physical` has been seen (operations 6.6).",
    &["Physical"],
);

/// How far the authentication of the buyer is.
pub static AUTHENTICATION_STATE: Choice = words(
    "PaymentAuthenticationState",
    "How far the buyer's strong authentication is. Only `REQUIRED` has been seen (operations 9.1).",
    &["REQUIRED"],
);

/// A postal address.
pub static ADDRESS: Shape = shape(
    "Address",
    "A postal address. Every part may be missing: before an order is confirmed only city, region, \
     postal code and country are shown, unless a token is given (operations 5.4, 6.5).",
    &[
        text("Name").sensitive().doc("Who receives it (operations 6.5)."),
        text("AddressLine1").sensitive().doc(
            "First line. May be empty: German addresses often use the second or third line only \
             (operations 6.5).",
        ),
        text("AddressLine2").sensitive().doc("Second line (operations 6.5)."),
        text("AddressLine3").sensitive().doc("Third line (operations 6.5)."),
        text("City").sensitive().doc("City; absent in Japan (operations 6.5)."),
        text("County").sensitive().doc("County (operations 6.5)."),
        text("District").sensitive().doc("District (operations 6.5)."),
        text("StateOrRegion").doc("State or region: free text, in any script (operations 6.5)."),
        text("PostalCode").sensitive().doc("Postal code (operations 6.5)."),
        text("CountryCode").doc("ISO 3166 code of two letters (operations 6.5)."),
        text("Phone").sensitive().doc("Telephone number (operations 6.5)."),
    ],
);

/// Where the goods go.
pub static DESTINATION: Shape = shape(
    "Destination",
    "Where the goods go (operations 6.6).",
    &[
        choice("DestinationType", &ADDRESS_TYPE).doc("What kind of place it is (operations 6.6)."),
        record("PhysicalDestination", &ADDRESS).doc("The address (operations 6.6)."),
    ],
);

/// The address of the payment method.
pub static BILLING_ADDRESS: Shape = shape(
    "BillingAddress",
    "The address that belongs to the payment method (operations 6.6).",
    &[
        choice("AddressType", &ADDRESS_TYPE).doc("What kind of place it is (operations 6.6)."),
        record("PhysicalAddress", &ADDRESS).doc("The address (operations 6.6)."),
    ],
);

/// The buyer.
pub static BUYER: Shape = shape(
    "Buyer",
    "The buyer. Absent before confirmation unless a token is given (operations 5.4, 6.7).",
    &[
        text("Name").sensitive().doc("Full name (operations 6.7)."),
        text("Email").sensitive().doc("Mail address (operations 6.7)."),
        text("Phone").sensitive().doc("Telephone number; mostly absent (operations 6.7)."),
    ],
);

/// The payment method as the buyer sees it.
pub static PAYMENT_DESCRIPTOR: Shape = shape(
    "PaymentDescriptor",
    "The payment method as the buyer sees it. Sent only to clients that Amazon admitted to it, and \
     with an `accessToken` of that scope (operations 5.4, 6.8).",
    &[
        text("Name").sensitive().doc("Name of the method, such as `Visa` (operations 6.8)."),
        text("AccountNumberTail")
            .sensitive()
            .doc("Last digits of the account number; deprecated (operations 6.8)."),
        text("FullDescriptor")
            .sensitive()
            .doc("All of it in one text, such as `Amazon Pay (Visa **11)` (operations 6.8)."),
        flag("UseAmazonBalanceFirst")
            .doc("Whether the buyer's Amazon balance is used first (operations 6.8)."),
    ],
);

/// A reference to the payment method that stays the same.
pub static PAYMENT_REFERENCE: Shape = shape(
    "PaymentReference",
    "A lasting reference to the payment method (operations 6.8).",
    &[text("StaticToken").sensitive().doc("Opaque token (operations 6.8).")],
);

/// Whether the buyer must still be authenticated.
pub static PAYMENT_AUTHENTICATION_STATUS: Shape = shape(
    "PaymentAuthenticationStatus",
    "Whether the buyer must still pass strong authentication. Empty where the region asks for none \
     (operations 6.8).",
    &[choice("State", &AUTHENTICATION_STATE).doc("How far it is (operations 6.8).")],
);
