//! Billing agreements: reading, setting, confirming, checking and closing them (behaviour.md 5.6).

use crate::model::value::Record;

use super::buyer_details::{self, Sight};
use super::{
    Call, Outcome, agreement_charges, constraints, order_reference, price, put_text, status, time,
};
use crate::sandbox::fault::Fault;
use crate::sandbox::objects::{Authentication, BillingAgreement, Card, CardEffect, Object};
use crate::sandbox::settings::TerminalRepeat;
use crate::sandbox::state::{State, Trigger};
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// GetBillingAgreementDetails.
pub fn get(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let agreement = world.store.agreements.get(at)?;
    let sight = buyer_details::sight(world, call, agreement.buyer, agreement.confirmed)?;
    Ok(Some(Record::new().with("BillingAgreementDetails", details(world, at, sight)?)))
}

/// SetBillingAgreementDetails.
pub fn set(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    let open = world.store.status(object)?.state == State::Open;
    if !(open && world.settings.set_open_agreement) {
        call.allow(world, object)?;
    }
    let empty = Record::new();
    let given = call.input.record("BillingAgreementAttributes").unwrap_or(&empty);
    let amount = given.record("SubscriptionAmount").map(|price| call.price(price)).transpose()?;
    let agreement = world.store.agreements.get_mut(at)?;
    if amount.is_some_and(|amount| amount.currency != agreement.currency) {
        return Err(Fault::new(
            "CurrencyMismatch",
            "The currency of the amount differs from that of the billing agreement.",
        ));
    }
    let attributes = agreement.attributes.get_or_insert_default();
    let text = |into: &mut Option<String>, path: &str| {
        if let Some(text) = given.text(path) {
            *into = Some(text.to_owned());
        }
    };
    text(&mut attributes.seller_note, "SellerNote");
    text(&mut attributes.platform_id, "PlatformId");
    text(&mut attributes.billing_agreement_type, "BillingAgreementType");
    text(
        &mut attributes.seller_billing_agreement_id,
        "SellerBillingAgreementAttributes.SellerBillingAgreementId",
    );
    text(&mut attributes.store_name, "SellerBillingAgreementAttributes.StoreName");
    text(&mut attributes.custom_information, "SellerBillingAgreementAttributes.CustomInformation");
    if amount.is_some() {
        attributes.subscription_amount = amount;
    }
    let confirmed = agreement.confirmed;
    let sight = Sight { person: confirmed, billing: confirmed && world.in_europe(), method: false };
    Ok(Some(Record::new().with("BillingAgreementDetails", details(world, at, sight)?)))
}

/// ConfirmBillingAgreement.
pub fn confirm(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let agreement = world.store.agreements.get(at)?;
    if agreement.status.state == State::Suspended && !agreement.card_renewed {
        let id = world.store.id(object)?;
        return Err(Fault::new(
            "PaymentMethodNotUpdated",
            format!("The payment method of BillingAgreement {id} was not updated."),
        ));
    }
    let constraints = constraints::of_agreement(agreement);
    if !constraints.is_empty() {
        let id = world.store.id(object)?;
        let code = "BillingAgreementConstraintsExist";
        return Err(constraints::refusal(code, "BillingAgreement", &id, &constraints));
    }
    world.transition_if_possible(object, Trigger::Confirmed, None)?;
    let in_europe = world.in_europe();
    let (success, failure) = (call.kept("SuccessUrl"), call.kept("FailureUrl"));
    let agreement = world.store.agreements.get_mut(at)?;
    agreement.card_renewed = false;
    agreement.confirmed = true;
    // The bank's challenge is due on agreements that the merchant charges by himself
    // (behaviour.md 9.4); the others meet it on each order.
    let attributes = agreement.attributes.get_or_insert_default();
    let by_merchant =
        attributes.billing_agreement_type.as_deref() == Some("MerchantInitiatedTransaction");
    let due = in_europe && by_merchant && success.is_some() && failure.is_some();
    attributes.success_url = success;
    attributes.failure_url = failure;
    if due && agreement.authentication == Authentication::None {
        agreement.authentication = Authentication::Required;
    }
    Ok(Some(Record::new()))
}

/// ValidateBillingAgreement.
pub fn validate(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    call.allow(world, object)?;
    let card = world.store.agreements.get(at)?.card;
    let failure = match card.map(Card::effect) {
        Some(CardEffect::InvalidPaymentMethod | CardEffect::NotAllowed) => {
            method_failed(world, at)?;
            Some("InvalidPaymentMethod")
        }
        Some(CardEffect::TransactionTimedOut) => Some("ValidationTimedOut"),
        _ => None,
    };
    let state = status(world.store.status(object)?, "LastUpdatedTimestamp");
    let result = if failure.is_some() { "Failure" } else { "Success" };
    let mut record =
        Record::new().with("ValidationResult", result).with("BillingAgreementStatus", state);
    put_text(&mut record, "FailureReasonCode", failure);
    Ok(Some(record))
}

/// The payment method was refused for good: the agreement waits for another.
pub fn method_failed(world: &mut World, at: At<BillingAgreement>) -> Result<(), Fault> {
    world.transition_if_possible(Object::BillingAgreement(at), Trigger::MethodDeclined, None)?;
    world.store.agreements.get_mut(at)?.card_renewed = false;
    Ok(())
}

/// CloseBillingAgreement.
pub fn close(world: &mut World, call: &Call<'_>) -> Outcome {
    let at = world.agreement(call, "AmazonBillingAgreementId")?;
    let object = Object::BillingAgreement(at);
    let closed = world.store.status(object)?.state == State::Closed;
    if closed && world.settings.terminal_repeat == TerminalRepeat::NoOp {
        return Ok(Some(Record::new()));
    }
    call.allow(world, object)?;
    world.transition_saying(object, Trigger::SellerClosed, call.input.text("ClosureReason"))?;
    Ok(Some(Record::new()))
}

/// Amazon cancels an agreement, and with it what is open of its order references.
pub fn cancel_by_amazon(world: &mut World, at: At<BillingAgreement>) -> Result<(), Fault> {
    let object = Object::BillingAgreement(at);
    if !world.transition_if_possible(object, Trigger::AmazonCanceled, None)? {
        return Ok(());
    }
    for child in world.store.agreements.get(at)?.orders.clone() {
        let state = world.store.orders.get(child)?.status.state;
        if matches!(state, State::Draft | State::Open | State::Suspended) {
            order_reference::end(world, child, Trigger::AmazonCanceled, None)?;
        }
        for at in world.store.orders.get(child)?.authorizations.clone() {
            world.transition_if_possible(
                Object::Authorization(at),
                Trigger::OrderCanceled,
                None,
            )?;
        }
    }
    Ok(())
}

/// The details of an agreement, as far as may be seen (operations.md 6.15).
pub fn details(world: &World, at: At<BillingAgreement>, sight: Sight) -> Result<Record, Fault> {
    let agreement = world.store.agreements.get(at)?;
    let mut record = Record::new()
        .with("AmazonBillingAgreementId", world.store.id(Object::BillingAgreement(at))?)
        .with("BillingAgreementStatus", status(&agreement.status, "LastUpdatedTimestamp"))
        .with("BillingAgreementLimits", agreement_charges::limits(world, agreement))
        .with("BillingAgreementConsent", agreement.consent)
        .with("ReleaseEnvironment", agreement.environment.word())
        .with("CreationTimestamp", time(agreement.created));
    let mut seller = Record::new();
    if let Some(attributes) = &agreement.attributes {
        put_text(&mut record, "SellerNote", attributes.seller_note.as_deref());
        put_text(&mut record, "PlatformId", attributes.platform_id.as_deref());
        put_text(&mut record, "BillingAgreementType", attributes.billing_agreement_type.as_deref());
        if let Some(amount) = attributes.subscription_amount {
            record.put("SubscriptionAmount", price(amount));
        }
        put_text(
            &mut seller,
            "SellerBillingAgreementId",
            attributes.seller_billing_agreement_id.as_deref(),
        );
        put_text(&mut seller, "StoreName", attributes.store_name.as_deref());
        put_text(&mut seller, "CustomInformation", attributes.custom_information.as_deref());
    }
    record.put("SellerBillingAgreementAttributes", seller);
    buyer_details::put(
        world,
        &mut record,
        sight,
        agreement.buyer,
        agreement.shipping,
        agreement.billing,
    )?;
    if agreement.confirmed {
        put_text(&mut record, "OrderLanguage", order_reference::language(world));
    }
    if let Some(constraints) = constraints::element(&constraints::of_agreement(agreement)) {
        record.put("Constraints", constraints);
    }
    Ok(record)
}
