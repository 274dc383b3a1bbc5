//! XML, as much as a web service's answers need: a cursor over quick-xml's events, and escaping.
//! It knows local names, text joined over entities and CDATA, and the limits on depth and size; it
//! refuses document types and every entity beyond the five and the numeric ones, and it looks at no
//! attribute.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::Error;

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
pub struct Cursor<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// An element written `<a/>` was opened and its close is still to come.
    closing: bool,
    /// The root element has been closed.
    complete: bool,
}

impl<'a> Cursor<'a> {
    /// Starts before the root element of `source`. A byte order mark is skipped.
    pub fn new(source: &'a str) -> Result<Self, Error> {
        if source.len() > MOST_BYTES {
            return Err(Error::response("too-large", "the answer is larger than 32 MB"));
        }
        let mut reader = Reader::from_str(source);
        reader.config_mut().check_comments = false;
        Ok(Self { source, reader, depth: 0, closing: false, complete: false })
    }

    /// Goes to the next beginning or end of an element; text between is passed over.
    pub fn step(&mut self) -> Result<Step<'a>, Error> {
        if self.closing {
            return Ok(self.close());
        }
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = self.range(&tag, tag.name().0.len());
                    return self.open(name);
                }
                Ok(Event::Empty(tag)) => {
                    let name = self.range(&tag, tag.name().0.len());
                    self.closing = true;
                    return self.open(name);
                }
                Ok(Event::End(_)) => return Ok(self.close()),
                Ok(Event::Eof) if self.depth > 0 => return Err(truncated()),
                Ok(Event::Eof) => return Ok(Step::End),
                Ok(Event::DocType(_)) => return Err(doctype()),
                Ok(_) => {}
                Err(_) => return Err(malformed()),
            }
        }
    }

    /// Reads the text of the element just opened, up to and with its end. Elements inside it are
    /// passed over.
    pub fn text(&mut self) -> Result<Text, Error> {
        if self.closing {
            let at = self.position();
            self.close();
            return Ok(Text::Span(at..at));
        }
        let mut span: Option<Range<usize>> = None;
        let mut joined: Option<String> = None;
        loop {
            let piece: Cow<'_, str> = match self.reader.read_event() {
                Ok(Event::Text(text)) => {
                    let range = self.range(&text, text.len());
                    if span.is_none() && joined.is_none() {
                        span = Some(range);
                        continue;
                    }
                    Cow::Borrowed(self.slice(range))
                }
                Ok(Event::End(_)) => {
                    self.close();
                    return Ok(match (joined, span) {
                        (Some(text), _) => Text::Joined(text),
                        (None, Some(range)) => Text::Span(range),
                        (None, None) => {
                            let at = self.position();
                            Text::Span(at..at)
                        }
                    });
                }
                Ok(Event::CData(text)) => Cow::Borrowed(self.slice(self.range(&text, text.len()))),
                Ok(Event::GeneralRef(reference)) => {
                    let letter = match &*reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => match reference.resolve_char_ref() {
                            Ok(Some(letter)) => letter,
                            _ => return Err(entity()),
                        },
                    };
                    Cow::Owned(letter.to_string())
                }
                Ok(Event::Start(tag)) => {
                    let name = self.range(&tag, tag.name().0.len());
                    self.open(name)?;
                    self.skip()?;
                    continue;
                }
                Ok(Event::Empty(_)) => continue,
                Ok(Event::Eof) => return Err(truncated()),
                Ok(Event::DocType(_)) => return Err(doctype()),
                Ok(_) => continue,
                Err(_) => return Err(malformed()),
            };
            let whole = match joined.as_mut() {
                Some(whole) => whole,
                None => {
                    let first = span.take().map_or("", |range| self.slice(range));
                    joined.insert(first.to_owned())
                }
            };
            whole.push_str(&piece);
        }
    }

    /// Passes over the rest of the element just opened, up to and with its end.
    pub fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.step()? == Step::End {
                return Err(truncated());
            }
        }
        Ok(())
    }

    fn open(&mut self, name: Range<usize>) -> Result<Step<'a>, Error> {
        if self.complete {
            return Err(malformed());
        }
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(Error::response("too-deep", "the answer nests more than 64 elements"));
        }
        let name = self.slice(name);
        Ok(Step::Open(name.rsplit_once(':').map_or(name, |(_, local)| local)))
    }

    fn close(&mut self) -> Step<'a> {
        self.closing = false;
        self.depth = self.depth.saturating_sub(1);
        self.complete = self.depth == 0;
        Step::Close
    }

    /// Where a piece that quick-xml lent us from the document stands in it.
    fn range(&self, piece: &str, length: usize) -> Range<usize> {
        let start = (piece.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize);
        start..start.saturating_add(length)
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or_default()
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
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

fn malformed() -> Error {
    Error::response("malformed", "the answer is not well-formed XML")
}

fn truncated() -> Error {
    Error::response("truncated", "the answer ends in the middle")
}

fn doctype() -> Error {
    Error::response(
        "document-type",
        "the answer has a document type, which no answer of the service has",
    )
}

fn entity() -> Error {
    Error::response("entity", "the answer uses an entity that XML does not define")
}
