//! `Value`: what parameters and answers are, before and after the wire. It knows six kinds; it
//! refuses floats, because money is never one.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::js_name::js_name;

/// A parameter or an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Flag(bool),
    /// A count.
    Integer(i64),
    /// Text; amounts and times too.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Value>),
    /// Named values.
    Record(Record),
}

/// Values by wire name, in the order in which they were put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record(Vec<(Cow<'static, str>, Value)>);

impl Record {
    /// A record without fields.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A record without fields, with room for some.
    pub fn with_room(fields: usize) -> Self {
        Self(Vec::with_capacity(fields))
    }

    /// Adds a field, in the manner of a builder. The name is the service's (`Amount`).
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.put(name, value);
        self
    }

    /// Adds a field, or replaces the one of that name.
    pub fn put(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// The field of that wire name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The text at a dotted path, such as `OrderTotal.Amount`.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.at(path)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The flag at a dotted path.
    pub fn flag(&self, path: &str) -> Option<bool> {
        match self.at(path)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The count at a dotted path.
    pub fn integer(&self, path: &str) -> Option<i64> {
        match self.at(path)? {
            Value::Integer(integer) => Some(*integer),
            _ => None,
        }
    }

    /// The items of the list at a dotted path; none where there is no list.
    pub fn list(&self, path: &str) -> &[Value] {
        match self.at(path) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The record at a dotted path.
    pub fn record(&self, path: &str) -> Option<&Record> {
        match self.at(path)? {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The value at a dotted path.
    pub fn at(&self, path: &str) -> Option<&Value> {
        match path.split_once('.') {
            None => self.get(path),
            Some((first, rest)) => match self.get(first)? {
                Value::Record(record) => record.at(rest),
                _ => None,
            },
        }
    }

    /// The fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Into<Value>> FromIterator<(&'static str, T)> for Record {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(fields: I) -> Self {
        let mut record = Self::new();
        for (name, value) in fields {
            record.put(name, value);
        }
        record
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Record> for Value {
    fn from(record: Record) -> Self {
        Self::Record(record)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::List(items)
    }
}

/// Wire names become JavaScript names on the way out.
impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(&js_name(name), value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Integer(integer) => serializer.serialize_i64(*integer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Record(record) => record.serialize(serializer),
        }
    }
}
