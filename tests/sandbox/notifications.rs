//! Notifications: types, order, envelope, delivery (behaviour.md 7), and provider credits (5.8).

use serde_json::{Value, json};

use crate::shop::{DAY, Shop, fields};

/// Everything that is delivered when a second has passed.
fn delivered(shop: &mut Shop) -> Vec<Value> {
    shop.advance(1_000);
    shop.sandbox.take_deliveries()
}

fn message(delivery: &Value) -> Value {
    serde_json::from_str(delivery["envelope"]["Message"].as_str().unwrap()).unwrap()
}

/// Types and states, in order.
fn told(deliveries: &[Value]) -> Vec<String> {
    deliveries
        .iter()
        .map(|delivery| {
            let message = message(delivery);
            let data = fields(message["NotificationData"].as_str().unwrap());
            let state = data.iter().find(|(path, _)| path.ends_with("Status.State"));
            let reason = data.iter().find(|(path, _)| path.ends_with("Status.ReasonCode"));
            let kind = message["NotificationType"].as_str().unwrap();
            let state = state.map_or("", |(_, state)| state);
            match reason {
                Some((_, reason)) => format!("{kind} {state}/{reason}"),
                None => format!("{kind} {state}"),
            }
        })
        .collect()
}

#[test]
fn each_transition_is_told_once_in_order() {
    let mut shop = Shop::new();
    let id = shop.open();
    assert_eq!(told(&delivered(&mut shop)), ["OrderReferenceNotification Open"]);
    let authorization = shop.authorized(&id, "10");
    assert_eq!(told(&delivered(&mut shop)), ["PaymentAuthorize Open"]);
    let capture = shop.capture(&authorization, "10", &[]).get("AmazonCaptureId");
    assert_eq!(
        told(&delivered(&mut shop)),
        ["PaymentAuthorize Closed/MaxCapturesProcessed", "PaymentCapture Completed"]
    );
    shop.refund(&capture, "10", &[]);
    assert_eq!(told(&delivered(&mut shop)), [""; 0]);
    shop.advance(31_000);
    assert_eq!(told(&delivered(&mut shop)), ["PaymentRefund Completed"]);
    shop.ok("CloseOrderReference", &[("AmazonOrderReferenceId", &id)]);
    assert_eq!(told(&delivered(&mut shop)), ["OrderReferenceNotification Closed/SellerClosed"]);
    let agreement = shop.open_agreement();
    let deliveries = delivered(&mut shop);
    assert_eq!(told(&deliveries), ["BillingAgreementNotification Open"]);
    assert_eq!(message(&deliveries[0])["EventType"], "BillingAgreementStatusUpdated");
    shop.buyer(&agreement, json!({ "action": "selectCard", "card": "1111" }));
    let deliveries = delivered(&mut shop);
    assert_eq!(message(&deliveries[0])["EventType"], "PaymentMethodUpdated");
    let declined =
        shop.charge(&agreement, "10", &[("TransactionTimeout", "0"), ("CaptureNow", "true")]);
    assert_eq!(declined.status, 200);
    assert_eq!(
        told(&delivered(&mut shop)),
        [
            "PaymentAuthorize Closed/MaxCapturesProcessed",
            "PaymentCapture Completed",
            "OrderReferenceNotification Closed/MaxAuthorizationsProcessed",
        ]
    );
}

#[test]
fn the_envelope_is_as_sns_makes_it() {
    let mut shop = Shop::new();
    shop.open();
    let deliveries = delivered(&mut shop);
    let (delivery, envelope) = (&deliveries[0], &deliveries[0]["envelope"]);
    let text = |name: &str| envelope[name].as_str().unwrap().to_owned();
    assert_eq!(envelope["Type"], "Notification");
    assert_eq!(envelope["SignatureVersion"], "1");
    assert!(text("TopicArn").ends_with("A3BXB0YN3XH17HA1SANDBOXSELLER"));
    assert_eq!(
        delivery["stringToSign"],
        format!(
            "Message\n{}\nMessageId\n{}\nTimestamp\n{}\nTopicArn\n{}\nType\nNotification\n",
            text("Message"),
            text("MessageId"),
            text("Timestamp"),
            text("TopicArn")
        )
    );
    assert_eq!(delivery["headers"]["x-amz-sns-message-type"], "Notification");
    assert_eq!(delivery["headers"]["x-amz-sns-message-id"], envelope["MessageId"]);
    assert_eq!(delivery["headers"]["content-type"], "text/plain; charset=UTF-8");
    let message = message(delivery);
    assert_eq!(message["SellerId"], "A1SANDBOXSELLER");
    assert_eq!(message["ReleaseEnvironment"], "Sandbox");
    assert_eq!(message["MarketplaceID"], "623690");
    assert_eq!(message["Version"], "2013-01-01");
    let data = message["NotificationData"].as_str().unwrap();
    assert!(
        data.contains("xmlns=\"https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01\"")
    );
    assert!(data.contains(
        "<OrderTotal><Amount>100.00</Amount><CurrencyCode>USD</CurrencyCode></OrderTotal>"
    ));
    assert!(data.contains("<SellerId>A1SANDBOXSELLER</SellerId>"));
}

#[test]
fn notifications_write_numbers_and_lists_their_own_way() {
    let mut shop = Shop::new();
    let id = shop.open();
    delivered(&mut shop);
    shop.authorize(&id, "5", &[("TransactionTimeout", "0"), ("CaptureNow", "true")]);
    let deliveries = delivered(&mut shop);
    let data = message(&deliveries[0])["NotificationData"].as_str().unwrap().to_owned();
    for part in [
        "<AuthorizationAmount><Amount>5.0</Amount><CurrencyCode>USD</CurrencyCode></AuthorizationAmount>",
        "<AuthorizationFee><Amount>0.0</Amount>",
        "<IdList><Id>",
        "<OrderItemCategories/>",
        "<CaptureNow>true</CaptureNow>",
        "<LastUpdateTimestamp>",
    ] {
        assert!(data.contains(part), "{part} in {data}");
    }
    assert!(!data.contains("SellerAuthorizationNote"));
}

#[test]
fn deliveries_are_repeated_as_the_guide_says() {
    for (status, again) in [
        (json!(200), false),
        (json!(204), false),
        (json!(500), true),
        (json!(503), true),
        (json!(302), true),
        (json!(400), false),
        (json!(404), false),
        (Value::Null, false),
    ] {
        let mut shop = Shop::new();
        shop.open();
        let deliveries = delivered(&mut shop);
        let number = deliveries[0]["number"].as_u64().unwrap();
        let path = format!("/sandbox/notifications/{number}/attempts");
        shop.control("POST", &path, json!({ "attempt": 1, "status": status }));
        shop.advance(3_600_000);
        let repeated = shop.sandbox.take_deliveries();
        assert_eq!(!repeated.is_empty(), again, "{status}");
        if again {
            assert_eq!(repeated[0]["envelope"], deliveries[0]["envelope"]);
            assert_eq!(repeated[0]["attempt"], 2);
        }
        let list = shop.control("GET", "/sandbox/notifications", json!({}));
        assert_eq!(list["notifications"][0]["attempts"][0]["status"], status);
    }
    let mut shop = Shop::new();
    shop.open();
    let mut attempts = 0;
    for _ in 0..24 * 20 {
        for delivery in delivered(&mut shop) {
            if delivery["type"] == "OrderReferenceNotification" {
                attempts += 1;
            }
            let path = format!("/sandbox/notifications/{}/attempts", delivery["number"]);
            let report = json!({ "attempt": delivery["attempt"], "status": 503 });
            shop.control("POST", &path, report);
        }
        shop.advance(3_599_000);
    }
    assert_eq!(attempts, 14 * 24, "hourly for fourteen days");
}

#[test]
fn configured_addresses_get_what_they_ask_for() {
    let mut shop = Shop::new();
    let list = "NotificationConfigurationList.NotificationConfiguration.";
    shop.ok(
        "SetMerchantNotificationConfiguration",
        &[
            (&format!("{list}1.NotificationUrl"), "https://one.example/"),
            (&format!("{list}1.EventTypes.EventTypeList.1"), "ALL"),
            (&format!("{list}2.NotificationUrl"), "http://localhost:1/"),
            (&format!("{list}2.EventTypes.EventTypeList.1"), "PAYMENT_CAPTURE"),
        ],
    );
    let id = shop.open();
    assert_eq!(delivered(&mut shop)[0]["urls"], json!(["https://one.example/"]));
    shop.captured(&id, "1");
    let deliveries = delivered(&mut shop);
    let capture = deliveries.iter().find(|it| it["type"] == "PaymentCapture").unwrap();
    assert_eq!(capture["urls"], json!(["https://one.example/", "http://localhost:1/"]));
    for wrong in ["http://example.com/", "ftp://x", "https://", "nonsense"] {
        let answer = shop.call(
            "SetMerchantNotificationConfiguration",
            &[
                (&format!("{list}1.NotificationUrl"), wrong),
                (&format!("{list}1.EventTypes.EventTypeList.1"), "ALL"),
            ],
        );
        assert_eq!(answer.code(), "InvalidParameterValue", "{wrong}");
    }
}

#[test]
fn notifications_are_dropped_doubled_delayed_and_reordered_on_demand() {
    for (kind, at_once, later) in [
        ("notification-drop", vec![2, 3], vec![]),
        ("notification-duplicate", vec![1, 2, 3], vec![1]),
        ("notification-delay", vec![2, 3], vec![1]),
        ("notification-reorder", vec![2, 1, 3], vec![]),
    ] {
        let mut shop = Shop::new();
        shop.control(
            "POST",
            "/sandbox/faults",
            json!({ "kind": kind, "times": 1, "milliseconds": 500 }),
        );
        for _ in 0..3 {
            shop.open();
        }
        let numbers = |deliveries: Vec<Value>| -> Vec<u64> {
            deliveries.iter().filter_map(|it| it["number"].as_u64()).collect()
        };
        assert_eq!(numbers(delivered(&mut shop)), at_once, "{kind}");
        assert_eq!(numbers(delivered(&mut shop)), later, "{kind}");
    }
}

#[test]
fn a_duplicate_comes_also_after_the_first_was_taken() {
    let mut shop = Shop::new();
    let fault = json!({ "kind": "notification-duplicate", "times": 1 });
    shop.control("POST", "/sandbox/faults", fault);
    shop.open();
    for attempt in [1, 2] {
        let deliveries = delivered(&mut shop);
        assert_eq!(deliveries.len(), 1, "{attempt}");
        assert_eq!(deliveries[0]["attempt"], attempt);
        let report = json!({ "attempt": attempt, "status": 200 });
        shop.control("POST", "/sandbox/notifications/1/attempts", report);
    }
    assert_eq!(delivered(&mut shop), Vec::<Value>::new());
}

#[test]
fn no_notification_is_lost_when_two_in_a_row_are_held_back() {
    let mut shop = Shop::new();
    let fault = json!({ "kind": "notification-reorder", "times": 2 });
    shop.control("POST", "/sandbox/faults", fault);
    for _ in 0..3 {
        shop.open();
    }
    let mut numbers: Vec<_> =
        delivered(&mut shop).iter().filter_map(|it| it["number"].as_u64()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn chargebacks_and_registrations_are_told() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    delivered(&mut shop);
    shop.amazon(
        &capture,
        json!({ "action": "chargeback", "reason": "Unauthorized Transaction Chargeback" }),
    );
    shop.amazon("A1SANDBOXSELLER", json!({ "action": "register" }));
    let deliveries = delivered(&mut shop);
    let chargeback = message(&deliveries[0]);
    assert_eq!(chargeback["NotificationType"], "Chargeback Detailed Notification");
    let data = chargeback["NotificationData"].as_str().unwrap();
    assert!(data.contains("<ChargebackState>RECEIVED</ChargebackState>"));
    assert!(data.contains("Unauthorized Transaction Chargeback"));
    let registration = message(&deliveries[1]);
    assert_eq!(registration["NotificationType"], "SolutionProviderEvent");
    let data = registration["NotificationData"].as_str().unwrap();
    assert!(data.contains("<SolutionProviderMerchantNotification"));
}

#[test]
fn provider_credits_are_given_and_taken_back() {
    let mut shop = Shop::new();
    let id = shop.open();
    let share = [
        ("TransactionTimeout", "0"),
        ("CaptureNow", "true"),
        ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
        ("ProviderCreditList.member.1.CreditAmount.Amount", "3"),
        ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", "USD"),
    ];
    let answer = shop.authorize(&id, "10", &share);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let own_capture = answer.get("IdList.member");
    let capture = shop.ok("GetCaptureDetails", &[("AmazonCaptureId", &own_capture)]);
    assert_eq!(capture.get("ProviderCreditSummaryList.member.ProviderId"), "A9PROVIDER");
    let credit = capture.get("ProviderCreditId");
    assert!(credit.starts_with(&format!("{id}-P")));
    let details = shop.ok("GetProviderCreditDetails", &[("AmazonProviderCreditId", &credit)]);
    assert_eq!(details.get("CreditStatus.State"), "Completed");
    assert_eq!(details.get("CreditAmount.Amount"), "3.00");
    let reverse = |shop: &mut Shop, reference: &str, amount: &str| {
        shop.call(
            "ReverseProviderCredit",
            &[
                ("AmazonProviderCreditId", &credit),
                ("CreditReversalReferenceId", reference),
                ("CreditReversalAmount.Amount", amount),
                ("CreditReversalAmount.CurrencyCode", "USD"),
                ("CreditReversalNote", "sorry"),
            ],
        )
    };
    let reversed = reverse(&mut shop, "one", "1");
    assert_eq!(reversed.get("CreditReversalStatus.State"), "Completed");
    assert_eq!(
        reverse(&mut shop, "one", "1").get("AmazonProviderCreditReversalId"),
        reversed.get("AmazonProviderCreditReversalId")
    );
    assert_eq!(reverse(&mut shop, "one", "2").code(), "DuplicateRequest");
    assert_eq!(reverse(&mut shop, "two", "2.01").code(), "TransactionAmountExceeded");
    let refund = shop.refund(
        &own_capture,
        "10",
        &[
            ("ProviderCreditReversalList.member.1.ProviderId", "A9PROVIDER"),
            ("ProviderCreditReversalList.member.1.CreditReversalAmount.Amount", "2"),
            ("ProviderCreditReversalList.member.1.CreditReversalAmount.CurrencyCode", "USD"),
        ],
    );
    let reversal = refund.get("ProviderCreditReversalId");
    assert!(reversal.starts_with(&format!("{id}-Q")));
    let read = shop
        .ok("GetProviderCreditReversalDetails", &[("AmazonProviderCreditReversalId", &reversal)]);
    assert_eq!(read.get("CreditReversalAmount.Amount"), "2.00");
    assert_eq!(shop.state(&credit), "Closed/MaxAmountReversed");
    let too_much = [
        ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
        ("ProviderCreditList.member.1.CreditAmount.Amount", "11"),
        ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", "USD"),
    ];
    assert_eq!(shop.authorize(&id, "10", &too_much).code(), "TransactionAmountExceeded");
    let kinds = told(&delivered(&mut shop)).join("\n");
    assert!(kinds.contains("ProviderCredit Closed/MaxAmountReversed"), "{kinds}");
    assert!(kinds.contains("ProviderCreditReversal Completed"), "{kinds}");
}

/// The messages of all notifications by their numbers, as they read now.
fn messages(shop: &mut Shop) -> Vec<(u64, String)> {
    let told = shop.control("GET", "/sandbox/notifications", json!({}));
    let told = told["notifications"].as_array().unwrap().iter();
    told.map(|it| (it["number"].as_u64().unwrap(), it["message"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn a_notification_tells_its_object_as_it_was_whenever_it_is_read() {
    let mut shop = Shop::new();
    let id = shop.open();
    let mut first_read: Vec<(u64, String)> = Vec::new();
    let mut look = |shop: &mut Shop| {
        let now = messages(shop);
        assert_eq!(now[..first_read.len()], first_read, "what was told has changed");
        assert!(now.len() > first_read.len(), "nothing was told");
        first_read = now;
    };
    look(&mut shop);
    let authorization = shop.authorized(&id, "50.00");
    look(&mut shop);
    let answer = shop.capture(&authorization, "40.00", &[("SoftDescriptor", "one")]);
    let capture = answer.get("AmazonCaptureId");
    look(&mut shop);
    for amount in ["1.00", "41.00"] {
        shop.refund(&capture, amount, &[]);
        shop.advance(DAY);
        look(&mut shop);
    }
    let soft = r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"InvalidPaymentMethod","SoftDecline":"true"}}"#;
    shop.authorize(&id, "5.00", &[("SellerAuthorizationNote", soft), ("TransactionTimeout", "5")]);
    shop.advance(DAY);
    look(&mut shop);
    let snapshot = shop.sandbox.snapshot();
    shop.sandbox.restore(&snapshot).unwrap();
    assert_eq!(messages(&mut shop), first_read);
}
