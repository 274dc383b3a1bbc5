//! What the sandbox remembers of each object: plain data, kept small because there may be a million
//! of them. It knows no behaviour: operations change it, `transition.rs` moves its state.

mod agreement;
mod order;
mod people;
mod transactions;

pub use agreement::BillingAgreement;
pub use order::{Authentication, Draft, OrderAttributes, OrderReference};
pub use people::{Address, Buyer, Card, CardEffect, Shipping};
pub use transactions::{Authorization, Capture, Outcome, ProviderCredit, Refund, Reversal, Share};

use super::calendar::Moment;
use super::snapshot::{stored, stored_choice};
use super::state::{Machine, Reason, State};
use super::store::At;

/// The state of an object, as `…Status` elements tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: Option<Reason>,
    /// Since when.
    pub updated: Moment,
    /// The merchant's or Amazon's words on it.
    pub description: Option<Box<str>>,
}
stored!(Status { state, reason, updated, description });

impl Status {
    /// Of what is not made yet.
    pub const fn unborn() -> Self {
        Self { state: State::Unborn, reason: None, updated: 0, description: None }
    }
}

/// Any object that has a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// An order reference.
    OrderReference(At<OrderReference>),
    /// An authorization.
    Authorization(At<Authorization>),
    /// A capture.
    Capture(At<Capture>),
    /// A refund.
    Refund(At<Refund>),
    /// A billing agreement.
    BillingAgreement(At<BillingAgreement>),
    /// A provider credit.
    ProviderCredit(At<ProviderCredit>),
    /// A reversal of a provider credit.
    Reversal(At<Reversal>),
}
stored_choice!(Object {
    OrderReference(at),
    Authorization(at),
    Capture(at),
    Refund(at),
    BillingAgreement(at),
    ProviderCredit(at),
    Reversal(at),
});

impl Object {
    /// The machine it obeys.
    pub const fn machine(self) -> Machine {
        match self {
            Self::OrderReference(_) => Machine::OrderReference,
            Self::Authorization(_) => Machine::Authorization,
            Self::Capture(_) => Machine::Capture,
            Self::Refund(_) => Machine::Refund,
            Self::BillingAgreement(_) => Machine::BillingAgreement,
            Self::ProviderCredit(_) => Machine::ProviderCredit,
            Self::Reversal(_) => Machine::ProviderCreditReversal,
        }
    }
}
