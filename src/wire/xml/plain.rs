//! The quick reader: a scanner for what services write every day. It gives up, without a verdict, on
//! whatever it is not sure of; then [`super::FullCursor`] reads the document.

use memchr::{memchr, memchr2};

use super::{Cursor, MOST_BYTES, MOST_DEPTH, Step, Text, local, named};
use crate::error::Error;

/// A cursor over a document of tags, text and the usual entities. Its errors mean nothing but "read
/// it with the other one".
pub struct PlainCursor<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The names of the open elements.
    open: Vec<&'a str>,
    /// An element written `<a/>` was opened and its close is still to come.
    closing: bool,
    complete: bool,
}

impl<'a> PlainCursor<'a> {
    /// Starts before the root element of `source`, behind a byte order mark and a prolog.
    pub fn new(source: &'a str) -> Result<Self, Error> {
        if source.len() > MOST_BYTES {
            return Err(give_up());
        }
        let mut rest = source.strip_prefix('\u{feff}').unwrap_or(source);
        if rest.starts_with("<?xml ") {
            rest = rest.split_once("?>").ok_or_else(give_up)?.1;
        }
        let at = source.len() - rest.len();
        let open = Vec::with_capacity(16);
        Ok(Self { source, bytes: source.as_bytes(), at, open, closing: false, complete: false })
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> Result<&'a str, Error> {
        self.source.get(from..to).ok_or_else(give_up)
    }

    /// Reads a start tag whose `<` stands just before `from`.
    fn start(&mut self, from: usize) -> Result<Step<'a>, Error> {
        let mut at = from;
        while self.byte(at).is_some_and(is_name) {
            at += 1;
        }
        if self.complete || at == from || self.open.len() >= MOST_DEPTH {
            return Err(give_up());
        }
        let name = self.slice(from, at)?;
        match self.byte(at) {
            Some(b'>') => self.at = at + 1,
            Some(b'/') if self.byte(at + 1) == Some(b'>') => {
                self.closing = true;
                self.at = at + 2;
            }
            Some(b' ' | b'\n' | b'\t' | b'\r') => self.attributes(at)?,
            _ => return Err(give_up()),
        }
        self.open.push(name);
        Ok(Step::Open(local(name)))
    }

    /// Passes over attributes; nobody asks for one.
    fn attributes(&mut self, from: usize) -> Result<(), Error> {
        let mut quote = None;
        let mut at = from;
        loop {
            let byte = self.byte(at).ok_or_else(give_up)?;
            match (quote, byte) {
                (_, b'<' | b'&') => return Err(give_up()),
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'>') => {
                    self.closing = self.byte(at - 1) == Some(b'/');
                    self.at = at + 1;
                    return Ok(());
                }
                (None, _) => {}
            }
            at += 1;
        }
    }

    /// Reads the end tag of the innermost open element; `from` is behind its `</`.
    fn end(&mut self, from: usize) -> Result<(), Error> {
        let name = self.open.pop().ok_or_else(give_up)?;
        let to = from + name.len();
        if self.bytes.get(from..to) != Some(name.as_bytes()) || self.byte(to) != Some(b'>') {
            return Err(give_up());
        }
        self.at = to + 1;
        self.complete = self.open.is_empty();
        Ok(())
    }

    fn close(&mut self) {
        self.closing = false;
        self.open.pop();
        self.complete = self.open.is_empty();
    }

    /// Reads on from an ampersand at `at`, with the text that began at `from`.
    fn joined(&mut self, from: usize, mut at: usize) -> Result<Text, Error> {
        let mut text = self.slice(from, at)?.to_owned();
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let length = memchr(b';', rest.get(..12).unwrap_or(rest)).ok_or_else(give_up)?;
            text.push(character(self.slice(at + 1, at + length)?).ok_or_else(give_up)?);
            let piece = at + length + 1;
            let rest = self.bytes.get(piece..).unwrap_or_default();
            at = piece + memchr2(b'<', b'&', rest).ok_or_else(give_up)?;
            text.push_str(self.slice(piece, at)?);
            if self.byte(at) == Some(b'<') {
                break;
            }
        }
        if self.byte(at + 1) != Some(b'/') {
            return Err(give_up());
        }
        self.end(at + 2)?;
        Ok(Text::Joined(text))
    }
}

impl<'a> Cursor<'a> for PlainCursor<'a> {
    fn step(&mut self) -> Result<Step<'a>, Error> {
        if self.closing {
            self.close();
            return Ok(Step::Close);
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(gap) = memchr(b'<', rest) else {
            let rest = rest.iter().all(u8::is_ascii_whitespace);
            return if rest && self.complete { Ok(Step::End) } else { Err(give_up()) };
        };
        // Stray text between elements is the general reader's to judge.
        if gap > 0 && !rest.get(..gap).unwrap_or_default().iter().all(u8::is_ascii_whitespace) {
            return Err(give_up());
        }
        let at = self.at + gap + 1;
        if self.byte(at) == Some(b'/') {
            self.end(at + 1)?;
            return Ok(Step::Close);
        }
        self.start(at)
    }

    fn text(&mut self) -> Result<Text, Error> {
        let from = self.at;
        if self.closing {
            self.close();
            return Ok(Text::Span(from..from));
        }
        let rest = self.bytes.get(from..).unwrap_or_default();
        let at = from + memchr2(b'<', b'&', rest).ok_or_else(give_up)?;
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'<'), Some(b'/')) => {
                self.end(at + 2)?;
                Ok(Text::Span(from..at))
            }
            (Some(b'&'), _) => self.joined(from, at),
            _ => Err(give_up()),
        }
    }
}

/// Letters, digits and the marks that names in answers have; a name of others is not ours to judge.
const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':')
}

fn character(entity: &str) -> Option<char> {
    let Some(number) = entity.strip_prefix('#') else { return named(entity) };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|_| all_digits && code != 0)
}

fn give_up() -> Error {
    Error::response("unsure", "")
}
