//! The two verbs: `prepare` turns parameters into a signed request body, `interpret` (in
//! protocol/response.rs) turns an answer into a value. It knows which parameters every request
//! carries; it refuses to know the clock, the network and the secret's owner.

use crate::error::Error;
use crate::model::region::API_VERSION;
use crate::model::schema::Operation;
use crate::protocol::flat::Tokens;
use crate::protocol::request::{self, Defaults};
use crate::wire::query::Query;
use crate::wire::{percent, signature, timestamp};

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
    /// All parameters but the signature.
    pub query: Query,
    /// The canonical query string.
    pub canonical: String,
    /// The string to sign.
    pub string_to_sign: String,
    /// The signature in base64.
    pub signature: String,
    /// The body: the canonical query string, and the signature last.
    pub body: String,
    time: String,
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
    let Prepared { query, canonical, string_to_sign, signature, body, time } = prepared;
    for text in [&mut *canonical, &mut *string_to_sign, &mut *signature, &mut *body, &mut *time] {
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
    query.canonical(canonical);
    signature::string_to_sign(string_to_sign, "POST", identity.host, identity.path, canonical);
    signature.push_str(&signature::SigningKey::new(identity.secret_key).sign(string_to_sign));
    body.push_str(canonical);
    body.push_str("&Signature=");
    percent::encode(body, signature);
    Ok(())
}
