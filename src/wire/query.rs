//! Parameters as they travel: collected, sorted by the bytes of their names, encoded and joined
//! into the canonical query string; and form text taken apart again. Knows nothing of which
//! parameters there are.

use crate::error::Error;
use crate::wire::percent;

/// The most parameters that [`decode`] takes from one text. The biggest legitimate requests have
/// some dozens; this keeps a hostile body from costing much memory.
pub const PARAMETER_LIMIT: usize = 1_000;

/// Parameters on their way to a canonical query string.
///
/// All text lives in one string, so that adding a parameter rarely allocates, and a cleared
/// `Query` serves the next request without allocating at all.
#[derive(Clone, Default)]
pub struct Query {
    text: String,
    parameters: Vec<Parameter>,
}

/// Where one parameter lies in the text: its value follows its name.
#[derive(Clone, Copy)]
struct Parameter {
    name: usize,
    value: usize,
    end: usize,
}

impl Query {
    /// Without parameters; doesn't allocate.
    pub const fn new() -> Self {
        Self { text: String::new(), parameters: Vec::new() }
    }

    /// Forgets the parameters and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.parameters.clear();
    }

    /// Adds a parameter whose name is `prefix` and `name` together, neither of them encoded. An
    /// empty value is a value. A name given twice is there twice.
    pub fn push(&mut self, prefix: &str, name: &str, value: &str) {
        let start = self.text.len();
        self.text.push_str(prefix);
        self.text.push_str(name);
        let middle = self.text.len();
        self.text.push_str(value);
        self.parameters.push(Parameter { name: start, value: middle, end: self.text.len() });
    }

    /// Is there a parameter of this whole name?
    pub fn has(&self, full_name: &str) -> bool {
        self.iter().any(|(name, _)| name == full_name)
    }

    /// The parameters, not encoded: as they were pushed, or sorted once [`Self::canonical`] ran.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters
            .iter()
            .map(|parameter| (parameter.name(&self.text), parameter.value(&self.text)))
    }

    /// Appends the canonical query string to `out`: sorted by the raw bytes of the names, encoded,
    /// joined by `=` and `&` (behaviour reference 2.1, steps 2 to 4). Those of one name keep the
    /// order in which they were pushed.
    pub fn canonical(&mut self, out: &mut String) {
        self.sort();
        out.reserve(self.text.len() + 2 * self.parameters.len());
        for (index, (name, value)) in self.iter().enumerate() {
            if index > 0 {
                out.push('&');
            }
            percent::encode(out, name);
            out.push('=');
            percent::encode(out, value);
        }
    }

    /// Stable, and cheap for parameters that come nearly sorted, as a declaration's do. It compares
    /// bytes, which need no look for character boundaries.
    fn sort(&mut self) {
        let text = self.text.as_bytes();
        let name = |parameter: &Parameter| text.get(parameter.name..parameter.value);
        self.parameters.sort_by(|one, other| name(one).cmp(&name(other)));
    }
}

impl Parameter {
    fn name<'text>(&self, text: &'text str) -> &'text str {
        text.get(self.name..self.value).unwrap_or_default()
    }

    fn value<'text>(&self, text: &'text str) -> &'text str {
        text.get(self.value..self.end).unwrap_or_default()
    }
}

/// The names and values of a form body or a query string, decoded, in their order.
///
/// Tolerant as form parsers are: empty pieces are skipped and a name without `=` has an empty
/// value. A value may hold further `=`.
///
/// # Errors
///
/// `too-many-parameters` beyond [`PARAMETER_LIMIT`], and those of [`percent::decode_form`].
pub fn decode(text: &str) -> Result<Vec<(String, String)>, Error> {
    let mut pairs = Vec::new();
    for piece in text.split('&').filter(|piece| !piece.is_empty()) {
        if pairs.len() == PARAMETER_LIMIT {
            let message = "form text must have at most 1000 parameters";
            return Err(Error::validation("too-many-parameters", String::new(), message));
        }
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let name = percent::decode_form(name)?.into_owned();
        pairs.push((name, percent::decode_form(value)?.into_owned()));
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
        assert_eq!(query.iter().collect::<Vec<_>>(), [("Price.Amount", "10 €"), ("Action", "")]);
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
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
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
