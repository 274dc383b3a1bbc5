//! Access tokens of Login with Amazon (behaviour.md 8). A token says itself whose it is and when it
//! was given, under a checksum, so that none need be remembered. It protects nothing: a sandbox's
//! buyers do not exist.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::calendar::{HOUR, Moment};
use super::objects::Buyer;
use super::random::Random;
use super::store::At;
use super::world::World;

/// How long a token is good (behaviour.md 5.1).
pub const LIFETIME: i64 = HOUR;

/// A token that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Whose it is.
    pub buyer: At<Buyer>,
    /// When it ends.
    pub expires: Moment,
}

impl World {
    /// A token for a buyer, good from now.
    pub fn new_token(&self, buyer: At<Buyer>) -> String {
        format!("Atza|{}", URL_SAFE_NO_PAD.encode(self.sealed(buyer.number(), self.now)))
    }

    /// What a token says, if it is one of ours and still good.
    pub fn token(&self, text: &str) -> Option<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix("Atza|")?).ok()?;
        let (buyer, rest) = bytes.split_first_chunk::<4>()?;
        let (issued, _) = rest.split_first_chunk::<8>()?;
        let (buyer, issued) = (u32::from_le_bytes(*buyer), i64::from_le_bytes(*issued));
        let token = Token { buyer: At::numbered(buyer), expires: issued.saturating_add(LIFETIME) };
        let ours =
            bytes == self.sealed(buyer, issued) && self.store.buyers.get(token.buyer).is_ok();
        (ours && self.now < token.expires).then_some(token)
    }

    fn sealed(&self, buyer: u32, issued: Moment) -> Vec<u8> {
        let mut bytes = buyer.to_le_bytes().to_vec();
        bytes.extend(issued.to_le_bytes());
        let seal = Random::new(self.token_key, u64::from(buyer)).next()
            ^ Random::new(self.token_key, issued.cast_unsigned()).next();
        bytes.extend(seal.to_le_bytes());
        bytes
    }
}
