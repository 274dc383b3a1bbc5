//! Who may call: sellers, their keys and whom they delegate to. Every secret here is a fixed word
//! for local use (sandbox.md); it holds no real credentials.

use serde::{Deserialize, Serialize};

/// A seller's place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SellerAt(pub u16);

/// A merchant's account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seller {
    /// The seller id.
    pub merchant_id: String,
    /// Its own key; absent where it only delegates.
    #[serde(default)]
    pub access_key: Option<String>,
    /// The secret of that key.
    #[serde(default)]
    pub secret_key: Option<String>,
    /// What a caller who acts for it must present.
    #[serde(default)]
    pub mws_auth_token: Option<String>,
    /// The seller it gave that token to.
    #[serde(default)]
    pub delegates_to: Option<String>,
    /// The name that statements show.
    #[serde(default = "store_name")]
    pub store_name: String,
    /// Whether the account may transact.
    #[serde(default = "active")]
    pub active: bool,
    /// Where its notifications go, by the operation that configures it.
    #[serde(default)]
    pub notifications: Vec<Endpoint>,
}

fn store_name() -> String {
    "Sandbox Store".to_owned()
}

const fn active() -> bool {
    true
}

/// Where notifications of some types go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// The address.
    pub url: String,
    /// The event types, in the service's words.
    pub event_types: Vec<String>,
}

/// The key that the contract gives.
pub const ACCESS_KEY: &str = "AKIASANDBOX000000001";
/// The secret that the contract gives.
pub const SECRET_KEY: &str = "sandboxSecretKeyForLocalUseOnly000000001";
/// The seller that the contract gives.
pub const MERCHANT_ID: &str = "A1SANDBOXSELLER";
/// The Login with Amazon client that the contract gives.
pub const CLIENT_ID: &str = "amzn1.application-oa2-client.sandbox";
/// The seller who delegates to the first.
pub const DELEGATING_MERCHANT_ID: &str = "A2SANDBOXSELLER";
/// The token of that delegation.
pub const MWS_AUTH_TOKEN: &str = "amzn.mws.00000000-0000-0000-0000-000000000000";

/// The two sellers of the contract.
pub fn standard() -> Vec<Seller> {
    let seller = |merchant_id: &str| Seller {
        merchant_id: merchant_id.to_owned(),
        access_key: None,
        secret_key: None,
        mws_auth_token: None,
        delegates_to: None,
        store_name: store_name(),
        active: true,
        notifications: Vec::new(),
    };
    vec![
        Seller {
            access_key: Some(ACCESS_KEY.to_owned()),
            secret_key: Some(SECRET_KEY.to_owned()),
            ..seller(MERCHANT_ID)
        },
        Seller {
            mws_auth_token: Some(MWS_AUTH_TOKEN.to_owned()),
            delegates_to: Some(MERCHANT_ID.to_owned()),
            ..seller(DELEGATING_MERCHANT_ID)
        },
    ]
}
