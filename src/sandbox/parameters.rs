//! The names and values of a request, decoded and in the order in which they are signed. It knows
//! no operation and judges no value.

use super::fault::Fault;
use super::http::Request;
use crate::wire::percent;
use crate::wire::query::{self, Pair};

/// The largest request that is read.
const MOST_BYTES: usize = 1_000_000;

/// Names and values, sorted by the bytes of the names; of one name as they came.
#[derive(Debug)]
pub struct Parameters<'request>(Vec<Pair<'request>>);

impl<'request> Parameters<'request> {
    /// Those of a form body and a query string together (operations.md 2.1).
    pub fn of(request: &Request<'request>) -> Result<Self, Fault> {
        let (query, body) = (request.query(), request.body);
        if query.len() + body.len() > MOST_BYTES {
            return Err(Fault::front_door("InvalidParameterValue", "The request is too large."));
        }
        let decode = |text| {
            query::decode(text).map_err(|error| {
                Fault::front_door(
                    "InvalidParameterValue",
                    format!("The request can't be read: {error}"),
                )
            })
        };
        let mut pairs = decode(query)?;
        pairs.append(&mut decode(body)?);
        // Clients send what they signed, so all but the signature mostly come in order.
        if !pairs.is_sorted_by(|(name, _), (next, _)| name <= next) {
            pairs.sort_by(|(name, _), (other, _)| name.cmp(other));
        }
        Ok(Self(pairs))
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let at = self.0.partition_point(|(known, _)| known.as_ref() < name);
        let (known, value) = self.0.get(at)?;
        (known == name).then_some(value)
    }

    /// All of them, sorted.
    pub fn sorted(&self) -> &[Pair<'request>] {
        &self.0
    }

    /// Appends the canonical query string: encoded and joined, without the signature
    /// (behaviour.md 2.1).
    pub fn canonical(&self, out: &mut String) {
        let mut first = true;
        for (name, value) in self.0.iter().filter(|(name, _)| name != "Signature") {
            if !std::mem::take(&mut first) {
                out.push('&');
            }
            percent::encode(out, name);
            out.push('=');
            percent::encode(out, value);
        }
    }
}
