//! Percent-encoding as RFC 3986 has it, over the UTF-8 bytes of a text, and the decoding of form
//! values. Knows which characters stand for themselves; refuses to know what the text means.

use std::borrow::Cow;

use crate::error::Error;

/// Appends `text`, percent-encoded, to `out`.
///
/// Letters, digits and `-`, `_`, `.`, `~` stay; every other byte becomes `%XX` in upper case, so a
/// space is `%20` and `*` is `%2A` (behaviour reference 2.1, step 3).
pub fn encode(out: &mut String, text: &str) {
    let (plain, special) = text.split_at_checked(plain_length(text)).unwrap_or((text, ""));
    out.push_str(plain);
    for piece in special.as_bytes().chunks(PIECE) {
        let mut escaped = [0; 3 * PIECE];
        let mut end = 0;
        for byte in piece {
            if is_unreserved(*byte) {
                put(&mut escaped, end, *byte);
                end += 1;
            } else {
                put(&mut escaped, end, b'%');
                put(&mut escaped, end + 1, digit(byte >> 4));
                put(&mut escaped, end + 2, digit(byte & 15));
                end += 3;
            }
        }
        let escaped = escaped.get(..end).unwrap_or_default();
        out.push_str(std::str::from_utf8(escaped).unwrap_or_default());
    }
}

/// Bytes that are escaped at a time: what they become is put together apart and appended at once,
/// which takes half as long as growing the text byte by byte.
const PIECE: usize = 32;

fn put(escaped: &mut [u8], at: usize, byte: u8) {
    if let Some(place) = escaped.get_mut(at) {
        *place = byte;
    }
}

fn digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'A' + value - 10 }
}

/// `text`, percent-encoded as [`encode`] does it. Borrows when there is nothing to encode.
pub fn encoded(text: &str) -> Cow<'_, str> {
    if plain_length(text) == text.len() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    encode(&mut out, text);
    Cow::Owned(out)
}

/// The text that a form-encoded name or value stands for: `+` is a space, `%XX` a byte, in either
/// case. Borrows when there is nothing to decode.
///
/// # Errors
///
/// `malformed-escape` when two hexadecimal digits don't follow a `%`, and `invalid-utf8` when the
/// bytes are not UTF-8. Neither quotes the text, which may be a buyer's.
pub fn decode_form(text: &str) -> Result<Cow<'_, str>, Error> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => escaped_byte(bytes.next(), bytes.next()).ok_or_else(malformed_escape)?,
            other => other,
        });
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|_| {
        let message = "form text must be utf-8 once its percent escapes are decoded";
        Error::validation("invalid-utf8", String::new(), message)
    })
}

fn malformed_escape() -> Error {
    let message = "form text must have two hexadecimal digits after each percent sign";
    Error::validation("malformed-escape", String::new(), message)
}

/// The byte whose two hexadecimal digits these are.
pub fn escaped_byte(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| match byte? {
        byte @ b'0'..=b'9' => Some(byte - b'0'),
        byte @ b'A'..=b'F' => Some(byte - b'A' + 10),
        byte @ b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    Some(digit(high)? << 4 | digit(low)?)
}

/// How many bytes at the beginning stand for themselves. Sixteen at a time without a branch between
/// them, which compiles to vector instructions: most names and values are plain, and this is most of
/// the cost of a request beside its hash.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (chunks, _) = bytes.as_chunks::<16>();
    let start = 16 * chunks.iter().take_while(|chunk| all_unreserved(chunk)).count();
    if start > 0 && bytes.last_chunk().is_some_and(all_unreserved) && bytes.len() - start < 16 {
        return bytes.len();
    }
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| is_unreserved(**byte)).count()
}

fn all_unreserved(chunk: &[u8; 16]) -> bool {
    chunk.iter().fold(true, |all, byte| all & computed(*byte))
}

/// By a table: one byte at a time, that is faster than to compare.
fn is_unreserved(byte: u8) -> bool {
    UNRESERVED.get(usize::from(byte)).copied().unwrap_or_default()
}

static UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut rest: &mut [bool] = &mut table;
    let mut byte = 0_u8;
    while let [first, tail @ ..] = rest {
        *first = computed(byte);
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    table
};

const fn computed(byte: u8) -> bool {
    // Written without `&&` and `||`, so that no branch comes between the bytes of a chunk.
    ((byte | 0x20).wrapping_sub(b'a') < 26)
        | (byte.wrapping_sub(b'0') < 10)
        | (byte.wrapping_sub(b'-') < 2)
        | (byte == b'_')
        | (byte == b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        encode(&mut out, text);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        let kept: String = (0..128_u8)
            .map(char::from)
            .filter(|character| encoded(&character.to_string()) == character.to_string())
            .collect();
        assert_eq!(kept, "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
        assert_eq!(encoded(" !'()*+/=&"), "%20%21%27%28%29%2A%2B%2F%3D%26");
    }

    #[test]
    fn characters_of_every_width_are_encoded_byte_by_byte() {
        assert_eq!(encoded("a\0ü注😀z"), "a%00%C3%BC%E6%B3%A8%F0%9F%98%80z");
        assert_eq!(encoded(""), "");
    }

    #[test]
    fn encoding_appends() {
        let mut out = String::from("a=");
        encode(&mut out, "b c");
        assert_eq!(out, "a=b%20c");
    }

    #[test]
    fn form_text_is_decoded() {
        assert_eq!(decode_form("a+b%20c%2B%2b%E6%B3%A8").unwrap(), "a b c++注");
        assert!(matches!(decode_form("plain 注").unwrap(), Cow::Borrowed("plain 注")));
        assert_eq!(decode_form("注%3D").unwrap(), "注=");
    }

    #[test]
    fn broken_form_text_is_refused_without_being_quoted() {
        for text in ["%", "secret%2", "%G0", "%0G", "%%41", "a%+1"] {
            let error = decode_form(text).unwrap_err();
            assert_eq!(error.code, "malformed-escape", "{text}");
            assert!(!error.message.contains("secret"));
        }
        for text in ["%FF", "%C3", "%C3(", "%ED%A0%80", "%C0%AF"] {
            assert_eq!(decode_form(text).unwrap_err().code, "invalid-utf8", "{text}");
        }
    }
}
