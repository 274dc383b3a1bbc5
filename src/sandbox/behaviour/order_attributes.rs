//! SetOrderReferenceDetails and SetOrderAttributes: what the merchant says of an order reference,
//! before and after confirmation (operations.md 5.1, 5.2).

use crate::model::value::{Record, Value};

use super::buyer_details::Sight;
use super::simulation;
use super::{Call, Outcome, order_reference};
use crate::sandbox::fault::Fault;
use crate::sandbox::identifier::Environment;
use crate::sandbox::objects::{Object, OrderAttributes, OrderReference};
use crate::sandbox::sellers::SellerAt;
use crate::sandbox::settings::{LateAttributes, RepeatedSet};
use crate::sandbox::state::State;
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// SetOrderReferenceDetails.
pub fn set_details(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    call.allow(world, Object::OrderReference(at))?;
    let empty = Record::new();
    let given = call.input.record("OrderReferenceAttributes").unwrap_or(&empty);
    let cleared = world.settings.repeated_set == RepeatedSet::Replace;
    store(world, call, at, given, cleared)?;
    answer(world, at)
}

/// SetOrderAttributes.
pub fn set_attributes(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let object = Object::OrderReference(at);
    call.allow(world, object)?;
    let empty = Record::new();
    let given = call.input.record("OrderAttributes").unwrap_or(&empty);
    if world.store.orders.get(at)?.status.state != State::Draft && is_too_late(world, at, given)? {
        return Err(call.wrong_state(world, object, "OrderReferenceNotModifiable")?);
    }
    store(world, call, at, given, false)?;
    answer(world, at)
}

/// Whether a request carries what can't be said after confirmation. The sources disagree on what
/// that is; which reading is a setting.
fn is_too_late(world: &World, at: At<OrderReference>, given: &Record) -> Result<bool, Fault> {
    const FIXED: [&str; 3] =
        ["OrderTotal", "PlatformId", "SellerOrderAttributes.OrderItemCategories"];
    if FIXED.iter().any(|path| given.at(path).is_some_and(|value| !is_empty(value))) {
        return Ok(true);
    }
    let order = world.store.orders.get(at)?;
    let Some(known) = &order.attributes else { return Ok(false) };
    let changes = |path: &str, known: &Option<String>| {
        let new = given.text(path);
        new.is_some() && known.is_some() && new != known.as_deref()
    };
    // The provider's two may be set once, whatever the setting.
    if changes(
        "PaymentServiceProviderAttributes.PaymentServiceProviderId",
        &known.payment_service_provider_id,
    ) || changes(
        "PaymentServiceProviderAttributes.PaymentServiceProviderOrderId",
        &known.payment_service_provider_order_id,
    ) {
        return Ok(true);
    }
    if world.settings.late_attributes == LateAttributes::Change {
        return Ok(false);
    }
    Ok(changes("SellerNote", &known.seller_note)
        || changes("SellerOrderAttributes.SellerOrderId", &known.seller_order_id)
        || changes("SellerOrderAttributes.StoreName", &known.store_name)
        || changes("SellerOrderAttributes.CustomInformation", &known.custom_information)
        || changes("SellerOrderAttributes.SupplementaryData", &known.supplementary_data))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Record(record) => record.is_empty(),
        _ => false,
    }
}

/// Checks and keeps what a request says of an order reference.
pub fn store(
    world: &mut World,
    call: &Call<'_>,
    at: At<OrderReference>,
    given: &Record,
    cleared: bool,
) -> Result<(), Fault> {
    let total = given.record("OrderTotal").map(|price| call.price(price)).transpose()?;
    if let Some(total) = total {
        if !world.region().currencies.contains(&total.currency.code()) {
            return Err(Fault::new(
                "CurrencyUnsupported",
                format!("The currency {} is not supported.", total.currency.code()),
            ));
        }
        let shown = world.store.orders.get(at)?.presentment;
        if shown.is_some_and(|shown| shown != total.currency) {
            return Err(Fault::new(
                "CurrencyMismatch",
                "The currency of the amount differs from the one the buyer saw.",
            ));
        }
    }
    let note = given.text("SellerNote");
    let simulation = simulation::of_seller_note(call.environment, note)?;
    let order = world.store.orders.get_mut(at)?;
    if total.is_some() {
        order.total = total;
    }
    let mut attributes = if cleared {
        OrderAttributes::default()
    } else {
        order.attributes.take().map(|it| *it).unwrap_or_default()
    };
    if note.is_some() || cleared {
        order.method_forbidden = simulation.method_forbidden;
        attributes.simulated_authentication = simulation.authentication;
    }
    keep(&mut attributes, given);
    let seller_order_id = attributes.seller_order_id.clone();
    order.attributes = Some(Box::new(attributes));
    let (seller, environment) = (order.seller, order.environment);
    if let Some(id) = seller_order_id {
        world.store.file(filing_key(seller, environment, &id), at);
    }
    Ok(())
}

/// Under what an order reference is filed for ListOrderReference.
pub fn filing_key(seller: SellerAt, environment: Environment, seller_order_id: &str) -> String {
    format!("{}\n{}\n{seller_order_id}", seller.0, environment.word())
}

/// Overwrites what is given and keeps the rest.
fn keep(attributes: &mut OrderAttributes, given: &Record) {
    let text = |into: &mut Option<String>, path: &str| {
        if let Some(text) = given.text(path) {
            *into = Some(text.to_owned());
        }
    };
    text(&mut attributes.seller_note, "SellerNote");
    text(&mut attributes.platform_id, "PlatformId");
    text(&mut attributes.seller_order_id, "SellerOrderAttributes.SellerOrderId");
    text(&mut attributes.store_name, "SellerOrderAttributes.StoreName");
    text(&mut attributes.custom_information, "SellerOrderAttributes.CustomInformation");
    text(&mut attributes.supplementary_data, "SellerOrderAttributes.SupplementaryData");
    text(
        &mut attributes.payment_service_provider_id,
        "PaymentServiceProviderAttributes.PaymentServiceProviderId",
    );
    text(
        &mut attributes.payment_service_provider_order_id,
        "PaymentServiceProviderAttributes.PaymentServiceProviderOrderId",
    );
    if let Some(flag) = given.flag("RequestPaymentAuthorization") {
        attributes.request_payment_authorization = Some(flag);
    }
    let categories = given.list("SellerOrderAttributes.OrderItemCategories");
    if !categories.is_empty() {
        attributes.order_item_categories = categories
            .iter()
            .filter_map(|category| match category {
                Value::Text(text) => Some(text.clone().into_owned()),
                _ => None,
            })
            .collect();
    }
}

/// The order reference as it is now. Who may set it need not show a token, so it shows as little as
/// a reading without one.
fn answer(world: &World, at: At<OrderReference>) -> Outcome {
    let confirmed = world.store.orders.get(at)?.confirmed;
    let sight = Sight { person: confirmed, billing: confirmed && world.in_europe(), method: false };
    let details = order_reference::details(world, at, sight)?;
    Ok(Some(Record::new().with("OrderReferenceDetails", details)))
}
