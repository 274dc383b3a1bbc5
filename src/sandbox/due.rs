//! What happens by itself when its time comes: expiries, decisions, deliveries. An event that has
//! lost its point (the object has gone on by other means) does nothing when it falls due.

use serde::{Deserialize, Serialize};

use super::behaviour::{authorization, capture, order_reference, refund};
use super::calendar::Moment;
use super::fault::Fault;
use super::objects::{Authorization, BillingAgreement, Capture, Object, OrderReference, Refund};
use super::state::{State, Trigger};
use super::store::At;
use super::world::World;

/// Something that happens later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
}

impl World {
    /// Lets everything happen that falls due up to a moment, in order, each at its own time.
    pub fn settle(&mut self, until: Moment) -> Result<(), Fault> {
        while let Some((at, _, _)) = self.due.first().copied() {
            if at > until {
                break;
            }
            let Some((at, _, due)) = self.due.pop_first() else { break };
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
        }
    }

    /// Takes a trigger that comes too late for an object without complaint.
    fn lapse(&mut self, object: Object, trigger: Trigger) -> Result<(), Fault> {
        self.transition_if_possible(object, trigger, None).map(drop)
    }
}
