//! The one way in which a state changes: the table is asked, the books of money are kept, the
//! journal and the notifications are told. Whoever wants a change names a trigger; a trigger that
//! the table does not know from that state is a contradiction, and the sandbox stops.

use super::calendar::month_around;
use super::fault::Fault;
use super::journal::Entry;
use super::objects::Object;
use super::settings::RefundCounts;
use super::state::{State, Trigger};
use super::world::World;

impl World {
    /// Takes an object along the arrow of a trigger.
    pub fn transition(&mut self, object: Object, trigger: Trigger) -> Result<(), Fault> {
        self.transition_saying(object, trigger, None)
    }

    /// The same, with the merchant's or Amazon's words on it.
    pub fn transition_saying(
        &mut self,
        object: Object,
        trigger: Trigger,
        description: Option<&str>,
    ) -> Result<(), Fault> {
        if self.transition_if_possible(object, trigger, description)? {
            return Ok(());
        }
        let from = self.store.status(object)?.state.word();
        let name = object.machine().name();
        Err(Fault::broken(format!(
            "the table of {name} has no way from {from} by {}",
            trigger.word()
        )))
    }

    /// The same, where the table may have no such arrow: then nothing changes, and it says so.
    pub fn transition_if_possible(
        &mut self,
        object: Object,
        trigger: Trigger,
        description: Option<&str>,
    ) -> Result<bool, Fault> {
        let now = self.now;
        let status = self.store.status_mut(object)?;
        let from = status.state;
        let Some(arrow) = object.machine().arrow(from, trigger) else {
            return Ok(false);
        };
        status.state = arrow.to;
        status.reason = arrow.reason;
        status.updated = now;
        status.description = description.filter(|words| !words.is_empty()).map(Into::into);
        self.keep_books(object, from, arrow.to)?;
        self.journal.add(now, Entry::Transition { object, from, to: arrow.to, trigger });
        // Birth as a draft, or without a decision, is told to nobody (behaviour.md 7.7).
        if !(from == State::Unborn && matches!(arrow.to, State::Draft | State::Pending)) {
            self.tell(object);
        }
        Ok(true)
    }

    /// Keeps the sums that hang on an object's state.
    fn keep_books(&mut self, object: Object, from: State, to: State) -> Result<(), Fault> {
        match object {
            Object::Authorization(at) => {
                let (order, amount, created) = {
                    let authorization = self.store.authorizations.get(at)?;
                    (authorization.order, authorization.amount.minor, authorization.created)
                };
                let change =
                    |holds: fn(State) -> bool| i64::from(holds(to)) - i64::from(holds(from));
                let granted = change(is_granted);
                let order = self.store.orders.get_mut(order)?;
                order.reserved += amount * change(is_reserving);
                order.granted =
                    order.granted.saturating_add_signed(i32::try_from(granted).unwrap_or(0));
                if let Some(agreement) = order.parent {
                    let period = month_around(self.now).0;
                    let agreement = self.store.agreements.get_mut(agreement)?;
                    if agreement.period != period {
                        agreement.period = period;
                        agreement.period_used = 0;
                    }
                    // A decline gives back only what was counted in the same month.
                    if created >= period {
                        agreement.period_used += amount * granted;
                    }
                }
            }
            Object::Capture(at) => {
                let (order, amount) = {
                    let capture = self.store.captures.get(at)?;
                    (capture.order, capture.amount.minor)
                };
                let change = i64::from(is_granted(to)) - i64::from(is_granted(from));
                let order = self.store.orders.get_mut(order)?;
                order.captured += amount * change;
                order.captures =
                    order.captures.saturating_add_signed(i32::try_from(change).unwrap_or(0));
            }
            Object::Refund(at) => {
                let (capture, amount) = {
                    let refund = self.store.refunds.get(at)?;
                    (refund.capture, refund.amount.minor)
                };
                let counts = match self.settings.refund_counts {
                    RefundCounts::AtRequest => is_granted,
                    RefundCounts::AtCompletion => is_completed,
                };
                let change = i64::from(counts(to)) - i64::from(counts(from));
                self.store.captures.get_mut(capture)?.refunded += amount * change;
            }
            Object::Reversal(at) => {
                let (credit, amount) = {
                    let reversal = self.store.reversals.get(at)?;
                    (reversal.credit, reversal.amount.minor)
                };
                let change = i64::from(is_granted(to)) - i64::from(is_granted(from));
                self.store.credits.get_mut(credit)?.reversed += amount * change;
            }
            Object::OrderReference(_) | Object::BillingAgreement(_) | Object::ProviderCredit(_) => {
            }
        }
        self.touch(object)
    }
}

/// Whether an authorization in this state holds funds that are not captured.
pub const fn is_reserving(state: State) -> bool {
    matches!(state, State::Pending | State::Open)
}

/// Whether a transaction in this state counts.
pub const fn is_granted(state: State) -> bool {
    !matches!(state, State::Unborn | State::Declined)
}

/// Whether a transaction in this state is done.
pub const fn is_completed(state: State) -> bool {
    matches!(state, State::Completed)
}
