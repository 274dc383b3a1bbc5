//! Answers as the service writes them: a result by the table, or a fault in one of its two
//! envelopes (behaviour.md 3.1, 3.2). The order of elements is the caller's to pick, because the
//! service's is not stable. It judges nothing: a field that the table does not know is left out.

use crate::model::schema::{Field, Kind, Operation};
use crate::model::value::{Record, Value};
use crate::wire::xml::escape;

/// The namespace of answers and faults, in both environments (operations.md 3.1).
pub const NAMESPACE: &str = "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01";

/// Picks a number below another; decides the order of elements.
pub type Pick<'a> = &'a mut dyn FnMut(usize) -> usize;

/// The answer to an operation that succeeded. Without a result there is no result element.
pub fn write_result(
    operation: &Operation,
    result: Option<&Record>,
    request_id: &str,
    pick: Pick<'_>,
) -> String {
    let mut out = begin(operation.name, "Response");
    let metadata = |out: &mut String| {
        out.push_str("<ResponseMetadata>");
        element(out, "RequestId", request_id);
        out.push_str("</ResponseMetadata>");
    };
    let metadata_first = pick(2) == 1;
    if metadata_first {
        metadata(&mut out);
    }
    if let Some(result) = result {
        let name = [operation.name, "Result"].concat();
        open(&mut out, &name);
        fields(&mut out, operation.result, result, pick);
        close(&mut out, &name);
    }
    if !metadata_first {
        metadata(&mut out);
    }
    out.push_str("</");
    out.push_str(operation.name);
    out.push_str("Response>");
    out
}

/// Which of the two envelopes a fault comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// An operation refused: a type, and `RequestId`.
    Operation,
    /// What stands before every operation refused: an empty type, and `RequestID`.
    FrontDoor,
}

/// A fault. Its type is `Receiver` where the status says that the service failed.
pub fn write_fault(
    envelope: Envelope,
    status: u16,
    code: &str,
    message: &str,
    request_id: &str,
    pick: Pick<'_>,
) -> String {
    let mut parts: Vec<fn(&mut String, u16, &str, &str)> =
        vec![|out, _, code, _| element(out, "Code", code), |out, _, _, message| {
            element(out, "Message", message)
        }];
    match envelope {
        Envelope::Operation => parts.push(|out, status, _, _| {
            element(out, "Type", if status >= 500 { "Receiver" } else { "Sender" });
        }),
        Envelope::FrontDoor => {
            parts.push(|out, _, _, _| out.push_str("<Type/>"));
            if pick(2) == 1 {
                parts.push(|out, _, _, _| out.push_str("<Detail/>"));
            }
        }
    }
    shuffle(&mut parts, pick);
    let mut out = begin("Error", "Response");
    out.push_str("<Error>");
    for part in parts {
        part(&mut out, status, code, message);
    }
    out.push_str("</Error>");
    let name = if envelope == Envelope::Operation { "RequestId" } else { "RequestID" };
    element(&mut out, name, request_id);
    out.push_str("</ErrorResponse>");
    out
}

/// Fields of a record, in the order that is picked.
fn fields(out: &mut String, fields: &'static [Field], record: &Record, pick: Pick<'_>) {
    let mut present: Vec<(&Field, &Value)> = fields
        .iter()
        .filter_map(|field| record.get(field.name).map(|value| (field, value)))
        .collect();
    shuffle(&mut present, pick);
    for (field, value) in present {
        named(out, field.name, &field.kind, value, pick);
    }
}

fn named(out: &mut String, name: &str, kind: &Kind, value: &Value, pick: Pick<'_>) {
    let before = out.len();
    open(out, name);
    let inside = out.len();
    match (kind, value) {
        (Kind::Record(shape), Value::Record(record)) => fields(out, shape.fields, record, pick),
        (Kind::List(list), Value::List(items)) => {
            let item_name = list.answer_items.first().copied().unwrap_or("member");
            for item in items {
                named(out, item_name, &list.item, item, pick);
            }
        }
        (_, Value::Text(text)) => escape_allowed(out, text),
        (_, Value::Flag(flag)) => out.push_str(if *flag { "true" } else { "false" }),
        (_, Value::Integer(integer)) => out.push_str(&integer.to_string()),
        (_, Value::Null | Value::List(_) | Value::Record(_)) => {}
    }
    if out.len() == inside {
        out.truncate(before);
        out.push('<');
        out.push_str(name);
        out.push_str("/>");
    } else {
        close(out, name);
    }
}

/// An element with text.
pub fn element(out: &mut String, name: &str, text: &str) {
    open(out, name);
    escape_allowed(out, text);
    close(out, name);
}

/// Escapes text; what XML can't hold at all (most control characters) becomes a question mark.
fn escape_allowed(out: &mut String, text: &str) {
    let forbidden = |letter: char| matches!(letter, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if text.bytes().all(is_plain) {
        out.push_str(text);
    } else if text.contains(forbidden) {
        escape(out, &text.replace(forbidden, "?"));
    } else {
        escape(out, text);
    }
}

/// Whether a byte is surely part of a letter that stands for itself, as all of most texts are.
const fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..=0x1F | b'"' | b'&' | b'\'' | b'<' | b'>' | 0xEF)
}

fn begin(name: &str, suffix: &str) -> String {
    let mut out = String::with_capacity(2_048);
    // Without an encoding, so that readers of already decoded text do not stumble over it.
    out.push_str("<?xml version=\"1.0\"?><");
    out.push_str(name);
    out.push_str(suffix);
    out.push_str(" xmlns=\"");
    out.push_str(NAMESPACE);
    out.push_str("\">");
    out
}

fn open(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn shuffle<T>(items: &mut [T], pick: Pick<'_>) {
    for at in (1..items.len()).rev() {
        items.swap(at, pick(at + 1).min(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::operations::by_name;

    /// Keeps every element where it is.
    fn keep(bound: usize) -> usize {
        bound - 1
    }

    #[test]
    fn results_follow_the_table_and_escape() {
        let status = Record::new().with("State", "Open");
        let details = Record::new()
            .with("AmazonAuthorizationId", "S01-1234567-1234567-A123456")
            .with("SellerAuthorizationNote", "a < b & \"c\"\u{1}")
            .with("IdList", vec![Value::from("one"), Value::from("two")])
            .with("AuthorizationStatus", status)
            .with("CaptureNow", false)
            .with("NotInTheTable", "x");
        let result = Record::new().with("AuthorizationDetails", details);
        let operation = by_name("GetAuthorizationDetails").unwrap().1;
        let text = write_result(operation, Some(&result), "r", &mut |_| 0);
        assert!(text.contains("a &lt; b &amp; &quot;c&quot;?"), "{text}");
        assert!(
            text.contains("<IdList><member>one</member><member>two</member></IdList>"),
            "{text}"
        );
        assert!(text.contains("<CaptureNow>false</CaptureNow>"), "{text}");
        assert!(!text.contains("NotInTheTable"), "{text}");
        assert!(text.contains("<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"));
    }

    #[test]
    fn what_is_empty_is_written_short_and_what_is_absent_not_at_all() {
        let details = Record::new()
            .with("AmazonOrderReferenceId", "S01-1234567-1234567")
            .with("IdList", Vec::<Value>::new())
            .with("SellerOrderAttributes", Record::new());
        let result = Record::new().with("OrderReferenceDetails", details);
        let operation = by_name("GetOrderReferenceDetails").unwrap().1;
        let text = write_result(operation, Some(&result), "r", &mut keep);
        assert!(text.contains("<IdList/>") && text.contains("<SellerOrderAttributes/>"), "{text}");
        let text = write_result(by_name("CloseOrderReference").unwrap().1, None, "r", &mut keep);
        assert!(!text.contains("Result>"), "{text}");
    }

    #[test]
    fn faults_come_in_two_envelopes() {
        let write = |envelope| write_fault(envelope, 503, "RequestThrottled", "m", "r", &mut |_| 0);
        let text = write(Envelope::FrontDoor);
        assert!(text.contains("<Type/>") && text.contains("<RequestID>r</RequestID>"), "{text}");
        let text = write(Envelope::Operation);
        assert!(text.contains("<Type>Receiver</Type>"), "{text}");
        assert!(text.contains("<RequestId>r</RequestId>"), "{text}");
    }
}
