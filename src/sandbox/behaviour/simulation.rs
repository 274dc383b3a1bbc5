//! Sandbox simulations: the strings in note fields (behaviour.md 6.1, operations.md 11), as a table
//! of what each call takes, and the simulated cards. In production a note is a note.

use serde_json::{Map, Value};

use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::Environment;
use crate::sandbox::objects::{Card, CardEffect, Outcome};

/// The calls whose notes may simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// SellerAuthorizationNote.
    AuthorizationNote,
    /// SellerCaptureNote.
    CaptureNote,
    /// SellerRefundNote.
    RefundNote,
    /// ClosureReason of CloseOrderReference.
    ClosureReason,
}

/// One simulation that a carrier takes.
#[derive(Debug)]
pub struct Row {
    /// Where it may stand.
    pub carrier: Carrier,
    /// The state it asks for.
    pub state: &'static str,
    /// The reason it asks for; empty where there is none.
    pub reason: &'static str,
    /// The member that holds minutes, with the least and the most; empty where there is none.
    pub minutes: (&'static str, u32, u32),
    /// What comes of it.
    pub outcome: Outcome,
}

const fn row(carrier: Carrier, state: &'static str, reason: &'static str, outcome: Outcome) -> Row {
    Row { carrier, state, reason, minutes: ("", 0, 0), outcome }
}

/// Every simulation of a state. Those of constraints and of the challenge stand in
/// [`of_seller_note`].
pub static SIMULATIONS: [Row; 11] = [
    Row {
        minutes: ("PaymentMethodUpdateTimeInMins", 1, 240),
        ..row(
            Carrier::AuthorizationNote,
            "Declined",
            "InvalidPaymentMethod",
            Outcome::InvalidPaymentMethod { soft: None, mends_after: None },
        )
    },
    row(Carrier::AuthorizationNote, "Declined", "AmazonRejected", Outcome::AmazonRejected),
    row(
        Carrier::AuthorizationNote,
        "Declined",
        "TransactionTimedOut",
        Outcome::TransactionTimedOut,
    ),
    Row {
        minutes: ("ExpirationTimeInMins", 1, 60),
        ..row(
            Carrier::AuthorizationNote,
            "Closed",
            "ExpiredUnused",
            Outcome::ExpiredUnused { after: 60 },
        )
    },
    row(Carrier::AuthorizationNote, "Closed", "AmazonClosed", Outcome::AmazonClosed),
    row(Carrier::CaptureNote, "Pending", "", Outcome::Pending),
    row(Carrier::CaptureNote, "Declined", "AmazonRejected", Outcome::AmazonRejected),
    row(Carrier::CaptureNote, "Closed", "AmazonClosed", Outcome::AmazonClosed),
    // Plugins list this one; unconfirmed.
    row(Carrier::CaptureNote, "Declined", "ProcessingFailure", Outcome::ProcessingFailure),
    row(Carrier::RefundNote, "Declined", "AmazonRejected", Outcome::AmazonRejected),
    row(Carrier::ClosureReason, "Closed", "AmazonClosed", Outcome::AmazonClosed),
];

/// What a note simulates; none where it is an ordinary note.
pub fn of_note(
    carrier: Carrier,
    environment: Environment,
    note: Option<&str>,
) -> Result<Option<Outcome>, Fault> {
    let Some(wish) = wish(environment, note) else { return Ok(None) };
    let word = |name: &str| wish.get(name).and_then(Value::as_str).unwrap_or_default();
    let (state, reason) = (word("State"), word("ReasonCode"));
    let row = SIMULATIONS
        .iter()
        .find(|row| row.carrier == carrier && row.state == state && row.reason == reason)
        .ok_or_else(|| illegal(note))?;
    let known = |name: &str| {
        matches!(name, "State" | "ReasonCode")
            || (!row.minutes.0.is_empty() && name == row.minutes.0)
            || (name == "SoftDecline"
                && matches!(row.outcome, Outcome::InvalidPaymentMethod { .. }))
    };
    if !wish.keys().all(|name| known(name)) {
        return Err(illegal(note));
    }
    let (name, least, most) = row.minutes;
    let minutes = match wish.get(name) {
        None => None,
        Some(value) => {
            let minutes = number(value).filter(|minutes| (least..=most).contains(minutes));
            Some(minutes.ok_or_else(|| illegal(note))?)
        }
    };
    Ok(Some(match row.outcome {
        Outcome::InvalidPaymentMethod { .. } => Outcome::InvalidPaymentMethod {
            soft: wish
                .get("SoftDecline")
                .map(|value| flag(value).ok_or_else(|| illegal(note)))
                .transpose()?,
            mends_after: minutes,
        },
        Outcome::ExpiredUnused { after } => {
            Outcome::ExpiredUnused { after: minutes.unwrap_or(after) }
        }
        outcome => outcome,
    }))
}

/// What the note on an order simulates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderSimulation {
    /// The constraint PaymentMethodNotAllowed.
    pub method_forbidden: bool,
    /// The outcome of the bank's challenge: `Success`, `Failure` or `Abandoned`.
    pub authentication: Option<String>,
}

/// What the note on an order simulates; nothing where it is an ordinary note.
pub fn of_seller_note(
    environment: Environment,
    note: Option<&str>,
) -> Result<OrderSimulation, Fault> {
    let mut simulation = OrderSimulation::default();
    let Some(wish) = wish(environment, note) else { return Ok(simulation) };
    for (name, value) in &wish {
        match (name.as_str(), value) {
            ("Constraint", Value::String(id)) if id == "PaymentMethodNotAllowed" => {
                simulation.method_forbidden = true;
            }
            ("PaymentAuthenticationStatus", Value::Object(status)) => {
                let state = status.get("State").and_then(Value::as_str);
                let state = state
                    .filter(|state| matches!(*state, "Success" | "Failure" | "Abandoned"))
                    .ok_or_else(|| illegal(note))?;
                simulation.authentication = Some(state.to_owned());
            }
            _ => return Err(illegal(note)),
        }
    }
    if wish.is_empty() { Err(illegal(note)) } else { Ok(simulation) }
}

/// What a card makes of an authorization.
pub fn of_card(card: Option<Card>) -> Outcome {
    match card.map(Card::effect) {
        Some(CardEffect::InvalidPaymentMethod) => {
            Outcome::InvalidPaymentMethod { soft: None, mends_after: None }
        }
        Some(CardEffect::AmazonRejected) => Outcome::AmazonRejected,
        Some(CardEffect::TransactionTimedOut) => Outcome::TransactionTimedOut,
        Some(CardEffect::Pays | CardEffect::NotAllowed) | None => Outcome::Granted,
    }
}

/// The members of `SandboxSimulation`, where a note is such JSON and nothing else.
fn wish(environment: Environment, note: Option<&str>) -> Option<Map<String, Value>> {
    let note = note
        .filter(|note| environment == Environment::Sandbox && note.contains("SandboxSimulation"))?;
    match serde_json::from_str(note) {
        Ok(Value::Object(mut members)) if members.len() == 1 => {
            match members.remove("SandboxSimulation") {
                Some(Value::Object(wish)) => Some(wish),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Minutes are numbers in all samples; text is taken too (operations.md 11).
fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// SoftDecline is text in all samples; a boolean is taken too.
fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => None,
    }
}

fn illegal(note: Option<&str>) -> Fault {
    Fault::new(
        "InvalidSandboxSimulationSpecified",
        format!("The sandbox simulation {} is not possible here.", note.unwrap_or_default()),
    )
}
