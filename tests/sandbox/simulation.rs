//! Simulations: every row of behaviour.md 6.1, with those of operations.md 11, by its own test, and that
//! every other pair of call and string is refused.

use serde_json::json;

use super::shop::{Answer, Shop};

const MINUTE: i64 = 60_000;

/// A call whose note may simulate.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Carrier {
    SetOrderReferenceDetails,
    CloseOrderReference,
    Authorize,
    AuthorizeOnBillingAgreement,
    Capture,
    Refund,
}
use Carrier::*;

const CARRIERS: [Carrier; 6] = [
    SetOrderReferenceDetails,
    CloseOrderReference,
    Authorize,
    AuthorizeOnBillingAgreement,
    Capture,
    Refund,
];

/// Declares a test for each row, and the list of them.
macro_rules! rows {
    ($($test:ident $carrier:ident $string:literal, $check:expr;)*) => {
        $(
            #[test]
            fn $test() {
                let check: fn(&mut Shop, Carrier, &str) = $check;
                check(&mut Shop::new(), $carrier, $string);
            }
        )*
        const ROWS: &[(Carrier, &str)] = &[$(($carrier, $string)),*];
    };
}

rows! {
    set_constraint_payment_method_not_allowed SetOrderReferenceDetails
        r#"{"Constraint":"PaymentMethodNotAllowed"}"#, |shop, _, string| {
            let id = shop.draft();
            assert_eq!(set(shop, &id, string).all("ConstraintID"), ["PaymentMethodNotAllowed"]);
            let own = [("AmazonOrderReferenceId", id.as_str())];
            assert_eq!(shop.refused("ConfirmOrderReference", &own), "400 ConstraintsExist");
            assert!(!set(shop, &id, "").has("ConstraintID"));
            shop.ok("ConfirmOrderReference", &own);
        };
    set_authentication_success SetOrderReferenceDetails
        r#"{"PaymentAuthenticationStatus":{"State":"Success"}}"#, authenticates;
    set_authentication_failure SetOrderReferenceDetails
        r#"{"PaymentAuthenticationStatus":{"State":"Failure"}}"#, authenticates;
    set_authentication_abandoned SetOrderReferenceDetails
        r#"{"PaymentAuthenticationStatus":{"State":"Abandoned"}}"#, authenticates;
    close_order_amazon_closed CloseOrderReference
        r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#, |shop, carrier, string| {
            let id = shop.open();
            assert_eq!(on(shop, carrier, &id, string).status, 200);
            assert_eq!(shop.state(&id), "Closed/AmazonClosed");
        };
    authorize_invalid_payment_method Authorize
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":5}"#,
        |shop, _, string| {
            declines(shop, string, "InvalidPaymentMethod", "Suspended/InvalidPaymentMethod");
            mends(shop, string, 5);
        };
    authorize_invalid_payment_method_soft Authorize
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":1,"SoftDecline":"true"}"#,
        |shop, _, string| {
            // A soft decline may be tried again on the same order, so that stays open.
            let answer = declines(shop, string, "InvalidPaymentMethod", "Open");
            assert_eq!(answer.get("SoftDecline"), "true");
        };
    authorize_invalid_payment_method_hard Authorize
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":240,"SoftDecline":"false"}"#,
        |shop, _, string| {
            let answer = declines(shop, string, "InvalidPaymentMethod", "Suspended/InvalidPaymentMethod");
            assert_eq!(answer.get("SoftDecline"), "false");
            mends(shop, string, 240);
        };
    authorize_amazon_rejected Authorize
        r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#,
        |shop, _, string| drop(declines(shop, string, "AmazonRejected", "Closed/AmazonClosed"));
    authorize_transaction_timed_out Authorize
        r#"{"State":"Declined","ReasonCode":"TransactionTimedOut"}"#,
        |shop, _, string| drop(declines(shop, string, "TransactionTimedOut", "Open"));
    authorize_expired_unused Authorize
        r#"{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":7}"#, expires;
    authorize_amazon_closed Authorize
        r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#, closes;
    charge_invalid_payment_method AuthorizeOnBillingAgreement
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":5}"#,
        |shop, _, string| declines_charge(shop, string, "InvalidPaymentMethod", "Suspended/InvalidPaymentMethod");
    charge_invalid_payment_method_soft AuthorizeOnBillingAgreement
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":1,"SoftDecline":"true"}"#,
        |shop, _, string| declines_charge(shop, string, "InvalidPaymentMethod", "Open");
    charge_invalid_payment_method_hard AuthorizeOnBillingAgreement
        r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":240,"SoftDecline":"false"}"#,
        |shop, _, string| declines_charge(shop, string, "InvalidPaymentMethod", "Suspended/InvalidPaymentMethod");
    charge_amazon_rejected AuthorizeOnBillingAgreement
        r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#,
        |shop, _, string| declines_charge(shop, string, "AmazonRejected", "Open");
    charge_transaction_timed_out AuthorizeOnBillingAgreement
        r#"{"State":"Declined","ReasonCode":"TransactionTimedOut"}"#,
        |shop, _, string| declines_charge(shop, string, "TransactionTimedOut", "Open");
    charge_expired_unused AuthorizeOnBillingAgreement
        r#"{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":7}"#, expires;
    charge_amazon_closed AuthorizeOnBillingAgreement
        r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#, closes;
    capture_pending Capture
        r#"{"State":"Pending"}"#, |shop, carrier, string| {
            let id = taken(shop, carrier, string);
            assert_eq!(shop.state(&id), "Pending");
            shop.advance(30_000);
            assert_eq!(shop.state(&id), "Completed");
        };
    capture_amazon_rejected Capture
        r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#,
        |shop, carrier, string| stays(shop, carrier, string, "Declined/AmazonRejected");
    capture_processing_failure Capture
        r#"{"State":"Declined","ReasonCode":"ProcessingFailure"}"#,
        |shop, carrier, string| stays(shop, carrier, string, "Declined/ProcessingFailure");
    capture_amazon_closed Capture
        r#"{"State":"Closed","ReasonCode":"AmazonClosed"}"#,
        |shop, carrier, string| stays(shop, carrier, string, "Closed/AmazonClosed");
    refund_amazon_rejected Refund
        r#"{"State":"Declined","ReasonCode":"AmazonRejected"}"#, |shop, carrier, string| {
            let id = taken(shop, carrier, string);
            shop.advance(33_000);
            assert_eq!(shop.state(&id), "Declined/AmazonRejected");
        };
}

#[test]
fn every_other_pair_of_call_and_string_is_refused() {
    let mut strings: Vec<&str> = ROWS.iter().map(|(_, string)| *string).collect();
    strings.extend([
        r#"{"State":"Canceled","ReasonCode":"AmazonCanceled"}"#,
        r#"{"State":"Suspended","ReasonCode":"InvalidPaymentMethod"}"#,
        r#"{"State":"Declined","ReasonCode":"ExpiredUnused"}"#,
        r#"{"Constraint":"AmountNotSet"}"#,
        r#"{"PaymentAuthenticationStatus":{"State":"Perhaps"}}"#,
        "{}",
    ]);
    strings.sort_unstable();
    strings.dedup();
    let mut refused = 0;
    for carrier in CARRIERS {
        for string in &strings {
            if ROWS.contains(&(carrier, string)) {
                continue;
            }
            let mut shop = Shop::new();
            let id = target(&mut shop, carrier);
            let before = shop.state(&id);
            let answer = on(&mut shop, carrier, &id, string);
            let told = (answer.status, answer.code());
            let expected = (400, "InvalidSandboxSimulationSpecified".to_owned());
            assert_eq!(told, expected, "{carrier:?} {string}");
            assert_eq!(shop.state(&id), before, "{carrier:?} {string}");
            refused += 1;
        }
    }
    assert_eq!(refused, CARRIERS.len() * strings.len() - ROWS.len());
}

#[test]
fn minutes_are_taken_between_their_bounds_only() {
    let method = r#"{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":N}"#;
    let unused = r#"{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":N}"#;
    for (string, most) in [(method, 240), (unused, 60)] {
        for (minutes, status) in [(0, 400), (1, 200), (most, 200), (most + 1, 400)] {
            let mut shop = Shop::new();
            let id = shop.open();
            let string = string.replace('N', &minutes.to_string());
            assert_eq!(on(&mut shop, Authorize, &id, &string).status, status, "{string}");
        }
    }
}

// What the rows have in common.

fn simulating(string: &str) -> String {
    if string.is_empty() { String::new() } else { format!(r#"{{"SandboxSimulation":{string}}}"#) }
}

fn set(shop: &mut Shop, id: &str, string: &str) -> Answer {
    on(shop, SetOrderReferenceDetails, id, string)
}

/// What a call is made on.
fn target(shop: &mut Shop, carrier: Carrier) -> String {
    match carrier {
        SetOrderReferenceDetails => shop.draft(),
        CloseOrderReference | Authorize => shop.open(),
        AuthorizeOnBillingAgreement => shop.open_agreement(),
        Capture => {
            let order = shop.open();
            shop.authorized(&order, "10")
        }
        Refund => {
            let order = shop.open();
            shop.captured(&order, "10")
        }
    }
}

/// Makes a call with a string in its note.
fn on(shop: &mut Shop, carrier: Carrier, id: &str, string: &str) -> Answer {
    let note = simulating(string);
    let synchronous = ("TransactionTimeout", "0");
    match carrier {
        SetOrderReferenceDetails => {
            let currency = if id.starts_with("S02") { "EUR" } else { "USD" };
            let own = [
                ("AmazonOrderReferenceId", id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "20"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", currency),
                ("OrderReferenceAttributes.SellerNote", &note),
            ];
            shop.call("SetOrderReferenceDetails", &own)
        }
        CloseOrderReference => {
            let own = [("AmazonOrderReferenceId", id), ("ClosureReason", &note)];
            shop.call("CloseOrderReference", &own)
        }
        Authorize => shop.authorize(id, "10", &[synchronous, ("SellerAuthorizationNote", &note)]),
        AuthorizeOnBillingAgreement => {
            shop.charge(id, "10", &[synchronous, ("SellerAuthorizationNote", &note)])
        }
        Capture => shop.capture(id, "10", &[("SellerCaptureNote", &note)]),
        Refund => shop.refund(id, "10", &[("SellerRefundNote", &note)]),
    }
}

/// A capture or a refund that a string was given for.
fn taken(shop: &mut Shop, carrier: Carrier, string: &str) -> String {
    let id = target(shop, carrier);
    let name = if carrier == Capture { "AmazonCaptureId" } else { "AmazonRefundId" };
    on(shop, carrier, &id, string).get(name)
}

fn stays(shop: &mut Shop, carrier: Carrier, string: &str, state: &str) {
    let id = taken(shop, carrier, string);
    assert_eq!(shop.state(&id), state);
    shop.advance(60 * MINUTE);
    assert_eq!(shop.state(&id), state);
}

/// Declined at once when synchronous, after half a minute when not; gives the synchronous answer.
fn declines(shop: &mut Shop, string: &str, reason: &str, order: &str) -> Answer {
    let id = shop.open();
    let note = simulating(string);
    let pending = shop.authorize(&id, "10", &[("SellerAuthorizationNote", &note)]);
    assert_eq!(pending.get("AuthorizationStatus.State"), "Pending");
    shop.advance(30_000);
    let pending = pending.get("AmazonAuthorizationId");
    assert_eq!(shop.state(&pending), format!("Declined/{reason}"));
    assert_eq!(shop.state(&id), order);
    let id = shop.open();
    let answer = on(shop, Authorize, &id, string);
    assert_eq!(answer.get("AuthorizationStatus.State"), "Declined");
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), reason);
    assert_eq!(shop.state(&id), order);
    answer
}

/// The order opens again by itself, in asynchronous mode only.
fn mends(shop: &mut Shop, string: &str, minutes: i64) {
    let note = simulating(string);
    let (alone, present) = (shop.open(), shop.open());
    shop.authorize(&alone, "10", &[("SellerAuthorizationNote", &note)]);
    on(shop, Authorize, &present, string);
    shop.advance(30_000 + minutes * MINUTE - 1);
    assert_eq!(shop.state(&alone), "Suspended/InvalidPaymentMethod");
    shop.advance(1);
    assert_eq!(shop.state(&alone), "Open");
    assert_eq!(shop.state(&present), "Suspended/InvalidPaymentMethod");
}

fn declines_charge(shop: &mut Shop, string: &str, reason: &str, agreement: &str) {
    let id = shop.open_agreement();
    let answer = on(shop, AuthorizeOnBillingAgreement, &id, string);
    assert_eq!(answer.get("AuthorizationStatus.State"), "Declined");
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), reason);
    assert_eq!(shop.state(&id), agreement);
    let balance = shop.agreement(&id).get("CurrentRemainingBalance.Amount");
    assert_eq!(balance, "1000.00", "a decline gives its amount back");
}

fn expires(shop: &mut Shop, carrier: Carrier, string: &str) {
    let id = target(shop, carrier);
    let authorization = on(shop, carrier, &id, string).get("AmazonAuthorizationId");
    shop.advance(7 * MINUTE - 1);
    assert_eq!(shop.state(&authorization), "Open");
    shop.advance(1);
    assert_eq!(shop.state(&authorization), "Closed/ExpiredUnused");
}

fn closes(shop: &mut Shop, carrier: Carrier, string: &str) {
    let id = target(shop, carrier);
    let authorization = on(shop, carrier, &id, string).get("AmazonAuthorizationId");
    assert_eq!(shop.state(&authorization), "Closed/AmazonClosed");
    assert_eq!(shop.state(&id), "Open");
}

/// The bank's challenge ends as the note says (9.4): in Europe, where the merchant gives addresses.
fn authenticates(shop: &mut Shop, _: Carrier, string: &str) {
    *shop = Shop::with(json!({ "region": "de" }));
    let id = shop.draft();
    assert_eq!(set(shop, &id, string).status, 200);
    let confirmed = shop.call(
        "ConfirmOrderReference",
        &[
            ("AmazonOrderReferenceId", &id),
            ("SuccessUrl", "https://shop.example/yes"),
            ("FailureUrl", "https://shop.example/no"),
        ],
    );
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    let authorized = shop.call(
        "Authorize",
        &[
            ("AmazonOrderReferenceId", &id),
            ("AuthorizationReferenceId", "a"),
            ("AuthorizationAmount.Amount", "20"),
            ("AuthorizationAmount.CurrencyCode", "EUR"),
            ("TransactionTimeout", "0"),
        ],
    );
    assert_eq!(authorized.status == 200, string.contains("Success"), "{}", authorized.body);
}
