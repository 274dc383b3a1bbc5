//! The README's table of operations. It knows Markdown; what stands in the table comes from the
//! table of operations.

use std::fmt::Write;

use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::Effect;

use crate::prose;

/// A Markdown table of all operations, one a line, in the reference's order.
pub fn operations_table() -> String {
    let mut text = String::from(
        "| operation | method | what it does | repeating it | quota | quota in the sandbox |\n\
         |---|---|---|---|---|---|\n",
    );
    for operation in OPERATIONS {
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} | {} | {} | {} |",
            operation.name,
            js_name(operation.name),
            first_sentence(operation.doc),
            effect(operation.effect),
            prose::quota(operation.quota.live),
            prose::quota(operation.quota.sandbox),
        );
    }
    text
}

fn effect(effect: Effect) -> String {
    match effect {
        Effect::Read => "reads".to_owned(),
        Effect::Keyed(key) => format!("safe with the same `{}`", js_name(key)),
        Effect::Settles => "safe".to_owned(),
        Effect::Unkeyed => "makes another one".to_owned(),
    }
}

/// The first sentence, without the section it was taken from.
fn first_sentence(doc: &str) -> &str {
    let sentence = doc.split_once(". ").map_or(doc, |(first, _)| first);
    let sentence = sentence.rsplit_once(" (operations").map_or(sentence, |(first, _)| first);
    sentence.trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, operations_table};

    #[test]
    fn every_operation_has_a_line_of_six_cells() {
        let table = operations_table();
        assert_eq!(table.lines().count(), 2 + 29);
        for line in table.lines() {
            assert_eq!(line.matches('|').count(), 7, "{line}");
        }
        assert!(table.contains(
            "| `CreateOrderReferenceForId` | `createOrderReferenceForId` | Makes an order \
             reference from a billing agreement: one while the agreement is a draft, any number \
             while it is open | makes another one | 10, then 1 per second | 2, then 1 per 2 \
             seconds |"
        ));
    }

    #[test]
    fn only_the_first_sentence_is_taken() {
        assert_eq!(first_sentence("Does it. And more (operations 5.1)."), "Does it");
        assert_eq!(first_sentence("Does it (operations 5.1)."), "Does it");
    }
}
