//! Answers: any operation, status and body. Nothing panics; whatever was read as a value or a fault
//! can be read out of the slots, and every text in them lies inside the document or the side text.
#![no_main]

use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::protocol::response::{self, Answer, CODE, MESSAGE, REQUEST_ID, TYPE};
use amazon_pay_wasm::protocol::slots::Slots;
use libfuzzer_sys::fuzz_target;

/// Text that must be there, since a slot points to it. Says how many UTF-16 units there are.
fn within(slots: &Slots, body: &str, at: usize) {
    let [start, end] = [at, at + 1].map(|slot| slots.numbers().get(slot).copied().unwrap_or(0));
    let text = if start < 0 { slots.side() } else { body };
    let units = text.encode_utf16().count();
    let from = usize::try_from(start & i32::MAX).expect("no sign is left");
    let to = usize::try_from(end).expect("an end is not negative");
    assert!(from <= to && to <= units, "{from}..{to} of {units}");
}

fuzz_target!(|input: (u8, u16, &str)| {
    let (index, status, body) = input;
    let operation = OPERATIONS[usize::from(index) % OPERATIONS.len()];
    let mut slots = Slots::default();
    match response::read(operation, status, body, &mut slots) {
        Ok(Answer::Value) => {
            response::value(operation, body, &slots);
            within(&slots, body, REQUEST_ID);
        }
        Ok(Answer::Fault) => {
            for slot in [REQUEST_ID, CODE, TYPE, MESSAGE] {
                within(&slots, body, slot);
            }
            assert!(slots.text(body, CODE).is_some_and(|code| !code.is_empty()));
        }
        Err(error) => assert!(!error.message.is_empty() && error.code != "unsure"),
    }
});
