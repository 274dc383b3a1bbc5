//! The general reader: quick-xml's events as a cursor. What it refuses is refused.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{
    Cursor, MOST_BYTES, MOST_DEPTH, Step, Text, local, malformed, named, too_deep, too_large,
    truncated,
};
use crate::error::Error;

/// A cursor over any document.
pub struct FullCursor<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// An element written `<a/>` was opened and its close is still to come.
    closing: bool,
    /// The root element has been closed.
    complete: bool,
}

impl<'a> FullCursor<'a> {
    /// Starts before the root element of `source`. A byte order mark is skipped.
    pub fn new(source: &'a str) -> Result<Self, Error> {
        if source.len() > MOST_BYTES {
            return Err(too_large());
        }
        Ok(Self {
            source,
            reader: Reader::from_str(source),
            depth: 0,
            closing: false,
            complete: false,
        })
    }

    fn open(&mut self, name: Range<usize>) -> Result<Step<'a>, Error> {
        if self.complete {
            return Err(malformed());
        }
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(too_deep());
        }
        Ok(Step::Open(local(self.slice(name))))
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

    /// An empty text, where the reader stands.
    fn nothing(&self) -> Text {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        Text::Span(at..at)
    }
}

impl<'a> Cursor<'a> for FullCursor<'a> {
    fn step(&mut self) -> Result<Step<'a>, Error> {
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
                Ok(Event::DocType(_)) => return Err(document_type()),
                Ok(_) => {}
                Err(_) => return Err(malformed()),
            }
        }
    }

    fn text(&mut self) -> Result<Text, Error> {
        if self.closing {
            self.close();
            return Ok(self.nothing());
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
                Ok(Event::CData(text)) => Cow::Borrowed(self.slice(self.range(&text, text.len()))),
                Ok(Event::GeneralRef(reference)) => {
                    let letter = match named(&reference) {
                        Some(letter) => letter,
                        None => reference.resolve_char_ref().ok().flatten().ok_or_else(entity)?,
                    };
                    Cow::Owned(letter.to_string())
                }
                Ok(Event::End(_)) => {
                    self.close();
                    return Ok(match (joined, span) {
                        (Some(text), _) => Text::Joined(text),
                        (None, Some(range)) => Text::Span(range),
                        (None, None) => self.nothing(),
                    });
                }
                Ok(Event::Start(tag)) => {
                    let name = self.range(&tag, tag.name().0.len());
                    self.open(name)?;
                    self.skip()?;
                    continue;
                }
                Ok(Event::Eof) => return Err(truncated()),
                Ok(Event::DocType(_)) => return Err(document_type()),
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
}

fn document_type() -> Error {
    Error::response(
        "document-type",
        "the answer has a document type, which no answer of the service has",
    )
}

fn entity() -> Error {
    Error::response("entity", "the answer uses an entity that XML does not define")
}
