//! Floor 3: the two verbs, and pure decisions about retries. Time and randomness come in as
//! arguments; sending, waiting and pacing are JavaScript's.

pub mod exchange;
pub mod retry;
