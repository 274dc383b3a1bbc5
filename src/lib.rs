//! Amazon Pay's payment API for WebAssembly.
pub mod client;
pub mod error;
pub mod model;
