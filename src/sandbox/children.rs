//! What hangs on order references: looked for by the end of an id, and listed. It looks at no more
//! than one order reference holds, which the service's limits keep small.

use super::identifier::Child;
use super::objects::{Capture, Object, OrderReference, Refund, Reversal};
use super::store::{At, Store};

impl Store {
    /// What hangs on an order reference under a letter and six digits.
    pub fn child(&self, at: At<OrderReference>, child: Child, digits: u32) -> Option<Object> {
        let authorizations = &self.orders.get(at).ok()?.authorizations;
        authorizations.iter().find_map(|&at| {
            let authorization = self.authorizations.get(at).ok()?;
            if child == Child::Authorization {
                return (authorization.digits == digits).then_some(Object::Authorization(at));
            }
            authorization.captures.iter().find_map(|&at| self.child_of(at, child, digits))
        })
    }

    /// The same among a capture and what hangs on it.
    fn child_of(&self, at: At<Capture>, child: Child, digits: u32) -> Option<Object> {
        let capture = self.captures.get(at).ok()?;
        let credits =
            || capture.credits.iter().filter_map(|&at| Some((at, self.credits.get(at).ok()?)));
        match child {
            Child::Authorization => None,
            Child::Capture => (capture.digits == digits).then_some(Object::Capture(at)),
            Child::Refund => {
                let is =
                    |at: &At<Refund>| self.refunds.get(*at).is_ok_and(|it| it.digits == digits);
                capture.refunds.iter().copied().find(is).map(Object::Refund)
            }
            Child::ProviderCredit => credits()
                .find(|(_, credit)| credit.digits == digits)
                .map(|(at, _)| Object::ProviderCredit(at)),
            Child::ProviderCreditReversal => {
                let is =
                    |at: &At<Reversal>| self.reversals.get(*at).is_ok_and(|it| it.digits == digits);
                let mut reversals = credits().flat_map(|(_, credit)| &credit.reversals).copied();
                reversals.find(is).map(Object::Reversal)
            }
        }
    }

    /// All that hangs on an order reference, parents before their children.
    pub fn children(&self, at: At<OrderReference>) -> Vec<Object> {
        let mut found = Vec::new();
        let Ok(order) = self.orders.get(at) else { return found };
        for &at in &order.authorizations {
            found.push(Object::Authorization(at));
            let Ok(authorization) = self.authorizations.get(at) else { continue };
            for &at in &authorization.captures {
                found.push(Object::Capture(at));
                self.add_children_of_capture(at, &mut found);
            }
        }
        found
    }

    fn add_children_of_capture(&self, at: At<Capture>, found: &mut Vec<Object>) {
        let Ok(capture) = self.captures.get(at) else { return };
        found.extend(capture.refunds.iter().copied().map(Object::Refund));
        for &at in &capture.credits {
            found.push(Object::ProviderCredit(at));
            let Ok(credit) = self.credits.get(at) else { continue };
            found.extend(credit.reversals.iter().copied().map(Object::Reversal));
        }
    }
}
