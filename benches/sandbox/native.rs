//! How fast the emulator is without JavaScript, and how it ages: pairs of Authorize and Capture a
//! second, and what a million order references cost in memory and in the time of one operation.
//! Signing is the client's work, so requests are signed before the clock starts: a rehearsal finds
//! the ids, which the seed repeats.
//!
//! `cargo bench --features sandbox --bench sandbox [-- pairs orders]`
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "as in tests, what is not as it should be ends the program"
)]

#[path = "../../tests/sandbox/shop.rs"]
#[expect(dead_code, reason = "this program uses a part of the shop")]
mod shop;

use std::time::{Duration, Instant};

use amazon_pay_wasm::sandbox::Request;
use serde_json::json;
use shop::{START, Shop};

/// Pairs on one order reference; it takes ten authorizations.
const PAIRS_OF_AN_ORDER: usize = 5;
/// Where the shop believes that it calls.
const HEADERS: &str = "Host: 127.0.0.1:8180\n";
/// Operations whose time is compared between the first and the last order references.
const SAMPLE: usize = 2_000;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<usize>().ok());
    let pairs = numbers.next().unwrap_or(100_000);
    let orders = numbers.next().unwrap_or(1_000_000);
    throughput(pairs);
    growth(orders);
}

#[expect(clippy::disallowed_methods, reason = "the core reads no clock; this program measures it")]
fn now() -> Instant {
    Instant::now()
}

/// What the processor gave to this thread so far; nothing where the system does not tell.
fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// A request that was signed before.
struct Signed {
    operation: &'static str,
    body: String,
}

fn signed(shop: &Shop, operation: &'static str, own: &[(&str, &str)]) -> Signed {
    let parameters = shop.parameters(operation, own);
    Signed { operation, body: shop.body("POST", &shop.host, &parameters) }
}

fn send(shop: &mut Shop, request: &Signed) -> String {
    let sent = Request { method: "POST", target: shop.path, headers: HEADERS, body: &request.body };
    let response = shop.sandbox.request(&sent, START, shop.wall);
    assert_eq!(response.status, 200, "{}: {}", request.operation, response.body);
    response.body
}

fn id_of(body: &str, element: &str) -> String {
    let open = format!("<{element}>");
    let from = body.find(&open).expect("the answer names what it made") + open.len();
    body[from..].split('<').next().unwrap_or_default().to_owned()
}

/// Makes a draft by the control plane.
fn draft(shop: &mut Shop) -> String {
    shop.draft()
}

fn total_and_confirm(shop: &Shop, id: &str) -> [Signed; 2] {
    [
        signed(
            shop,
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", id),
                ("OrderReferenceAttributes.OrderTotal.Amount", "100.00"),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
            ],
        ),
        signed(shop, "ConfirmOrderReference", &[("AmazonOrderReferenceId", id)]),
    ]
}

/// The calls of some order references: what sets them up, and the pairs.
struct Round {
    set_up: Vec<[Signed; 2]>,
    pairs: Vec<Signed>,
}

/// Order references between two looks at the clocks, of which one is coarse.
const ORDERS_OF_A_ROUND: usize = 200;

fn throughput(pairs: usize) {
    let rounds = pairs.div_ceil(PAIRS_OF_AN_ORDER * ORDERS_OF_A_ROUND);
    let mut rehearsal = Shop::new();
    let script: Vec<Round> = (0..rounds).map(|round| rehearse(&mut rehearsal, round)).collect();
    drop(rehearsal);
    let mut shop = Shop::new();
    let (mut took, mut busy) = (Duration::ZERO, Duration::ZERO);
    for Round { set_up, pairs } in &script {
        for steps in set_up {
            draft(&mut shop);
            steps.iter().for_each(|step| drop(send(&mut shop, step)));
        }
        let (begun, before) = (now(), processor_time());
        pairs.iter().for_each(|step| drop(send(&mut shop, step)));
        took += begun.elapsed();
        busy += processor_time().saturating_sub(before);
        shop.sandbox.take_deliveries();
    }
    let done = script.len() * ORDERS_OF_A_ROUND * PAIRS_OF_AN_ORDER;
    let done = f64::from(u32::try_from(done).unwrap_or(0));
    println!(
        "authorize and capture: {:.0} pairs a second, {:.0} in a second of processor time ({done} pairs)",
        done / took.as_secs_f64(),
        done / busy.as_secs_f64()
    );
}

fn rehearse(shop: &mut Shop, round: usize) -> Round {
    let mut set_up = Vec::new();
    let ids: Vec<String> = (0..ORDERS_OF_A_ROUND)
        .map(|_| {
            let id = draft(shop);
            let steps = total_and_confirm(shop, &id);
            steps.iter().for_each(|step| drop(send(shop, step)));
            set_up.push(steps);
            id
        })
        .collect();
    let mut pairs = Vec::new();
    for (order, id) in ids.iter().enumerate() {
        for pair in 0..PAIRS_OF_AN_ORDER {
            let authorize = signed(
                shop,
                "Authorize",
                &[
                    ("AmazonOrderReferenceId", id),
                    ("AuthorizationReferenceId", &format!("a{round}-{order}-{pair}")),
                    ("AuthorizationAmount.Amount", "9.99"),
                    ("AuthorizationAmount.CurrencyCode", "USD"),
                    ("TransactionTimeout", "0"),
                ],
            );
            let made = id_of(&send(shop, &authorize), "AmazonAuthorizationId");
            let capture = signed(
                shop,
                "Capture",
                &[
                    ("AmazonAuthorizationId", &made),
                    ("CaptureReferenceId", &format!("c{round}-{order}-{pair}")),
                    ("CaptureAmount.Amount", "9.99"),
                    ("CaptureAmount.CurrencyCode", "USD"),
                ],
            );
            send(shop, &capture);
            pairs.extend([authorize, capture]);
        }
    }
    Round { set_up, pairs }
}

fn growth(orders: usize) {
    let before = resident();
    // The journal is bounded; notifications of drafts are none.
    let mut shop = Shop::new();
    let mut ids = Vec::with_capacity(2 * SAMPLE);
    let mut first = Duration::ZERO;
    for order in 0..orders {
        let id = draft(&mut shop);
        if order < SAMPLE || order >= orders.saturating_sub(SAMPLE) {
            ids.push(id);
        }
        if order + 1 == SAMPLE {
            first = lives(&mut shop, &ids);
        }
    }
    let last = lives(&mut shop, ids.get(SAMPLE..).unwrap_or_default());
    let grown = resident().saturating_sub(before);
    println!("{orders} order references: {} MB", grown / 1_000_000);
    println!(
        "set, confirm, authorize, capture, get: {:.1} µs on the first, {:.1} µs on the last, ×{:.2}",
        per_order(first),
        per_order(last),
        last.as_secs_f64() / first.as_secs_f64()
    );
}

fn per_order(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(u32::try_from(SAMPLE).unwrap_or(1))
}

/// Takes order references through a payment; only the sandbox's time counts.
fn lives(shop: &mut Shop, ids: &[String]) -> Duration {
    let mut took = Duration::ZERO;
    for id in ids {
        let mut steps = Vec::from(total_and_confirm(shop, id));
        steps.push(signed(
            shop,
            "Authorize",
            &[
                ("AmazonOrderReferenceId", id),
                ("AuthorizationReferenceId", &format!("a{id}")),
                ("AuthorizationAmount.Amount", "9.99"),
                ("AuthorizationAmount.CurrencyCode", "USD"),
                ("TransactionTimeout", "0"),
                ("CaptureNow", "true"),
            ],
        ));
        steps.push(signed(shop, "GetOrderReferenceDetails", &[("AmazonOrderReferenceId", id)]));
        let begun = now();
        steps.iter().for_each(|step| drop(send(shop, step)));
        took += begun.elapsed();
        shop.control("GET", "/sandbox/clock", json!({}));
    }
    took
}

/// Bytes that the process holds; 0 where the system does not tell.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}
