//! The canonical query string is in the order of its names' bytes, whatever is given and filled in.
//! The writer does not sort, because the table's order is that order; here every operation is asked
//! with all its parameters, and with any of them left out.

use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::{Field, Kind};
use amazon_pay_wasm::protocol::request::Defaults;
use amazon_pay_wasm::wire::query;
use serde_json::{Map, Value as Json, json};

use super::calls::prepare;

/// More than nine, because `.10` comes before `.2`.
const ITEMS: usize = 12;
const DEFAULTS: Defaults<'_> =
    Defaults { currency_code: "USD", platform_id: "PLATFORM", payment_domain: "NA_USD" };

/// Counts the fields that it meets, and leaves out those that `without` says.
struct Filling<'a> {
    met: usize,
    without: &'a dyn Fn(usize) -> bool,
}

impl Filling<'_> {
    fn record(&mut self, fields: &'static [Field]) -> Json {
        let mut record = Map::new();
        for field in fields {
            // Of two that exclude each other, the first by name.
            if field.excludes.is_some_and(|sibling| sibling < field.name) {
                continue;
            }
            self.met += 1;
            // What is required must stay, or nothing is written at all.
            if !field.required && (self.without)(self.met) {
                continue;
            }
            record.insert(js_name(field.name), self.value(&field.kind));
        }
        Json::Object(record)
    }

    fn value(&mut self, kind: &'static Kind) -> Json {
        match kind {
            Kind::Text | Kind::Id => json!("a b"),
            Kind::Time => json!("2026-01-02T03:04:05Z"),
            Kind::Amount | Kind::Decimal => json!("1.00"),
            Kind::Currency => json!("USD"),
            Kind::Integer { least, .. } => json!(least),
            Kind::Flag => json!(true),
            Kind::Choice(choice) => json!(choice.words.first()),
            Kind::Record(shape) => self.record(shape.fields),
            Kind::List(list) => (0..ITEMS).map(|_| self.value(&list.item)).collect(),
        }
    }
}

fn names(fields: &'static [Field], index: usize, without: &dyn Fn(usize) -> bool) -> Vec<String> {
    let params = Filling { met: 0, without }.record(fields);
    let operation = OPERATIONS[index];
    // A parameter that needs another one may be refused alone; then there is no order to look at.
    let Ok(prepared) = prepare(operation, &params, &DEFAULTS) else { return Vec::new() };
    let pairs = query::decode(prepared.canonical_query_string()).unwrap();
    pairs.into_iter().map(|(name, _)| name.into_owned()).collect()
}

#[test]
fn names_are_in_the_order_of_their_bytes() {
    for (index, operation) in OPERATIONS.iter().enumerate() {
        let all = names(operation.request, index, &|_| false);
        assert!(all.len() >= 7, "{} was refused", operation.name);
        let mut written = 1;
        for part in 0..64 {
            // Each field alone, then every second, third and so on.
            let one = |met| met == part;
            let some = |met: usize| met.is_multiple_of(part + 2);
            for found in
                [names(operation.request, index, &one), names(operation.request, index, &some)]
            {
                let mut sorted = found.clone();
                sorted.sort_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
                assert_eq!(found, sorted, "{}, without {part}", operation.name);
                written += usize::from(!found.is_empty());
            }
        }
        assert!(written > 64, "{}: only {written} could be written", operation.name);
        let mut sorted = all.clone();
        sorted.sort_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
        assert_eq!(all, sorted, "{}", operation.name);
    }
}
