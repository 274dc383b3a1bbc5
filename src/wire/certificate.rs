//! X.509 certificates, as much as it takes to check a signature by one: the common name, from when
//! until when it is valid, and its RSA key (RFC 5280, in DER). It refuses to know whose certificate
//! is acceptable, and it checks no chain: that needs roots, which hosts keep to themselves.

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
    /// Its SubjectPublicKeyInfo.
    pub public_key: &'a [u8],
    /// Length of its RSA modulus in bits; 0 where the key is of another kind.
    pub rsa_bits: usize,
}

/// Reads a certificate; nothing where the bytes are not exactly one.
pub fn read(der: &[u8]) -> Option<Certificate<'_>> {
    let mut whole = Reader(der);
    let mut fields = whole.inside(SEQUENCE)?.inside(SEQUENCE)?;
    if !whole.0.is_empty() {
        return None;
    }
    if fields.0.first() == Some(&VERSION) {
        fields.inside(VERSION)?;
    }
    fields.inside(INTEGER)?;
    // The signature's algorithm, and the issuer.
    fields.inside(SEQUENCE)?;
    fields.inside(SEQUENCE)?;
    let mut validity = fields.inside(SEQUENCE)?;
    let (not_before, not_after) = (validity.time()?, validity.time()?);
    let common_name = common_name(fields.inside(SEQUENCE)?)?;
    let (from, before) = (fields.0, fields.0.len());
    let rsa_bits = rsa_bits(fields.inside(SEQUENCE)?)?;
    let public_key = from.get(..before - fields.0.len())?;
    Some(Certificate { common_name, not_before, not_after, public_key, rsa_bits })
}

/// The one common name of a subject. The outer option is empty where the name is malformed.
fn common_name<'a>(mut subject: Reader<'a>) -> Option<Option<&'a [u8]>> {
    let mut found = None;
    let mut count = 0;
    while !subject.0.is_empty() {
        let mut set = subject.inside(SET)?;
        while !set.0.is_empty() {
            let mut pair = set.inside(SEQUENCE)?;
            if pair.inside(OID)?.0 == COMMON_NAME {
                found = Some(pair.element()?.1);
                count += 1;
            }
        }
    }
    Some(found.filter(|_| count == 1))
}

fn rsa_bits(mut key: Reader<'_>) -> Option<usize> {
    if key.inside(SEQUENCE)?.inside(OID)?.0 != RSA {
        return Some(0);
    }
    // Its first byte says how many bits of the last one do not count: none.
    let mut bits = Reader(key.inside(BITS)?.0.get(1..)?);
    let modulus = bits.inside(SEQUENCE)?.inside(INTEGER)?.0;
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let unset = modulus.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    Some((modulus.len() - zeros) * 8 - unset)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    /// The tag and the content of the next element.
    fn element(&mut self) -> Option<(u8, &'a [u8])> {
        let tag = self.byte()?;
        let mut length = usize::from(self.byte()?);
        if length >= 0x80 {
            // The rest says how many bytes hold the length; no certificate has 16 MB.
            let bytes = Some(length - 0x80).filter(|bytes| (1..=3).contains(bytes))?;
            length = 0;
            for _ in 0..bytes {
                length = length << 8 | usize::from(self.byte()?);
            }
        }
        let (content, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }

    /// The content of the next element, which must have this tag.
    #[inline(never)]
    fn inside(&mut self, tag: u8) -> Option<Self> {
        self.element().filter(|(found, _)| *found == tag).map(|(_, content)| Self(content))
    }

    /// `YYMMDDhhmmssZ`, or the same with four digits of the year, in epoch milliseconds.
    #[inline(never)]
    fn time(&mut self) -> Option<i64> {
        let (tag, text) = self.element()?;
        let mut digits = Reader(text.strip_suffix(b"Z")?);
        let first = digits.pair()?;
        let year = match tag {
            // Two digits from 50 on are of the last century.
            UTC_TIME => first + if first < 50 { 2000 } else { 1900 },
            GENERALIZED_TIME => first * 100 + digits.pair()?,
            _ => return None,
        };
        let mut parts = [year; 6];
        for part in parts.iter_mut().skip(1) {
            *part = digits.pair()?;
        }
        timestamp::of(parts).filter(|_| digits.0.is_empty())
    }

    /// Two decimal digits.
    fn pair(&mut self) -> Option<i64> {
        let mut number = 0;
        for _ in 0..2 {
            let byte = self.byte().filter(u8::is_ascii_digit)?;
            number = number * 10 + i64::from(byte - b'0');
        }
        Some(number)
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
        let validity: Vec<_> = times.iter().map(|(tag, text)| der(*tag, text.as_bytes())).collect();
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
        assert_eq!(public_key, key);
        assert_eq!(rsa_bits, 2048);
    }

    #[test]
    fn two_common_names_are_none() {
        let key = key(&super::RSA, &[1]);
        for names in [&[][..], &["sns.amazonaws.com", "evil.example"]] {
            assert_eq!(read(&certificate(names, TIMES, key.clone())).unwrap().common_name, None);
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
