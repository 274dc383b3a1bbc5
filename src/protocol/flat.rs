//! How parameters cross from JavaScript: one flat string of tokens in the table's byte order, divided
//! by NUL. It knows the tokens; it refuses to judge them.
//!
//! | token | means |
//! |---|---|
//! | nothing | absent |
//! | `s…` | text |
//! | `n…` | a number, as JavaScript writes it |
//! | `t`, `f` | true, false |
//! | `{n` | a record with n unknown keys: their names follow, then a token for each field |
//! | `[n` | a list of n items: a token for each follows |
//! | `x…` | something else; the words say what, such as `a function` |
//! | `u` | text with a lone surrogate, which has no UTF-8 |
//! | `l…` | text so long that it was not sent; its length in UTF-16 units |
//! | `m…` | a list so long that it was not sent; its length |
//! | `e` | reading it threw |
//!
//! A NUL inside a value would shift all that follows, so the sender counts its tokens and the
//! reader counts again.

use memchr::memchr;

use crate::model::byte_order::ByteOrder;
use crate::model::schema::{Field, Kind, Operation};
use crate::model::value::{Record, Value};
use crate::wire::decimal::decimal;

/// Longest text that is sent, in UTF-16 units.
pub const LONGEST_TEXT: u32 = 100_000;
/// Longest list that is sent.
pub const LONGEST_LIST: u32 = 1000;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// No value.
    Absent,
    /// Text.
    Text(&'a str),
    /// A number, as JavaScript writes it.
    Number(&'a str),
    /// True or false.
    Flag(bool),
    /// A record with this many unknown keys.
    Record(usize),
    /// A list of this many items.
    List(usize),
    /// Something that no field takes.
    Other(&'a str),
    /// Text with a lone surrogate.
    LoneSurrogate,
    /// Text that is too long to be sent.
    Long(&'a str),
    /// A list that is too long to be sent.
    Many(&'a str),
    /// A getter threw.
    Unreadable,
}

/// A reader of tokens. Past the end every token is absent.
#[derive(Clone)]
pub struct Tokens<'a> {
    rest: Option<&'a str>,
    read: usize,
}

impl<'a> Tokens<'a> {
    /// Reads this text.
    pub const fn new(text: &'a str) -> Self {
        Self { rest: Some(text), read: 0 }
    }

    /// Whether just so many tokens were read, and none is left.
    pub const fn are_read(&self, count: usize) -> bool {
        self.rest.is_none() && self.read == count
    }

    /// The next piece of text as it stands, without reading a tag.
    pub fn word(&mut self) -> &'a str {
        self.read += 1;
        let Some(rest) = self.rest else { return "" };
        let end = memchr(0, rest.as_bytes());
        self.rest = end.and_then(|end| rest.get(end + 1..));
        end.map_or(rest, |end| rest.get(..end).unwrap_or_default())
    }

    /// The next token.
    pub fn token(&mut self) -> Token<'a> {
        let word = self.word();
        let mut letters = word.chars();
        let tag = letters.next();
        let rest = letters.as_str();
        match tag {
            None => Token::Absent,
            Some('s') => Token::Text(rest),
            Some('n') => Token::Number(rest),
            Some('t') => Token::Flag(true),
            Some('f') => Token::Flag(false),
            Some('{') => Token::Record(count(rest)),
            Some('[') => Token::List(count(rest)),
            Some('u') => Token::LoneSurrogate,
            Some('l') => Token::Long(rest),
            Some('m') => Token::Many(rest),
            Some('e') => Token::Unreadable,
            Some(_) => Token::Other(rest),
        }
    }
}

/// No sender counts higher than a list may be long; whoever does anyway can't make us loop for ever.
fn count(digits: &str) -> usize {
    digits.parse::<usize>().map_or(0, |count| count.min(LONGEST_LIST as usize))
}

/// Writes an operation's parameters as tokens, as JavaScript would. For callers in Rust.
pub fn write(out: &mut String, operation: &'static Operation, record: &Record) {
    write_record(out, operation.request, &operation.request_order, record);
}

fn write_record(out: &mut String, fields: &'static [Field], order: &ByteOrder, record: &Record) {
    let unknown: Vec<&str> = record
        .iter()
        .map(|(name, _)| name)
        .filter(|name| fields.iter().all(|field| field.name != *name))
        .collect();
    out.push('{');
    if !unknown.is_empty() {
        out.push_str(&decimal(unknown.len() as u64));
    }
    for name in unknown {
        out.push('\0');
        out.push_str(name);
    }
    for field in order.walk(fields) {
        out.push('\0');
        write_value(out, &field.kind, record.get(field.name).unwrap_or(&Value::Null));
    }
}

fn write_value(out: &mut String, kind: &'static Kind, value: &Value) {
    match (kind, value) {
        (_, Value::Null) => {}
        (_, Value::Flag(true)) => out.push('t'),
        (_, Value::Flag(false)) => out.push('f'),
        (_, Value::Integer(integer)) => {
            out.push_str(if *integer < 0 { "n-" } else { "n" });
            out.push_str(&decimal(integer.unsigned_abs()));
        }
        (_, Value::Text(text)) => {
            out.push('s');
            out.push_str(text);
        }
        (Kind::Record(shape), Value::Record(record)) => {
            write_record(out, shape.fields, &shape.order, record)
        }
        (Kind::List(list), Value::List(items)) => {
            out.push('[');
            out.push_str(&decimal(items.len() as u64));
            for item in items {
                out.push('\0');
                write_value(out, &list.item, item);
            }
        }
        (_, Value::List(_)) => out.push_str("xan array"),
        (_, Value::Record(_)) => out.push_str("xan object"),
    }
}
