//! Amazon Pay's payment API for WebAssembly.
pub mod error;
pub mod model;
pub mod wire;
