//! Both flows of behaviour.md 9, from the buyer's draft to the refund.

use serde_json::json;

use crate::shop::{DAY, Shop};

#[test]
fn a_one_time_payment_goes_from_draft_to_refund() {
    let mut shop = Shop::new();
    let id = shop.draft();
    assert!(id.starts_with("S01-"), "{id}");

    let draft = shop.order(&id);
    assert_eq!(draft.get("OrderReferenceStatus.State"), "Draft");
    assert!(!draft.has("LastUpdateTimestamp"));
    assert_eq!(draft.get("Constraint.ConstraintID"), "AmountNotSet");
    assert_eq!(
        draft.get("Constraint.Description"),
        "The seller has not set the amount for the Order Reference."
    );
    assert!(draft.body.contains("<IdList/>") && draft.body.contains("<SellerOrderAttributes/>"));
    assert!(draft.has("PhysicalDestination.City") && !draft.has("PhysicalDestination.Name"));
    assert!(!draft.has("Buyer.Email"));

    let set = shop.set_total(&id, "94.5");
    assert_eq!(set.get("OrderTotal.Amount"), "94.50");
    assert!(!set.has("Constraint.ConstraintID"));
    shop.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
    let open = shop.order(&id);
    assert_eq!(open.get("OrderReferenceStatus.State"), "Open");
    assert_eq!(open.get("Buyer.Email"), "susie@example.com");
    assert_eq!(open.get("PhysicalDestination.AddressLine1"), "10 Ditka Ave");

    let authorization = shop.authorize(&id, "94.50", &[("TransactionTimeout", "0")]);
    assert_eq!(authorization.get("AuthorizationStatus.State"), "Open");
    assert_eq!(authorization.get("CapturedAmount.Amount"), "0");
    assert_eq!(authorization.get("AuthorizationFee.Amount"), "0.00");
    assert_eq!(authorization.get("SoftDescriptor"), "AMZ*Sandbox Store");
    let authorization_id = authorization.get("AmazonAuthorizationId");
    assert!(authorization_id.starts_with(&format!("{id}-A")));

    let capture = shop.capture(&authorization_id, "94.50", &[("SoftDescriptor", "Shop*42")]);
    assert_eq!(capture.get("CaptureStatus.State"), "Completed");
    assert_eq!(capture.get("SoftDescriptor"), "AMZ*Shop*42");
    let capture_id = capture.get("AmazonCaptureId");
    let closed =
        shop.ok("GetAuthorizationDetails", &[("AmazonAuthorizationId", &authorization_id)]);
    assert_eq!(closed.get("AuthorizationStatus.ReasonCode"), "MaxCapturesProcessed");
    assert_eq!(closed.get("CapturedAmount.Amount"), "94.50");
    assert_eq!(closed.get("IdList.member"), capture_id);

    let refund = shop.refund(&capture_id, "10.00", &[]);
    assert_eq!(refund.get("RefundStatus.State"), "Pending");
    assert_eq!(refund.get("RefundType"), "SellerInitiated");
    let refund_id = refund.get("AmazonRefundId");
    shop.advance(31_000);
    let refunded = shop.ok("GetRefundDetails", &[("AmazonRefundId", &refund_id)]);
    assert_eq!(refunded.get("RefundStatus.State"), "Completed");
    let capture = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture_id)]);
    assert_eq!(capture.get("RefundedAmount.Amount"), "10.00");
    shop.ok("CloseOrderReference", &[("AmazonOrderReferenceId", &id), ("ClosureReason", "sent")]);
    let closed = shop.order(&id);
    assert_eq!(closed.get("OrderReferenceStatus.ReasonCode"), "SellerClosed");
    assert_eq!(closed.get("OrderReferenceStatus.ReasonDescription"), "sent");
}

#[test]
fn a_subscription_is_charged_month_after_month() {
    let mut shop = Shop::new();
    let answer = shop.control("POST", "/sandbox/billing-agreements", json!({}));
    let id = answer["amazonBillingAgreementId"].as_str().unwrap().to_owned();
    assert!(id.starts_with("C01-"), "{id}");
    let own = [("AmazonBillingAgreementId", id.as_str())];
    assert_eq!(
        shop.refused("ConfirmBillingAgreement", &own),
        "400 BillingAgreementConstraintsExist"
    );
    let draft = shop.agreement(&id);
    assert_eq!(
        draft.get("Constraint.Description"),
        "The buyer has not given consent for this billing agreement."
    );
    shop.buyer(&id, json!({ "action": "giveConsent" }));
    shop.ok(
        "SetBillingAgreementDetails",
        &[
            ("AmazonBillingAgreementId", &id),
            ("BillingAgreementAttributes.SellerBillingAgreementAttributes.StoreName", "Tea"),
        ],
    );
    shop.ok("ConfirmBillingAgreement", &own);
    assert_eq!(shop.ok("ValidateBillingAgreement", &own).get("ValidationResult"), "Success");

    for _ in 0..3 {
        let charge = shop.charge(
            &id,
            "600.00",
            &[
                ("TransactionTimeout", "0"),
                ("CaptureNow", "true"),
                ("SellerOrderAttributes.SellerOrderId", "tea-1"),
            ],
        );
        assert_eq!(charge.get("AuthorizationStatus.State"), "Closed", "{}", charge.body);
        let order = charge.all("AmazonOrderReferenceId").concat();
        assert_eq!(shop.state(&order), "Closed/MaxAuthorizationsProcessed");
        let agreement = shop.agreement(&id);
        assert_eq!(agreement.get("CurrentRemainingBalance.Amount"), "400.00");
        assert_eq!(agreement.get("AmountLimitPerTimePeriod.Amount"), "1000");
        let again = shop.charge(&id, "600.00", &[("TransactionTimeout", "0")]);
        assert_eq!(again.code(), "PeriodicAmountExceeded");
        assert!(again.message().contains("the limit 1000.00"), "{}", again.message());
        shop.advance(31 * DAY);
    }
    shop.ok("CloseBillingAgreement", &own);
    assert_eq!(shop.state(&id), "Closed/SellerClosed");
}

#[test]
fn capture_now_captures_in_the_same_breath() {
    let mut shop = Shop::new();
    let id = shop.open();
    let answer = shop.authorize(
        &id,
        "50.00",
        &[
            ("TransactionTimeout", "0"),
            ("CaptureNow", "true"),
            ("SellerAuthorizationNote", "thanks"),
            ("SoftDescriptor", "Tea"),
        ],
    );
    assert_eq!(answer.get("AuthorizationStatus.State"), "Closed");
    assert_eq!(answer.get("AuthorizationStatus.ReasonCode"), "MaxCapturesProcessed");
    assert_eq!(answer.get("CapturedAmount.Amount"), "0");
    let authorization = answer.get("AmazonAuthorizationId");
    let capture = answer.get("IdList.member");
    assert_eq!(capture, authorization.replace("-A", "-C"));
    let capture = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &capture)]);
    assert_eq!(capture.get("CaptureReferenceId"), answer.get("AuthorizationReferenceId"));
    assert_eq!(capture.get("SellerCaptureNote"), "thanks");
    assert_eq!(capture.get("SoftDescriptor"), "AMZ*Tea");
    let later = shop.ok("GetAuthorizationDetails", &[("AmazonAuthorizationId", &authorization)]);
    assert_eq!(later.get("CapturedAmount.Amount"), "50.00");
}

#[test]
fn an_asynchronous_authorization_is_pending_for_half_a_minute() {
    let mut shop = Shop::new();
    let id = shop.open();
    let answer = shop.authorize(&id, "50.00", &[("CaptureNow", "true")]);
    assert_eq!(answer.get("AuthorizationStatus.State"), "Pending");
    let authorization = answer.get("AmazonAuthorizationId");
    shop.advance(29_999);
    assert_eq!(shop.state(&authorization), "Pending");
    shop.advance(1);
    assert_eq!(shop.state(&authorization), "Closed/MaxCapturesProcessed");
    assert_eq!(shop.state(&authorization.replace("-A", "-C")), "Completed");
}

#[test]
fn the_other_operations_answer() {
    let mut shop = Shop::new();
    assert_eq!(shop.ok("GetServiceStatus", &[]).get("Status"), "GREEN");
    assert_eq!(shop.ok("GetMerchantAccountStatus", &[]).get("AccountStatus"), "ACTIVE");
    let list = "NotificationConfigurationList.NotificationConfiguration.1.";
    let set = shop.ok(
        "SetMerchantNotificationConfiguration",
        &[
            (&format!("{list}NotificationUrl"), "https://example.com/ipn"),
            (&format!("{list}EventTypes.EventTypeList.1"), "ORDER_REFERENCE"),
            (&format!("{list}EventTypes.EventTypeList.2"), "PAYMENT_AUTHORIZE"),
        ],
    );
    assert!(!set.body.contains("Result"), "{}", set.body);
    let get = shop.ok("GetMerchantNotificationConfiguration", &[]);
    assert_eq!(get.get("NotificationUrl"), "https://example.com/ipn");
    assert_eq!(get.get("EventTypes.member"), "ORDER_REFERENCE,PAYMENT_AUTHORIZE");
}
