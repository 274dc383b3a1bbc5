//! The form in which everything is written down: one flat JSON array of words and numbers, each
//! struct giving its fields in their order. It is small and quick, since a world may hold a million
//! objects; whoever wants to read it uses the control plane instead. It knows no struct: each says
//! its own fields with [`stored!`].

mod writer;

use std::collections::{HashMap, VecDeque};

pub use writer::Writer;

/// Something that can be written down and read again.
pub trait Stored: Sized {
    /// Writes it down.
    fn write(&self, out: &mut Writer);
    /// Reads it; `None` where the text holds something else.
    fn read(input: &mut Reader<'_>) -> Option<Self>;
}

/// The text that shrinks.
#[derive(Debug)]
pub struct Reader<'text>(&'text str);

impl<'text> Reader<'text> {
    /// What a whole text holds.
    pub fn read_all<T: Stored>(text: &'text str) -> Option<T> {
        let mut reader = Self(text.trim().strip_prefix('[')?.strip_suffix(']')?);
        let thing = T::read(&mut reader)?;
        reader.0.is_empty().then_some(thing)
    }

    /// The next word or number, up to the comma.
    fn raw(&mut self) -> Option<&'text str> {
        let (raw, rest) = self.0.split_once(',').unwrap_or((self.0, ""));
        self.0 = rest;
        (!raw.is_empty()).then_some(raw.trim())
    }

    fn text(&mut self) -> Option<String> {
        let quoted = self.0.strip_prefix('"')?;
        let plain = quoted.find(['"', '\\'])?;
        let mut text = quoted.get(..plain)?.to_owned();
        let mut letters = quoted.get(plain..)?.chars();
        loop {
            match letters.next()? {
                '"' => break,
                '\\' => match letters.next()? {
                    'n' => text.push('\n'),
                    'r' => text.push('\r'),
                    'u' => {
                        let mut code = 0;
                        for _ in 0..4 {
                            code = code * 16 + letters.next()?.to_digit(16)?;
                        }
                        text.push(char::from_u32(code)?);
                    }
                    letter => text.push(letter),
                },
                letter => text.push(letter),
            }
        }
        let rest = letters.as_str();
        self.0 = rest.strip_prefix(',').unwrap_or(rest);
        Some(text)
    }
}

/// Says which fields of a struct are written down, in which order.
macro_rules! stored {
    ($name:ident { $($field:ident),* $(,)? } $(skips { $($skipped:ident),* $(,)? })?) => {
        impl $crate::sandbox::snapshot::Stored for $name {
            fn write(&self, out: &mut $crate::sandbox::snapshot::Writer) {
                $($crate::sandbox::snapshot::Stored::write(&self.$field, out);)*
            }

            fn read(input: &mut $crate::sandbox::snapshot::Reader<'_>) -> Option<Self> {
                $(let $field = $crate::sandbox::snapshot::Stored::read(input)?;)*
                Some(Self { $($field,)* $($($skipped: Default::default(),)*)? })
            }
        }
    };
}

/// Says which variants an enumeration has: each is written as its place in this list, with its
/// fields after it.
macro_rules! stored_choice {
    ($name:ty { $($variant:ident $(($inner:ident))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl $crate::sandbox::snapshot::Stored for $name {
            fn write(&self, out: &mut $crate::sandbox::snapshot::Writer) {
                let mut place = 0_u32;
                $(
                    if let Self::$variant $(($inner))? $({ $($field),* })? = self {
                        $crate::sandbox::snapshot::Stored::write(&place, out);
                        $($crate::sandbox::snapshot::Stored::write($inner, out);)?
                        $($($crate::sandbox::snapshot::Stored::write($field, out);)*)?
                    }
                    place += 1;
                )*
                let _ = place;
            }

            fn read(input: &mut $crate::sandbox::snapshot::Reader<'_>) -> Option<Self> {
                let wanted: u32 = $crate::sandbox::snapshot::Stored::read(input)?;
                let mut place = 0_u32;
                $(
                    if wanted == place {
                        $(let $inner = $crate::sandbox::snapshot::Stored::read(input)?;)?
                        $($(let $field = $crate::sandbox::snapshot::Stored::read(input)?;)*)?
                        return Some(Self::$variant $(($inner))? $({ $($field),* })?);
                    }
                    place += 1;
                )*
                let _ = place;
                None
            }
        }
    };
}

pub(crate) use {stored, stored_choice};

/// Numbers are written as they are.
macro_rules! stored_numbers {
    ($($number:ty),*) => {$(
        impl Stored for $number {
            fn write(&self, out: &mut Writer) {
                out.raw(&self.to_string());
            }

            fn read(input: &mut Reader<'_>) -> Option<Self> {
                input.raw()?.parse().ok()
            }
        }
    )*};
}

stored_numbers!(u8, u16, u32, u64, i64);

impl Stored for usize {
    fn write(&self, out: &mut Writer) {
        u64::try_from(*self).unwrap_or(u64::MAX).write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Self::try_from(u64::read(input)?).ok()
    }
}

impl Stored for bool {
    fn write(&self, out: &mut Writer) {
        u8::from(*self).write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match u8::read(input)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Stored for String {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.text()
    }
}

impl Stored for Box<str> {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.text().map(Into::into)
    }
}

impl<T: Stored> Stored for Box<T> {
    fn write(&self, out: &mut Writer) {
        T::write(self, out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        T::read(input).map(Self::new)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(thing) = self {
            thing.write(out);
        }
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        if bool::read(input)? { T::read(input).map(Some) } else { Some(None) }
    }
}

/// Collections are written as their length and their items.
fn write_items<'items, T: Stored + 'items>(
    out: &mut Writer,
    length: usize,
    items: impl Iterator<Item = &'items T>,
) {
    length.write(out);
    items.for_each(|item| item.write(out));
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, out: &mut Writer) {
        write_items(out, self.len(), self.iter());
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let length = usize::read(input)?;
        // A text can't hold more items than it has letters; this stops a forged length early.
        if length > input.0.len() {
            return None;
        }
        // Where a forged length is more than there is room for, it is no snapshot, and no crash.
        let mut items = Self::new();
        items.try_reserve_exact(length).ok()?;
        for _ in 0..length {
            items.push(T::read(input)?);
        }
        Some(items)
    }
}

impl<T: Stored> Stored for VecDeque<T> {
    fn write(&self, out: &mut Writer) {
        write_items(out, self.len(), self.iter());
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Vec::read(input).map(Self::from)
    }
}

/// In the order of the names, so that equal worlds give equal texts.
impl<T: Stored> Stored for HashMap<String, T> {
    fn write(&self, out: &mut Writer) {
        let mut names: Vec<&String> = self.keys().collect();
        names.sort_unstable();
        names.len().write(out);
        for name in names {
            if let Some(thing) = self.get(name) {
                name.write(out);
                thing.write(out);
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let length = usize::read(input)?;
        let mut map = Self::new();
        for _ in 0..length {
            map.insert(String::read(input)?, T::read(input)?);
        }
        Some(map)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(input)?, B::read(input)?))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(input)?, B::read(input)?, C::read(input)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    enum Shape {
        Point,
        Circle(u32),
        Box { wide: i64, named: Option<String> },
    }
    stored_choice!(Shape { Point, Circle(radius), Box { wide, named } });

    #[test]
    fn things_survive() {
        let things = vec![
            Shape::Point,
            Shape::Circle(7),
            Shape::Box { wide: i64::MIN, named: Some("a,\"b\\\n\u{1}é😀]".to_owned()) },
            Shape::Box { wide: 0, named: None },
        ];
        let text = Writer::text_of(&things);
        assert_eq!(Reader::read_all::<Vec<Shape>>(&text), Some(things));
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
    }

    #[test]
    fn what_is_something_else_is_refused() {
        for wrong in ["", "[", "[]", "[1]", "[99999999999,1]", "[1,7]", "[1,0,0]", "[1,0", "1,0"] {
            assert_eq!(Reader::read_all::<Vec<Shape>>(wrong), None, "{wrong}");
        }
    }
}
