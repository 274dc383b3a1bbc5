//! Order references: reading, confirming, cancelling, closing; and what happens to them when
//! something happens to what hangs on them (behaviour.md 5.2).

use crate::model::value::{Record, Value};

use super::buyer_details::{self, Sight};
use super::simulation::{self, Carrier};
use super::{Call, Outcome, constraints, ids, price, put_text, status, time};
use crate::sandbox::calendar::{DAY, HOUR, Moment};
use crate::sandbox::due::Due;
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{Authentication, Object, OrderReference};
use crate::sandbox::settings::{Challenge, TerminalRepeat};
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// How long a draft lives.
pub const DRAFT_LIFETIME: i64 = 3 * HOUR;
/// How long an order reference lives, counted from its creation.
pub const LIFETIME: i64 = 180 * DAY;

/// GetOrderReferenceDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let order = world.store.orders.get(at)?;
    let sight = buyer_details::sight(world, call, order.buyer, order.confirmed)?;
    Ok(Some(Record::new().with("OrderReferenceDetails", details(world, at, sight)?)))
}

/// ConfirmOrderReference.
pub fn confirm(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let object = Object::OrderReference(at);
    call.allow(world, object)?;
    let challenged_amount = call.money_if_given("AuthorizationAmount")?;
    let order = world.store.orders.get(at)?;
    let state = order.status.state;
    if state == State::Suspended && !order.card_renewed && order.card.is_some() {
        return Err(Fault::new(
            "PaymentMethodNotUpdated",
            format!(
                "The payment method of OrderReference {} was not updated.",
                world.store.id(object)?
            ),
        ));
    }
    let constraints = constraints::of_order(order);
    if !constraints.is_empty() {
        let id = world.store.id(object)?;
        return Err(constraints::refusal("ConstraintsExist", "OrderReference", &id, &constraints));
    }
    if challenged_amount.zip(order.total).is_some_and(|(one, two)| one.currency != two.currency) {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the order reference.",
        ));
    }
    open(world, at)?;
    challenge(world, call, at)?;
    if call.input.flag("ExpectImmediateAuthorization") == Some(true) && state == State::Draft {
        world.put_off(world.now + HOUR, Due::AuthorizationMissing(at));
    }
    Ok(result_or_nothing(world))
}

/// Opens a draft or a suspended order reference; does nothing to an open one.
pub fn open(world: &mut World, at: At<OrderReference>) -> Result<(), Fault> {
    world.transition_if_possible(Object::OrderReference(at), Trigger::Confirmed, None)?;
    let order = world.store.orders.get_mut(at)?;
    order.card_renewed = false;
    order.confirmed = true;
    close_at_limits(world, at)
}

/// Asks for the bank's challenge where it is due (behaviour.md 9.4).
fn challenge(world: &mut World, call: &Call<'_>, at: At<OrderReference>) -> Result<(), Fault> {
    let (success, failure) = (call.kept("SuccessUrl"), call.kept("FailureUrl"));
    let by_rule = world.settings.challenge == Challenge::EuropeWithUrls
        && world.in_europe()
        && success.is_some()
        && failure.is_some();
    let order = world.store.orders.get_mut(at)?;
    let attributes = order.attributes.get_or_insert_default();
    attributes.success_url = success;
    attributes.failure_url = failure;
    let simulated = attributes.simulated_authentication.take();
    if by_rule && order.authentication == Authentication::None {
        order.authentication = Authentication::Required;
    }
    if order.authentication == Authentication::Failed {
        order.authentication = Authentication::Required;
    }
    match simulated {
        Some(outcome) => authenticate(world, at, &outcome).map(drop),
        None => Ok(()),
    }
}

/// The buyer ends the challenge. Gives where the buyer's browser goes then; the parameters' values
/// are those that plugins read (operations.md 5.3).
pub fn authenticate(
    world: &mut World,
    at: At<OrderReference>,
    outcome: &str,
) -> Result<Option<String>, Fault> {
    let id = world.store.id(Object::OrderReference(at))?;
    let order = world.store.orders.get_mut(at)?;
    let passed = outcome == "Success";
    match outcome {
        "Success" => order.authentication = Authentication::Passed,
        "Failure" => order.authentication = Authentication::Failed,
        _ => order.authentication = Authentication::Required,
    }
    let url = order.attributes.as_ref().and_then(|attributes| {
        if passed { attributes.success_url.clone() } else { attributes.failure_url.clone() }
    });
    let seller = order.seller;
    if outcome == "Failure" {
        let object = Object::OrderReference(at);
        world.transition_if_possible(object, Trigger::AuthenticationFailed, None)?;
    }
    let seller_id = &world.seller(seller)?.merchant_id;
    Ok(url.map(|url| {
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}sellerId={seller_id}&AuthenticationStatus={outcome}&amazonOrderReferenceId={id}")
    }))
}

/// CancelOrderReference.
pub fn cancel(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let object = Object::OrderReference(at);
    if repeats(world, at, State::Canceled)? {
        return Ok(Some(Record::new()));
    }
    call.allow(world, object)?;
    let order = world.store.orders.get(at)?;
    let draft = order.status.state == State::Draft;
    if order.captures > 0 || (draft && !world.settings.cancel_draft) {
        return Err(call.wrong_state(world, object, "InvalidCancelAttempt")?);
    }
    end(world, at, Trigger::SellerCanceled, call.input.text("CancelationReason"))?;
    Ok(Some(Record::new()))
}

/// Cancels an order reference, and with it what is open or pending on it.
pub fn end(
    world: &mut World,
    at: At<OrderReference>,
    trigger: Trigger,
    reason: Option<&str>,
) -> Result<(), Fault> {
    world.transition_saying(Object::OrderReference(at), trigger, reason)?;
    for at in world.store.orders.get(at)?.authorizations.clone() {
        world.transition_if_possible(Object::Authorization(at), Trigger::OrderCanceled, None)?;
    }
    Ok(())
}

/// CloseOrderReference.
pub fn close(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.order(call, "AmazonOrderReferenceId")?;
    let object = Object::OrderReference(at);
    if repeats(world, at, State::Closed)? {
        return Ok(result_or_nothing(world));
    }
    call.allow(world, object)?;
    let reason = call.input.text("ClosureReason");
    let simulated = simulation::of_note(Carrier::ClosureReason, call.environment, reason)?;
    match simulated {
        Some(_) => world.transition(object, Trigger::AmazonClosed)?,
        None => world.transition_saying(object, Trigger::SellerClosed, reason)?,
    }
    Ok(result_or_nothing(world))
}

/// Whether this is a repeat that is taken without complaint.
fn repeats(world: &World, at: At<OrderReference>, target: State) -> Result<bool, Fault> {
    let state = world.store.orders.get(at)?.status.state;
    Ok(state == target && world.settings.terminal_repeat == TerminalRepeat::NoOp)
}

/// Captures show these answers both with an empty result and without one (behaviour.md 3.1).
pub fn result_or_nothing(world: &mut World) -> Option<Record> {
    (world.shapes.below(2) == 0).then(Record::new)
}

/// A suspended order reference can be charged again.
pub fn mend(world: &mut World, at: At<OrderReference>) -> Result<(), Fault> {
    world.transition_if_possible(Object::OrderReference(at), Trigger::MethodMended, None)?;
    close_at_limits(world, at)
}

/// Closes an open order reference from which as much, or as often, was captured as may be.
pub fn close_at_limits(world: &mut World, at: At<OrderReference>) -> Result<(), Fault> {
    let order = world.store.orders.get(at)?;
    let limit = order.total.map_or(i64::MAX, crate::sandbox::money::Money::with_allowance);
    let trigger = if order.captured >= limit {
        Trigger::AmountReached
    } else if order.captures >= world.settings.authorizations_per_order {
        Trigger::CountReached
    } else {
        return Ok(());
    };
    world.transition_if_possible(Object::OrderReference(at), trigger, None).map(drop)
}

/// When an order reference ends by itself.
pub const fn expiry(created: Moment) -> Moment {
    created + LIFETIME
}

/// The details of an order reference, as far as may be seen (operations.md 6.10).
pub fn details(world: &World, at: At<OrderReference>, sight: Sight) -> Result<Record, Fault> {
    let order = world.store.orders.get(at)?;
    let confirmed = order.confirmed;
    let mut record = Record::with_room(20)
        .with("AmazonOrderReferenceId", world.store.id(Object::OrderReference(at))?)
        .with("OrderReferenceStatus", status(&order.status, "LastUpdateTimestamp"))
        .with("CreationTimestamp", time(order.created))
        .with("ExpirationTimestamp", time(expiry(order.created)))
        .with("ReleaseEnvironment", order.environment.word())
        .with("SellerOrderAttributes", seller_attributes(order));
    if let Some(total) = order.total {
        record.put("OrderTotal", price(total));
    }
    if let Some(attributes) = &order.attributes {
        put_text(&mut record, "SellerNote", attributes.seller_note.as_deref());
        put_text(&mut record, "PlatformId", attributes.platform_id.as_deref());
        let mut provider = Record::new();
        put_text(
            &mut provider,
            "PaymentServiceProviderId",
            attributes.payment_service_provider_id.as_deref(),
        );
        put_text(
            &mut provider,
            "PaymentServiceProviderOrderId",
            attributes.payment_service_provider_order_id.as_deref(),
        );
        if !provider.is_empty() {
            record.put("PaymentServiceProviderAttributes", provider);
        }
    }
    if order.total.is_some() || confirmed {
        let asked = order.attributes.as_ref().and_then(|it| it.request_payment_authorization);
        record.put("RequestPaymentAuthorization", asked.unwrap_or(false));
    }
    buyer_details::put(world, &mut record, sight, order.buyer, order.shipping, order.billing)?;
    if let (true, Some(card)) = (sight.method, order.card) {
        record.put("PaymentDescriptor", buyer_details::descriptor(card));
    }
    if confirmed {
        put_text(&mut record, "OrderLanguage", language(world));
        let mut authentication = Record::new();
        if matches!(order.authentication, Authentication::Required | Authentication::Failed) {
            authentication.put("State", "REQUIRED");
        }
        record.put("PaymentAuthenticationStatus", authentication);
    }
    if let Some(constraints) = constraints::element(&constraints::of_order(order)) {
        record.put("Constraints", constraints);
    }
    // An untouched draft shows the empty list, and so does what has none.
    let authorizations = order.authorizations.iter().copied().map(Object::Authorization);
    record.put("IdList", ids(world, authorizations)?);
    if let Some(parent) = order.parent {
        let id = world.store.id(Object::BillingAgreement(parent))?;
        record.put("ParentDetails", Record::new().with("Type", "BillingAgreement").with("Id", id));
    }
    Ok(record)
}

/// The merchant's data on an order; an empty element where nothing was said.
pub fn seller_attributes(order: &OrderReference) -> Record {
    let mut record = Record::new();
    let Some(attributes) = &order.attributes else { return record };
    put_text(&mut record, "SellerOrderId", attributes.seller_order_id.as_deref());
    put_text(&mut record, "StoreName", attributes.store_name.as_deref());
    put_text(&mut record, "CustomInformation", attributes.custom_information.as_deref());
    put_text(&mut record, "SupplementaryData", attributes.supplementary_data.as_deref());
    if !attributes.order_item_categories.is_empty() {
        let categories = attributes.order_item_categories.iter().cloned().map(Value::from);
        record.put("OrderItemCategories", Value::List(categories.collect()));
    }
    record
}

/// The buyer's language; told in Europe and Japan (operations.md 6.10).
pub fn language(world: &World) -> Option<&'static str> {
    match world.region().currency {
        "GBP" => Some("en-GB"),
        "EUR" => Some("de-DE"),
        "JPY" => Some("ja-JP"),
        _ => None,
    }
}

/// What an AmazonRejected or InvalidPaymentMethod decline does to the order reference.
pub fn after_decline(
    world: &mut World,
    at: At<OrderReference>,
    trigger: Trigger,
) -> Result<(), Fault> {
    world.transition_if_possible(Object::OrderReference(at), trigger, None)?;
    world.store.orders.get_mut(at)?.card_renewed = false;
    Ok(())
}
