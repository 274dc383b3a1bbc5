//! Every row of the table of quotas (behaviour.md 4.2), in production and in the sandbox: as many
//! calls as the bucket holds, one that is too many, and one for each interval after that.

use amazon_pay_wasm::model::operations::OPERATIONS;
use serde_json::json;

use crate::shop::Shop;

/// Tokens in a full bucket, and the milliseconds until one more is there.
type Quota = (usize, i64);

const WRITE: (Quota, Quota) = ((10, 1_000), (2, 2_000));
const READ: (Quota, Quota) = ((20, 500), (5, 1_000));
const STATUS: (Quota, Quota) = ((2, 300_000), (2, 300_000));
/// The reference names none for these and suggests those of the others.
const UNCONFIRMED_WRITE: (Quota, Quota) = WRITE;
const UNCONFIRMED_READ: (Quota, Quota) = READ;

/// Each operation with its quotas in production and in the sandbox.
const ROWS: [(&str, (Quota, Quota)); 29] = [
    ("Authorize", WRITE),
    ("AuthorizeOnBillingAgreement", WRITE),
    ("CancelOrderReference", WRITE),
    ("Capture", WRITE),
    ("CloseAuthorization", WRITE),
    ("CloseBillingAgreement", WRITE),
    ("CloseOrderReference", WRITE),
    ("ConfirmBillingAgreement", WRITE),
    ("ConfirmOrderReference", WRITE),
    ("CreateOrderReferenceForId", WRITE),
    ("GetAuthorizationDetails", READ),
    ("GetBillingAgreementDetails", READ),
    ("GetCaptureDetails", READ),
    ("GetMerchantAccountStatus", UNCONFIRMED_READ),
    ("GetMerchantNotificationConfiguration", UNCONFIRMED_READ),
    ("GetOrderReferenceDetails", READ),
    ("GetProviderCreditDetails", UNCONFIRMED_READ),
    ("GetProviderCreditReversalDetails", UNCONFIRMED_READ),
    ("GetRefundDetails", READ),
    ("GetServiceStatus", STATUS),
    ("ListOrderReference", UNCONFIRMED_READ),
    ("ListOrderReferenceByNextToken", UNCONFIRMED_READ),
    ("Refund", WRITE),
    ("ReverseProviderCredit", UNCONFIRMED_WRITE),
    ("SetBillingAgreementDetails", WRITE),
    ("SetMerchantNotificationConfiguration", UNCONFIRMED_WRITE),
    ("SetOrderAttributes", WRITE),
    ("SetOrderReferenceDetails", WRITE),
    ("ValidateBillingAgreement", WRITE),
];

/// Empties a bucket and watches it fill. What is asked for is refused for its parameters, which
/// costs a token all the same.
fn follows(operation: &str, (burst, restore): Quota, path: &'static str) {
    let mut shop = Shop::with(json!({ "throttling": true }));
    shop.path = path;
    let passes = |shop: &mut Shop| {
        let answer = shop.call(operation, &[]);
        let throttled = answer.status == 503;
        assert_eq!(throttled, answer.all("Code") == ["RequestThrottled"], "{}", answer.body);
        !throttled
    };
    for call in 1..=burst {
        assert!(passes(&mut shop), "{operation} on {path}: call {call} of {burst}");
    }
    assert!(!passes(&mut shop), "{operation} on {path}: more than {burst}");
    shop.advance(restore - 1);
    assert!(!passes(&mut shop), "{operation} on {path}: before {restore} ms");
    shop.advance(1);
    assert!(passes(&mut shop), "{operation} on {path}: after {restore} ms");
    assert!(!passes(&mut shop), "{operation} on {path}: twice after {restore} ms");
    // It holds no more than it did, however long nobody calls.
    shop.advance(restore * 100);
    let calls = (0..=burst).filter(|_| passes(&mut shop)).count();
    assert_eq!(calls, burst, "{operation} on {path}");
}

#[test]
fn every_operation_has_a_row() {
    let mut names: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    names.sort_unstable();
    assert_eq!(names, ROWS.map(|(name, _)| name));
}

#[test]
fn every_operation_is_throttled_in_production_as_its_row_says() {
    for (operation, (live, _)) in ROWS {
        follows(operation, live, "/OffAmazonPayments/2013-01-01");
    }
}

#[test]
fn every_operation_is_throttled_in_the_sandbox_as_its_row_says() {
    for (operation, (_, sandbox)) in ROWS {
        follows(operation, sandbox, "/OffAmazonPayments_Sandbox/2013-01-01");
    }
}

#[test]
fn buckets_are_apart_by_operation_environment_and_seller() {
    let mut shop = Shop::with(json!({ "throttling": true }));
    let unknown = [("AmazonOrderReferenceId", "S01-0000000-0000000")];
    let exhaust = |shop: &mut Shop| {
        while shop.call("CloseOrderReference", &unknown).status != 503 {}
    };
    exhaust(&mut shop);
    assert_ne!(shop.call("CancelOrderReference", &unknown).status, 503);
    shop.path = "/OffAmazonPayments/2013-01-01";
    assert_ne!(shop.call("CloseOrderReference", &unknown).status, 503);
    shop.path = "/OffAmazonPayments_Sandbox/2013-01-01";
    shop.seller_id = amazon_pay_wasm::sandbox::DELEGATING_MERCHANT_ID.to_owned();
    shop.token = Some(amazon_pay_wasm::sandbox::MWS_AUTH_TOKEN.to_owned());
    assert_ne!(shop.call("CloseOrderReference", &unknown).status, 503);
}
