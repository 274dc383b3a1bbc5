//! Authorizations: each row of behaviour.md 5.3, and the simulations and cards of 6.

use serde_json::json;

use crate::shop::{DAY, HOUR, MINUTE, Shop};

const SYNCHRONOUS: (&str, &str) = ("TransactionTimeout", "0");

fn note(json: &str) -> String {
    format!(r#"{{"SandboxSimulation": {json}}}"#)
}

#[test]
fn none_to_pending_by_an_asynchronous_call() {
    let mut shop = Shop::new();
    let id = shop.open();
    for more in [&[][..], &[("TransactionTimeout", "1440")], &[("TransactionTimeout", "5")]] {
        let answer = shop.authorize(&id, "1", more);
        assert_eq!(answer.get("AuthorizationStatus.State"), "Pending");
    }
    for wrong in ["3", "1439"] {
        let answer = shop.authorize(&id, "1", &[("TransactionTimeout", wrong)]);
        assert_eq!(answer.code(), "InvalidParameterValue");
    }
    let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "1445")]);
    assert!(answer.message().contains("less than or equal to 1440"), "{}", answer.body);
}

#[test]
fn pending_to_open_after_half_a_minute() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorize(&id, "1", &[]).get("AmazonAuthorizationId");
    assert_eq!(shop.capture(&authorization, "1", &[]).code(), "InvalidAuthorizationStatus");
    shop.advance(30_000);
    assert_eq!(shop.state(&authorization), "Open");
}

#[test]
fn none_to_open_by_a_synchronous_call() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "1");
    assert_eq!(shop.state(&authorization), "Open");
}

/// Card or simulation, what becomes of the authorization, and what of the order reference.
fn declines(reason: &str, order: &str, wish: serde_json::Value, simulation: Option<&str>) {
    for asynchronous in [false, true] {
        let mut shop = Shop::new();
        let id = shop.open_with(wish.clone());
        let simulated = simulation.map(note);
        let mut more = Vec::new();
        if !asynchronous {
            more.push(SYNCHRONOUS);
        }
        if let Some(simulated) = &simulated {
            more.push(("SellerAuthorizationNote", simulated.as_str()));
        }
        let answer = shop.authorize(&id, "1", &more);
        let authorization = answer.get("AmazonAuthorizationId");
        if asynchronous {
            assert_eq!(answer.get("AuthorizationStatus.State"), "Pending");
            shop.advance(30_000);
        }
        assert_eq!(shop.state(&authorization), format!("Declined/{reason}"));
        assert_eq!(shop.state(&id), order);
        let own = [("AmazonAuthorizationId", authorization.as_str())];
        assert_eq!(shop.refused("CloseAuthorization", &own), "405 InvalidAuthorizationStatus");
        assert_eq!(shop.capture(&authorization, "1", &[]).code(), "InvalidAuthorizationStatus");
    }
}

#[test]
fn to_declined_invalid_payment_method_by_card_3434() {
    declines(
        "InvalidPaymentMethod",
        "Suspended/InvalidPaymentMethod",
        json!({ "card": "3434" }),
        None,
    );
}

#[test]
fn to_declined_amazon_rejected_by_card_2323() {
    declines("AmazonRejected", "Closed/AmazonClosed", json!({ "card": "2323" }), None);
}

#[test]
fn to_declined_transaction_timed_out_by_card_5656() {
    declines("TransactionTimedOut", "Open", json!({ "card": "5656" }), None);
}

#[test]
fn to_declined_invalid_payment_method_by_simulation() {
    declines(
        "InvalidPaymentMethod",
        "Suspended/InvalidPaymentMethod",
        json!({}),
        Some(
            r#"{"State":"Declined", "ReasonCode":"InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins":5}"#,
        ),
    );
}

#[test]
fn to_declined_amazon_rejected_by_simulation() {
    declines(
        "AmazonRejected",
        "Closed/AmazonClosed",
        json!({}),
        Some(r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#),
    );
}

#[test]
fn to_declined_transaction_timed_out_by_simulation() {
    declines(
        "TransactionTimedOut",
        "Open",
        json!({}),
        Some(r#"{"State":"Declined","ReasonCode":"TransactionTimedOut"}"#),
    );
}

#[test]
fn a_simulation_wins_over_the_card() {
    declines(
        "TransactionTimedOut",
        "Open",
        json!({ "card": "2323" }),
        Some(r#"{"State":"Declined","ReasonCode":"TransactionTimedOut"}"#),
    );
}

#[test]
fn to_declined_processing_failure_leaves_the_order_open() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorize(&id, "1", &[]).get("AmazonAuthorizationId");
    shop.amazon(&authorization, json!({ "action": "fail" }));
    assert_eq!(shop.state(&authorization), "Declined/ProcessingFailure");
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn to_declined_transaction_timed_out_when_the_time_is_too_short() {
    let mut shop = Shop::set(json!({ "authorizationDelay": 600_000 }));
    let id = shop.open();
    let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "5")]);
    shop.advance(5 * MINUTE);
    assert_eq!(shop.state(&answer.get("AmazonAuthorizationId")), "Declined/TransactionTimedOut");
}

#[test]
fn open_to_closed_by_capture() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "10");
    shop.capture(&authorization, "4", &[]);
    assert_eq!(shop.state(&authorization), "Closed/MaxCapturesProcessed");
    assert_eq!(shop.capture(&authorization, "6", &[]).code(), "InvalidAuthorizationStatus");
}

#[test]
fn open_or_pending_to_closed_by_seller() {
    let mut shop = Shop::new();
    let id = shop.open();
    let open = shop.authorized(&id, "1");
    let pending = shop.authorize(&id, "1", &[]).get("AmazonAuthorizationId");
    for authorization in [open, pending] {
        let own =
            [("AmazonAuthorizationId", authorization.as_str()), ("ClosureReason", "too late")];
        shop.ok("CloseAuthorization", &own);
        assert_eq!(shop.state(&authorization), "Closed/SellerClosed");
        let details = shop.ok("GetAuthorizationDetails", &own[..1]);
        assert_eq!(details.get("AuthorizationStatus.ReasonDescription"), "too late");
        assert_eq!(shop.refused("CloseAuthorization", &own), "405 InvalidAuthorizationStatus");
    }
}

#[test]
fn open_to_closed_expired_unused_after_its_life() {
    for (settings, path, days) in [
        (json!({}), "/OffAmazonPayments_Sandbox/2013-01-01", 30),
        (json!({ "sandboxAuthorizationDays": 2 }), "/OffAmazonPayments_Sandbox/2013-01-01", 2),
        (json!({ "sandboxAuthorizationDays": 2 }), "/OffAmazonPayments/2013-01-01", 30),
    ] {
        let mut shop = Shop::set(settings);
        shop.path = path;
        let sandbox = path.contains("Sandbox");
        let id = shop.open_with(json!({ "sandbox": sandbox }));
        let authorization = shop.authorized(&id, "1");
        shop.advance(days * DAY - 1);
        assert_eq!(shop.state(&authorization), "Open");
        shop.advance(1);
        assert_eq!(shop.state(&authorization), "Closed/ExpiredUnused");
    }
}

#[test]
fn open_or_pending_to_closed_by_amazon() {
    let mut shop = Shop::new();
    let id = shop.open();
    let open = shop.authorized(&id, "1");
    let pending = shop.authorize(&id, "1", &[]).get("AmazonAuthorizationId");
    for authorization in [open, pending] {
        shop.amazon(&authorization, json!({ "action": "close" }));
        assert_eq!(shop.state(&authorization), "Closed/AmazonClosed");
    }
}

#[test]
fn pending_or_open_may_be_held() {
    let mut shop = Shop::new();
    let id = shop.open();
    let authorization = shop.authorized(&id, "1");
    shop.amazon(&authorization, json!({ "action": "hold" }));
    assert_eq!(shop.state(&authorization), "Open/StopShipmentAtypicalAuth");
    assert_eq!(shop.capture(&authorization, "1", &[]).status, 200);
}

#[test]
fn closed_amazon_closed_by_simulation() {
    let mut shop = Shop::new();
    let id = shop.open();
    let simulated = note(r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#);
    let more = [SYNCHRONOUS, ("SellerAuthorizationNote", simulated.as_str())];
    let answer = shop.authorize(&id, "1", &more);
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), "AmazonClosed");
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn closed_expired_unused_by_simulation_after_its_minutes() {
    for minutes in ["7", "\"7\""] {
        let mut shop = Shop::new();
        let id = shop.open();
        let simulated = note(&format!(
            r#"{{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":{minutes}}}"#
        ));
        let more = [SYNCHRONOUS, ("SellerAuthorizationNote", simulated.as_str())];
        let authorization = shop.authorize(&id, "1", &more).get("AmazonAuthorizationId");
        shop.advance(7 * MINUTE - 1);
        assert_eq!(shop.state(&authorization), "Open");
        shop.advance(1);
        assert_eq!(shop.state(&authorization), "Closed/ExpiredUnused");
    }
}

#[test]
fn the_method_mends_itself_after_the_simulated_minutes_when_asynchronous() {
    for (asynchronous, later) in [(true, "Open"), (false, "Suspended/InvalidPaymentMethod")] {
        let mut shop = Shop::new();
        let id = shop.open();
        let simulated = note(
            r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":3}"#,
        );
        let mut more = vec![("SellerAuthorizationNote", simulated.as_str())];
        if !asynchronous {
            more.push(SYNCHRONOUS);
        }
        shop.authorize(&id, "1", &more);
        shop.advance(30_000);
        assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
        shop.advance(3 * MINUTE);
        assert_eq!(shop.state(&id), later);
    }
}

#[test]
fn soft_decline_is_told_and_keeps_the_order_open_by_default() {
    for (soft, setting, order) in [
        ("true", false, "Open"),
        ("false", false, "Suspended/InvalidPaymentMethod"),
        ("true", true, "Suspended/InvalidPaymentMethod"),
    ] {
        let mut shop = Shop::set(json!({ "softDeclineSuspends": setting }));
        let id = shop.open();
        let simulated = note(&format!(
            r#"{{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":1,"SoftDecline":"{soft}"}}"#
        ));
        let more = [SYNCHRONOUS, ("SellerAuthorizationNote", simulated.as_str())];
        let answer = shop.authorize(&id, "1", &more);
        assert_eq!(answer.get("SoftDecline"), soft);
        assert_eq!(shop.state(&id), order);
    }
}

#[test]
fn illegal_simulations_are_refused() {
    let mut shop = Shop::new();
    let id = shop.open();
    for wrong in [
        r#"{"State":"Declined","ReasonCode":"ProcessingFailure"}"#,
        r#"{"State":"Declined","ReasonCode":"InvalidPayment Method"}"#,
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":0}"#,
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":241}"#,
        r#"{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":61}"#,
        r#"{"State":"Declined","ReasonCode":"AmazonRejected","SoftDecline":"true"}"#,
        r#"{"State":"Declined"}"#,
        r#"{"state":"Declined","ReasonCode":"AmazonRejected"}"#,
        r#"{"Constraint":"PaymentMethodNotAllowed"}"#,
        "{}",
    ] {
        let simulated = note(wrong);
        let answer = shop.authorize(&id, "1", &[("SellerAuthorizationNote", &simulated)]);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (400, "InvalidSandboxSimulationSpecified"),
            "{wrong}"
        );
    }
    assert!(!shop.order(&id).has("IdList.member"));
}

#[test]
fn other_notes_and_notes_in_production_are_plain() {
    let mut shop = Shop::new();
    let id = shop.open();
    for plain in [
        "thank you",
        r#"{"SandboxSimulation":"#,
        r#"{"SandboxSimulation":{"State":"Declined"},"more":1}"#,
        r#"{"sandboxSimulation":{"State":"Declined"}}"#,
    ] {
        let answer = shop.authorize(&id, "1", &[SYNCHRONOUS, ("SellerAuthorizationNote", plain)]);
        assert_eq!(answer.get("AuthorizationStatus.State"), "Open", "{plain}");
    }
    shop.path = "/OffAmazonPayments/2013-01-01";
    let id = shop.open_with(json!({ "sandbox": false }));
    assert!(id.starts_with("P01-"));
    let simulated = note(r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#);
    let more = [SYNCHRONOUS, ("SellerAuthorizationNote", simulated.as_str())];
    assert_eq!(shop.authorize(&id, "1", &more).get("AuthorizationStatus.State"), "Open");
}

#[test]
fn the_same_reference_id_gives_the_same_object() {
    let mut shop = Shop::new();
    let id = shop.open();
    let call = |shop: &mut Shop, order: &str, amount: &str| {
        shop.call(
            "Authorize",
            &[
                ("AmazonOrderReferenceId", order),
                ("AuthorizationReferenceId", "once"),
                ("AuthorizationAmount.Amount", amount),
                ("AuthorizationAmount.CurrencyCode", "USD"),
            ],
        )
    };
    let first = call(&mut shop, &id, "10").get("AmazonAuthorizationId");
    shop.advance(HOUR);
    let again = call(&mut shop, &id, "10");
    assert_eq!(again.get("AmazonAuthorizationId"), first);
    assert_eq!(again.get("AuthorizationStatus.State"), "Open");
    let other = call(&mut shop, &id, "11");
    assert_eq!((other.status, other.code().as_str()), (400, "DuplicateRequest"));
    let elsewhere = shop.open();
    assert_eq!(call(&mut shop, &elsewhere, "10").code(), "DuplicateReferenceId");
    let capture = shop.call(
        "Capture",
        &[
            ("AmazonAuthorizationId", &first),
            ("CaptureReferenceId", "once"),
            ("CaptureAmount.Amount", "10"),
            ("CaptureAmount.CurrencyCode", "USD"),
        ],
    );
    assert_eq!(capture.code(), "DuplicateReferenceId");
    shop.ok("CloseOrderReference", &[("AmazonOrderReferenceId", &id)]);
    assert_eq!(call(&mut shop, &id, "10").get("AmazonAuthorizationId"), first);

    let mut strict = Shop::set(json!({ "idempotency": "state-error", "referenceIdScope": "kind" }));
    let id = strict.open();
    let first = call(&mut strict, &id, "10").get("AmazonAuthorizationId");
    assert_eq!(call(&mut strict, &id, "10").get("AmazonAuthorizationId"), first);
    strict.ok("CloseOrderReference", &[("AmazonOrderReferenceId", &id)]);
    assert_eq!(call(&mut strict, &id, "10").code(), "InvalidOrderReferenceStatus");
}

#[test]
fn capture_now_uses_its_reference_id_up_for_captures() {
    for scope in ["seller", "kind"] {
        let mut shop = Shop::set(json!({ "referenceIdScope": scope }));
        let id = shop.open();
        shop.call(
            "Authorize",
            &[
                ("AmazonOrderReferenceId", &id),
                ("AuthorizationReferenceId", "both"),
                ("AuthorizationAmount.Amount", "10"),
                ("AuthorizationAmount.CurrencyCode", "USD"),
                ("CaptureNow", "true"),
                SYNCHRONOUS,
            ],
        );
        let other = shop.authorized(&id, "10");
        let capture = shop.call(
            "Capture",
            &[
                ("AmazonAuthorizationId", &other),
                ("CaptureReferenceId", "both"),
                ("CaptureAmount.Amount", "10"),
                ("CaptureAmount.CurrencyCode", "USD"),
            ],
        );
        assert_eq!(capture.code(), "DuplicateReferenceId", "{scope}");
    }
}
