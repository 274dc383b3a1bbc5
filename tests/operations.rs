//! Every operation against its vectors, which were written by hand from the reference: parameters
//! as a JavaScript user writes them and what they become, answers and what is read from them,
//! faults. Fails when an operation lacks any of the three, when a parameter or an element of the
//! table stands in no vector, and knows how many parameters the reference counts.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]

mod calls;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use amazon_pay_wasm::client::exchange::Identity;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::{Field, Kind, Operation};
use amazon_pay_wasm::protocol::request::Defaults;
use amazon_pay_wasm::protocol::response::{self, Answer};
use amazon_pay_wasm::protocol::slots::Slots;
use serde_json::{Value as Json, json};

use calls::{COMMON, operation, parameters, prepare, prepare_tokens, tokens};

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/operations")
}

fn file(operation: &Operation) -> Json {
    let path = directory().join(operation.name).with_extension("json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} has no vectors: {error}", operation.name));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", operation.name))
}

fn vectors<'a>(file: &'a Json, part: &str) -> &'a [Json] {
    file[part].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(vector: &'a Json, key: &str) -> &'a str {
    vector[key].as_str().unwrap_or_else(|| panic!("a vector lacks {key}: {vector}"))
}

/// Runs a check on every vector of a part and reports all that failed, each by its name.
fn every(part: &str, check: impl Fn(&'static Operation, &Json) -> Result<(), String>) {
    let mut failures = Vec::new();
    let mut count = 0;
    for operation in OPERATIONS {
        for vector in vectors(&file(operation), part) {
            count += 1;
            if let Err(failure) = check(operation, vector) {
                failures.push(format!("{} “{}”: {failure}", operation.name, text(vector, "name")));
            }
        }
    }
    assert!(count >= OPERATIONS.len(), "only {count} vectors ran");
    assert!(failures.is_empty(), "{} failed\n{}", failures.len(), failures.join("\n"));
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{what}\n  found  {found:?}\n  wanted {wanted:?}"))
}

#[test]
fn every_operation_has_request_response_and_error_vectors() {
    let mut known = BTreeSet::new();
    for operation in OPERATIONS {
        let file = file(operation);
        assert_eq!(file["operation"], operation.name);
        known.insert(format!("{}.json", operation.name));
        for part in ["request", "response", "error"] {
            let found = vectors(&file, part);
            assert!(!found.is_empty(), "{} has no {part} vectors", operation.name);
            let names: BTreeSet<&str> = found.iter().map(|vector| text(vector, "name")).collect();
            assert_eq!(names.len(), found.len(), "{}: {part} names repeat", operation.name);
        }
    }
    for entry in std::fs::read_dir(directory()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "{name} belongs to no operation");
    }
}

#[test]
fn parameters_become_those_of_the_wire() {
    every("request", |operation, vector| {
        let of = |key: &str| vector["defaults"][key].as_str().unwrap_or_default();
        let defaults = Defaults {
            currency_code: of("currencyCode"),
            platform_id: of("platformId"),
            payment_domain: of("paymentDomain"),
        };
        let prepared = prepare(operation, &vector["params"], &defaults)
            .map_err(|errors| format!("was refused: {errors:?}"))?;
        let mut found = parameters(prepared.body());
        let common: BTreeMap<_, _> =
            COMMON.into_iter().filter_map(|name| found.remove_entry(name)).collect();
        same("action", common.get("Action").map(String::as_str), Some(operation.name))?;
        same("common parameters", common.len(), COMMON.len() - 1)?;
        let wanted: BTreeMap<String, String> =
            serde_json::from_value(vector["parameters"].clone()).map_err(|e| e.to_string())?;
        same("parameters", found, wanted)
    });
}

#[test]
fn answers_become_results() {
    every("response", |operation, vector| {
        let xml = text(vector, "xml");
        let status = u16::try_from(vector["status"].as_u64().unwrap_or_default()).unwrap();
        let mut slots = Slots::default();
        let answer = response::read(operation, status, xml, &mut slots)
            .map_err(|error| format!("was not read: {error:?}"))?;
        same("answer", answer, Answer::Value)?;
        let found = serde_json::to_value(response::value(operation, xml, &slots)).unwrap();
        same("result", &found, &vector["result"])?;
        let id = slots.text(xml, response::REQUEST_ID);
        same("request id", id.as_deref(), Some(text(vector, "requestId")))
    });
}

#[test]
fn faults_become_faults() {
    every("error", |operation, vector| {
        let xml = text(vector, "xml");
        let status = u16::try_from(vector["status"].as_u64().unwrap_or_default()).unwrap();
        let mut slots = Slots::default();
        let answer = response::read(operation, status, xml, &mut slots)
            .map_err(|error| format!("was not read: {error:?}"))?;
        same("answer", answer, Answer::Fault)?;
        let of = |slot| slots.text(xml, slot).unwrap_or_default();
        let found = json!({
            "code": of(response::CODE),
            "type": of(response::TYPE),
            "message": of(response::MESSAGE),
            "requestId": of(response::REQUEST_ID),
        });
        same("fault", &found, &vector["fault"])
    });
}

/// A wire name with `N` for every index.
fn without_indexes(name: &str) -> String {
    let parts: Vec<&str> = name
        .split('.')
        .map(|part| if part.bytes().all(|byte| byte.is_ascii_digit()) { "N" } else { part })
        .collect();
    parts.join(".")
}

/// Operations section 16 counts 93 names in 142 pairs of operation and parameter.
#[test]
fn the_vectors_use_every_parameter_of_every_operation() {
    let mut pairs = BTreeSet::new();
    for operation in OPERATIONS {
        for vector in vectors(&file(operation), "request") {
            for name in vector["parameters"].as_object().unwrap().keys() {
                pairs.insert((operation.name, without_indexes(name)));
            }
        }
    }
    let names: BTreeSet<&String> = pairs.iter().map(|(_, name)| name).collect();
    assert_eq!((names.len(), pairs.len()), (93, 142));
}

fn note_elements(
    fields: &'static [Field],
    shape: &'static str,
    result: &Json,
    seen: &mut BTreeSet<(&'static str, &'static str)>,
) {
    for field in fields {
        let Some(value) = result.get(js_name(field.name)) else { continue };
        seen.insert((shape, field.name));
        match &field.kind {
            Kind::Record(inner) => note_elements(inner.fields, inner.name, value, seen),
            Kind::List(list) => {
                if let Kind::Record(inner) = &list.item {
                    for item in value.as_array().unwrap() {
                        note_elements(inner.fields, inner.name, item, seen);
                    }
                }
            }
            _ => {}
        }
    }
}

fn all_elements(
    fields: &'static [Field],
    shape: &'static str,
    all: &mut BTreeSet<(&'static str, &'static str)>,
) {
    for field in fields {
        all.insert((shape, field.name));
        match &field.kind {
            Kind::Record(inner) => all_elements(inner.fields, inner.name, all),
            Kind::List(list) => {
                if let Kind::Record(inner) = &list.item {
                    all_elements(inner.fields, inner.name, all);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_vectors_hold_every_element_of_every_answer() {
    let (mut all, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for operation in OPERATIONS {
        all_elements(operation.result, operation.name, &mut all);
        for vector in vectors(&file(operation), "response") {
            note_elements(operation.result, operation.name, &vector["result"], &mut seen);
        }
    }
    let missing: Vec<_> = all.difference(&seen).collect();
    assert!(missing.is_empty(), "no answer holds {missing:?}");
}

/// The request that the documentation shows for a charge on a billing agreement, built again: the
/// signature can't be the same, since the secret behind it is not public.
#[test]
fn the_documented_charge_is_built_again() {
    let wanted: BTreeMap<&str, &str> = [
        ("AWSAccessKeyId", "AKIAJKYFSJU7PEXAMPLE"),
        ("Action", "AuthorizeOnBillingAgreement"),
        ("AmazonBillingAgreementId", "C01-1234567-1234567"),
        ("AuthorizationAmount.Amount", "10"),
        ("AuthorizationAmount.CurrencyCode", "USD"),
        ("AuthorizationReferenceId", "test_authorize_1"),
        ("InheritShippingAddress", "true"),
        ("MWSAuthToken", "amzn.mws.4ea38b7b-f563-7709-4bae-87aeaEXAMPLE"),
        ("SellerAuthorizationNote", "ForNovemberOrder"),
        ("SellerId", "YOUR_SELLER_ID_HERE"),
        ("SellerOrderAttributes.CustomInformation", "ExampleInformation"),
        ("SellerOrderAttributes.SellerOrderId", "testSellerOrderId"),
        ("SellerOrderAttributes.StoreName", "testStore"),
        ("Signature", "WlQ708aqyHXMkoUBk69Hjxj8qdh3aDcqpY71hVgEXAMPLE"),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", "2012-10-03T19:01:11Z"),
        ("TransactionTimeout", "60"),
        ("Version", "2013-01-01"),
    ]
    .into_iter()
    .collect();
    let charge = operation("AuthorizeOnBillingAgreement");
    let params = json!({
        "amazonBillingAgreementId": "C01-1234567-1234567",
        "authorizationReferenceId": "test_authorize_1",
        "authorizationAmount": { "amount": "10", "currencyCode": "USD" },
        "sellerAuthorizationNote": "ForNovemberOrder",
        "sellerOrderAttributes": {
            "sellerOrderId": "testSellerOrderId",
            "storeName": "testStore",
            "customInformation": "ExampleInformation",
        },
        "inheritShippingAddress": true,
        "transactionTimeout": 60,
    });
    let identity = Identity {
        access_key: wanted["AWSAccessKeyId"],
        secret_key: "unknown to us",
        merchant_id: wanted["SellerId"],
        mws_auth_token: wanted["MWSAuthToken"],
        host: "mws.amazonservices.com",
        path: "/OffAmazonPayments_Sandbox/2013-01-01",
    };
    let now = 1_767_323_045_000;
    let prepared =
        prepare_tokens(charge, &tokens(charge, &params), &identity, &Defaults::default(), now)
            .unwrap();
    let found = parameters(prepared.body());
    assert_eq!(
        found.keys().map(String::as_str).collect::<Vec<_>>(),
        wanted.keys().copied().collect::<Vec<_>>()
    );
    let differing: Vec<&str> =
        wanted.iter().filter(|(name, value)| found[**name] != **value).map(|(n, _)| *n).collect();
    assert_eq!(differing, ["Signature", "Timestamp"]);
    // Given its moment, the timestamp is the same too.
    let moment = 1_349_290_871_000;
    let prepared =
        prepare_tokens(charge, &tokens(charge, &params), &identity, &Defaults::default(), moment)
            .unwrap();
    assert_eq!(parameters(prepared.body())["Timestamp"], wanted["Timestamp"]);
    assert!(prepared.body().ends_with(&format!(
        "&Signature={}",
        prepared.signature().replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
    )));
}

/// And the kind of answer that the same page describes: the authorization, `Pending` because a
/// timeout was given, on the order reference that was made for it.
#[test]
fn the_documented_charge_is_answered() {
    let charge = operation("AuthorizeOnBillingAgreement");
    let xml = "<AuthorizeOnBillingAgreementResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">\
        <AuthorizeOnBillingAgreementResult><AuthorizationDetails>\
        <AmazonAuthorizationId>S01-7654321-7654321-A000007</AmazonAuthorizationId>\
        <AuthorizationReferenceId>test_authorize_1</AuthorizationReferenceId>\
        <SellerAuthorizationNote>ForNovemberOrder</SellerAuthorizationNote>\
        <AuthorizationAmount><CurrencyCode>USD</CurrencyCode><Amount>10.00</Amount></AuthorizationAmount>\
        <CapturedAmount><CurrencyCode>USD</CurrencyCode><Amount>0</Amount></CapturedAmount>\
        <AuthorizationFee><CurrencyCode>USD</CurrencyCode><Amount>0.00</Amount></AuthorizationFee>\
        <IdList/><CreationTimestamp>2012-10-03T19:01:12.000Z</CreationTimestamp>\
        <AuthorizationStatus><State>Pending</State><LastUpdateTimestamp>2012-10-03T19:01:12.000Z</LastUpdateTimestamp></AuthorizationStatus>\
        <CaptureNow>false</CaptureNow></AuthorizationDetails>\
        <AmazonOrderReferenceId>S01-7654321-7654321</AmazonOrderReferenceId></AuthorizeOnBillingAgreementResult>\
        <ResponseMetadata><RequestId>00000000-0000-4000-8000-00000000c0de</RequestId></ResponseMetadata>\
        </AuthorizeOnBillingAgreementResponse>";
    let mut slots = Slots::default();
    assert_eq!(response::read(charge, 200, xml, &mut slots), Ok(Answer::Value));
    let result = response::value(charge, xml, &slots);
    assert_eq!(result.text("AmazonOrderReferenceId"), Some("S01-7654321-7654321"));
    let details = result.record("AuthorizationDetails").unwrap();
    assert_eq!(details.text("AuthorizationReferenceId"), Some("test_authorize_1"));
    assert_eq!(details.text("AuthorizationStatus.State"), Some("Pending"));
    assert_eq!(details.text("AuthorizationAmount.Amount"), Some("10.00"));
    assert_eq!(details.flag("CaptureNow"), Some(false));
    assert_eq!(serde_json::to_value(&result).unwrap()["authorizationDetails"]["idList"], json!([]));
}
