//! Form text: any of it is decoded or refused, and what was decoded survives being written again.
#![no_main]

use amazon_pay_wasm::wire::query::{self, Query};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(mut pairs) = query::decode(text) else { return };
    let mut query = Query::new();
    for (name, value) in &pairs {
        query.push("", name, value);
    }
    let mut canonical = String::new();
    query.canonical(&mut canonical);
    let mut again = query::decode(&canonical).expect("what we wrote can be read");
    pairs.sort();
    again.sort();
    assert_eq!(again, pairs);
});
