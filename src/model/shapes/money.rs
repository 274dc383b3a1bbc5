//! Amounts with their currency. It knows no limits: they depend on the object and are the
//! service's to judge.

use crate::model::schema::{Fill, Shape, amount, currency, shape};

/// An amount that the service tells.
pub static PRICE: Shape = shape(
    "Price",
    "An amount and its currency, as the service wrote them (operations 6.1).",
    &[
        amount("Amount").required().doc(
            "Decimal text with a point, such as `94.50`, exactly as the service wrote it: `0`, \
             `0.00` and `5.0` all occur, so compare as numbers, not as text (operations 6.1).",
        ),
        currency("CurrencyCode")
            .required()
            .doc("ISO 4217 code of three capital letters, such as `USD` (operations 6.1)."),
    ],
);

/// An amount that the merchant gives.
pub static PRICE_INPUT: Shape = shape(
    "PriceInput",
    "An amount to send, with its currency (operations 2.3).",
    &[
        amount("Amount").required().doc(
            "Decimal text above zero with a point and no thousands separators, such as `94.50`; \
             yen have no decimals. Text, because a JavaScript number can't hold money exactly \
             (operations 2.3).",
        ),
        currency("CurrencyCode")
            .default(Fill::CurrencyCode)
            .doc("ISO 4217 code of three capital letters (operations 2.3)."),
    ],
);

/// The total of an order.
pub static ORDER_TOTAL: Shape = shape(
    "OrderTotal",
    "The total of an order (operations 6.2).",
    &[
        currency("CurrencyCode")
            .required()
            .doc("ISO 4217 code of three capital letters (operations 6.2)."),
        amount("Amount").required().doc(
            "Decimal text as the service wrote it, usually with two decimals (operations 6.2).",
        ),
    ],
);
