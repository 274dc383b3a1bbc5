//! X.509 certificates, as much as it takes to check a signature by one: the common name, from when
//! until when it is valid, and its RSA key (RFC 5280, in DER). It refuses to know whose certificate
//! is acceptable, and it checks no chain: that needs roots, which hosts keep to themselves.

use std::ops::Range;

use super::timestamp;

const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const OID: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// The tag before the version, which certificates of version 1 leave out.
const VERSION: u8 = 0xA0;

/// 2.5.4.3
const COMMON_NAME: [u8; 3] = [0x55, 0x04, 0x03];
/// 1.2.840.113549.1.1.1
const RSA: [u8; 9] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate<'a> {
    /// The subject's common name as bytes; nothing where it has none, or more than one.
    pub common_name: Option<&'a [u8]>,
    /// Epoch milliseconds from which it is valid.
    pub not_before: i64,
    /// Epoch milliseconds until which it is valid.
    pub not_after: i64,
    /// Where its SubjectPublicKeyInfo stands among the bytes.
    pub public_key: Range<usize>,
    /// Length of its RSA modulus in bits; 0 where the key is of another kind.
    pub rsa_bits: usize,
}

/// Reads a certificate; nothing where the bytes are not exactly one.
pub fn read(der: &[u8]) -> Option<Certificate<'_>> {
    let mut whole = Reader { bytes: der, at: 0, end: der.len() };
    let mut certificate = whole.inside(SEQUENCE)?;
    whole.at_end()?;
    let mut fields = certificate.inside(SEQUENCE)?;
    if fields.tag() == Some(VERSION) {
        fields.element()?;
    }
    fields.inside(INTEGER)?;
    // The signature's algorithm, and the issuer.
    fields.inside(SEQUENCE)?;
    fields.inside(SEQUENCE)?;
    let mut validity = fields.inside(SEQUENCE)?;
    let (not_before, not_after) = (validity.time()?, validity.time()?);
    let common_name = common_name(fields.inside(SEQUENCE)?)?;
    let from = fields.at;
    let rsa_bits = rsa_bits(fields.inside(SEQUENCE)?)?;
    Some(Certificate { common_name, not_before, not_after, public_key: from..fields.at, rsa_bits })
}

/// The one common name of a subject. The outer option is empty where the name is malformed.
fn common_name<'a>(mut subject: Reader<'a>) -> Option<Option<&'a [u8]>> {
    let mut found = None;
    let mut count = 0;
    while subject.at < subject.end {
        let mut set = subject.inside(SET)?;
        while set.at < set.end {
            let mut pair = set.inside(SEQUENCE)?;
            if pair.inside(OID)?.content() == COMMON_NAME {
                found = Some(pair.element()?.1.content());
                count += 1;
            }
        }
    }
    Some(found.filter(|_| count == 1))
}

fn rsa_bits(mut key: Reader<'_>) -> Option<usize> {
    let mut algorithm = key.inside(SEQUENCE)?;
    if algorithm.inside(OID)?.content() != RSA {
        return Some(0);
    }
    let mut bits = key.inside(BITS)?;
    // How many bits of the last byte do not count: none.
    bits.at += 1;
    let mut pair = bits.inside(SEQUENCE)?;
    let modulus = pair.inside(INTEGER)?.content();
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let first = modulus.get(zeros).map_or(8, |byte| byte.leading_zeros() as usize);
    Some(((modulus.len() - zeros) * 8).saturating_sub(first))
}

/// Goes from element to element between two positions.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    fn tag(&self) -> Option<u8> {
        self.bytes.get(self.at..self.end)?.first().copied()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.tag()?;
        self.at += 1;
        Some(byte)
    }

    /// The tag and the content of the next element.
    fn element(&mut self) -> Option<(u8, Self)> {
        let tag = self.byte()?;
        let mut length = usize::from(self.byte()?);
        if length > 0x80 {
            // No certificate has 16 MB.
            let digits = Some(length - 0x80).filter(|digits| *digits <= 3)?;
            length = 0;
            for _ in 0..digits {
                length = length << 8 | usize::from(self.byte()?);
            }
        } else if length == 0x80 {
            return None;
        }
        let from = self.at;
        self.at = Some(from + length).filter(|to| *to <= self.end)?;
        Some((tag, Self { bytes: self.bytes, at: from, end: self.at }))
    }

    /// The content of the next element, which must have this tag.
    fn inside(&mut self, tag: u8) -> Option<Self> {
        self.element().filter(|(found, _)| *found == tag).map(|(_, content)| content)
    }

    fn content(&self) -> &'a [u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    fn at_end(&self) -> Option<()> {
        (self.at == self.end).then_some(())
    }

    /// `YYMMDDhhmmssZ`, or the same with four digits of the year, in epoch milliseconds.
    fn time(&mut self) -> Option<i64> {
        let (tag, content) = self.element()?;
        let text = std::str::from_utf8(content.content()).ok()?;
        let (century, text) = match tag {
            // Two digits from 50 on are of the last century.
            UTC_TIME => (if text < "5" { "20" } else { "19" }, text),
            GENERALIZED_TIME => text.split_at_checked(2)?,
            _ => return None,
        };
        let mut iso = String::with_capacity(20);
        for (at, letter) in century.chars().chain(text.chars()).enumerate() {
            match at {
                4 | 6 => iso.push('-'),
                8 => iso.push('T'),
                10 | 12 => iso.push(':'),
                _ => {}
            }
            iso.push(letter);
        }
        timestamp::parse(&iso).filter(|_| iso.len() == 20)
    }
}

#[cfg(test)]
mod tests {
    use super::{Certificate, read};

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = content.len();
        let mut bytes = vec![tag];
        match length {
            0..0x80 => bytes.push(length as u8),
            0x80..0x100 => bytes.extend([0x81, length as u8]),
            _ => bytes.extend([0x82, (length >> 8) as u8, length as u8]),
        }
        bytes.extend(content);
        bytes
    }

    fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
        der(0x30, &parts.concat())
    }

    fn name(common_names: &[&str]) -> Vec<u8> {
        let one = |name: &&str| {
            der(0x31, &sequence(&[der(6, &super::COMMON_NAME), der(0x0C, name.as_bytes())]))
        };
        sequence(&common_names.iter().map(one).collect::<Vec<_>>())
    }

    fn key(oid: &[u8], modulus: &[u8]) -> Vec<u8> {
        let numbers = sequence(&[der(2, modulus), der(2, &[1, 0, 1])]);
        let algorithm = sequence(&[der(6, oid), der(5, &[])]);
        sequence(&[algorithm, der(3, &[&[0][..], &numbers].concat())])
    }

    fn certificate(common_names: &[&str], times: [(u8, &str); 2], key: Vec<u8>) -> Vec<u8> {
        let validity: Vec<_> =
            times.iter().map(|(tag, text)| der(*tag, text.as_bytes())).collect();
        let fields = sequence(&[
            der(0xA0, &der(2, &[2])),
            der(2, &[9]),
            sequence(&[]),
            name(&["someone"]),
            sequence(&validity),
            name(common_names),
            key,
        ]);
        sequence(&[fields, sequence(&[]), der(3, &[0])])
    }

    const TIMES: [(u8, &str); 2] = [(0x17, "200101000000Z"), (0x18, "20500101000000Z")];

    #[test]
    fn a_certificate_says_whose_it_is_when_and_by_which_key() {
        let key = key(&super::RSA, &[&[0, 0x80][..], &[1; 255]].concat());
        let bytes = certificate(&["sns.amazonaws.com"], TIMES, key.clone());
        let Certificate { common_name, not_before, not_after, public_key, rsa_bits } =
            read(&bytes).unwrap();
        assert_eq!(common_name, Some(&b"sns.amazonaws.com"[..]));
        assert_eq!((not_before, not_after), (1_577_836_800_000, 2_524_608_000_000));
        assert_eq!(bytes.get(public_key), Some(&key[..]));
        assert_eq!(rsa_bits, 2048);
    }

    #[test]
    fn two_common_names_are_none() {
        let key = key(&super::RSA, &[1]);
        for names in [&[][..], &["sns.amazonaws.com", "evil.example"]] {
            assert_eq!(
                read(&certificate(names, TIMES, key.clone())).unwrap().common_name,
                None
            );
        }
    }

    #[test]
    fn bits_count_from_the_first_that_is_set() {
        for (modulus, bits) in [(&[0, 0xFF, 0][..], 16), (&[0x7F, 0], 15), (&[0, 0], 0), (&[], 0)] {
            let bytes = certificate(&["a"], TIMES, key(&super::RSA, modulus));
            assert_eq!(read(&bytes).unwrap().rsa_bits, bits, "{modulus:?}");
        }
        let bytes = certificate(&["a"], TIMES, key(&[0x2A, 1], &[0xFF; 300]));
        assert_eq!(read(&bytes).unwrap().rsa_bits, 0, "another kind of key");
    }

    #[test]
    fn years_of_two_digits_are_from_1950_to_2049() {
        for (text, milliseconds) in
            [("500101000000Z", -631_152_000_000), ("491231235959Z", 2_524_607_999_000)]
        {
            let times = [(0x17, text), (0x17, text)];
            let bytes = certificate(&["a"], times, key(&super::RSA, &[1]));
            assert_eq!(read(&bytes).unwrap().not_after, milliseconds);
        }
        for text in ["200101000000", "2001010000Z", "200101000000+0100", "20010100000\u{e9}", ""] {
            let times = [(0x17, text), (0x17, "200101000000Z")];
            assert_eq!(read(&certificate(&["a"], times, key(&super::RSA, &[1]))), None, "{text}");
        }
    }

    #[test]
    fn what_is_cut_or_followed_by_something_is_none() {
        let bytes = certificate(&["a"], TIMES, key(&super::RSA, &[1]));
        for end in 0..bytes.len() {
            assert_eq!(read(bytes.get(..end).unwrap()), None, "{end}");
        }
        assert_eq!(read(&[&bytes[..], &[0]].concat()), None);
    }
}
