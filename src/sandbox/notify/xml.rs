//! What stands in `NotificationData`: like the API's answers, but with another namespace, another
//! order, other names for some elements and other forms of numbers (behaviour.md 0.3, 7.6;
//! operations.md 13).

use super::content::{SeenAuthorization, SeenCapture, SeenRefund};
use crate::model::notifications::{self, Notification};
use crate::protocol::response_writer::element;
use crate::sandbox::behaviour::{agreement_charges, order_reference, soft_descriptor, time};
use crate::sandbox::calendar::Moment;
use crate::sandbox::fault::Fault;
use crate::sandbox::money::{Money, rate_text};
use crate::sandbox::objects::{
    BillingAgreement, Capture, Object, OrderReference, ProviderCredit, Reversal, Status,
};
use crate::sandbox::state::State;
use crate::sandbox::store::At;
use crate::sandbox::world::World;

/// The namespace of notifications: https, and another path than the API's.
const NAMESPACE: &str = "https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01";

/// A buyer's bank takes money back.
#[derive(Clone, Debug)]
pub struct Chargeback {
    /// Its id.
    pub id: String,
    /// From which capture.
    pub capture: At<Capture>,
    /// How much.
    pub amount: Money,
    /// Why, in words.
    pub reason: String,
    /// How far it is.
    pub state: String,
    /// When it was made.
    pub created: Moment,
}

/// The XML of an object as it is now, but for the transactions below.
pub fn render(world: &World, kind: &Notification, object: Object) -> Result<String, Fault> {
    let mut out = Xml::default();
    out.root(kind, |out| match object {
        Object::OrderReference(at) => order(world, out, at),
        Object::BillingAgreement(at) => agreement(world, out, at),
        Object::ProviderCredit(at) => credit(world, out, at),
        Object::Reversal(at) => reversal(world, out, at),
        Object::Authorization(_) | Object::Capture(_) | Object::Refund(_) => Ok(()),
    })?;
    Ok(out.0)
}

/// The XML of a chargeback.
pub fn chargeback(world: &World, chargeback: &Chargeback) -> Result<String, Fault> {
    let capture = world.store.captures.get(chargeback.capture)?;
    let mut out = Xml::default();
    out.root(&notifications::CHARGEBACK, |out| {
        out.text("AmazonChargebackId", &chargeback.id);
        out.id(world, "AmazonOrderReferenceId", Object::OrderReference(capture.order))?;
        // The merchant's own reference, whatever the name says.
        out.text("AmazonCaptureReferenceId", &capture.reference);
        out.text("CreationTimestamp", &time(chargeback.created));
        out.price("ChargebackAmount", chargeback.amount);
        out.text("ChargebackState", &chargeback.state);
        out.text("ChargebackReason", &chargeback.reason);
        Ok(())
    })?;
    Ok(out.0)
}

/// The XML of a merchant's registration with a solution provider.
pub fn registration(merchant_id: &str) -> String {
    let mut out = Xml::default();
    let _ = out.root(&notifications::MERCHANT_REGISTRATION, |out| {
        out.text("SellerId", merchant_id);
        out.text("Type", "Register");
        out.0.push_str("<Options/>");
        Ok(())
    });
    out.0
}

fn order(world: &World, out: &mut Xml, at: At<OrderReference>) -> Result<(), Fault> {
    let order = world.store.orders.get(at)?;
    out.id(world, "AmazonOrderReferenceId", Object::OrderReference(at))?;
    if let Some(total) = order.total {
        // The one amount that keeps its two decimals here.
        out.amount("OrderTotal", &total.text(), total.currency.code());
    }
    let seller_id = world.seller(order.seller)?.merchant_id.clone();
    out.inside("SellerOrderAttributes", |out| {
        out.text("SellerId", &seller_id);
        let attributes = order.attributes.as_ref();
        if let Some(id) = attributes.and_then(|attributes| attributes.seller_order_id.as_deref()) {
            out.text("SellerOrderId", id);
        }
        out.0.push_str("<OrderItemCategories/>");
        Ok(())
    })?;
    out.status("OrderReferenceStatus", &order.status)?;
    out.text("CreationTimestamp", &time(order.created));
    out.text("ExpirationTimestamp", &time(order_reference::expiry(order.created)));
    Ok(())
}

/// The XML of an authorization as it was.
pub fn authorization(world: &World, seen: &SeenAuthorization) -> Result<String, Fault> {
    let authorization = world.store.authorizations.get(seen.at)?;
    let captures = authorization.captures.iter().take(seen.captures as usize);
    let mut out = Xml::default();
    out.root(&notifications::AUTHORIZATION, |out| {
        out.id(world, "AmazonAuthorizationId", Object::Authorization(seen.at))?;
        out.text("AuthorizationReferenceId", &authorization.reference);
        out.price("AuthorizationAmount", authorization.amount);
        out.price("CapturedAmount", seen.captured);
        out.price("AuthorizationFee", Money::zero(authorization.amount.currency));
        out.ids(world, "IdList", captures.copied().map(Object::Capture))?;
        out.text("CreationTimestamp", &time(authorization.created));
        out.text("ExpirationTimestamp", &time(authorization.expires));
        out.status("AuthorizationStatus", &seen.status)?;
        out.0.push_str("<OrderItemCategories/>");
        out.text("CaptureNow", if authorization.capture_now { "true" } else { "false" });
        let descriptor = authorization.descriptor.as_deref();
        out.text("SoftDescriptor", &soft_descriptor(world, authorization.order, descriptor)?);
        if let Some(soft) = seen.soft_decline {
            out.text("SoftDecline", if soft { "true" } else { "false" });
        }
        Ok(())
    })?;
    Ok(out.0)
}

/// The XML of a capture as it was.
pub fn capture(world: &World, seen: &SeenCapture) -> Result<String, Fault> {
    let capture = world.store.captures.get(seen.at)?;
    let currency = capture.amount.currency;
    let refunds = capture.refunds.iter().take(seen.refunds as usize);
    let mut out = Xml::default();
    out.root(&notifications::CAPTURE, |out| {
        out.id(world, "AmazonCaptureId", Object::Capture(seen.at))?;
        out.text("CaptureReferenceId", &capture.reference);
        out.price("CaptureAmount", capture.amount);
        if matches!(seen.status.state, State::Completed | State::Closed) {
            out.conversion(world, capture.amount, capture.rate);
        }
        out.price("RefundedAmount", Money::new(seen.refunded, currency));
        out.price("CaptureFee", Money::zero(currency));
        out.ids(world, "IdList", refunds.copied().map(Object::Refund))?;
        out.text("CreationTimestamp", &time(capture.created));
        out.status("CaptureStatus", &seen.status)?;
        let descriptor = capture.descriptor.as_deref();
        out.text("SoftDescriptor", &soft_descriptor(world, capture.order, descriptor)?);
        Ok(())
    })?;
    Ok(out.0)
}

/// The XML of a refund as it was.
pub fn refund(world: &World, seen: &SeenRefund) -> Result<String, Fault> {
    let refund = world.store.refunds.get(seen.at)?;
    let capture = world.store.captures.get(refund.capture)?;
    let mut out = Xml::default();
    out.root(&notifications::REFUND, |out| {
        out.id(world, "AmazonRefundId", Object::Refund(seen.at))?;
        out.text("RefundReferenceId", &refund.reference);
        out.text("RefundType", &refund.kind);
        out.price("RefundAmount", refund.amount);
        if seen.status.state == State::Completed {
            out.conversion(world, refund.amount, capture.rate);
        }
        out.price("FeeRefunded", Money::zero(refund.amount.currency));
        out.text("CreationTimestamp", &time(refund.created));
        out.status("RefundStatus", &seen.status)?;
        let descriptor = refund.descriptor.as_deref();
        out.text("SoftDescriptor", &soft_descriptor(world, capture.order, descriptor)?);
        Ok(())
    })?;
    Ok(out.0)
}

fn agreement(world: &World, out: &mut Xml, at: At<BillingAgreement>) -> Result<(), Fault> {
    let agreement = world.store.agreements.get(at)?;
    out.id(world, "AmazonBillingAgreementId", Object::BillingAgreement(at))?;
    let seller_id = world.seller(agreement.seller)?.merchant_id.clone();
    out.inside("SellerBillingAgreementAttributes", |out| {
        out.text("SellerId", &seller_id);
        let attributes = agreement.attributes.as_ref();
        if let Some(id) = attributes.and_then(|it| it.seller_billing_agreement_id.as_deref()) {
            out.text("SellerBillingAgreementId", id);
        }
        Ok(())
    })?;
    out.status("BillingAgreementStatus", &agreement.status)?;
    out.text("CreationTimestamp", &time(agreement.created));
    let limits = agreement_charges::limits_now(world, agreement);
    out.inside("BillingAgreementLimits", |out| {
        out.price("AmountLimitPerTimePeriod", limits.limit);
        out.text("TimePeriodStartDate", &time(limits.start));
        out.text("TimePeriodEndDate", &time(limits.end));
        out.price("CurrentRemainingBalance", limits.left);
        Ok(())
    })?;
    out.text("BillingAgreementConsent", if agreement.consent { "true" } else { "false" });
    Ok(())
}

fn credit(world: &World, out: &mut Xml, at: At<ProviderCredit>) -> Result<(), Fault> {
    let credit = world.store.credits.get(at)?;
    let (seller, _) = world.store.owner(Object::ProviderCredit(at))?;
    out.id(world, "AmazonProviderCreditId", Object::ProviderCredit(at))?;
    out.text("SellerId", &world.seller(seller)?.merchant_id);
    out.text("ProviderSellerId", &credit.provider);
    out.price("CreditAmount", credit.amount);
    out.price("CreditReversalAmount", Money::new(credit.reversed, credit.amount.currency));
    let reversals = credit.reversals.iter().copied().map(Object::Reversal);
    out.ids(world, "CreditReversalIdList", reversals)?;
    out.text("CreationTimestamp", &time(credit.created));
    out.status("CreditStatus", &credit.status)
}

fn reversal(world: &World, out: &mut Xml, at: At<Reversal>) -> Result<(), Fault> {
    let reversal = world.store.reversals.get(at)?;
    let credit = world.store.credits.get(reversal.credit)?;
    let (seller, _) = world.store.owner(Object::Reversal(at))?;
    out.id(world, "AmazonProviderCreditReversalId", Object::Reversal(at))?;
    out.text("SellerId", &world.seller(seller)?.merchant_id);
    out.text("ProviderSellerId", &credit.provider);
    out.text("CreditReversalReferenceId", &reversal.reference);
    out.price("CreditReversalAmount", reversal.amount);
    out.text("CreationTimestamp", &time(reversal.created));
    out.status("CreditReversalStatus", &reversal.status)
}

/// The text that grows.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn open(&mut self, name: &str) {
        self.0.push('<');
        self.0.push_str(name);
        self.0.push('>');
    }

    fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    fn root(
        &mut self,
        Notification { root, content: [child], .. }: &Notification,
        write: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.0 =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><{root} xmlns=\"{NAMESPACE}\">");
        self.inside(child.name, write)?;
        self.close(root);
        Ok(())
    }

    fn inside(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.open(name);
        write(self)?;
        self.close(name);
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) {
        element(&mut self.0, name, text);
    }

    fn id(&mut self, world: &World, name: &str, object: Object) -> Result<(), Fault> {
        self.text(name, &world.store.id(object)?);
        Ok(())
    }

    fn ids(
        &mut self,
        world: &World,
        name: &str,
        objects: impl Iterator<Item = Object>,
    ) -> Result<(), Fault> {
        let ids: Result<Vec<String>, Fault> =
            objects.map(|object| world.store.id(object)).collect();
        let ids = ids?;
        if ids.is_empty() {
            self.0.push_str(&format!("<{name}/>"));
            return Ok(());
        }
        self.inside(name, |out| {
            ids.iter().for_each(|id| out.text("Id", id));
            Ok(())
        })
    }

    fn price(&mut self, name: &str, money: Money) {
        self.amount(name, &money.double(), money.currency.code());
    }

    fn amount(&mut self, name: &str, amount: &str, currency: &str) {
        self.open(name);
        self.text("Amount", amount);
        self.text("CurrencyCode", currency);
        self.close(name);
    }

    fn conversion(&mut self, world: &World, amount: Money, rate: Option<i64>) {
        if let Some(rate) = rate {
            self.price("ConvertedAmount", amount.converted(rate, world.ledger_currency()));
            self.text("ConversionRate", &rate_text(rate));
        }
    }

    fn status(&mut self, name: &str, status: &Status) -> Result<(), Fault> {
        self.inside(name, |out| {
            out.text("State", status.state.word());
            out.text("LastUpdateTimestamp", &time(status.updated));
            if let Some(reason) = status.reason {
                out.text("ReasonCode", reason.word());
            }
            if let Some(description) = &status.description {
                out.text("ReasonDescription", description);
            }
            Ok(())
        })
    }
}
