//! Order references made from billing agreements (operations.md 5.25), and how any order reference
//! begins its life.

use crate::model::value::Record;

use super::buyer_details::Sight;
use super::{Call, Outcome, order_attributes, order_reference, simulation};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{
    BillingAgreement, CardEffect, Draft, Object, OrderReference, Shipping,
};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// CreateOrderReferenceForId.
pub fn create_order_reference(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "Id")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let agreement = world.store.agreements.get(at)?;
    if agreement.status.state == State::Draft && !agreement.orders.is_empty() {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "OrderReferenceCountExceeded",
            format!(
                "The number of order references on the DRAFT BillingAgreement {id} exceeds the allowed one."
            ),
        ));
    }
    let empty = Record::new();
    let given = call.input.record("OrderReferenceAttributes").unwrap_or(&empty);
    let confirm = call.input.flag("ConfirmNow").unwrap_or(false);
    let total = given.record("OrderTotal").map(|price| call.price(price)).transpose()?;
    if confirm && total.is_none() {
        return Err(Fault::new(
            "InvalidParameterValue",
            "1 validation error detected: Value null at 'orderReferenceAttributes.orderTotal' \
             failed to satisfy constraint: Member must not be null",
        ));
    }
    if total.is_some_and(|total| total.currency != agreement.currency) {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the billing agreement.",
        ));
    }
    // Refused before anything is made.
    let note = given.text("SellerNote");
    let simulation = simulation::of_seller_note(call.environment, note)?;
    let agreement = world.store.agreements.get(at)?;
    let forbidden = simulation.method_forbidden
        || agreement.card.is_some_and(|card| card.effect() == CardEffect::NotAllowed);
    let constraints = [
        (agreement.card.is_none(), "PaymentPlanNotSet"),
        (forbidden, "PaymentMethodNotAllowed"),
        (agreement.buyer_is_seller, "BuyerEqualsSeller"),
    ];
    let constraints: Vec<&str> =
        constraints.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| id).collect();
    if confirm && !constraints.is_empty() {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "ConstraintsExist",
            format!(
                "The order reference of BillingAgreement {id} has constraints {} and cannot be confirmed.",
                constraints.join(", ")
            ),
        ));
    }
    let child = make_child(world, call, at, false)?;
    order_attributes::store(world, call, child, given, false)?;
    if confirm {
        order_reference::open(world, child)?;
    }
    let sight = Sight { person: confirm, billing: confirm && world.in_europe(), method: false };
    let details = order_reference::details(world, child, sight)?;
    Ok(Some(Record::new().with("OrderReferenceDetails", details)))
}

/// Makes a draft order reference from an agreement.
pub fn make_child(
    world: &mut World,
    call: &Call<'_>,
    at: At<BillingAgreement>,
    single: bool,
) -> Result<At<OrderReference>, Fault> {
    let inherits = call.input.flag("InheritShippingAddress");
    let inherits = inherits.unwrap_or(world.settings.inherit_shipping_address);
    let number = world.new_number();
    let agreement = world.store.agreements.get(at)?;
    let shipping = match agreement.shipping {
        Shipping::Chosen(address) if inherits => Shipping::Chosen(address),
        _ => Shipping::NotNeeded,
    };
    let draft = Draft {
        environment: agreement.environment,
        seller: agreement.seller,
        buyer: agreement.buyer,
        shipping,
        billing: agreement.billing,
        card: agreement.card,
        currency: None,
        buyer_is_seller: agreement.buyer_is_seller,
    };
    let order = OrderReference::new(number, world.now, draft);
    let order = OrderReference { parent: Some(at), single, ..order };
    let child = world.store.add_order(order);
    world.store.agreements.get_mut(at)?.orders.push(child);
    begin_order(world, child)?;
    Ok(child)
}

/// Brings a new order reference to life, and its two ends into sight.
pub fn begin_order(world: &mut World, at: At<OrderReference>) -> Result<(), Fault> {
    world.transition(Object::OrderReference(at), Trigger::Created)?;
    world.put_off(world.now + order_reference::DRAFT_LIFETIME, Due::DraftLapses(at));
    world.put_off(order_reference::expiry(world.now), Due::OrderLapses(at));
    Ok(())
}
