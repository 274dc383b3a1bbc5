//! Rates between the buyer's currency and the account's, for multi-currency payments
//! (operations.md 9.4). They are fixed, so that a run can be repeated; those seen in captures are
//! kept as captured, the others are only plausible.

use super::money::{Currency, RATE_UNIT};
use super::world::World;

/// Ten-thousand-millionths of a currency for one euro.
static FOR_ONE_EURO: [(Currency, i64); 12] = [
    (Currency::Usd, 10_830_000_000),
    (Currency::Gbp, 9_133_626_440),
    (Currency::Eur, 10_000_000_000),
    (Currency::Jpy, 1_207_500_000_000),
    (Currency::Aud, 16_242_000_000),
    (Currency::Chf, 11_297_854_087),
    (Currency::Dkk, 74_720_000_000),
    (Currency::Hkd, 84_890_000_000),
    (Currency::Nok, 99_248_293_483),
    (Currency::Nzd, 17_185_000_000),
    (Currency::Sek, 107_870_000_000),
    (Currency::Zar, 164_300_000_000),
];

impl World {
    /// How much of a currency is one unit of the account's; none where it is the account's own.
    pub fn rate_for(&self, currency: Currency) -> Option<i64> {
        let ledger = self.ledger_currency();
        if currency == ledger {
            return None;
        }
        let euro = |wanted: Currency| {
            FOR_ONE_EURO.iter().find(|(known, _)| *known == wanted).map(|(_, rate)| *rate)
        };
        let (one, other) = (euro(currency)?, euro(ledger)?);
        i64::try_from(i128::from(one) * i128::from(RATE_UNIT) / i128::from(other)).ok()
    }
}
