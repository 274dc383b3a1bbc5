//! What only Amazon does: closing, cancelling, rejecting, holding, charging back, refunding; and
//! how accounts and the service itself fare.

use serde_json::{Value, json};

use super::actions::known;
use super::{Outcome, Refusal, find, member, required};
use crate::sandbox::behaviour::{
    authorization, billing_agreement, capture, order_reference, provider_credit, refund,
};
use crate::sandbox::fault::Fault;
use crate::sandbox::journal::Entry;
use crate::sandbox::money::Money;
use crate::sandbox::notify::Chargeback;
use crate::sandbox::objects::{Capture, Object, Outcome as Fate, Refund, Status};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// The types of refunds that Amazon makes.
pub const REFUND_TYPES: [&str; 5] =
    ["AmazonA-ZRefund", "AmazonA-ZGuarantee", "AmazonA-ZCancel", "Chargeback", "BuyerCanceled"];

/// Does what Amazon does to an object, or to a seller.
pub fn act(world: &mut World, id: &str, body: &Value) -> Outcome {
    let action = required(body, "action")?;
    if let Some(seller) = world.seller_named(id) {
        let account = world.sellers.get_mut(usize::from(seller.0));
        let account = account.ok_or_else(|| Refusal::unknown("such seller"))?;
        match action {
            "suspend" => account.active = false,
            "reinstate" => account.active = true,
            "register" => world.notify_registration(seller)?,
            _ => return Err(unknown(action)),
        }
        return Ok(json!({}));
    }
    let object = find(world, id)?;
    known("amazon", action, object)?;
    let outcome = on_object(world, object, action, body)?;
    world.journal.add(world.now, Entry::Action { object, actor: "amazon", action });
    Ok(outcome)
}

fn on_object(world: &mut World, object: Object, action: &str, body: &Value) -> Outcome {
    match (action, object) {
        ("cancel", Object::OrderReference(at)) => {
            if world.store.orders.get(at)?.captures > 0 {
                return Err(Refusal(409, "money was captured already".to_owned()));
            }
            possible(world, object, Trigger::AmazonCanceled)?;
            order_reference::end(world, at, Trigger::AmazonCanceled, None)?;
        }
        ("cancel", Object::BillingAgreement(at)) => {
            possible(world, object, Trigger::AmazonCanceled)?;
            billing_agreement::cancel_by_amazon(world, at)?;
        }
        ("close", _) => take(world, object, Trigger::AmazonClosed)?,
        ("expire", _) => take(world, object, Trigger::Lapsed)?,
        ("hold", _) => take(world, object, Trigger::RiskHeld)?,
        ("suspend", Object::OrderReference(at)) => {
            possible(world, object, Trigger::MethodDeclined)?;
            order_reference::after_decline(world, at, Trigger::MethodDeclined)?;
        }
        ("suspend", Object::BillingAgreement(at)) => {
            possible(world, object, Trigger::MethodDeclined)?;
            billing_agreement::method_failed(world, at)?;
        }
        ("accept", _) => decide(world, object, Fate::Granted)?,
        ("reject", _) => decide(world, object, Fate::AmazonRejected)?,
        // No note simulates this one, so there is no other way to it for a synchronous call.
        ("fail", Object::OrderReference(at)) => {
            possible(world, object, Trigger::SellerCanceled)?;
            world.store.orders.get_mut(at)?.fails_next = true;
        }
        ("fail", _) => decide(world, object, Fate::ProcessingFailure)?,
        ("chargeback", Object::Capture(at)) => return chargeback(world, at, body),
        ("refund", Object::Capture(at)) => return give_back(world, at, body),
        _ => return Err(unknown(action)),
    }
    Ok(json!({}))
}

/// Refuses a trigger for which the table has no arrow from here.
fn possible(world: &World, object: Object, trigger: Trigger) -> Result<(), Refusal> {
    let state = world.store.status(object)?.state;
    if object.machine().arrow(state, trigger).is_some() {
        return Ok(());
    }
    let id = world.store.id(object)?;
    Err(Refusal(409, format!("{id} is {}, which knows no such step", state.word())))
}

fn take(world: &mut World, object: Object, trigger: Trigger) -> Result<(), Refusal> {
    possible(world, object, trigger)?;
    Ok(world.transition(object, trigger)?)
}

/// Decides what is pending, now and so.
fn decide(world: &mut World, object: Object, fate: Fate) -> Result<(), Refusal> {
    if world.store.status(object)?.state != State::Pending {
        return Err(Refusal(409, format!("{} is not pending", world.store.id(object)?)));
    }
    match object {
        Object::Authorization(at) => {
            world.store.authorizations.get_mut(at)?.outcome = fate;
            authorization::decide(world, at)?;
        }
        Object::Capture(at) => {
            world.store.captures.get_mut(at)?.outcome = fate;
            capture::decide(world, at)?;
        }
        Object::Refund(at) => {
            world.store.refunds.get_mut(at)?.outcome = fate;
            refund::decide(world, at)?;
        }
        Object::ProviderCredit(_) | Object::Reversal(_) if fate == Fate::AmazonRejected => {
            possible(world, object, Trigger::RiskRejected)?;
        }
        Object::ProviderCredit(at) => provider_credit::decide(world, at, fate)?,
        Object::Reversal(at) => provider_credit::decide_reversal(world, at, fate)?,
        // Neither is ever pending.
        Object::OrderReference(_) | Object::BillingAgreement(_) => {}
    }
    Ok(())
}

/// The buyer's bank takes money back: a notification tells it, and, where `refund` is asked for, a
/// refund of type Chargeback does it. What the service itself does is not known.
fn chargeback(world: &mut World, at: At<Capture>, body: &Value) -> Outcome {
    // Of what was refunded wholly, banks take back what was captured.
    let captured = world.store.captures.get(at)?.amount;
    let amount = amount(world, at, body)?.unwrap_or(captured);
    if amount.minor > captured.minor {
        return Err(Refusal(409, "`amount` is more than was captured".to_owned()));
    }
    let with_refund = member(body, "refund")?.unwrap_or(false);
    let reason: Option<String> = member(body, "reason")?;
    let state: Option<String> = member(body, "state")?;
    let number = world.identities.next();
    let id = format!("C{:012X}", number & 0xFFFF_FFFF_FFFF);
    let reason = reason.unwrap_or_else(|| "Generic Service Chargeback".to_owned());
    let state = state.unwrap_or_else(|| "RECEIVED".to_owned());
    let created = world.now;
    // First what may be refused.
    if with_refund {
        add_refund(world, at, amount, "Chargeback")?;
    }
    world.notify_chargeback(&Chargeback {
        id: id.clone(),
        capture: at,
        amount,
        reason,
        state,
        created,
    })?;
    Ok(json!({ "amazonChargebackId": id }))
}

/// Amazon gives the buyer money back.
fn give_back(world: &mut World, at: At<Capture>, body: &Value) -> Outcome {
    let wanted: Option<String> = member(body, "refundType")?;
    let wanted = wanted.as_deref().unwrap_or("AmazonA-ZGuarantee");
    let kind = REFUND_TYPES.iter().find(|kind| **kind == wanted);
    let kind = kind.ok_or_else(|| {
        Refusal::bad(format!("`refundType` must be one of {}", REFUND_TYPES.join(", ")))
    })?;
    let amount = amount(world, at, body)?
        .ok_or_else(|| Refusal(409, "all that was captured is refunded already".to_owned()))?;
    let id = add_refund(world, at, amount, kind)?;
    Ok(json!({ "amazonRefundId": id }))
}

/// The amount asked for, else all that is left; none where nothing is.
fn amount(world: &World, at: At<Capture>, body: &Value) -> Result<Option<Money>, Refusal> {
    let capture = world.store.captures.get(at)?;
    let Some(text) = member::<String>(body, "amount")? else {
        let left = Money::new(capture.amount.minor - capture.refunded, capture.amount.currency);
        return Ok((left.minor > 0).then_some(left));
    };
    Money::parse(&text, capture.amount.currency)
        .filter(|amount| amount.minor > 0)
        .map(Some)
        .ok_or_else(|| Refusal::bad("`amount` must be a decimal above 0, as text"))
}

fn add_refund(
    world: &mut World,
    at: At<Capture>,
    amount: Money,
    kind: &str,
) -> Result<String, Refusal> {
    if world.store.captures.get(at)?.status.state != State::Completed {
        return Err(Refusal(409, "the capture is not Completed".to_owned()));
    }
    refund::check_limits(world, at, amount)?;
    let reference = format!("amazon{:016x}", world.identities.next());
    let made = refund::make(
        world,
        at,
        Refund {
            capture: at,
            digits: 0,
            reference: reference.into(),
            amount,
            note: None,
            descriptor: None,
            kind: kind.into(),
            status: Status::unborn(),
            created: world.now,
            outcome: Fate::Granted,
            reversals: Vec::new(),
        },
    )?;
    Ok(world.store.id(Object::Refund(made))?)
}

/// How the service feels from now on.
pub fn service(world: &mut World, body: &Value) -> Outcome {
    let status = required(body, "status")?;
    if !matches!(status, "GREEN" | "GREEN_I" | "YELLOW" | "RED") {
        return Err(Refusal::bad("`status` must be GREEN, GREEN_I, YELLOW or RED"));
    }
    status.clone_into(&mut world.service_status);
    Ok(json!({}))
}

fn unknown(action: &str) -> Refusal {
    Refusal::from(Fault::new("InvalidAction", format!("Amazon has no action `{action}` here")))
}
