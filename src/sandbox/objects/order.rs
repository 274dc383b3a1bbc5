//! Order references.

use super::{Address, Authorization, BillingAgreement, Buyer, Card, Shipping, Status};
use crate::sandbox::calendar::Moment;
use crate::sandbox::identifier::Environment;
use crate::sandbox::money::{Currency, Money};
use crate::sandbox::sellers::SellerAt;
use crate::sandbox::snapshot::{stored, stored_choice};
use crate::sandbox::store::At;

/// An order reference.
#[derive(Clone, Debug)]
pub struct OrderReference {
    /// The fourteen digits of its id.
    pub number: u64,
    /// The world it lives in.
    pub environment: Environment,
    /// Whose it is.
    pub seller: SellerAt,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
    /// The total, once set.
    pub total: Option<Money>,
    /// Who buys.
    pub buyer: At<Buyer>,
    /// Where it goes.
    pub shipping: Shipping,
    /// Where the bill goes.
    pub billing: At<Address>,
    /// What pays, once chosen.
    pub card: Option<Card>,
    /// Whether the buyer chose a method since it was suspended.
    pub card_renewed: bool,
    /// The currency in which the wallet showed the amount, where the buyer's page said so.
    pub presentment: Option<Currency>,
    /// Whether the buyer owns the merchant's account.
    pub buyer_is_seller: bool,
    /// Whether the note simulates that the method is not allowed.
    pub method_forbidden: bool,
    /// Whether the next authorization on it meets a ProcessingFailure, as Amazon was told to.
    pub fails_next: bool,
    /// Whether it was ever open: then the merchant may see who buys.
    pub confirmed: bool,
    /// How the bank's challenge stands.
    pub authentication: Authentication,
    /// The merchant's words on it.
    pub attributes: Option<Box<OrderAttributes>>,
    /// What was authorized on it, in order.
    pub authorizations: Vec<At<Authorization>>,
    /// How many authorizations were not declined.
    pub granted: u32,
    /// Minor units of authorizations that are pending or open.
    pub reserved: i64,
    /// Minor units of captures that were not declined.
    pub captured: i64,
    /// How many captures were not declined.
    pub captures: u32,
    /// The agreement that it comes from.
    pub parent: Option<At<BillingAgreement>>,
    /// Made for one authorization only, by AuthorizeOnBillingAgreement.
    pub single: bool,
}

/// What Amazon's widgets give a draft, of an order reference or of a billing agreement.
pub struct Draft {
    /// The world it lives in.
    pub environment: Environment,
    /// Whose it is.
    pub seller: SellerAt,
    /// Who buys.
    pub buyer: At<Buyer>,
    /// Where it goes.
    pub shipping: Shipping,
    /// Where the bill goes.
    pub billing: At<Address>,
    /// What pays, once chosen.
    pub card: Option<Card>,
    /// The currency in which the wallet showed the amount, where the buyer's page said so.
    pub currency: Option<Currency>,
    /// Whether the buyer owns the merchant's account.
    pub buyer_is_seller: bool,
}

impl OrderReference {
    /// A draft that nothing was done to yet.
    pub fn new(number: u64, created: Moment, draft: Draft) -> Self {
        Self {
            number,
            environment: draft.environment,
            seller: draft.seller,
            status: Status::unborn(),
            created,
            total: None,
            buyer: draft.buyer,
            shipping: draft.shipping,
            billing: draft.billing,
            card: draft.card,
            card_renewed: false,
            presentment: draft.currency,
            buyer_is_seller: draft.buyer_is_seller,
            method_forbidden: false,
            fails_next: false,
            confirmed: false,
            authentication: Authentication::None,
            attributes: None,
            authorizations: Vec::new(),
            granted: 0,
            reserved: 0,
            captured: 0,
            captures: 0,
            parent: None,
            single: false,
        }
    }
}

stored!(OrderReference {
    number,
    environment,
    seller,
    status,
    created,
    total,
    buyer,
    shipping,
    billing,
    card,
    card_renewed,
    presentment,
    buyer_is_seller,
    method_forbidden,
    fails_next,
    confirmed,
    authentication,
    attributes,
    authorizations,
    granted,
    reserved,
    captured,
    captures,
    parent,
    single
});

/// How the bank's challenge stands (behaviour.md 9.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// None is asked for.
    None,
    /// The buyer must pass it.
    Required,
    /// The buyer passed it.
    Passed,
    /// The buyer failed it.
    Failed,
}
stored_choice!(Authentication { None, Required, Passed, Failed });

/// What the merchant said of an order reference. Absent is what was never said.
#[derive(Clone, Debug, Default)]
pub struct OrderAttributes {
    /// A note to the buyer.
    pub seller_note: Option<String>,
    /// The solution provider's seller id.
    pub platform_id: Option<String>,
    /// Echoed; few documents explain it.
    pub request_payment_authorization: Option<bool>,
    /// The merchant's order number.
    pub seller_order_id: Option<String>,
    /// The store's name.
    pub store_name: Option<String>,
    /// Free text.
    pub custom_information: Option<String>,
    /// JSON text.
    pub supplementary_data: Option<String>,
    /// Categories of the items.
    pub order_item_categories: Vec<String>,
    /// The payment service provider's id.
    pub payment_service_provider_id: Option<String>,
    /// The payment service provider's order id.
    pub payment_service_provider_order_id: Option<String>,
    /// Where the buyer returns after the challenge.
    pub success_url: Option<String>,
    /// Where the buyer returns when it was not passed.
    pub failure_url: Option<String>,
    /// The outcome that the note simulates for the challenge.
    pub simulated_authentication: Option<String>,
}
stored!(OrderAttributes {
    seller_note,
    platform_id,
    request_payment_authorization,
    seller_order_id,
    store_name,
    custom_information,
    supplementary_data,
    order_item_categories,
    payment_service_provider_id,
    payment_service_provider_order_id,
    success_url,
    failure_url,
    simulated_authentication
});
