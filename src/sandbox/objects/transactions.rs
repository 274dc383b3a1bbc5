//! Authorizations, captures, refunds, provider credits and their reversals.

use super::{OrderReference, Status};
use crate::sandbox::calendar::Moment;
use crate::sandbox::money::Money;
use crate::sandbox::snapshot::{stored, stored_choice};
use crate::sandbox::store::At;

/// Funds reserved on an order reference.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// What it stands on.
    pub order: At<OrderReference>,
    /// The six digits of its id.
    pub digits: u32,
    /// The merchant's id for it.
    pub reference: Box<str>,
    /// How much.
    pub amount: Money,
    /// The merchant's note.
    pub note: Option<Box<str>>,
    /// What the statement shows.
    pub descriptor: Option<Box<str>>,
    /// Whether to capture as soon as it opens.
    pub capture_now: bool,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
    /// When it ends unused.
    pub expires: Moment,
    /// Whether a decline may be retried on the same method.
    pub soft_decline: Option<bool>,
    /// Whether the answer came before the decision.
    pub asynchronous: bool,
    /// What will come of it while it is pending.
    pub outcome: Outcome,
    /// Its captures, of which all but the last were declined.
    pub captures: Vec<At<Capture>>,
    /// What goes to solution providers on capture.
    pub shares: Vec<Share>,
}
stored!(Authorization {
    order,
    digits,
    reference,
    amount,
    note,
    descriptor,
    capture_now,
    status,
    created,
    expires,
    soft_decline,
    asynchronous,
    outcome,
    captures,
    shares
});

/// What comes of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is granted.
    Granted,
    /// Declined with InvalidPaymentMethod.
    InvalidPaymentMethod {
        /// Said to be soft or hard.
        soft: Option<bool>,
        /// Minutes until the method mends itself.
        mends_after: Option<u32>,
    },
    /// Declined with AmazonRejected.
    AmazonRejected,
    /// Declined with ProcessingFailure.
    ProcessingFailure,
    /// Declined with TransactionTimedOut.
    TransactionTimedOut,
    /// Closed by Amazon.
    AmazonClosed,
    /// Granted, and unused after so many minutes.
    ExpiredUnused {
        /// Minutes.
        after: u32,
    },
    /// Left pending for a while, then granted.
    Pending,
}
stored_choice!(Outcome {
    Granted,
    InvalidPaymentMethod { soft, mends_after },
    AmazonRejected,
    ProcessingFailure,
    TransactionTimedOut,
    AmazonClosed,
    ExpiredUnused { after },
    Pending,
});

/// A share of a capture for a solution provider, before it is captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The provider's seller id.
    pub provider: Box<str>,
    /// How much.
    pub amount: Money,
}
stored!(Share { provider, amount });

/// Funds taken from an authorization.
#[derive(Clone, Debug)]
pub struct Capture {
    /// What it stands on.
    pub authorization: At<Authorization>,
    /// The order reference of that.
    pub order: At<OrderReference>,
    /// The six digits of its id.
    pub digits: u32,
    /// The merchant's id for it.
    pub reference: Box<str>,
    /// How much.
    pub amount: Money,
    /// The merchant's note.
    pub note: Option<Box<str>>,
    /// What the statement shows.
    pub descriptor: Option<Box<str>>,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
    /// What will come of it while it is pending.
    pub outcome: Outcome,
    /// Minor units of refunds that count.
    pub refunded: i64,
    /// Its refunds, in order.
    pub refunds: Vec<At<Refund>>,
    /// What goes to solution providers when it completes.
    pub shares: Vec<Share>,
    /// What went to solution providers.
    pub credits: Vec<At<ProviderCredit>>,
    /// Ten-thousand-millionths of the buyer's currency for one of the ledger's, where they differ.
    pub rate: Option<i64>,
}
stored!(Capture {
    authorization,
    order,
    digits,
    reference,
    amount,
    note,
    descriptor,
    status,
    created,
    outcome,
    refunded,
    refunds,
    shares,
    credits,
    rate
});

/// Funds given back from a capture.
#[derive(Clone, Debug)]
pub struct Refund {
    /// What it stands on.
    pub capture: At<Capture>,
    /// The six digits of its id.
    pub digits: u32,
    /// The merchant's id for it.
    pub reference: Box<str>,
    /// How much.
    pub amount: Money,
    /// The merchant's note.
    pub note: Option<Box<str>>,
    /// What the statement shows.
    pub descriptor: Option<Box<str>>,
    /// Who gave it back: `SellerInitiated` and others (operations.md 9.2).
    pub kind: Box<str>,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
    /// What will come of it.
    pub outcome: Outcome,
    /// What was taken back from solution providers with it.
    pub reversals: Vec<At<Reversal>>,
}
stored!(Refund {
    capture,
    digits,
    reference,
    amount,
    note,
    descriptor,
    kind,
    status,
    created,
    outcome,
    reversals
});

/// A share of a capture that went to a solution provider.
#[derive(Clone, Debug)]
pub struct ProviderCredit {
    /// The capture it was taken from.
    pub capture: At<Capture>,
    /// The six digits of its id.
    pub digits: u32,
    /// The provider's seller id.
    pub provider: Box<str>,
    /// How much.
    pub amount: Money,
    /// Minor units taken back.
    pub reversed: i64,
    /// What took it back.
    pub reversals: Vec<At<Reversal>>,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
}
stored!(ProviderCredit { capture, digits, provider, amount, reversed, reversals, status, created });

/// A provider credit taken back, wholly or in part.
#[derive(Clone, Debug)]
pub struct Reversal {
    /// What it takes back.
    pub credit: At<ProviderCredit>,
    /// The six digits of its id.
    pub digits: u32,
    /// The merchant's id for it.
    pub reference: Box<str>,
    /// How much.
    pub amount: Money,
    /// The merchant's note.
    pub note: Option<Box<str>>,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created: Moment,
}
stored!(Reversal { credit, digits, reference, amount, note, status, created });
