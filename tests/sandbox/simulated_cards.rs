//! The wallet's simulated cards (behaviour.md 6.2) and how long things take in the sandbox (6.3): a test
//! for each row.

use serde_json::json;

use super::shop::Shop;

// Cards of the wallet (6.2).

fn with_card(card: &str) -> (Shop, String) {
    let mut shop = Shop::new();
    let id = shop.draft_with(json!({ "card": card }));
    shop.set_total(&id, "100");
    (shop, id)
}

fn card_gives(card: &str, authorization: &str, order: &str) {
    let (mut shop, id) = with_card(card);
    shop.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
    let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "0")]);
    assert_eq!(shop.state(&answer.get("AmazonAuthorizationId")), authorization);
    assert_eq!(shop.state(&id), order);
}

#[test]
fn card_3434_invalid_payment_method() {
    card_gives("3434", "Declined/InvalidPaymentMethod", "Suspended/InvalidPaymentMethod");
}

#[test]
fn card_2323_amazon_rejected() {
    card_gives("2323", "Declined/AmazonRejected", "Closed/AmazonClosed");
}

#[test]
fn card_5656_transaction_timed_out() {
    card_gives("5656", "Declined/TransactionTimedOut", "Open");
}

#[test]
fn card_4545_payment_method_not_allowed() {
    let (mut shop, id) = with_card("4545");
    assert_eq!(shop.order(&id).all("ConstraintID"), ["PaymentMethodNotAllowed"]);
    let own = [("AmazonOrderReferenceId", id.as_str())];
    assert_eq!(shop.refused("ConfirmOrderReference", &own), "400 ConstraintsExist");
}

#[test]
fn card_1111_and_0000_pay() {
    card_gives("1111", "Open", "Open");
    card_gives("0000", "Open", "Open");
}

// Time (6.3).

#[test]
fn timing_an_asynchronous_authorization_takes_half_a_minute() {
    let mut shop = Shop::new();
    let id = shop.open();
    let id = shop.authorize(&id, "1", &[]).get("AmazonAuthorizationId");
    shop.advance(29_999);
    assert_eq!(shop.state(&id), "Pending");
    shop.advance(1);
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn timing_a_capture_is_completed_at_once() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "10");
    let answer = shop.capture(&authorization, "10", &[]);
    assert_eq!(answer.get("CaptureStatus.State"), "Completed");
}

#[test]
fn timing_a_refund_takes_31_to_33_seconds() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let id = shop.refund(&capture, "10", &[]).get("AmazonRefundId");
    shop.advance(30_999);
    assert_eq!(shop.state(&id), "Pending");
    shop.advance(2_001);
    assert_eq!(shop.state(&id), "Completed");
}

#[test]
fn timing_a_notification_leaves_within_two_seconds_and_not_at_once() {
    let mut shop = Shop::new();
    shop.open();
    shop.advance(499);
    assert!(shop.sandbox.take_deliveries().is_empty());
    shop.advance(1_501);
    assert_eq!(shop.sandbox.take_deliveries().len(), 1);
}
