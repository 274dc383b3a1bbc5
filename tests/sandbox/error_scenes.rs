//! Calls as the tests of errors ask for them, so that one wrong word stands alone in each, and the
//! objects that they meet. It knows how a call is written and not what comes of it.

use serde_json::json;

use super::shop::{Answer, Shop};

pub fn on_order(shop: &mut Shop, operation: &str, id: &str, more: &[(&str, &str)]) -> Answer {
    let own = [&[("AmazonOrderReferenceId", id)], more].concat();
    shop.call(operation, &own)
}

pub fn on_agreement(shop: &mut Shop, operation: &str, id: &str, more: &[(&str, &str)]) -> Answer {
    let own = [&[("AmazonBillingAgreementId", id)], more].concat();
    shop.call(operation, &own)
}

pub fn set_total(shop: &mut Shop, id: &str, currency: &str) -> Answer {
    let total = [
        ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
        ("OrderReferenceAttributes.OrderTotal.CurrencyCode", currency),
    ];
    on_order(shop, "SetOrderReferenceDetails", id, &total)
}

pub fn set_attribute(shop: &mut Shop, id: &str) -> Answer {
    let total = [
        ("OrderAttributes.OrderTotal.Amount", "1"),
        ("OrderAttributes.OrderTotal.CurrencyCode", "USD"),
    ];
    on_order(shop, "SetOrderAttributes", id, &total)
}

/// What is asked of a money-moving call: reference id, amount, currency, note.
pub type Asked<'a> = (&'a str, &'a str, &'a str, &'a str);

pub fn authorize(shop: &mut Shop, id: &str, (reference, amount, currency, note): Asked) -> Answer {
    let asked = [
        ("AuthorizationReferenceId", reference),
        ("AuthorizationAmount.Amount", amount),
        ("AuthorizationAmount.CurrencyCode", currency),
        ("SellerAuthorizationNote", note),
        ("TransactionTimeout", "0"),
    ];
    on_order(shop, "Authorize", id, &asked)
}

pub fn charge(shop: &mut Shop, id: &str, (reference, amount, currency, note): Asked) -> Answer {
    let asked = [
        ("AuthorizationReferenceId", reference),
        ("AuthorizationAmount.Amount", amount),
        ("AuthorizationAmount.CurrencyCode", currency),
        ("SellerAuthorizationNote", note),
        ("TransactionTimeout", "0"),
    ];
    on_agreement(shop, "AuthorizeOnBillingAgreement", id, &asked)
}

pub fn capture(shop: &mut Shop, id: &str, (reference, amount, currency, note): Asked) -> Answer {
    let asked = [
        ("AmazonAuthorizationId", id),
        ("CaptureReferenceId", reference),
        ("CaptureAmount.Amount", amount),
        ("CaptureAmount.CurrencyCode", currency),
        ("SellerCaptureNote", note),
    ];
    shop.call("Capture", &asked)
}

pub fn refund(shop: &mut Shop, id: &str, (reference, amount, currency, note): Asked) -> Answer {
    let asked = [
        ("AmazonCaptureId", id),
        ("RefundReferenceId", reference),
        ("RefundAmount.Amount", amount),
        ("RefundAmount.CurrencyCode", currency),
        ("SellerRefundNote", note),
    ];
    shop.call("Refund", &asked)
}

pub fn reverse(shop: &mut Shop, id: &str, reference: &str, amount: &str) -> Answer {
    let asked = [
        ("AmazonProviderCreditId", id),
        ("CreditReversalReferenceId", reference),
        ("CreditReversalAmount.Amount", amount),
        ("CreditReversalAmount.CurrencyCode", "USD"),
    ];
    shop.call("ReverseProviderCredit", &asked)
}

pub fn make_order(shop: &mut Shop, agreement: &str, more: &[(&str, &str)]) -> Answer {
    let own = [&[("Id", agreement), ("IdType", "BillingAgreement")], more].concat();
    shop.call("CreateOrderReferenceForId", &own)
}

/// An open authorization of 10 USD.
pub fn authorized(shop: &mut Shop) -> String {
    let order = shop.open();
    shop.authorized(&order, "10")
}

/// A completed capture of 10 USD.
pub fn captured(shop: &mut Shop) -> String {
    let order = shop.open();
    shop.captured(&order, "10")
}

/// A credit of 3 USD to a provider.
pub fn credit(shop: &mut Shop) -> String {
    let order = shop.open();
    let share = [
        ("TransactionTimeout", "0"),
        ("CaptureNow", "true"),
        ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
        ("ProviderCreditList.member.1.CreditAmount.Amount", "3"),
        ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", "USD"),
    ];
    let capture = shop.authorize(&order, "10", &share).get("IdList.member");
    shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]).get("ProviderCreditId")
}

pub fn closed_agreement(shop: &mut Shop) -> String {
    let id = shop.open_agreement();
    shop.ok("CloseBillingAgreement", &[("AmazonBillingAgreementId", &id)]);
    id
}

/// Suspended, and its card is still the one that was declined.
pub fn suspended_agreement(shop: &mut Shop) -> String {
    let id = shop.open_agreement();
    shop.buyer(&id, json!({ "action": "selectCard", "card": "3434" }));
    shop.charge(&id, "1", &[("TransactionTimeout", "0")]);
    id
}

/// The same for an order reference.
pub fn suspended_order(shop: &mut Shop) -> String {
    let id = shop.open_with(json!({ "card": "3434" }));
    shop.authorize(&id, "1", &[("TransactionTimeout", "0")]);
    id
}
