//! The reader: a scanner over the bytes of a document. It checks what decides where an element ends
//! and what its text is; it refuses to validate the rest, such as attributes and comments.

use memchr::{memchr, memchr2};

use super::{MOST_BYTES, MOST_DEPTH, Step, Text, local, named};
use crate::error::Error;

/// A forward-only reader of one document.
pub struct Cursor<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The names of the open elements.
    open: Vec<&'a str>,
    /// An element written `<a/>` was opened and its close is still to come.
    closing: bool,
    /// The root element has been closed.
    complete: bool,
}

/// What a `<` turned out to begin.
enum Markup<'a> {
    Open(&'a str),
    Close,
    /// Characters to take as they are.
    Data(&'a str),
    /// A comment or an instruction.
    Nothing,
}

impl<'a> Cursor<'a> {
    /// Starts before the root element of `source`. A byte order mark is skipped.
    pub fn new(source: &'a str) -> Result<Self, Error> {
        if source.len() > MOST_BYTES {
            return Err(Error::response("too-large", "the answer is larger than 32 MB"));
        }
        let at = if source.starts_with('\u{feff}') { 3 } else { 0 };
        let open = Vec::with_capacity(16);
        Ok(Self { source, bytes: source.as_bytes(), at, open, closing: false, complete: false })
    }

    /// Goes to the next beginning or end of an element; text between is passed over.
    pub fn step(&mut self) -> Result<Step<'a>, Error> {
        if self.closing {
            self.close();
            return Ok(Step::Close);
        }
        loop {
            let Some(gap) = memchr2(b'<', b'&', self.rest(self.at)) else {
                return if self.open.is_empty() { Ok(Step::End) } else { Err(truncated()) };
            };
            let at = self.at + gap;
            if self.byte(at) == Some(b'&') {
                self.at = self.reference(at + 1, &mut String::new())?;
                continue;
            }
            match self.markup(at + 1)? {
                Markup::Open(name) => return Ok(Step::Open(local(name))),
                Markup::Close => return Ok(Step::Close),
                Markup::Data(_) | Markup::Nothing => {}
            }
        }
    }

    /// Reads the text of the element just opened, up to and with its end. Elements inside it are
    /// passed over.
    pub fn text(&mut self) -> Result<Text, Error> {
        let mut from = self.at;
        if self.closing {
            self.close();
            return Ok(Text::Span(from..from));
        }
        let mut joined: Option<String> = None;
        loop {
            let to = from + memchr2(b'<', b'&', self.rest(from)).ok_or_else(truncated)?;
            let piece = self.slice(from, to);
            if self.byte(to) == Some(b'&') {
                let whole = joined.get_or_insert_default();
                whole.push_str(piece);
                from = self.reference(to + 1, whole)?;
                continue;
            }
            match self.markup(to + 1)? {
                Markup::Close => {
                    return Ok(match joined {
                        None => Text::Span(from..to),
                        Some(whole) => Text::Joined(whole + piece),
                    });
                }
                Markup::Data(data) => {
                    let whole = joined.get_or_insert_default();
                    whole.push_str(piece);
                    whole.push_str(data);
                }
                inside => {
                    joined.get_or_insert_default().push_str(piece);
                    if matches!(inside, Markup::Open(_)) {
                        self.skip()?;
                    }
                }
            }
            from = self.at;
        }
    }

    /// Passes over the rest of the element just opened, up to and with its end.
    pub fn skip(&mut self) -> Result<(), Error> {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
            if self.step()? == Step::End {
                return Err(truncated());
            }
        }
        Ok(())
    }

    /// Reads what the `<` before `from` begins.
    fn markup(&mut self, from: usize) -> Result<Markup<'a>, Error> {
        match self.byte(from) {
            Some(b'/') => self.end(from + 1),
            Some(b'?') if self.byte(from + 1) != Some(b'>') => {
                self.until(from + 1, "?>").map(|_| Markup::Nothing)
            }
            Some(b'!') => self.declaration(from + 1),
            Some(_) => self.start(from),
            None => Err(truncated()),
        }
    }

    fn declaration(&mut self, from: usize) -> Result<Markup<'a>, Error> {
        let rest = self.rest(from);
        if rest.starts_with(b"--") {
            return self.until(from + 2, "-->").map(|_| Markup::Nothing);
        }
        if rest.starts_with(b"[CDATA[") {
            return self.until(from + 7, "]]>").map(Markup::Data);
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE")) {
            let message = "the answer has a document type, which no answer of the service has";
            return Err(Error::response("document-type", message));
        }
        Err(malformed())
    }

    /// The characters up to `mark`, which ends in `>`; goes on behind it.
    fn until(&mut self, from: usize, mark: &str) -> Result<&'a str, Error> {
        self.at = from;
        loop {
            self.at += memchr(b'>', self.rest(self.at)).ok_or_else(truncated)? + 1;
            if let Some(characters) = self.slice(from, self.at).strip_suffix(mark) {
                return Ok(characters);
            }
        }
    }

    fn start(&mut self, from: usize) -> Result<Markup<'a>, Error> {
        let to = self.name(from);
        if self.complete || to == from {
            return Err(malformed());
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(Error::response("too-deep", "the answer nests more than 64 elements"));
        }
        match self.byte(to) {
            Some(b'>') => self.at = to + 1,
            Some(b'/') if self.byte(to + 1) == Some(b'>') => {
                self.closing = true;
                self.at = to + 2;
            }
            Some(byte) if is_blank(byte) => self.attributes(to)?,
            Some(_) => return Err(malformed()),
            None => return Err(truncated()),
        }
        let name = self.slice(from, to);
        self.open.push(name);
        Ok(Markup::Open(name))
    }

    /// Passes over attributes; nobody asks for one.
    fn attributes(&mut self, from: usize) -> Result<(), Error> {
        let mut quote = None;
        let mut at = from;
        loop {
            let byte = self.byte(at).ok_or_else(truncated)?;
            match quote {
                Some(open) if byte == open => quote = None,
                Some(_) => {}
                None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
                None if byte == b'<' => return Err(malformed()),
                None if byte == b'>' => {
                    self.closing = self.byte(at - 1) == Some(b'/');
                    self.at = at + 1;
                    return Ok(());
                }
                None => {}
            }
            at += 1;
        }
    }

    /// Reads an end tag, which must be that of the innermost open element.
    fn end(&mut self, from: usize) -> Result<Markup<'a>, Error> {
        let name = self.open.pop().ok_or_else(malformed)?;
        let mut to = from + name.len();
        if self.bytes.get(from..to) != Some(name.as_bytes()) {
            return Err(if self.byte(to).is_none() { truncated() } else { malformed() });
        }
        while self.byte(to).is_some_and(is_blank) {
            to += 1;
        }
        match self.byte(to) {
            Some(b'>') => {}
            Some(_) => return Err(malformed()),
            None => return Err(truncated()),
        }
        self.at = to + 1;
        self.complete = self.open.is_empty();
        Ok(Markup::Close)
    }

    fn close(&mut self) {
        self.closing = false;
        self.open.pop();
        self.complete = self.open.is_empty();
    }

    /// Appends the character that a reference stands for and goes behind its semicolon.
    fn reference(&mut self, from: usize, whole: &mut String) -> Result<usize, Error> {
        let rest = self.rest(from);
        let Some(length) = memchr(b';', rest.get(..MOST_REFERENCE).unwrap_or(rest)) else {
            return Err(malformed());
        };
        let Some(character) = character(self.slice(from, from + length)) else {
            return Err(Error::response(
                "entity",
                "the answer uses an entity that XML does not define",
            ));
        };
        whole.push(character);
        Ok(from + length + 1)
    }

    /// Where the name that begins at `from` ends.
    fn name(&self, from: usize) -> usize {
        let length = self.rest(from).iter().take_while(|byte| is_name(**byte)).count();
        from + length
    }

    fn rest(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The marks that we look for are ASCII, so a piece between two never cuts a character.
    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.source.get(from..to).unwrap_or_default()
    }
}

/// Longest reference that is looked at: a code point in hexadecimal with zeros to spare.
const MOST_REFERENCE: usize = 32;

/// ASCII letters, digits and marks that a name may have, and whatever is not ASCII.
const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || byte >= 0x80
}

/// White space of XML, which a form feed is not.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn character(entity: &str) -> Option<char> {
    let Some(number) = entity.strip_prefix('#') else { return named(entity) };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // A sign, which Rust would take, is no digit.
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|_| all_digits && code != 0)
}

fn malformed() -> Error {
    Error::response("malformed", "the answer is not well-formed XML")
}

fn truncated() -> Error {
    Error::response("truncated", "the answer ends in the middle")
}
