//! Billing agreements.

use super::{Address, Authentication, Buyer, Card, OrderReference, Shipping, Status};
use crate::sandbox::calendar::Moment;
use crate::sandbox::identifier::Environment;
use crate::sandbox::money::{Currency, Money};
use crate::sandbox::sellers::SellerAt;
use crate::sandbox::snapshot::stored;
use crate::sandbox::store::At;

/// A buyer's agreement to be charged again and again.
#[derive(Clone, Debug)]
pub struct BillingAgreement {
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
    /// Who buys.
    pub buyer: At<Buyer>,
    /// Where it goes.
    pub shipping: Shipping,
    /// Where the bill goes.
    pub billing: At<Address>,
    /// What pays, once chosen.
    pub card: Option<Card>,
    /// Whether the buyer changed something since it was suspended.
    pub card_renewed: bool,
    /// Whether the buyer ticked the consent widget.
    pub consent: bool,
    /// Whether the buyer owns the merchant's account.
    pub buyer_is_seller: bool,
    /// Whether the buyer deleted the billing address of the method.
    pub billing_address_deleted: bool,
    /// Whether it was ever open: then the merchant may see who buys.
    pub confirmed: bool,
    /// What it is charged in.
    pub currency: Currency,
    /// How the bank's challenge stands.
    pub authentication: Authentication,
    /// The merchant's words on it.
    pub attributes: Option<Box<AgreementAttributes>>,
    /// The order references made from it.
    pub orders: Vec<At<OrderReference>>,
    /// The first moment of the month that `period_used` counts.
    pub period: Moment,
    /// Minor units authorized in that month.
    pub period_used: i64,
}
stored!(BillingAgreement {
    number,
    environment,
    seller,
    status,
    created,
    buyer,
    shipping,
    billing,
    card,
    card_renewed,
    consent,
    buyer_is_seller,
    billing_address_deleted,
    confirmed,
    currency,
    authentication,
    attributes,
    orders,
    period,
    period_used
});

/// What the merchant said of an agreement. Absent is what was never said.
#[derive(Clone, Debug, Default)]
pub struct AgreementAttributes {
    /// A note to the buyer.
    pub seller_note: Option<String>,
    /// The solution provider's seller id.
    pub platform_id: Option<String>,
    /// The merchant's id for it.
    pub seller_billing_agreement_id: Option<String>,
    /// The store's name.
    pub store_name: Option<String>,
    /// Free text.
    pub custom_information: Option<String>,
    /// Who starts the charges.
    pub billing_agreement_type: Option<String>,
    /// What each charge is, where that is fixed.
    pub subscription_amount: Option<Money>,
    /// Where the buyer returns after the challenge.
    pub success_url: Option<String>,
    /// Where the buyer returns when it was not passed.
    pub failure_url: Option<String>,
}
stored!(AgreementAttributes {
    seller_note,
    platform_id,
    seller_billing_agreement_id,
    store_name,
    custom_information,
    billing_agreement_type,
    subscription_amount,
    success_url,
    failure_url
});
