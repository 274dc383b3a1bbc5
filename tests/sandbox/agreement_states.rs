//! Billing agreements: each row of behaviour.md 5.6 and operations.md 7.5, and what is made from
//! them.

use serde_json::json;

use crate::shop::{DAY, HOUR, Shop};

fn own(id: &str) -> [(&'static str, &str); 1] {
    [("AmazonBillingAgreementId", id)]
}

fn in_state(shop: &mut Shop, state: &str) -> String {
    let id = match state {
        "Draft" => shop.draft_agreement(),
        _ => shop.open_agreement(),
    };
    match state {
        "Suspended" => drop(shop.amazon(&id, json!({ "action": "suspend" }))),
        "Canceled" => drop(shop.amazon(&id, json!({ "action": "cancel" }))),
        "Closed" => drop(shop.ok("CloseBillingAgreement", &own(&id))),
        _ => {}
    }
    assert!(shop.state(&id).starts_with(state));
    id
}

#[test]
fn none_to_draft_by_the_widget_and_stale_after_three_hours() {
    let mut shop = Shop::new();
    let id = shop.draft_agreement();
    assert_eq!(shop.state(&id), "Draft");
    shop.advance(3 * HOUR);
    assert_eq!(shop.state(&id), "Canceled/Stale");
}

#[test]
fn draft_to_open_by_confirm_without_constraints() {
    for (wish, constraint, cure) in [
        (json!({}), "BuyerConsentNotSet", json!({ "action": "giveConsent" })),
        (
            json!({ "consent": true, "card": null }),
            "PaymentPlanNotSet",
            json!({ "action": "selectCard", "card": "1111" }),
        ),
        (
            json!({ "consent": true, "address": null }),
            "ShippingAddressNotSet",
            json!({ "action": "selectAddress", "address": { "city": "Ulm" } }),
        ),
    ] {
        let mut shop = Shop::new();
        let made = shop.control("POST", "/sandbox/billing-agreements", wish);
        let id = made["amazonBillingAgreementId"].as_str().unwrap().to_owned();
        assert_eq!(shop.agreement(&id).all("ConstraintID"), [constraint]);
        let refused = shop.call("ConfirmBillingAgreement", &own(&id));
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (400, "BillingAgreementConstraintsExist")
        );
        assert!(refused.message().contains(&format!("constraints {constraint}")));
        shop.buyer(&id, cure);
        shop.ok("ConfirmBillingAgreement", &own(&id));
        assert_eq!(shop.state(&id), "Open");
        let status = shop.agreement(&id);
        assert!(status.has("BillingAgreementStatus.LastUpdatedTimestamp"), "{}", status.body);
    }
}

#[test]
fn open_to_suspended_by_a_declined_charge_and_back() {
    let mut shop = Shop::new();
    let id = shop.open_agreement();
    shop.buyer(&id, json!({ "action": "selectCard", "card": "3434" }));
    let charge = shop.charge(&id, "10", &[("TransactionTimeout", "0")]);
    assert_eq!(charge.get("AuthorizationStatus.ReasonCode"), "InvalidPaymentMethod");
    assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
    assert_eq!(shop.refused("ConfirmBillingAgreement", &own(&id)), "405 PaymentMethodNotUpdated");
    shop.buyer(&id, json!({ "action": "selectCard", "card": "1111" }));
    shop.ok("ConfirmBillingAgreement", &own(&id));
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn open_to_suspended_when_the_buyer_deletes_what_is_needed() {
    for action in ["deleteCard", "deleteAddress", "deleteBillingAddress"] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        shop.buyer(&id, json!({ "action": action }));
        assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
        assert!(shop.agreement(&id).has("ConstraintID"));
        let cure = match action {
            "deleteAddress" => json!({ "action": "selectAddress", "address": { "city": "Ulm" } }),
            _ => json!({ "action": "selectCard", "card": "1111" }),
        };
        shop.buyer(&id, cure);
        shop.ok("ConfirmBillingAgreement", &own(&id));
        assert_eq!(shop.state(&id), "Open");
    }
}

#[test]
fn suspended_to_open_by_the_buyer_alone() {
    let mut shop = Shop::new();
    let id = in_state(&mut shop, "Suspended");
    shop.buyer(&id, json!({ "action": "updatePaymentMethod", "card": "1111" }));
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn open_or_suspended_to_canceled_by_amazon_with_its_orders() {
    for state in ["Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        let charge = shop.charge(&id, "10", &[("TransactionTimeout", "0")]);
        let authorization = charge.get("AmazonAuthorizationId");
        let created =
            shop.ok("CreateOrderReferenceForId", &[("Id", &id), ("IdType", "BillingAgreement")]);
        let order = created.get("AmazonOrderReferenceId");
        if state == "Suspended" {
            shop.amazon(&id, json!({ "action": "suspend" }));
        }
        shop.amazon(&id, json!({ "action": "cancel" }));
        assert_eq!(shop.state(&id), "Canceled/AmazonCanceled");
        assert_eq!(shop.state(&order), "Canceled/AmazonCanceled");
        assert_eq!(shop.state(&authorization), "Closed/OrderReferenceCanceled");
    }
}

#[test]
fn open_or_suspended_to_closed() {
    for state in ["Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        let charge = shop.charge(&id, "10", &[("TransactionTimeout", "0")]);
        if state == "Suspended" {
            shop.amazon(&id, json!({ "action": "suspend" }));
        }
        shop.ok(
            "CloseBillingAgreement",
            &[("AmazonBillingAgreementId", &id), ("ClosureReason", "moved")],
        );
        assert_eq!(shop.state(&id), "Closed/SellerClosed");
        let agreement = shop.agreement(&id);
        assert_eq!(agreement.get("BillingAgreementStatus.ReasonDescription"), "moved");
        let capture = shop.capture(&charge.get("AmazonAuthorizationId"), "10", &[]);
        assert_eq!(capture.get("CaptureStatus.State"), "Completed");

        let id = in_state(&mut shop, state);
        shop.amazon(&id, json!({ "action": "close" }));
        assert_eq!(shop.state(&id), "Closed/AmazonClosed");
        let id = in_state(&mut shop, state);
        shop.buyer(&id, json!({ "action": "close" }));
        assert_eq!(shop.state(&id), "Closed/BuyerClosed");
        let id = in_state(&mut shop, state);
        shop.amazon(&id, json!({ "action": "expire" }));
        assert_eq!(shop.state(&id), "Closed/Expired");
    }
}

/// Each operation in each state: `ok`, or the refusal.
fn allowed(
    operation: &str,
    parameter: &'static str,
    more: &[(&str, &str)],
    rows: [(&str, &str); 5],
) {
    for (state, expected) in rows {
        let mut shop = Shop::new();
        let id = in_state(&mut shop, state);
        let mut all = vec![(parameter, id.as_str())];
        all.extend_from_slice(more);
        let answer = shop.call(operation, &all);
        let found = if answer.status == 200 { "ok".to_owned() } else { answer.code() };
        assert_eq!(found, expected, "{operation} in {state}: {}", answer.body);
    }
}

#[test]
fn operations_in_each_state() {
    let id = "AmazonBillingAgreementId";
    let wrong = "InvalidBillingAgreementStatus";
    let fixed = "BillingAgreementNotModifiable";
    allowed(
        "SetBillingAgreementDetails",
        id,
        &[("BillingAgreementAttributes.SellerNote", "n")],
        [
            ("Draft", "ok"),
            ("Open", fixed),
            ("Suspended", fixed),
            ("Canceled", fixed),
            ("Closed", fixed),
        ],
    );
    allowed(
        "ConfirmBillingAgreement",
        id,
        &[],
        [
            ("Draft", "ok"),
            ("Open", "ok"),
            ("Suspended", "PaymentMethodNotUpdated"),
            ("Canceled", wrong),
            ("Closed", wrong),
        ],
    );
    allowed(
        "ValidateBillingAgreement",
        id,
        &[],
        [
            ("Draft", wrong),
            ("Open", "ok"),
            ("Suspended", wrong),
            ("Canceled", wrong),
            ("Closed", wrong),
        ],
    );
    allowed(
        "AuthorizeOnBillingAgreement",
        id,
        &[
            ("AuthorizationReferenceId", "r"),
            ("AuthorizationAmount.Amount", "1"),
            ("AuthorizationAmount.CurrencyCode", "USD"),
        ],
        [
            ("Draft", wrong),
            ("Open", "ok"),
            ("Suspended", wrong),
            ("Canceled", wrong),
            ("Closed", wrong),
        ],
    );
    allowed(
        "CreateOrderReferenceForId",
        "Id",
        &[("IdType", "BillingAgreement")],
        [
            ("Draft", "ok"),
            ("Open", "ok"),
            ("Suspended", wrong),
            ("Canceled", wrong),
            ("Closed", wrong),
        ],
    );
    allowed(
        "CloseBillingAgreement",
        id,
        &[],
        [
            ("Draft", wrong),
            ("Open", "ok"),
            ("Suspended", "ok"),
            ("Canceled", wrong),
            ("Closed", "ok"),
        ],
    );
    let mut shop = Shop::new();
    let unknown = shop.call("GetBillingAgreementDetails", &own("C01-0000000-0000000"));
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "InvalidBillingAgreementId"));
    assert_eq!(unknown.message(), "The BillingAgreementId C01-0000000-0000000 is invalid.");
}

#[test]
fn what_a_declined_charge_does_to_the_agreement() {
    for (card, reason, agreement, order) in [
        (
            "3434",
            "InvalidPaymentMethod",
            "Suspended/InvalidPaymentMethod",
            "Closed/MaxAuthorizationsProcessed",
        ),
        ("5656", "TransactionTimedOut", "Open", "Closed/MaxAuthorizationsProcessed"),
        ("2323", "AmazonRejected", "Open", "Closed/AmazonClosed"),
    ] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        shop.buyer(&id, json!({ "action": "selectCard", "card": card }));
        let charge = shop.charge(&id, "10", &[("TransactionTimeout", "0")]);
        assert_eq!(charge.get("AuthorizationStatus.ReasonCode"), reason);
        assert_eq!(shop.state(&id), agreement);
        let child = charge.get("AuthorizeOnBillingAgreementResult.AmazonOrderReferenceId");
        assert_eq!(shop.state(&child), order);
        let balance = shop.agreement(&id).get("CurrentRemainingBalance.Amount");
        assert_eq!(balance, "1000.00", "a decline gives its amount back");
    }
    let mut shop = Shop::set(json!({ "rejectionCancelsAgreement": true }));
    let id = shop.open_agreement();
    shop.buyer(&id, json!({ "action": "selectCard", "card": "2323" }));
    shop.charge(&id, "10", &[("TransactionTimeout", "0")]);
    assert_eq!(shop.state(&id), "Canceled/AmazonCanceled");
}

#[test]
fn validate_tells_what_is_wrong() {
    for (card, reason, state) in [
        ("3434", "InvalidPaymentMethod", "Suspended/InvalidPaymentMethod"),
        ("5656", "ValidationTimedOut", "Open"),
    ] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        shop.buyer(&id, json!({ "action": "selectCard", "card": card }));
        let answer = shop.ok("ValidateBillingAgreement", &own(&id));
        assert_eq!(answer.get("ValidationResult"), "Failure");
        assert_eq!(answer.get("FailureReasonCode"), reason);
        assert_eq!(shop.state(&id), state);
        assert_eq!(answer.get("BillingAgreementStatus.State"), state.split('/').next().unwrap());
    }
}

#[test]
fn a_draft_agreement_takes_one_order_reference() {
    let mut shop = Shop::new();
    let id = shop.draft_agreement();
    let create = [("Id", id.as_str()), ("IdType", "BillingAgreement")];
    let created = shop.ok("CreateOrderReferenceForId", &create);
    assert_eq!(created.get("ParentDetails.Type"), "BillingAgreement");
    assert_eq!(created.get("ParentDetails.Id"), id);
    assert_eq!(created.get("OrderReferenceStatus.State"), "Draft");
    assert_eq!(
        shop.refused("CreateOrderReferenceForId", &create),
        "405 OrderReferenceCountExceeded"
    );
    shop.ok("ConfirmBillingAgreement", &own(&id));
    shop.ok("CreateOrderReferenceForId", &create);
}

#[test]
fn create_order_reference_confirms_at_once_when_asked() {
    let mut shop = Shop::new();
    let id = shop.open_agreement();
    let base = [("Id", id.as_str()), ("IdType", "BillingAgreement"), ("ConfirmNow", "true")];
    assert_eq!(shop.refused("CreateOrderReferenceForId", &base), "400 InvalidParameterValue");
    let mut with = base.to_vec();
    with.extend([
        ("OrderReferenceAttributes.OrderTotal.Amount", "10"),
        ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
    ]);
    let created = shop.ok("CreateOrderReferenceForId", &with);
    assert_eq!(created.get("OrderReferenceStatus.State"), "Open");
    let order = created.get("AmazonOrderReferenceId");
    let answer = shop.authorize(&order, "10", &[("TransactionTimeout", "0")]);
    assert_eq!(answer.get("AuthorizationStatus.State"), "Open");
}

#[test]
fn the_address_is_inherited_or_not() {
    for (given, setting, has) in [
        (None, true, true),
        (None, false, false),
        (Some("true"), false, true),
        (Some("false"), true, false),
    ] {
        let mut shop = Shop::set(json!({ "inheritShippingAddress": setting }));
        let id = shop.open_agreement();
        let mut create = vec![("Id", id.as_str()), ("IdType", "BillingAgreement")];
        if let Some(given) = given {
            create.push(("InheritShippingAddress", given));
        }
        let created = shop.ok("CreateOrderReferenceForId", &create);
        assert_eq!(created.has("DestinationType"), has);
    }
}

#[test]
fn the_month_is_a_calendar_month_in_utc() {
    let mut shop = Shop::new();
    let id = shop.open_agreement();
    shop.charge(&id, "900", &[]);
    let agreement = shop.agreement(&id);
    assert_eq!(agreement.get("TimePeriodStartDate"), "2026-01-01T00:00:00Z");
    assert_eq!(agreement.get("TimePeriodEndDate"), "2026-02-01T00:00:00Z");
    let refused = shop.charge(&id, "100.01", &[]);
    assert_eq!((refused.status, refused.code().as_str()), (400, "PeriodicAmountExceeded"));
    assert!(refused.message().contains("Thu Jan 01 00:00:00 UTC 2026"), "{}", refused.message());
    shop.advance(30 * DAY);
    assert_eq!(shop.charge(&id, "1000", &[]).status, 200);

    let mut shop = Shop::set(json!({ "monthlyLimit": 500 }));
    let id = shop.open_agreement();
    assert_eq!(shop.agreement(&id).get("AmountLimitPerTimePeriod.Amount"), "500");
    assert_eq!(shop.charge(&id, "500.01", &[]).code(), "PeriodicAmountExceeded");
}

#[test]
fn a_repeated_charge_gives_the_same_pair() {
    let mut shop = Shop::new();
    let id = shop.open_agreement();
    let charge = |shop: &mut Shop| {
        shop.ok(
            "AuthorizeOnBillingAgreement",
            &[
                ("AmazonBillingAgreementId", &id),
                ("AuthorizationReferenceId", "once"),
                ("AuthorizationAmount.Amount", "10"),
                ("AuthorizationAmount.CurrencyCode", "USD"),
                ("SellerOrderAttributes.SellerOrderId", "n-1"),
                ("SellerNote", "tea"),
            ],
        )
    };
    let (first, again) = (charge(&mut shop), charge(&mut shop));
    for path in
        ["AmazonAuthorizationId", "AuthorizeOnBillingAgreementResult.AmazonOrderReferenceId"]
    {
        assert_eq!(first.get(path), again.get(path));
    }
    assert_eq!(shop.agreement(&id).get("CurrentRemainingBalance.Amount"), "990.00");
    let order = first.get("AuthorizeOnBillingAgreementResult.AmazonOrderReferenceId");
    let child = shop.order(&order);
    assert_eq!(child.get("SellerOrderId"), "n-1");
    assert_eq!(child.get("SellerNote"), "tea");
    assert_eq!(child.get("OrderTotal.Amount"), "10.00");
    assert_eq!(shop.state(&order), "Open");
    shop.advance(30_000);
    assert_eq!(shop.state(&order), "Closed/MaxAuthorizationsProcessed");
}

#[test]
fn a_constraint_that_appears_later_suspends_until_it_is_cured_and_confirmed() {
    for (breaks, constraint, cures) in [
        (
            json!({ "action": "withdrawConsent" }),
            "BuyerConsentNotSet",
            json!({ "action": "giveConsent" }),
        ),
        (
            json!({ "action": "selectCard", "card": "4545" }),
            "PaymentMethodNotAllowed",
            json!({ "action": "selectCard", "card": "1111" }),
        ),
    ] {
        let mut shop = Shop::new();
        let id = shop.open_agreement();
        shop.buyer(&id, breaks);
        let shown = shop.agreement(&id).all("Constraint.ConstraintID");
        assert!(shown.iter().any(|id| id == constraint), "{shown:?}");
        assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod", "{constraint}");
        assert_eq!(shop.charge(&id, "5", &[]).code(), "InvalidBillingAgreementStatus");
        shop.buyer(&id, cures);
        shop.ok("ConfirmBillingAgreement", &[("AmazonBillingAgreementId", &id)]);
        assert_eq!(shop.state(&id), "Open", "{constraint}");
    }
}

#[test]
fn an_order_that_is_confirmed_as_it_is_made_names_what_is_in_the_way() {
    for (draft, constraint) in [
        (json!({ "card": null, "consent": true }), "PaymentPlanNotSet"),
        (json!({ "card": "4545", "consent": true }), "PaymentMethodNotAllowed"),
        (json!({ "buyerIsSeller": true, "consent": true }), "BuyerEqualsSeller"),
    ] {
        let mut shop = Shop::new();
        let made = shop.control("POST", "/sandbox/billing-agreements", draft);
        let answer = shop.call(
            "CreateOrderReferenceForId",
            &[
                ("Id", made["amazonBillingAgreementId"].as_str().unwrap()),
                ("IdType", "BillingAgreement"),
                ("ConfirmNow", "true"),
                ("OrderReferenceAttributes.OrderTotal.Amount", "5"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
            ],
        );
        assert_eq!(answer.code(), "ConstraintsExist");
        let ending = format!("constraints {constraint} and cannot be confirmed.");
        assert!(answer.message().ends_with(&ending), "{}", answer.message());
    }
}
