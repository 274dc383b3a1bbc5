//! Requests to the sandbox: any method, target, headers and body are answered, and a snapshot of
//! what came of them is one that it takes back.
#![no_main]

use amazon_pay_wasm::sandbox::{Options, Request, Sandbox};
use libfuzzer_sys::fuzz_target;

/// 2026-01-02T03:04:05Z.
const START: i64 = 1_767_323_045_000;
const OPTIONS: &str = r#"{"clock":"manual","start":1767323045000}"#;
const METHODS: [&str; 4] = ["POST", "GET", "DELETE", "PUT"];

fuzz_target!(|requests: Vec<(u8, &str, &str)>| {
    let mut sandbox = Sandbox::new(Options::parse(OPTIONS).expect("options that it knows"));
    let headers = "Host: 127.0.0.1:8180\n";
    for (time, (method, target, body)) in (START..).zip(requests.into_iter().take(8)) {
        let method = METHODS[usize::from(method) % METHODS.len()];
        let request = Request { method, target, headers, body };
        let response = sandbox.request(&request, time, time);
        assert!((100..600).contains(&response.status), "{}", response.status);
        sandbox.advance(time);
    }
    let snapshot = sandbox.snapshot();
    sandbox.restore(&snapshot).expect("a snapshot of its own");
    assert_eq!(sandbox.snapshot(), snapshot);
});
