//! XML, as much as a web service's answers need: a cursor over elements and their texts, and
//! escaping. It knows local names, text joined over entities and CDATA, and the limits on depth and
//! size; it refuses document types and every entity beyond the five and the numeric ones, and it
//! looks at no attribute.
//!
//! The scanner is ours because quick-xml was measured to be the limit (DESIGN.md has the numbers);
//! quick-xml is its oracle in the property tests and in fuzzing.

use std::ops::Range;

pub use scanner::Cursor;

mod scanner;

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
