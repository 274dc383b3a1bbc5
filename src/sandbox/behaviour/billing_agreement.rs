//! Billing agreements: setting, confirming, checking, closing them, and what is made from them
//! (behaviour.md 5.6).

use crate::model::value::Record;

use super::authorization::{self, Wish};
use super::buyer_details::{self, Sight};
use super::{
    Call, Outcome, constraints, order_attributes, order_reference, price, price_of, put_text,
    reference_id, status, time,
};
use crate::sandbox::calendar::{Moment, long_date, month_around};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::money::Money;
use crate::sandbox::objects::{
    Authentication, BillingAgreement, Card, CardEffect, Object, OrderReference, Shipping, Status,
};
use crate::sandbox::settings::{Idempotency, TerminalRepeat};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// GetBillingAgreementDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let agreement = world.store.agreements.get(at)?;
    let sight = buyer_details::sight(world, call, agreement.buyer, agreement.status.state)?;
    Ok(Some(Record::new().with("BillingAgreementDetails", details(world, at, sight)?)))
}

/// SetBillingAgreementDetails.
pub fn set(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    let open = world.store.status(object)?.state == State::Open;
    if !(open && world.settings.set_open_agreement) {
        call.allow(world, object)?;
    }
    let empty = Record::new();
    let given = call.input.record("BillingAgreementAttributes").unwrap_or(&empty);
    let amount = given.record("SubscriptionAmount").map(|price| call.price(price)).transpose()?;
    let agreement = world.store.agreements.get_mut(at)?;
    if amount.is_some_and(|amount| amount.currency != agreement.currency) {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the billing agreement.",
        ));
    }
    let attributes = agreement.attributes.get_or_insert_default();
    let text = |into: &mut Option<String>, path: &str| {
        if let Some(text) = given.text(path) {
            *into = Some(text.to_owned());
        }
    };
    text(&mut attributes.seller_note, "SellerNote");
    text(&mut attributes.platform_id, "PlatformId");
    text(&mut attributes.billing_agreement_type, "BillingAgreementType");
    text(
        &mut attributes.seller_billing_agreement_id,
        "SellerBillingAgreementAttributes.SellerBillingAgreementId",
    );
    text(&mut attributes.store_name, "SellerBillingAgreementAttributes.StoreName");
    text(&mut attributes.custom_information, "SellerBillingAgreementAttributes.CustomInformation");
    if amount.is_some() {
        attributes.subscription_amount = amount;
    }
    let confirmed = agreement.status.state != State::Draft;
    let sight = Sight { person: confirmed, billing: confirmed && world.in_europe(), method: false };
    Ok(Some(Record::new().with("BillingAgreementDetails", details(world, at, sight)?)))
}

/// ConfirmBillingAgreement.
pub fn confirm(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let agreement = world.store.agreements.get(at)?;
    if agreement.status.state == State::Suspended && !agreement.card_renewed {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "PaymentMethodNotUpdated",
            format!("The payment method of BillingAgreement {id} was not updated."),
        ));
    }
    let constraints = constraints::of_agreement(agreement);
    if !constraints.is_empty() {
        let id = world.store.id(object)?;
        let code = "BillingAgreementConstraintsExist";
        return Err(constraints::refusal(code, "BillingAgreement", &id, &constraints));
    }
    world.transition_if_possible(object, Trigger::Confirmed, None)?;
    let in_europe = world.in_europe();
    let (success, failure) = (call.kept("SuccessUrl"), call.kept("FailureUrl"));
    let agreement = world.store.agreements.get_mut(at)?;
    agreement.card_renewed = false;
    // The bank's challenge is due on agreements that the merchant charges by himself
    // (behaviour.md 9.4); the others meet it on each order.
    let attributes = agreement.attributes.get_or_insert_default();
    let by_merchant =
        attributes.billing_agreement_type.as_deref() == Some("MerchantInitiatedTransaction");
    let due = in_europe && by_merchant && success.is_some() && failure.is_some();
    attributes.success_url = success;
    attributes.failure_url = failure;
    if due && agreement.authentication == Authentication::None {
        agreement.authentication = Authentication::Required;
    }
    Ok(Some(Record::new()))
}

/// ValidateBillingAgreement.
pub fn validate(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let card = world.store.agreements.get(at)?.card;
    let failure = match card.map(Card::effect) {
        Some(CardEffect::InvalidPaymentMethod | CardEffect::NotAllowed) => {
            method_failed(world, at)?;
            Some("InvalidPaymentMethod")
        }
        Some(CardEffect::TransactionTimedOut) => Some("ValidationTimedOut"),
        _ => None,
    };
    let state = status(world.store.status(object)?, "LastUpdatedTimestamp");
    let result = if failure.is_some() { "Failure" } else { "Success" };
    let mut record =
        Record::new().with("ValidationResult", result).with("BillingAgreementStatus", state);
    put_text(&mut record, "FailureReasonCode", failure);
    Ok(Some(record))
}

/// The payment method was refused for good: the agreement waits for another.
pub fn method_failed(world: &mut World, at: At<BillingAgreement>) -> Result<(), Fault> {
    world.transition_if_possible(Object::BillingAgreement(at), Trigger::MethodDeclined, None)?;
    world.store.agreements.get_mut(at)?.card_renewed = false;
    Ok(())
}

/// AuthorizeOnBillingAgreement: makes a child, confirms it, authorizes on it; it closes when the
/// authorization is decided.
pub fn authorize(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    if world.settings.idempotency == Idempotency::StateError {
        call.allow(world, object)?;
    }
    let reference = reference_id::of(world, call, "AuthorizationReferenceId", object);
    if let Some(Object::Authorization(known)) = reference.known(world)? {
        let order = world.store.authorizations.get(known)?.order;
        let details = authorization::details(world, known, false)?;
        return authorized(world, order, details);
    }
    call.allow(world, object)?;
    let wish = Wish::read(world, call)?;
    check_month(world, at, wish.amount())?;
    check_authentication(world, call, at)?;
    // The child's own words stand beside each other in the request, not in a group.
    let mut given = Record::new();
    for name in ["SellerNote", "PlatformId", "SellerOrderAttributes"] {
        if let Some(value) = call.input.get(name) {
            given.put(name, value.clone());
        }
    }
    let total = wish.amount();
    crate::sandbox::behaviour::simulation::of_seller_note(
        call.environment,
        given.text("SellerNote"),
    )?;
    let child = make_child(world, call, at, true)?;
    world.store.orders.get_mut(child)?.total = Some(total);
    order_attributes::store(world, call, child, &given, false)?;
    order_reference::open(world, child)?;
    let made = authorization::request(world, call, child, wish)?;
    if authorization::wants_capture(world, made)? {
        reference_id::also_capture(world, call, Object::Authorization(made), object);
    }
    reference.made(world, Object::Authorization(made));
    authorization::decide_or_wait(world, made)?;
    let details = authorization::details(world, made, true)?;
    authorized(world, child, details)
}

fn authorized(world: &World, order: At<OrderReference>, details: Record) -> Outcome {
    let id = world.store.id(Object::OrderReference(order))?;
    Ok(Some(Record::new().with("AuthorizationDetails", details).with("AmazonOrderReferenceId", id)))
}

/// Refuses what the month's limit does not leave; and another currency.
pub fn check_month(world: &World, at: At<BillingAgreement>, amount: Money) -> Result<(), Fault> {
    let agreement = world.store.agreements.get(at)?;
    if amount.currency != agreement.currency {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the billing agreement.",
        ));
    }
    let (start, end) = month_around(world.now);
    let limit = Money::new(world.monthly_limit(agreement), agreement.currency);
    let used = Money::new(used_this_month(world, agreement), agreement.currency);
    if used.minor + amount.minor <= limit.minor {
        return Ok(());
    }
    let id = world.store.id(Object::BillingAgreement(at))?;
    Err(Fault::new(
        "PeriodicAmountExceeded",
        format!(
            "BillingAgreement {id} has {} authorized from {} to {}; the new amount {} exceeds the \
             limit {}.",
            used.text(),
            long_date(start),
            long_date(end),
            amount.text(),
            limit.text()
        ),
    ))
}

fn check_authentication(
    world: &World,
    call: &Call<'_>,
    at: At<BillingAgreement>,
) -> Result<(), Fault> {
    let waiting = matches!(
        world.store.agreements.get(at)?.authentication,
        Authentication::Required | Authentication::Failed
    );
    if waiting {
        let object = Object::BillingAgreement(at);
        return Err(call.wrong_state(world, object, "InvalidBillingAgreementStatus")?);
    }
    Ok(())
}

fn used_this_month(world: &World, agreement: &BillingAgreement) -> i64 {
    if agreement.period == month_around(world.now).0 { agreement.period_used } else { 0 }
}

impl World {
    /// What an agreement may be charged in a month, in minor units.
    pub fn monthly_limit(&self, agreement: &BillingAgreement) -> i64 {
        match self.settings.monthly_limit {
            Some(units) => units.saturating_mul(agreement.currency.unit()),
            None => agreement.currency.monthly_limit().minor,
        }
    }
}

/// CreateOrderReferenceForId.
pub fn create_order_reference(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "Id")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let agreement = world.store.agreements.get(at)?;
    if agreement.status.state == State::Draft && !agreement.orders.is_empty() {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "OrderReferenceCountExceeded",
            format!(
                "The number of order references on the DRAFT BillingAgreement {id} exceeds the allowed one."
            ),
        ));
    }
    let empty = Record::new();
    let given = call.input.record("OrderReferenceAttributes").unwrap_or(&empty);
    let confirm = call.input.flag("ConfirmNow").unwrap_or(false);
    let total = given.record("OrderTotal").map(|price| call.price(price)).transpose()?;
    if confirm && total.is_none() {
        return Err(Fault::new(
            "InvalidParameterValue",
            "1 validation error detected: Value null at 'orderReferenceAttributes.orderTotal' \
             failed to satisfy constraint: Member must not be null",
        ));
    }
    if total.is_some_and(|total| total.currency != agreement.currency) {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the billing agreement.",
        ));
    }
    // Refused before anything is made.
    let note = given.text("SellerNote");
    let simulation = super::simulation::of_seller_note(call.environment, note)?;
    let card = world.store.agreements.get(at)?.card;
    let forbidden = simulation.method_forbidden
        || card.is_none_or(|card| card.effect() == CardEffect::NotAllowed);
    if confirm && forbidden {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "ConstraintsExist",
            format!(
                "The order reference of BillingAgreement {id} has constraints PaymentMethodNotAllowed and cannot be confirmed."
            ),
        ));
    }
    let child = make_child(world, call, at, false)?;
    order_attributes::store(world, call, child, given, false)?;
    if confirm {
        order_reference::open(world, child)?;
    }
    let sight = Sight { person: confirm, billing: confirm && world.in_europe(), method: false };
    let details = order_reference::details(world, child, sight)?;
    Ok(Some(Record::new().with("OrderReferenceDetails", details)))
}

/// Makes a draft order reference from an agreement.
fn make_child(
    world: &mut World,
    call: &Call<'_>,
    at: At<BillingAgreement>,
    single: bool,
) -> Result<At<OrderReference>, Fault> {
    let inherits = call.input.flag("InheritShippingAddress");
    let inherits = inherits.unwrap_or(world.settings.inherit_shipping_address);
    let number = world.new_number();
    let agreement = world.store.agreements.get(at)?;
    let shipping = match agreement.shipping {
        Shipping::Chosen(address) if inherits => Shipping::Chosen(address),
        _ => Shipping::NotNeeded,
    };
    let order = OrderReference {
        number,
        environment: agreement.environment,
        seller: agreement.seller,
        status: Status::unborn(),
        created: world.now,
        total: None,
        buyer: agreement.buyer,
        shipping,
        billing: agreement.billing,
        card: agreement.card,
        card_renewed: false,
        presentment: None,
        buyer_is_seller: agreement.buyer_is_seller,
        method_forbidden: false,
        expects_authorization: false,
        authentication: Authentication::None,
        attributes: None,
        authorizations: Vec::new(),
        granted: 0,
        reserved: 0,
        captured: 0,
        captures: 0,
        parent: Some(at),
        single,
    };
    let child = world.store.add_order(order);
    world.store.agreements.get_mut(at)?.orders.push(child);
    begin_order(world, child)?;
    Ok(child)
}

/// Brings a new order reference to life, and its two ends into sight.
pub fn begin_order(world: &mut World, at: At<OrderReference>) -> Result<(), Fault> {
    world.transition(Object::OrderReference(at), Trigger::Created)?;
    world.put_off(world.now + order_reference::DRAFT_LIFETIME, Due::DraftLapses(at));
    world.put_off(order_reference::expiry(world.now), Due::OrderLapses(at));
    Ok(())
}

/// CloseBillingAgreement.
pub fn close(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    let closed = world.store.status(object)?.state == State::Closed;
    if closed && world.settings.terminal_repeat == TerminalRepeat::NoOp {
        return Ok(Some(Record::new()));
    }
    call.allow(world, object)?;
    world.transition_saying(object, Trigger::SellerClosed, call.input.text("ClosureReason"))?;
    Ok(Some(Record::new()))
}

/// Amazon cancels an agreement, and with it what is open of its order references.
pub fn cancel_by_amazon(world: &mut World, at: At<BillingAgreement>) -> Result<(), Fault> {
    let object = Object::BillingAgreement(at);
    if !world.transition_if_possible(object, Trigger::AmazonCanceled, None)? {
        return Ok(());
    }
    for child in world.store.agreements.get(at)?.orders.clone() {
        let state = world.store.orders.get(child)?.status.state;
        if matches!(state, State::Draft | State::Open | State::Suspended) {
            order_reference::end(world, child, Trigger::AmazonCanceled, None)?;
        }
        for at in world.store.orders.get(child)?.authorizations.clone() {
            world.transition_if_possible(
                Object::Authorization(at),
                Trigger::OrderCanceled,
                None,
            )?;
        }
    }
    Ok(())
}

/// The details of an agreement, as far as may be seen (operations.md 6.15).
pub fn details(world: &World, at: At<BillingAgreement>, sight: Sight) -> Result<Record, Fault> {
    let agreement = world.store.agreements.get(at)?;
    let mut record = Record::new()
        .with("AmazonBillingAgreementId", world.store.id(Object::BillingAgreement(at))?)
        .with("BillingAgreementStatus", status(&agreement.status, "LastUpdatedTimestamp"))
        .with("BillingAgreementLimits", limits(world, agreement))
        .with("BillingAgreementConsent", agreement.consent)
        .with("ReleaseEnvironment", agreement.environment.word())
        .with("CreationTimestamp", time(agreement.created));
    let mut seller = Record::new();
    if let Some(attributes) = &agreement.attributes {
        put_text(&mut record, "SellerNote", attributes.seller_note.as_deref());
        put_text(&mut record, "PlatformId", attributes.platform_id.as_deref());
        put_text(&mut record, "BillingAgreementType", attributes.billing_agreement_type.as_deref());
        if let Some(amount) = attributes.subscription_amount {
            record.put("SubscriptionAmount", price(amount));
        }
        put_text(
            &mut seller,
            "SellerBillingAgreementId",
            attributes.seller_billing_agreement_id.as_deref(),
        );
        put_text(&mut seller, "StoreName", attributes.store_name.as_deref());
        put_text(&mut seller, "CustomInformation", attributes.custom_information.as_deref());
    }
    record.put("SellerBillingAgreementAttributes", seller);
    buyer_details::put(
        world,
        &mut record,
        sight,
        agreement.buyer,
        agreement.shipping,
        agreement.billing,
    )?;
    if agreement.status.state != State::Draft {
        put_text(&mut record, "OrderLanguage", order_reference::language(world));
    }
    if let Some(constraints) = constraints::element(&constraints::of_agreement(agreement)) {
        record.put("Constraints", constraints);
    }
    Ok(record)
}

/// The month's limit and what is left of it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// What the month allows.
    pub limit: Money,
    /// What is left of it.
    pub left: Money,
    /// The month's first moment.
    pub start: Moment,
    /// The next month's first moment.
    pub end: Moment,
}

/// The limit of the month that is now.
pub fn limits_now(world: &World, agreement: &BillingAgreement) -> Limits {
    let (start, end) = month_around(world.now);
    let limit = Money::new(world.monthly_limit(agreement), agreement.currency);
    let left = Money::new(limit.minor - used_this_month(world, agreement), agreement.currency);
    Limits { limit, left, start, end }
}

/// The same as the API writes it: dates without a fraction (operations.md 6.16).
fn limits(world: &World, agreement: &BillingAgreement) -> Record {
    let Limits { limit, left, start, end } = limits_now(world, agreement);
    let date = |moment| time(moment).replace(".000Z", "Z");
    Record::new()
        .with("AmountLimitPerTimePeriod", price_of(limit.short(), limit.currency))
        .with("TimePeriodStartDate", date(start))
        .with("TimePeriodEndDate", date(end))
        .with("CurrentRemainingBalance", price(left))
}
