//! Authorizations: asking for them, deciding them, closing them (behaviour.md 5.3).

use crate::model::value::{Record, Value};

use super::simulation::{self, Carrier};
use super::{
    Call, Outcome as Answer, agreement_charges, billing_agreement, buyer_details, capture, ids,
    no_fee, order_reference, price, price_of, reference_id, soft_descriptor, status, time,
};
use crate::sandbox::calendar::{DAY, MINUTE};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::{Child, Environment};
use crate::sandbox::money::Money;
use crate::sandbox::objects::{
    Authentication, Authorization, Object, OrderReference, Outcome, Share, Status,
};
use crate::sandbox::settings::{Idempotency, Unauthenticated};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// Minutes that an asynchronous authorization may take when the request does not say.
const DEFAULT_TIMEOUT: i64 = 1_440;

/// Authorize.
pub fn authorize(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let object = Object::OrderReference(at);
    if world.settings.idempotency == Idempotency::StateError {
        call.allow(world, object)?;
    }
    let reference = reference_id::of(world, call, "AuthorizationReferenceId", object);
    if let Some(Object::Authorization(known)) = reference.known(world)? {
        return answer(world, known, false);
    }
    call.allow(world, object)?;
    let wish = Wish::read(world, call)?;
    let challenged = world.store.orders.get(at)?.authentication;
    if matches!(challenged, Authentication::Required | Authentication::Failed)
        && world.settings.unauthenticated == Unauthenticated::Error
    {
        return Err(call.wrong_state(world, object, "InvalidOrderReferenceStatus")?);
    }
    // What an agreement's order is charged counts against the agreement's month. That this call
    // refuses it too is unconfirmed; the reference names the fault for the other call only.
    if let Some(parent) = world.store.orders.get(at)?.parent {
        agreement_charges::check_month(world, parent, wish.amount)?;
    }
    let made = request(world, call, at, wish)?;
    if wants_capture(world, made)? {
        reference_id::also_capture(world, call, Object::Authorization(made), object);
    }
    reference.made(world, Object::Authorization(made));
    decide_or_wait(world, made)?;
    answer(world, made, true)
}

/// What a request for an authorization asks for, checked as far as it can be without an order.
#[derive(Debug)]
pub struct Wish {
    amount: Money,
    timeout: i64,
    capture_now: bool,
    simulated: Option<Outcome>,
    shares: Vec<Share>,
}

impl Wish {
    /// Reads it from the parameters that Authorize and AuthorizeOnBillingAgreement share.
    pub fn read(world: &World, call: &Call<'_>) -> Result<Self, Fault> {
        let amount = call.money("AuthorizationAmount")?;
        let timeout = call.input.integer("TransactionTimeout").unwrap_or(DEFAULT_TIMEOUT);
        if timeout % 5 != 0 {
            return Err(Fault::parameter("TransactionTimeout", &timeout.to_string()));
        }
        let note = call.input.text("SellerAuthorizationNote");
        let simulated = simulation::of_note(Carrier::AuthorizationNote, call.environment, note)?;
        Ok(Self {
            amount,
            timeout,
            capture_now: call.input.flag("CaptureNow").unwrap_or(false),
            simulated,
            shares: capture::shares(world, call, amount)?,
        })
    }

    /// How much.
    pub const fn amount(&self) -> Money {
        self.amount
    }
}

/// Makes an authorization that is not decided yet, if the order's limits allow it.
pub fn request(
    world: &mut World,
    call: &Call<'_>,
    at: At<OrderReference>,
    wish: Wish,
) -> Result<At<Authorization>, Fault> {
    check_limits(world, at, wish.amount)?;
    let digits = world.new_digits(at, Child::Authorization);
    let order = world.store.orders.get(at)?;
    let challenged =
        matches!(order.authentication, Authentication::Required | Authentication::Failed);
    let mut outcome = wish.simulated.unwrap_or_else(|| simulation::of_card(order.card));
    if challenged {
        outcome = Outcome::InvalidPaymentMethod { soft: None, mends_after: None };
    }
    if std::mem::take(&mut world.store.orders.get_mut(at)?.fails_next) {
        outcome = Outcome::ProcessingFailure;
    }
    let days = match call.environment {
        Environment::Live => world.settings.authorization_days,
        Environment::Sandbox => world.settings.sandbox_authorization_days,
    };
    let made = world.store.authorizations.push(Authorization {
        order: at,
        digits,
        reference: call.text("AuthorizationReferenceId").into(),
        amount: wish.amount,
        note: call.boxed("SellerAuthorizationNote"),
        descriptor: call.boxed("SoftDescriptor"),
        capture_now: wish.capture_now,
        status: Status::unborn(),
        created: world.now,
        expires: world.now + i64::from(days) * DAY,
        soft_decline: None,
        asynchronous: wish.timeout > 0,
        outcome,
        captures: Vec::new(),
        shares: wish.shares,
    });
    world.store.orders.get_mut(at)?.authorizations.push(made);
    if wish.timeout > 0 {
        world.transition(Object::Authorization(made), Trigger::Submitted)?;
        let delay = world.settings.authorization_delay;
        let patience = wish.timeout * MINUTE;
        if delay > patience {
            world.store.authorizations.get_mut(made)?.outcome = Outcome::TransactionTimedOut;
        }
        world.put_off(world.now + delay.min(patience), Due::AuthorizationDecided(made));
    }
    Ok(made)
}

/// Whether an authorization is captured as soon as it is granted.
pub fn wants_capture(world: &World, at: At<Authorization>) -> Result<bool, Fault> {
    Ok(world.store.authorizations.get(at)?.capture_now)
}

/// Decides a synchronous authorization; an asynchronous one waits.
pub fn decide_or_wait(world: &mut World, at: At<Authorization>) -> Result<(), Fault> {
    if world.store.authorizations.get(at)?.asynchronous { Ok(()) } else { decide(world, at) }
}

fn check_limits(world: &World, at: At<OrderReference>, amount: Money) -> Result<(), Fault> {
    let order = world.store.orders.get(at)?;
    let id = || world.store.id(Object::OrderReference(at));
    let total = order.total.ok_or_else(|| Fault::broken("an open order has no total"))?;
    if total.currency != amount.currency {
        return Err(Fault::new(
            "CurrencyMismatch",
            format!("The currency of the amount differs from that of OrderReference {}.", id()?),
        ));
    }
    if order.granted >= world.settings.authorizations_per_order {
        return Err(Fault::new(
            "TransactionCountExceeded",
            format!("OrderReference {} has as many authorizations as it may have.", id()?),
        ));
    }
    let held = if world.settings.open_authorizations_count { order.reserved } else { 0 };
    if order.captured + held + amount.minor > total.with_allowance() {
        return Err(Fault::new(
            "TransactionAmountExceeded",
            format!("The amount is more than is left to authorize on OrderReference {}.", id()?),
        ));
    }
    Ok(())
}

/// Decides an authorization: new and synchronous, or pending.
pub fn decide(world: &mut World, at: At<Authorization>) -> Result<(), Fault> {
    let object = Object::Authorization(at);
    let authorization = world.store.authorizations.get(at)?;
    let (order, outcome, capture_now, mut expires) = (
        authorization.order,
        authorization.outcome,
        authorization.capture_now,
        authorization.expires,
    );
    match outcome {
        // Where open authorizations do not count, another one may have used the order up meanwhile;
        // what the service then answers is not known, but no money may move.
        Outcome::Granted | Outcome::Pending | Outcome::ExpiredUnused { .. }
            if capture_now && !capture::fits(world, at)? =>
        {
            world.transition(object, Trigger::ProcessingFailed)?;
        }
        Outcome::Granted | Outcome::Pending | Outcome::ExpiredUnused { .. } if capture_now => {
            capture::at_once(world, at)?;
        }
        Outcome::Granted | Outcome::Pending | Outcome::ExpiredUnused { .. } => {
            world.transition(object, Trigger::Accepted)?;
            if let Outcome::ExpiredUnused { after } = outcome {
                expires = world.now + i64::from(after) * MINUTE;
            }
            world.put_off(expires, Due::AuthorizationLapses(at));
        }
        Outcome::InvalidPaymentMethod { soft, mends_after } => {
            let soft = soft.unwrap_or(false);
            world.store.authorizations.get_mut(at)?.soft_decline = Some(soft);
            world.transition(object, Trigger::MethodDeclined)?;
            if !soft || world.settings.soft_decline_suspends {
                method_failed(world, at, order, mends_after)?;
            }
        }
        Outcome::AmazonRejected => {
            world.transition(object, Trigger::RiskRejected)?;
            order_reference::after_decline(world, order, Trigger::AmazonClosed)?;
            let parent = world.store.orders.get(order)?.parent;
            if let (true, Some(parent)) = (world.settings.rejection_cancels_agreement, parent) {
                billing_agreement::cancel_by_amazon(world, parent)?;
            }
        }
        Outcome::ProcessingFailure => world.transition(object, Trigger::ProcessingFailed)?,
        Outcome::TransactionTimedOut => world.transition(object, Trigger::TimedOut)?,
        Outcome::AmazonClosed => world.transition(object, Trigger::AmazonClosed)?,
    }
    // What was made for this authorization alone has served (behaviour.md 5.2).
    if world.store.orders.get(order)?.single {
        world.transition_if_possible(
            Object::OrderReference(order),
            Trigger::ChildProcessed,
            None,
        )?;
    }
    Ok(())
}

/// The payment method was refused for good: the order reference waits for another, or, where it was
/// made by AuthorizeOnBillingAgreement, the agreement does (operations.md 7.5).
fn method_failed(
    world: &mut World,
    at: At<Authorization>,
    order: At<OrderReference>,
    mends_after: Option<u32>,
) -> Result<(), Fault> {
    let (single, parent) = {
        let order = world.store.orders.get(order)?;
        (order.single, order.parent)
    };
    if let (true, Some(parent)) = (single, parent) {
        return billing_agreement::method_failed(world, parent);
    }
    order_reference::after_decline(world, order, Trigger::MethodDeclined)?;
    let asynchronous = world.store.authorizations.get(at)?.asynchronous;
    if let (true, Some(minutes)) = (asynchronous, mends_after) {
        world.put_off(world.now + i64::from(minutes) * MINUTE, Due::MethodMends(order));
    }
    Ok(())
}

/// GetAuthorizationDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.authorization(call, "AmazonAuthorizationId")?;
    answer(world, at, false)
}

/// CloseAuthorization.
pub fn close(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.authorization(call, "AmazonAuthorizationId")?;
    let object = Object::Authorization(at);
    call.allow(world, object)?;
    world.transition_saying(object, Trigger::SellerClosed, call.input.text("ClosureReason"))?;
    Ok(order_reference::result_or_nothing(world))
}

fn answer(world: &World, at: At<Authorization>, fresh: bool) -> Answer {
    Ok(Some(Record::with_room(1).with("AuthorizationDetails", details(world, at, fresh)?)))
}

/// The details of an authorization (operations.md 6.12). The answer that made it says that nothing
/// was captured, even where CaptureNow has just captured it (behaviour.md 5.3).
pub fn details(world: &World, at: At<Authorization>, fresh: bool) -> Result<Record, Fault> {
    let authorization = world.store.authorizations.get(at)?;
    let currency = authorization.amount.currency;
    let captured = if fresh { Money::zero(currency) } else { captured(world, authorization)? };
    let captures = authorization.captures.iter().copied().map(Object::Capture);
    let note = authorization.note.as_deref().unwrap_or_default().to_owned();
    let descriptor = authorization.descriptor.as_deref();
    let mut record = Record::with_room(16)
        .with("AmazonAuthorizationId", world.store.id(Object::Authorization(at))?)
        .with("AuthorizationReferenceId", String::from(authorization.reference.clone()))
        .with("SellerAuthorizationNote", note)
        .with("AuthorizationAmount", price(authorization.amount))
        .with("CapturedAmount", price_of(captured.accumulated(), currency))
        .with("AuthorizationFee", no_fee(world.ledger_currency()))
        .with("IdList", ids(world, captures)?)
        .with("CreationTimestamp", time(authorization.created))
        .with("ExpirationTimestamp", time(authorization.expires))
        .with("AuthorizationStatus", status(&authorization.status, "LastUpdateTimestamp"))
        .with("CaptureNow", authorization.capture_now)
        .with("SoftDescriptor", soft_descriptor(world, authorization.order, descriptor)?);
    if let Some(soft) = authorization.soft_decline {
        record.put("SoftDecline", soft);
    }
    if let Some(code) = &world.settings.address_verification_code {
        record.put("AddressVerificationCode", code.clone());
    }
    let shows_address =
        authorization.status.state == State::Open || !authorization.captures.is_empty();
    if world.settings.authorization_billing_address && shows_address {
        let billing = world.store.orders.get(authorization.order)?.billing;
        let address = buyer_details::full(world.store.addresses.get(billing)?);
        record.put("AuthorizationBillingAddress", Value::Record(address));
    }
    Ok(record)
}

/// How much of an authorization was captured.
pub fn captured(world: &World, authorization: &Authorization) -> Result<Money, Fault> {
    let nothing = Money::zero(authorization.amount.currency);
    let Some(at) = authorization.captures.last() else { return Ok(nothing) };
    let capture = world.store.captures.get(*at)?;
    Ok(if capture.status.state == State::Declined { nothing } else { capture.amount })
}
