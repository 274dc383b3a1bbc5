//! Refunds: giving money back, always pending first (behaviour.md 5.5).

use crate::model::value::{Record, Value};

use super::simulation::{self, Carrier};
use super::{
    Call, Outcome as Answer, capture, no_fee, price, provider_credit, reference_id,
    soft_descriptor, status, time,
};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::Child;
use crate::sandbox::money::Money;
use crate::sandbox::objects::{Capture, Object, Outcome, Refund, Status};
use crate::sandbox::settings::Idempotency;
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::transition::{is_completed, is_granted};
use crate::sandbox::world::World;

/// Refunds that a capture may have (operations.md 12).
const LIMIT: usize = 10;

/// Refund.
pub fn refund(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.capture(call, "AmazonCaptureId")?;
    let object = Object::Capture(at);
    if world.settings.idempotency == Idempotency::StateError {
        call.allow(world, object)?;
    }
    let reference = reference_id::of(world, call, "RefundReferenceId", object);
    if let Some(Object::Refund(known)) = reference.known(world)? {
        return answer(world, known);
    }
    call.allow(world, object)?;
    let amount = call.money("RefundAmount")?;
    let note = call.input.text("SellerRefundNote");
    let simulated = simulation::of_note(Carrier::RefundNote, call.environment, note)?;
    check_limits(world, at, amount)?;
    let reversals = provider_credit::read_reversals(world, call, at)?;
    let made = make(
        world,
        at,
        Refund {
            capture: at,
            digits: 0,
            reference: call.text("RefundReferenceId").into(),
            amount,
            note: call.boxed("SellerRefundNote"),
            descriptor: call.boxed("SoftDescriptor"),
            kind: "SellerInitiated".into(),
            status: Status::unborn(),
            created: world.now,
            outcome: simulated.unwrap_or(Outcome::Granted),
            reversals: Vec::new(),
        },
    )?;
    reference.made(world, Object::Refund(made));
    provider_credit::reverse_with_refund(world, made, reversals)?;
    answer(world, made)
}

/// Adds a refund to a capture; it is decided later.
pub fn make(world: &mut World, at: At<Capture>, mut refund: Refund) -> Result<At<Refund>, Fault> {
    let order = world.store.captures.get(at)?.order;
    refund.digits = world.new_digits(order, Child::Refund);
    let made = world.store.refunds.push(refund);
    world.store.captures.get_mut(at)?.refunds.push(made);
    world.transition(Object::Refund(made), Trigger::Submitted)?;
    world.put_off(world.now + world.settings.refund_delay, Due::RefundDecided(made));
    Ok(made)
}

/// At most ten refunds, and in all what was captured with its allowance.
pub fn check_limits(world: &World, at: At<Capture>, amount: Money) -> Result<(), Fault> {
    let capture = world.store.captures.get(at)?;
    let id = world.store.id(Object::Capture(at))?;
    if capture.amount.currency != amount.currency {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the capture.",
        ));
    }
    let (count, asked) = total(world, capture, is_granted)?;
    if count >= LIMIT {
        return Err(Fault::new(
            "TransactionCountExceeded",
            format!("Capture {id} has as many refunds as it may have."),
        ));
    }
    if asked + amount.minor > capture.amount.with_allowance() {
        return Err(Fault::new(
            "TransactionAmountExceeded",
            format!("The amount is more than is left to refund on Capture {id}."),
        ));
    }
    Ok(())
}

/// How many refunds of a capture are in such a state, and how much they are together.
fn total(
    world: &World,
    capture: &Capture,
    counts: fn(State) -> bool,
) -> Result<(usize, i64), Fault> {
    let (mut count, mut sum) = (0, 0);
    for &at in &capture.refunds {
        let refund = world.store.refunds.get(at)?;
        if counts(refund.status.state) {
            count += 1;
            sum += refund.amount.minor;
        }
    }
    Ok((count, sum))
}

/// Decides a pending refund, and closes its capture where that was the last it takes.
pub fn decide(world: &mut World, at: At<Refund>) -> Result<(), Fault> {
    let object = Object::Refund(at);
    let (capture, outcome) = {
        let refund = world.store.refunds.get(at)?;
        (refund.capture, refund.outcome)
    };
    match outcome {
        Outcome::AmazonRejected => return world.transition(object, Trigger::RiskRejected),
        Outcome::ProcessingFailure => return world.transition(object, Trigger::ProcessingFailed),
        _ => world.transition(object, Trigger::Accepted)?,
    }
    let refunded = world.store.captures.get(capture)?;
    let (count, sum) = total(world, refunded, is_completed)?;
    let trigger = if sum >= refunded.amount.with_allowance() {
        Trigger::AmountReached
    } else if count >= LIMIT {
        Trigger::CountReached
    } else {
        return Ok(());
    };
    world.transition_if_possible(Object::Capture(capture), trigger, None).map(drop)
}

/// GetRefundDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let at = world.refund(call, "AmazonRefundId")?;
    answer(world, at)
}

fn answer(world: &World, at: At<Refund>) -> Answer {
    Ok(Some(Record::new().with("RefundDetails", details(world, at)?)))
}

/// The details of a refund (operations.md 6.14).
fn details(world: &World, at: At<Refund>) -> Result<Record, Fault> {
    let refund = world.store.refunds.get(at)?;
    let refunded = world.store.captures.get(refund.capture)?;
    let descriptor = refund.descriptor.as_deref();
    let mut record = Record::new()
        .with("AmazonRefundId", world.store.id(Object::Refund(at))?)
        .with("RefundReferenceId", String::from(refund.reference.clone()))
        .with("SellerRefundNote", refund.note.as_deref().unwrap_or_default().to_owned())
        .with("RefundType", String::from(refund.kind.clone()))
        .with("RefundAmount", price(refund.amount))
        .with("FeeRefunded", no_fee(world.ledger_currency()))
        .with("CreationTimestamp", time(refund.created))
        .with("RefundStatus", status(&refund.status, "LastUpdateTimestamp"))
        .with("SoftDescriptor", soft_descriptor(world, refunded.order, descriptor)?);
    if !refund.reversals.is_empty() {
        let mut items = Vec::new();
        for &at in &refund.reversals {
            let credit = world.store.reversals.get(at)?.credit;
            let provider = world.store.credits.get(credit)?.provider.clone();
            let id = world.store.id(Object::Reversal(at))?;
            let item = Record::new()
                .with("ProviderId", String::from(provider))
                .with("ProviderCreditReversalId", id);
            items.push(item.into());
        }
        record.put("ProviderCreditReversalSummaryList", Value::List(items));
    }
    if let (State::Completed, Some(rate)) = (refund.status.state, refunded.rate) {
        capture::put_conversion(world, &mut record, refund.amount, rate);
    }
    Ok(record)
}
