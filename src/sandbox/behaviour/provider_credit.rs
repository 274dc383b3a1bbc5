//! Provider credits: what of a capture goes to solution providers, and taking it back
//! (behaviour.md 5.8).

use crate::model::value::{Record, Value};

use super::{Call, Outcome, ids, price, price_of, put_text, reference_id, status, time};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::Child;
use crate::sandbox::money::Money;
use crate::sandbox::objects::{
    Capture, Object, Outcome as Fate, ProviderCredit, Refund, Reversal, Status,
};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::transition::is_completed;
use crate::sandbox::world::World;

/// Gives a completed capture's shares to their providers.
pub fn give(world: &mut World, at: At<Capture>) -> Result<(), Fault> {
    let capture = world.store.captures.get(at)?;
    let order = capture.order;
    for share in capture.shares.clone() {
        let digits = world.new_digits(order, Child::ProviderCredit);
        let made = world.store.credits.push(ProviderCredit {
            capture: at,
            digits,
            provider: share.provider,
            amount: share.amount,
            reversed: 0,
            reversals: Vec::new(),
            status: Status::unborn(),
            created: world.now,
        });
        world.store.captures.get_mut(at)?.credits.push(made);
        if wait(world, Object::ProviderCredit(made), Due::CreditDecided(made))? {
            decide(world, made, Fate::Granted)?;
        }
    }
    Ok(())
}

/// Decides a credit: new, or pending.
pub fn decide(world: &mut World, at: At<ProviderCredit>, fate: Fate) -> Result<(), Fault> {
    world.transition(Object::ProviderCredit(at), trigger(fate))
}

/// Decides a reversal: new, or pending. The last one that completes ends its credit.
pub fn decide_reversal(world: &mut World, at: At<Reversal>, fate: Fate) -> Result<(), Fault> {
    world.transition(Object::Reversal(at), trigger(fate))?;
    let at = world.store.reversals.get(at)?.credit;
    let credit = world.store.credits.get(at)?;
    let mut reversed = 0;
    for &at in &credit.reversals {
        let reversal = world.store.reversals.get(at)?;
        if is_completed(reversal.status.state) {
            reversed += reversal.amount.minor;
        }
    }
    if reversed >= credit.amount.minor {
        world.transition(Object::ProviderCredit(at), Trigger::AmountReached)?;
    }
    Ok(())
}

const fn trigger(fate: Fate) -> Trigger {
    match fate {
        Fate::AmazonRejected => Trigger::RiskRejected,
        Fate::ProcessingFailure => Trigger::ProcessingFailed,
        _ => Trigger::Accepted,
    }
}

/// Leaves what is new pending, where the setting says so; else it is to be decided at once.
fn wait(world: &mut World, object: Object, due: Due) -> Result<bool, Fault> {
    let delay = world.settings.provider_credit_delay;
    if delay <= 0 {
        return Ok(true);
    }
    world.transition(object, Trigger::Submitted)?;
    world.put_off(world.now + delay, due);
    Ok(false)
}

/// A credit to take back with a refund, and how much of it.
pub type Wished = (At<ProviderCredit>, Money);

/// What a refund takes back from providers, checked.
pub fn read_reversals(
    world: &World,
    call: &Call<'_>,
    capture: At<Capture>,
) -> Result<Vec<Wished>, Fault> {
    let mut wished: Vec<Wished> = Vec::new();
    for item in call.input.list("ProviderCreditReversalList") {
        let Value::Record(item) = item else { continue };
        let provider = item.text("ProviderId").unwrap_or_default();
        let amount = call.price(item.record("CreditReversalAmount").unwrap_or(&Record::new()))?;
        let credits = &world.store.captures.get(capture)?.credits;
        let mut found = None;
        for &at in credits {
            if *world.store.credits.get(at)?.provider == *provider {
                found = Some(at);
            }
        }
        let at = found.ok_or_else(|| Fault::parameter("ProviderId", provider))?;
        let asked: i64 =
            wished.iter().filter(|(other, _)| *other == at).map(|(_, amount)| amount.minor).sum();
        check(world, at, Money::new(asked + amount.minor, amount.currency))?;
        wished.push((at, amount));
    }
    Ok(wished)
}

/// Takes credits back with a refund.
pub fn reverse_with_refund(
    world: &mut World,
    refund: At<Refund>,
    wished: Vec<Wished>,
) -> Result<(), Fault> {
    let reference = world.store.refunds.get(refund)?.reference.clone();
    for (at, amount) in wished {
        let made = make(world, at, amount, &reference, None)?;
        world.store.refunds.get_mut(refund)?.reversals.push(made);
    }
    Ok(())
}

/// ReverseProviderCredit.
pub fn reverse(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.credit(call, "AmazonProviderCreditId")?;
    let reference =
        reference_id::of(world, call, "CreditReversalReferenceId", Object::ProviderCredit(at));
    if let Some(Object::Reversal(known)) = reference.known(world)? {
        return answer(world, known);
    }
    let amount = call.money("CreditReversalAmount")?;
    check(world, at, amount)?;
    let note = call.boxed("CreditReversalNote");
    let made = make(world, at, amount, call.text("CreditReversalReferenceId"), note)?;
    reference.made(world, Object::Reversal(made));
    answer(world, made)
}

/// At most what is left of the credit, in its currency.
fn check(world: &World, at: At<ProviderCredit>, amount: Money) -> Result<(), Fault> {
    let credit = world.store.credits.get(at)?;
    if credit.amount.currency != amount.currency {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the provider credit.",
        ));
    }
    if credit.status.state != State::Completed
        || credit.reversed + amount.minor > credit.amount.minor
    {
        let id = world.store.id(Object::ProviderCredit(at))?;
        return Err(Fault::new(
            "TransactionAmountExceeded",
            format!("The amount is more than is left to reverse of provider credit {id}."),
        ));
    }
    Ok(())
}

fn make(
    world: &mut World,
    at: At<ProviderCredit>,
    amount: Money,
    reference: &str,
    note: Option<Box<str>>,
) -> Result<At<Reversal>, Fault> {
    let order = world.store.captures.get(world.store.credits.get(at)?.capture)?.order;
    let digits = world.new_digits(order, Child::ProviderCreditReversal);
    let made = world.store.reversals.push(Reversal {
        credit: at,
        digits,
        reference: reference.into(),
        amount,
        note,
        status: Status::unborn(),
        created: world.now,
    });
    world.store.credits.get_mut(at)?.reversals.push(made);
    if wait(world, Object::Reversal(made), Due::ReversalDecided(made))? {
        decide_reversal(world, made, Fate::Granted)?;
    }
    Ok(made)
}

/// GetProviderCreditDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.credit(call, "AmazonProviderCreditId")?;
    let credit = world.store.credits.get(at)?;
    let reference = String::from(world.store.captures.get(credit.capture)?.reference.clone());
    let reversed = Money::new(credit.reversed, credit.amount.currency);
    let (owner, _) = world.store.owner(Object::ProviderCredit(at))?;
    let record = Record::new()
        .with("AmazonProviderCreditId", world.store.id(Object::ProviderCredit(at))?)
        .with("SellerId", world.seller(owner)?.merchant_id.clone())
        .with("ProviderId", String::from(credit.provider.clone()))
        .with("CreditReferenceId", reference)
        .with("CreditAmount", price(credit.amount))
        .with("CreditReversalAmount", price_of(reversed.accumulated(), reversed.currency))
        .with(
            "CreditReversalIdList",
            ids(world, credit.reversals.iter().copied().map(Object::Reversal))?,
        )
        .with("CreationTimestamp", time(credit.created))
        .with("CreditStatus", status(&credit.status, "LastUpdateTimestamp"));
    Ok(Some(Record::new().with("ProviderCreditDetails", record)))
}

/// GetProviderCreditReversalDetails.
pub fn get_reversal(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.reversal(call, "AmazonProviderCreditReversalId")?;
    answer(world, at)
}

fn answer(world: &World, at: At<Reversal>) -> Outcome {
    let reversal = world.store.reversals.get(at)?;
    let credit = world.store.credits.get(reversal.credit)?;
    let (owner, _) = world.store.owner(Object::Reversal(at))?;
    let mut record = Record::new()
        .with("AmazonProviderCreditReversalId", world.store.id(Object::Reversal(at))?)
        .with("SellerId", world.seller(owner)?.merchant_id.clone())
        .with("ProviderId", String::from(credit.provider.clone()))
        .with("CreditReversalReferenceId", String::from(reversal.reference.clone()))
        .with("CreditReversalAmount", price(reversal.amount))
        .with("CreationTimestamp", time(reversal.created))
        .with("CreditReversalStatus", status(&reversal.status, "LastUpdateTimestamp"));
    put_text(&mut record, "CreditReversalNote", reversal.note.as_deref());
    Ok(Some(Record::new().with("ProviderCreditReversalDetails", record)))
}
