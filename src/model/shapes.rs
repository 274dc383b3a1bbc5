//! Records that the table's operations share, by theme. It knows what stands in them; it refuses
//! to know which operation uses them.
//!
//! A shape serves one direction. In a request shape `required` means that the client refuses its
//! absence; in an answer shape it means that the element stands in every answer and notification
//! we know of. Where both directions carry the same record, the request's is called `…Input`.
//! Shapes follow captured answers, not the service's schema, which calls more required than is
//! ever sent (operations 6).

pub mod billing_agreement;
pub mod buyer;
pub mod lists;
pub mod merchant;
pub mod money;
pub mod order_reference;
pub mod payment;
pub mod provider_credit;
pub mod status;
