//! The client's pure decisions. Time and randomness come in as arguments; sending, waiting and
//! counting are JavaScript's.
//! Floor 3: may use protocol, model and wire.

pub mod retry;
