//! The rule for amounts of money in requests. It knows decimals as text; no float comes near.

use std::borrow::Cow;

use crate::model::region::minor_digits;
use crate::wire::decimal::decimal;

/// Why an amount can't be sent, in words that follow the path; nothing when it can.
///
/// An amount is a decimal with a point, without sign, exponent or separators, above zero, and with
/// no more decimals than its currency has. How large it may be is the service's to judge.
pub fn fault(amount: &str, currency: Option<&str>) -> Option<Cow<'static, str>> {
    let (whole, decimals) = match amount.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (amount, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !decimals.is_none_or(digits) {
        return Some("is not a decimal: write digits with a point, such as '10.00'".into());
    }
    if amount.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        return Some("is zero: an amount must be above zero".into());
    }
    let most = currency.and_then(minor_digits).map(usize::from)?;
    let given = decimals.map_or(0, str::len);
    if given <= most {
        return None;
    }
    let currency = currency.unwrap_or_default();
    let limit = match most {
        0 => "none".to_owned(),
        _ => ["at most ", &decimal(most as u64)].concat(),
    };
    Some(["has ", &decimal(given as u64), " decimals: ", currency, " has ", &limit].concat().into())
}

/// The text to write instead of a number that was given for an amount, where it is plain.
pub fn instead(number: &str, currency: Option<&str>) -> Option<String> {
    let most = currency.and_then(minor_digits).map_or(2, usize::from);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if decimals.len() > most {
        return None;
    }
    let zeros = "0".repeat(most - decimals.len());
    let text = if most == 0 { whole.to_owned() } else { [whole, ".", decimals, &zeros].concat() };
    fault(&text, currency).is_none().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{fault, instead};

    #[test]
    fn decimals_within_the_currency_pass() {
        for (amount, currency) in
            [("10", "USD"), ("10.5", "USD"), ("0.01", "USD"), ("1000", "JPY"), ("1.234", "XXX")]
        {
            assert_eq!(fault(amount, Some(currency)), None, "{amount} {currency}");
        }
    }

    #[test]
    fn everything_else_is_named() {
        for (amount, currency, word) in [
            ("1e3", "USD", "decimal"),
            ("1,50", "USD", "decimal"),
            ("-1", "USD", "decimal"),
            ("+1", "USD", "decimal"),
            ("1.", "USD", "decimal"),
            (".5", "USD", "decimal"),
            ("", "USD", "decimal"),
            (" 1", "USD", "decimal"),
            ("١", "USD", "decimal"),
            ("0", "USD", "zero"),
            ("0.00", "USD", "zero"),
            ("1.005", "USD", "at most 2"),
            ("10.5", "JPY", "none"),
        ] {
            let found = fault(amount, Some(currency)).unwrap_or_default();
            assert!(found.contains(word), "{amount} {currency}: {found}");
        }
    }

    #[test]
    fn a_number_is_answered_with_the_text_to_write() {
        assert_eq!(instead("10.5", Some("USD")).as_deref(), Some("10.50"));
        assert_eq!(instead("10", None).as_deref(), Some("10.00"));
        assert_eq!(instead("1000", Some("JPY")).as_deref(), Some("1000"));
        assert_eq!(instead("1e21", Some("USD")), None);
        assert_eq!(instead("10.005", Some("USD")), None);
        assert_eq!(instead("-1", Some("USD")), None);
    }
}
