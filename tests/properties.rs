//! Laws: what holds for every input, not for chosen ones.

use amazon_pay_wasm::wire::query::{self, Query};
use amazon_pay_wasm::wire::signature::{self, SigningKey};
use amazon_pay_wasm::wire::{percent, timestamp};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

const FIRST_YEAR_0000: i64 = -62_167_219_200_000;
const LAST_YEAR_9999: i64 = 253_402_300_799_999;

/// Text of any characters, with those that encoding must treat with care often among them.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-zA-Z0-9_.~*+%&= /!'()\u{0}\n\u{e9}\u{6ce8}\u{1f600}-]{0,40}"]
}

/// Parameters whose names differ, but often only in their last letters.
fn parameters() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop_oneof!["[ABab.12]{1,4}", any_text()];
    btree_map(name, any_text(), 0..40).prop_map(|parameters| parameters.into_iter().collect())
}

fn canonical<'text>(parameters: impl IntoIterator<Item = (&'text str, &'text str)>) -> String {
    let mut query = Query::new();
    for (name, value) in parameters {
        query.push("", name, value);
    }
    let mut out = String::new();
    query.canonical(&mut out);
    out
}

fn pairs(parameters: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

proptest! {
    #[test]
    fn decoding_undoes_encoding(text in any_text()) {
        let mut encoded = String::new();
        percent::encode(&mut encoded, &text);
        prop_assert_eq!(percent::decode_form(&encoded).unwrap(), text);
    }

    #[test]
    fn encoded_text_is_unreserved_characters_and_upper_case_escapes(text in any_text()) {
        let mut encoded = String::new();
        percent::encode(&mut encoded, &text);
        let mut bytes = encoded.bytes();
        while let Some(byte) = bytes.next() {
            if byte == b'%' {
                for digit in [bytes.next(), bytes.next()] {
                    prop_assert!(matches!(digit, Some(b'0'..=b'9' | b'A'..=b'F')));
                }
            } else {
                prop_assert!(byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte));
            }
        }
    }

    #[test]
    fn form_text_never_panics(text in any_text()) {
        if let Ok(decoded) = percent::decode_form(&text) {
            prop_assert!(decoded.len() <= text.len());
        }
        if let Ok(pairs) = query::decode(&text) {
            prop_assert!(pairs.len() <= text.len());
        }
    }

    #[test]
    fn reading_a_canonical_query_gives_its_parameters(parameters in parameters()) {
        // A pair that is empty on both sides still leaves its `=`, so nothing is lost.
        let text = canonical(pairs(&parameters));
        let read = query::decode(&text).unwrap().into_iter();
        let read: Vec<_> =
            read.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        prop_assert_eq!(read, parameters);
    }

    #[test]
    fn the_order_of_parameters_never_changes_a_signature(
        (parameters, shuffled) in parameters()
            .prop_flat_map(|parameters| (Just(parameters.clone()), Just(parameters).prop_shuffle())),
        secret in any_text(),
    ) {
        let key = SigningKey::new(&secret);
        let sign = |parameters: &[(String, String)]| {
            let mut text = String::new();
            let query = canonical(pairs(parameters));
            signature::string_to_sign(&mut text, "POST", "pay.example", "/", &query);
            key.sign(&text)
        };
        prop_assert_eq!(sign(&shuffled), sign(&parameters));
    }

    #[test]
    fn names_are_sorted_by_bytes_and_equal_names_keep_their_order(
        names in vec("[ABab.1]{0,3}", 0..60),
    ) {
        let mut query = Query::new();
        for (index, name) in names.iter().enumerate() {
            let (prefix, rest) = name.split_at(name.len() / 2);
            query.push(prefix, rest, &index.to_string());
        }
        query.canonical(&mut String::new());
        let sorted: Vec<(String, usize)> = query
            .iter()
            .map(|(name, index)| (name.into_owned(), index.parse().unwrap()))
            .collect();
        prop_assert_eq!(sorted.len(), names.len());
        prop_assert!(sorted.is_sorted());
        for (name, index) in sorted {
            prop_assert_eq!(&name, &names[index]);
        }
    }

    #[test]
    fn a_cleared_query_is_as_good_as_a_new_one(old in parameters(), new in parameters()) {
        let mut query = Query::new();
        let mut out = String::new();
        for parameters in [&old, &new] {
            query.clear();
            out.clear();
            for (name, value) in parameters {
                query.push("", name, value);
            }
            query.canonical(&mut out);
        }
        prop_assert_eq!(out, canonical(pairs(&new)));
    }

    #[test]
    fn parsing_undoes_writing(instant in FIRST_YEAR_0000..=LAST_YEAR_9999) {
        let mut text = String::new();
        timestamp::write_milliseconds(&mut text, instant);
        prop_assert_eq!(timestamp::parse(&text), Some(instant));
        text.clear();
        timestamp::write(&mut text, instant);
        prop_assert_eq!(timestamp::parse(&text), Some(instant.div_euclid(1_000) * 1_000));
    }

    #[test]
    fn later_instants_are_later_texts(
        one in FIRST_YEAR_0000..=LAST_YEAR_9999,
        other in FIRST_YEAR_0000..=LAST_YEAR_9999,
    ) {
        let text = |instant| {
            let mut text = String::new();
            timestamp::write_milliseconds(&mut text, instant);
            text
        };
        prop_assert_eq!(text(one).cmp(&text(other)), one.cmp(&other));
    }

    #[test]
    fn any_instant_is_written(instant in any::<i64>()) {
        let mut text = String::new();
        timestamp::write(&mut text, instant);
        prop_assert_eq!(text.len(), "2026-01-02T03:04:05Z".len());
        text.clear();
        timestamp::write_milliseconds(&mut text, instant);
        let nearest = instant.clamp(FIRST_YEAR_0000, LAST_YEAR_9999);
        prop_assert_eq!(timestamp::parse(&text), Some(nearest));
    }

    #[test]
    fn any_text_is_parsed_to_an_instant_in_range_or_not_at_all(
        text in prop_oneof![
            any_text(),
            "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-6][0-9](\\.[0-9]{0,10})?)?([Zz]|[+-][0-2][0-9]:[0-5][0-9])?)?",
        ],
    ) {
        if let Some(instant) = timestamp::parse(&text) {
            prop_assert!((FIRST_YEAR_0000..=LAST_YEAR_9999).contains(&instant));
        }
    }
}
