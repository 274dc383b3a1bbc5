//! JSON objects read by name: a wrong value is named with its place, and so is a name that nobody
//! knows. It knows no object: each reads its own members.

use serde_json::{Map, Value};

/// A value that a member may have.
pub trait FromJson: Sized {
    /// What it must be, for the message.
    const MUST_BE: &'static str;
    /// The value, if it is one.
    fn from_json(value: &Value) -> Option<Self>;
}

/// The members of an object that were not read yet.
#[derive(Debug)]
pub struct Members<'json> {
    place: String,
    left: Vec<(&'json str, &'json Value)>,
}

impl<'json> Members<'json> {
    /// The members of an object; `place` says in messages where it stands.
    pub fn of(value: &'json Value, place: &str) -> Result<Self, String> {
        match value {
            Value::Object(members) => Ok(Self::of_map(members, place)),
            _ => Err(format!("`{place}` must be an object")),
        }
    }

    fn of_map(members: &'json Map<String, Value>, place: &str) -> Self {
        let left = members.iter().map(|(name, value)| (name.as_str(), value)).collect();
        Self { place: place.to_owned(), left }
    }

    /// A member as it is; `null` is a value here.
    pub fn raw(&mut self, name: &str) -> Option<&'json Value> {
        let at = self.left.iter().position(|(known, _)| *known == name)?;
        Some(self.left.swap_remove(at).1)
    }

    /// A member that may be absent, or `null`.
    pub fn get<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, String> {
        match self.raw(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match T::from_json(value) {
                Some(value) => Ok(Some(value)),
                None => Err(format!("`{}` must be {}", self.place_of(name), T::MUST_BE)),
            },
        }
    }

    /// Overwrites what a member gives.
    pub fn put<T: FromJson>(&mut self, name: &str, into: &mut T) -> Result<(), String> {
        if let Some(value) = self.get(name)? {
            *into = value;
        }
        Ok(())
    }

    /// Refuses what nobody read.
    pub fn finish(self) -> Result<(), String> {
        match self.left.first() {
            None => Ok(()),
            Some((name, _)) => Err(format!("`{}` is not known", self.place_of(name))),
        }
    }

    /// The place of a member.
    pub fn place_of(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) }
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl FromJson for $number {
            const MUST_BE: &'static str = "a whole number that is not too great";
            fn from_json(value: &Value) -> Option<Self> {
                Self::try_from(value.as_i64()?).ok()
            }
        }
    )*};
}

whole_numbers!(u8, u16, u32, u64, i64);

impl FromJson for bool {
    const MUST_BE: &'static str = "true or false";
    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJson for String {
    const MUST_BE: &'static str = "text";
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    const MUST_BE: &'static str = T::MUST_BE;
    fn from_json(value: &Value) -> Option<Self> {
        T::from_json(value).map(Some)
    }
}

impl FromJson for Vec<String> {
    const MUST_BE: &'static str = "a list of texts";
    fn from_json(value: &Value) -> Option<Self> {
        value.as_array()?.iter().map(String::from_json).collect()
    }
}

/// The members of an object whose names are the tester's.
impl<T: FromJson> FromJson for Vec<(String, T)> {
    const MUST_BE: &'static str = "an object";
    fn from_json(value: &Value) -> Option<Self> {
        let members = value.as_object()?.iter();
        members.map(|(name, value)| Some((name.clone(), T::from_json(value)?))).collect()
    }
}

/// A name of ours as JSON has it: `terminal_repeat` → `terminalRepeat`.
pub fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    for (at, part) in name.split('_').enumerate() {
        let mut letters = part.chars();
        if at > 0 {
            camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        }
        camel.push_str(letters.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::{Members, camel};
    use serde_json::json;

    #[test]
    fn names_are_turned() {
        assert_eq!(camel("terminal_repeat"), "terminalRepeat");
        assert_eq!(camel("address_line1"), "addressLine1");
        assert_eq!(camel("skew"), "skew");
    }

    #[test]
    fn wrong_and_unknown_members_are_named() {
        let value = json!({ "a": 1, "b": "x", "c": null });
        let mut members = Members::of(&value, "here").unwrap();
        assert_eq!(members.get::<u32>("a"), Ok(Some(1)));
        assert_eq!(members.get::<u32>("c"), Ok(None));
        let wrong = members.get::<bool>("b");
        assert_eq!(wrong, Err("`here.b` must be true or false".to_owned()));
        assert_eq!(members.finish(), Ok(()));
        let members = Members::of(&value, "").unwrap();
        assert!(members.finish().unwrap_err().contains("is not known"));
        assert!(Members::of(&json!(1), "here").is_err());
    }
}
