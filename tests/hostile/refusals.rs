//! What it takes to be refused well: the one thing that is wrong, its code, its path, its words.

use amazon_pay_wasm::error::{Error, ErrorKind, Executed};
use amazon_pay_wasm::protocol::request::Defaults;
use serde_json::{Value as Json, json};

use crate::calls::{IDENTITY, NOW, operation, prepare, prepare_tokens, tokens};

/// What all our messages have in common.
pub fn well_worded(error: &Error) {
    let message = error.message.as_ref();
    assert!(!message.is_empty() && !message.ends_with('.'), "{message}");
    assert!(!message.contains(['\n', '\r', '\0']), "{message:?}");
    assert!(!message.starts_with(|letter: char| letter.is_uppercase()), "{message}");
    assert!(!message.contains(IDENTITY.secret_key), "{message}");
    if error.kind == ErrorKind::Validation {
        assert_eq!(error.executed, Executed::No);
        assert!(
            error.path.is_empty() || message.contains(&format!("`{}`", error.path)),
            "{message}"
        );
    }
}

pub fn errors(name: &str, params: &Json) -> Vec<Error> {
    let errors = prepare(operation(name), params, &Defaults::default())
        .err()
        .unwrap_or_else(|| panic!("{name} was not refused: {params}"));
    errors.iter().for_each(well_worded);
    errors
}

/// The one thing that is wrong.
#[track_caller]
pub fn refused(name: &str, params: &Json, code: &str, path: &str, words: &[&str]) {
    only(errors(name, params), code, path, words);
}

#[track_caller]
pub fn only(errors: Vec<Error>, code: &str, path: &str, words: &[&str]) {
    let [error] = errors.as_slice() else { panic!("not just one is wrong: {errors:#?}") };
    assert_eq!((error.code, error.path.as_str()), (code, path), "{}", error.message);
    for word in words {
        assert!(error.message.contains(word), "{word:?} is not in {:?}", error.message);
    }
}

/// The same with a token in the place of the text `@@`.
#[track_caller]
pub fn refused_token(
    name: &str,
    params: &Json,
    token: &str,
    code: &str,
    path: &str,
    words: &[&str],
) {
    let operation = operation(name);
    let tokens = tokens(operation, params).replacen("s@@", token, 1);
    let errors = prepare_tokens(operation, &tokens, &IDENTITY, &Defaults::default(), NOW)
        .err()
        .unwrap_or_else(|| panic!("{name} was not refused: {tokens:?}"));
    errors.iter().for_each(well_worded);
    only(errors, code, path, words);
}

pub fn accepted(name: &str, params: &Json) {
    if let Err(errors) = prepare(operation(name), params, &Defaults::default()) {
        panic!("{name} was refused: {errors:#?}");
    }
}

/// Good parameters of Authorize with these changed. A dotted key goes inside.
pub fn authorize(changes: Json) -> Json {
    changed(
        json!({
            "amazonOrderReferenceId": "S01-1112223-3334445",
            "authorizationReferenceId": "r-1",
            "authorizationAmount": { "amount": "10.00", "currencyCode": "USD" },
        }),
        changes,
    )
}

pub fn changed(mut params: Json, changes: Json) -> Json {
    for (path, value) in changes.as_object().unwrap() {
        let mut place = &mut params;
        for key in path.split('.') {
            place = &mut place[key];
        }
        *place = value.clone();
    }
    params
}
