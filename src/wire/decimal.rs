//! Whole numbers as decimal digits, without the formatting of Rust's library: that is several
//! kilobytes of wasm, and all that the client writes are counts and limits.

/// The digits of a number.
pub fn decimal(number: u64) -> String {
    let mut digits = [0; 20];
    let mut rest = number;
    let mut used = 0;
    for place in digits.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
        used += 1;
        if rest == 0 {
            break;
        }
    }
    let from = digits.len() - used;
    digits.get(from..).unwrap_or_default().iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn digits_are_those_of_the_library() {
        for number in [0, 1, 9, 10, 99, 100, 1440, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
