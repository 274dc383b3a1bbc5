//! The two verbs: `prepare` turns parameters into a signed request body, `interpret` (in
//! protocol/response.rs) turns an answer into a value. It knows which parameters every request
//! carries; it refuses to know the clock, the network and the secret's owner.

use std::borrow::Cow;

use crate::error::Error;
use crate::model::region::API_VERSION;
use crate::model::schema::Operation;
use crate::protocol::flat::Tokens;
use crate::protocol::request::{self, Defaults};
use crate::wire::query::Query;
use crate::wire::signature::{self, SigningKey};
use crate::wire::timestamp;

/// Who asks, and where.
#[derive(Clone, Copy, Default)]
pub struct Identity<'a> {
    /// MWS access key.
    pub access_key: &'a str,
    /// MWS secret key. Signs; is sent nowhere.
    pub secret_key: &'a str,
    /// Merchant (seller) id.
    pub merchant_id: &'a str,
    /// Grant of a merchant to a solution provider; empty when there is none.
    pub mws_auth_token: &'a str,
    /// The host that is signed, with its port where the request's Host header has one.
    pub host: &'a str,
    /// The path, which is signed too.
    pub path: &'a str,
}

/// What `prepare` makes. Kept and refilled from call to call.
#[derive(Default)]
pub struct Prepared {
    /// All parameters, the signature last. Once prepared, its text is the body.
    query: Query,
    /// What comes before the canonical query string in the string to sign.
    head: String,
    signature: String,
    /// The timestamp of a second that was written last.
    time: (i64, String),
    key: Option<SigningKey>,
}

impl Prepared {
    /// The body: the canonical query string, and the signature last. It is ASCII.
    pub fn body(&self) -> &str {
        self.query.text()
    }

    /// All parameters but the signature, in the order of the canonical query string.
    pub fn parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        self.query.iter()
    }

    /// The canonical query string.
    pub fn canonical_query_string(&self) -> &str {
        self.query.canonical_text()
    }

    /// The string to sign.
    pub fn string_to_sign(&self) -> String {
        [self.head.as_str(), self.canonical_query_string()].concat()
    }

    /// The signature in base64.
    pub fn signature(&self) -> &str {
        &self.signature
    }
}

/// Validates, completes and signs one request. `now` is in epoch milliseconds.
pub fn prepare<'a>(
    operation: &'static Operation,
    identity: &Identity<'_>,
    defaults: &Defaults<'a>,
    now: i64,
    tokens: &mut Tokens<'a>,
    prepared: &mut Prepared,
) -> Result<(), Vec<Error>> {
    let Prepared { query, head, signature, time, key } = prepared;
    query.clear();
    head.clear();
    signature.clear();
    let second = now.div_euclid(1000);
    if time.0 != second || time.1.is_empty() {
        time.1.clear();
        timestamp::write(&mut time.1, now);
        time.0 = second;
    }
    let common = [
        ("AWSAccessKeyId", identity.access_key),
        ("Action", operation.name),
        ("MWSAuthToken", identity.mws_auth_token),
        ("SellerId", identity.merchant_id),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", time.1.as_str()),
        ("Version", API_VERSION),
    ];
    request::write(operation, &common, tokens, defaults, query)?;
    signature::string_head(head, "POST", identity.host, identity.path);
    // Most calls come from one client: the work that depends on its secret alone is done once.
    let key = match key {
        Some(key) if key.is_of(identity.secret_key) => key,
        other => other.insert(SigningKey::new(identity.secret_key)),
    };
    key.sign_into(signature, head, query.sorted());
    query.push_last("Signature", signature);
    Ok(())
}
