//! What begins in Amazon's widgets: drafts of order references and agreements.

use serde_json::{Value, json};

use super::{Outcome, Refusal};
use crate::sandbox::behaviour::agreement_orders::begin_order;
use crate::sandbox::behaviour::order_reference::DRAFT_LIFETIME;
use crate::sandbox::due::Due;
use crate::sandbox::identifier::Environment;
use crate::sandbox::members::Members;
use crate::sandbox::money::Currency;
use crate::sandbox::objects::{
    Address, Authentication, BillingAgreement, Buyer, Card, Draft, Object, OrderReference,
    Shipping, Status,
};
use crate::sandbox::sellers::SellerAt;
use crate::sandbox::state::Trigger;
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// What may be said of a draft. What is not said is as it should be: a buyer, a valid address, a
/// card that pays.
struct Wish {
    buyer: Option<Buyer>,
    /// An address; `null`: not chosen; `false`: none needed.
    address: Option<Value>,
    billing_address: Option<Address>,
    /// Four digits; `null`: not chosen.
    card: Option<Value>,
    /// What the wallet shows amounts in.
    currency_code: Option<String>,
    consent: Option<bool>,
    buyer_is_seller: bool,
    merchant_id: Option<String>,
    /// False for an object of the production environment.
    sandbox: bool,
}

impl Wish {
    fn read(body: &Value) -> Result<Self, String> {
        let mut members = Members::of(body, "")?;
        let billing = members.raw("billingAddress");
        let wish = Self {
            buyer: members.raw("buyer").map(Buyer::from_json).transpose()?,
            address: members.raw("address").cloned(),
            billing_address: billing.map(Address::from_json).transpose()?,
            card: members.raw("card").cloned(),
            currency_code: members.get("currencyCode")?,
            consent: members.get("consent")?,
            buyer_is_seller: members.get("buyerIsSeller")?.unwrap_or(false),
            merchant_id: members.get("merchantId")?,
            sandbox: members.get("sandbox")?.unwrap_or(true),
        };
        members.finish()?;
        Ok(wish)
    }
}

/// What a wish comes to.
fn draft(world: &mut World, wish: &Wish) -> Result<Draft, Refusal> {
    let seller = match &wish.merchant_id {
        None => SellerAt(0),
        Some(id) => world
            .seller_named(id)
            .ok_or_else(|| Refusal::bad(format!("`merchantId`: there is no seller `{id}`")))?,
    };
    let currency = match &wish.currency_code {
        None => None,
        Some(code) if world.region().currencies.contains(&code.as_str()) => Currency::parse(code),
        Some(code) => {
            return Err(Refusal(
                400,
                format!("CurrencyUnsupported: `currencyCode` `{code}` is not taken in this region"),
            ));
        }
    };
    let card = match &wish.card {
        None => Some(Card::GOOD),
        Some(Value::Null) => None,
        Some(card) => Some(read_card(card)?),
    };
    let shipping = match &wish.address {
        None => Shipping::Chosen(At::numbered(0)),
        Some(Value::Null) => Shipping::Missing,
        Some(Value::Bool(false)) => Shipping::NotNeeded,
        Some(address) => Shipping::Chosen(keep_address(world, read_address(address)?)),
    };
    let buyer = match &wish.buyer {
        None => At::numbered(0),
        Some(buyer) => keep_buyer(world, buyer),
    };
    let billing = match &wish.billing_address {
        None => At::numbered(0),
        Some(address) => keep_address(world, address.clone()),
    };
    let environment = if wish.sandbox { Environment::Sandbox } else { Environment::Live };
    let buyer_is_seller = wish.buyer_is_seller;
    Ok(Draft { seller, environment, buyer, shipping, billing, card, currency, buyer_is_seller })
}

/// A buyer who is known already is not kept twice.
fn keep_buyer(world: &mut World, buyer: &Buyer) -> At<Buyer> {
    let known = world.store.buyers.iter().rev().take(64).find(|(_, known)| *known == buyer);
    match known.map(|(at, _)| at) {
        Some(at) => at,
        None => world.store.buyers.push(buyer.clone()),
    }
}

/// An address that is known already is not kept twice.
pub fn keep_address(world: &mut World, address: Address) -> At<Address> {
    let known = world.store.addresses.iter().rev().take(64).find(|(_, known)| **known == address);
    match known.map(|(at, _)| at) {
        Some(at) => at,
        None => world.store.addresses.push(address),
    }
}

/// Reads an address.
pub fn read_address(value: &Value) -> Result<Address, Refusal> {
    Address::from_json(value).map_err(Refusal::bad)
}

/// Reads the last four digits of a card.
pub fn read_card(value: &Value) -> Result<Card, Refusal> {
    value
        .as_str()
        .and_then(Card::ending)
        .ok_or_else(|| Refusal::bad("`card` must be the last four digits, as text"))
}

/// The buyer signs in to buy something.
pub fn order_reference(world: &mut World, body: &Value) -> Outcome {
    let wish = Wish::read(body).map_err(Refusal::bad)?;
    if wish.consent.is_some() {
        return Err(Refusal::bad("`consent` belongs to billing agreements"));
    }
    let draft = draft(world, &wish)?;
    let number = world.new_number();
    let buyer = draft.buyer;
    let at = world.store.add_order(OrderReference::new(number, world.now, draft));
    begin_order(world, at)?;
    let id = world.store.id(Object::OrderReference(at))?;
    Ok(json!({ "amazonOrderReferenceId": id, "accessToken": world.new_token(buyer) }))
}

/// The buyer signs in to be charged again and again.
pub fn billing_agreement(world: &mut World, body: &Value) -> Outcome {
    let wish = Wish::read(body).map_err(Refusal::bad)?;
    let draft = draft(world, &wish)?;
    let number = world.new_number();
    let at = world.store.add_agreement(BillingAgreement {
        number,
        environment: draft.environment,
        seller: draft.seller,
        status: Status::unborn(),
        created: world.now,
        buyer: draft.buyer,
        shipping: draft.shipping,
        billing: draft.billing,
        card: draft.card,
        card_renewed: false,
        consent: wish.consent.unwrap_or(false),
        buyer_is_seller: draft.buyer_is_seller,
        billing_address_deleted: false,
        confirmed: false,
        currency: draft.currency.unwrap_or_else(|| world.ledger_currency()),
        authentication: Authentication::None,
        attributes: None,
        orders: Vec::new(),
        period: 0,
        period_used: 0,
    });
    let object = Object::BillingAgreement(at);
    world.transition(object, Trigger::Created)?;
    world.put_off(world.now + DRAFT_LIFETIME, Due::AgreementDraftLapses(at));
    let id = world.store.id(object)?;
    Ok(json!({ "amazonBillingAgreementId": id, "accessToken": world.new_token(draft.buyer) }))
}
