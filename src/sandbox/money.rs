//! Money in whole minor units with its currency. It knows the limits that Amazon puts on amounts
//! (operations.md 12, behaviour.md 5.1) and the ways in which the service prints them; it refuses
//! floats, and never rounds but where an amount is converted.

use super::digits::decimal;
use super::snapshot::{stored, stored_choice};

/// The currencies in which a buyer may pay (operations.md 9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Currency {
    /// US dollar.
    Usd,
    /// Pound sterling.
    Gbp,
    /// Euro.
    Eur,
    /// Yen; has no minor unit.
    Jpy,
    /// Australian dollar.
    Aud,
    /// Swiss franc.
    Chf,
    /// Danish krone.
    Dkk,
    /// Hong Kong dollar.
    Hkd,
    /// Norwegian krone.
    Nok,
    /// New Zealand dollar.
    Nzd,
    /// Swedish krona.
    Sek,
    /// Rand.
    Zar,
}
stored_choice!(Currency { Usd, Gbp, Eur, Jpy, Aud, Chf, Dkk, Hkd, Nok, Nzd, Sek, Zar });

/// What holds for one currency, in minor units.
struct Facts {
    currency: Currency,
    code: &'static str,
    /// Digits after the point.
    exponent: u32,
    /// The most that one total, authorization, capture or refund may be.
    most: i64,
    /// The cap of the 15 % that captures and refunds may exceed what they stand on.
    excess: i64,
    /// What an agreement may be charged in a calendar month.
    monthly: i64,
}

const fn facts(
    currency: Currency,
    code: &'static str,
    exponent: u32,
    most: i64,
    excess: i64,
    monthly: i64,
) -> Facts {
    Facts { currency, code, exponent, most, excess, monthly }
}

/// The reference gives `most` and `excess` for the first four only; the others are set in the
/// proportion of their monthly limits, which it does give (unconfirmed).
static FACTS: [Facts; 12] = [
    facts(Currency::Usd, "USD", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Gbp, "GBP", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Eur, "EUR", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Jpy, "JPY", 0, 10_000_000, 8_400, 100_000),
    facts(Currency::Aud, "AUD", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Chf, "CHF", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Dkk, "DKK", 2, 150_000_000, 75_000, 1_000_000),
    facts(Currency::Hkd, "HKD", 2, 150_000_000, 75_000, 1_000_000),
    facts(Currency::Nok, "NOK", 2, 150_000_000, 75_000, 1_000_000),
    facts(Currency::Nzd, "NZD", 2, 15_000_000, 7_500, 100_000),
    facts(Currency::Sek, "SEK", 2, 150_000_000, 75_000, 1_000_000),
    facts(Currency::Zar, "ZAR", 2, 150_000_000, 75_000, 1_000_000),
];

impl Currency {
    /// The currency of that ISO 4217 code, where buyers may pay in it.
    pub fn parse(code: &str) -> Option<Self> {
        FACTS.iter().find(|facts| facts.code == code).map(|facts| facts.currency)
    }

    /// Its ISO 4217 code.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// How many minor units make one unit.
    pub fn unit(self) -> i64 {
        10_i64.pow(self.facts().exponent)
    }

    /// What an agreement may be charged in a calendar month (behaviour.md 5.6).
    pub fn monthly_limit(self) -> Money {
        Money::new(self.facts().monthly, self)
    }

    fn facts(self) -> &'static Facts {
        // The rows stand in the order of the variants; a test says so.
        static NONE: Facts = facts(Currency::Usd, "USD", 2, 0, 0, 0);
        FACTS.get(self as usize).unwrap_or(&NONE)
    }
}

/// An amount of one currency, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// How many minor units.
    pub minor: i64,
    /// Of what.
    pub currency: Currency,
}
stored!(Money { minor, currency });

impl Money {
    /// So many minor units of a currency.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, of a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads an amount as requests write it: digits, perhaps a point and at most as many digits as
    /// the currency has. No sign, no exponent, no white space.
    pub fn parse(amount: &str, currency: Currency) -> Option<Self> {
        let exponent = currency.facts().exponent as usize;
        let (whole, fraction) = match amount.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (amount, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 13 || fraction.len() > exponent {
            return None;
        }
        if !digits(whole) || !digits(fraction) {
            return None;
        }
        let missing = u32::try_from(exponent - fraction.len()).ok()?;
        let fraction: i64 = if fraction.is_empty() {
            0
        } else {
            fraction.parse::<i64>().ok()? * 10_i64.pow(missing)
        };
        let whole: i64 = whole.parse().ok()?;
        Some(Self::new(whole.checked_mul(currency.unit())?.checked_add(fraction)?, currency))
    }

    /// Whether it is more than the service takes in one go.
    pub fn exceeds_the_most(self) -> bool {
        self.minor > self.currency.facts().most
    }

    /// By how much captures may exceed this total, or refunds this capture: 15 %, capped.
    pub fn allowance(self) -> i64 {
        (self.minor.saturating_mul(15) / 100).min(self.currency.facts().excess)
    }

    /// This amount and its allowance together, in minor units.
    pub fn with_allowance(self) -> i64 {
        self.minor.saturating_add(self.allowance())
    }

    /// The same in another currency, at so many ten-thousand-millionths of this one for one of that.
    /// Rounded to the nearest minor unit, halves up (operations.md 9.4).
    pub fn converted(self, rate: i64, into: Currency) -> Self {
        let numerator = i128::from(self.minor) * i128::from(into.unit()) * i128::from(RATE_UNIT);
        let denominator = i128::from(rate.max(1)) * i128::from(self.currency.unit());
        let minor = (numerator * 2 + denominator) / (denominator * 2);
        Self::new(i64::try_from(minor).unwrap_or(i64::MAX), into)
    }

    /// With all the digits its currency has: `19.95`, `5.00`, `1000`.
    pub fn text(self) -> String {
        let (unit, exponent) = (self.currency.unit(), self.currency.facts().exponent as usize);
        let mut text = String::with_capacity(24);
        if self.minor < 0 {
            text.push('-');
        }
        let (minor, unit) = (self.minor.unsigned_abs(), unit.unsigned_abs());
        decimal(&mut text, minor / unit, 1);
        if exponent > 0 {
            text.push('.');
            decimal(&mut text, minor % unit, exponent);
        }
        text
    }

    /// As the API prints what nothing was added to yet: `0`, else as [`Money::text`].
    pub fn accumulated(self) -> String {
        if self.minor == 0 { "0".to_owned() } else { self.text() }
    }

    /// As the API prints a limit: `500`, without a fraction of zeros.
    pub fn short(self) -> String {
        if self.minor % self.currency.unit() == 0 {
            (self.minor / self.currency.unit()).to_string()
        } else {
            self.text()
        }
    }

    /// As notifications print it: at least one digit after the point and no needless zeros, `5.0`,
    /// `19.95` (behaviour.md 0.3).
    pub fn double(self) -> String {
        let unit = self.currency.unit();
        let mut text = self.text();
        if unit == 1 {
            text.push_str(".0");
            return text;
        }
        text.truncate(text.trim_end_matches('0').len());
        if text.ends_with('.') {
            text.push('0');
        }
        text
    }
}

/// Conversion rates are counted in this fraction of one, which keeps the ten decimals of captures.
pub const RATE_UNIT: i64 = 10_000_000_000;

/// A conversion rate as the service prints it.
pub fn rate_text(rate: i64) -> String {
    let text = format!("{}.{:010}", rate / RATE_UNIT, rate % RATE_UNIT);
    let text = text.trim_end_matches('0');
    if text.ends_with('.') { format!("{text}0") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_stand_in_the_order_of_the_variants() {
        for (at, facts) in FACTS.iter().enumerate() {
            assert_eq!(facts.currency as usize, at);
            assert_eq!(Currency::parse(facts.code), Some(facts.currency));
        }
    }

    #[test]
    fn amounts_are_read_exactly_or_refused() {
        let usd = |text| Money::parse(text, Currency::Usd).map(|money| money.minor);
        assert_eq!(usd("10"), Some(1_000));
        assert_eq!(usd("10.5"), Some(1_050));
        assert_eq!(usd("0.01"), Some(1));
        assert_eq!(usd("150000.00"), Some(15_000_000));
        for wrong in
            ["", ".", "1.", ".5", "1.005", "1e3", "1,50", "-1", "+1", " 1", "1 ", "99999999999999"]
        {
            assert_eq!(usd(wrong), None, "{wrong:?}");
        }
        assert_eq!(Money::parse("10.5", Currency::Jpy), None);
        assert_eq!(Money::parse("1000", Currency::Jpy).map(|money| money.minor), Some(1_000));
    }

    #[test]
    fn allowance_is_fifteen_per_cent_up_to_the_cap() {
        assert_eq!(Money::new(10_000, Currency::Usd).allowance(), 1_500);
        assert_eq!(Money::new(100_000, Currency::Usd).allowance(), 7_500);
        assert_eq!(Money::new(1_000_000, Currency::Jpy).allowance(), 8_400);
    }

    #[test]
    fn amounts_print_as_in_captures() {
        let money = Money::new(500, Currency::Usd);
        assert_eq!(
            (money.text(), money.short(), money.double()),
            ("5.00".into(), "5".into(), "5.0".into())
        );
        assert_eq!(Money::new(1_995, Currency::Gbp).double(), "19.95");
        assert_eq!(Money::zero(Currency::Eur).accumulated(), "0");
        assert_eq!(Money::new(1_000, Currency::Jpy).text(), "1000");
    }

    #[test]
    fn conversion_matches_the_captures() {
        // operations.md 9.4: 0.99 CHF / 1.1297854087 = 0.88 EUR; 19.95 GBP / 0.913362644 = 21.84 EUR.
        let converted =
            |minor, currency, rate| Money::new(minor, currency).converted(rate, Currency::Eur);
        assert_eq!(converted(99, Currency::Chf, 11_297_854_087).minor, 88);
        assert_eq!(converted(33, Currency::Nok, 99_248_293_483).minor, 3);
        assert_eq!(converted(1_995, Currency::Gbp, 9_133_626_440).minor, 2_184);
        assert_eq!(rate_text(11_297_854_087), "1.1297854087");
    }
}
