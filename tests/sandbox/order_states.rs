//! Order references: each row of behaviour.md 5.2 and of its table of allowed operations, the
//! constraints, and the clocks of 5.1.

use serde_json::json;

use crate::shop::{DAY, HOUR, MINUTE, Shop};

fn own(id: &str) -> [(&'static str, &str); 1] {
    [("AmazonOrderReferenceId", id)]
}

/// An order reference in each state.
fn in_state(shop: &mut Shop, state: &str) -> String {
    let id = match state {
        "Draft" => shop.draft(),
        _ => shop.open(),
    };
    match state {
        "Suspended" => drop(shop.amazon(&id, json!({ "action": "suspend" }))),
        "Canceled" => drop(shop.ok("CancelOrderReference", &own(&id))),
        "Closed" => drop(shop.ok("CloseOrderReference", &own(&id))),
        _ => {}
    }
    assert!(shop.state(&id).starts_with(state));
    id
}

#[test]
fn none_to_draft_by_the_button() {
    let mut shop = Shop::new();
    let id = shop.draft();
    assert_eq!(shop.state(&id), "Draft");
}

#[test]
fn draft_to_draft_by_set_recomputes_constraints() {
    let mut shop = Shop::new();
    let id = shop.draft();
    assert_eq!(shop.order(&id).all("ConstraintID"), ["AmountNotSet"]);
    shop.set_total(&id, "1");
    assert!(!shop.order(&id).has("ConstraintID"));
    shop.set_total(&id, "2");
    assert_eq!(shop.order(&id).get("OrderTotal.Amount"), "2.00");
}

#[test]
fn draft_to_open_by_confirm() {
    let mut shop = Shop::new();
    let id = shop.open();
    assert_eq!(shop.state(&id), "Open");
    assert!(shop.order(&id).has("OrderReferenceStatus.LastUpdateTimestamp"));
}

#[test]
fn draft_to_canceled_stale_after_three_hours() {
    let mut shop = Shop::new();
    let id = shop.draft();
    shop.advance(3 * HOUR - 1);
    assert_eq!(shop.state(&id), "Draft");
    shop.advance(1);
    assert_eq!(shop.state(&id), "Canceled/Stale");
}

#[test]
fn open_to_suspended_by_a_declined_method() {
    let mut shop = Shop::new();
    let id = shop.open_with(json!({ "card": "3434" }));
    let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "0")]);
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), "InvalidPaymentMethod");
    assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
    assert_eq!(shop.order(&id).all("ConstraintID"), ["PaymentPlanNotSet"]);
}

#[test]
fn suspended_to_open_by_another_method_and_confirm() {
    let mut shop = Shop::new();
    let id = in_state(&mut shop, "Suspended");
    assert_eq!(shop.refused("ConfirmOrderReference", &own(&id)), "405 PaymentMethodNotUpdated");
    shop.buyer(&id, json!({ "action": "selectCard", "card": "1111" }));
    assert_eq!(shop.state(&id), "Suspended/InvalidPaymentMethod");
    shop.ok("ConfirmOrderReference", &own(&id));
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn suspended_to_open_by_the_buyer_alone() {
    let mut shop = Shop::new();
    let id = in_state(&mut shop, "Suspended");
    shop.buyer(&id, json!({ "action": "updatePaymentMethod", "card": "1111" }));
    assert_eq!(shop.state(&id), "Open");
}

#[test]
fn open_or_suspended_to_canceled_by_seller() {
    for state in ["Draft", "Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = in_state(&mut shop, state);
        shop.ok(
            "CancelOrderReference",
            &[("AmazonOrderReferenceId", &id), ("CancelationReason", "sold out")],
        );
        assert_eq!(shop.state(&id), "Canceled/SellerCanceled");
        let order = shop.order(&id);
        assert_eq!(order.get("OrderReferenceStatus.ReasonDescription"), "sold out");
    }
}

#[test]
fn cancelling_closes_open_and_pending_authorizations() {
    let mut shop = Shop::new();
    let id = shop.open();
    let open = shop.authorized(&id, "10");
    let pending = shop.authorize(&id, "10", &[]).get("AmazonAuthorizationId");
    shop.ok("CancelOrderReference", &own(&id));
    assert_eq!(shop.state(&open), "Closed/OrderReferenceCanceled");
    assert_eq!(shop.state(&pending), "Closed/OrderReferenceCanceled");
    shop.advance(HOUR);
    assert_eq!(shop.state(&pending), "Closed/OrderReferenceCanceled");
}

#[test]
fn any_to_canceled_by_amazon() {
    for state in ["Draft", "Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = in_state(&mut shop, state);
        shop.amazon(&id, json!({ "action": "cancel" }));
        assert_eq!(shop.state(&id), "Canceled/AmazonCanceled");
    }
}

#[test]
fn open_or_suspended_to_closed_by_seller_keeps_authorizations() {
    for state in ["Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = shop.open();
        let authorization = shop.authorized(&id, "10");
        if state == "Suspended" {
            shop.amazon(&id, json!({ "action": "suspend" }));
        }
        shop.ok("CloseOrderReference", &own(&id));
        assert_eq!(shop.state(&id), "Closed/SellerClosed");
        let capture = shop.capture(&authorization, "10", &[]);
        assert_eq!(capture.get("CaptureStatus.State"), "Completed");
    }
}

#[test]
fn open_or_suspended_to_closed_expired_after_180_days() {
    for state in ["Open", "Suspended"] {
        let mut shop = Shop::new();
        let id = in_state(&mut shop, state);
        shop.advance(180 * DAY - 1);
        assert!(shop.state(&id).starts_with(state));
        shop.advance(1);
        assert_eq!(shop.state(&id), "Closed/Expired");
    }
}

#[test]
fn open_to_closed_when_the_amount_is_reached() {
    let mut shop = Shop::new();
    let id = shop.open();
    shop.captured(&id, "100.00");
    assert_eq!(shop.state(&id), "Open");
    shop.captured(&id, "15.00");
    assert_eq!(shop.state(&id), "Closed/MaxAmountCharged");
}

#[test]
fn open_to_closed_when_ten_authorizations_were_captured() {
    let mut shop = Shop::new();
    let id = shop.open();
    for _ in 0..9 {
        shop.captured(&id, "1.00");
    }
    assert_eq!(shop.state(&id), "Open");
    shop.captured(&id, "1.00");
    assert_eq!(shop.state(&id), "Closed/MaxAuthorizationsCaptured");
}

#[test]
fn open_to_closed_by_amazon_after_a_rejection() {
    let mut shop = Shop::new();
    let id = shop.open_with(json!({ "card": "2323" }));
    let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "0")]);
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), "AmazonRejected");
    assert_eq!(shop.state(&id), "Closed/AmazonClosed");
}

#[test]
fn open_to_closed_by_amazon_when_no_authorization_comes_within_the_hour() {
    let mut shop = Shop::new();
    let confirm = |shop: &mut Shop| {
        let id = shop.draft();
        shop.set_total(&id, "10");
        let more =
            [("AmazonOrderReferenceId", id.as_str()), ("ExpectImmediateAuthorization", "true")];
        shop.ok("ConfirmOrderReference", &more);
        id
    };
    let (left, used) = (confirm(&mut shop), confirm(&mut shop));
    shop.authorized(&used, "1");
    shop.advance(60 * MINUTE);
    assert_eq!(shop.state(&left), "Closed/AmazonClosed");
    assert_eq!(shop.state(&used), "Open");
}

#[test]
fn get_is_allowed_in_every_state() {
    let mut shop = Shop::new();
    for state in ["Draft", "Open", "Suspended", "Canceled", "Closed"] {
        let id = in_state(&mut shop, state);
        assert_eq!(shop.order(&id).get("OrderReferenceStatus.State"), state);
    }
    let unknown = shop.call("GetOrderReferenceDetails", &own("S00-0000000-0000000"));
    assert_eq!((unknown.status, unknown.code()), (404, "InvalidOrderReferenceId".to_owned()));
    assert_eq!(unknown.message(), "The OrderReferenceId S00-0000000-0000000 is invalid.");
}

/// Each operation in each state: `ok`, or the refusal.
fn allowed(operation: &str, more: &[(&str, &str)], rows: [(&str, &str); 5]) {
    for (state, expected) in rows {
        let mut shop = Shop::new();
        let id = in_state(&mut shop, state);
        let mut all = vec![("AmazonOrderReferenceId", id.as_str())];
        all.extend_from_slice(more);
        let answer = shop.call(operation, &all);
        let found = if answer.status == 200 { "ok".to_owned() } else { answer.code() };
        assert_eq!(found, expected, "{operation} in {state}: {}", answer.body);
    }
}

#[test]
fn set_order_reference_details_is_allowed_in_draft_only() {
    allowed(
        "SetOrderReferenceDetails",
        &[
            ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
            ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
        ],
        [
            ("Draft", "ok"),
            ("Open", "OrderReferenceNotModifiable"),
            ("Suspended", "OrderReferenceNotModifiable"),
            ("Canceled", "OrderReferenceNotModifiable"),
            ("Closed", "OrderReferenceNotModifiable"),
        ],
    );
}

#[test]
fn set_order_attributes_takes_the_amount_in_draft_only() {
    allowed(
        "SetOrderAttributes",
        &[
            ("OrderAttributes.OrderTotal.Amount", "1"),
            ("OrderAttributes.OrderTotal.CurrencyCode", "USD"),
        ],
        [
            ("Draft", "ok"),
            ("Open", "OrderReferenceNotModifiable"),
            ("Suspended", "OrderReferenceNotModifiable"),
            ("Canceled", "OrderReferenceNotModifiable"),
            ("Closed", "OrderReferenceNotModifiable"),
        ],
    );
}

#[test]
fn set_order_attributes_takes_other_words_later_too() {
    allowed(
        "SetOrderAttributes",
        &[
            ("OrderAttributes.SellerOrderAttributes.SellerOrderId", "7"),
            ("OrderAttributes.RequestPaymentAuthorization", "false"),
        ],
        [
            ("Draft", "ok"),
            ("Open", "ok"),
            ("Suspended", "ok"),
            ("Canceled", "OrderReferenceNotModifiable"),
            ("Closed", "OrderReferenceNotModifiable"),
        ],
    );
    // Whether what is set may be changed is a setting.
    for (late, expected) in [("change", 200), ("add", 405)] {
        let mut shop = Shop::set(json!({ "lateAttributes": late }));
        let id = shop.open();
        let set = |shop: &mut Shop, value: &str| {
            shop.call(
                "SetOrderAttributes",
                &[
                    ("AmazonOrderReferenceId", &id),
                    ("OrderAttributes.SellerOrderAttributes.CustomInformation", value),
                ],
            )
            .status
        };
        assert_eq!(set(&mut shop, "one"), 200);
        assert_eq!(set(&mut shop, "two"), expected);
    }
}

#[test]
fn confirm_order_reference_in_each_state() {
    allowed(
        "ConfirmOrderReference",
        &[],
        [
            ("Draft", "ConstraintsExist"),
            ("Open", "ok"),
            ("Suspended", "PaymentMethodNotUpdated"),
            ("Canceled", "InvalidOrderReferenceStatus"),
            ("Closed", "InvalidOrderReferenceStatus"),
        ],
    );
}

#[test]
fn cancel_order_reference_in_each_state() {
    allowed(
        "CancelOrderReference",
        &[],
        [
            ("Draft", "ok"),
            ("Open", "ok"),
            ("Suspended", "ok"),
            ("Canceled", "ok"),
            ("Closed", "InvalidCancelAttempt"),
        ],
    );
    let mut shop = Shop::new();
    let id = shop.open();
    shop.captured(&id, "1");
    assert_eq!(shop.refused("CancelOrderReference", &own(&id)), "405 InvalidCancelAttempt");
}

#[test]
fn close_order_reference_in_each_state() {
    allowed(
        "CloseOrderReference",
        &[],
        [
            ("Draft", "InvalidCloseAttempt"),
            ("Open", "ok"),
            ("Suspended", "ok"),
            ("Canceled", "InvalidCloseAttempt"),
            ("Closed", "ok"),
        ],
    );
}

#[test]
fn a_repeated_close_or_cancel_follows_the_setting() {
    let mut shop = Shop::set(json!({ "terminalRepeat": "error" }));
    let closed = in_state(&mut shop, "Closed");
    assert_eq!(shop.refused("CloseOrderReference", &own(&closed)), "405 InvalidCloseAttempt");
    let canceled = in_state(&mut shop, "Canceled");
    assert_eq!(shop.refused("CancelOrderReference", &own(&canceled)), "405 InvalidCancelAttempt");
}

#[test]
fn authorize_is_allowed_in_open_only() {
    allowed(
        "Authorize",
        &[
            ("AuthorizationReferenceId", "r"),
            ("AuthorizationAmount.Amount", "1"),
            ("AuthorizationAmount.CurrencyCode", "USD"),
        ],
        [
            ("Draft", "InvalidOrderReferenceStatus"),
            ("Open", "ok"),
            ("Suspended", "InvalidOrderReferenceStatus"),
            ("Canceled", "InvalidOrderReferenceStatus"),
            ("Closed", "InvalidOrderReferenceStatus"),
        ],
    );
}

#[test]
fn capture_and_refund_work_in_open_suspended_and_closed() {
    for state in ["Open", "Suspended", "Closed"] {
        let mut shop = Shop::new();
        let id = shop.open();
        let authorization = shop.authorized(&id, "10");
        match state {
            "Suspended" => drop(shop.amazon(&id, json!({ "action": "suspend" }))),
            "Closed" => drop(shop.ok("CloseOrderReference", &own(&id))),
            _ => {}
        }
        let capture = shop.capture(&authorization, "10", &[]).get("AmazonCaptureId");
        let refund = shop.refund(&capture, "1", &[]);
        assert_eq!(refund.get("RefundStatus.State"), "Pending");
    }
}

#[test]
fn every_constraint_stops_confirm_and_is_cleared() {
    let rows = [
        (
            json!({ "card": null }),
            "PaymentPlanNotSet",
            json!({ "action": "selectCard", "card": "1111" }),
        ),
        (
            json!({ "card": "4545" }),
            "PaymentMethodNotAllowed",
            json!({ "action": "selectCard", "card": "0000" }),
        ),
        (
            json!({ "address": null }),
            "ShippingAddressNotSet",
            json!({ "action": "selectAddress", "address": { "city": "Ulm", "countryCode": "DE" } }),
        ),
    ];
    for (wish, constraint, cure) in rows {
        let mut shop = Shop::new();
        let id = shop.draft_with(wish);
        shop.set_total(&id, "10");
        assert_eq!(shop.order(&id).all("ConstraintID"), [constraint]);
        let refused = shop.call("ConfirmOrderReference", &own(&id));
        assert_eq!((refused.status, refused.code().as_str()), (400, "ConstraintsExist"));
        assert!(refused.message().contains(&format!("constraints {constraint}")));
        assert!(refused.message().ends_with("and cannot be confirmed."));
        shop.buyer(&id, cure);
        shop.ok("ConfirmOrderReference", &own(&id));
    }
    let mut shop = Shop::new();
    let id = shop.draft_with(json!({ "buyerIsSeller": true }));
    shop.set_total(&id, "10");
    assert_eq!(shop.order(&id).all("ConstraintID"), ["BuyerEqualsSeller"]);
    assert_eq!(shop.refused("ConfirmOrderReference", &own(&id)), "400 ConstraintsExist");
}

#[test]
fn digital_goods_have_no_destination_and_no_constraint() {
    let mut shop = Shop::new();
    let id = shop.open_with(json!({ "address": false }));
    assert!(!shop.order(&id).has("DestinationType"));
}

#[test]
fn expiration_is_creation_and_180_days_exactly() {
    let mut shop = Shop::new();
    let id = shop.draft();
    let order = shop.order(&id);
    let moment = |name| amazon_pay_wasm::wire::timestamp::parse(&order.get(name)).unwrap();
    assert_eq!(moment("ExpirationTimestamp") - moment("CreationTimestamp"), 180 * DAY);
}

#[test]
fn limits_of_amount_and_count_are_kept() {
    let mut shop = Shop::new();
    let id = shop.open();
    assert_eq!(shop.authorize(&id, "115.01", &[]).code(), "TransactionAmountExceeded");
    shop.authorized(&id, "115.00");
    assert_eq!(shop.authorize(&id, "0.01", &[]).code(), "TransactionAmountExceeded");
    let id = shop.open();
    for _ in 0..10 {
        shop.authorized(&id, "1");
    }
    assert_eq!(shop.authorize(&id, "1", &[]).code(), "TransactionCountExceeded");
    let id = shop.draft();
    let too_much = shop.call(
        "SetOrderReferenceDetails",
        &[
            ("AmazonOrderReferenceId", &id),
            ("OrderReferenceAttributes.OrderTotal.Amount", "150000.01"),
            ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
        ],
    );
    assert_eq!(too_much.code(), "TransactionAmountExceeded");
    for wrong in ["0", "1e3", "1,50", "-1", "1.005", ""] {
        let answer = shop.call(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", wrong),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
            ],
        );
        assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidParameterValue"));
        if !wrong.is_empty() {
            let message = format!("The Value '{wrong}' is invalid for the Parameter 'Amount'");
            assert_eq!(answer.message(), message);
        }
    }
}

#[test]
fn what_was_never_confirmed_does_not_show_the_buyer_after_its_end_either() {
    let mut shop = Shop::new();
    let canceled = shop.draft();
    shop.ok("CancelOrderReference", &[("AmazonOrderReferenceId", &canceled)]);
    let stale = shop.draft();
    let agreement = shop.draft_agreement();
    let opened = shop.open();
    shop.advance(3 * 3_600_000);
    shop.ok("CancelOrderReference", &[("AmazonOrderReferenceId", &opened)]);
    for (id, shown) in [(&canceled, false), (&stale, false), (&opened, true)] {
        let answer = shop.order(id);
        assert_eq!(answer.get("OrderReferenceStatus.State"), "Canceled");
        assert_eq!(answer.has("Buyer.Email"), shown, "{id}");
        assert_eq!(answer.has("PhysicalDestination.Name"), shown, "{id}");
        assert!(answer.has("PhysicalDestination.PostalCode"), "{id}");
    }
    let answer = shop.agreement(&agreement);
    assert_eq!(answer.get("BillingAgreementStatus.ReasonCode"), "Stale");
    assert!(!answer.has("Buyer.Email") && !answer.has("PhysicalDestination.Name"));
}
