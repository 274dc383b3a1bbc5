//! What differs in Europe and Japan: the bank's challenge (behaviour.md 9.4), several currencies
//! (9.5), addresses.

use serde_json::{Value, json};

use crate::shop::{Answer, Shop};

fn german(settings: Value) -> Shop {
    Shop::with(json!({ "region": "de", "settings": settings }))
}

const URLS: [(&str, &str); 2] =
    [("SuccessUrl", "https://shop.example/ok"), ("FailureUrl", "https://shop.example/no?x=1")];

fn draft(shop: &mut Shop) -> String {
    let id = shop.draft();
    assert!(id.starts_with("S02-"));
    shop.set_total_in(&id, "20", "EUR");
    id
}

fn confirm(shop: &mut Shop, id: &str) -> Answer {
    let mut own = vec![("AmazonOrderReferenceId", id)];
    own.extend(URLS);
    shop.ok("ConfirmOrderReference", &own)
}

fn authorize(shop: &mut Shop, id: &str) -> Answer {
    let reference = shop.reference();
    shop.call(
        "Authorize",
        &[
            ("AmazonOrderReferenceId", id),
            ("AuthorizationReferenceId", &reference),
            ("AuthorizationAmount.Amount", "20"),
            ("AuthorizationAmount.CurrencyCode", "EUR"),
            ("TransactionTimeout", "0"),
        ],
    )
}

#[test]
fn the_challenge_passed() {
    let mut shop = german(json!({}));
    let id = draft(&mut shop);
    confirm(&mut shop, &id);
    assert_eq!(shop.order(&id).get("PaymentAuthenticationStatus.State"), "REQUIRED");
    assert_eq!(authorize(&mut shop, &id).code(), "InvalidOrderReferenceStatus");
    let ended =
        shop.buyer(&id, json!({ "action": "completeAuthentication", "outcome": "Success" }));
    assert_eq!(
        ended["redirectUrl"],
        format!(
            "https://shop.example/ok?sellerId=A1SANDBOXSELLER&AuthenticationStatus=Success&amazonOrderReferenceId={id}"
        )
    );
    assert!(shop.order(&id).body.contains("<PaymentAuthenticationStatus/>"));
    assert_eq!(authorize(&mut shop, &id).get("AuthorizationStatus.State"), "Open");
}

#[test]
fn the_challenge_failed() {
    let mut shop = german(json!({}));
    let id = draft(&mut shop);
    confirm(&mut shop, &id);
    let ended =
        shop.buyer(&id, json!({ "action": "completeAuthentication", "outcome": "Failure" }));
    let url = ended["redirectUrl"].as_str().unwrap();
    assert!(url.starts_with("https://shop.example/no?x=1&") && url.contains("=Failure"), "{url}");
    assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
    let order = shop.order(&id);
    assert_eq!(order.all("ConstraintID"), ["PaymentPlanNotSet"]);
    assert_eq!(order.get("PaymentAuthenticationStatus.State"), "REQUIRED");
    shop.buyer(&id, json!({ "action": "selectCard", "card": "1111" }));
    confirm(&mut shop, &id);
    shop.buyer(&id, json!({ "action": "completeAuthentication", "outcome": "Success" }));
    assert_eq!(authorize(&mut shop, &id).get("AuthorizationStatus.State"), "Open");
}

#[test]
fn the_challenge_abandoned() {
    let mut shop = german(json!({ "unauthenticated": "decline" }));
    let id = draft(&mut shop);
    confirm(&mut shop, &id);
    shop.buyer(&id, json!({ "action": "completeAuthentication", "outcome": "Abandoned" }));
    assert_eq!(shop.state(&id), "Open");
    let declined = authorize(&mut shop, &id);
    assert_eq!(declined.get("AuthorizationStatus.ReasonCode"), "InvalidPaymentMethod");
}

#[test]
fn the_challenge_simulated() {
    for (outcome, state) in
        [("Success", "Open"), ("Failure", "Suspended/InvalidPaymentMethod"), ("Abandoned", "Open")]
    {
        let mut shop = german(json!({}));
        let id = shop.draft();
        let note = format!(
            r#"{{"SandboxSimulation":{{"PaymentAuthenticationStatus":{{"State":"{outcome}"}}}}}}"#
        );
        shop.ok(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "20"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "EUR"),
                ("OrderReferenceAttributes.SellerNote", &note),
            ],
        );
        confirm(&mut shop, &id);
        assert_eq!(shop.state(&id), state);
        let passes = authorize(&mut shop, &id).status == 200;
        assert_eq!(passes, outcome == "Success");
    }
}

#[test]
fn no_challenge_without_addresses_nor_outside_europe() {
    let mut shop = german(json!({}));
    let id = draft(&mut shop);
    shop.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
    assert_eq!(authorize(&mut shop, &id).status, 200);
    let mut shop = german(json!({ "challenge": "on-request" }));
    let id = draft(&mut shop);
    confirm(&mut shop, &id);
    assert_eq!(authorize(&mut shop, &id).status, 200);
    let mut shop = Shop::new();
    let id = shop.draft();
    shop.set_total(&id, "100");
    confirm(&mut shop, &id);
    shop.authorized(&id, "1");
}

#[test]
fn agreements_that_the_merchant_charges_are_challenged() {
    let mut shop = german(json!({}));
    let id = shop.draft_agreement();
    shop.ok(
        "SetBillingAgreementDetails",
        &[
            ("AmazonBillingAgreementId", &id),
            ("BillingAgreementAttributes.BillingAgreementType", "MerchantInitiatedTransaction"),
            ("BillingAgreementAttributes.SubscriptionAmount.Amount", "9.99"),
            ("BillingAgreementAttributes.SubscriptionAmount.CurrencyCode", "EUR"),
        ],
    );
    let mut own = vec![("AmazonBillingAgreementId", id.as_str())];
    own.extend(URLS);
    shop.ok("ConfirmBillingAgreement", &own);
    let details = shop.agreement(&id);
    assert_eq!(details.get("BillingAgreementType"), "MerchantInitiatedTransaction");
    assert_eq!(details.get("SubscriptionAmount.Amount"), "9.99");
    let charge = |shop: &mut Shop| {
        let reference = shop.reference();
        shop.call(
            "AuthorizeOnBillingAgreement",
            &[
                ("AmazonBillingAgreementId", &id),
                ("AuthorizationReferenceId", &reference),
                ("AuthorizationAmount.Amount", "9.99"),
                ("AuthorizationAmount.CurrencyCode", "EUR"),
                ("TransactionTimeout", "0"),
            ],
        )
    };
    assert_eq!(charge(&mut shop).code(), "InvalidBillingAgreementStatus");
    shop.buyer(&id, json!({ "action": "completeAuthentication", "outcome": "Success" }));
    assert_eq!(charge(&mut shop).get("AuthorizationStatus.State"), "Open");
}

#[test]
fn another_currency_runs_through_and_is_converted() {
    let mut shop = german(json!({}));
    let id = shop.draft_with(json!({ "currencyCode": "CHF" }));
    let mismatch = shop.call(
        "SetOrderReferenceDetails",
        &[
            ("AmazonOrderReferenceId", &id),
            ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
            ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "EUR"),
        ],
    );
    assert_eq!((mismatch.status, mismatch.code().as_str()), (400, "CurrencyMismatch"));
    shop.set_total_in(&id, "0.99", "CHF");
    shop.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
    let answer = shop.call(
        "Authorize",
        &[
            ("AmazonOrderReferenceId", &id),
            ("AuthorizationReferenceId", "a"),
            ("AuthorizationAmount.Amount", "0.99"),
            ("AuthorizationAmount.CurrencyCode", "CHF"),
            ("TransactionTimeout", "0"),
            ("CaptureNow", "true"),
        ],
    );
    assert_eq!(answer.get("AuthorizationFee.CurrencyCode"), "EUR");
    let capture =
        shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &answer.get("IdList.member"))]);
    assert_eq!(capture.get("CaptureAmount.CurrencyCode"), "CHF");
    assert_eq!(capture.get("ConvertedAmount.Amount"), "0.88");
    assert_eq!(capture.get("ConvertedAmount.CurrencyCode"), "EUR");
    assert_eq!(capture.get("ConversionRate"), "1.1297854087");
    assert_eq!(authorize(&mut shop, &id).code(), "CurrencyMismatch");
}

#[test]
fn currency_unsupported() {
    let mut shop = Shop::new();
    let id = shop.draft();
    for (code, refusal) in [
        ("EUR", "CurrencyUnsupported"),
        ("XAU", "CurrencyUnsupported"),
        ("usd", "InvalidParameterValue"),
    ] {
        let answer = shop.call(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", code),
            ],
        );
        assert_eq!(answer.code(), refusal, "{code}");
    }
    let refused =
        shop.control_raw("POST", "/sandbox/order-references", r#"{"currencyCode":"EUR"}"#);
    assert_eq!(refused.status, 400);
}

#[test]
fn yen_have_no_decimals() {
    let mut shop = Shop::with(json!({ "region": "jp" }));
    let id = shop.draft();
    assert!(id.starts_with("S03-"));
    let set = |shop: &mut Shop, amount: &str| {
        shop.call(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", amount),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "JPY"),
            ],
        )
    };
    assert_eq!(set(&mut shop, "10.5").code(), "InvalidParameterValue");
    assert_eq!(set(&mut shop, "1000").get("OrderTotal.Amount"), "1000");
    let draft = shop.order(&id);
    assert!(!draft.has("PhysicalDestination.City") && draft.has("PhysicalDestination.PostalCode"));
}

#[test]
fn personal_data_is_hidden_until_it_may_be_seen() {
    let mut shop = Shop::new();
    let made = shop.control("POST", "/sandbox/order-references", json!({}));
    let id = made["amazonOrderReferenceId"].as_str().unwrap().to_owned();
    let token = made["accessToken"].as_str().unwrap().to_owned();
    let get = |shop: &mut Shop, more: &[(&str, &str)]| {
        let mut own = vec![("AmazonOrderReferenceId", id.as_str())];
        own.extend_from_slice(more);
        shop.call("GetOrderReferenceDetails", &own)
    };
    assert!(!get(&mut shop, &[]).has("Buyer.Name"));
    for name in ["AccessToken", "AddressConsentToken"] {
        let seen = get(&mut shop, &[(name, &token)]);
        assert!(seen.has("Buyer.Name") && seen.has("PhysicalAddress.Name"), "{}", seen.body);
    }
    let both = get(&mut shop, &[("AccessToken", &token), ("AddressConsentToken", &token)]);
    assert_eq!((both.status, both.code().as_str()), (400, "AmbiguousToken"));
    let other = shop.control(
        "POST",
        "/sandbox/order-references",
        json!({ "buyer": { "userId": "amzn1.account.OTHER", "name": "Bo" } }),
    );
    for wrong in ["Atza|nonsense", "", other["accessToken"].as_str().unwrap()] {
        let answer = get(&mut shop, &[("AccessToken", wrong)]);
        let expected = if wrong.is_empty() { 400 } else { 404 };
        assert_eq!(answer.status, expected, "{wrong}: {}", answer.body);
    }
    shop.advance(3_600_000);
    assert_eq!(get(&mut shop, &[("AccessToken", &token)]).code(), "InvalidAddressConsentToken");
    let fresh = shop.buyer(&id, json!({ "action": "signIn" }));
    let fresh = fresh["accessToken"].as_str().unwrap().to_owned();
    assert!(get(&mut shop, &[("AccessToken", &fresh)]).has("Buyer.Name"));
    assert!(!get(&mut shop, &[("AccessToken", &fresh)]).has("PaymentDescriptor.Name"));

    let mut shop = Shop::set(json!({ "paymentDescriptor": true }));
    let made = shop.control("POST", "/sandbox/order-references", json!({}));
    let own = [
        ("AmazonOrderReferenceId", made["amazonOrderReferenceId"].as_str().unwrap()),
        ("AccessToken", made["accessToken"].as_str().unwrap()),
    ];
    let seen = shop.ok("GetOrderReferenceDetails", &own);
    assert_eq!(seen.get("FullDescriptor"), "Amazon Pay (Visa **11)");
}
