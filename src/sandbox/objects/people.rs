//! Who buys, where it goes and what pays for it. It knows the simulated cards of the wallet
//! (behaviour.md 6.2); it holds no real person's data unless a test puts it there.

use crate::sandbox::snapshot::{Reader, Stored, Writer, stored, stored_choice};
use crate::sandbox::store::At;

use serde_json::{Value, json};

use crate::sandbox::members::{Members, camel};

/// A buyer with an Amazon account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// `amzn1.account.…`.
    pub user_id: String,
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone; mostly absent.
    pub phone: Option<String>,
    /// The code that the profile tells with the scope `postal_code`.
    pub postal_code: Option<String>,
}
stored!(Buyer { user_id, name, email, phone, postal_code });

impl Buyer {
    /// Reads a buyer; what is not said is the sample's.
    pub fn from_json(value: &Value) -> Result<Self, String> {
        let mut buyer = Self::default();
        let mut members = Members::of(value, "buyer")?;
        members.put("userId", &mut buyer.user_id)?;
        members.put("name", &mut buyer.name)?;
        members.put("email", &mut buyer.email)?;
        members.put("phone", &mut buyer.phone)?;
        members.put("postalCode", &mut buyer.postal_code)?;
        members.finish()?;
        Ok(buyer)
    }
}

impl Default for Buyer {
    fn default() -> Self {
        Self {
            user_id: "amzn1.account.SANDBOXBUYER0000000000000001".to_owned(),
            name: "Susie Smith".to_owned(),
            email: "susie@example.com".to_owned(),
            phone: None,
            postal_code: Some("10112".to_owned()),
        }
    }
}

/// An address (operations.md 6.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Who receives.
    pub name: Option<String>,
    /// First line.
    pub address_line1: Option<String>,
    /// Second line.
    pub address_line2: Option<String>,
    /// Third line.
    pub address_line3: Option<String>,
    /// City.
    pub city: Option<String>,
    /// County.
    pub county: Option<String>,
    /// District.
    pub district: Option<String>,
    /// State or region; free text.
    pub state_or_region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166 code of two letters.
    pub country_code: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}
/// Writes out what depends on each field of an address: it has many, all of one kind.
macro_rules! address {
    ($($field:ident),*) => {
        stored!(Address { $($field),* });

        impl Address {
            /// Reads an address; what is not said is absent.
            pub fn from_json(value: &Value) -> Result<Self, String> {
                let mut address = Self::default();
                let mut members = Members::of(value, "address")?;
                $(members.put(&camel(stringify!($field)), &mut address.$field)?;)*
                members.finish()?;
                Ok(address)
            }

            /// What `from_json` reads; the absent are `null`.
            pub fn to_json(&self) -> Value {
                let members = [$((camel(stringify!($field)), json!(self.$field))),*];
                Value::Object(members.into_iter().collect())
            }
        }
    };
}

address!(
    name,
    address_line1,
    address_line2,
    address_line3,
    city,
    county,
    district,
    state_or_region,
    postal_code,
    country_code,
    phone
);

impl Address {
    /// The address that a draft has when nothing else was asked for.
    pub fn sample() -> Self {
        let text = |text: &str| Some(text.to_owned());
        Self {
            name: text("Susie Smith"),
            address_line1: text("10 Ditka Ave"),
            address_line2: text("Suite 2500"),
            city: text("New York"),
            state_or_region: text("NY"),
            postal_code: text("10112"),
            country_code: text("US"),
            phone: text("800-000-0000"),
            ..Self::default()
        }
    }
}

/// Where the goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shipping {
    /// The buyer has not chosen yet, but must.
    Missing,
    /// Nowhere: digital goods.
    NotNeeded,
    /// To this address.
    Chosen(At<Address>),
}
stored_choice!(Shipping { Missing, NotNeeded, Chosen(address) });

/// What pays, by the last four digits that the wallet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card(u16);

impl Stored for Card {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        u16::read(input).map(Self)
    }
}

/// What a simulated card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardEffect {
    /// Pays.
    Pays,
    /// Authorizations are declined with InvalidPaymentMethod.
    InvalidPaymentMethod,
    /// Authorizations are declined with AmazonRejected.
    AmazonRejected,
    /// Authorizations are declined with TransactionTimedOut.
    TransactionTimedOut,
    /// The constraint PaymentMethodNotAllowed.
    NotAllowed,
}

static CARDS: [(u16, CardEffect); 4] = [
    (3434, CardEffect::InvalidPaymentMethod),
    (2323, CardEffect::AmazonRejected),
    (5656, CardEffect::TransactionTimedOut),
    (4545, CardEffect::NotAllowed),
];

impl Card {
    /// One that pays.
    pub const GOOD: Self = Self(1111);

    /// The card whose number ends so; `None` where that is not four digits.
    pub fn ending(tail: &str) -> Option<Self> {
        let four = tail.len() == 4 && tail.bytes().all(|byte| byte.is_ascii_digit());
        if four { tail.parse().ok().map(Self) } else { None }
    }

    /// Cards to choose from, by their last four digits, and what each does.
    pub fn simulated() -> impl Iterator<Item = (String, &'static str)> {
        let cards = CARDS.iter().map(|(tail, effect)| (Self(*tail), *effect));
        [(Self::GOOD, CardEffect::Pays)].into_iter().chain(cards).map(|(card, effect)| {
            let does = match effect {
                CardEffect::Pays => "pays",
                CardEffect::InvalidPaymentMethod => "declined: InvalidPaymentMethod",
                CardEffect::AmazonRejected => "declined: AmazonRejected",
                CardEffect::TransactionTimedOut => "declined: TransactionTimedOut",
                CardEffect::NotAllowed => "constraint: PaymentMethodNotAllowed",
            };
            (card.tail(), does)
        })
    }

    /// Its last four digits.
    pub fn tail(self) -> String {
        format!("{:04}", self.0)
    }

    /// What it does. Any card that the wallet does not list pays.
    pub fn effect(self) -> CardEffect {
        CARDS.iter().find(|(tail, _)| *tail == self.0).map_or(CardEffect::Pays, |(_, it)| *it)
    }
}
