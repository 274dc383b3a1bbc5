//! Parameters of the right type whose value is beyond what the service takes.

use amazon_pay_wasm::protocol::request::Defaults;
use serde_json::{Value as Json, json};

use crate::calls::{operation, prepare};
use crate::refusals::{accepted, authorize, changed, errors, only, refused, refused_token};

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
