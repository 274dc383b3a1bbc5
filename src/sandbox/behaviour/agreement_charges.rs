//! Charging billing agreements: AuthorizeOnBillingAgreement, and the limit of the month
//! (behaviour.md 5.6).

use crate::model::value::Record;

use super::agreement_orders::make_child;
use super::authorization::{self, Wish};
use super::{
    Call, Outcome, order_attributes, order_reference, price, price_of, reference_id, simulation,
    time,
};
use crate::sandbox::calendar::{Moment, long_date, month_around};
use crate::sandbox::fault::Fault;
use crate::sandbox::money::Money;
use crate::sandbox::objects::{Authentication, BillingAgreement, Object, OrderReference};
use crate::sandbox::settings::Idempotency;
use crate::sandbox::store::At;
use crate::sandbox::world::World;

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
    simulation::of_seller_note(call.environment, given.text("SellerNote"))?;
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
pub fn limits(world: &World, agreement: &BillingAgreement) -> Record {
    let Limits { limit, left, start, end } = limits_now(world, agreement);
    let date = |moment| time(moment).replace(".000Z", "Z");
    Record::new()
        .with("AmountLimitPerTimePeriod", price_of(limit.short(), limit.currency))
        .with("TimePeriodStartDate", date(start))
        .with("TimePeriodEndDate", date(end))
        .with("CurrentRemainingBalance", price(left))
}
