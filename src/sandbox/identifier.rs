//! Ids of objects: how they are written and read (behaviour.md 0.1). It knows their grammar; it
//! refuses to know which exist.

use super::digits::decimal;
use super::snapshot::stored_choice;

/// Which of the two worlds an object lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// Production: ids begin with `P` and `B`.
    Live,
    /// The service's sandbox: ids begin with `S` and `C`.
    Sandbox,
}
stored_choice!(Environment { Live, Sandbox });

impl Environment {
    /// The word in answers and notifications.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Live => "Live",
            Self::Sandbox => "Sandbox",
        }
    }
}

/// The two kinds of object that other ids grow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// An order reference.
    OrderReference,
    /// A billing agreement.
    BillingAgreement,
}

/// An id taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// What its first part names.
    pub root: Root,
    /// The world its first letter names.
    pub environment: Environment,
    /// The two digits of the region.
    pub region: u8,
    /// The fourteen digits.
    pub number: u64,
    /// The letter and six digits of what hangs on an order reference.
    pub child: Option<(Child, u32)>,
}

/// What hangs on an order reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child {
    /// `-A`.
    Authorization,
    /// `-C`.
    Capture,
    /// `-R`.
    Refund,
    /// `-P`.
    ProviderCredit,
    /// `-Q`.
    ProviderCreditReversal,
}

const CHILDREN: [(Child, char); 5] = [
    (Child::Authorization, 'A'),
    (Child::Capture, 'C'),
    (Child::Refund, 'R'),
    (Child::ProviderCredit, 'P'),
    (Child::ProviderCreditReversal, 'Q'),
];

const LETTERS: [(Root, Environment, char); 4] = [
    (Root::OrderReference, Environment::Live, 'P'),
    (Root::OrderReference, Environment::Sandbox, 'S'),
    (Root::BillingAgreement, Environment::Live, 'B'),
    (Root::BillingAgreement, Environment::Sandbox, 'C'),
];

/// The number of ids of one root.
pub const NUMBERS: u64 = 100_000_000_000_000;
/// The number of ids of one kind on one order reference.
pub const CHILD_NUMBERS: u64 = 1_000_000;

impl Identifier {
    /// Takes an id apart; `None` where it does not follow the grammar.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (head, upper, lower) = (parts.next()?, parts.next()?, parts.next()?);
        let mut letters = head.chars();
        let first = letters.next()?;
        let (root, environment, _) =
            LETTERS.iter().find(|(_, _, letter)| *letter == first).copied()?;
        let region = u8::try_from(digits(letters.as_str(), 2)?).ok()?;
        let number = digits(upper, 7)? * 10_000_000 + digits(lower, 7)?;
        let child = match parts.next() {
            None => None,
            Some(tail) => {
                let mut letters = tail.chars();
                let first = letters.next()?;
                let (child, _) = CHILDREN.iter().find(|(_, letter)| *letter == first)?;
                Some((*child, u32::try_from(digits(letters.as_str(), 6)?).ok()?))
            }
        };
        if parts.next().is_some() {
            return None;
        }
        Some(Self { root, environment, region, number, child })
    }
}

impl Identifier {
    /// It as a text.
    pub fn text(self) -> String {
        let letter = LETTERS
            .iter()
            .find(|(root, environment, _)| *root == self.root && *environment == self.environment)
            .map_or('S', |(_, _, letter)| *letter);
        let mut text = String::with_capacity(27);
        text.push(letter);
        decimal(&mut text, self.region.into(), 2);
        text.push('-');
        decimal(&mut text, self.number / 10_000_000, 7);
        text.push('-');
        decimal(&mut text, self.number % 10_000_000, 7);
        if let Some((child, number)) = self.child {
            let letter = CHILDREN.iter().find(|(known, _)| *known == child);
            text.push('-');
            text.push(letter.map_or('A', |(_, letter)| *letter));
            decimal(&mut text, number.into(), 6);
        }
        text
    }
}

fn digits(text: &str, count: usize) -> Option<u64> {
    if text.len() != count || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_being_taken_apart() {
        for text in [
            "S01-1234567-7654321",
            "P02-0000000-0000001",
            "C03-1234567-1234567",
            "B01-1234567-1234567",
            "S01-9821095-1837200-A041953",
            "S01-9821095-1837200-C041953",
            "S01-9821095-1837200-R000000",
            "S01-9821095-1837200-P000001",
            "S01-9821095-1837200-Q999999",
        ] {
            assert_eq!(Identifier::parse(text).map(Identifier::text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "S01",
            "X01-1234567-7654321",
            "S1-1234567-7654321",
            "S01-123456-7654321",
            "S01-1234567-7654321-A12345",
            "S01-1234567-7654321-X123456",
            "S01-1234567-7654321-A123456-1",
            "S01-+234567-7654321",
            "é01-1234567-7654321",
        ] {
            assert_eq!(Identifier::parse(text), None, "{text:?}");
        }
    }
}
