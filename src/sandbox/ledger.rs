//! The sandbox's own audit. After every request it counts anew what hangs on each order reference
//! that changed, and compares: sums with what was kept, and money with what is allowed. It mends
//! nothing: the sandbox stops.

use super::fault::Fault;
use super::objects::{Authorization, Capture, OrderReference};
use super::settings::RefundCounts;
use super::state::State;
use super::store::At;
use super::transition::{is_completed, is_granted, is_reserving};
use super::world::World;

impl World {
    /// Audits what changed since the last time.
    pub fn check_ledger(&mut self) -> Result<(), Fault> {
        while let Some(at) = self.touched.pop() {
            self.check_order(at)?;
        }
        Ok(())
    }

    /// Audits all order references.
    pub fn check_everything(&self) -> Result<(), Fault> {
        self.store.orders.iter().try_for_each(|(at, _)| self.check_order(at))
    }

    fn check_order(&self, at: At<OrderReference>) -> Result<(), Fault> {
        let store = &self.store;
        let order = store.orders.get(at)?;
        let (mut reserved, mut captured, mut granted, mut captures) = (0, 0, 0, 0);
        for &at in &order.authorizations {
            let authorization = store.authorizations.get(at)?;
            let state = authorization.status.state;
            granted += u32::from(is_granted(state));
            if is_reserving(state) {
                reserved += authorization.amount.minor;
            }
            for &at in &authorization.captures {
                let counts = self.check_capture(authorization, at)?;
                hold(!counts || !is_reserving(state), "a captured authorization still reserves")?;
                if counts {
                    captured += store.captures.get(at)?.amount.minor;
                    captures += 1;
                }
            }
        }
        hold(reserved == order.reserved, "reservations do not add up")?;
        hold(captured == order.captured, "captures do not add up")?;
        hold(granted == order.granted, "authorizations do not add up")?;
        hold(captures == order.captures, "captures are miscounted")?;
        let limit = order.total.map_or(0, super::money::Money::with_allowance);
        hold(captured <= limit, "captures exceed the order")?;
        if self.settings.open_authorizations_count {
            hold(captured + reserved <= limit, "authorizations exceed the order")?;
        }
        hold(granted <= self.settings.authorizations_per_order, "too many authorizations")?;
        if let Some(parent) = order.parent {
            let agreement = store.agreements.get(parent)?;
            let limit = self.monthly_limit(agreement);
            hold(agreement.period_used <= limit, "the agreement's month is overdrawn")?;
            hold(agreement.period_used >= 0, "the agreement's month is underdrawn")?;
        }
        Ok(())
    }

    /// Audits a capture and what hangs on it; says whether it counts.
    fn check_capture(&self, authorization: &Authorization, at: At<Capture>) -> Result<bool, Fault> {
        let store = &self.store;
        let capture = store.captures.get(at)?;
        hold(capture.amount.currency == authorization.amount.currency, "currencies mix")?;
        hold(capture.amount.minor > 0, "a capture takes nothing")?;
        let limit = authorization.amount.minor;
        hold(capture.amount.minor <= limit, "a capture exceeds its authorization")?;
        let (mut refunded, mut asked) = (0, 0);
        for &at in &capture.refunds {
            let refund = store.refunds.get(at)?;
            hold(refund.amount.currency == capture.amount.currency, "currencies mix")?;
            let counts = match self.settings.refund_counts {
                RefundCounts::AtRequest => is_granted,
                RefundCounts::AtCompletion => is_completed,
            };
            if counts(refund.status.state) {
                refunded += refund.amount.minor;
            }
            if is_granted(refund.status.state) {
                asked += refund.amount.minor;
            }
        }
        hold(refunded == capture.refunded, "refunds do not add up")?;
        hold(asked <= capture.amount.with_allowance(), "refunds exceed their capture")?;
        let unpaid = matches!(capture.status.state, State::Pending | State::Declined);
        hold(!unpaid || capture.refunds.is_empty(), "what was never paid was refunded")?;
        for &at in &capture.credits {
            let credit = store.credits.get(at)?;
            let mut reversed = 0;
            for &at in &credit.reversals {
                let reversal = store.reversals.get(at)?;
                if is_granted(reversal.status.state) {
                    reversed += reversal.amount.minor;
                }
            }
            hold(reversed == credit.reversed, "reversals do not add up")?;
            hold(reversed <= credit.amount.minor, "reversals exceed their credit")?;
        }
        Ok(is_granted(capture.status.state))
    }
}

fn hold(law: bool, otherwise: &str) -> Result<(), Fault> {
    if law {
        Ok(())
    } else {
        Err(Fault::broken(format!("the ledger does not add up: {otherwise}")))
    }
}
