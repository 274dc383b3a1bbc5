//! Floor 1: what the API says, as data. No loops over input, no I/O.

pub mod byte_order;
#[cfg(not(target_arch = "wasm32"))]
pub mod codes;
pub mod fault;
pub mod js_name;
pub mod notifications;
pub mod operations;
#[cfg(not(target_arch = "wasm32"))]
pub mod reasons;
pub mod region;
pub mod schema;
pub mod shapes;
pub mod value;
#[cfg(not(target_arch = "wasm32"))]
pub mod verdict;
