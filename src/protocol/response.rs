//! Answers, read: (operation, status, body) becomes a value or a fault. It knows the envelopes; it
//! refuses to know what to do about a fault: that is judged by the fault table and the client.
//!
//! The service is read with tolerance: any order, unknown elements, other namespaces, both
//! spellings of the request id, an empty `Type`, stray text, a result element that is missing where
//! the table says so, and faults in plain text.

use crate::error::Error;
use crate::model::fault;
use crate::model::schema::Operation;
use crate::model::value::Record;
use crate::wire::xml::{Cursor, Step};

use super::slots::{Hint, Slots, width_of};

/// Slot of the request id, in values and in faults.
pub const REQUEST_ID: usize = 0;
/// First slot of the result's own fields.
pub const RESULT: usize = 2;
/// Slot of a fault's code.
pub const CODE: usize = 2;
/// Slot of a fault's type.
pub const TYPE: usize = 4;
/// Slot of a fault's message.
pub const MESSAGE: usize = 6;
const FAULT_WIDTH: usize = 8;

/// What a body turned out to be; its content is in the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The operation's result.
    Value,
    /// The service refused or failed.
    Fault,
}

/// Reads a body into the slots.
pub fn read(
    operation: &'static Operation,
    status: u16,
    body: &str,
    slots: &mut Slots,
) -> Result<Answer, Error> {
    slots.begin(body);
    let mut cursor = Cursor::new(body)?;
    let root = match cursor.step() {
        Ok(Step::Open(name)) => name,
        Ok(_) | Err(_) if status >= 400 && read_plain(body, slots) => return Ok(Answer::Fault),
        Ok(_) if body.trim_ascii().is_empty() => {
            return Err(Error::response("empty", "the answer is empty"));
        }
        Ok(_) => return Err(Error::response("not-xml", "the answer is not XML")),
        Err(error) => return Err(error),
    };
    if root == "ErrorResponse" {
        slots.reserve(FAULT_WIDTH);
        read_fault(&mut cursor, body, slots)?;
        finish(&mut cursor)?;
        if slots.text(body, CODE).is_none_or(|code| code.is_empty()) {
            return Err(Error::response("no-code", "the answer is a fault without a code"));
        }
        return Ok(Answer::Fault);
    }
    if root.strip_suffix("Response") != Some(operation.name) {
        return Err(Error::response("other-root", "the answer is not one to this operation"));
    }
    if status >= 300 {
        return Err(Error::response(
            "other-status",
            "the answer holds a result, yet its status says that the call failed",
        ));
    }
    slots.reserve(RESULT + width_of(operation.result));
    let has_result = read_envelope(&mut cursor, body, operation, slots)?;
    finish(&mut cursor)?;
    complete(operation, has_result, slots)?;
    Ok(Answer::Value)
}

/// The result of an answer that was read as [`Answer::Value`], by wire names.
pub fn value(operation: &'static Operation, body: &str, slots: &Slots) -> Record {
    slots.record(body, operation.result, RESULT)
}

fn read_envelope(
    cursor: &mut Cursor<'_>,
    body: &str,
    operation: &'static Operation,
    slots: &mut Slots,
) -> Result<bool, Error> {
    let mut has_result = false;
    loop {
        match cursor.step()? {
            Step::Open("ResponseMetadata") => read_request_id(cursor, body, slots)?,
            Step::Open(name) if name.strip_suffix("Result") == Some(operation.name) => {
                has_result = true;
                slots.read_record(cursor, body, operation.result, RESULT)?;
            }
            // Some answers of old carry the details right under the root.
            Step::Open(name) => {
                slots.read_child(cursor, body, operation.result, RESULT, name, Hint::default())?;
            }
            Step::Close | Step::End => return Ok(has_result),
        }
    }
}

fn read_request_id(cursor: &mut Cursor<'_>, body: &str, slots: &mut Slots) -> Result<(), Error> {
    loop {
        match cursor.step()? {
            Step::Open("RequestId" | "RequestID") => {
                let text = cursor.text()?;
                slots.put(REQUEST_ID, body, text);
            }
            Step::Open(_) => cursor.skip()?,
            Step::Close | Step::End => return Ok(()),
        }
    }
}

/// An answer whose result lacks what the table says always stands there can't be trusted: the
/// caller could not tell what became of the money.
fn complete(operation: &Operation, has_result: bool, slots: &Slots) -> Result<(), Error> {
    let mut slot = RESULT;
    for field in operation.result {
        let missing = slots.numbers().get(slot).is_none_or(|number| *number == 0);
        if field.required && missing && !operation.result_optional {
            let message = if has_result {
                ["the answer lacks ", field.name].concat()
            } else {
                ["the answer lacks ", operation.name, "Result"].concat()
            };
            return Err(Error::response("incomplete", message));
        }
        slot += super::slots::width(&field.kind);
    }
    Ok(())
}

/// Reads a fault's children at any depth, since three layouts are known; the first of each counts.
fn read_fault(cursor: &mut Cursor<'_>, body: &str, slots: &mut Slots) -> Result<(), Error> {
    let mut depth = 1_usize;
    while depth > 0 {
        let slot = match cursor.step()? {
            Step::Open("Code") => CODE,
            Step::Open("Type") => TYPE,
            Step::Open("Message") => MESSAGE,
            Step::Open("RequestId" | "RequestID") => REQUEST_ID,
            Step::Open("Detail") => {
                cursor.skip()?;
                continue;
            }
            Step::Open(_) => {
                depth += 1;
                continue;
            }
            Step::Close => {
                depth -= 1;
                continue;
            }
            Step::End => break,
        };
        let text = cursor.text()?;
        if slots.numbers().get(slot).is_some_and(|number| *number == 0) {
            slots.put(slot, body, text);
        }
    }
    Ok(())
}

/// Reads a fault in plain text: a known code, one separator, the message (behaviour 3.2).
fn read_plain(body: &str, slots: &mut Slots) -> bool {
    let text = body.strip_prefix('\u{feff}').unwrap_or(body).trim_ascii();
    let ends = |apart: fn(&u8) -> bool, text: &str| {
        text.bytes().position(|byte| apart(&byte)).unwrap_or(text.len())
    };
    let end = ends(|byte| !byte.is_ascii_alphabetic(), text);
    let (code, rest) = text.split_at_checked(end).unwrap_or_default();
    if fault::by_code(code).is_none() {
        return false;
    }
    slots.reserve(FAULT_WIDTH);
    let begin = ends(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii(), rest);
    let message = rest.get(begin..).unwrap_or_default();
    for (slot, text) in [(CODE, code), (MESSAGE, message)] {
        let (start, end) = slots.aside(text);
        slots.set(slot, start);
        slots.set(slot + 1, end);
    }
    true
}

/// Reads on to the end, so that a body cut short or with two roots is found out.
pub(super) fn finish(cursor: &mut Cursor<'_>) -> Result<(), Error> {
    while cursor.step()? != Step::End {}
    Ok(())
}
