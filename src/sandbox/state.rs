//! The state machines, as tables to be read beside behaviour.md 5 and operations.md 7: which
//! states there are, and which trigger leads from where to where for what reason. It refuses to
//! know what a trigger costs or whom it tells: that is `transition.rs`.

use super::snapshot::stored_choice;
use crate::model::schema::Resource;

/// Declares an enumeration whose variants are words of the service.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        stored_choice!($name { $($variant),* });

        impl $name {
            /// The word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words! {
    /// Where an object stands in its life.
    State {
        /// Not made yet: where every life starts. Never seen outside.
        Unborn = "(none)",
        /// Being set up.
        Draft = "Draft",
        /// May be charged, or captured.
        Open = "Open",
        /// Waits for the buyer to mend the payment method.
        Suspended = "Suspended",
        /// Ended before it was charged.
        Canceled = "Canceled",
        /// Ended.
        Closed = "Closed",
        /// Not decided yet.
        Pending = "Pending",
        /// Money has moved.
        Completed = "Completed",
        /// Refused.
        Declined = "Declined",
    }
}

words! {
    /// Why an object is in its state.
    Reason {
        /// Closed or rejected by Amazon's risk checks.
        AmazonCanceled = "AmazonCanceled",
        /// Closed by Amazon.
        AmazonClosed = "AmazonClosed",
        /// Refused by Amazon's risk checks.
        AmazonRejected = "AmazonRejected",
        /// Closed by the buyer (unconfirmed).
        BuyerClosed = "BuyerClosed",
        /// Its life ended.
        Expired = "Expired",
        /// Never captured.
        ExpiredUnused = "ExpiredUnused",
        /// The payment method can't be used.
        InvalidPaymentMethod = "InvalidPaymentMethod",
        /// As much was captured as may be.
        MaxAmountCharged = "MaxAmountCharged",
        /// As much was refunded as may be.
        MaxAmountRefunded = "MaxAmountRefunded",
        /// All of the credit was taken back.
        MaxAmountReversed = "MaxAmountReversed",
        /// As many authorizations were captured as may be.
        MaxAuthorizationsCaptured = "MaxAuthorizationsCaptured",
        /// The one authorization it was made for has been decided.
        MaxAuthorizationsProcessed = "MaxAuthorizationsProcessed",
        /// Its one capture was made.
        MaxCapturesProcessed = "MaxCapturesProcessed",
        /// As many refunds were made as may be.
        MaxRefundsProcessed = "MaxRefundsProcessed",
        /// The order reference was cancelled.
        OrderReferenceCanceled = "OrderReferenceCanceled",
        /// Something failed inside.
        ProcessingFailure = "ProcessingFailure",
        /// Cancelled by the merchant.
        SellerCanceled = "SellerCanceled",
        /// Closed by the merchant.
        SellerClosed = "SellerClosed",
        /// Left as a draft for too long.
        Stale = "Stale",
        /// A warning not to ship yet.
        StopShipmentAtypicalAuth = "StopShipmentAtypicalAuth",
        /// Not decided in time.
        TransactionTimedOut = "TransactionTimedOut",
    }
}

words! {
    /// What happened to an object.
    Trigger {
        /// Buyer or merchant made it.
        Created = "created",
        /// The merchant confirmed it.
        Confirmed = "confirmed",
        /// A draft was left alone for three hours.
        DraftLapsed = "draft lapsed",
        /// The payment method was refused.
        MethodDeclined = "payment method declined",
        /// The buyer failed the bank's challenge.
        AuthenticationFailed = "authentication failed",
        /// The buyer, or a simulation, mended the payment method.
        MethodMended = "payment method mended",
        /// The buyer deleted an address or a method that is needed.
        DetailsDeleted = "details deleted",
        /// The merchant cancelled it.
        SellerCanceled = "cancelled by seller",
        /// The merchant closed it.
        SellerClosed = "closed by seller",
        /// Amazon cancelled it.
        AmazonCanceled = "cancelled by Amazon",
        /// Amazon closed it.
        AmazonClosed = "closed by Amazon",
        /// The buyer closed it.
        BuyerClosed = "closed by buyer",
        /// Its life ended.
        Lapsed = "lapsed",
        /// Captures reached the total and its allowance.
        AmountReached = "amount reached",
        /// Captures, or refunds, reached the number allowed.
        CountReached = "count reached",
        /// The one authorization it was made for was decided.
        ChildProcessed = "authorization processed",
        /// It waits for a decision.
        Submitted = "submitted",
        /// It was granted, or the money moved.
        Accepted = "accepted",
        /// Risk checks refused it.
        RiskRejected = "rejected by Amazon",
        /// Something failed inside.
        ProcessingFailed = "processing failed",
        /// It was not decided in time.
        TimedOut = "timed out",
        /// It was captured.
        Captured = "captured",
        /// Its order reference was cancelled.
        OrderCanceled = "order reference cancelled",
        /// Risk checks hold it up without deciding it.
        RiskHeld = "held by Amazon",
    }
}

/// One way from state to state.
#[derive(Debug)]
pub struct Arrow {
    /// The states from which it leads.
    pub from: &'static [State],
    /// The state to which it leads.
    pub to: State,
    /// What makes an object take it.
    pub trigger: Trigger,
    /// The reason code that the service then gives.
    pub reason: Option<Reason>,
}

const fn arrow(from: &'static [State], to: State, trigger: Trigger, reason: Reason) -> Arrow {
    Arrow { from, to, trigger, reason: Some(reason) }
}

const fn plain(from: &'static [State], to: State, trigger: Trigger) -> Arrow {
    Arrow { from, to, trigger, reason: None }
}

use Reason as R;
use State::{Canceled, Closed, Completed, Declined, Draft, Open, Pending, Suspended, Unborn};
use Trigger as T;

/// behaviour.md 5.2, operations.md 7.1.
pub static ORDER_REFERENCE: &[Arrow] = &[
    plain(&[Unborn], Draft, T::Created),
    plain(&[Draft, Suspended], Open, T::Confirmed),
    plain(&[Suspended], Open, T::MethodMended),
    arrow(&[Draft], Canceled, T::DraftLapsed, R::Stale),
    arrow(&[Open], Suspended, T::MethodDeclined, R::InvalidPaymentMethod),
    // A capture shows such an order Suspended; that the challenge led there is unconfirmed.
    arrow(&[Open], Suspended, T::AuthenticationFailed, R::InvalidPaymentMethod),
    arrow(&[Draft, Open, Suspended], Canceled, T::SellerCanceled, R::SellerCanceled),
    arrow(&[Draft, Open, Suspended], Canceled, T::AmazonCanceled, R::AmazonCanceled),
    arrow(&[Open, Suspended], Closed, T::SellerClosed, R::SellerClosed),
    arrow(&[Open, Suspended], Closed, T::AmazonClosed, R::AmazonClosed),
    arrow(&[Open, Suspended], Closed, T::Lapsed, R::Expired),
    arrow(&[Open], Closed, T::AmountReached, R::MaxAmountCharged),
    arrow(&[Open], Closed, T::CountReached, R::MaxAuthorizationsCaptured),
    arrow(&[Open], Closed, T::ChildProcessed, R::MaxAuthorizationsProcessed),
];

/// behaviour.md 5.3, operations.md 7.2.
pub static AUTHORIZATION: &[Arrow] = &[
    plain(&[Unborn], Pending, T::Submitted),
    plain(&[Unborn, Pending], Open, T::Accepted),
    arrow(&[Unborn, Pending], Declined, T::MethodDeclined, R::InvalidPaymentMethod),
    arrow(&[Unborn, Pending], Declined, T::RiskRejected, R::AmazonRejected),
    arrow(&[Unborn, Pending], Declined, T::ProcessingFailed, R::ProcessingFailure),
    arrow(&[Unborn, Pending], Declined, T::TimedOut, R::TransactionTimedOut),
    // Straight from the start where CaptureNow captures in the same breath.
    arrow(&[Unborn, Pending, Open], Closed, T::Captured, R::MaxCapturesProcessed),
    arrow(&[Pending, Open], Closed, T::SellerClosed, R::SellerClosed),
    arrow(&[Open], Closed, T::Lapsed, R::ExpiredUnused),
    arrow(&[Unborn, Pending, Open], Closed, T::AmazonClosed, R::AmazonClosed),
    arrow(&[Pending, Open], Closed, T::OrderCanceled, R::OrderReferenceCanceled),
    arrow(&[Pending], Pending, T::RiskHeld, R::StopShipmentAtypicalAuth),
    arrow(&[Open], Open, T::RiskHeld, R::StopShipmentAtypicalAuth),
];

/// behaviour.md 5.4, operations.md 7.3.
pub static CAPTURE: &[Arrow] = &[
    plain(&[Unborn], Pending, T::Submitted),
    plain(&[Unborn, Pending], Completed, T::Accepted),
    arrow(&[Unborn, Pending], Declined, T::RiskRejected, R::AmazonRejected),
    arrow(&[Unborn, Pending], Declined, T::ProcessingFailed, R::ProcessingFailure),
    arrow(&[Completed], Closed, T::AmountReached, R::MaxAmountRefunded),
    arrow(&[Completed], Closed, T::CountReached, R::MaxRefundsProcessed),
    arrow(&[Unborn, Pending, Completed], Closed, T::AmazonClosed, R::AmazonClosed),
    arrow(&[Pending], Pending, T::RiskHeld, R::StopShipmentAtypicalAuth),
    arrow(&[Completed], Completed, T::RiskHeld, R::StopShipmentAtypicalAuth),
];

/// behaviour.md 5.5, operations.md 7.4.
pub static REFUND: &[Arrow] = &[
    plain(&[Unborn], Pending, T::Submitted),
    plain(&[Pending], Completed, T::Accepted),
    arrow(&[Pending], Declined, T::RiskRejected, R::AmazonRejected),
    arrow(&[Pending], Declined, T::ProcessingFailed, R::ProcessingFailure),
];

/// behaviour.md 5.6, operations.md 7.5.
pub static BILLING_AGREEMENT: &[Arrow] = &[
    plain(&[Unborn], Draft, T::Created),
    plain(&[Draft, Suspended], Open, T::Confirmed),
    plain(&[Suspended], Open, T::MethodMended),
    arrow(&[Draft], Canceled, T::DraftLapsed, R::Stale),
    arrow(&[Open], Suspended, T::MethodDeclined, R::InvalidPaymentMethod),
    arrow(&[Open], Suspended, T::DetailsDeleted, R::InvalidPaymentMethod),
    arrow(&[Open, Suspended], Canceled, T::AmazonCanceled, R::AmazonCanceled),
    arrow(&[Open, Suspended], Closed, T::SellerClosed, R::SellerClosed),
    arrow(&[Open, Suspended], Closed, T::AmazonClosed, R::AmazonClosed),
    // The reference lists these two as unconfirmed.
    arrow(&[Open, Suspended], Closed, T::BuyerClosed, R::BuyerClosed),
    arrow(&[Open, Suspended], Closed, T::Lapsed, R::Expired),
];

/// behaviour.md 5.8, operations.md 7.6. Pending and Declined are unconfirmed; a setting leads there.
pub static PROVIDER_CREDIT: &[Arrow] = &[
    plain(&[Unborn], Pending, T::Submitted),
    plain(&[Unborn, Pending], Completed, T::Accepted),
    arrow(&[Pending], Declined, T::ProcessingFailed, R::ProcessingFailure),
    arrow(&[Completed], Closed, T::AmountReached, R::MaxAmountReversed),
];

/// behaviour.md 5.8, operations.md 7.6. Pending and Declined are unconfirmed; a setting leads there.
pub static PROVIDER_CREDIT_REVERSAL: &[Arrow] = &[
    plain(&[Unborn], Pending, T::Submitted),
    plain(&[Unborn, Pending], Completed, T::Accepted),
    arrow(&[Pending], Declined, T::ProcessingFailed, R::ProcessingFailure),
];

/// The kinds of object that have a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Machine {
    /// An order reference.
    OrderReference,
    /// An authorization.
    Authorization,
    /// A capture.
    Capture,
    /// A refund.
    Refund,
    /// A billing agreement.
    BillingAgreement,
    /// A provider credit.
    ProviderCredit,
    /// A reversal of a provider credit.
    ProviderCreditReversal,
}

impl Machine {
    /// Every machine.
    pub const ALL: [Self; 7] = [
        Self::OrderReference,
        Self::Authorization,
        Self::Capture,
        Self::Refund,
        Self::BillingAgreement,
        Self::ProviderCredit,
        Self::ProviderCreditReversal,
    ];

    /// Its table.
    pub const fn arrows(self) -> &'static [Arrow] {
        match self {
            Self::OrderReference => ORDER_REFERENCE,
            Self::Authorization => AUTHORIZATION,
            Self::Capture => CAPTURE,
            Self::Refund => REFUND,
            Self::BillingAgreement => BILLING_AGREEMENT,
            Self::ProviderCredit => PROVIDER_CREDIT,
            Self::ProviderCreditReversal => PROVIDER_CREDIT_REVERSAL,
        }
    }

    /// What the object is called in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OrderReference => "OrderReference",
            Self::Authorization => "Authorization",
            Self::Capture => "Capture",
            Self::Refund => "Refund",
            Self::BillingAgreement => "BillingAgreement",
            Self::ProviderCredit => "ProviderCredit",
            Self::ProviderCreditReversal => "ProviderCreditReversal",
        }
    }

    /// The arrow that a trigger takes from a state, if there is one.
    pub fn arrow(self, from: State, trigger: Trigger) -> Option<&'static Arrow> {
        self.arrows().iter().find(|arrow| arrow.trigger == trigger && arrow.from.contains(&from))
    }
}

/// The table's resource of an object whose state decides whether a call is allowed.
pub const fn resource(machine: Machine) -> Resource {
    match machine {
        Machine::OrderReference => Resource::OrderReference,
        Machine::Authorization => Resource::Authorization,
        Machine::Capture => Resource::Capture,
        Machine::Refund => Resource::Refund,
        Machine::BillingAgreement => Resource::BillingAgreement,
        Machine::ProviderCredit | Machine::ProviderCreditReversal => Resource::ProviderCredit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verdict::{VERDICTS, Verdict};

    fn verdict_on(of: &str, arrow: &Arrow) -> Option<&'static Verdict> {
        let reason = arrow.reason.map(Reason::word);
        VERDICTS.iter().find(|row| {
            row.of == of
                && row.state == arrow.to.word()
                && row.soft.is_none()
                && (row.reason.is_none() || row.reason == reason)
        })
    }

    #[test]
    fn the_decline_table_has_a_row_for_every_end_of_an_authorization_and_a_capture() {
        for arrow in AUTHORIZATION {
            let row = verdict_on("authorization", arrow);
            assert!(row.is_some(), "{arrow:?}");
            if arrow.to == Declined {
                assert!(row.is_some_and(|row| row.reason.is_some()), "{arrow:?}");
            }
        }
        for arrow in CAPTURE {
            assert!(verdict_on("capture", arrow).is_some(), "{arrow:?}");
        }
    }

    #[test]
    fn what_the_decline_table_says_of_order_references_are_states_of_theirs() {
        for row in &VERDICTS {
            let known = |state| ORDER_REFERENCE.iter().any(|arrow| arrow.to.word() == state);
            assert!(row.order_reference.is_none_or(known), "{row:?}");
        }
    }

    #[test]
    fn a_trigger_leads_to_one_place_only() {
        for machine in Machine::ALL {
            for (at, arrow) in machine.arrows().iter().enumerate() {
                for other in machine.arrows().iter().skip(at + 1) {
                    let clash = other.trigger == arrow.trigger
                        && other.from.iter().any(|from| arrow.from.contains(from));
                    assert!(!clash, "{machine:?}: {arrow:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn every_state_that_is_left_can_be_reached() {
        for machine in Machine::ALL {
            for arrow in machine.arrows() {
                for from in arrow.from {
                    let reached =
                        *from == Unborn || machine.arrows().iter().any(|other| other.to == *from);
                    assert!(reached, "{machine:?} leaves {from:?}, which nothing reaches");
                }
            }
        }
    }
}
