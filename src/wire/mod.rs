//! Floor 0.
pub mod xml;
