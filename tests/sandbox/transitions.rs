//! Every row of the state tables, each by the life that takes it. A row without a life fails, and so
//! does a life that does not take its row.

use std::collections::BTreeSet;

use amazon_pay_wasm::sandbox::state::{Machine, Reason};
use serde_json::{Value, json};

use crate::shop::{DAY, HOUR, MINUTE, SECOND, Shop};

/// A row, and a shop in which an object took it.
type Life = (&'static str, fn() -> Shop);

const SYNCHRONOUS: [(&str, &str); 1] = [("TransactionTimeout", "0")];
const CAPTURED: [(&str, &str); 2] = [("TransactionTimeout", "0"), ("CaptureNow", "true")];
const METHOD: &str = r#""State":"Declined","ReasonCode":"InvalidPaymentMethod""#;
const REJECTED: &str = r#""State":"Declined","ReasonCode":"AmazonRejected""#;
const FAILED: &str = r#""State":"Declined","ReasonCode":"ProcessingFailure""#;
const TIMED_OUT: &str = r#""State":"Declined","ReasonCode":"TransactionTimedOut""#;
const CLOSED: &str = r#""State":"Closed","ReasonCode":"AmazonClosed""#;

fn simulation(of: &str) -> String {
    format!(r#"{{"SandboxSimulation":{{{of}}}}}"#)
}

/// A shop, and what `begin` made in it, after `act`.
fn life(begin: fn(&mut Shop) -> String, act: impl FnOnce(&mut Shop, &str)) -> Shop {
    let mut shop = Shop::new();
    let id = begin(&mut shop);
    act(&mut shop, &id);
    shop
}

fn amazon(begin: fn(&mut Shop) -> String, action: &str) -> Shop {
    life(begin, |shop, id| drop(shop.amazon(id, json!({ "action": action }))))
}

fn buyer(begin: fn(&mut Shop) -> String, action: Value) -> Shop {
    life(begin, |shop, id| drop(shop.buyer(id, action)))
}

/// A call that needs nothing but the object's id.
fn call(begin: fn(&mut Shop) -> String, operation: &str) -> Shop {
    life(begin, |shop, id| {
        let name = match operation {
            "CloseAuthorization" => "AmazonAuthorizationId",
            "CloseBillingAgreement" | "ConfirmBillingAgreement" => "AmazonBillingAgreementId",
            _ => "AmazonOrderReferenceId",
        };
        shop.ok(operation, &[(name, id)]);
    })
}

fn wait(begin: fn(&mut Shop) -> String, milliseconds: i64) -> Shop {
    life(begin, |shop, _| shop.advance(milliseconds))
}

fn suspended(shop: &mut Shop) -> String {
    let id = shop.open();
    shop.amazon(&id, json!({ "action": "suspend" }));
    id
}

fn suspended_with_another_card(shop: &mut Shop) -> String {
    let id = suspended(shop);
    shop.buyer(&id, json!({ "action": "selectCard", "card": "1111" }));
    id
}

/// An authorization that is decided at once, or half a minute later.
fn authorization(simulated: &str, more: &[(&str, &str)]) -> Shop {
    life(Shop::open, |shop, id| {
        let note = simulation(simulated);
        let mut all = vec![("SellerAuthorizationNote", note.as_str())];
        all.extend_from_slice(more);
        assert_eq!(shop.authorize(id, "10", &all).status, 200);
        shop.advance(31 * SECOND);
    })
}

fn pending_authorization(shop: &mut Shop) -> String {
    let id = shop.open();
    shop.authorize(&id, "10", &[]).get("AmazonAuthorizationId")
}

fn open_authorization(shop: &mut Shop) -> String {
    let id = shop.open();
    shop.authorized(&id, "10")
}

/// Cancels the order reference of an authorization, whose id begins with it.
fn order_cancelled(begin: fn(&mut Shop) -> String) -> Shop {
    life(begin, |shop, id| {
        let order = id.rsplit_once('-').unwrap().0;
        shop.ok("CancelOrderReference", &[("AmazonOrderReferenceId", order)]);
    })
}

fn capture(simulated: &str) -> Shop {
    life(open_authorization, |shop, id| {
        let note = simulation(simulated);
        assert_eq!(shop.capture(id, "10", &[("SellerCaptureNote", &note)]).status, 200);
    })
}

fn pending_capture(shop: &mut Shop) -> String {
    let id = open_authorization(shop);
    let note = simulation(r#""State":"Pending""#);
    shop.capture(&id, "10", &[("SellerCaptureNote", &note)]).get("AmazonCaptureId")
}

fn completed_capture(shop: &mut Shop) -> String {
    let id = shop.open();
    shop.captured(&id, "20")
}

fn refunded(amount: &'static str, times: usize) -> Shop {
    life(completed_capture, |shop, id| {
        for _ in 0..times {
            assert_eq!(shop.refund(id, amount, &[]).status, 200);
        }
        shop.advance(MINUTE);
    })
}

fn pending_refund(shop: &mut Shop) -> String {
    let id = completed_capture(shop);
    shop.refund(&id, "1", &[]).get("AmazonRefundId")
}

fn suspended_agreement(shop: &mut Shop) -> String {
    let id = shop.open_agreement();
    shop.amazon(&id, json!({ "action": "suspend" }));
    id
}

fn suspended_agreement_with_another_card(shop: &mut Shop) -> String {
    let id = suspended_agreement(shop);
    shop.buyer(&id, json!({ "action": "selectCard", "card": "1111" }));
    id
}

/// A credit of 3 USD that is decided after so many milliseconds, and its id.
fn credit(delay: i64) -> (Shop, String) {
    let mut shop = Shop::set(json!({ "providerCreditDelay": delay }));
    let id = shop.open();
    let mut share = CAPTURED.to_vec();
    share.push(("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"));
    share.push(("ProviderCreditList.member.1.CreditAmount.Amount", "3"));
    share.push(("ProviderCreditList.member.1.CreditAmount.CurrencyCode", "USD"));
    let capture = shop.authorize(&id, "10", &share).get("IdList.member");
    let details = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]);
    let credit = details.get("ProviderCreditId");
    (shop, credit)
}

/// A reversal of all of a credit, and its id.
fn reversal(delay: i64) -> (Shop, String) {
    let (mut shop, credit) = credit(delay);
    shop.advance(delay);
    let reversed = shop.ok(
        "ReverseProviderCredit",
        &[
            ("AmazonProviderCreditId", &credit),
            ("CreditReversalReferenceId", "back"),
            ("CreditReversalAmount.Amount", "3"),
            ("CreditReversalAmount.CurrencyCode", "USD"),
        ],
    );
    (shop, reversed.get("AmazonProviderCreditReversalId"))
}

fn decided((mut shop, id): (Shop, String), action: &str) -> Shop {
    shop.amazon(&id, json!({ "action": action }));
    shop
}

fn later((mut shop, _): (Shop, String)) -> Shop {
    shop.advance(HOUR);
    shop
}

#[rustfmt::skip]
static LIVES: &[Life] = &[
    ("OrderReference: (none) → Draft, created", || life(Shop::draft, |_, _| ())),
    ("OrderReference: Draft → Open, confirmed", || life(Shop::open, |_, _| ())),
    ("OrderReference: Suspended → Open, confirmed", || call(suspended_with_another_card, "ConfirmOrderReference")),
    ("OrderReference: Suspended → Open, payment method mended", || buyer(suspended, json!({ "action": "updatePaymentMethod" }))),
    ("OrderReference: Draft → Canceled, draft lapsed: Stale", || wait(Shop::draft, 3 * HOUR)),
    ("OrderReference: Open → Suspended, payment method declined: InvalidPaymentMethod", || authorization(METHOD, &SYNCHRONOUS)),
    ("OrderReference: Open → Suspended, authentication failed: InvalidPaymentMethod", || buyer(Shop::open, json!({ "action": "completeAuthentication", "outcome": "Failure" }))),
    ("OrderReference: Draft → Canceled, cancelled by seller: SellerCanceled", || call(Shop::draft, "CancelOrderReference")),
    ("OrderReference: Open → Canceled, cancelled by seller: SellerCanceled", || call(Shop::open, "CancelOrderReference")),
    ("OrderReference: Suspended → Canceled, cancelled by seller: SellerCanceled", || call(suspended, "CancelOrderReference")),
    ("OrderReference: Draft → Canceled, cancelled by Amazon: AmazonCanceled", || amazon(Shop::draft, "cancel")),
    ("OrderReference: Open → Canceled, cancelled by Amazon: AmazonCanceled", || amazon(Shop::open, "cancel")),
    ("OrderReference: Suspended → Canceled, cancelled by Amazon: AmazonCanceled", || amazon(suspended, "cancel")),
    ("OrderReference: Open → Closed, closed by seller: SellerClosed", || call(Shop::open, "CloseOrderReference")),
    ("OrderReference: Suspended → Closed, closed by seller: SellerClosed", || call(suspended, "CloseOrderReference")),
    ("OrderReference: Open → Closed, closed by Amazon: AmazonClosed", || authorization(REJECTED, &SYNCHRONOUS)),
    ("OrderReference: Suspended → Closed, closed by Amazon: AmazonClosed", || amazon(suspended, "close")),
    ("OrderReference: Open → Closed, lapsed: Expired", || wait(Shop::open, 180 * DAY)),
    ("OrderReference: Suspended → Closed, lapsed: Expired", || wait(suspended, 180 * DAY)),
    ("OrderReference: Open → Closed, amount reached: MaxAmountCharged", || life(Shop::open, |shop, id| drop(shop.captured(id, "115")))),
    ("OrderReference: Open → Closed, count reached: MaxAuthorizationsCaptured", || life(Shop::open, |shop, id| (0..10).for_each(|_| drop(shop.captured(id, "1"))))),
    ("OrderReference: Open → Closed, authorization processed: MaxAuthorizationsProcessed", || life(Shop::open_agreement, |shop, id| drop(shop.charge(id, "10", &SYNCHRONOUS)))),

    ("Authorization: (none) → Pending, submitted", || life(pending_authorization, |_, _| ())),
    ("Authorization: (none) → Open, accepted", || life(open_authorization, |_, _| ())),
    ("Authorization: Pending → Open, accepted", || wait(pending_authorization, 30 * SECOND)),
    ("Authorization: (none) → Declined, payment method declined: InvalidPaymentMethod", || authorization(METHOD, &SYNCHRONOUS)),
    ("Authorization: Pending → Declined, payment method declined: InvalidPaymentMethod", || authorization(METHOD, &[])),
    ("Authorization: (none) → Declined, rejected by Amazon: AmazonRejected", || authorization(REJECTED, &SYNCHRONOUS)),
    ("Authorization: Pending → Declined, rejected by Amazon: AmazonRejected", || authorization(REJECTED, &[])),
    ("Authorization: (none) → Declined, processing failed: ProcessingFailure", || life(Shop::open, |shop, id| {
        shop.amazon(id, json!({ "action": "fail" }));
        let declined = shop.authorize(id, "10", &SYNCHRONOUS);
        assert_eq!(declined.get("AuthorizationStatus.ReasonCode"), "ProcessingFailure");
        // Only the next one; the order reference stays open.
        shop.authorized(id, "10");
    })),
    ("Authorization: Pending → Declined, processing failed: ProcessingFailure", || amazon(pending_authorization, "fail")),
    ("Authorization: (none) → Declined, timed out: TransactionTimedOut", || authorization(TIMED_OUT, &SYNCHRONOUS)),
    ("Authorization: Pending → Declined, timed out: TransactionTimedOut", || authorization(TIMED_OUT, &[])),
    ("Authorization: (none) → Closed, captured: MaxCapturesProcessed", || life(Shop::open, |shop, id| drop(shop.authorize(id, "10", &CAPTURED)))),
    ("Authorization: Pending → Closed, captured: MaxCapturesProcessed", || life(Shop::open, |shop, id| {
        shop.authorize(id, "10", &[("CaptureNow", "true")]);
        shop.advance(30 * SECOND);
    })),
    ("Authorization: Open → Closed, captured: MaxCapturesProcessed", || life(open_authorization, |shop, id| drop(shop.capture(id, "10", &[])))),
    ("Authorization: Pending → Closed, closed by seller: SellerClosed", || call(pending_authorization, "CloseAuthorization")),
    ("Authorization: Open → Closed, closed by seller: SellerClosed", || call(open_authorization, "CloseAuthorization")),
    ("Authorization: Open → Closed, lapsed: ExpiredUnused", || wait(open_authorization, 30 * DAY)),
    ("Authorization: (none) → Closed, closed by Amazon: AmazonClosed", || authorization(CLOSED, &SYNCHRONOUS)),
    ("Authorization: Pending → Closed, closed by Amazon: AmazonClosed", || authorization(CLOSED, &[])),
    ("Authorization: Open → Closed, closed by Amazon: AmazonClosed", || amazon(open_authorization, "close")),
    ("Authorization: Pending → Closed, order reference cancelled: OrderReferenceCanceled", || order_cancelled(pending_authorization)),
    ("Authorization: Open → Closed, order reference cancelled: OrderReferenceCanceled", || order_cancelled(open_authorization)),
    ("Authorization: Pending → Pending, held by Amazon: StopShipmentAtypicalAuth", || amazon(pending_authorization, "hold")),
    ("Authorization: Open → Open, held by Amazon: StopShipmentAtypicalAuth", || amazon(open_authorization, "hold")),

    ("Capture: (none) → Pending, submitted", || life(pending_capture, |_, _| ())),
    ("Capture: (none) → Completed, accepted", || life(completed_capture, |_, _| ())),
    ("Capture: Pending → Completed, accepted", || wait(pending_capture, 30 * SECOND)),
    ("Capture: (none) → Declined, rejected by Amazon: AmazonRejected", || capture(REJECTED)),
    ("Capture: Pending → Declined, rejected by Amazon: AmazonRejected", || amazon(pending_capture, "reject")),
    ("Capture: (none) → Declined, processing failed: ProcessingFailure", || capture(FAILED)),
    ("Capture: Pending → Declined, processing failed: ProcessingFailure", || amazon(pending_capture, "fail")),
    ("Capture: Completed → Closed, amount reached: MaxAmountRefunded", || refunded("23", 1)),
    ("Capture: Completed → Closed, count reached: MaxRefundsProcessed", || refunded("1", 10)),
    ("Capture: (none) → Closed, closed by Amazon: AmazonClosed", || capture(CLOSED)),
    ("Capture: Pending → Closed, closed by Amazon: AmazonClosed", || amazon(pending_capture, "close")),
    ("Capture: Completed → Closed, closed by Amazon: AmazonClosed", || amazon(completed_capture, "close")),
    ("Capture: Pending → Pending, held by Amazon: StopShipmentAtypicalAuth", || amazon(pending_capture, "hold")),
    ("Capture: Completed → Completed, held by Amazon: StopShipmentAtypicalAuth", || amazon(completed_capture, "hold")),

    ("Refund: (none) → Pending, submitted", || life(pending_refund, |_, _| ())),
    ("Refund: Pending → Completed, accepted", || wait(pending_refund, 31 * SECOND)),
    ("Refund: Pending → Declined, rejected by Amazon: AmazonRejected", || amazon(pending_refund, "reject")),
    ("Refund: Pending → Declined, processing failed: ProcessingFailure", || amazon(pending_refund, "fail")),

    ("BillingAgreement: (none) → Draft, created", || life(Shop::draft_agreement, |_, _| ())),
    ("BillingAgreement: Draft → Open, confirmed", || life(Shop::open_agreement, |_, _| ())),
    ("BillingAgreement: Suspended → Open, confirmed", || call(suspended_agreement_with_another_card, "ConfirmBillingAgreement")),
    ("BillingAgreement: Suspended → Open, payment method mended", || buyer(suspended_agreement, json!({ "action": "updatePaymentMethod" }))),
    ("BillingAgreement: Draft → Canceled, draft lapsed: Stale", || wait(Shop::draft_agreement, 3 * HOUR)),
    ("BillingAgreement: Open → Suspended, payment method declined: InvalidPaymentMethod", || life(Shop::open_agreement, |shop, id| {
        shop.buyer(id, json!({ "action": "selectCard", "card": "3434" }));
        shop.charge(id, "10", &SYNCHRONOUS);
    })),
    ("BillingAgreement: Open → Suspended, details deleted: InvalidPaymentMethod", || buyer(Shop::open_agreement, json!({ "action": "deleteAddress" }))),
    ("BillingAgreement: Open → Canceled, cancelled by Amazon: AmazonCanceled", || amazon(Shop::open_agreement, "cancel")),
    ("BillingAgreement: Suspended → Canceled, cancelled by Amazon: AmazonCanceled", || amazon(suspended_agreement, "cancel")),
    ("BillingAgreement: Open → Closed, closed by seller: SellerClosed", || call(Shop::open_agreement, "CloseBillingAgreement")),
    ("BillingAgreement: Suspended → Closed, closed by seller: SellerClosed", || call(suspended_agreement, "CloseBillingAgreement")),
    ("BillingAgreement: Open → Closed, closed by Amazon: AmazonClosed", || amazon(Shop::open_agreement, "close")),
    ("BillingAgreement: Suspended → Closed, closed by Amazon: AmazonClosed", || amazon(suspended_agreement, "close")),
    ("BillingAgreement: Open → Closed, closed by buyer: BuyerClosed", || buyer(Shop::open_agreement, json!({ "action": "close" }))),
    ("BillingAgreement: Suspended → Closed, closed by buyer: BuyerClosed", || buyer(suspended_agreement, json!({ "action": "close" }))),
    ("BillingAgreement: Open → Closed, lapsed: Expired", || amazon(Shop::open_agreement, "expire")),
    ("BillingAgreement: Suspended → Closed, lapsed: Expired", || amazon(suspended_agreement, "expire")),

    ("ProviderCredit: (none) → Pending, submitted", || credit(100).0),
    ("ProviderCredit: (none) → Completed, accepted", || credit(0).0),
    ("ProviderCredit: Pending → Completed, accepted", || later(credit(100))),
    ("ProviderCredit: Pending → Declined, processing failed: ProcessingFailure", || decided(credit(100), "fail")),
    ("ProviderCredit: Completed → Closed, amount reached: MaxAmountReversed", || later(reversal(100))),

    ("ProviderCreditReversal: (none) → Pending, submitted", || reversal(100).0),
    ("ProviderCreditReversal: (none) → Completed, accepted", || reversal(0).0),
    ("ProviderCreditReversal: Pending → Completed, accepted", || decided(reversal(100), "accept")),
    ("ProviderCreditReversal: Pending → Declined, processing failed: ProcessingFailure", || decided(reversal(100), "fail")),
];

/// The rows of the tables, one for each state that an arrow leaves.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for machine in Machine::ALL {
        for arrow in machine.arrows() {
            for from in arrow.from {
                let way = format!("{} → {}", from.word(), arrow.to.word());
                let mut row = format!("{}: {way}, {}", machine.name(), arrow.trigger.word());
                if let Some(reason) = arrow.reason.map(Reason::word) {
                    row.push_str(": ");
                    row.push_str(reason);
                }
                rows.push(row);
            }
        }
    }
    rows
}

/// The ways that objects went in a shop, without reasons.
fn taken(shop: &mut Shop) -> BTreeSet<String> {
    let journal = shop.control("GET", "/sandbox/journal", json!({}));
    let entries = journal["entries"].as_array().unwrap().iter();
    let word = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    let ways = entries.filter(|entry| entry["type"] == "transition").map(|entry| {
        let way = format!("{} → {}", word(entry, "from"), word(entry, "to"));
        format!("{}: {way}, {}", word(entry, "object"), word(entry, "trigger"))
    });
    ways.collect()
}

#[test]
fn every_row_of_the_state_tables_has_a_life() {
    let mut named: Vec<&str> = LIVES.iter().map(|(row, _)| *row).collect();
    let mut rows = rows();
    named.sort_unstable();
    rows.sort_unstable();
    assert_eq!(named, rows);
}

#[test]
fn every_life_takes_its_row_and_only_rows_of_the_tables() {
    let rows = rows();
    // No machine has two rows that differ in their reasons only.
    let known: BTreeSet<&str> = rows.iter().map(|row| way(row)).collect();
    assert_eq!(known.len(), rows.len());
    for (row, live) in LIVES {
        let mut shop = live();
        let taken = taken(&mut shop);
        assert!(taken.contains(way(row)), "{row}: only {taken:#?}");
        let strange: Vec<_> = taken.iter().filter(|way| !known.contains(way.as_str())).collect();
        assert!(strange.is_empty(), "{row}: {strange:?}");
        shop.sandbox.audit().unwrap();
        assert_eq!(shop.sandbox.stopped(), None, "{row}");
    }
}

/// A row without its reason.
fn way(row: &str) -> &str {
    let (machine, rest) = row.split_once(": ").unwrap();
    let rest = rest.split(": ").next().unwrap();
    row.get(..machine.len() + 2 + rest.len()).unwrap()
}

#[test]
fn what_waits_is_not_captured_where_another_has_used_the_order_up() {
    let mut shop = Shop::set(json!({ "openAuthorizationsCount": false }));
    let id = shop.open();
    let both = ["80", "100"].map(|amount| {
        shop.authorize(&id, amount, &[("CaptureNow", "true")]).get("AmazonAuthorizationId")
    });
    shop.advance(30_000);
    let states = both.map(|authorization| shop.state(&authorization));
    assert_eq!(states, ["Closed/MaxCapturesProcessed", "Declined/ProcessingFailure"]);
}
