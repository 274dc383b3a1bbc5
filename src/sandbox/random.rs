//! The sandbox's only randomness: a seeded generator (SplitMix64), so that a run can be repeated.
//! It knows nothing of what its numbers are used for, and is no source of secrets.

use super::digits::hexadecimal;
use super::snapshot::{Reader, Stored, Writer};

/// A stream of numbers decided by its seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random(u64);

impl Stored for Random {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        u64::read(input).map(Self)
    }
}

impl Random {
    /// The stream of a seed. `stream` tells streams of one seed apart.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03));
        random.next();
        random
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where the bound is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        // The high half of a product spreads evenly enough: the bias is below 2^-32 here.
        u64::try_from((u128::from(self.next()) * u128::from(bound)) >> 64).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a million.
    pub fn happens(&mut self, per_million: u32) -> bool {
        self.below(1_000_000) < u64::from(per_million)
    }

    /// A random UUID.
    pub fn uuid(&mut self) -> Uuid {
        Uuid(self.next(), self.next())
    }
}

/// A UUID (version 4), which becomes a text when somebody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uuid(u64, u64);

impl Uuid {
    /// It in lower case.
    pub fn text(self) -> String {
        let Self(high, low) = self;
        let mut text = String::with_capacity(36);
        hexadecimal(&mut text, high >> 32, 8);
        text.push('-');
        hexadecimal(&mut text, (high >> 16) & 0xFFFF, 4);
        text.push('-');
        hexadecimal(&mut text, 0x4000 | (high & 0xFFF), 4);
        text.push('-');
        hexadecimal(&mut text, 0x8000 | ((low >> 48) & 0x3FFF), 4);
        text.push('-');
        hexadecimal(&mut text, low & 0xFFFF_FFFF_FFFF, 12);
        text
    }
}

impl Stored for Uuid {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(Self(u64::read(input)?, u64::read(input)?))
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_same_seed_gives_the_same_stream_and_streams_differ() {
        let numbers = |seed, stream| {
            let mut random = Random::new(seed, stream);
            [random.next(), random.next(), random.next()]
        };
        assert_eq!(numbers(1, 1), numbers(1, 1));
        assert_ne!(numbers(1, 1), numbers(1, 2));
        assert_ne!(numbers(1, 1), numbers(2, 1));
    }

    #[test]
    fn below_stays_below() {
        let mut random = Random::new(7, 0);
        assert!((0..1_000).all(|_| random.below(3) < 3));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn uuids_have_the_form() {
        let uuid = Random::new(1, 0).uuid().text();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
    }
}
