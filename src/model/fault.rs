//! Fault codes.
