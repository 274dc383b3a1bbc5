//! Bad input, as far as it is visible in Rust: each kind is refused with its code, its path and a
//! message that names the limit, and none makes us panic or hands out half an answer.

// So that clippy takes the functions beside the tests for what they are.
#![cfg(test)]

#[path = "../calls/mod.rs"]
mod calls;

mod answers;
mod attacks;
mod limits;
mod parameters;
mod refusals;
