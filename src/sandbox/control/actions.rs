//! What buyer and Amazon can do to which object, as a table: the control plane refuses what is not
//! in it, and tells from it what is possible just now. It refuses to know what an action does.

use serde_json::{Value, json};

use super::Refusal;
use crate::sandbox::objects::Object;
use crate::sandbox::state::{Machine, State, Trigger};
use crate::sandbox::world::World;

/// When an action is possible.
#[derive(Debug)]
enum When {
    /// In every state.
    Always,
    /// Until the object is Canceled or Closed.
    Alive,
    /// In this state.
    In(State),
    /// Where the object's table has an arrow for this.
    Arrow(Trigger),
}

/// One action.
#[derive(Debug)]
pub struct Action {
    /// `buyer` or `amazon`: the last part of the path.
    pub actor: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The members of its body that are read besides.
    pub arguments: &'static [&'static str],
    /// What it can be done to.
    on: &'static [Machine],
    when: When,
}

const fn buyer(
    name: &'static str,
    arguments: &'static [&'static str],
    on: &'static [Machine],
    when: When,
) -> Action {
    Action { actor: "buyer", name, arguments, on, when }
}

const fn amazon(
    name: &'static str,
    arguments: &'static [&'static str],
    on: &'static [Machine],
    when: When,
) -> Action {
    Action { actor: "amazon", name, arguments, on, when }
}

/// What a buyer pays with.
const WALLETS: &[Machine] = &[Machine::OrderReference, Machine::BillingAgreement];
const AGREEMENT: &[Machine] = &[Machine::BillingAgreement];
/// What may be refused.
const DECIDED: &[Machine] = &[Machine::Authorization, Machine::Capture, Machine::Refund];
const CAPTURE: &[Machine] = &[Machine::Capture];
/// What may be pending. Of a credit there is nothing to reject: its only decline is that it failed.
const PENDING: &[Machine] = &[
    Machine::Authorization,
    Machine::Capture,
    Machine::Refund,
    Machine::ProviderCredit,
    Machine::ProviderCreditReversal,
];
const ORDER: &[Machine] = &[Machine::OrderReference];

use When::{Alive, Always, Arrow, In};

/// Every action on an object.
pub static ACTIONS: [Action; 23] = [
    buyer("selectCard", &["card"], WALLETS, Alive),
    buyer("selectAddress", &["address"], WALLETS, Alive),
    buyer("deleteCard", &[], WALLETS, Alive),
    buyer("deleteAddress", &[], AGREEMENT, Alive),
    buyer("deleteBillingAddress", &[], AGREEMENT, Alive),
    buyer("updatePaymentMethod", &["card"], WALLETS, Alive),
    buyer("giveConsent", &[], AGREEMENT, Alive),
    buyer("withdrawConsent", &[], AGREEMENT, Alive),
    buyer("requireAuthentication", &[], WALLETS, Alive),
    buyer("completeAuthentication", &["outcome"], WALLETS, Alive),
    buyer("signIn", &[], WALLETS, Always),
    buyer("close", &[], AGREEMENT, Arrow(Trigger::BuyerClosed)),
    amazon("close", &[], &Machine::ALL, Arrow(Trigger::AmazonClosed)),
    amazon("cancel", &[], WALLETS, Arrow(Trigger::AmazonCanceled)),
    amazon("suspend", &[], WALLETS, Arrow(Trigger::MethodDeclined)),
    amazon("expire", &[], &Machine::ALL, Arrow(Trigger::Lapsed)),
    amazon("hold", &[], &Machine::ALL, Arrow(Trigger::RiskHeld)),
    amazon("accept", &[], PENDING, In(State::Pending)),
    amazon("reject", &[], DECIDED, In(State::Pending)),
    amazon("fail", &[], PENDING, In(State::Pending)),
    // The next authorization on it fails.
    amazon("fail", &[], ORDER, Arrow(Trigger::SellerCanceled)),
    amazon("chargeback", &["amount", "reason", "state", "refund"], CAPTURE, Always),
    amazon("refund", &["amount", "refundType"], CAPTURE, In(State::Completed)),
];

/// Refuses what the table does not have for this kind of object.
pub fn known(actor: &str, name: &str, object: Object) -> Result<(), Refusal> {
    let machine = object.machine();
    let is = |action: &Action| {
        action.actor == actor && action.name == name && action.on.contains(&machine)
    };
    if ACTIONS.iter().any(is) {
        return Ok(());
    }
    Err(Refusal::bad(format!(
        "InvalidAction: {actor} has no action `{name}` on {}",
        machine.name()
    )))
}

/// The actions that are possible on an object as it is now.
pub fn possible(world: &World, object: Object) -> Result<Value, Refusal> {
    let state = world.store.status(object)?.state;
    let machine = object.machine();
    // Money that has moved can't be cancelled.
    let captured = match object {
        Object::OrderReference(at) => world.store.orders.get(at)?.captures > 0,
        _ => false,
    };
    // Nor can what was given back be given back.
    let refunded = match object {
        Object::Capture(at) => {
            let capture = world.store.captures.get(at)?;
            capture.refunded >= capture.amount.minor
        }
        _ => false,
    };
    let may = |action: &&Action| {
        action.on.contains(&machine)
            && !(captured && action.name == "cancel")
            && !(refunded && action.name == "refund")
            && match action.when {
                Always => true,
                Alive => !matches!(state, State::Canceled | State::Closed),
                In(wanted) => state == wanted,
                Arrow(trigger) => machine.arrow(state, trigger).is_some(),
            }
    };
    Ok(ACTIONS.iter().filter(may).map(described).collect())
}

/// An action as JSON.
pub fn described(action: &Action) -> Value {
    json!({ "actor": action.actor, "action": action.name, "arguments": action.arguments })
}
