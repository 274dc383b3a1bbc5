//! Every row of the reference's tables of errors (behaviour.md 3.3 and 3.4, operations.md 10): here how a
//! row is checked, that none is left out, and the codes that any call may meet; those of single
//! operations stand in `operation_errors.rs`.

use std::collections::BTreeSet;

use serde_json::json;

use super::operation_errors;
use super::shop::{Answer, Shop};
use amazon_pay_wasm::model::fault;
use amazon_pay_wasm::model::operations::OPERATIONS;

/// A code, and the operations that met it; `any` where it does not depend on one.
pub type Row = (&'static str, &'static [&'static str]);

/// One test for each code: named after it, with a scenario for each operation that may raise it.
macro_rules! rows {
    ($($test:ident $code:literal { $($operation:literal: $scenario:expr),* $(,)? })*) => {
        $(
            #[test]
            fn $test() {
                $($crate::errors::check($code, $operation, $scenario);)*
            }
        )*
        pub const ROWS: &[$crate::errors::Row] = &[$(($code, &[$($operation),*])),*];
    };
}
pub(crate) use rows;

/// A shop in which a scenario is played: its last call must be refused with this code, with the status of
/// the table, and by this operation.
pub fn check(code: &str, operation: &str, scenario: fn(&mut Shop) -> Answer) {
    let mut shop = Shop::new();
    let answer = scenario(&mut shop);
    assert_eq!(answer.fields.iter().filter(|(path, _)| path.ends_with(".Code")).count(), 1);
    let status = fault::by_code(code).unwrap().status;
    assert_eq!((answer.code().as_str(), answer.status), (code, status), "{operation}");
    assert!(!answer.message().is_empty(), "{operation}");
    assert!(answer.has("RequestId") != answer.has("RequestID"), "{operation}: {}", answer.body);
    assert_eq!(shop.sandbox.stopped(), None);
    if operation != "any" {
        let journal = shop.control("GET", "/sandbox/journal", json!({}));
        let entries = journal["entries"].as_array().unwrap();
        let last = entries.iter().rev().find(|entry| entry["type"] == "response").unwrap();
        // Who may act for whom is judged before the operation is reached.
        let by = if code == "UnauthorizedSolutionProvider" { "" } else { operation };
        assert_eq!((&last["operation"], &last["code"]), (&json!(by), &json!(code)));
    }
}

/// Rows of the reference that the sandbox does not hold to, and why.
const LEFT_OUT: [(&str, &str, &str); 5] = [
    (
        "InvalidCloseAttempt",
        "CloseBillingAgreement",
        "the operation's own section gives InvalidBillingAgreementStatus; this one is unconfirmed",
    ),
    (
        "InvalidOrderReferenceStatus",
        "CancelOrderReference",
        "the table of states (behaviour.md 5.2) gives InvalidCancelAttempt, and one must win",
    ),
    (
        "InvalidOrderReferenceStatus",
        "CloseOrderReference",
        "the table of states (behaviour.md 5.2) gives InvalidCloseAttempt, and one must win",
    ),
    (
        "PaymentMethodNotUpdated",
        "Authorize",
        "a suspended order reference is InvalidOrderReferenceStatus by the table of states",
    ),
    (
        "TransactionCountExceeded",
        "Capture",
        "one capture closes its authorization: InvalidAuthorizationStatus (behaviour.md 5.4)",
    ),
];

#[test]
fn every_row_of_the_error_tables_has_a_test() {
    let mut met: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (code, operations) in ROWS.iter().chain(operation_errors::ROWS) {
        assert!(!operations.is_empty(), "{code}");
        met.extend(operations.iter().map(|operation| (*code, *operation)));
    }
    let mut asked: BTreeSet<(&str, &str)> = BTreeSet::new();
    for operation in OPERATIONS {
        asked.extend(operation.faults.iter().map(|code| (*code, operation.name)));
    }
    let single: BTreeSet<&str> = asked.iter().map(|(code, _)| *code).collect();
    let common = fault::FAULTS.iter().filter(|fault| !single.contains(fault.code));
    asked.extend(common.map(|fault| (fault.code, "any")));
    for (code, operation, _) in LEFT_OUT {
        assert!(asked.remove(&(code, operation)), "{code} of {operation} is no row any more");
    }
    assert_eq!(met, asked);
}

fn service_status(shop: &mut Shop) -> Answer {
    shop.call("GetServiceStatus", &[])
}

/// The next call meets a fault on demand.
fn on_demand(shop: &mut Shop, kind: &str, code: Option<&str>) -> Answer {
    let mut wish = json!({ "kind": kind, "times": 1 });
    if let Some(code) = code {
        wish["code"] = json!(code);
    }
    shop.control("POST", "/sandbox/faults", wish);
    service_status(shop)
}

// Those that only Amazon's own trouble brings about are brought about on demand.
rows! {
    input_stream_disconnected "InputStreamDisconnected" {
        "any": |shop| on_demand(shop, "refuse", Some("InputStreamDisconnected")),
    }
    internal_error "InternalError" {
        "any": |shop| on_demand(shop, "internal-error", Some("InternalError")),
    }
    internal_server_error "InternalServerError" {
        "any": |shop| on_demand(shop, "internal-error", None),
    }
    quota_exceeded "QuotaExceeded" {
        "any": |shop| on_demand(shop, "throttle", Some("QuotaExceeded")),
    }
    service_unavailable "ServiceUnavailable" {
        "any": |shop| on_demand(shop, "unavailable", None),
    }
    request_throttled "RequestThrottled" {
        "any": |shop| {
            *shop = Shop::with(json!({ "throttling": true }));
            (0..2).for_each(|_| assert_eq!(service_status(shop).status, 200));
            service_status(shop)
        },
    }
    access_denied "AccessDenied" {
        "any": |shop| {
            shop.seller_id = "A2SANDBOXSELLER".to_owned();
            service_status(shop)
        },
    }
    invalid_access_key_id "InvalidAccessKeyId" {
        "any": |shop| {
            shop.access_key = "AKIANOBODY0000000001".to_owned();
            service_status(shop)
        },
    }
    signature_does_not_match "SignatureDoesNotMatch" {
        "any": |shop| {
            shop.secret_key = "another".to_owned();
            service_status(shop)
        },
    }
    missing_authentication_token "MissingAuthenticationToken" {
        "any": |shop| shop.post("Action=GetServiceStatus&Version=2013-01-01"),
    }
    request_expired "RequestExpired" {
        "any": |shop| {
            let parameters = shop.parameters("GetServiceStatus", &[]);
            let body = shop.body("POST", &shop.host.clone(), &parameters);
            shop.wall += 16 * 60_000;
            shop.post(&body)
        },
    }
    invalid_address "InvalidAddress" {
        "any": |shop| {
            shop.path = "/OffAmazonPayments_Sandbox/2012-12-31";
            service_status(shop)
        },
    }
    invalid_account_status "InvalidAccountStatus" {
        "any": |shop| {
            shop.amazon("A1SANDBOXSELLER", json!({ "action": "suspend" }));
            let id = shop.draft();
            shop.call("GetOrderReferenceDetails", &[("AmazonOrderReferenceId", &id)])
        },
    }
    invalid_parameter_value "InvalidParameterValue" {
        "any": |shop| shop.call("GetOrderReferenceDetails", &[]),
    }
    unauthorized_access "UnauthorizedAccess" {
        "any": |shop| {
            let id = shop.draft_with(json!({ "merchantId": "A2SANDBOXSELLER" }));
            shop.call("GetOrderReferenceDetails", &[("AmazonOrderReferenceId", &id)])
        },
    }
}
