//! Calls as a JavaScript user makes them: parameters in camelCase become tokens and then a signed
//! body. Knows the way in; what comes out is for the tests to judge.

use std::collections::BTreeMap;

use amazon_pay_wasm::client::exchange::{self, Identity, Prepared};
use amazon_pay_wasm::error::Error;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::operations;
use amazon_pay_wasm::model::schema::{Field, Kind, Operation};
use amazon_pay_wasm::model::value::{Record, Value};
use amazon_pay_wasm::protocol::flat::{self, Tokens};
use amazon_pay_wasm::protocol::request::Defaults;
use amazon_pay_wasm::wire::query;
use serde_json::Value as Json;

/// Parameters that every request carries (operations 2.2); the token only where one is given.
pub const COMMON: [&str; 9] = [
    "AWSAccessKeyId",
    "Action",
    "MWSAuthToken",
    "SellerId",
    "Signature",
    "SignatureMethod",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// 2026-01-02T03:04:05Z.
pub const NOW: i64 = 1_767_323_045_000;

/// Who asks in the tests; the secret is a canary.
pub const IDENTITY: Identity<'static> = Identity {
    access_key: "AKIAINVENTEDEXAMPLE1",
    secret_key: "canary/SecretKey+never=shown",
    merchant_id: "A3MERCHANTEX01",
    mws_auth_token: "",
    host: "mws.amazonservices.com",
    path: "/OffAmazonPayments_Sandbox/2013-01-01",
};

pub fn operation(name: &str) -> &'static Operation {
    operations::by_name(name).unwrap_or_else(|| panic!("{name} is in the table")).1
}

/// A record of the table's names from an object in camelCase. A key that the table lacks stays as
/// it is, which is how an unknown key arrives.
pub fn record(fields: &'static [Field], object: &Json) -> Record {
    let mut record = Record::new();
    for (key, json) in object.as_object().expect("parameters are an object") {
        match fields.iter().find(|field| js_name(field.name) == *key) {
            Some(field) => record.put(field.name, value(&field.kind, json)),
            None => record.put(key.clone(), Value::Null),
        }
    }
    record
}

fn value(kind: &'static Kind, json: &Json) -> Value {
    match (kind, json) {
        (_, Json::Null) => Value::Null,
        (_, Json::Bool(flag)) => Value::Flag(*flag),
        (_, Json::Number(number)) => Value::Integer(number.as_i64().expect("a whole number")),
        (_, Json::String(text)) => Value::Text(text.clone().into()),
        (Kind::Record(shape), Json::Object(_)) => record(shape.fields, json).into(),
        (_, Json::Object(_)) => Record::new().into(),
        (Kind::List(list), Json::Array(items)) => {
            Value::List(items.iter().map(|item| value(&list.item, item)).collect())
        }
        (_, Json::Array(_)) => Value::List(Vec::new()),
    }
}

pub fn tokens(operation: &'static Operation, params: &Json) -> String {
    let mut tokens = String::new();
    flat::write(&mut tokens, operation, &record(operation.request, params));
    tokens
}

/// Prepares from tokens, written by hand where JSON can't say it.
pub fn prepare_tokens(
    operation: &'static Operation,
    tokens: &str,
    identity: &Identity<'_>,
    defaults: &Defaults<'_>,
    now: i64,
) -> Result<Prepared, Vec<Error>> {
    let mut prepared = Prepared::default();
    exchange::prepare(operation, identity, defaults, now, &mut Tokens::new(tokens), &mut prepared)?;
    Ok(prepared)
}

pub fn prepare(
    operation: &'static Operation,
    params: &Json,
    defaults: &Defaults<'_>,
) -> Result<Prepared, Vec<Error>> {
    prepare_tokens(operation, &tokens(operation, params), &IDENTITY, defaults, NOW)
}

/// The parameters of a body, taken apart as a server would. None may be there twice.
pub fn parameters(body: &str) -> BTreeMap<String, String> {
    let pairs = query::decode(body).expect("a body is form text");
    let count = pairs.len();
    let parameters: BTreeMap<_, _> =
        pairs.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    assert_eq!(parameters.len(), count, "a parameter is there twice");
    parameters
}
