//! Amazon Pay's payment API (MWS section *OffAmazonPayments*, version 2013-01-01) for WebAssembly.
//!
//! One constant table says everything that the API is; a few floors of plain Rust read it. A file
//! uses its own floor and lower ones only.
//!
//! ```text
//!  5 bindings   what JavaScript can call
//!  4 sandbox    the emulator of the service (feature `sandbox`, a wasm of its own)
//!  3 client     the two verbs, and decisions about retries
//!  2 protocol   parameters and answers, written and read by walking the table
//!  1 model      the table: operations, shapes, regions, faults
//!  0 wire       percent-encoding, canonical query, Signature Version 2, times, XML, certificates
//! ```
//!
//! Nothing below the bindings knows JavaScript, reads a clock or does I/O: time, randomness and
//! transport come in as arguments. Nothing panics.
//!
//! # Words
//!
//! - *operation*, *field*, *shape*: what the table is made of.
//! - *fault*: what the service answers when it refuses or fails. *Error*: what we say.
//! - *exchange*: a request and its answer. *Attempt*: one try of a call.
//! - *flat*, *slots*: how parameters and answers cross between JavaScript and wasm.
//!
//! # Example
//!
//! ```
//! use amazon_pay_wasm::client::exchange::{Identity, Prepared, prepare};
//! use amazon_pay_wasm::model::operations::by_name;
//! use amazon_pay_wasm::model::value::Record;
//! use amazon_pay_wasm::protocol::flat::{self, Tokens};
//!
//! let (_, operation) = by_name("GetCaptureDetails").ok_or("no such operation")?;
//! let parameters = Record::new().with("AmazonCaptureId", "S01-1234567-1234567-C123456");
//! let mut text = String::new();
//! flat::write(&mut text, operation, &parameters);
//! let identity = Identity { access_key: "AKIA…", secret_key: "…", merchant_id: "A1…", ..Identity::default() };
//! let mut prepared = Prepared::default();
//! prepare(operation, &identity, &Default::default(), 0, &mut Tokens::new(&text), &mut prepared)
//!     .map_err(|errors| format!("{errors:?}"))?;
//! assert!(prepared.body().contains("&AmazonCaptureId=S01-1234567-1234567-C123456&"));
//! # Ok::<(), String>(())
//! ```

pub mod client;
pub mod error;
pub mod model;
pub mod protocol;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod bindings;

/// The crate's version in one number (FNV-1a of its text): what is loaded apart must be of the same.
pub const VERSION_FINGERPRINT: u32 = {
    let mut rest = env!("CARGO_PKG_VERSION").as_bytes();
    let mut hash: u32 = 0x811C_9DC5;
    while let [byte, tail @ ..] = rest {
        hash = (hash ^ *byte as u32).wrapping_mul(0x0100_0193);
        rest = tail;
    }
    hash
};
