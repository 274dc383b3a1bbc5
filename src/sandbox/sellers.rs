//! Who may call: sellers, their keys and whom they delegate to. Every secret here is a fixed word
//! for local use (sandbox.md); it holds no real credentials.

use serde_json::Value;

use super::members::Members;
use super::snapshot::{Reader, Stored, Writer, stored};

/// A seller's place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SellerAt(pub u16);

impl Stored for SellerAt {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        u16::read(input).map(Self)
    }
}

/// A merchant's account.
#[derive(Clone, Debug)]
pub struct Seller {
    /// The seller id.
    pub merchant_id: String,
    /// Its own key; absent where it only delegates.
    pub access_key: Option<String>,
    /// The secret of that key.
    pub secret_key: Option<String>,
    /// What a caller who acts for it must present.
    pub mws_auth_token: Option<String>,
    /// The seller it gave that token to.
    pub delegates_to: Option<String>,
    /// The name that statements show.
    pub store_name: String,
    /// Whether the account may transact.
    pub active: bool,
    /// Where its notifications go, by the operation that configures it.
    pub notifications: Vec<Endpoint>,
}

stored!(Seller {
    merchant_id,
    access_key,
    secret_key,
    mws_auth_token,
    delegates_to,
    store_name,
    active,
    notifications,
});

fn store_name() -> String {
    "Sandbox Store".to_owned()
}

/// Where notifications of some types go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The address.
    pub url: String,
    /// The event types, in the service's words.
    pub event_types: Vec<String>,
}
stored!(Endpoint { url, event_types });

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

/// The sellers that a list of objects describes.
pub fn from_json(value: &Value) -> Result<Vec<Seller>, String> {
    let list = value.as_array().ok_or("`sellers` must be a list")?;
    list.iter().enumerate().map(|(at, value)| read(value, at)).collect()
}

fn read(value: &Value, at: usize) -> Result<Seller, String> {
    let mut members = Members::of(value, &format!("sellers.{at}"))?;
    let merchant_id: Option<String> = members.get("merchantId")?;
    let mut seller = seller(merchant_id.unwrap_or_default());
    members.put("accessKey", &mut seller.access_key)?;
    members.put("secretKey", &mut seller.secret_key)?;
    members.put("mwsAuthToken", &mut seller.mws_auth_token)?;
    members.put("delegatesTo", &mut seller.delegates_to)?;
    members.put("storeName", &mut seller.store_name)?;
    members.put("active", &mut seller.active)?;
    if seller.merchant_id.is_empty() {
        return Err(format!("`{}` must be given", members.place_of("merchantId")));
    }
    members.finish()?;
    Ok(seller)
}

fn seller(merchant_id: String) -> Seller {
    Seller {
        merchant_id,
        access_key: None,
        secret_key: None,
        mws_auth_token: None,
        delegates_to: None,
        store_name: store_name(),
        active: true,
        notifications: Vec::new(),
    }
}

/// The two sellers of the contract.
pub fn standard() -> Vec<Seller> {
    let seller = |merchant_id: &str| seller(merchant_id.to_owned());
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
