//! The control plane, the profile service, faults on demand, throttling, lists, snapshots.

use amazon_pay_wasm::sandbox::{Options, Request, Response, Sandbox};
use serde_json::{Value, json};

use crate::shop::{DAY, START, Shop};

fn raw(
    shop: &mut Shop,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Response {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    shop.sandbox.request(&Request { method, target, headers: &headers, body }, START, START)
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn foreign_hosts_and_forms_are_refused() {
    let mut shop = Shop::with(json!({ "allowedHosts": ["pay.test"] }));
    let create = "/sandbox/order-references";
    for (headers, status) in [
        (vec![("host", "localhost"), JSON], 200),
        (vec![("host", "localhost:8180"), JSON], 200),
        (vec![("host", "127.0.0.1:1"), JSON], 200),
        (vec![("host", "[::1]:8180"), JSON], 200),
        (vec![("host", "pay.test:8180"), JSON], 200),
        (vec![("host", "evil.example"), JSON], 403),
        (vec![("host", "localhost.evil.example"), JSON], 403),
        (vec![JSON], 403),
        (vec![("host", "localhost")], 415),
        (vec![("host", "localhost"), ("content-type", "text/plain")], 415),
        (vec![("host", "localhost"), ("content-type", "application/json; charset=utf-8")], 200),
    ] {
        let response = raw(&mut shop, "POST", create, &headers, "{}");
        assert_eq!(response.status, status, "{headers:?}");
    }
    let get = raw(&mut shop, "GET", "/sandbox/state", &[("host", "evil.example")], "");
    assert_eq!(get.status, 403);
}

#[test]
fn bad_bodies_and_unknown_things_are_refused() {
    let mut shop = Shop::new();
    let id = shop.draft();
    let buyer = format!("/sandbox/objects/{id}/buyer");
    let amazon = format!("/sandbox/objects/{id}/amazon");
    for (method, path, body, status) in [
        ("POST", "/sandbox/order-references", "{", 400),
        ("POST", "/sandbox/order-references", "[]", 400),
        ("POST", "/sandbox/order-references", r#"{"bayer":1}"#, 400),
        ("POST", "/sandbox/order-references", r#"{"card":"12345"}"#, 400),
        ("POST", "/sandbox/order-references", r#"{"address":7}"#, 400),
        ("POST", "/sandbox/order-references", r#"{"merchantId":"A9"}"#, 400),
        ("POST", buyer.as_str(), r#"{"action":"dance"}"#, 400),
        ("POST", buyer.as_str(), "{}", 400),
        ("POST", amazon.as_str(), r#"{"action":"dance"}"#, 400),
        ("POST", amazon.as_str(), r#"{"action":"close"}"#, 409),
        ("POST", "/sandbox/objects/S01-0000000-0000000/buyer", r#"{"action":"signIn"}"#, 404),
        ("POST", "/sandbox/clock/advance", r#"{"milliseconds":-1}"#, 400),
        ("POST", "/sandbox/clock/advance", r#"{"milliseconds":1e30}"#, 400),
        ("POST", "/sandbox/faults", r#"{"kind":"flood"}"#, 400),
        ("POST", "/sandbox/faults", r#"{"kind":"delay","rate":2}"#, 400),
        ("POST", "/sandbox/faults", "{}", 400),
        ("POST", "/sandbox/faults", r#"{"kind":"refuse","times":0}"#, 400),
        ("POST", "/sandbox/faults", r#"{"kind":"refuse","operation":"authorize"}"#, 400),
        ("POST", "/sandbox/faults", r#"{"kind":"refuse","operation":"PaymentCapture"}"#, 400),
        ("POST", "/sandbox/faults", r#"{"kind":"notification-drop","operation":"Capture"}"#, 400),
        (
            "POST",
            "/sandbox/faults",
            r#"{"kind":"notification-drop","operation":"PaymentCapture"}"#,
            200,
        ),
        ("GET", "/sandbox/journal?after=x", "", 400),
        ("GET", "/sandbox/journal?after=18446744073709551615", "", 200),
        ("GET", "/sandbox/nothing", "", 404),
        ("PUT", "/sandbox/state", "[1,2]", 400),
        ("PATCH", "/sandbox/state", "", 405),
        ("GET", "/nothing", "", 404),
    ] {
        let response = shop.control_raw(method, path, body);
        assert_eq!(response.status, status, "{method} {path} {body}: {}", response.body);
    }
    for body in ["[]", "7", "null", "\"text\""] {
        let response = shop.control_raw("POST", "/sandbox/order-references", body);
        assert_eq!(response.status, 400, "{body}");
        assert_eq!(response.body, r#"{"error":"the body must be a JSON object"}"#, "{body}");
    }
    let big = format!("{{\"x\":\"{}\"}}", "x".repeat(1_000_001));
    assert_eq!(shop.control_raw("POST", "/sandbox/order-references", &big).status, 413);
    assert_eq!(shop.sandbox.stopped(), None);
}

#[test]
fn the_api_takes_get_and_post_only() {
    let mut shop = Shop::new();
    let path = "/OffAmazonPayments_Sandbox/2013-01-01";
    for method in ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] {
        let response = raw(&mut shop, method, path, &[("host", "localhost")], "");
        assert_eq!(response.status, 405, "{method}");
    }
    assert_eq!(raw(&mut shop, "GET", path, &[("host", "localhost")], "").status, 403);
}

#[test]
fn long_requests_and_answers_do_not_fill_the_journal() {
    let mut shop = Shop::set(json!({ "journal": 10 }));
    let long = "x".repeat(900_000);
    let path = "/OffAmazonPayments_Sandbox/2013-01-01";
    raw(&mut shop, "POST", path, &[("host", "localhost")], &format!("a={long}"));
    shop.call("GetRefundDetails", &[("AmazonRefundId", &long)]);
    let journal = shop.control("GET", "/sandbox/journal?after=0", json!({})).to_string();
    assert!(journal.contains("GetRefundDetails"));
    assert!(journal.len() < 400_000, "{}", journal.len());
}

#[test]
fn objects_show_state_children_and_history() {
    let mut shop = Shop::new();
    let id = shop.open();
    let capture = shop.captured(&id, "10");
    let view = shop.control("GET", &format!("/sandbox/objects/{id}"), json!({}));
    assert_eq!(view["state"], "Open");
    assert_eq!(view["captured"]["amount"], "10.00");
    let children: Vec<&str> =
        view["children"].as_array().unwrap().iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(children.len(), 2);
    assert!(children.contains(&capture.as_str()));
    let history = view["history"].as_array().unwrap();
    assert_eq!(history[0]["to"], "Draft");
    assert_eq!(history[1]["trigger"], "confirmed");
    let all = shop.control("GET", "/sandbox/objects", json!({}));
    assert_eq!(all["objects"].as_array().unwrap().len(), 1);
}

#[test]
fn the_journal_tells_all_and_hides_secrets() {
    let mut shop = Shop::set(json!({ "journal": 50 }));
    shop.open();
    let journal = shop.control("GET", "/sandbox/journal?after=0", json!({}));
    let text = journal.to_string();
    for kind in ["request", "response", "transition", "notification"] {
        assert!(text.contains(&format!("\"type\":\"{kind}\"")), "{kind}");
    }
    assert!(!text.contains(&shop.secret_key) && !text.contains(&shop.access_key), "{text}");
    assert!(text.contains("[hidden]"));
    for _ in 0..60 {
        shop.ok("GetServiceStatus", &[]);
    }
    let journal = shop.control("GET", "/sandbox/journal", json!({}));
    assert_eq!(journal["entries"].as_array().unwrap().len(), 50);
    let last = journal["last"].as_u64().unwrap();
    let rest = shop.control("GET", &format!("/sandbox/journal?after={}", last - 3), json!({}));
    assert_eq!(rest["entries"].as_array().unwrap().len(), 3);
}

#[test]
fn clock_and_health() {
    let mut shop = Shop::new();
    shop.advance(5_000);
    let clock = shop.control("GET", "/sandbox/clock", json!({}));
    assert_eq!(clock, json!({ "now": START + 5_000, "next": null }));
    shop.draft();
    let clock = shop.control("GET", "/sandbox/clock", json!({}));
    assert_eq!(clock["next"], START + 5_000 + 3 * 3_600_000, "a draft lapses");
    let health = shop.control("GET", "/sandbox/health", json!({}));
    assert_eq!(health["ok"], true);
    // A real clock is the host's and all advances.
    let mut shop = Shop::with(json!({ "clock": "real" }));
    shop.advance(1_000);
    assert_eq!(shop.sandbox.now(), START + 1_000);
    shop.sandbox.advance(START + 10);
    assert_eq!(shop.sandbox.now(), START + 1_010);
}

#[test]
fn tokeninfo_and_profile() {
    let mut shop = Shop::new();
    let made = shop.control("POST", "/sandbox/order-references", json!({}));
    let token = made["accessToken"].as_str().unwrap().to_owned();
    shop.advance(1_230_000);
    let bearer = format!("bearer {token}");
    let query = format!("/auth/o2/tokeninfo?access_token={}", token.replace('|', "%7C"));
    let info = raw(&mut shop, "GET", &query, &[], "");
    let info: Value = serde_json::from_str(&info.body).unwrap();
    assert_eq!(info["aud"], "amzn1.application-oa2-client.sandbox");
    assert_eq!(info["iss"], "https://www.amazon.com");
    assert_eq!(info["exp"], 2370);
    for header in [
        ("x-amz-access-token", token.as_str()),
        ("x-amz-access-token ", &token),
        ("Authorization", &bearer),
    ] {
        let profile = raw(&mut shop, "GET", "/user/profile", &[header], "");
        let profile: Value = serde_json::from_str(&profile.body).unwrap();
        assert_eq!(profile["name"], "Susie Smith");
        assert_eq!(profile["user_id"], info["user_id"]);
        assert_eq!(profile["postal_code"], "10112");
    }
    let wrong = raw(&mut shop, "GET", "/user/profile", &[("x-amz-access-token", "Atza|x")], "");
    assert_eq!(wrong.status, 400);
    assert_eq!(
        wrong.body,
        r#"{"error":"invalid_token","error_description":"The request has an invalid parameter : access_token"}"#
    );
    let none = raw(&mut shop, "GET", "/user/profile", &[], "");
    assert!(none.status == 400 && none.body.contains("invalid_request"));
    shop.advance(2_370_000);
    assert_eq!(raw(&mut shop, "GET", &query, &[], "").status, 400);
}

#[test]
fn every_kind_of_fault_strikes() {
    for (kind, status, acted, check) in [
        ("refuse", 401, false, "AccessDenied"),
        ("throttle", 503, false, "RequestThrottled"),
        ("internal-error", 500, false, "InternalServerError"),
        ("unavailable", 503, false, "ServiceUnavailable"),
        ("plain-text-error", 405, false, "InvalidOrderReferenceStatus The"),
        ("drop-request", 401, false, ""),
        ("drop-response", 200, true, ""),
        ("delay", 200, true, ""),
        ("truncate", 200, true, ""),
        ("garble", 200, true, "\u{FFFD}"),
        ("wrong-content-type", 200, true, ""),
    ] {
        let mut shop = Shop::new();
        let id = shop.open();
        let wish =
            json!({ "kind": kind, "operation": "Authorize", "times": 1, "milliseconds": 40 });
        shop.control("POST", "/sandbox/faults", wish);
        shop.ok("GetServiceStatus", &[]);
        let answer = shop.authorize(&id, "1", &[("TransactionTimeout", "0")]);
        assert_eq!(answer.status, status, "{kind}");
        assert!(answer.body.contains(check), "{kind}: {}", answer.body);
        assert_eq!(answer.response.drop, kind.starts_with("drop"), "{kind}");
        assert_eq!(answer.response.delay, if kind == "delay" { 40 } else { 0 });
        let html = answer.response.headers.iter().any(|(_, value)| value == "text/html");
        assert_eq!(html, kind == "wrong-content-type");
        let whole = answer.body.starts_with("<?xml") && answer.body.ends_with("Response>");
        assert!(whole || matches!(kind, "truncate" | "garble" | "plain-text-error"), "{kind}");
        assert!(!(whole && kind == "truncate"));
        assert_eq!(shop.order(&id).has("IdList.member"), acted, "{kind}");
        // It struck once.
        assert_eq!(shop.authorize(&id, "1", &[]).status, 200, "{kind}");
    }
}

#[test]
fn faults_strike_by_rate_and_seed_and_can_be_taken_back() {
    let run = |seed: u64| {
        let mut shop = Shop::with(json!({ "seed": seed }));
        shop.control("POST", "/sandbox/faults", json!({ "kind": "internal-error", "rate": 0.3 }));
        let statuses: Vec<u16> =
            (0..200).map(|_| shop.call("GetServiceStatus", &[]).status).collect();
        shop.control("DELETE", "/sandbox/faults", json!({}));
        shop.ok("GetServiceStatus", &[]);
        statuses
    };
    let struck = run(1).iter().filter(|status| **status == 500).count();
    assert!((30..90).contains(&struck), "{struck}");
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn throttling_follows_the_quotas_of_the_table() {
    let unknown = [("AmazonOrderReferenceId", "S01-0000000-0000000")];
    let calls = [
        ("GetServiceStatus", &unknown[..0], 2, 300_000),
        ("GetOrderReferenceDetails", &unknown, 5, 1_000),
        ("CloseOrderReference", &unknown, 2, 2_000),
    ];
    for (operation, own, burst, restore) in calls {
        let mut shop = Shop::with(json!({ "throttling": true }));
        for _ in 0..burst {
            assert_ne!(shop.call(operation, own).status, 503);
        }
        let throttled = shop.call(operation, own);
        assert_eq!((throttled.status, throttled.code().as_str()), (503, "RequestThrottled"));
        assert_eq!(throttled.message(), "Request is throttled");
        assert!(throttled.body.contains("<Type/>") && throttled.has("RequestID"));
        shop.advance(restore - 1);
        assert_eq!(shop.call(operation, own).status, 503);
        shop.advance(1);
        assert_ne!(shop.call(operation, own).status, 503);
        assert_eq!(shop.call(operation, own).status, 503);
    }
    // The signature is judged before the quota, and a bad one costs nothing.
    let mut shop = Shop::with(json!({ "throttling": true }));
    let secret = std::mem::replace(&mut shop.secret_key, "wrong".to_owned());
    for _ in 0..10 {
        assert_eq!(shop.refused("GetServiceStatus", &[]), "403 SignatureDoesNotMatch");
    }
    shop.secret_key = secret;
    shop.ok("GetServiceStatus", &[]);
}

#[test]
fn lists_find_by_order_number_in_pages() {
    let mut shop = Shop::new();
    let mut ids = Vec::new();
    for number in 0..25 {
        let id = shop.draft();
        shop.ok(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", &id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "1"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                ("OrderReferenceAttributes.SellerOrderAttributes.SellerOrderId", "OR# 1"),
            ],
        );
        if number != 24 {
            shop.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
            ids.push(id);
        }
        shop.advance(1_000);
    }
    let base =
        [("QueryId", "OR# 1"), ("QueryIdType", "SellerOrderId"), ("PaymentDomain", "NA_USD")];
    let mut found = Vec::new();
    let mut answer = shop.ok("ListOrderReference", &base);
    loop {
        let page = answer.all("OrderReference.AmazonOrderReferenceId");
        assert!(page.len() <= 10);
        found.extend(page);
        if !answer.has("NextPageToken") {
            break;
        }
        let token = answer.get("NextPageToken");
        answer = shop.ok("ListOrderReferenceByNextToken", &[("NextPageToken", &token)]);
    }
    ids.reverse();
    assert_eq!(found, ids, "newest first, drafts left out");

    let mut more = base.to_vec();
    more.extend([
        ("SortOrder", "Ascending"),
        ("PageSize", "3"),
        ("OrderReferenceStatusListFilter.OrderReferenceStatus.1", "OPEN"),
        ("CreatedTimeRange.StartTime", "2026-01-02"),
        ("CreatedTimeRange.EndTime", "2026-01-03T00:00Z"),
    ]);
    let answer = shop.ok("ListOrderReference", &more);
    ids.reverse();
    assert_eq!(answer.all("OrderReference.AmazonOrderReferenceId"), ids[..3]);
    for (name, value) in [
        ("QueryIdType", "AmazonOrderReferenceId"),
        ("CreatedTimeRange.EndTime", "2026-02-03"),
        ("CreatedTimeRange.StartTime", "yesterday"),
        ("PageSize", "0"),
        ("OrderReferenceStatusListFilter.OrderReferenceStatus.1", "Draft"),
    ] {
        let mut wrong = more.clone();
        wrong.retain(|(known, _)| *known != name);
        wrong.push((name, value));
        assert_eq!(
            shop.refused("ListOrderReference", &wrong),
            "400 InvalidParameterValue",
            "{name}"
        );
    }
    let mut one_sided = more.clone();
    one_sided.retain(|(name, _)| *name != "CreatedTimeRange.EndTime");
    assert_eq!(shop.refused("ListOrderReference", &one_sided), "400 InvalidParameterValue");
    let token = [("NextPageToken", "bm90aGluZw==")];
    assert_eq!(shop.refused("ListOrderReferenceByNextToken", &token), "400 InvalidParameterValue");
}

#[test]
fn a_snapshot_brings_back_the_same_next_answers() {
    let mut shop = Shop::new();
    let id = shop.open();
    let agreement = shop.open_agreement();
    shop.captured(&id, "10");
    shop.charge(&agreement, "5", &[("CaptureNow", "true")]);
    shop.control("POST", "/sandbox/faults", json!({ "kind": "garble", "rate": 0.2 }));
    let response = shop.control_raw("GET", "/sandbox/state", "");
    assert_eq!(response.status, 200);
    assert_eq!(response.body, shop.sandbox.snapshot());
    let mut again = Shop::with(json!({ "seed": 99 }));
    assert_eq!(again.control_raw("PUT", "/sandbox/state", &response.body).status, 200);
    assert_eq!(again.sandbox.snapshot(), response.body);
    let run = |shop: &mut Shop| {
        let mut answers = Vec::new();
        for number in 0..300 {
            let id = shop.draft();
            answers.push(shop.set_total(&id, "50").body);
            answers
                .push(shop.call("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]).body);
            answers.push(shop.authorize(&id, "5", &[]).body);
            answers.push(shop.charge(&agreement, "1", &[]).body);
            if number % 50 == 0 {
                shop.advance(DAY / 7);
            }
            answers.push(shop.sandbox.take_deliveries().len().to_string());
        }
        answers.push(shop.control_raw("GET", "/sandbox/journal", "").body);
        answers
    };
    again.sandbox.take_deliveries();
    shop.sandbox.take_deliveries();
    again.counts_like(&shop);
    let (one, other) = (run(&mut shop), run(&mut again));
    let first = one.iter().zip(&other).position(|(one, other)| one != other);
    assert_eq!((first, one.len()), (None, other.len()));
}

#[test]
fn snapshots_that_are_damaged_change_nothing() {
    let mut shop = Shop::new();
    let id = shop.open();
    let snapshot = shop.sandbox.snapshot();
    let mut other = Sandbox::new(Options::default());
    for cut in (0..snapshot.len()).step_by(97) {
        if let Some(piece) = snapshot.get(..cut) {
            assert!(other.restore(piece).is_err());
        }
    }
    assert_eq!(shop.state(&id), "Open");
}
