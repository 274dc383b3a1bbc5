//! Parameters as they travel: collected, sorted by the bytes of their names, encoded and joined
//! into the canonical query string; and form text taken apart again. Knows nothing of which
//! parameters there are.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use crate::error::Error;
use crate::wire::percent;

/// The most parameters that [`decode`] takes from one text. The biggest legitimate requests have
/// some dozens; this keeps a hostile body from costing much memory.
pub const PARAMETER_LIMIT: usize = 1_000;
/// Parameters that most requests do not exceed.
const MOST_HAVE: usize = 16;

/// Parameters on their way to a canonical query string.
///
/// They are encoded as they come and joined at once, so that parameters which come in order, as a
/// declaration's do, are the canonical query string without being copied. A cleared `Query` serves
/// the next request without allocating.
#[derive(Clone, Default)]
pub struct Query {
    /// `name=value` of each, encoded, divided by `&`.
    text: String,
    parameters: Vec<Parameter>,
    /// Some may have come out of order.
    disordered: bool,
}

/// Where one parameter lies in the text.
#[derive(Clone, Copy)]
struct Parameter {
    name: usize,
    /// Where its value begins, behind the `=`.
    value: usize,
    end: usize,
}

impl Query {
    /// Without parameters; doesn't allocate.
    pub const fn new() -> Self {
        Self { text: String::new(), parameters: Vec::new(), disordered: false }
    }

    /// Forgets the parameters and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.parameters.clear();
        self.disordered = false;
    }

    /// Adds a parameter whose name is `prefix` and `name` together, neither of them encoded. An
    /// empty value is a value. A name given twice is there twice.
    pub fn push(&mut self, prefix: &str, name: &str, value: &str) {
        self.disordered = true;
        self.push_next(&percent::encoded(prefix), &percent::encoded(name), value);
    }

    /// The same for a name that has nothing to encode, as no declared one has, and that comes behind
    /// those which are there. Where it may not, [`Self::disorder`] must say so. That saves an eighth
    /// of the cost of a request.
    pub fn push_next(&mut self, prefix: &str, name: &str, value: &str) {
        if !self.parameters.is_empty() {
            self.text.push('&');
        }
        let start = self.text.len();
        // Engines copy no bytes as slowly as some, and most names have no prefix.
        if !prefix.is_empty() {
            self.text.push_str(prefix);
        }
        self.text.push_str(name);
        self.text.push('=');
        let middle = self.text.len();
        percent::encode(&mut self.text, value);
        self.parameters.push(Parameter { name: start, value: middle, end: self.text.len() });
    }

    /// Says that parameters may have come, or may come, out of order.
    pub fn disorder(&mut self) {
        self.disordered = true;
    }

    /// Is there a parameter of this whole name?
    pub fn has(&self, full_name: &str) -> bool {
        self.value_of(full_name).is_some()
    }

    /// The value, not encoded, of the first parameter of this whole name.
    pub fn value_of(&self, full_name: &str) -> Option<Cow<'_, str>> {
        let name = percent::encoded(full_name);
        let found = self
            .parameters
            .iter()
            .find(|parameter| parameter.name(self.text.as_bytes()) == name.as_bytes())?;
        Some(decoded(&self.text, found.value..found.end))
    }

    /// The parameters, not encoded: as they were pushed, or sorted once [`Self::sorted`] ran.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        self.parameters.iter().map(|parameter| {
            let name = parameter.name..parameter.value.saturating_sub(1);
            (decoded(&self.text, name), decoded(&self.text, parameter.value..parameter.end))
        })
    }

    /// The canonical query string: sorted by the raw bytes of the names, encoded, joined by `=` and
    /// `&` (behaviour reference 2.1, steps 2 to 4). Those of one name keep the order in which they
    /// were pushed.
    pub fn sorted(&mut self) -> &str {
        let text = self.text.as_bytes();
        if self.disordered
            && !self.parameters.is_sorted_by(|one, other| {
                compare(one.name(text), other.name(text)) != Ordering::Greater
            })
        {
            self.sort();
        }
        &self.text
    }

    /// Appends a parameter behind the canonical query string, of which it is no part; its name has
    /// nothing to encode.
    pub fn push_last(&mut self, name: &str, value: &str) {
        self.text.push('&');
        self.text.push_str(name);
        self.text.push('=');
        percent::encode(&mut self.text, value);
    }

    /// All that there is: the canonical query string, once sorted, and what was put behind it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical query string, once sorted, without what was put behind it.
    pub fn canonical_text(&self) -> &str {
        let end = self.parameters.last().map_or(0, |parameter| parameter.end);
        self.text.get(..end).unwrap_or_default()
    }

    /// Appends what [`Self::sorted`] gives.
    pub fn canonical(&mut self, out: &mut String) {
        out.push_str(self.sorted());
    }

    fn sort(&mut self) {
        let text = self.text.as_bytes();
        let mut ordered: Vec<Parameter> = Vec::with_capacity(self.parameters.len());
        for parameter in &self.parameters {
            let name = parameter.name(text);
            let place = ordered
                .partition_point(|known| compare(known.name(text), name) != Ordering::Greater);
            ordered.insert(place, *parameter);
        }
        let mut joined = Self { text: String::with_capacity(text.len()), ..Self::new() };
        for Parameter { name, value, end } in ordered {
            if !joined.parameters.is_empty() {
                joined.text.push('&');
            }
            let start = joined.text.len();
            joined.text.push_str(self.text.get(name..end).unwrap_or_default());
            let value = start + value.saturating_sub(name);
            joined.parameters.push(Parameter { name: start, value, end: joined.text.len() });
        }
        *self = joined;
    }
}

impl Parameter {
    /// The name, encoded.
    fn name<'text>(&self, text: &'text [u8]) -> &'text [u8] {
        text.get(self.name..self.value.saturating_sub(1)).unwrap_or_default()
    }
}

/// A piece of what was encoded here. There is no `+` in it, so it reads as a form's text does.
fn decoded(text: &str, range: Range<usize>) -> Cow<'_, str> {
    percent::decode_form(text.get(range).unwrap_or_default()).unwrap_or_default()
}

/// Compares encoded names by the bytes that they stand for. Encoding keeps the order, except between
/// a byte that is escaped and one that is not.
fn compare(one: &[u8], other: &[u8]) -> Ordering {
    match one.iter().zip(other).find(|(one, other)| one != other) {
        None => one.len().cmp(&other.len()),
        Some((b'%', _) | (_, b'%')) => raw(one).cmp(raw(other)),
        Some((one, other)) => one.cmp(other),
    }
}

/// The bytes that an encoded text stands for.
fn raw(encoded: &[u8]) -> impl Iterator<Item = u8> {
    let mut bytes = encoded.iter().copied();
    std::iter::from_fn(move || match bytes.next()? {
        b'%' => percent::escaped_byte(bytes.next(), bytes.next()),
        byte => Some(byte),
    })
}

/// A name and its value, decoded; borrowed where nothing had to be.
pub type Pair<'text> = (Cow<'text, str>, Cow<'text, str>);

/// The names and values of a form body or a query string, decoded, in their order.
///
/// Tolerant as form parsers are: empty pieces are skipped and a name without `=` has an empty
/// value. A value may hold further `=`.
///
/// # Errors
///
/// `too-many-parameters` beyond [`PARAMETER_LIMIT`], and those of [`percent::decode_form`].
pub fn decode(text: &str) -> Result<Vec<Pair<'_>>, Error> {
    let mut pairs = Vec::with_capacity(if text.is_empty() { 0 } else { MOST_HAVE });
    for piece in text.split('&').filter(|piece| !piece.is_empty()) {
        if pairs.len() == PARAMETER_LIMIT {
            let message = "form text must have at most 1000 parameters";
            return Err(Error::validation("too-many-parameters", String::new(), message));
        }
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        pairs.push((percent::decode_form(name)?, percent::decode_form(value)?));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(parameters: &[(&str, &str, &str)]) -> String {
        let mut query = Query::new();
        for (prefix, name, value) in parameters {
            query.push(prefix, name, value);
        }
        let mut out = String::new();
        query.canonical(&mut out);
        out
    }

    #[test]
    fn names_are_sorted_by_their_bytes() {
        let names = ["b", "a", "B", "A.2", "A.10", "A", "A1", "é"];
        let parameters = names.map(|name| ("", name, ""));
        assert_eq!(canonical(&parameters), "A=&A.10=&A.2=&A1=&B=&a=&b=&%C3%A9=");
    }

    #[test]
    fn escaped_bytes_are_sorted_by_what_they_stand_for() {
        let names = ["a~", "a é", "a%", "a", "a\u{7f}", "a-", "aé", "a A", "é"];
        let parameters = names.map(|name| ("", name, ""));
        let sorted = "a=&a%20A=&a%20%C3%A9=&a%25=&a-=&a~=&a%7F=&a%C3%A9=&%C3%A9=";
        assert_eq!(canonical(&parameters), sorted);
    }

    #[test]
    fn a_name_may_come_in_two_parts_and_twice() {
        assert_eq!(
            canonical(&[("b.", "c", "2"), ("", "b.c", "1"), ("", "a", "&=")]),
            "a=%26%3D&b.c=2&b.c=1"
        );
        assert_eq!(canonical(&[]), "");
    }

    #[test]
    fn parameters_are_seen_as_pushed_until_they_are_sorted() {
        let mut query = Query::new();
        query.push("Price.", "Amount", "10 €");
        query.push("", "Action", "");
        let pushed = [("Price.Amount".into(), "10 €".into()), ("Action".into(), "".into())];
        assert_eq!(query.iter().collect::<Vec<_>>(), pushed);
        assert_eq!(query.value_of("Price.Amount").as_deref(), Some("10 €"));
        assert_eq!(query.value_of("Price"), None);
        assert!(query.has("Price.Amount") && query.has("Action"));
        assert!(!query.has("Price.") && !query.has("Amount") && !query.has(""));
        query.canonical(&mut String::new());
        assert_eq!(
            query.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            ["Action", "Price.Amount"]
        );
        query.clear();
        assert_eq!(query.iter().count(), 0);
        assert!(!query.has("Action"));
    }

    #[test]
    fn form_text_is_taken_apart() {
        let pairs = decode("&a=1+2&&b&c=x=y&=z&a=%26&").unwrap();
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        assert_eq!(pairs, [("a", "1 2"), ("b", ""), ("c", "x=y"), ("", "z"), ("a", "&")]);
        assert!(decode("").unwrap().is_empty());
        assert_eq!(decode("a=1&b=%").unwrap_err().code, "malformed-escape");
        assert_eq!(decode("%FF=1").unwrap_err().code, "invalid-utf8");
    }

    #[test]
    fn form_text_has_a_limit() {
        let most = "a=1&".repeat(PARAMETER_LIMIT);
        assert_eq!(decode(&most).unwrap().len(), PARAMETER_LIMIT);
        let error = decode(&format!("{most}a=1")).unwrap_err();
        assert_eq!(error.code, "too-many-parameters");
        assert!(error.message.contains(&PARAMETER_LIMIT.to_string()));
    }
}
