//! The one rule by which the service's names become JavaScript's.

/// The JavaScript name of a wire name: camelCase, acronyms folded.
///
/// `AmazonOrderReferenceId` → `amazonOrderReferenceId`, `ConstraintID` → `constraintId`,
/// `MWSAuthToken` → `mwsAuthToken`.
pub fn js_name(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len());
    let mut after_capital = true;
    let mut letters = wire.chars().peekable();
    while let Some(letter) = letters.next() {
        // A capital begins a word unless it continues a run of capitals; the last capital of a run
        // begins the next word when a small letter follows it.
        let run_goes_on = letters.peek().is_none_or(char::is_ascii_uppercase);
        let folds = name.is_empty() || after_capital && run_goes_on;
        after_capital = letter.is_ascii_uppercase();
        name.push(if folds { letter.to_ascii_lowercase() } else { letter });
    }
    name
}

#[cfg(test)]
mod tests {
    use super::js_name;

    #[test]
    fn js_names_follow_the_one_rule() {
        for (wire, js) in [
            ("AmazonOrderReferenceId", "amazonOrderReferenceId"),
            ("ConstraintID", "constraintId"),
            ("MWSAuthToken", "mwsAuthToken"),
            ("AWSAccessKeyId", "awsAccessKeyId"),
            ("Id", "id"),
            ("IdList", "idList"),
            ("AddressLine1", "addressLine1"),
            ("MarketplaceID", "marketplaceId"),
            ("SuccessUrl", "successUrl"),
        ] {
            assert_eq!(js_name(wire), js);
        }
    }
}
