//! Throttling: every row of behaviour.md 4.2, for every operation, live and in the sandbox, and what the
//! buckets are kept apart by. What a throttled answer looks like stands in `control.rs`.

use serde_json::json;

use super::shop::Shop;
use amazon_pay_wasm::model::operations::OPERATIONS;

/// The most that may come at once, and after how many milliseconds one more may: live, then sandbox.
type Quota = [(usize, i64); 2];

const WRITES: Quota = [(10, 1_000), (2, 2_000)];
const READS: Quota = [(20, 500), (5, 1_000)];
const STATUS: Quota = [(2, 300_000), (2, 300_000)];

/// The table; the last two rows are unconfirmed there, with these as suggestions.
const ROWS: &[(Quota, &[&str])] = &[
    (
        WRITES,
        &[
            "Authorize",
            "CancelOrderReference",
            "Capture",
            "CloseAuthorization",
            "CloseOrderReference",
            "ConfirmOrderReference",
            "Refund",
            "SetOrderAttributes",
            "SetOrderReferenceDetails",
            "AuthorizeOnBillingAgreement",
            "CloseBillingAgreement",
            "ConfirmBillingAgreement",
            "CreateOrderReferenceForId",
            "SetBillingAgreementDetails",
            "ValidateBillingAgreement",
        ],
    ),
    (
        READS,
        &[
            "GetAuthorizationDetails",
            "GetCaptureDetails",
            "GetOrderReferenceDetails",
            "GetRefundDetails",
            "GetBillingAgreementDetails",
        ],
    ),
    (STATUS, &["GetServiceStatus"]),
    (WRITES, &["SetMerchantNotificationConfiguration", "ReverseProviderCredit"]),
    (
        READS,
        &[
            "ListOrderReference",
            "ListOrderReferenceByNextToken",
            "GetMerchantAccountStatus",
            "GetMerchantNotificationConfiguration",
            "GetProviderCreditDetails",
            "GetProviderCreditReversalDetails",
        ],
    ),
];

fn holds(row: usize) {
    let (quota, operations) = ROWS[row];
    let paths = ["/OffAmazonPayments/2013-01-01", "/OffAmazonPayments_Sandbox/2013-01-01"];
    for operation in operations {
        for (path, (most, restored)) in paths.into_iter().zip(quota) {
            let mut shop = Shop::with(json!({ "throttling": true }));
            shop.path = path;
            // A call that lacks its parameters is refused, and has cost its quota all the same.
            let throttled = |shop: &mut Shop| shop.call(operation, &[]).status == 503;
            for _ in 0..most {
                assert!(!throttled(&mut shop), "{operation}: fewer than {most} on {path}");
            }
            assert!(throttled(&mut shop), "{operation}: more than {most} on {path}");
            shop.advance(restored - 1);
            assert!(throttled(&mut shop), "{operation}: restored too soon on {path}");
            shop.advance(1);
            assert!(!throttled(&mut shop), "{operation}: restored too late on {path}");
            assert!(throttled(&mut shop), "{operation}: restored too much on {path}");
        }
    }
}

#[test]
fn quota_of_writes() {
    holds(0);
}

#[test]
fn quota_of_details() {
    holds(1);
}

#[test]
fn quota_of_the_service_status() {
    holds(2);
}

#[test]
fn quota_of_configuration_and_reversal() {
    holds(3);
}

#[test]
fn quota_of_lists_and_other_reads() {
    holds(4);
}

#[test]
fn every_operation_has_a_row() {
    let mut named: Vec<&str> =
        ROWS.iter().flat_map(|(_, operations)| *operations).copied().collect();
    let mut known: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
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
