//! What the buyer does in Amazon's widgets and on Amazon's pages.

use serde_json::{Value, json};

use super::actions::known;
use super::create::{keep_address, read_address, read_card};
use super::{Outcome, Refusal, required};
use crate::sandbox::behaviour::{constraints, order_reference};
use crate::sandbox::journal::Entry;
use crate::sandbox::objects::{
    Authentication, BillingAgreement, CardEffect, Object, OrderReference, Shipping,
};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// What may come of the bank's challenge.
pub const OUTCOMES: [&str; 3] = ["Success", "Failure", "Abandoned"];

/// Does what the buyer does to an object.
pub fn act(world: &mut World, object: Object, body: &Value) -> Outcome {
    let action = required(body, "action")?;
    known("buyer", action, object)?;
    let outcome = match object {
        Object::OrderReference(at) => on_order(world, at, action, body),
        Object::BillingAgreement(at) => on_agreement(world, at, action, body),
        _ => Err(Refusal::bad("buyers act on order references and billing agreements only")),
    }?;
    world.journal.add(world.now, Entry::Action { object, actor: "buyer", action });
    Ok(outcome)
}

fn on_order(world: &mut World, at: At<OrderReference>, action: &str, body: &Value) -> Outcome {
    let object = Object::OrderReference(at);
    let state = world.store.orders.get(at)?.status.state;
    if action == "signIn" {
        let token = world.new_token(world.store.orders.get(at)?.buyer);
        return Ok(json!({ "accessToken": token }));
    }
    if matches!(state, State::Canceled | State::Closed) {
        return Err(ended(world, object)?);
    }
    match action {
        "selectCard" => {
            let card = read_card(body.get("card").unwrap_or(&Value::Null))?;
            let order = world.store.orders.get_mut(at)?;
            order.card = Some(card);
            order.card_renewed = state == State::Suspended;
            if order.authentication == Authentication::Failed {
                order.authentication = Authentication::Required;
            }
        }
        "selectAddress" => {
            let address = read_address(body.get("address").unwrap_or(&Value::Null))?;
            let chosen = Shipping::Chosen(keep_address(world, address));
            world.store.orders.get_mut(at)?.shipping = chosen;
        }
        "deleteCard" => world.store.orders.get_mut(at)?.card = None,
        // The buyer mends the method on Amazon's own page, so no Confirm is needed.
        "updatePaymentMethod" => {
            let card = read_card(body.get("card").unwrap_or(&json!("1111")))?;
            let order = world.store.orders.get_mut(at)?;
            order.card = Some(card);
            if card.effect() != CardEffect::InvalidPaymentMethod {
                order_reference::mend(world, at)?;
            }
        }
        "requireAuthentication" => {
            world.store.orders.get_mut(at)?.authentication = Authentication::Required;
        }
        "completeAuthentication" => {
            let outcome = challenge_outcome(body)?;
            let url = order_reference::authenticate(world, at, outcome)?;
            return Ok(json!({ "redirectUrl": url }));
        }
        _ => return Err(unknown(action)),
    }
    Ok(json!({}))
}

fn on_agreement(
    world: &mut World,
    at: At<BillingAgreement>,
    action: &str,
    body: &Value,
) -> Outcome {
    let object = Object::BillingAgreement(at);
    let state = world.store.agreements.get(at)?.status.state;
    if action == "signIn" {
        let token = world.new_token(world.store.agreements.get(at)?.buyer);
        return Ok(json!({ "accessToken": token }));
    }
    if matches!(state, State::Canceled | State::Closed) {
        return Err(ended(world, object)?);
    }
    let mut event = None;
    match action {
        "selectCard" | "updatePaymentMethod" => {
            let card = read_card(body.get("card").unwrap_or(&json!("1111")))?;
            let agreement = world.store.agreements.get_mut(at)?;
            agreement.card = Some(card);
            agreement.card_renewed = state == State::Suspended;
            agreement.billing_address_deleted = false;
            event = Some("PaymentMethodUpdated");
            if action == "updatePaymentMethod" && card.effect() != CardEffect::InvalidPaymentMethod
            {
                world.transition_if_possible(object, Trigger::MethodMended, None)?;
            }
        }
        "selectAddress" => {
            let address = read_address(body.get("address").unwrap_or(&Value::Null))?;
            let chosen = Shipping::Chosen(keep_address(world, address));
            let agreement = world.store.agreements.get_mut(at)?;
            agreement.shipping = chosen;
            agreement.card_renewed |= state == State::Suspended && agreement.card.is_some();
            event = Some("AddressUpdated");
        }
        "giveConsent" => {
            let agreement = world.store.agreements.get_mut(at)?;
            // What waits for the consent alone can be confirmed with it.
            agreement.card_renewed |=
                !agreement.consent && state == State::Suspended && agreement.card.is_some();
            agreement.consent = true;
        }
        "withdrawConsent" => world.store.agreements.get_mut(at)?.consent = false,
        "deleteCard" | "deleteAddress" | "deleteBillingAddress" => {
            let agreement = world.store.agreements.get_mut(at)?;
            match action {
                "deleteCard" => agreement.card = None,
                "deleteAddress" => agreement.shipping = Shipping::Missing,
                _ => agreement.billing_address_deleted = true,
            }
            agreement.card_renewed = false;
            world.transition_if_possible(object, Trigger::DetailsDeleted, None)?;
        }
        "close" => {
            if !world.transition_if_possible(object, Trigger::BuyerClosed, None)? {
                return Err(Refusal(409, "a draft billing agreement can't be closed".to_owned()));
            }
        }
        "requireAuthentication" => {
            world.store.agreements.get_mut(at)?.authentication = Authentication::Required;
        }
        "completeAuthentication" => {
            let outcome = challenge_outcome(body)?;
            return Ok(json!({ "redirectUrl": authenticate(world, at, outcome)? }));
        }
        _ => return Err(unknown(action)),
    }
    // What could not be confirmed any more is suspended until it can (operations.md 7.5).
    let agreement = world.store.agreements.get(at)?;
    if agreement.status.state == State::Open && !constraints::of_agreement(agreement).is_empty() {
        world.transition(object, Trigger::DetailsDeleted)?;
    }
    // What the buyer changes after confirmation is told (behaviour.md 7.5).
    if let (Some(event), true) = (event, state != State::Draft) {
        world.notify_agreement_updated(object, event)?;
    }
    Ok(json!({}))
}

fn authenticate(
    world: &mut World,
    at: At<BillingAgreement>,
    outcome: &str,
) -> Result<Option<String>, Refusal> {
    let id = world.store.id(Object::BillingAgreement(at))?;
    let agreement = world.store.agreements.get_mut(at)?;
    let passed = outcome == "Success";
    agreement.authentication = match outcome {
        "Success" => Authentication::Passed,
        "Failure" => Authentication::Failed,
        _ => Authentication::Required,
    };
    let url = agreement.attributes.as_ref().and_then(|attributes| {
        if passed { attributes.success_url.clone() } else { attributes.failure_url.clone() }
    });
    Ok(url.map(|url| {
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}AuthenticationStatus={outcome}&amazonBillingAgreementId={id}")
    }))
}

fn challenge_outcome(body: &Value) -> Result<&str, Refusal> {
    let outcome = required(body, "outcome")?;
    if OUTCOMES.contains(&outcome) {
        return Ok(outcome);
    }
    Err(Refusal::bad("`outcome` must be Success, Failure or Abandoned"))
}

fn ended(world: &World, object: Object) -> Result<Refusal, Refusal> {
    let state = world.store.status(object)?.state.word();
    Ok(Refusal(409, format!("{} is {state}", world.store.id(object)?)))
}

fn unknown(action: &str) -> Refusal {
    Refusal::bad(format!("the buyer has no action `{action}` here"))
}
