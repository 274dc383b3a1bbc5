//! What keeps an order reference or agreement from being confirmed (operations.md 8), with the
//! wording seen on the wire where it is known.

use crate::model::value::{Record, Value};

use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{
    Authentication, BillingAgreement, Card, CardEffect, OrderReference, Shipping,
};
use crate::sandbox::state::State;

/// Something that keeps an object from being confirmed.
#[derive(Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Its id.
    pub id: &'static str,
    /// The service's words, or ours where the wire text is not known.
    pub description: &'static str,
}

const fn constraint(id: &'static str, description: &'static str) -> Constraint {
    Constraint { id, description }
}

static AMOUNT_NOT_SET: Constraint =
    constraint("AmountNotSet", "The seller has not set the amount for the Order Reference.");
static PAYMENT_PLAN_NOT_SET: Constraint = constraint(
    "PaymentPlanNotSet",
    "The buyer has not been able to select a Payment method for the given Order Reference.",
);
// The wire text of those below is not known, but for the consent's.
static AGREEMENT_PAYMENT_PLAN_NOT_SET: Constraint = constraint(
    "PaymentPlanNotSet",
    "The buyer has not been able to select a Payment method for the given Billing Agreement.",
);
static PAYMENT_METHOD_NOT_ALLOWED: Constraint = constraint(
    "PaymentMethodNotAllowed",
    "The payment method selected by the buyer is not allowed.",
);
static SHIPPING_ADDRESS_NOT_SET: Constraint =
    constraint("ShippingAddressNotSet", "The buyer has not selected a shipping address.");
static BUYER_EQUALS_SELLER: Constraint =
    constraint("BuyerEqualsSeller", "The buyer cannot be the same as the seller.");
static CURRENCY_MISMATCH: Constraint = constraint(
    "CurrencyMismatch",
    "The currency of the amount differs from the one the buyer saw.",
);
static BUYER_CONSENT_NOT_SET: Constraint =
    constraint("BuyerConsentNotSet", "The buyer has not given consent for this billing agreement.");
static BILLING_ADDRESS_DELETED: Constraint =
    constraint("BillingAddressDeleted", "The buyer has deleted the billing address.");

/// What keeps an order reference from being confirmed.
pub fn of_order(order: &OrderReference) -> Vec<&'static Constraint> {
    let mut found = Vec::new();
    if matches!(order.status.state, State::Canceled | State::Closed) {
        return found;
    }
    if order.total.is_none() {
        found.push(&AMOUNT_NOT_SET);
    }
    // A suspended one waits for a method (operations.md 6.10, captures).
    let waits = order.status.state == State::Suspended && !order.card_renewed;
    if order.card.is_none() || waits || order.authentication == Authentication::Failed {
        found.push(&PAYMENT_PLAN_NOT_SET);
    }
    if order.method_forbidden || is_forbidden(order.card) {
        found.push(&PAYMENT_METHOD_NOT_ALLOWED);
    }
    if order.shipping == Shipping::Missing {
        found.push(&SHIPPING_ADDRESS_NOT_SET);
    }
    if order.buyer_is_seller {
        found.push(&BUYER_EQUALS_SELLER);
    }
    if order.presentment.zip(order.total).is_some_and(|(shown, total)| shown != total.currency) {
        found.push(&CURRENCY_MISMATCH);
    }
    found
}

/// What keeps an agreement from being confirmed.
pub fn of_agreement(agreement: &BillingAgreement) -> Vec<&'static Constraint> {
    let mut found = Vec::new();
    if matches!(agreement.status.state, State::Canceled | State::Closed) {
        return found;
    }
    if !agreement.consent {
        found.push(&BUYER_CONSENT_NOT_SET);
    }
    let waits = agreement.status.state == State::Suspended
        && !agreement.card_renewed
        && !agreement.billing_address_deleted
        && agreement.shipping != Shipping::Missing;
    if agreement.card.is_none() || waits {
        found.push(&AGREEMENT_PAYMENT_PLAN_NOT_SET);
    }
    if is_forbidden(agreement.card) {
        found.push(&PAYMENT_METHOD_NOT_ALLOWED);
    }
    if agreement.shipping == Shipping::Missing {
        found.push(&SHIPPING_ADDRESS_NOT_SET);
    }
    if agreement.buyer_is_seller {
        found.push(&BUYER_EQUALS_SELLER);
    }
    if agreement.billing_address_deleted {
        found.push(&BILLING_ADDRESS_DELETED);
    }
    found
}

/// The `Constraints` element; absent where there are none.
pub fn element(constraints: &[&'static Constraint]) -> Option<Value> {
    (!constraints.is_empty()).then(|| {
        let items = constraints.iter().map(|constraint| {
            Record::new()
                .with("ConstraintID", constraint.id)
                .with("Description", constraint.description)
                .into()
        });
        Value::List(items.collect())
    })
}

/// The refusal to confirm; it names the constraints (operations.md 8).
pub fn refusal(code: &'static str, name: &str, id: &str, constraints: &[&Constraint]) -> Fault {
    let named: Vec<String> = constraints
        .iter()
        .map(|constraint| format!("{} ({})", constraint.id, constraint.description))
        .collect();
    Fault::new(
        code,
        format!("{name} {id} has constraints {} and cannot be confirmed.", named.join(", ")),
    )
}

fn is_forbidden(card: Option<Card>) -> bool {
    card.is_some_and(|card| card.effect() == CardEffect::NotAllowed)
}
