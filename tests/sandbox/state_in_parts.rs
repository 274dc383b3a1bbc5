//! A state that is longer than a text of the host can be comes beside its request, in parts.

use serde_json::json;

use crate::shop::Shop;

#[test]
fn a_state_that_came_in_parts_is_put_in_place_by_a_call_without_a_body() {
    let mut shop = Shop::new();
    let id = shop.draft_with(json!({ "buyer": { "name": "Ærø 日本", "email": "x@example.com" } }));
    let snapshot = shop.sandbox.snapshot();
    let mut other = Shop::new();
    let receive = |other: &mut Shop, bytes: &[u8]| {
        other.sandbox.expect_snapshot(bytes.len()).unwrap();
        bytes.chunks(7).for_each(|part| other.sandbox.receive(part).unwrap());
        other.control_raw("PUT", "/sandbox/state", "").status
    };
    assert_eq!(receive(&mut other, snapshot.as_bytes()), 200);
    assert_eq!(other.sandbox.snapshot(), snapshot);
    for wrong in [&b"[1]"[..], b"[\xFF]", b"{}"] {
        assert_eq!(receive(&mut other, wrong), 400);
        assert_eq!(other.sandbox.snapshot(), snapshot);
    }
    // What was received is for the next call only, whatever becomes of that.
    assert_eq!(other.control_raw("PUT", "/sandbox/state", "").status, 400);
    other.sandbox.receive(snapshot.as_bytes()).unwrap();
    assert_eq!(other.control_raw("DELETE", "/sandbox/state", "").status, 405);
    assert_eq!(other.control_raw("PUT", "/sandbox/state", "").status, 400);
    assert_eq!(other.state(&id), "Draft");
}
