//! The two verbs: `prepare` turns parameters into a signed request body, `interpret` (in
//! protocol/response.rs) turns an answer into a value. It knows which parameters every request
//! carries; it refuses to know the clock, the network and the secret's owner.

use crate::error::Error;
use crate::model::region::API_VERSION;
use crate::model::schema::Operation;
use crate::protocol::flat::Tokens;
use crate::protocol::request::{self, Defaults};
use crate::wire::query::Query;
use crate::wire::signature::{self, SigningKey};
use crate::wire::{percent, timestamp};

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

/// What `prepare` makes, stage by stage. Kept and refilled from call to call.
#[derive(Default)]
pub struct Prepared {
    /// All parameters but the signature. Once prepared, in the order of the canonical query string.
    pub query: Query,
    /// The string to sign.
    pub string_to_sign: String,
    /// The signature in base64.
    pub signature: String,
    /// The body: the canonical query string, and the signature last.
    pub body: String,
    time: String,
    key: Option<SigningKey>,
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
    let Prepared { query, string_to_sign, signature, body, time, key } = prepared;
    for text in [&mut *string_to_sign, &mut *signature, &mut *body, &mut *time] {
        text.clear();
    }
    query.clear();
    timestamp::write(time, now);
    let common = [
        ("AWSAccessKeyId", identity.access_key),
        ("Action", operation.name),
        ("MWSAuthToken", identity.mws_auth_token),
        ("SellerId", identity.merchant_id),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", time.as_str()),
        ("Version", API_VERSION),
    ];
    request::write(operation, &common, tokens, defaults, query)?;
    let canonical = query.sorted();
    signature::string_to_sign(string_to_sign, "POST", identity.host, identity.path, canonical);
    // Most calls come from one client: the work that depends on its secret alone is done once.
    let key = match key {
        Some(key) if key.is_of(identity.secret_key) => key,
        other => other.insert(SigningKey::new(identity.secret_key)),
    };
    key.sign_into(signature, string_to_sign);
    body.push_str(canonical);
    body.push_str("&Signature=");
    percent::encode(body, signature);
    Ok(())
}
