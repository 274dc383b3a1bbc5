//! Floor 3: the two verbs, and pure decisions about retries.

pub mod exchange;
