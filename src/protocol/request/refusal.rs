//! The words in which parameters are refused, each with the path at fault. It knows what to say; what
//! is wrong, the writer has found.

use std::borrow::Cow;

use crate::error::Error;
use crate::model::js_name::js_name;
use crate::model::schema::Field;
use crate::protocol::flat::{LONGEST_TEXT, Token};
use crate::wire::decimal::decimal;

use super::{Part, Writer};

impl Writer<'_, '_> {
    pub(super) fn too_long(&mut self, field: &'static Field, length: &str) {
        let most = if field.max > 0 { field.max } else { LONGEST_TEXT };
        let most = decimal(most.into());
        let message = ["has ", length, " characters: at most ", &most, " are allowed"].concat();
        self.issue("too-long", message);
    }

    pub(super) fn out_of_range(&mut self, number: &str, whole: bool, least: u32, most: u32) {
        let (from, to) = (decimal(least.into()), decimal(most.into()));
        let message = match (whole, most) {
            (true, u32::MAX) => ["is ", number, ": at least ", &from, " is allowed"].concat(),
            (false, u32::MAX) => {
                ["is ", number, ": a whole number from ", &from, " is allowed"].concat()
            }
            _ => ["is ", number, ": a whole number from ", &from, " to ", &to, " is allowed"]
                .concat(),
        };
        self.issue("out-of-range", message);
    }

    /// Says what stands where something else belongs.
    pub(super) fn wrong_type(&mut self, token: Token<'_>, wanted: &str) {
        let given = match token {
            Token::LoneSurrogate => {
                let message = "holds a lone surrogate, which can't be sent as UTF-8";
                return self.issue("lone-surrogate", message);
            }
            Token::Unreadable => {
                return self.issue("unreadable", "can't be read: its getter threw");
            }
            Token::Absent => "missing",
            Token::Text(_) | Token::Long(_) => "a string",
            Token::Number(_) => "a number",
            Token::Flag(_) => "a boolean",
            Token::Record(_) => "an object",
            Token::List(_) | Token::Many(_) => "an array",
            Token::Other(what) => what,
        };
        self.issue("wrong-type", ["is ", given, ": it must be ", wanted].concat());
    }

    /// Which known name is meant, JavaScript says: it has them all, and compares options too.
    pub(super) fn unknown(&mut self, key: &str) {
        // A message is one line, whatever a key holds.
        let one_line = |letter| if letter < ' ' { '\u{FFFD}' } else { letter };
        let shown: String = key.chars().take(64).map(one_line).collect();
        let mut path = self.js_path();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&shown);
        let message = ["`", &path, "` is not a parameter"].concat();
        self.issues.push(Error::validation("unknown", path, message));
    }

    pub(super) fn issue(&mut self, code: &'static str, message: impl Into<Cow<'static, str>>) {
        self.add_issue(code, message.into());
    }

    fn add_issue(&mut self, code: &'static str, message: Cow<'static, str>) {
        let path = self.js_path();
        let message = match path.as_str() {
            "" => ["the parameters: ", &message].concat(),
            path => ["`", path, "` ", &message].concat(),
        };
        self.issues.push(Error::validation(code, path, message));
    }

    fn js_path(&self) -> String {
        let mut path = String::new();
        for part in &self.path {
            match part {
                Part::Field(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&js_name(name));
                }
                Part::Item(item) => {
                    path.push('[');
                    path.push_str(&decimal(*item as u64));
                    path.push(']');
                }
            }
        }
        path
    }
}
