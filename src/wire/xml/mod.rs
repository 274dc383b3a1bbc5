//! XML, as much as a web service's answers need: a cursor over elements and their texts, and
//! escaping. It knows local names, text joined over entities and CDATA, and the limits on depth and
//! size; it refuses document types and every entity beyond the five and the numeric ones, and it
//! looks at no attribute.
//!
//! There are two ways to read. The plain one is our own scanner for what services write every day:
//! tags, text, entities. It was measured to be more than twice as fast as a general reader (see
//! DESIGN.md), but it judges nothing: whatever is out of the ordinary or wrong makes it give up, and
//! the whole document is read again by quick-xml, which has the say.

use std::ops::Range;

use crate::error::Error;

pub use full::FullCursor;
pub use plain::PlainCursor;

mod full;
mod plain;

/// Largest document read, in bytes.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Deepest nesting of elements read.
pub const MOST_DEPTH: usize = 64;

/// What the cursor stands on after a step among elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// An element begins; this is its local name.
    Open(&'a str),
    /// The innermost open element ends.
    Close,
    /// The document ends.
    End,
}

/// The text of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// It stands in the document exactly so, at these bytes.
    Span(Range<usize>),
    /// It had to be put together from entities, CDATA or pieces.
    Joined(String),
}

/// A forward-only reader of one document.
pub trait Cursor<'a> {
    /// Goes to the next beginning or end of an element; text between is passed over.
    fn step(&mut self) -> Result<Step<'a>, Error>;

    /// Reads the text of the element just opened, up to and with its end. Elements inside it are
    /// passed over.
    fn text(&mut self) -> Result<Text, Error>;

    /// Passes over the rest of the element just opened, up to and with its end.
    fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.step()? {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::End => return Err(truncated()),
            }
        }
        Ok(())
    }
}

/// Appends `text` so that an XML reader gives it back: the five entities, and carriage returns,
/// which readers would otherwise turn into line feeds.
pub fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(letter),
        }
    }
}

/// The character that one of the five entities stands for.
fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn malformed() -> Error {
    Error::response("malformed", "the answer is not well-formed XML")
}

fn truncated() -> Error {
    Error::response("truncated", "the answer ends in the middle")
}

fn too_deep() -> Error {
    Error::response("too-deep", "the answer nests more than 64 elements")
}

fn too_large() -> Error {
    Error::response("too-large", "the answer is larger than 32 MB")
}
