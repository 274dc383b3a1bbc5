//! Floor 2: values into parameters and answers into values, and back.

pub mod amount;
pub mod flat;
pub mod notification;
pub mod request;
#[cfg(feature = "sandbox")]
pub mod request_reader;
pub mod response;
#[cfg(feature = "sandbox")]
pub mod response_writer;
pub mod slots;
