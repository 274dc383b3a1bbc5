//! The reader of XML and its oracle: what it reads, quick-xml reads with the same steps and texts.
#![no_main]

use amazon_pay_wasm::wire::xml::{Cursor, Step, Text};
use libfuzzer_sys::fuzz_target;
use oracle::{Oracle, Reading};

#[path = "../../tests/oracle/mod.rs"]
mod oracle;

/// Reads on until the end or until the cursor gives up; `choices` says where text is asked for.
fn walk<'a>(
    source: &'a str,
    cursor: &mut impl Reading<'a>,
    choices: u64,
) -> Option<Vec<(&'a str, String)>> {
    let mut seen = Vec::new();
    for turn in 0_u32.. {
        match cursor.step().ok()? {
            Step::End => break,
            Step::Close => seen.push(("", String::new())),
            Step::Open(name) => {
                seen.push((name, String::new()));
                if choices.rotate_right(turn % 64) & 1 == 1 {
                    let text = match cursor.text().ok()? {
                        Text::Span(range) => source[range].to_owned(),
                        Text::Joined(text) => text,
                    };
                    seen.push(("text", text));
                }
            }
        }
    }
    Some(seen)
}

fuzz_target!(|input: (u64, &str)| {
    let (choices, source) = input;
    let Ok(mut plain) = Cursor::new(source) else { return };
    if let Some(seen) = walk(source, &mut plain, choices) {
        let mut full = Oracle::new(source).expect("it is no larger for the other one");
        assert_eq!(walk(source, &mut full, choices), Some(seen));
    }
});
