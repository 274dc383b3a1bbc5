//! The order in which the canonical query string wants parameters, found by the compiler. It knows
//! names as bytes; nothing else of a field matters here.

use super::schema::Field;

/// The order of fields by the bytes of their names, in which the canonical query string wants them
/// and in which parameters therefore cross from JavaScript. Found by the compiler, so that no request
/// pays for sorting.
#[derive(Clone, Copy, Debug)]
pub struct ByteOrder {
    positions: [u8; MOST_FIELDS],
    count: usize,
}

/// Most fields that a request or a shape may have.
const MOST_FIELDS: usize = 24;

impl ByteOrder {
    /// Sorts by insertion. A table with more fields than there is room for does not compile.
    #[expect(
        clippy::indexing_slicing,
        reason = "runs in the compiler only, where it can't panic later"
    )]
    pub(super) const fn of(fields: &[Field]) -> Self {
        let mut positions = [0; MOST_FIELDS];
        let mut count = 0;
        while count < fields.len() {
            let mut at = count;
            while at > 0
                && comes_before(fields[count].name, fields[positions[at - 1] as usize].name)
            {
                positions[at] = positions[at - 1];
                at -= 1;
            }
            positions[at] = count as u8;
            count += 1;
        }
        Self { positions, count }
    }

    /// The fields, which must be those it was made of, in byte order.
    pub fn walk(&self, fields: &'static [Field]) -> impl Iterator<Item = &'static Field> {
        self.positions
            .iter()
            .take(self.count)
            .filter_map(|position| fields.get(usize::from(*position)))
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where it can't panic later"
)]
const fn comes_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}
