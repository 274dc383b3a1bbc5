//! Floor 0: bytes and text. Every module here serves any protocol; none knows an Amazon Pay word,
//! and none reads a clock or does I/O.

pub mod certificate;
pub mod decimal;
pub mod percent;
pub mod query;
pub mod signature;
pub mod timestamp;
pub mod xml;
