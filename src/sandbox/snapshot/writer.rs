//! How a snapshot is written: commas, quotes, and in parts where it may be longer than a text of the
//! host. It knows nothing of what is written.

use super::Stored;

/// Bytes of a part, where a text is given in parts.
const PART: usize = 1 << 20;

/// Takes the parts of a text, as they are written.
type Sink = Box<dyn FnMut(&str)>;

/// The text that grows, or leaves in parts.
pub struct Writer {
    text: String,
    sink: Option<Sink>,
    /// Bytes after which a part leaves.
    part: usize,
    begun: bool,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Writer").field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

impl Writer {
    /// The text of one thing.
    pub fn text_of(thing: &impl Stored) -> String {
        let mut writer = Self { text: String::new(), sink: None, part: 0, begun: false };
        writer.whole(thing);
        writer.text
    }

    /// The same in parts, so that it is nowhere as a whole. A part is little longer than `part`
    /// bytes, or than it is best where that is none.
    pub fn parts_of(thing: &impl Stored, part: Option<usize>, sink: Sink) {
        let part = part.unwrap_or(PART);
        let mut writer =
            Self { text: String::with_capacity(part), sink: Some(sink), part, begun: false };
        writer.whole(thing);
        writer.part = 1;
        writer.leave();
    }

    fn whole(&mut self, thing: &impl Stored) {
        self.text.push('[');
        thing.write(self);
        self.text.push(']');
    }

    fn next(&mut self) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
    }

    fn leave(&mut self) {
        if let Some(sink) = self.sink.as_mut().filter(|_| self.text.len() >= self.part) {
            sink(&self.text);
            self.text.clear();
        }
    }

    /// Writes what needs no quotes.
    pub(super) fn raw(&mut self, text: &str) {
        self.next();
        self.text.push_str(text);
        self.leave();
    }

    /// Writes any text, in quotes and without line breaks.
    pub(super) fn text(&mut self, text: &str) {
        self.next();
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\0'..='\x1F' => self.text.push_str(&format!("\\u{:04x}", u32::from(letter))),
                _ => self.text.push(letter),
            }
        }
        self.text.push('"');
        self.leave();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::Writer;

    #[test]
    fn parts_are_the_text_and_no_part_is_long() {
        let thing: Vec<Option<String>> =
            (0..500).map(|number| (number % 3 > 0).then(|| format!("é\n{number}"))).collect();
        for part in [1, 7, 100, 1 << 20] {
            let parts = Rc::new(RefCell::new(Vec::<String>::new()));
            let taken = Rc::clone(&parts);
            let sink = Box::new(move |part: &str| taken.borrow_mut().push(part.to_owned()));
            Writer::parts_of(&thing, Some(part), sink);
            assert_eq!(parts.borrow().concat(), Writer::text_of(&thing), "{part}");
            assert!(parts.borrow().iter().all(|text| text.len() < part + 20), "{part}");
            assert_eq!(parts.borrow().len() > 1, part < 1 << 20, "{part}");
        }
    }
}
