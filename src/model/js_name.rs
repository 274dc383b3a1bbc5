//! The one rule by which the service's names become JavaScript's.

/// The JavaScript name of a wire name: camelCase, acronyms folded.
///
/// `AmazonOrderReferenceId` → `amazonOrderReferenceId`, `ConstraintID` → `constraintId`,
/// `MWSAuthToken` → `mwsAuthToken`.
pub fn js_name(wire: &str) -> String {
    let letters: Vec<char> = wire.chars().collect();
    let upper =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_uppercase);
    let mut name = String::with_capacity(wire.len());
    for (at, letter) in letters.iter().enumerate() {
        // A capital begins a word unless it continues a run of capitals; the last capital of a run
        // begins the next word when a small letter follows it.
        let continues =
            upper(at.checked_sub(1)) && (at + 1 == letters.len() || upper(Some(at + 1)));
        if at == 0 || continues {
            name.push(letter.to_ascii_lowercase());
        } else {
            name.push(*letter);
        }
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
