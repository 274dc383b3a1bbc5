//! Floor 2: values into parameters and answers into values, and back.

pub mod amount;
pub mod flat;
pub mod request;
pub mod response;
pub mod slots;
