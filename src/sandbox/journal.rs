//! What happened, in order: requests, answers, transitions, notifications; the last so many of
//! them. It keeps requests as they came and hides keys, tokens and signatures when it is read.

use std::collections::VecDeque;

use super::calendar::Moment;
use super::objects::Object;
use super::snapshot::{stored, stored_choice};
use super::state::{State, Trigger};

/// The last entries.
#[derive(Clone, Debug)]
pub struct Journal {
    /// How many are kept.
    limit: u32,
    /// The number of the next one.
    next: u64,
    entries: VecDeque<Numbered>,
}
stored!(Journal { limit, next, entries });

/// An entry with its number and time.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// Counted from 1.
    pub number: u64,
    /// The service's time.
    pub at: Moment,
    /// What happened.
    pub entry: Entry,
}
stored!(Numbered { number, at, entry });

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A request came.
    Request {
        /// Its HTTP method.
        method: Box<str>,
        /// Path and query.
        target: Box<str>,
        /// Its body, as it came.
        body: Box<str>,
    },
    /// It was answered.
    Response {
        /// The operation, where one was reached.
        operation: Box<str>,
        /// The HTTP status.
        status: u16,
        /// The fault's code; empty where there was none.
        code: Box<str>,
        /// The request id.
        request_id: Box<str>,
        /// The body.
        body: Box<str>,
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
        kind: Box<str>,
        /// The operation it struck.
        operation: Box<str>,
    },
    /// Buyer or Amazon acted.
    Action {
        /// On which object.
        object: Object,
        /// Who.
        actor: Box<str>,
        /// What.
        action: Box<str>,
    },
}
stored_choice!(Entry {
    Request { method, target, body },
    Response { operation, status, code, request_id, body },
    Transition { object, from, to, trigger },
    Notification { number },
    Injected { kind, operation },
    Action { object, actor, action },
});

impl Journal {
    /// An empty one.
    pub const fn new(limit: u32) -> Self {
        Self { limit, next: 1, entries: VecDeque::new() }
    }

    /// Adds an entry and drops the oldest when there are too many.
    pub fn add(&mut self, at: Moment, entry: Entry) {
        if self.limit > 0 {
            if self.entries.len() >= self.limit as usize {
                self.entries.pop_front();
            }
            self.entries.push_back(Numbered { number: self.next, at, entry });
        }
        self.next += 1;
    }

    /// The entries that are left after a number.
    pub fn after(&self, number: u64) -> impl Iterator<Item = &Numbered> {
        let first = self.entries.front().map_or(self.next, |entry| entry.number);
        let skipped =
            usize::try_from(number.saturating_add(1).saturating_sub(first)).unwrap_or(usize::MAX);
        self.entries.iter().skip(skipped)
    }

    /// The number of the last entry.
    pub const fn last(&self) -> u64 {
        self.next - 1
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
    use super::{Entry, Journal, MOST_BYTES, kept};

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
}
