//! What happens by itself when its time comes: expiries, decisions, deliveries. An event that has
//! lost its point (the object has gone on by other means) does nothing when it falls due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::behaviour::{authorization, capture, order_reference, provider_credit, refund};
use super::calendar::Moment;
use super::fault::Fault;
use super::objects::{
    Authorization, BillingAgreement, Capture, Object, OrderReference, Outcome, ProviderCredit,
    Refund, Reversal,
};
use super::snapshot::{Reader, Stored, Writer, stored_choice};
use super::state::{State, Trigger};
use super::store::At;
use super::world::World;

/// Something that happens later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Three hours have passed over a draft.
    DraftLapses(At<OrderReference>),
    /// Three hours have passed over a draft agreement.
    AgreementDraftLapses(At<BillingAgreement>),
    /// 180 days have passed over an order reference.
    OrderLapses(At<OrderReference>),
    /// No authorization came within the hour, though one was announced.
    AuthorizationMissing(At<OrderReference>),
    /// A simulated decline ends: the method works again.
    MethodMends(At<OrderReference>),
    /// A pending authorization is decided.
    AuthorizationDecided(At<Authorization>),
    /// An open authorization ends unused.
    AuthorizationLapses(At<Authorization>),
    /// A pending capture is decided.
    CaptureDecided(At<Capture>),
    /// A pending refund is decided.
    RefundDecided(At<Refund>),
    /// A notification is delivered, perhaps again.
    Delivery(u64),
    /// A pending provider credit is decided.
    CreditDecided(At<ProviderCredit>),
    /// A pending reversal of one is decided.
    ReversalDecided(At<Reversal>),
}
stored_choice!(Due {
    DraftLapses(at),
    AgreementDraftLapses(at),
    OrderLapses(at),
    AuthorizationMissing(at),
    MethodMends(at),
    AuthorizationDecided(at),
    AuthorizationLapses(at),
    CaptureDecided(at),
    RefundDecided(at),
    Delivery(number),
    CreditDecided(at),
    ReversalDecided(at),
});

/// What happens when: the earliest first, and of equal moments what was put off first.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    events: BinaryHeap<Reverse<(Moment, u64, Due)>>,
    /// Counts what was put off.
    last: u64,
}

impl Agenda {
    /// Lets something happen later.
    pub fn add(&mut self, until: Moment, due: Due) {
        self.last += 1;
        self.events.push(Reverse((until, self.last, due)));
    }

    /// When something next happens.
    pub fn next(&self) -> Option<Moment> {
        self.events.peek().map(|Reverse((at, _, _))| *at)
    }

    /// What happens next, if it happens up to a moment.
    fn take(&mut self, until: Moment) -> Option<(Moment, Due)> {
        if self.next()? > until {
            return None;
        }
        self.events.pop().map(|Reverse((at, _, due))| (at, due))
    }
}

impl Stored for Agenda {
    fn write(&self, out: &mut Writer) {
        self.last.write(out);
        let events: Vec<_> =
            self.events.clone().into_sorted_vec().into_iter().map(|Reverse(event)| event).collect();
        events.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let last = Stored::read(input)?;
        let events = Vec::read(input)?;
        Some(Self { events: events.into_iter().map(Reverse).collect(), last })
    }
}

impl World {
    /// Lets everything happen that falls due up to a moment, in order, each at its own time.
    pub fn settle(&mut self, until: Moment) -> Result<(), Fault> {
        while let Some((at, due)) = self.due.take(until) {
            self.now = self.now.max(at);
            self.happen(due)?;
            self.flush_notifications()?;
            self.check_ledger()?;
        }
        self.now = self.now.max(until);
        Ok(())
    }

    fn happen(&mut self, due: Due) -> Result<(), Fault> {
        match due {
            Due::DraftLapses(at) => self.lapse(Object::OrderReference(at), Trigger::DraftLapsed),
            Due::AgreementDraftLapses(at) => {
                self.lapse(Object::BillingAgreement(at), Trigger::DraftLapsed)
            }
            Due::OrderLapses(at) => self.lapse(Object::OrderReference(at), Trigger::Lapsed),
            Due::AuthorizationMissing(at) => {
                if self.store.orders.get(at)?.authorizations.is_empty() {
                    self.lapse(Object::OrderReference(at), Trigger::AmazonClosed)?;
                }
                Ok(())
            }
            Due::MethodMends(at) => order_reference::mend(self, at),
            Due::AuthorizationDecided(at) => {
                if self.store.authorizations.get(at)?.status.state == State::Pending {
                    authorization::decide(self, at)?;
                }
                Ok(())
            }
            Due::AuthorizationLapses(at) => self.lapse(Object::Authorization(at), Trigger::Lapsed),
            Due::CaptureDecided(at) => {
                if self.store.captures.get(at)?.status.state == State::Pending {
                    capture::decide(self, at)?;
                }
                Ok(())
            }
            Due::RefundDecided(at) => {
                if self.store.refunds.get(at)?.status.state == State::Pending {
                    refund::decide(self, at)?;
                }
                Ok(())
            }
            Due::Delivery(number) => {
                self.deliver(number);
                Ok(())
            }
            Due::CreditDecided(at) => {
                if self.store.credits.get(at)?.status.state == State::Pending {
                    provider_credit::decide(self, at, Outcome::Granted)?;
                }
                Ok(())
            }
            Due::ReversalDecided(at) => {
                if self.store.reversals.get(at)?.status.state == State::Pending {
                    provider_credit::decide_reversal(self, at, Outcome::Granted)?;
                }
                Ok(())
            }
        }
    }

    /// Takes a trigger that comes too late for an object without complaint.
    fn lapse(&mut self, object: Object, trigger: Trigger) -> Result<(), Fault> {
        self.transition_if_possible(object, trigger, None).map(drop)
    }
}
