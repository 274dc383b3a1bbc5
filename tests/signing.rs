//! The vectors of Signature Version 2, stage by stage, so that a failure names the stage. Knows the
//! wrong rules that clients have been seen to follow, and proves that ours is none of them.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;

use amazon_pay_wasm::wire::percent;
use amazon_pay_wasm::wire::query::{self, Query};
use amazon_pay_wasm::wire::signature::{self, SigningKey};
use serde_json::Value;
use sha2::{Digest, Sha256};

const REQUESTS: [&str; 5] = [
    "authorize-byte-order",
    "authorize-json-note",
    "get-service-status",
    "raw-query",
    "set-order-reference-details",
];
const MESSAGE: &str = "raw-message";

fn directory() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/signing")
}

fn vector(name: &str) -> Value {
    let text = std::fs::read_to_string(directory().join(name).with_extension("json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn text<'json>(json: &'json Value, pointer: &str) -> &'json str {
    let found = json.pointer(pointer).unwrap_or_else(|| panic!("the vector lacks {pointer}"));
    found.as_str().unwrap_or_else(|| panic!("{pointer} of the vector must be a string"))
}

fn list<'json>(json: &'json Value, key: &str) -> &'json [Value] {
    json[key].as_array().unwrap_or_else(|| panic!("{key} of the vector must be a list"))
}

/// A request, as a vector gives it.
#[derive(Clone)]
struct Request {
    secret: String,
    method: String,
    host: String,
    path: String,
    parameters: Vec<(String, String)>,
}

impl Request {
    fn of(vector: &Value) -> Self {
        let member = |name: &str| text(vector, name).to_owned();
        let parameters = list(vector, "parameters").iter();
        Self {
            secret: member("/secret"),
            method: member("/method"),
            host: member("/host"),
            path: member("/path"),
            parameters: parameters
                .map(|pair| (text(pair, "/0").to_owned(), text(pair, "/1").to_owned()))
                .collect(),
        }
    }

    /// This request, but for what a vector's variant changes.
    fn changed(&self, change: &Value) -> Self {
        let mut request = self.clone();
        for (key, value) in change.as_object().expect("a change is an object") {
            match key.as_str() {
                "method" => request.method = value.as_str().unwrap().to_owned(),
                "host" => request.host = value.as_str().unwrap().to_owned(),
                "path" => request.path = value.as_str().unwrap().to_owned(),
                "without" => {
                    let left_out = value.as_array().unwrap();
                    let before = request.parameters.len();
                    request.parameters.retain(|(name, _)| !left_out.iter().any(|out| out == name));
                    assert_eq!(request.parameters.len(), before - left_out.len());
                }
                other => panic!("unknown change {other}"),
            }
        }
        request
    }

    fn canonical_query(&self) -> String {
        let mut query = Query::new();
        for (name, value) in &self.parameters {
            query.push("", name, value);
        }
        let mut out = String::new();
        query.canonical(&mut out);
        out
    }

    fn string_to_sign(&self, canonical_query: &str) -> String {
        let mut out = String::new();
        let Self { method, host, path, .. } = self;
        signature::string_to_sign(&mut out, method, host, path, canonical_query);
        out
    }

    fn signature(&self, canonical_query: &str) -> String {
        SigningKey::new(&self.secret).sign(&self.string_to_sign(canonical_query))
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    percent::encode(&mut out, text);
    out
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares a text that a vector stores with its length and its hash.
fn assert_stage(vector: &Value, stage: &str, ours: &str) {
    let stored = &vector["stages"][stage];
    let about = text(vector, "/about");
    assert_eq!(ours, text(stored, "/text"), "stage {stage} of: {about}");
    assert_eq!(Some(ours.len() as u64), stored["bytes"].as_u64(), "bytes, {stage} of: {about}");
    let hash = hexadecimal(&Sha256::digest(ours));
    assert_eq!(hash, text(stored, "/sha256"), "SHA-256, {stage} of: {about}");
}

/// The canonical query string of a client that follows a wrong rule, made without our own code.
fn wrong_query(rule: &str, parameters: &[(String, String)]) -> String {
    let mut sorted = parameters.to_vec();
    match rule {
        "case-insensitive-order" => sorted.sort_by_key(|(name, _)| name.to_lowercase()),
        _ => sorted.sort(),
    }
    let encode = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            b' ' if rule == "plus-for-space" => "+".to_owned(),
            b'!' | b'\'' | b'(' | b')' | b'*' if rule == "lower-case-hexadecimal" => {
                format!("%{byte:02x}")
            }
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs = sorted.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[test]
fn the_directory_holds_the_vectors_that_are_tested() {
    let files: BTreeSet<String> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let tested = REQUESTS.iter().chain([&MESSAGE]).map(|name| format!("{name}.json")).collect();
    assert_eq!(files, tested);
}

#[test]
fn every_stage_of_every_request_is_ours() {
    for name in REQUESTS {
        let vector = vector(name);
        let request = Request::of(&vector);
        let canonical_query = request.canonical_query();
        assert_stage(&vector, "canonicalQuery", &canonical_query);
        let string_to_sign = request.string_to_sign(&canonical_query);
        assert_stage(&vector, "stringToSign", &string_to_sign);
        let signature = SigningKey::new(&request.secret).sign(&string_to_sign);
        assert_eq!(signature, text(&vector, "/stages/signature"), "signature of {name}");
        let in_body = text(&vector, "/stages/signatureInBody");
        assert_eq!(encoded(&signature), in_body, "signature in the body of {name}");
    }
}

#[test]
fn a_text_that_is_no_request_is_signed() {
    let vector = vector(MESSAGE);
    let signature = SigningKey::new(text(&vector, "/secret")).sign(text(&vector, "/text"));
    assert_eq!(signature, text(&vector, "/signature"));
    assert_eq!(encoded(&signature), text(&vector, "/signatureInBody"));
}

#[test]
fn right_variants_have_their_own_signatures() {
    let mut variants = 0;
    for name in REQUESTS {
        let vector = vector(name);
        let request = Request::of(&vector);
        for right in list(&vector, "right") {
            let changed = request.changed(&right["change"]);
            let signature = changed.signature(&changed.canonical_query());
            assert_eq!(signature, text(right, "/signature"), "{name}: {}", text(right, "/about"));
            variants += 1;
        }
    }
    assert_eq!(variants, 7);
}

#[test]
fn wrong_rules_give_what_the_vectors_say_and_never_what_we_give() {
    let mut rules = BTreeSet::new();
    for name in REQUESTS {
        let vector = vector(name);
        let request = Request::of(&vector);
        let ours = request.canonical_query();
        assert_eq!(wrong_query("none", &request.parameters), ours, "the right rule of {name}");
        for wrong in list(&vector, "wrong") {
            let rule = text(wrong, "/rule");
            let theirs = wrong_query(rule, &request.parameters);
            assert_eq!(theirs, text(wrong, "/canonicalQuery"), "{name}: {rule}");
            assert_ne!(theirs, ours, "{name}: {rule}");
            let signature = request.signature(&theirs);
            assert_eq!(signature, text(wrong, "/signature"), "{name}: {rule}");
            assert_ne!(signature, text(&vector, "/stages/signature"), "{name}: {rule}");
            rules.insert(rule.to_owned());
        }
    }
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    assert_eq!(rules, ["case-insensitive-order", "lower-case-hexadecimal", "plus-for-space"]);
}

#[test]
fn a_body_read_back_gives_the_parameters_that_were_signed() {
    for name in REQUESTS {
        let request = Request::of(&vector(name));
        let canonical_query = request.canonical_query();
        let mut sorted: Vec<query::Pair<'_>> =
            request.parameters.iter().map(|(name, value)| (name.into(), value.into())).collect();
        sorted.sort();
        assert_eq!(query::decode(&canonical_query).unwrap(), sorted, "{name}");
        // A client may post a plus sign for a space, whatever it has signed.
        let posted = canonical_query.replace("%20", "+");
        assert_eq!(query::decode(&posted).unwrap(), sorted, "{name}");
    }
}

#[cfg(feature = "sandbox")]
#[test]
fn signatures_are_verified() {
    use amazon_pay_wasm::wire::signature::{SignatureMethod, verify};

    for name in REQUESTS {
        let vector = vector(name);
        let request = Request::of(&vector);
        let string_to_sign = request.string_to_sign(&request.canonical_query());
        let is_signature = |signature: &str| {
            verify(SignatureMethod::HmacSha256, &request.secret, &string_to_sign, signature)
        };
        assert!(is_signature(text(&vector, "/stages/signature")), "{name}");
        for wrong in list(&vector, "wrong") {
            assert!(!is_signature(text(wrong, "/signature")), "{name}: {}", text(wrong, "/rule"));
        }
    }
}
