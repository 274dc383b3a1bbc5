//! The boundary of the sandbox's wasm, in Node and in a browser: what goes in and comes out of
//! `SandboxCore` as text and numbers. It knows the frame of an answer; how the sandbox behaves is
//! tested natively.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![cfg(all(target_arch = "wasm32", feature = "sandbox"))]

use amazon_pay_wasm::bindings::sandbox::SandboxCore;
use amazon_pay_wasm::sandbox::{ACCESS_KEY, MERCHANT_ID, SECRET_KEY};
use amazon_pay_wasm::wire::percent;
use amazon_pay_wasm::wire::query::Query;
use amazon_pay_wasm::wire::signature::{SigningKey, string_to_sign};
use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

/// 2026-01-02T03:04:05Z.
const START: f64 = 1_767_323_045_000.0;
const HOST: &str = "127.0.0.1:8180";
const PATH: &str = "/OffAmazonPayments_Sandbox/2013-01-01";

fn sandbox() -> SandboxCore {
    let options = json!({ "clock": "manual", "start": 1_767_323_045_000_i64 }).to_string();
    SandboxCore::new(&options).expect("options that it knows")
}

/// Asks, and takes the frame of the answer apart.
fn ask(sandbox: &mut SandboxCore, method: &str, target: &str, body: &str) -> (Json, String) {
    let content = if target == PATH { "x-www-form-urlencoded" } else { "json" };
    let headers = format!("Host: {HOST}\nno header\nContent-Type:application/{content}\nX: a: b");
    let answer = sandbox.request(method, target, &headers, body, START, START);
    let (head, body) = answer.split_once("\n\n").expect("an empty line behind the head");
    let mut lines = head.lines();
    let mut json = || -> Json {
        serde_json::from_str(lines.next().unwrap_or_default()).expect("a number or a list")
    };
    let (status, drop, delay, deliveries) = (json(), json(), json(), json());
    let headers: Vec<_> =
        lines.map(|line| line.split_once(": ").expect("a name and a value")).collect();
    let head = json!({
        "status": status, "drop": drop, "delay": delay, "deliveries": deliveries,
        "headers": headers,
    });
    (head, body.to_owned())
}

fn signed(action: &str, secret: &str) -> String {
    let mut query = Query::new();
    for (name, value) in [
        ("AWSAccessKeyId", ACCESS_KEY),
        ("Action", action),
        ("SellerId", MERCHANT_ID),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", "2026-01-02T03:04:05Z"),
        ("Version", "2013-01-01"),
    ] {
        query.push("", name, value);
    }
    let mut body = String::new();
    query.canonical(&mut body);
    let mut text = String::new();
    string_to_sign(&mut text, "POST", HOST, PATH, &body);
    body.push_str("&Signature=");
    percent::encode(&mut body, &SigningKey::new(secret).sign(&text));
    body
}

#[wasm_bindgen_test]
fn it_says_how_it_is() {
    let (head, body) = ask(&mut sandbox(), "GET", "/sandbox/health", "");
    assert_eq!(head["status"], 200, "{body}");
    for member in ["headers", "deliveries"] {
        assert!(head[member].is_array(), "{head}");
    }
    assert_eq!(head["drop"], 0);
    assert_eq!(head["delay"], 0);
    assert!(serde_json::from_str::<Json>(&body).unwrap().is_object(), "{body}");
}

#[wasm_bindgen_test]
fn a_signed_call_is_answered_and_a_forged_one_refused() {
    let mut sandbox = sandbox();
    let (head, body) = ask(&mut sandbox, "POST", PATH, &signed("GetServiceStatus", SECRET_KEY));
    assert_eq!(head["status"], 200, "{body}");
    assert!(body.contains("<Status>GREEN</Status>"), "{body}");
    let (head, body) = ask(&mut sandbox, "POST", PATH, &signed("GetServiceStatus", "not its key"));
    assert_eq!(head["status"], 403, "{body}");
    assert!(body.contains("<Code>SignatureDoesNotMatch</Code>"), "{body}");
}

#[wasm_bindgen_test]
fn what_is_restored_is_what_was_remembered() {
    let mut first = sandbox();
    ask(&mut first, "POST", PATH, &signed("GetServiceStatus", SECRET_KEY));
    let order = json!({}).to_string();
    let (head, body) = ask(&mut first, "POST", "/sandbox/order-references", &order);
    assert!(head["status"].as_u64().is_some_and(|status| status < 300), "{head} {body}");
    let snapshot = first.snapshot();
    let mut second = sandbox();
    assert_ne!(second.snapshot(), snapshot);
    second.restore(&snapshot).expect("a snapshot of ours");
    assert_eq!(second.snapshot(), snapshot);
    // Both go on alike.
    let next =
        |sandbox: &mut SandboxCore| ask(sandbox, "POST", "/sandbox/order-references", &order);
    assert_eq!(next(&mut first), next(&mut second));
    assert_eq!(first.snapshot(), second.snapshot());
}

#[wasm_bindgen_test]
fn what_is_wrong_is_said_and_changes_nothing() {
    for options in ["", "{", "[]", "{\"unheardOf\":1}", "\u{1f600}"] {
        let error = SandboxCore::new(options).expect_err(options);
        assert!(error.as_string().is_some_and(|text| !text.is_empty()), "{options}");
    }
    let mut sandbox = sandbox();
    let before = sandbox.snapshot();
    for text in ["", "{}", "null", "\u{1f600}", &before[..before.len() / 2]] {
        let error = sandbox.restore(text).expect_err(text);
        assert!(error.as_string().is_some_and(|text| !text.is_empty()), "{text}");
        assert_eq!(sandbox.snapshot(), before);
    }
}

#[wasm_bindgen_test]
fn odd_times_trap_nothing() {
    let mut sandbox = sandbox();
    for time in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, START] {
        sandbox.request("GET", "/sandbox/health", "", "", time, time);
        let deliveries: Json = serde_json::from_str(&sandbox.advance(time)).unwrap();
        assert!(deliveries.is_array());
        assert!(sandbox.next_due_in().is_finite());
    }
}
