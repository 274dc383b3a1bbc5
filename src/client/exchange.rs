//! The two verbs: `prepare` turns parameters into a signed request body, `interpret` (in
//! protocol/response.rs) turns an answer into a value. It knows which parameters every request
//! carries; it refuses to know the clock, the network and the secret's owner.

use crate::error::Error;
use crate::model::schema::Operation;
use crate::protocol::flat::Tokens;
use crate::protocol::request::{self, Defaults};
use crate::wire::query::Query;
use crate::wire::{percent, signature, timestamp};

/// The version of the API; the same in the sandbox.
pub const VERSION: &str = "2013-01-01";

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
    query.push("", "AWSAccessKeyId", identity.access_key);
    query.push("", "Action", operation.name);
    if !identity.mws_auth_token.is_empty() {
        query.push("", "MWSAuthToken", identity.mws_auth_token);
    }
    query.push("", "SellerId", identity.merchant_id);
    query.push("", "SignatureMethod", "HmacSHA256");
    query.push("", "SignatureVersion", "2");
    query.push("", "Timestamp", time);
    query.push("", "Version", VERSION);
    request::write(operation, tokens, defaults, query)?;
    query.canonical(canonical);
    signature::string_to_sign(string_to_sign, "POST", identity.host, identity.path, canonical);
    signature.push_str(&signature::SigningKey::new(identity.secret_key).sign(string_to_sign));
    body.push_str(canonical);
    body.push_str("&Signature=");
    percent::encode(body, signature);
    Ok(())
}
