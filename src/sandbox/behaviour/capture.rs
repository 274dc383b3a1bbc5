//! Captures: taking money from authorizations, at once or later (behaviour.md 5.4).

use crate::model::value::{Record, Value};

use super::simulation::{self, Carrier};
use super::{
    Call, Outcome as Answer, ids, no_fee, order_reference, price, price_of, provider_credit,
    reference_id, soft_descriptor, status, time,
};
use crate::sandbox::calendar::DAY;
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::Child;
use crate::sandbox::money::{Money, rate_text};
use crate::sandbox::objects::{Authorization, Capture, Object, Outcome, Share, Status};
use crate::sandbox::settings::Idempotency;
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// Capture.
pub fn capture(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.authorization(call, "AmazonAuthorizationId")?;
    let object = Object::Authorization(at);
    if world.settings.idempotency == Idempotency::StateError {
        call.allow(world, object)?;
    }
    let reference = reference_id::of(world, call, "CaptureReferenceId", object);
    if let Some(Object::Capture(known)) = reference.known(world)? {
        return answer(world, known);
    }
    call.allow(world, object)?;
    let amount = call.money("CaptureAmount")?;
    let note = call.input.text("SellerCaptureNote");
    let simulated = simulation::of_note(Carrier::CaptureNote, call.environment, note)?;
    let shares = shares(world, call, amount)?;
    let authorization = world.store.authorizations.get(at)?;
    if authorization.amount.currency != amount.currency {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the authorization.",
        ));
    }
    check_amount(world, at, amount)?;
    let authorization = world.store.authorizations.get(at)?;
    let window = i64::from(world.settings.capture_window_days) * DAY;
    let late = world.now - authorization.created > window;
    let outcome = simulated.unwrap_or(if late { Outcome::Pending } else { Outcome::Granted });
    let digits = world.new_digits(authorization.order, Child::Capture);
    let made = world.store.captures.push(Capture {
        authorization: at,
        order: world.store.authorizations.get(at)?.order,
        digits,
        reference: call.text("CaptureReferenceId").into(),
        amount,
        note: call.boxed("SellerCaptureNote"),
        descriptor: call.boxed("SoftDescriptor"),
        status: Status::unborn(),
        created: world.now,
        outcome,
        refunded: 0,
        refunds: Vec::new(),
        shares,
        credits: Vec::new(),
        rate: world.rate_for(amount.currency),
    });
    reference.made(world, Object::Capture(made));
    begin(world, made)?;
    answer(world, made)
}

/// At most what was authorized, and what the order's total and its allowance leave.
fn check_amount(world: &World, at: At<Authorization>, amount: Money) -> Result<(), Fault> {
    let authorization = world.store.authorizations.get(at)?;
    let order = world.store.orders.get(authorization.order)?;
    let limit = order.total.map_or(0, Money::with_allowance);
    if amount.minor > authorization.amount.minor || order.captured + amount.minor > limit {
        let id = world.store.id(Object::Authorization(at))?;
        return Err(Fault::new(
            "TransactionAmountExceeded",
            format!("The amount is more than is left to capture on Authorization {id}."),
        ));
    }
    Ok(())
}

/// Whether the order's total and its allowance leave as much as was authorized.
pub fn fits(world: &World, at: At<Authorization>) -> Result<bool, Fault> {
    let authorization = world.store.authorizations.get(at)?;
    let order = world.store.orders.get(authorization.order)?;
    let limit = order.total.map_or(0, Money::with_allowance);
    Ok(order.captured + authorization.amount.minor <= limit)
}

/// Captures a whole authorization that is just being granted: the capture has its six digits, its
/// reference id, its note and its descriptor (behaviour.md 5.3).
pub fn at_once(world: &mut World, at: At<Authorization>) -> Result<(), Fault> {
    let authorization = world.store.authorizations.get(at)?.clone();
    let taken =
        world.store.child(authorization.order, Child::Capture, authorization.digits).is_some();
    let digits = if taken {
        world.new_digits(authorization.order, Child::Capture)
    } else {
        authorization.digits
    };
    let made = world.store.captures.push(Capture {
        authorization: at,
        order: authorization.order,
        digits,
        reference: authorization.reference,
        amount: authorization.amount,
        note: authorization.note,
        descriptor: authorization.descriptor,
        status: Status::unborn(),
        created: world.now,
        outcome: Outcome::Granted,
        refunded: 0,
        refunds: Vec::new(),
        shares: authorization.shares,
        credits: Vec::new(),
        rate: world.rate_for(authorization.amount.currency),
    });
    begin(world, made)
}

/// Brings a new capture to its first state, and its authorization to its end.
fn begin(world: &mut World, made: At<Capture>) -> Result<(), Fault> {
    let (authorization, outcome) = {
        let capture = world.store.captures.get(made)?;
        (capture.authorization, capture.outcome)
    };
    world.store.authorizations.get_mut(authorization)?.captures.push(made);
    let declined = matches!(outcome, Outcome::AmazonRejected | Outcome::ProcessingFailure);
    if !declined || world.settings.declined_capture_closes_authorization {
        world.transition(Object::Authorization(authorization), Trigger::Captured)?;
    }
    if outcome == Outcome::Pending {
        world.transition(Object::Capture(made), Trigger::Submitted)?;
        world.put_off(world.now + world.settings.capture_delay, Due::CaptureDecided(made));
        return Ok(());
    }
    decide(world, made)
}

/// Decides a capture: new, or pending.
pub fn decide(world: &mut World, at: At<Capture>) -> Result<(), Fault> {
    let object = Object::Capture(at);
    let (order, outcome) = {
        let capture = world.store.captures.get(at)?;
        (capture.order, capture.outcome)
    };
    match outcome {
        Outcome::AmazonRejected => world.transition(object, Trigger::RiskRejected),
        Outcome::ProcessingFailure => world.transition(object, Trigger::ProcessingFailed),
        Outcome::AmazonClosed => {
            world.transition(object, Trigger::AmazonClosed)?;
            order_reference::close_at_limits(world, order)
        }
        _ => {
            world.transition(object, Trigger::Accepted)?;
            provider_credit::give(world, at)?;
            order_reference::close_at_limits(world, order)
        }
    }
}

/// What a request gives to solution providers; all of it together at most the amount.
pub fn shares(world: &World, call: &Call<'_>, amount: Money) -> Result<Vec<Share>, Fault> {
    let mut shares = Vec::new();
    let mut left = amount.minor;
    for item in call.input.list("ProviderCreditList") {
        let Value::Record(item) = item else { continue };
        let provider = item.text("ProviderId").unwrap_or_default();
        let share = call.price(item.record("CreditAmount").unwrap_or(&Record::new()))?;
        if share.currency != amount.currency {
            return Err(Fault::new(
                "CurrencyMismatch",
                "The currency of a provider credit differs from that of the amount.",
            ));
        }
        left -= share.minor;
        if left < 0 {
            return Err(Fault::new(
                "TransactionAmountExceeded",
                "The provider credits are more than the amount.",
            ));
        }
        if provider == world.seller(call.seller)?.merchant_id {
            return Err(Fault::parameter("ProviderId", provider));
        }
        shares.push(Share { provider: provider.into(), amount: share });
    }
    Ok(shares)
}

/// GetCaptureDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.capture(call, "AmazonCaptureId")?;
    answer(world, at)
}

fn answer(world: &World, at: At<Capture>) -> Answer {
    Ok(Some(Record::with_room(1).with("CaptureDetails", details(world, at)?)))
}

/// The details of a capture (operations.md 6.13).
fn details(world: &World, at: At<Capture>) -> Result<Record, Fault> {
    let capture = world.store.captures.get(at)?;
    let currency = capture.amount.currency;
    let refunded = Money::new(capture.refunded, currency);
    let mut record = Record::with_room(16)
        .with("AmazonCaptureId", world.store.id(Object::Capture(at))?)
        .with("CaptureReferenceId", String::from(capture.reference.clone()))
        .with("SellerCaptureNote", capture.note.as_deref().unwrap_or_default().to_owned())
        .with("CaptureAmount", price(capture.amount))
        .with("RefundedAmount", price_of(refunded.accumulated(), currency))
        .with("CaptureFee", no_fee(world.ledger_currency()))
        .with("IdList", ids(world, capture.refunds.iter().copied().map(Object::Refund))?)
        .with("CreationTimestamp", time(capture.created))
        .with("CaptureStatus", status(&capture.status, "LastUpdateTimestamp"))
        .with(
            "SoftDescriptor",
            soft_descriptor(world, capture.order, capture.descriptor.as_deref())?,
        );
    if !capture.credits.is_empty() {
        let mut items = Vec::new();
        for &at in &capture.credits {
            let provider = world.store.credits.get(at)?.provider.clone();
            let id = world.store.id(Object::ProviderCredit(at))?;
            let item = Record::new()
                .with("ProviderId", String::from(provider))
                .with("ProviderCreditId", id);
            items.push(item.into());
        }
        record.put("ProviderCreditSummaryList", Value::List(items));
    }
    let moved = matches!(capture.status.state, State::Completed | State::Closed);
    if let (true, Some(rate)) = (moved, capture.rate) {
        put_conversion(world, &mut record, capture.amount, rate);
    }
    Ok(record)
}

/// Puts what an amount is in the ledger's currency.
pub fn put_conversion(world: &World, record: &mut Record, amount: Money, rate: i64) {
    record.put("ConvertedAmount", price(amount.converted(rate, world.ledger_currency())));
    record.put("ConversionRate", rate_text(rate));
}
