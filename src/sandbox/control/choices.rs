//! What can be chosen on the control plane, for who offers the choice to a person: the page, above
//! all. Everything here is read from the tables that decide; it holds no list of its own.

use serde_json::{Value, json};

use super::actions::{ACTIONS, described};
use super::amazon::REFUND_TYPES;
use super::buyer::OUTCOMES;
use crate::model::fault::FAULTS;
use crate::model::operations::OPERATIONS;
use crate::sandbox::injection::Kind;
use crate::sandbox::objects::{Address, Card};
use crate::sandbox::sellers::{ACCESS_KEY, MERCHANT_ID, SECRET_KEY};
use crate::sandbox::state::{Machine, Reason};
use crate::sandbox::world::World;

/// Operations, kinds of faults with what they take, fault codes, actions with what their arguments may be, the state machines, and the
/// credentials.
pub fn choices(world: &World) -> Value {
    let cards = Card::simulated().map(|(card, does)| json!({ "value": card, "label": does }));
    let faults = Kind::ALL.iter().map(|kind| {
        json!({
            "kind": kind.word(), "strikesNotifications": kind.is_of_notifications(),
            "argument": kind.argument(),
        })
    });
    json!({
        "operations": OPERATIONS.map(|operation| operation.name),
        "faults": faults.collect::<Vec<_>>(),
        "codes": FAULTS.iter().map(|fault| fault.code).collect::<Vec<_>>(),
        "actions": ACTIONS.iter().map(described).collect::<Vec<_>>(),
        "arguments": {
            "card": cards.collect::<Vec<_>>(),
            "outcome": OUTCOMES.map(|outcome| json!({ "value": outcome })),
            "refundType": REFUND_TYPES.map(|kind| json!({ "value": kind })),
            "refund": [{ "value": false, "label": "only tell" }, { "value": true, "label": "take the money back" }],
            "address": Address::sample().to_json(),
        },
        "machines": Machine::ALL.map(machine),
        "credentials": {
            "region": world.region, "merchantId": MERCHANT_ID, "accessKey": ACCESS_KEY,
            "secretKey": SECRET_KEY, "clientId": world.client_id,
        },
    })
}

/// A state machine: what it is of, and its arrows.
fn machine(machine: Machine) -> Value {
    let arrows = machine.arrows().iter().map(|arrow| {
        let from: Vec<_> = arrow.from.iter().map(|state| state.word()).collect();
        let (to, trigger) = (arrow.to.word(), arrow.trigger.word());
        json!({ "from": from, "to": to, "trigger": trigger, "reasonCode": arrow.reason.map(Reason::word) })
    });
    json!({ "type": machine.name(), "arrows": arrows.collect::<Vec<_>>() })
}
