//! Floor 5: what JavaScript can call. Nobody imports it.
//!
//! The client and the sandbox are two wasm files made from this one crate, so each has exports of
//! its own.

#[cfg(not(feature = "sandbox"))]
pub mod client;

#[cfg(feature = "sandbox")]
pub mod sandbox;

/// Rust's own allocator for wasm is three times as large as this one.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
