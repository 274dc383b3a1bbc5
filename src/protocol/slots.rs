//! How an answer crosses into JavaScript: one array of numbers that point into the text it came
//! from. It knows the layout; it refuses to know operations.
//!
//! A record takes a fixed number of slots, in the order of its fields, and a zero means that the
//! element is absent:
//!
//! | kind | slots | content |
//! |---|---|---|
//! | text, time, amount, … | 2 | start and end in the document; when start is negative, its low 31 bits and end point into the side text |
//! | flag | 1 | 1 for true, 2 for false |
//! | record | 1 | index of its first slot |
//! | list | 1 | index of its block: the number of items, then each item as above |
//!
//! Positions count UTF-16 units, because JavaScript cuts the strings.

use std::ops::Range;

use crate::error::Error;
use crate::model::schema::{Field, Kind, List};
use crate::model::value::{Record, Value};
use crate::wire::xml::{Cursor, Step, Text};

/// Marks a start that points into the side text.
const SIDE: i32 = i32::MIN;
/// Most items that a list of an answer may hold.
const MOST_ITEMS: usize = 100_000;

/// The numbers and the side text of one answer, kept and refilled from call to call.
#[derive(Default)]
pub struct Slots {
    numbers: Vec<i32>,
    /// Texts that had to be put together, one after the other.
    side: String,
    side_units: usize,
    /// How far the document has been counted, in bytes and in UTF-16 units. Equal when it is ASCII.
    counted: (usize, usize),
    ascii: bool,
}

/// How many slots a value of this kind takes in its record.
pub const fn width(kind: &Kind) -> usize {
    match kind {
        Kind::Flag | Kind::Record(_) | Kind::List(_) => 1,
        _ => 2,
    }
}

/// How many slots a record of these fields takes.
pub fn width_of(fields: &[Field]) -> usize {
    fields.iter().map(|field| width(&field.kind)).sum()
}

impl Slots {
    /// Forgets the last answer and prepares for this document.
    pub fn begin(&mut self, source: &str) {
        self.numbers.clear();
        self.side.clear();
        self.side_units = 0;
        self.counted = (0, 0);
        self.ascii = source.is_ascii();
    }

    /// The numbers.
    pub fn numbers(&self) -> &[i32] {
        &self.numbers
    }

    /// The side text.
    pub fn side(&self) -> &str {
        &self.side
    }

    /// Adds empty slots and gives the index of the first.
    pub fn reserve(&mut self, count: usize) -> usize {
        let first = self.numbers.len();
        self.numbers.resize(first.saturating_add(count), 0);
        first
    }

    /// Sets one slot.
    pub fn set(&mut self, at: usize, number: i32) {
        if let Some(slot) = self.numbers.get_mut(at) {
            *slot = number;
        }
    }

    fn get(&self, at: usize) -> i32 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// Sets the two slots of a text. Texts of the document must come in its order.
    pub fn put(&mut self, at: usize, source: &str, text: Text) {
        let (start, end) = match text {
            Text::Span(range) => self.units(source, range),
            Text::Joined(text) => self.aside(&text),
        };
        self.set(at, start);
        self.set(at + 1, end);
    }

    /// Appends to the side text and gives the two numbers that point to it.
    pub fn aside(&mut self, text: &str) -> (i32, i32) {
        let start = self.side_units;
        self.side.push_str(text);
        self.side_units += text.encode_utf16().count();
        (number(start) | SIDE, number(self.side_units))
    }

    /// Turns a byte range of the document into UTF-16 units.
    fn units(&mut self, source: &str, range: Range<usize>) -> (i32, i32) {
        if self.ascii {
            return (number(range.start), number(range.end));
        }
        let start = self.count_to(source, range.start);
        let end = self.count_to(source, range.end);
        (number(start), number(end))
    }

    fn count_to(&mut self, source: &str, byte: usize) -> usize {
        let (bytes, units) = self.counted;
        let between = source.as_bytes().get(bytes..byte).unwrap_or_default();
        // Every character is one unit, and those of four bytes are two.
        let more: usize = between
            .iter()
            .map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0))
            .sum();
        self.counted = (byte, units + more);
        units + more
    }

    /// Reads the children of the element just opened into the record at `at`, up to and with its
    /// end. Children may come in any order; unknown ones are passed over; of one that comes twice
    /// the first counts.
    pub fn read_record(
        &mut self,
        cursor: &mut Cursor<'_>,
        source: &str,
        fields: &'static [Field],
        at: usize,
    ) -> Result<(), Error> {
        let mut hint = Hint::default();
        loop {
            match cursor.step()? {
                Step::Open(name) => {
                    hint = self.read_child(cursor, source, fields, at, name, hint)?
                }
                Step::Close | Step::End => return Ok(()),
            }
        }
    }

    /// Reads one element, just opened, into the record at `at`; passes over it when no field has
    /// its name.
    pub fn read_child(
        &mut self,
        cursor: &mut Cursor<'_>,
        source: &str,
        fields: &'static [Field],
        at: usize,
        name: &str,
        hint: Hint,
    ) -> Result<Hint, Error> {
        let Some((field, found)) = find(fields, name, hint) else {
            cursor.skip()?;
            return Ok(hint);
        };
        let slot = at + found.slot;
        if self.get(slot) == 0 {
            self.read_value(cursor, source, &field.kind, slot)?;
        } else {
            cursor.skip()?;
        }
        Ok(Hint { position: found.position + 1, slot: found.slot + width(&field.kind) })
    }

    fn read_value(
        &mut self,
        cursor: &mut Cursor<'_>,
        source: &str,
        kind: &'static Kind,
        slot: usize,
    ) -> Result<(), Error> {
        match kind {
            Kind::Record(shape) => {
                let at = self.reserve(width_of(shape.fields));
                self.set(slot, number(at));
                self.read_record(cursor, source, shape.fields, at)
            }
            Kind::List(list) => self.read_list(cursor, source, list, slot),
            Kind::Flag => {
                let text = cursor.text()?;
                let word = match &text {
                    Text::Span(range) => source.get(range.clone()).unwrap_or_default(),
                    Text::Joined(text) => text,
                };
                // A word that is neither counts as absent: the raw text still has it.
                let number = match word.trim_ascii() {
                    word if word.eq_ignore_ascii_case("true") => 1,
                    word if word.eq_ignore_ascii_case("false") => 2,
                    _ => 0,
                };
                self.set(slot, number);
                Ok(())
            }
            _ => {
                let text = cursor.text()?;
                self.put(slot, source, text);
                Ok(())
            }
        }
    }

    fn read_list(
        &mut self,
        cursor: &mut Cursor<'_>,
        source: &str,
        list: &'static List,
        slot: usize,
    ) -> Result<(), Error> {
        // Items are gathered first: records inside them take slots of their own meanwhile.
        let mut items: Vec<i32> = Vec::new();
        let mut count = 0;
        let scratch = self.reserve(2);
        loop {
            match cursor.step()? {
                Step::Open(name) if list.answer_items.contains(&name) => {
                    count += 1;
                    if count > MOST_ITEMS {
                        return Err(Error::response(
                            "too-many-items",
                            "a list of the answer is too long",
                        ));
                    }
                    self.set(scratch, 0);
                    self.read_value(cursor, source, &list.item, scratch)?;
                    if list.comma_joined && self.split_at_commas(source, scratch, &mut items) {
                        continue;
                    }
                    for offset in 0..width(&list.item) {
                        items.push(self.get(scratch + offset));
                    }
                }
                Step::Open(_) => cursor.skip()?,
                Step::Close | Step::End => break,
            }
        }
        let block = self.reserve(items.len() + 1);
        self.set(slot, number(block));
        self.set(block, number(items.len() / width(&list.item)));
        if let Some(target) = self.numbers.get_mut(block + 1..) {
            target.copy_from_slice(&items);
        }
        Ok(())
    }

    /// Splits the text in two slots into the words that its commas divide.
    fn split_at_commas(&mut self, source: &str, slot: usize, items: &mut Vec<i32>) -> bool {
        let text = self.text(source, slot).unwrap_or_default();
        if !text.contains(',') {
            return false;
        }
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let (start, end) = self.aside(word);
            items.extend([start, end]);
        }
        true
    }

    /// The text to which two slots point; nothing when the element was absent.
    pub fn text(&self, source: &str, slot: usize) -> Option<String> {
        let (start, end) = (self.get(slot), self.get(slot + 1));
        if start == 0 {
            return None;
        }
        let text = if start < 0 { self.side.as_str() } else { source };
        let start = usize::try_from(start & !SIDE).unwrap_or(0);
        let end = usize::try_from(end).unwrap_or(0);
        Some(cut(text, start, end))
    }

    /// The record at `at` as a value. This is what JavaScript builds too, from the same numbers.
    pub fn record(&self, source: &str, fields: &'static [Field], at: usize) -> Record {
        let mut record = Record::new();
        let mut slot = at;
        for field in fields {
            if let Some(value) = self.value(source, &field.kind, slot) {
                record.put(field.name, value);
            }
            slot += width(&field.kind);
        }
        record
    }

    fn value(&self, source: &str, kind: &'static Kind, slot: usize) -> Option<Value> {
        let index = usize::try_from(self.get(slot)).unwrap_or(0);
        match kind {
            Kind::Flag => match index {
                1 => Some(Value::Flag(true)),
                2 => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::Record(_) | Kind::List(_) if index == 0 => None,
            Kind::Record(shape) => Some(self.record(source, shape.fields, index).into()),
            Kind::List(list) => {
                let count = usize::try_from(self.get(index)).unwrap_or(0);
                let step = width(&list.item);
                let items = (0..count)
                    .filter_map(|item| self.value(source, &list.item, index + 1 + item * step))
                    .collect::<Vec<_>>();
                Some(Value::List(items))
            }
            _ => self.text(source, slot).map(Value::from),
        }
    }
}

/// Where to look first for the next element: elements often come in the table's order.
#[derive(Clone, Copy, Default)]
pub struct Hint {
    position: usize,
    slot: usize,
}

fn find(fields: &'static [Field], name: &str, hint: Hint) -> Option<(&'static Field, Hint)> {
    seek(fields, hint, |field| field.name == name)
        .or_else(|| seek(fields, Hint::default(), |field| field.name == name))
        .or_else(|| seek(fields, Hint::default(), |field| field.alias.contains(&name)))
}

fn seek(
    fields: &'static [Field],
    mut at: Hint,
    wanted: impl Fn(&Field) -> bool,
) -> Option<(&'static Field, Hint)> {
    for field in fields.get(at.position..)? {
        if wanted(field) {
            return Some((field, at));
        }
        at = Hint { position: at.position + 1, slot: at.slot + width(&field.kind) };
    }
    None
}

/// Cuts by UTF-16 units.
fn cut(text: &str, start: usize, end: usize) -> String {
    if text.is_ascii() {
        return text.get(start..end).unwrap_or_default().to_owned();
    }
    let mut units = 0;
    let mut piece = String::new();
    for letter in text.chars() {
        if units >= start && units < end {
            piece.push(letter);
        }
        units += letter.len_utf16();
    }
    piece
}

/// Slots are 32 bits wide; a document has at most 2²⁵ bytes.
fn number(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(0)
}
