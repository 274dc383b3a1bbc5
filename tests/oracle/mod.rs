//! The oracle of the reader of XML: quick-xml's events with the same steps and texts. Shared by the
//! property tests and, by path, the fuzz targets.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use amazon_pay_wasm::error::Error;
use amazon_pay_wasm::wire::xml::{Cursor, MOST_BYTES, MOST_DEPTH, Step, Text};

/// What both readers can do.
pub trait Reading<'a> {
    fn step(&mut self) -> Result<Step<'a>, Error>;
    fn text(&mut self) -> Result<Text, Error>;
    fn skip(&mut self) -> Result<(), Error>;
}

impl<'a> Reading<'a> for Cursor<'a> {
    fn step(&mut self) -> Result<Step<'a>, Error> {
        self.step()
    }

    fn text(&mut self) -> Result<Text, Error> {
        self.text()
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.skip()
    }
}

/// A cursor over any document.
pub struct Oracle<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// An element written `<a/>` was opened and its close is still to come.
    closing: bool,
    /// The root element has been closed.
    complete: bool,
}

impl<'a> Oracle<'a> {
    /// Starts before the root element of `source`. A byte order mark is skipped.
    pub fn new(source: &'a str) -> Result<Self, Error> {
        if source.len() > MOST_BYTES {
            return Err(refused());
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
            return Err(refused());
        }
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(refused());
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
}

impl<'a> Reading<'a> for Oracle<'a> {
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
                Ok(Event::Eof) if self.depth > 0 => return Err(refused()),
                Ok(Event::Eof) => return Ok(Step::End),
                Ok(Event::DocType(_)) => return Err(refused()),
                Ok(_) => {}
                Err(_) => return Err(refused()),
            }
        }
    }

    fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.step()? {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::End => return Err(refused()),
            }
        }
        Ok(())
    }

    fn text(&mut self) -> Result<Text, Error> {
        if self.closing {
            self.close();
            return Ok(Text::Joined(String::new()));
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
                        None => reference.resolve_char_ref().ok().flatten().ok_or_else(refused)?,
                    };
                    Cow::Owned(letter.to_string())
                }
                Ok(Event::End(_)) => {
                    self.close();
                    return Ok(match (joined, span) {
                        (Some(text), _) => Text::Joined(text),
                        (None, Some(range)) => Text::Span(range),
                        (None, None) => Text::Joined(String::new()),
                    });
                }
                Ok(Event::Start(tag)) => {
                    let name = self.range(&tag, tag.name().0.len());
                    self.open(name)?;
                    self.skip()?;
                    continue;
                }
                Ok(Event::Eof) => return Err(refused()),
                Ok(Event::DocType(_)) => return Err(refused()),
                Ok(_) => continue,
                Err(_) => return Err(refused()),
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

fn refused() -> Error {
    Error::response("refused", "by the oracle")
}

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
