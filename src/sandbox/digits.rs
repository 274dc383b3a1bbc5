//! Numbers written with leading zeros behind a text that grows. Ids, amounts and request ids consist
//! of them, and there are a dozen in each answer: Rust's own formatting would take longer than the
//! rest of the answer. It knows no signs and no points.

/// Appends a number in tens, with zeros before it up to a width; at most 20 digits.
pub fn decimal(out: &mut String, number: u64, width: usize) {
    write(out, number, width, |rest| ((rest % 10) as usize, rest / 10));
}

/// Appends a number in sixteens, in lower case, with zeros before it up to a width.
pub fn hexadecimal(out: &mut String, number: u64, width: usize) {
    write(out, number, width, |rest| ((rest % 16) as usize, rest / 16));
}

#[inline(always)]
fn write(out: &mut String, number: u64, width: usize, split: impl Fn(u64) -> (usize, u64)) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [b'0'; 20];
    let (mut rest, mut used) = (number, 0);
    for place in digits.iter_mut().rev() {
        if rest == 0 {
            break;
        }
        let (digit, left) = split(rest);
        *place = DIGITS.get(digit).copied().unwrap_or(b'0');
        rest = left;
        used += 1;
    }
    let from = digits.len().saturating_sub(width.max(used).max(1));
    out.push_str(std::str::from_utf8(digits.get(from..).unwrap_or_default()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{decimal, hexadecimal};

    #[test]
    fn digits_are_those_of_the_library() {
        for number in [0, 1, 9, 10, 255, 9_999_999, u64::from(u32::MAX), u64::MAX] {
            for width in [0, 1, 2, 7, 16, 20] {
                let mut out = "-".to_owned();
                decimal(&mut out, number, width);
                assert_eq!(out, format!("-{number:0width$}"));
                let mut out = "-".to_owned();
                hexadecimal(&mut out, number, width);
                assert_eq!(out, format!("-{number:0width$x}"));
            }
        }
    }
}
