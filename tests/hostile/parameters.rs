//! Parameters that are unknown, missing, of the wrong type or not to be read.

use amazon_pay_wasm::client::exchange::{Prepared, prepare as prepare_into};
use amazon_pay_wasm::model::operations;
use amazon_pay_wasm::protocol::flat::Tokens;
use amazon_pay_wasm::protocol::request::Defaults;
use serde_json::json;

use crate::calls::{COMMON, IDENTITY, NOW, operation, parameters, prepare, prepare_tokens, tokens};
use crate::refusals::{authorize, errors, only, refused, refused_token};

/// The parameters that the tests spoil are good, and nothing but them and the common ones is sent.
#[test]
fn what_is_spoilt_here_was_good() {
    let prepared = prepare(operation("Authorize"), &authorize(json!({})), &Defaults::default());
    let mut sent = parameters(prepared.unwrap().body());
    sent.retain(|name, _| !COMMON.contains(&name.as_str()));
    let values: Vec<&str> = sent.values().map(String::as_str).collect();
    assert_eq!(values, ["S01-1112223-3334445", "10.00", "USD", "r-1"]);
}

#[test]
fn an_operation_that_there_is_not() {
    for name in ["Autorize", "authorize", "", "Authorize\0", "__proto__"] {
        assert!(operations::by_name(name).is_none());
    }
    assert!(operations::by_index(29).is_none());
}

#[test]
fn unknown_and_misspelt_keys() {
    // Which name is meant, JavaScript says: js-tests/suite/parameters.js.
    for key in
        ["amazonOrderReferenceID", "softDescripter", "authorizationAmount.curencyCode", "zebra"]
    {
        refused("Authorize", &authorize(json!({ key: "x" })), "unknown", key, &[key]);
    }
    refused(
        "Authorize",
        &authorize(json!({ "providerCreditList": [
            { "providerId": "A5", "creditAmount": { "amount": "1", "currencyCode": "USD" } },
            { "providerId": "A5", "creditAmount": { "amount": "1", "currencyCode": "USD" }, "providerID": 1 },
        ] })),
        "unknown",
        "providerCreditList[1].providerID",
        &[],
    );
    refused("GetServiceStatus", &json!({ "sellerId": "A1" }), "unknown", "sellerId", &[]);
    // Found by fuzzing: a message is one line, whatever a key holds.
    let broken = json!({ "a\nb\r": "x" });
    refused("GetServiceStatus", &broken, "unknown", "a\u{FFFD}b\u{FFFD}", &[]);
    let long = "k".repeat(5000);
    let errors = errors("GetServiceStatus", &json!({ long: 1 }));
    assert!(errors[0].message.len() < 300, "a long key is cut short");
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let errors = errors("Authorize", &json!({}));
    let mut found: Vec<_> = errors.iter().map(|error| (error.path.as_str(), error.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("amazonOrderReferenceId", "required"),
            ("authorizationAmount", "required"),
            ("authorizationReferenceId", "required"),
        ]
    );
    refused(
        "Authorize",
        &authorize(json!({ "authorizationReferenceId": null })),
        "required",
        "authorizationReferenceId",
        &["missing"],
    );
    refused(
        "Authorize",
        &authorize(json!({ "authorizationAmount.amount": null })),
        "required",
        "authorizationAmount.amount",
        &["missing"],
    );
    refused(
        "Authorize",
        &authorize(json!({ "providerCreditList": [null] })),
        "wrong-type",
        "providerCreditList[0]",
        &["object"],
    );
    refused(
        "Authorize",
        &authorize(json!({ "orderItemCategories": ["a", null] })),
        "required",
        "orderItemCategories[1]",
        &["gaps"],
    );
    refused(
        "ListOrderReference",
        &json!({ "queryId": "a", "paymentDomain": "NA_USD", "createdTimeRange": { "startTime": "2026-01-01" } }),
        "required",
        "createdTimeRange.endTime",
        &["missing"],
    );
}

/// The reference requires a currency beside every amount, so where neither the caller nor the
/// client's defaults give one, it is missing.
#[test]
fn a_currency_that_nobody_gives_is_missing() {
    let params = authorize(json!({ "authorizationAmount.currencyCode": null }));
    refused("Authorize", &params, "required", "authorizationAmount.currencyCode", &["missing"]);
}

#[test]
fn every_problem_is_found_not_just_the_first() {
    let errors = errors(
        "Authorize",
        &json!({
            "colour": "red",
            "authorizationReferenceId": "x".repeat(33),
            "authorizationAmount": { "amount": "1,50", "currencyCode": "usd", "amout": 1 },
            "transactionTimeout": 1441,
            "captureNow": "yes",
            "softDescriptor": 7,
            "orderItemCategories": "Outdoor",
        }),
    );
    let mut found: Vec<_> = errors.iter().map(|error| (error.path.as_str(), error.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("amazonOrderReferenceId", "required"),
            ("authorizationAmount.amount", "amount"),
            ("authorizationAmount.amout", "unknown"),
            ("authorizationAmount.currencyCode", "not-a-currency"),
            ("authorizationReferenceId", "too-long"),
            ("captureNow", "wrong-type"),
            ("colour", "unknown"),
            ("orderItemCategories", "wrong-type"),
            ("softDescriptor", "wrong-type"),
            ("transactionTimeout", "out-of-range"),
        ]
    );
}

#[test]
fn wrong_types() {
    for (path, value, is, must) in [
        ("amazonOrderReferenceId", json!(7), "a number", "a string"),
        ("amazonOrderReferenceId", json!(true), "a boolean", "a string"),
        ("amazonOrderReferenceId", json!(["S01"]), "an array", "a string"),
        ("amazonOrderReferenceId", json!({}), "an object", "a string"),
        ("sellerAuthorizationNote", json!(7), "a number", "a string"),
        ("authorizationAmount", json!("10"), "a string", "an object"),
        ("authorizationAmount", json!([10]), "an array", "an object"),
        ("authorizationAmount.amount", json!(true), "a boolean", "a string"),
        ("authorizationAmount.currencyCode", json!(840), "a number", "a string"),
        ("captureNow", json!("true"), "a string", "true or false"),
        ("captureNow", json!(1), "a number", "true or false"),
        ("transactionTimeout", json!("60"), "a string", "a number"),
        ("transactionTimeout", json!(true), "a boolean", "a number"),
        ("providerCreditList", json!({}), "an object", "an array"),
        ("providerCreditList", json!("A5"), "a string", "an array"),
        ("orderItemCategories", json!(3), "a number", "an array"),
    ] {
        refused("Authorize", &authorize(json!({ path: value })), "wrong-type", path, &[is, must]);
    }
    refused(
        "Authorize",
        &authorize(json!({ "orderItemCategories": [1] })),
        "wrong-type",
        "orderItemCategories[0]",
        &["a string"],
    );
    refused(
        "Authorize",
        &authorize(json!({ "providerCreditList": ["A5"] })),
        "wrong-type",
        "providerCreditList[0]",
        &["an object"],
    );
    for (token, is) in [
        ("xan array", "an array"),
        ("xa Date (give its toISOString())", "a Date"),
        ("xa function", "a function"),
        ("xa bigint", "a bigint"),
        ("xa symbol", "a symbol"),
        ("xNaN", "NaN"),
    ] {
        refused_token(
            "Authorize",
            &authorize(json!({ "softDescriptor": "@@" })),
            token,
            "wrong-type",
            "softDescriptor",
            &[is, "a string"],
        );
    }
    for token in ["xan array", "sparameters", "n7", "t", "[1", ""] {
        let errors = prepare_tokens(
            operation("GetServiceStatus"),
            token,
            &IDENTITY,
            &Defaults::default(),
            NOW,
        );
        only(errors.err().unwrap_or_default(), "wrong-type", "", &["the parameters"]);
    }
}

#[test]
fn what_was_marked_on_the_way_in() {
    let params = authorize(json!({ "sellerAuthorizationNote": "@@" }));
    let refused = |token, code, words: &[&str]| {
        refused_token("Authorize", &params, token, code, "sellerAuthorizationNote", words);
    };
    refused("u", "lone-surrogate", &["surrogate", "UTF-8"]);
    refused("e", "unreadable", &["getter"]);
    refused("l10485760", "too-long", &["10485760", "255"]);
    refused("m4000000000", "too-long", &["4000000000", "1000"]);
    let inside = authorize(json!({ "orderItemCategories": ["a", "@@"] }));
    for (token, code) in [("u", "lone-surrogate"), ("l999999", "too-long")] {
        refused_token("Authorize", &inside, token, code, "orderItemCategories[1]", &[]);
    }
}

#[test]
fn an_item_that_can_not_be_read_is_unreadable_as_a_field_is() {
    let text = authorize(json!({ "orderItemCategories": ["a", "@@"] }));
    refused_token("Authorize", &text, "e", "unreadable", "orderItemCategories[1]", &["getter"]);
    let share =
        json!({ "providerId": "A5", "creditAmount": { "amount": "1", "currencyCode": "USD" } });
    let record = authorize(json!({ "providerCreditList": [share, "@@"] }));
    refused_token("Authorize", &record, "e", "unreadable", "providerCreditList[1]", &["getter"]);
}

/// The sender counts its tokens; the reader must have read just as many and have none left.
#[test]
fn a_nul_can_not_shift_the_parameters() {
    let authorize_operation = operation("Authorize");
    let read_all = |tokens: &str, count: usize| {
        let (mut reader, mut prepared) = (Tokens::new(tokens), Prepared::default());
        let defaults = Defaults::default();
        let accepted = prepare_into(
            authorize_operation,
            &IDENTITY,
            &defaults,
            NOW,
            &mut reader,
            &mut prepared,
        );
        accepted.is_ok() && reader.are_read(count)
    };
    let good = tokens(authorize_operation, &authorize(json!({ "softDescriptor": "a" })));
    let count = good.split('\0').count();
    assert!(read_all(&good, count));
    for text in ["a\0strue", "\0", "a\0\0\0", "a\0t\0f"] {
        let bad = tokens(authorize_operation, &authorize(json!({ "softDescriptor": text })));
        assert!(!read_all(&bad, count), "{bad:?}");
    }
}
