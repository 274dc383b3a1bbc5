//! What the control plane offers on an object is what it then takes, and nothing else: acted out on
//! objects of every kind, and on those that the actions lead to.

use std::collections::BTreeSet;

use amazon_pay_wasm::sandbox::state::Machine;
use amazon_pay_wasm::sandbox::{Request, Sandbox};
use serde_json::{Value, json};

use crate::shop::{START, Shop};

fn control(sandbox: &mut Sandbox, method: &str, target: &str, body: &Value) -> (u16, Value) {
    let headers = "host: localhost\ncontent-type: application/json\n";
    let body = body.to_string();
    let request = Request { method, target, headers, body: &body };
    let response = sandbox.request(&request, START, START);
    (response.status, serde_json::from_str(&response.body).unwrap())
}

fn word(action: &Value, name: &str) -> String {
    action[name].as_str().unwrap().to_owned()
}

/// Tries every action on every object, and goes on from what was taken.
fn explore(
    sandbox: &Sandbox,
    ids: &[String],
    all: &[Value],
    depth: u32,
    seen: &mut BTreeSet<String>,
) {
    for id in ids {
        let mut looked_at = sandbox.clone();
        let (_, view) =
            control(&mut looked_at, "GET", &format!("/sandbox/objects/{id}"), &json!({}));
        let offered = view["actions"].as_array().unwrap();
        let place = format!("{} {}", word(&view, "type"), word(&view, "state"));
        for action in all {
            let (actor, name) = (word(action, "actor"), word(action, "action"));
            let body = json!({
                "action": name, "card": "1111", "address": { "countryCode": "US" },
                "outcome": "Failure", "amount": null, "refundType": null,
            });
            let mut tried = sandbox.clone();
            let path = format!("/sandbox/objects/{id}/{actor}");
            let (status, answer) = control(&mut tried, "POST", &path, &body);
            let wanted = offered.contains(action);
            assert_eq!(status == 200, wanted, "{place}: {actor} {name}: {status} {answer}");
            assert_eq!(tried.stopped(), None, "{place}: {actor} {name}");
            if wanted {
                seen.insert(format!("{place}: {actor} {name}"));
                if depth > 0 {
                    explore(&tried, std::slice::from_ref(id), all, depth - 1, seen);
                }
            }
        }
    }
}

#[test]
fn what_is_offered_is_taken_and_nothing_else_is() {
    let mut shop = Shop::new();
    let mut ids = vec![shop.draft(), shop.open(), shop.open_agreement()];
    let agreement = shop.control("POST", "/sandbox/billing-agreements", json!({}));
    ids.push(word(&agreement, "amazonBillingAgreementId"));
    let order = shop.open();
    let capture = shop.captured(&order, "10");
    let refund = [
        ("AmazonCaptureId", capture.as_str()),
        ("RefundReferenceId", "r1"),
        ("RefundAmount.Amount", "1"),
        ("RefundAmount.CurrencyCode", "USD"),
    ];
    shop.ok("Refund", &refund);
    shop.authorize(&order, "5", &[]);
    let view = shop.control("GET", &format!("/sandbox/objects/{order}"), json!({}));
    ids.push(order);
    ids.extend(view["children"].as_array().unwrap().iter().map(|child| word(child, "id")));
    let (_, options) = control(&mut shop.sandbox, "GET", "/sandbox/options", &json!({}));
    let all = options["actions"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    explore(&shop.sandbox, &ids, all, 2, &mut seen);
    // Every action was possible somewhere, and what was looked at is not one state only.
    for action in all {
        let end = format!(": {} {}", word(action, "actor"), word(action, "action"));
        assert!(seen.iter().any(|place| place.ends_with(&end)), "{end} was never possible");
    }
    let states: BTreeSet<&str> = seen.iter().filter_map(|it| it.split(':').next()).collect();
    for state in ["OrderReference Suspended", "Authorization Pending", "Refund Pending"] {
        assert!(states.contains(state), "{state} is not among {states:?}");
    }
}

#[test]
fn choices_come_from_the_tables() {
    let mut shop = Shop::new();
    let options = shop.control("GET", "/sandbox/options", json!({}));
    assert_eq!(options["operations"].as_array().unwrap().len(), 29);
    let faults = options["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 15);
    for fault in faults {
        let mut wish = json!({ "kind": fault["kind"] });
        match fault["argument"].as_str() {
            Some("code") => wish["code"] = options["codes"][0].clone(),
            Some("milliseconds") => wish["milliseconds"] = json!(5),
            other => assert_eq!(other, None),
        }
        shop.control("POST", "/sandbox/faults", wish.clone());
        let waiting = shop.control("GET", "/sandbox/faults", json!({}));
        let last = waiting["faults"].as_array().unwrap().last().unwrap().clone();
        for (member, value) in wish.as_object().unwrap() {
            assert_eq!(&last[member], value);
        }
    }
    let codes: Vec<_> = options["codes"].as_array().unwrap().iter().collect();
    assert!(codes.contains(&&json!("RequestThrottled")));
    shop.control("DELETE", "/sandbox/faults", json!({}));
    let id = shop.draft();
    for card in options["arguments"]["card"].as_array().unwrap() {
        let body = json!({ "action": "selectCard", "card": card["value"] });
        shop.control("POST", &format!("/sandbox/objects/{id}/buyer"), body);
    }
    let body = json!({ "action": "selectAddress", "address": options["arguments"]["address"] });
    shop.control("POST", &format!("/sandbox/objects/{id}/buyer"), body);
    assert_eq!(options["credentials"]["secretKey"], shop.secret_key.as_str());
}

#[test]
fn state_machines_are_told_as_the_tables_have_them() {
    let mut shop = Shop::new();
    let options = shop.control("GET", "/sandbox/options", json!({}));
    let machines = options["machines"].as_array().unwrap();
    assert_eq!(machines.len(), Machine::ALL.len());
    for (told, machine) in machines.iter().zip(Machine::ALL) {
        assert_eq!(told["type"], machine.name());
        assert_eq!(told["arrows"].as_array().unwrap().len(), machine.arrows().len());
    }
    let lapsed = &machines[0]["arrows"][3];
    let expected = json!({
        "from": ["Draft"], "to": "Canceled", "trigger": "draft lapsed", "reasonCode": "Stale",
    });
    assert_eq!(*lapsed, expected);
}

#[test]
fn a_tree_holds_each_object_once_the_newest_first() {
    let mut shop = Shop::new();
    let agreement = shop.open_agreement();
    shop.advance(1);
    let order = shop.open();
    let capture = shop.captured(&order, "10");
    shop.authorize(&order, "1", &[]);
    shop.advance(1);
    shop.charge(&agreement, "5", &[("CaptureNow", "true"), ("TransactionTimeout", "0")]);
    let tree = shop.control("GET", "/sandbox/objects?tree=true", json!({}));
    let top = tree["objects"].as_array().unwrap();
    assert_eq!(top.len(), 2, "an agreement's order stands below it: {top:?}");
    assert_eq!((top[0]["id"].as_str(), top[1]["id"].as_str()), (Some(&*order), Some(&*agreement)));
    let below = top[0]["children"].as_array().unwrap();
    assert_eq!(below[0]["amount"]["amount"], "1.00");
    assert_eq!(below[1]["children"][0]["id"], capture.as_str());
    assert_eq!(top[1]["children"][0]["type"], "OrderReference");
    assert_eq!(top[1]["children"][0]["children"][0]["children"][0]["type"], "Capture");
    let last = shop.control("GET", "/sandbox/notifications?limit=2", json!({}));
    let all = shop.control("GET", "/sandbox/notifications", json!({}));
    let (last, all) =
        (last["notifications"].as_array().unwrap(), all["notifications"].as_array().unwrap());
    assert_eq!(last[..], all[all.len() - 2..]);
}
