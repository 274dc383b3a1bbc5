//! What happened, in order: requests, answers, transitions, notifications; the last so many of
//! them. It keeps requests as they came and hides keys, tokens and signatures when it is read.
//!
//! Each request adds some kilobytes and takes as many away, so the texts lie one behind the other on
//! pages that are used again and again, and not each in memory of its own.

use std::collections::VecDeque;

use super::calendar::Moment;
use super::objects::Object;
use super::snapshot::{Reader, Stored, Writer, stored_choice};
use super::state::{State, Trigger};

/// The last entries.
#[derive(Clone, Debug)]
pub struct Journal {
    /// How many are kept.
    limit: u32,
    /// The number of the next one.
    next: u64,
    entries: VecDeque<(Moment, Entry<Place>)>,
    texts: Texts,
}

/// An entry with its number and time.
#[derive(Clone, Debug)]
pub struct Numbered<'journal> {
    /// Counted from 1.
    pub number: u64,
    /// The service's time.
    pub at: Moment,
    /// What happened.
    pub entry: Entry<&'journal str>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Entry<Text> {
    /// A request came.
    Request {
        /// Its HTTP method.
        method: Text,
        /// Path and query.
        target: Text,
        /// Its body, as it came.
        body: Text,
    },
    /// It was answered.
    Response {
        /// The operation, where one was reached.
        operation: Text,
        /// The HTTP status.
        status: u16,
        /// The fault's code; empty where there was none.
        code: Text,
        /// The request id.
        request_id: Text,
        /// The body.
        body: Text,
    },
    /// An object went from state to state.
    Transition {
        /// Which.
        object: Object,
        /// From where.
        from: State,
        /// To where.
        to: State,
        /// Why.
        trigger: Trigger,
    },
    /// A notification was made.
    Notification {
        /// Its number.
        number: u64,
    },
    /// A fault was brought about on demand.
    Injected {
        /// Its kind.
        kind: Text,
        /// The operation it struck.
        operation: Text,
    },
    /// Buyer or Amazon acted.
    Action {
        /// On which object.
        object: Object,
        /// Who.
        actor: Text,
        /// What.
        action: Text,
    },
}
stored_choice!(Entry<String> {
    Request { method, target, body },
    Response { operation, status, code, request_id, body },
    Transition { object, from, to, trigger },
    Notification { number },
    Injected { kind, operation },
    Action { object, actor, action },
});

impl<Text> Entry<Text> {
    /// The same with its texts in another form.
    fn with_texts<'entry, Other>(
        &'entry self,
        mut text: impl FnMut(&'entry Text) -> Other,
    ) -> Entry<Other> {
        match self {
            Self::Request { method, target, body } => {
                Entry::Request { method: text(method), target: text(target), body: text(body) }
            }
            Self::Response { operation, status, code, request_id, body } => Entry::Response {
                operation: text(operation),
                status: *status,
                code: text(code),
                request_id: text(request_id),
                body: text(body),
            },
            Self::Transition { object, from, to, trigger } => {
                Entry::Transition { object: *object, from: *from, to: *to, trigger: *trigger }
            }
            Self::Notification { number } => Entry::Notification { number: *number },
            Self::Injected { kind, operation } => {
                Entry::Injected { kind: text(kind), operation: text(operation) }
            }
            Self::Action { object, actor, action } => {
                Entry::Action { object: *object, actor: text(actor), action: text(action) }
            }
        }
    }
}

impl Journal {
    /// An empty one.
    pub fn new(limit: u32) -> Self {
        Self { limit, next: 1, entries: VecDeque::new(), texts: Texts::default() }
    }

    /// Adds an entry and drops the oldest when there are too many.
    pub fn add(&mut self, at: Moment, entry: Entry<&str>) {
        if self.limit > 0 {
            if self.entries.len() >= self.limit as usize
                && let Some((_, oldest)) = self.entries.pop_front()
            {
                // Those that are left came after it, and so did their texts.
                oldest.with_texts(|place| self.texts.drop_before(*place));
            }
            let entry = entry.with_texts(|text| self.texts.add(text));
            self.entries.push_back((at, entry));
        }
        self.next += 1;
    }

    /// The entries that are left after a number.
    pub fn after(&self, number: u64) -> impl Iterator<Item = Numbered<'_>> {
        let first = self.next.saturating_sub(self.entries.len() as u64);
        let skipped =
            usize::try_from(number.saturating_add(1).saturating_sub(first)).unwrap_or(usize::MAX);
        (first..).zip(&self.entries).skip(skipped).map(|(number, (at, entry))| {
            let entry = entry.with_texts(|place| self.texts.get(*place));
            Numbered { number, at: *at, entry }
        })
    }

    /// The number of the last entry.
    pub const fn last(&self) -> u64 {
        self.next.saturating_sub(1)
    }
}

impl Stored for Journal {
    fn write(&self, out: &mut Writer) {
        self.limit.write(out);
        self.next.write(out);
        self.entries.len().write(out);
        for Numbered { at, entry, .. } in self.after(0) {
            at.write(out);
            entry.with_texts(|text| (*text).to_owned()).write(out);
        }
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let mut journal = Self::new(u32::read(input)?);
        let next = u64::read(input)?;
        for _ in 0..usize::read(input)? {
            let at = Moment::read(input)?;
            let entry = Entry::<String>::read(input)?;
            journal.add(at, entry.with_texts(String::as_str));
        }
        journal.next = next;
        Some(journal)
    }
}

/// Bytes of a page; a longer text has a page of its own.
const PAGE: usize = 1 << 16;

/// Texts one behind the other, which go in the order in which they came.
#[derive(Clone, Debug, Default)]
struct Texts {
    pages: VecDeque<String>,
    /// The number of the first of them.
    first: u32,
    /// One that is free to be written on.
    spare: String,
}

/// Where a text lies.
#[derive(Clone, Copy, Debug)]
struct Place {
    page: u32,
    start: u32,
    length: u32,
}

impl Texts {
    fn add(&mut self, text: &str) -> Place {
        let fits = |page: &String| page.capacity() - page.len() >= text.len();
        if !self.pages.back().is_some_and(fits) {
            let mut page = std::mem::take(&mut self.spare);
            page.reserve(PAGE.max(text.len()));
            self.pages.push_back(page);
        }
        let before = u32::try_from(self.pages.len()).unwrap_or(0).wrapping_sub(1);
        let mut start = 0;
        if let Some(page) = self.pages.back_mut() {
            start = page.len();
            page.push_str(text);
        }
        // No text, and so no page, comes near four gigabytes: wasm has no more memory than that.
        let number = |number: usize| u32::try_from(number).unwrap_or(0);
        Place {
            page: self.first.wrapping_add(before),
            start: number(start),
            length: number(text.len()),
        }
    }

    fn get(&self, place: Place) -> &str {
        let page = self.pages.get(place.page.wrapping_sub(self.first) as usize);
        let (start, end) = (place.start as usize, place.start as usize + place.length as usize);
        page.and_then(|page| page.get(start..end)).unwrap_or_default()
    }

    /// Frees the pages before that of a text.
    fn drop_before(&mut self, place: Place) {
        while self.first != place.page
            && let Some(mut page) = self.pages.pop_front()
        {
            self.first = self.first.wrapping_add(1);
            if page.capacity() <= PAGE {
                page.clear();
                self.spare = page;
            }
        }
    }
}

/// Bytes of a request or an answer that are kept: anybody may send a megabyte, and there are
/// thousands of entries. What merchants send and get is shorter.
const MOST_BYTES: usize = 1 << 16;

/// As much of a text as is kept.
pub fn kept(text: &str) -> &str {
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Entry, Journal, MOST_BYTES, PAGE, kept};
    use crate::sandbox::snapshot::{Reader, Writer};

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(kept("short"), "short");
        let long = format!("x{}", "é".repeat(MOST_BYTES));
        assert_eq!(kept(&long).len(), MOST_BYTES - 1);
        assert!(long.starts_with(kept(&long)));
    }

    #[test]
    fn the_oldest_entries_give_way_and_numbers_stay() {
        let mut journal = Journal::new(3);
        for number in 0..5 {
            journal.add(number, Entry::Notification { number: 0 });
        }
        let numbers = |after| journal.after(after).map(|entry| entry.number).collect::<Vec<_>>();
        assert_eq!(numbers(0), [3, 4, 5]);
        assert_eq!(numbers(4), [5]);
        assert_eq!(numbers(5), [0_u64; 0]);
        assert_eq!(journal.last(), 5);
    }

    #[test]
    fn texts_are_kept_as_long_as_their_entries_on_pages_that_do_not_grow_in_number() {
        let mut journal = Journal::new(7);
        let body = |number: usize| number.to_string().repeat(number * 7919 % 20_000);
        for number in 0..2_000 {
            match number % 3 {
                0 => journal.add(0, Entry::Notification { number: 1 }),
                _ => journal.add(
                    number as i64,
                    Entry::Request { method: "POST", target: "", body: &body(number) },
                ),
            }
            for numbered in journal.after(0) {
                if let Entry::Request { method, target, body: kept } = numbered.entry {
                    assert_eq!((method, target), ("POST", ""));
                    assert_eq!(kept, body(numbered.at as usize));
                }
            }
            let written: usize = journal.texts.pages.iter().map(String::len).sum();
            assert!(written < 7 * 4 * 20_000 + 2 * PAGE, "{written}");
        }
        let text = Writer::text_of(&journal);
        let again: Journal = Reader::read_all(&text).unwrap();
        assert_eq!(Writer::text_of(&again), text);
        assert_eq!(again.last(), journal.last());
    }

    #[test]
    fn without_a_limit_above_nothing_only_the_count_goes_on() {
        let mut journal = Journal::new(0);
        journal.add(
            0,
            Entry::Action {
                object: crate::sandbox::objects::Object::OrderReference(
                    crate::sandbox::store::At::numbered(0),
                ),
                actor: "a",
                action: "b",
            },
        );
        assert_eq!((journal.last(), journal.after(0).count()), (1, 0));
    }
}
