//! Captures and refunds: each row of behaviour.md 5.4 and 5.5, their simulations and limits.

use serde_json::json;

use crate::shop::{DAY, Shop};

fn note(json: &str) -> String {
    format!(r#"{{"SandboxSimulation":{json}}}"#)
}

#[test]
fn none_to_completed() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    assert_eq!(shop.state(&capture), "Completed");
}

#[test]
fn none_to_pending_after_seven_days() {
    let mut shop = Shop::new();
    let id = shop.open();
    let (early, late) = (shop.authorized(&id, "10"), shop.authorized(&id, "10"));
    shop.advance(7 * DAY);
    assert_eq!(shop.capture(&early, "10", &[]).get("CaptureStatus.State"), "Completed");
    shop.advance(1);
    let answer = shop.capture(&late, "10", &[]);
    assert_eq!(answer.get("CaptureStatus.State"), "Pending");
    let capture = answer.get("AmazonCaptureId");
    assert_eq!(shop.refund(&capture, "1", &[]).code(), "CaptureNotRefundable");
    shop.advance(30_000);
    assert_eq!(shop.state(&capture), "Completed");
}

#[test]
fn simulations_of_captures() {
    for (simulation, now, later) in [
        (r#"{"State":"Pending"}"#, "Pending", "Completed"),
        (
            r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#,
            "Declined/AmazonRejected",
            "Declined/AmazonRejected",
        ),
        (
            r#"{"State":"Declined","ReasonCode":"ProcessingFailure"}"#,
            "Declined/ProcessingFailure",
            "Declined/ProcessingFailure",
        ),
        (
            r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#,
            "Closed/AmazonClosed",
            "Closed/AmazonClosed",
        ),
    ] {
        let mut shop = Shop::new();
        let id = shop.open();
        let authorization = shop.authorized(&id, "10");
        let simulated = note(simulation);
        let answer = shop.capture(&authorization, "10", &[("SellerCaptureNote", &simulated)]);
        let capture = answer.get("AmazonCaptureId");
        assert_eq!(shop.state(&capture), now);
        shop.advance(30_000);
        assert_eq!(shop.state(&capture), later);
    }
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "10");
    let simulated = note(r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod"}"#);
    let answer = shop.capture(&authorization, "10", &[("SellerCaptureNote", &simulated)]);
    assert_eq!(answer.code(), "InvalidSandboxSimulationSpecified");
    assert_eq!(shop.state(&authorization), "Open");
}

#[test]
fn pending_to_declined() {
    for (action, reason) in [("reject", "AmazonRejected"), ("fail", "ProcessingFailure")] {
        let mut shop = Shop::new();
        let id = shop.open();
        let authorization = shop.authorized(&id, "10");
        let simulated = note(r#"{"State":"Pending"}"#);
        let answer = shop.capture(&authorization, "10", &[("SellerCaptureNote", &simulated)]);
        let capture = answer.get("AmazonCaptureId");
        shop.amazon(&capture, json!({ "action": action }));
        assert_eq!(shop.state(&capture), format!("Declined/{reason}"));
        assert_eq!(shop.refund(&capture, "1", &[]).code(), "CaptureNotRefundable");
    }
}

#[test]
fn a_declined_capture_uses_its_authorization_up_or_not() {
    for (closes, state) in [(true, "Closed/MaxCapturesProcessed"), (false, "Open")] {
        let mut shop = Shop::set(json!({ "declinedCaptureClosesAuthorization": closes }));
        let id = shop.open();
        let authorization = shop.authorized(&id, "10");
        let simulated = note(r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#);
        shop.capture(&authorization, "10", &[("SellerCaptureNote", &simulated)]);
        assert_eq!(shop.state(&authorization), state);
        if !closes {
            assert_eq!(shop.capture(&authorization, "10", &[]).status, 200);
        }
        shop.sandbox.audit().unwrap();
    }
}

#[test]
fn completed_to_closed_when_the_refunds_reach_capture_and_allowance() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "100");
    assert_eq!(shop.refund(&capture, "115.01", &[]).code(), "TransactionAmountExceeded");
    shop.refund(&capture, "115", &[]);
    assert_eq!(shop.refund(&capture, "0.01", &[]).code(), "TransactionAmountExceeded");
    shop.advance(31_000);
    assert_eq!(shop.state(&capture), "Closed/MaxAmountRefunded");
    assert_eq!(shop.refund(&capture, "0.01", &[]).code(), "CaptureNotRefundable");
}

#[test]
fn completed_to_closed_after_ten_refunds() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "100");
    for _ in 0..10 {
        assert_eq!(shop.refund(&capture, "1", &[]).status, 200);
    }
    assert_eq!(shop.refund(&capture, "1", &[]).code(), "TransactionCountExceeded");
    shop.advance(31_000);
    assert_eq!(shop.state(&capture), "Closed/MaxRefundsProcessed");
}

#[test]
fn any_to_closed_by_amazon() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "100");
    shop.amazon(&capture, json!({ "action": "close" }));
    assert_eq!(shop.state(&capture), "Closed/AmazonClosed");
    assert_eq!(shop.refund(&capture, "1", &[]).code(), "CaptureNotRefundable");
}

#[test]
fn a_capture_is_at_most_its_authorization_and_in_its_currency() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "10");
    assert_eq!(shop.capture(&authorization, "10.01", &[]).code(), "TransactionAmountExceeded");
    let answer = shop.call(
        "Capture",
        &[
            ("AmazonAuthorizationId", &authorization),
            ("CaptureReferenceId", "c"),
            ("CaptureAmount.Amount", "10"),
            ("CaptureAmount.CurrencyCode", "EUR"),
        ],
    );
    assert_eq!(answer.code(), "CurrencyMismatch");
}

#[test]
fn ids_of_the_wrong_kind_are_refused() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    for wrong in [capture.as_str(), &id, "S01-0000000-0000000-A000000", "nonsense"] {
        let answer = shop.call("GetAuthorizationDetails", &[("AmazonAuthorizationId", wrong)]);
        assert_eq!((answer.status, answer.code().as_str()), (404, "InvalidTransactionId"));
        assert_eq!(answer.message(), format!("The TransactionId {wrong} is invalid."));
    }
}

#[test]
fn refunds_go_from_pending_to_completed_after_half_a_minute() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let refund = shop.refund(&capture, "4", &[]).get("AmazonRefundId");
    let details = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]);
    assert_eq!(details.get("RefundedAmount.Amount"), "4.00");
    shop.advance(30_999);
    assert_eq!(shop.state(&refund), "Pending");
    shop.advance(1);
    assert_eq!(shop.state(&refund), "Completed");
}

#[test]
fn refunds_are_declined_and_no_longer_count() {
    for (counts, pending) in [("at-request", "4.00"), ("at-completion", "0")] {
        let mut shop = Shop::set(json!({ "refundCounts": counts }));
        let id = shop.open();
        let capture = shop.captured(&id, "10");
        let simulated = note(r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#);
        let answer = shop.refund(&capture, "4", &[("SellerRefundNote", &simulated)]);
        let refund = answer.get("AmazonRefundId");
        let own = [("AmazonCaptureId", capture.as_str())];
        let details = shop.ok("GetCaptureDetails", &own);
        assert_eq!(details.get("RefundedAmount.Amount"), pending);
        shop.advance(31_000);
        assert_eq!(shop.state(&refund), "Declined/AmazonRejected");
        let details = shop.ok("GetCaptureDetails", &own);
        assert_eq!(details.get("RefundedAmount.Amount"), "0");
        assert_eq!(shop.refund(&capture, "11.50", &[]).status, 200);
    }
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let refund = shop.refund(&capture, "4", &[]).get("AmazonRefundId");
    shop.amazon(&refund, json!({ "action": "fail" }));
    assert_eq!(shop.state(&refund), "Declined/ProcessingFailure");
    let simulated = note(r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#);
    let answer = shop.refund(&capture, "4", &[("SellerRefundNote", &simulated)]);
    assert_eq!(answer.code(), "InvalidSandboxSimulationSpecified");
}

#[test]
fn closing_an_order_reference_may_be_simulated_as_amazons() {
    let mut shop = Shop::new();
    let id = shop.open();
    let simulated = note(r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#);
    shop.ok(
        "CloseOrderReference",
        &[("AmazonOrderReferenceId", &id), ("ClosureReason", &simulated)],
    );
    assert_eq!(shop.state(&id), "Closed/AmazonClosed");
}

#[test]
fn the_constraint_may_be_simulated_and_overwritten() {
    let mut shop = Shop::new();
    let id = shop.draft();
    let set = |shop: &mut Shop, note: &str| {
        shop.call(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                ("OrderReferenceAttributes.SellerNote", note),
            ],
        )
    };
    let answer = set(&mut shop, &note(r#"{"Constraint":"PaymentMethodNotAllowed"}"#));
    assert_eq!(answer.all("ConstraintID"), ["PaymentMethodNotAllowed"]);
    let own = [("AmazonOrderReferenceId", id.as_str())];
    assert_eq!(shop.refused("ConfirmOrderReference", &own), "400 ConstraintsExist");
    let answer = set(&mut shop, &note(r#"{"Constraint":"AmountNotSet"}"#));
    assert_eq!(answer.code(), "InvalidSandboxSimulationSpecified");
    assert!(!set(&mut shop, "thanks").has("ConstraintID"));
    shop.ok("ConfirmOrderReference", &own);
}

#[test]
fn amazon_refunds_and_chargebacks() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let made = shop.amazon(&capture, json!({ "action": "refund", "amount": "3" }));
    let refund = made["amazonRefundId"].as_str().unwrap().to_owned();
    let details = shop.ok("GetRefundDetails", &[("AmazonRefundId", &refund)]);
    assert_eq!(details.get("RefundType"), "AmazonA-ZGuarantee");
    let made =
        shop.amazon(&capture, json!({ "action": "chargeback", "amount": "2", "refund": true }));
    assert!(made["amazonChargebackId"].as_str().unwrap().starts_with('C'));
    shop.advance(31_000);
    let details = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]);
    assert_eq!(details.get("RefundedAmount.Amount"), "5.00");
}

#[test]
fn amazon_gives_back_what_is_asked_for_and_no_more() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let path = format!("/sandbox/objects/{capture}/amazon");
    for (action, status) in [
        // A number would be passed over, and everything be given back.
        (json!({ "action": "refund", "amount": 5 }), 400),
        (json!({ "action": "refund", "refundType": 1 }), 400),
        (json!({ "action": "chargeback", "amount": 5 }), 400),
        (json!({ "action": "chargeback", "refund": "true" }), 400),
        (json!({ "action": "chargeback", "reason": 1 }), 400),
        (json!({ "action": "chargeback", "amount": "10.01" }), 409),
        (json!({ "action": "chargeback", "amount": "10.00" }), 200),
        (json!({ "action": "refund" }), 200),
        (json!({ "action": "refund" }), 409),
        (json!({ "action": "chargeback", "refund": true }), 409),
        (json!({ "action": "chargeback" }), 200),
    ] {
        let response = shop.control_raw("POST", &path, &action.to_string());
        assert_eq!(response.status, status, "{action}: {}", response.body);
    }
    let details = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]);
    assert_eq!(details.get("RefundedAmount.Amount"), "10.00");
    assert_eq!(details.all("IdList.member").len(), 1);
    let told = shop.control("GET", "/sandbox/notifications", json!({})).to_string();
    assert_eq!(told.matches("\"Chargeback Detailed Notification\"").count(), 2, "{told}");
}
