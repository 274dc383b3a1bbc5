//! Amazon Pay's payment API (MWS section *OffAmazonPayments*, version 2013-01-01) for WebAssembly.
pub mod client;
pub mod error;
pub mod model;
pub mod protocol;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod bindings;
