//! `codes.d.ts`: every code that an error, a finding or an advice carries, as TypeScript types with
//! their documentation. It knows how they look there; what they mean comes from the tables.

use std::fmt::Write;

use amazon_pay_wasm::model::codes::{ALL, Codes};
use amazon_pay_wasm::model::fault::FAULTS;

use crate::types::comment;

/// The whole of `codes.d.ts`.
pub fn declarations() -> String {
    let mut text = String::from(
        "// Made from the tables of codes by `cargo xtask types`. Do not edit. What to do about each is\n\
         // in the error index, docs/errors.md.\n\n",
    );
    comment(
        &mut text,
        "",
        &["A fault code of the service that is known. New words may come.".to_owned()],
    );
    union(&mut text, "FaultCode", FAULTS.iter().map(|fault| fault.code), true);
    for list in ALL {
        let mut lines = vec![list.doc.to_owned(), String::new()];
        lines.extend(list.codes.iter().map(|code| {
            let mark = if code.forged { " (forged)" } else { "" };
            format!("- `{}`{mark}: {}", code.word, code.means)
        }));
        listed(&mut text, &lines);
        union(&mut text, list.name, words(list), list.open);
    }
    text
}

fn words(list: &'static Codes) -> impl Iterator<Item = &'static str> {
    list.codes.iter().map(|code| code.word)
}

fn union<'a>(text: &mut String, name: &str, words: impl Iterator<Item = &'a str>, open: bool) {
    let _ = write!(text, "export type {name} =");
    for word in words {
        let _ = write!(text, "\n  | '{word}'");
    }
    text.push_str(if open { "\n  | (string & {});\n\n" } else { ";\n\n" });
}

/// A documentation comment whose lines stay apart, each folded at 100 columns.
fn listed(text: &mut String, lines: &[String]) {
    let _ = writeln!(text, "/**");
    for line in lines {
        let mut folded = String::new();
        for word in line.split(' ') {
            if folded.chars().count() + 1 + word.chars().count() > 97 {
                let _ = writeln!(text, " * {folded}");
                folded = if line.starts_with('-') { " ".to_owned() } else { String::new() };
            }
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        let _ = writeln!(text, "{}", format!(" * {folded}").trim_end());
    }
    let _ = writeln!(text, " */");
}

#[cfg(test)]
mod tests {
    use super::declarations;

    #[test]
    fn every_code_is_a_word_of_its_type() {
        let text = declarations();
        for line in ["  | 'InvalidParameterValue'", "  | 'out-of-range'", "  | 'certificate-url'"] {
            assert!(text.lines().any(|found| found == line), "{line}");
        }
        assert!(text.contains("- `signature` (forged): "), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100));
    }
}
