//! Notifications: any bytes are a certificate or none, and any text is the data of a kind or none.
#![no_main]

use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::protocol::notification;
use amazon_pay_wasm::protocol::response::RESULT;
use amazon_pay_wasm::protocol::slots::Slots;
use amazon_pay_wasm::wire::certificate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8], &str)| {
    let (kind, bytes, xml) = input;
    if let Some(found) = certificate::read(bytes) {
        assert!(found.public_key.len() < bytes.len());
    }
    let kind = NOTIFICATIONS[usize::from(kind) % NOTIFICATIONS.len()];
    let mut slots = Slots::default();
    if notification::read(kind, xml, &mut slots).is_ok() {
        let record = slots.record(xml, &kind.content, RESULT);
        assert!(record.get(kind.content[0].name).is_some());
    }
});
