//! Times: any text is an instant or none, and an instant written is read back as itself.
#![no_main]

use amazon_pay_wasm::wire::timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i64, &str)| {
    let (number, text) = input;
    for instant in [timestamp::parse(text), Some(number)].into_iter().flatten() {
        let mut written = String::new();
        timestamp::write_milliseconds(&mut written, instant);
        let read = timestamp::parse(&written).expect("what we wrote can be read");
        let mut again = String::new();
        timestamp::write_milliseconds(&mut again, read);
        assert_eq!(again, written);
        if timestamp::parse(text) == Some(instant) {
            assert_eq!(read, instant);
        }
    }
});
