//! Laws of the protocol: what holds for every input. Order of elements says nothing, no input makes
//! us panic, both views of an answer are the same, what goes in comes out, and no message tells a
//! secret or a value.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "positions come from searches in the same text")]

mod calls;
mod canonical_order;

use std::path::Path;
use std::sync::LazyLock;

use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::{Field, Kind, Operation};
use amazon_pay_wasm::model::value::{Record, Value};
use amazon_pay_wasm::protocol::flat::{self, Token, Tokens};
use amazon_pay_wasm::protocol::request::{self, Defaults};
use amazon_pay_wasm::protocol::response::{self, Answer, RESULT};
use amazon_pay_wasm::protocol::slots::{Slots, width};
use amazon_pay_wasm::wire::query::Query;
use amazon_pay_wasm::wire::xml;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value as Json, json};

use calls::{
    COMMON, IDENTITY, NOW, operation, parameters, prepare, prepare_tokens, record, tokens,
};

/// Every vector of a part, with its operation.
fn vectors(part: &str) -> Vec<(&'static Operation, Json)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/operations");
    let mut vectors = Vec::new();
    for operation in OPERATIONS {
        let path = directory.join(operation.name).with_extension("json");
        let file: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for vector in file[part].as_array().unwrap() {
            vectors.push((operation, vector.clone()));
        }
    }
    vectors
}

static REQUESTS: LazyLock<Vec<(&'static Operation, Json)>> = LazyLock::new(|| vectors("request"));
static RESPONSES: LazyLock<Vec<(&'static Operation, Json)>> = LazyLock::new(|| vectors("response"));

/// Text of any characters that XML can hold, often with some of every width in UTF-8 and UTF-16.
fn xml_text() -> impl Strategy<Value = String> {
    "[ -~\u{e9}\u{6ce8}\u{1f600}&<>\"']{0,24}"
}

fn any_operation() -> impl Strategy<Value = &'static Operation> {
    select(OPERATIONS.to_vec())
}

/// Small numbers that look random, one after the other.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The elements of a record in an order that the dice decide; lists keep theirs.
fn render(fields: &'static [Field], record: &Json, dice: &mut Dice) -> String {
    let mut elements = Vec::new();
    for field in fields {
        if let Some(value) = record.get(js_name(field.name)) {
            elements.push(render_element(field.name, &field.kind, value, dice));
        }
    }
    for _ in 0..dice.below(3) {
        elements.push("<Unknown><Amount>9</Amount>\u{6ce8}</Unknown>".to_owned());
    }
    dice.shuffle(&mut elements);
    elements.concat()
}

fn render_element(name: &str, kind: &'static Kind, value: &Json, dice: &mut Dice) -> String {
    let inside = match (kind, value) {
        (Kind::Record(shape), value) => render(shape.fields, value, dice),
        (Kind::List(list), Json::Array(items)) => items
            .iter()
            .map(|item| {
                let name = list.answer_items[dice.below(list.answer_items.len())];
                render_element(name, &list.item, item, dice)
            })
            .collect(),
        (_, Json::String(text)) if dice.below(4) == 0 && !text.contains("]]>") => {
            format!("<![CDATA[{text}]]>")
        }
        (_, Json::String(text)) => {
            let mut escaped = String::new();
            xml::escape(&mut escaped, text);
            escaped
        }
        (_, value) => value.to_string(),
    };
    if inside.is_empty() && dice.below(2) == 0 {
        format!("<{name}/>")
    } else {
        format!("<{name}>{inside}</{name}>")
    }
}

fn render_answer(operation: &'static Operation, result: &Json, dice: &mut Dice) -> String {
    let name = operation.name;
    let mut parts = [
        format!("<{name}Result>{}</{name}Result>", render(operation.result, result, dice)),
        "<ResponseMetadata><RequestId>id-\u{1f600}</RequestId></ResponseMetadata>".to_owned(),
    ];
    dice.shuffle(&mut parts);
    format!("<{name}Response>{}</{name}Response>", parts.concat())
}

/// Replaces every text in a value by the texts given, one after the other.
fn with_texts(value: &Json, texts: &[String], next: &mut usize) -> Json {
    match value {
        Json::String(_) => {
            *next += 1;
            Json::String(texts[*next % texts.len()].clone())
        }
        Json::Array(items) => items.iter().map(|item| with_texts(item, texts, next)).collect(),
        Json::Object(fields) => {
            let fields =
                fields.iter().map(|(key, value)| (key.clone(), with_texts(value, texts, next)));
            Json::Object(fields.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// The record as JavaScript builds it: from the numbers, cutting by UTF-16 units.
struct View<'a> {
    numbers: &'a [i32],
    source: Vec<u16>,
    side: Vec<u16>,
}

impl View<'_> {
    fn record(&self, fields: &'static [Field], at: usize) -> Json {
        let mut record = Map::new();
        let mut slot = at;
        for field in fields {
            if let Some(value) = self.value(&field.kind, slot) {
                record.insert(js_name(field.name), value);
            }
            slot += width(&field.kind);
        }
        Json::Object(record)
    }

    fn value(&self, kind: &'static Kind, slot: usize) -> Option<Json> {
        let number = self.numbers[slot];
        if number == 0 {
            return None;
        }
        let index = usize::try_from(number & i32::MAX).unwrap();
        Some(match kind {
            Kind::Flag => Json::Bool(number == 1),
            Kind::Record(shape) => self.record(shape.fields, index),
            Kind::List(list) => {
                let count = usize::try_from(self.numbers[index]).unwrap();
                let items = (0..count)
                    .map(|item| self.value(&list.item, index + 1 + item * width(&list.item)));
                Json::Array(items.map(|item| item.expect("an item is there")).collect())
            }
            _ => {
                let text = if number < 0 { &self.side } else { &self.source };
                let end = usize::try_from(self.numbers[slot + 1]).unwrap();
                Json::String(String::from_utf16(&text[index..end]).expect("cut between characters"))
            }
        })
    }
}

/// The record with its fields the other way round, at every depth.
fn turned(record: &Record) -> Record {
    let mut fields: Vec<(String, Value)> = record
        .iter()
        .map(|(name, value)| match value {
            Value::Record(inner) => (name.to_owned(), turned(inner).into()),
            other => (name.to_owned(), other.clone()),
        })
        .collect();
    fields.reverse();
    let mut around = Record::new();
    for (name, value) in fields {
        around.put(name, value);
    }
    around
}

proptest! {
    #[test]
    fn order_says_nothing(seed: u64, index: Index) {
        let (operation, vector) = index.get(&RESPONSES);
        let body = render_answer(operation, &vector["result"], &mut Dice(seed));
        let mut slots = Slots::default();
        prop_assert_eq!(response::read(operation, 200, &body, &mut slots), Ok(Answer::Value));
        let found = serde_json::to_value(response::value(operation, &body, &slots)).unwrap();
        prop_assert_eq!(&found, &vector["result"], "{}", body);
        prop_assert_eq!(slots.text(&body, response::REQUEST_ID), Some("id-\u{1f600}".to_owned()));
    }

    #[test]
    fn both_views_agree_whatever_the_texts(seed: u64, index: Index, texts in vec(xml_text(), 1..6)) {
        let (operation, vector) = index.get(&RESPONSES);
        // The words of event types are divided at commas, so they are not any text.
        let divided = operation.name.contains("NotificationConfiguration");
        let result = if divided { vector["result"].clone() } else { with_texts(&vector["result"], &texts, &mut 0) };
        let body = render_answer(operation, &result, &mut Dice(seed));
        let mut slots = Slots::default();
        prop_assert_eq!(response::read(operation, 200, &body, &mut slots), Ok(Answer::Value));
        let native = serde_json::to_value(response::value(operation, &body, &slots)).unwrap();
        prop_assert_eq!(&native, &result);
        let view = View {
            numbers: slots.numbers(),
            source: body.encode_utf16().collect(),
            side: slots.side().encode_utf16().collect(),
        };
        prop_assert_eq!(view.record(operation.result, RESULT), native);
    }

    #[test]
    fn slots_that_were_used_before_change_nothing(first: Index, second: Index) {
        let (before, old) = first.get(&RESPONSES);
        let (operation, vector) = second.get(&RESPONSES);
        let body = vector["xml"].as_str().unwrap();
        let mut slots = Slots::default();
        prop_assert!(response::read(before, 200, old["xml"].as_str().unwrap(), &mut slots).is_ok());
        prop_assert!(response::read(operation, 200, body, &mut slots).is_ok());
        let mut fresh = Slots::default();
        prop_assert!(response::read(operation, 200, body, &mut fresh).is_ok());
        prop_assert_eq!(slots.numbers(), fresh.numbers());
        prop_assert_eq!(slots.side(), fresh.side());
    }

    #[test]
    fn no_text_makes_the_reader_of_answers_panic(operation in any_operation(), status: u16, body: String) {
        let _ = response::read(operation, status, &body, &mut Slots::default());
    }

    #[test]
    fn no_bytes_make_it_panic(operation in any_operation(), status: u16, bytes in vec(any::<u8>(), 0..200)) {
        let _ = response::read(operation, status, &String::from_utf8_lossy(&bytes), &mut Slots::default());
    }

    #[test]
    fn no_markup_makes_it_panic(
        operation in any_operation(),
        pieces in vec(select(vec![
            "<a>", "</a>", "<a/>", "<", ">", "&", ";", "&amp;", "&#x41;", "&#", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>",
            "<!DOCTYPE", "\"", "'", " ", "\u{feff}", "\u{1f600}", "x", ":", "<ErrorResponse>", "</ErrorResponse>", "<Code>", "</Code>",
            "<AuthorizeResponse>", "</AuthorizeResponse>", "<AuthorizeResult>", "</AuthorizeResult>", "<IdList>", "</IdList>", "<member>", "</member>",
        ]), 0..40),
        own: bool,
        status in select(vec![200_u16, 400, 503]),
    ) {
        let mut body = pieces.concat();
        if own {
            body = format!("<{0}Response>{body}</{0}Response>", operation.name);
        }
        let _ = response::read(operation, status, &body, &mut Slots::default());
    }

    #[test]
    fn an_answer_that_was_damaged_does_no_harm(
        index: Index, from: Index, length in 0..40_usize, patch: String, status in select(vec![200_u16, 400, 503]),
    ) {
        let (operation, vector) = index.get(&RESPONSES);
        let letters: Vec<char> = vector["xml"].as_str().unwrap().chars().collect();
        let start = from.index(letters.len());
        let end = (start + length).min(letters.len());
        let body: String = letters[..start].iter().copied().chain(patch.chars()).chain(letters[end..].iter().copied()).collect();
        let mut slots = Slots::default();
        if response::read(operation, status, &body, &mut slots) == Ok(Answer::Value) {
            let native = serde_json::to_value(response::value(operation, &body, &slots)).unwrap();
            let view = View {
                numbers: slots.numbers(),
                source: body.encode_utf16().collect(),
                side: slots.side().encode_utf16().collect(),
            };
            prop_assert_eq!(view.record(operation.result, RESULT), native);
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_tokens_panic(text: String) {
        let mut reader = Tokens::new(&text);
        let count = text.split('\0').count();
        for read in 0..count {
            prop_assert!(!reader.are_read(read));
            reader.token();
        }
        prop_assert!(reader.are_read(count) && !reader.are_read(count + 1));
        for _ in 0..3 {
            reader.token();
        }
        prop_assert_eq!(reader.token(), Token::Absent);

    }

    #[test]
    fn no_tokens_make_the_writer_panic(
        operation in any_operation(),
        words in vec("[{\\[stfnulmex]?[0-9]{0,2}[a-z\u{6ce8}.-]{0,3}", 0..60),
        raw in "[^\\[{]{0,60}",
    ) {
        for text in [words.join("\0"), format!("{{\0{}", words.join("\0")), raw] {
            let _ = request::write(operation, &[], &mut Tokens::new(&text), &Defaults::default(), &mut Query::new());
        }
    }

    #[test]
    fn what_goes_in_comes_out(texts in vec("[^\0]{0,60}", 5), note in any::<String>(), total in "[1-9][0-9]{0,8}(\\.[0-9]{1,2})?") {
        prop_assume!(!note.contains('\0'));
        let note: String = note.chars().take(1024).collect();
        let operation = operation("SetOrderReferenceDetails");
        let params = json!({
            "amazonOrderReferenceId": format!("S{}", texts[0]),
            "orderReferenceAttributes": {
                "orderTotal": { "amount": total, "currencyCode": "EUR" },
                "sellerNote": note,
                "sellerOrderAttributes": {
                    "sellerOrderId": texts[1], "storeName": texts[2], "orderItemCategories": [texts[3], texts[4]],
                },
            },
        });
        let prepared = prepare(operation, &params, &Defaults::default()).unwrap();
        let mut found = parameters(prepared.body());
        found.retain(|name, _| !COMMON.contains(&name.as_str()));
        let seller = "OrderReferenceAttributes.SellerOrderAttributes";
        let wanted = [
            ("AmazonOrderReferenceId".to_owned(), format!("S{}", texts[0])),
            ("OrderReferenceAttributes.OrderTotal.Amount".to_owned(), total),
            ("OrderReferenceAttributes.OrderTotal.CurrencyCode".to_owned(), "EUR".to_owned()),
            ("OrderReferenceAttributes.SellerNote".to_owned(), note),
            (format!("{seller}.SellerOrderId"), texts[1].clone()),
            (format!("{seller}.StoreName"), texts[2].clone()),
            (format!("{seller}.OrderItemCategories.OrderItemCategory.1"), texts[3].clone()),
            (format!("{seller}.OrderItemCategories.OrderItemCategory.2"), texts[4].clone()),
        ];
        prop_assert_eq!(found, wanted.into_iter().collect());
    }

    #[test]
    fn keys_may_come_in_any_order(index: Index) {
        let (operation, vector) = index.get(&REQUESTS);
        let defaults = Defaults { currency_code: "EUR", platform_id: "P", payment_domain: "EU_EUR" };
        let straight = record(operation.request, &vector["params"]);
        let [straight, around] = [straight.clone(), turned(&straight)].map(|record| {
            let mut tokens = String::new();
            flat::write(&mut tokens, operation, &record);
            prepare_tokens(operation, &tokens, &IDENTITY, &defaults, NOW).map(|prepared| prepared.body().to_owned())
        });
        prop_assert!(straight.is_ok());
        prop_assert_eq!(straight, around);
    }

    #[test]
    fn no_message_tells_a_secret_or_a_value(index: Index, tails in vec("[ -~\u{6ce8}]{0,1100}", 1..4)) {
        let (operation, vector) = index.get(&REQUESTS);
        let canaries: Vec<String> = tails.iter().map(|tail| format!("canary-value{tail}")).collect();
        let params = with_texts(&vector["params"], &canaries, &mut 0);
        if let Err(errors) = prepare(operation, &params, &Defaults::default()) {
            for error in errors {
                let shown = format!("{error:?} {error}");
            prop_assert!(!shown.contains("canary"), "{}", shown);
            }
        }
        // And when the whole is of the wrong kind.
        let whole = format!("s{}", canaries[0]);
        for text in [whole.as_str(), &tokens(operation, &params).replace("\0s", "\0x")] {
            let refused = prepare_tokens(operation, text, &IDENTITY, &Defaults::default(), NOW);
            for error in refused.err().unwrap_or_default() {
                prop_assert!(!error.message.contains(IDENTITY.secret_key));
            }
        }
    }

    #[test]
    fn no_message_tells_what_an_answer_holds(index: Index, cut: Index, status in select(vec![200_u16, 307, 500])) {
        let (operation, vector) = index.get(&RESPONSES);
        let result = with_texts(&vector["result"], &["canary-buyer".to_owned()], &mut 0);
        let body = render_answer(operation, &result, &mut Dice(7));
        let end = (0..=cut.index(body.len())).rev().find(|at| body.is_char_boundary(*at)).unwrap();
        if let Err(error) = response::read(operation, status, &body[..end], &mut Slots::default()) {
            let shown = format!("{error:?} {error}");
            prop_assert!(!shown.contains("canary"), "{}", shown);
        }
    }
}
