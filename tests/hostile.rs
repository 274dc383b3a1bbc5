//! Bad input, as far as it is visible in Rust: each kind is refused with its code, its path and a
//! message that names the limit, and none makes us panic or hands out half an answer.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "positions come from searches in the same text")]

mod calls;

use amazon_pay_wasm::client::exchange::{Prepared, prepare as prepare_into};
use amazon_pay_wasm::error::{Error, ErrorKind, Executed};
use amazon_pay_wasm::model::operations;
use amazon_pay_wasm::protocol::flat::Tokens;
use amazon_pay_wasm::protocol::request::Defaults;
use amazon_pay_wasm::protocol::response::{self, Answer};
use amazon_pay_wasm::protocol::slots::Slots;
use amazon_pay_wasm::wire::xml::MOST_BYTES;
use serde_json::{Value as Json, json};

use calls::{COMMON, IDENTITY, NOW, operation, parameters, prepare, prepare_tokens, tokens};

/// What all our messages have in common.
fn well_worded(error: &Error) {
    let message = error.message.as_ref();
    assert!(!message.is_empty() && !message.ends_with('.'), "{message}");
    assert!(!message.contains(['\n', '\r', '\0']), "{message:?}");
    assert!(!message.starts_with(|letter: char| letter.is_uppercase()), "{message}");
    assert!(!message.contains(IDENTITY.secret_key), "{message}");
    if error.kind == ErrorKind::Validation {
        assert_eq!(error.executed, Executed::No);
        assert!(
            error.path.is_empty() || message.contains(&format!("`{}`", error.path)),
            "{message}"
        );
    }
}

fn errors(name: &str, params: &Json) -> Vec<Error> {
    let errors = prepare(operation(name), params, &Defaults::default())
        .err()
        .unwrap_or_else(|| panic!("{name} was not refused: {params}"));
    errors.iter().for_each(well_worded);
    errors
}

/// The one thing that is wrong.
#[track_caller]
fn refused(name: &str, params: &Json, code: &str, path: &str, words: &[&str]) {
    only(errors(name, params), code, path, words);
}

#[track_caller]
fn only(errors: Vec<Error>, code: &str, path: &str, words: &[&str]) {
    let [error] = errors.as_slice() else { panic!("not just one is wrong: {errors:#?}") };
    assert_eq!((error.code, error.path.as_str()), (code, path), "{}", error.message);
    for word in words {
        assert!(error.message.contains(word), "{word:?} is not in {:?}", error.message);
    }
}

/// The same with a token in the place of the text `@@`.
#[track_caller]
fn refused_token(name: &str, params: &Json, token: &str, code: &str, path: &str, words: &[&str]) {
    let operation = operation(name);
    let tokens = tokens(operation, params).replacen("s@@", token, 1);
    let errors = prepare_tokens(operation, &tokens, &IDENTITY, &Defaults::default(), NOW)
        .err()
        .unwrap_or_else(|| panic!("{name} was not refused: {tokens:?}"));
    errors.iter().for_each(well_worded);
    only(errors, code, path, words);
}

fn accepted(name: &str, params: &Json) {
    if let Err(errors) = prepare(operation(name), params, &Defaults::default()) {
        panic!("{name} was refused: {errors:#?}");
    }
}

/// Good parameters of Authorize with these changed. A dotted key goes inside.
fn authorize(changes: Json) -> Json {
    changed(
        json!({
            "amazonOrderReferenceId": "S01-1112223-3334445",
            "authorizationReferenceId": "r-1",
            "authorizationAmount": { "amount": "10.00", "currencyCode": "USD" },
        }),
        changes,
    )
}

fn changed(mut params: Json, changes: Json) -> Json {
    for (path, value) in changes.as_object().unwrap() {
        let mut place = &mut params;
        for key in path.split('.') {
            place = &mut place[key];
        }
        *place = value.clone();
    }
    params
}

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

#[test]
fn too_long_is_counted_in_code_points() {
    let order = json!({ "amazonOrderReferenceId": "S01-1" });
    let agreement = json!({ "amazonBillingAgreementId": "C01-1" });
    let set = changed(
        order.clone(),
        json!({ "orderReferenceAttributes": { "orderTotal": { "amount": "1", "currencyCode": "USD" } } }),
    );
    let money = json!({ "amount": "1", "currencyCode": "USD" });
    let capture = json!({ "amazonAuthorizationId": "S01-A", "captureReferenceId": "c", "captureAmount": money });
    let refund =
        json!({ "amazonCaptureId": "S01-C", "refundReferenceId": "r", "refundAmount": money });
    let on = changed(authorize(json!({ "amazonBillingAgreementId": "C01-1" })), json!({}));
    let mut on = on;
    on.as_object_mut().unwrap().remove("amazonOrderReferenceId");
    let reverse = json!({ "amazonProviderCreditId": "P", "creditReversalReferenceId": "r", "creditReversalAmount": money });
    let credit = json!({ "amazonProviderCreditId": "P" });
    let reversal = json!({ "amazonProviderCreditReversalId": "Q" });
    let close = json!({ "amazonAuthorizationId": "S01-A" });
    // The limits stand in operations 5 and 12.
    for (name, base, path, limit) in [
        ("SetOrderReferenceDetails", &set, "orderReferenceAttributes.sellerNote", 1024),
        ("SetOrderAttributes", &order, "orderAttributes.sellerNote", 1024),
        ("CancelOrderReference", &order, "cancelationReason", 1024),
        ("CloseOrderReference", &order, "closureReason", 1024),
        ("CloseBillingAgreement", &agreement, "closureReason", 1024),
        ("CloseAuthorization", &close, "closureReason", 255),
        ("Authorize", &authorize(json!({})), "authorizationReferenceId", 32),
        ("Authorize", &authorize(json!({})), "sellerAuthorizationNote", 255),
        ("Authorize", &authorize(json!({})), "softDescriptor", 16),
        ("Capture", &capture, "captureReferenceId", 32),
        ("Capture", &capture, "sellerCaptureNote", 255),
        ("Capture", &capture, "softDescriptor", 16),
        ("Refund", &refund, "refundReferenceId", 32),
        ("Refund", &refund, "sellerRefundNote", 255),
        ("Refund", &refund, "softDescriptor", 16),
        ("SetBillingAgreementDetails", &agreement, "billingAgreementAttributes.sellerNote", 1024),
        ("AuthorizeOnBillingAgreement", &on, "authorizationReferenceId", 32),
        ("AuthorizeOnBillingAgreement", &on, "sellerAuthorizationNote", 255),
        ("AuthorizeOnBillingAgreement", &on, "softDescriptor", 16),
        ("AuthorizeOnBillingAgreement", &on, "sellerNote", 1024),
        (
            "CreateOrderReferenceForId",
            &json!({ "id": "C01-1" }),
            "orderReferenceAttributes.sellerNote",
            1024,
        ),
        ("GetProviderCreditDetails", &credit, "amazonProviderCreditId", 32),
        ("GetProviderCreditReversalDetails", &reversal, "amazonProviderCreditReversalId", 32),
        ("ReverseProviderCredit", &reverse, "creditReversalReferenceId", 32),
    ] {
        let with = |text: String| changed(base.clone(), json!({ path: text }));
        accepted(name, &with("a".repeat(limit)));
        accepted(name, &with("😀".repeat(limit)));
        let (limit_words, length_words) = (limit.to_string(), (limit + 1).to_string());
        for letter in ["a", "ü", "注", "😀"] {
            let text = with(letter.repeat(limit + 1));
            refused(name, &text, "too-long", path, &[&limit_words, &length_words]);
        }
    }
    let ten_megabytes = authorize(json!({ "sellerAuthorizationNote": "x".repeat(10 << 20) }));
    refused(
        "Authorize",
        &ten_megabytes,
        "too-long",
        "sellerAuthorizationNote",
        &["255", "10485760"],
    );
}

#[test]
fn out_of_range() {
    for number in [-1_i64, 1441, i64::MAX, i64::MIN] {
        let params = authorize(json!({ "transactionTimeout": number }));
        refused("Authorize", &params, "out-of-range", "transactionTimeout", &["0", "1440"]);
    }
    let params = authorize(json!({ "transactionTimeout": "@@" }));
    for token in ["n1.5", "n1e+21", "n-0.5", "n9223372036854775808"] {
        refused_token(
            "Authorize",
            &params,
            token,
            "out-of-range",
            "transactionTimeout",
            &["0", "1440"],
        );
    }
    for good in [0, 5, 1440] {
        accepted("Authorize", &authorize(json!({ "transactionTimeout": good })));
    }
    let list = |size: i64| json!({ "queryId": "a", "paymentDomain": "NA_USD", "pageSize": size });
    refused("ListOrderReference", &list(-1), "out-of-range", "pageSize", &["at least"]);
    accepted("ListOrderReference", &list(100));
}

#[test]
fn amounts() {
    let with = |amount: &str, currency: &str| {
        authorize(json!({ "authorizationAmount": { "amount": amount, "currencyCode": currency } }))
    };
    let path = "authorizationAmount.amount";
    for amount in [
        "1e3",
        "1E3",
        "1,50",
        "1.000,50",
        "-1",
        "+1",
        "",
        " ",
        " 1",
        "1 ",
        "1.",
        ".5",
        ".",
        "..",
        "1.2.3",
        "٣",
        "１０",
        "0x10",
        "NaN",
        "Infinity",
        "1_000",
        "1 000",
        "$5",
        "5 USD",
        "1\n",
        "½",
        "-0",
        "1\u{200b}",
    ] {
        refused("Authorize", &with(amount, "USD"), "amount", path, &["decimal", "'10.00'"]);
    }
    for amount in ["0", "0.00", "00", "0.0"] {
        refused("Authorize", &with(amount, "USD"), "amount", path, &["zero", "above zero"]);
    }
    for (amount, currency, words) in [
        ("1.005", "USD", ["USD", "at most 2"]),
        ("1.001", "EUR", ["EUR", "at most 2"]),
        ("1.000", "GBP", ["GBP", "at most 2"]),
        ("10.5", "JPY", ["JPY", "none"]),
        ("10.0", "JPY", ["JPY", "none"]),
    ] {
        refused("Authorize", &with(amount, currency), "amount", path, &words);
    }
    for (amount, currency) in [
        ("0.01", "USD"),
        ("10", "USD"),
        ("10.5", "EUR"),
        ("1", "JPY"),
        ("99999999999999999999.99", "USD"),
    ] {
        accepted("Authorize", &with(amount, currency));
    }
    let number = authorize(json!({ "authorizationAmount.amount": "@@" }));
    refused_token("Authorize", &number, "n10.5", "wrong-type", path, &["a number", "'10.50'"]);
    refused_token("Authorize", &number, "n10", "wrong-type", path, &["a number", "'10.00'"]);
    refused_token("Authorize", &number, "n0.30000000000000004", "wrong-type", path, &["a number"]);
    refused_token("Authorize", &number, "n1e+21", "wrong-type", path, &["a number"]);
    refused_token("Authorize", &number, "n-1", "wrong-type", path, &["a number"]);
    for currency in ["usd", "US", "USDX", "", "U$D", "ＵＳＤ"] {
        let params = authorize(json!({ "authorizationAmount.currencyCode": currency }));
        refused(
            "Authorize",
            &params,
            "not-a-currency",
            "authorizationAmount.currencyCode",
            &["ISO 4217"],
        );
    }
    // The amount is judged by the currency that is filled in, too.
    let errors = prepare(
        operation("Authorize"),
        &authorize(json!({ "authorizationAmount": { "amount": "10.5" } })),
        &Defaults { currency_code: "JPY", ..Defaults::default() },
    );
    only(errors.err().unwrap_or_default(), "amount", path, &["JPY"]);
}

#[test]
fn words_times_ids_and_what_goes_together() {
    let list = |change: Json| changed(json!({ "queryId": "a", "paymentDomain": "NA_USD" }), change);
    refused(
        "ListOrderReference",
        &list(json!({ "sortOrder": "Up" })),
        "not-allowed",
        "sortOrder",
        &["Ascending", "Descending"],
    );
    refused(
        "ListOrderReference",
        &list(json!({ "paymentDomain": "NA_EUR" })),
        "not-allowed",
        "paymentDomain",
        &["NA_USD", "FE_JPY"],
    );
    refused(
        "ListOrderReference",
        &list(json!({ "orderReferenceStatusListFilter": ["Open", "Draft"] })),
        "not-allowed",
        "orderReferenceStatusListFilter[1]",
        &["Open, Closed, Suspended, Canceled"],
    );
    for time in ["", "yesterday", "2026-13-01", "2026-02-30", "01/02/2026", "1767323045000"] {
        let range = list(
            json!({ "createdTimeRange": { "startTime": time, "endTime": "2026-01-02T03:04:05Z" } }),
        );
        refused(
            "ListOrderReference",
            &range,
            "not-a-time",
            "createdTimeRange.startTime",
            &["ISO 8601"],
        );
    }
    refused(
        "Authorize",
        &authorize(json!({ "amazonOrderReferenceId": "" })),
        "empty",
        "amazonOrderReferenceId",
        &["at least one"],
    );
    refused(
        "CreateOrderReferenceForId",
        &json!({ "id": "C01-1", "confirmNow": true }),
        "needs",
        "confirmNow",
        &["`orderReferenceAttributes.orderTotal.amount`"],
    );
    for name in ["GetOrderReferenceDetails", "GetBillingAgreementDetails"] {
        let id = if name.contains("Order") {
            "amazonOrderReferenceId"
        } else {
            "amazonBillingAgreementId"
        };
        let both = json!({ id: "S01-1", "accessToken": "a", "addressConsentToken": "b" });
        let errors = errors(name, &both);
        assert_eq!(errors.len(), 1, "one report is enough");
        assert_eq!(errors[0].code, "conflict");
        assert!(
            errors[0].message.contains("`accessToken`")
                && errors[0].message.contains("`addressConsentToken`")
        );
    }
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

// Answers.

const GOOD: &str = "<?xml version=\"1.0\"?><AuthorizeResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">\
    <AuthorizeResult><AuthorizationDetails><AmazonAuthorizationId>S01-1-A1</AmazonAuthorizationId>\
    <SellerAuthorizationNote>a &amp; <![CDATA[b]]> é😀</SellerAuthorizationNote>\
    <AuthorizationAmount><CurrencyCode>USD</CurrencyCode><Amount>1.00</Amount></AuthorizationAmount>\
    <AuthorizationStatus><State>Open</State></AuthorizationStatus><IdList/></AuthorizationDetails></AuthorizeResult>\
    <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></AuthorizeResponse>";
const FAULT: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>no</Message></Error>\
    <RequestId>id</RequestId></ErrorResponse>";

fn read(status: u16, body: &str) -> Result<Answer, Error> {
    let found = response::read(operation("Authorize"), status, body, &mut Slots::default());
    if let Err(error) = &found {
        well_worded(error);
        assert_eq!((error.kind, error.executed), (ErrorKind::Response, Executed::Unknown));
    }
    found
}

#[track_caller]
fn unreadable(status: u16, body: &str, code: &str, words: &[&str]) {
    let error = read(status, body).expect_err("it was read");
    assert_eq!(error.code, code, "{}", error.message);
    for word in words {
        assert!(error.message.contains(word), "{word:?} is not in {:?}", error.message);
    }
}

/// An answer with this inside its result, beside the details.
fn answer_with(inside: &str) -> String {
    GOOD.replacen("</AuthorizeResult>", &format!("{inside}</AuthorizeResult>"), 1)
}

#[test]
fn the_good_answer_is_good() {
    assert_eq!(read(200, GOOD), Ok(Answer::Value));
    assert_eq!(read(400, FAULT), Ok(Answer::Fault));
    assert_eq!(read(200, &answer_with("<More/>")), Ok(Answer::Value));
}

#[test]
fn bodies_that_are_no_answer() {
    for status in [200, 400, 503] {
        for body in ["", " ", "\r\n\t"] {
            unreadable(status, body, "empty", &["empty"]);
        }
        for body in ["\u{feff}", "\u{feff} \n"] {
            assert!(read(status, body).is_err());
        }
    }
    for body in ["Service Unavailable", "{\"error\":\"no\"}", "null", "S01-1112223-3334445"] {
        for status in [200, 502] {
            unreadable(status, body, "not-xml", &["XML"]);
        }
    }
    unreadable(200, "InvalidParameterValue: in words, but the status is good", "not-xml", &["XML"]);
    unreadable(200, "<AuthorizeRespons/>", "other-root", &["operation"]);
    unreadable(200, &GOOD.replace("AuthorizeRes", "CaptureRes"), "other-root", &["operation"]);
    unreadable(
        400,
        "<Error><Code>InvalidParameterValue</Code></Error>",
        "other-root",
        &["operation"],
    );
    for status in [300, 307, 400, 500, 599] {
        unreadable(status, GOOD, "other-status", &["status"]);
    }
    unreadable(
        400,
        "<ErrorResponse><Error><Message>no</Message></Error></ErrorResponse>",
        "no-code",
        &["code"],
    );
    unreadable(400, "<ErrorResponse><Error><Code/></Error></ErrorResponse>", "no-code", &["code"]);
    unreadable(400, "<ErrorResponse/>", "no-code", &["code"]);
}

#[test]
fn pages_in_html() {
    let page = "<html><head><title>503 Service Unavailable</title></head><body><h1>Sorry</h1><p>Come back<br/>later &amp; rest</p></body></html>";
    for status in [200, 403, 503] {
        unreadable(status, page, "other-root", &["operation"]);
        for doctype in ["<!DOCTYPE html>", "<!doctype html>\n"] {
            assert!(read(status, &format!("{doctype}{page}")).is_err());
        }
        for broken in [
            "<html><body><p>no end",
            "<HTML><BODY><BR>x</BODY></HTML>",
            "<html><img src=x><hr></html>",
        ] {
            assert!(read(status, broken).is_err(), "{broken}");
        }
    }
}

#[test]
fn answers_that_lack_what_always_stands_there() {
    unreadable(200, "<AuthorizeResponse/>", "incomplete", &["AuthorizeResult"]);
    unreadable(
        200,
        "<AuthorizeResponse><AuthorizeResult/></AuthorizeResponse>",
        "incomplete",
        &["AuthorizationDetails"],
    );
    unreadable(
        200,
        "<AuthorizeResponse><AuthorizeResult><CaptureDetails><AmazonCaptureId>x</AmazonCaptureId></CaptureDetails></AuthorizeResult></AuthorizeResponse>",
        "incomplete",
        &["AuthorizationDetails"],
    );
}

#[test]
fn bombs() {
    let laughs: String = (1..=9)
        .map(|n| format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE AuthorizeResponse [<!ENTITY lol0 \"lol\">{laughs}]>{}",
        GOOD.replace("<?xml version=\"1.0\"?>", "").replace("&amp;", "&lol9;")
    );
    unreadable(200, &bomb, "document-type", &["document type"]);
    unreadable(500, &bomb, "document-type", &["document type"]);
    let file = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><AuthorizeResponse>&x;</AuthorizeResponse>";
    unreadable(200, file, "document-type", &["document type"]);
    for entity in [
        "&lol9;",
        "&nbsp;",
        "&#xD800;",
        "&#x110000;",
        "&#99999999999;",
        "&#;",
        "&#x;",
        "&;",
        "&#0;",
        "&AMP;",
    ] {
        let body = GOOD.replace("&amp;", entity);
        assert!(read(200, &body).is_err(), "{entity}");
    }
    unreadable(200, &GOOD.replace("&amp;", "&lol9;"), "entity", &["entity"]);
    // A document type in the midst of the answer.
    assert!(read(200, &answer_with("<!DOCTYPE x>")).is_err());
}

#[test]
fn depth() {
    let nest = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    for depth in [64, 100, 10_000, 100_000] {
        unreadable(200, &answer_with(&nest(depth)), "too-deep", &["64"]);
        unreadable(200, &nest(depth), "other-root", &[]);
    }
    assert_eq!(read(200, &answer_with(&nest(50))), Ok(Answer::Value));
    unreadable(
        400,
        &FAULT.replace("<Error>", &format!("{}<Error>", "<a>".repeat(10_000))),
        "too-deep",
        &["64"],
    );
    assert!(read(200, &"<a>".repeat(10_000)).is_err(), "and without an end");
    assert!(read(200, &"<AuthorizeResponse>".repeat(10_000)).is_err());
}

#[test]
fn an_answer_cut_anywhere_is_no_answer() {
    for (status, whole) in [(200, GOOD), (400, FAULT), (200, FAULT)] {
        for cut in (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
            let part = &whole[..cut];
            let found = read(status, part);
            assert!(found.is_err(), "{found:?} from {part}");
        }
    }
    for status in [200, 400, 503] {
        for cut in (1..GOOD.len()).filter(|cut| GOOD.is_char_boundary(*cut)) {
            assert!(read(status, &GOOD[cut..]).is_err() || cut <= GOOD.find("<Auth").unwrap());
        }
    }
}

#[test]
fn structure() {
    for body in [
        format!("{GOOD}<AuthorizeResponse/>"),
        format!("{GOOD}{GOOD}"),
        format!("{GOOD}<x/>"),
        GOOD.replace("</State>", "</Stat>"),
        GOOD.replace("</State></AuthorizationStatus>", "</AuthorizationStatus></State>"),
        GOOD.replace("</AuthorizeResult>", ""),
        format!("{GOOD}</AuthorizeResponse>"),
        GOOD.replace("<State>", "<n:State>"),
        GOOD.replace("<State>", "<State"),
        GOOD.replace("<State>", "< State>"),
        GOOD.replace("<![CDATA[b]]>", "<![CDATA[b"),
        GOOD.replace("<IdList/>", "<!-- no end"),
        FAULT.replace("</Error>", ""),
        format!("{FAULT}{FAULT}"),
    ] {
        for status in [200, 400] {
            let found = read(status, &body);
            assert!(found.is_err(), "{found:?} from {body}");
        }
    }
    unreadable(200, &format!("{GOOD}{GOOD}"), "malformed", &["XML"]);
    unreadable(200, &GOOD.replace("</State>", "</Stat>"), "malformed", &["XML"]);
}

#[test]
fn size() {
    let note = "é".repeat(5 << 20);
    let body = GOOD.replace("a &amp; ", &note);
    let mut slots = Slots::default();
    let authorize = operation("Authorize");
    assert_eq!(response::read(authorize, 200, &body, &mut slots), Ok(Answer::Value));
    let value = response::value(authorize, &body, &slots);
    let found = value.text("AuthorizationDetails.SellerAuthorizationNote").unwrap();
    assert_eq!(found.len(), note.len() + "b é😀".len());
    unreadable(200, &format!("{GOOD}{}", " ".repeat(MOST_BYTES)), "too-large", &["32 MB"]);
    let items = "<member>x</member>".repeat(100_001);
    unreadable(
        200,
        &GOOD.replace("<IdList/>", &format!("<IdList>{items}</IdList>")),
        "too-many-items",
        &["too long"],
    );
    let many = "<x/>".repeat(200_000);
    assert_eq!(
        read(200, &answer_with(&many)),
        Ok(Answer::Value),
        "what is not known is passed over"
    );
}
