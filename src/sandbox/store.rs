//! Where objects live: one growing list for each kind, and the maps that find them by id, by
//! reference id and by the merchant's order number, so that each lookup costs the same however many
//! there are. Nothing is ever taken out, so a place in a list stays good. It knows no behaviour.

use std::collections::HashMap;
use std::marker::PhantomData;

use super::fault::Fault;
use super::identifier::{Child, Environment, Identifier, Root};
use super::objects::{
    Address, Authorization, BillingAgreement, Buyer, Capture, Object, OrderReference,
    ProviderCredit, Refund, Reversal, Status,
};
use super::sellers::SellerAt;
use super::snapshot::{Reader, Stored, Writer, stored};

/// A place in the list of one kind.
pub struct At<T>(u32, PhantomData<fn() -> T>);

impl<T> Stored for At<T> {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        u32::read(input).map(Self::numbered)
    }
}

impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for At<T> {}
impl<T> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for At<T> {}
impl<T> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for At<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::fmt::Debug for At<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "#{}", self.0)
    }
}

impl<T> At<T> {
    /// The place's number, counted from 0.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The place of that number.
    pub const fn numbered(number: u32) -> Self {
        Self(number, PhantomData)
    }
}

/// A growing list of one kind.
#[derive(Clone, Debug)]
pub struct List<T>(Vec<T>);

impl<T: Stored> Stored for List<T> {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Vec::read(input).map(Self)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> List<T> {
    /// Adds one and tells its place.
    pub fn push(&mut self, item: T) -> At<T> {
        // Four thousand million objects do not fit in memory.
        let place = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.push(item);
        At::numbered(place)
    }

    /// The one at a place.
    pub fn get(&self, at: At<T>) -> Result<&T, Fault> {
        self.0.get(at.0 as usize).ok_or_else(|| Fault::broken("an object points at nothing"))
    }

    /// The one at a place, to be changed.
    pub fn get_mut(&mut self, at: At<T>) -> Result<&mut T, Fault> {
        self.0.get_mut(at.0 as usize).ok_or_else(|| Fault::broken("an object points at nothing"))
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (At<T>, &T)> {
        let places = 0..u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        places.map(At::numbered).zip(&self.0)
    }
}

/// What a reference id was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The object that was made.
    pub object: Object,
    /// What it was made under: an order reference, agreement, authorization, capture or credit.
    pub parent: Object,
    /// Of the parameters of the request that made it.
    pub fingerprint: u64,
}
stored!(Used { object, parent, fingerprint });

/// All objects.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Buyers.
    pub buyers: List<Buyer>,
    /// Addresses.
    pub addresses: List<Address>,
    /// Order references.
    pub orders: List<OrderReference>,
    /// Authorizations.
    pub authorizations: List<Authorization>,
    /// Captures.
    pub captures: List<Capture>,
    /// Refunds.
    pub refunds: List<Refund>,
    /// Billing agreements.
    pub agreements: List<BillingAgreement>,
    /// Provider credits.
    pub credits: List<ProviderCredit>,
    /// Reversals of provider credits.
    pub reversals: List<Reversal>,
    /// The two digits of the region, which every id holds.
    pub region: u8,
    references: HashMap<String, Used>,
    /// Order references by the merchant's order number.
    by_seller_order_id: HashMap<String, Vec<At<OrderReference>>>,
    by_number: HashMap<u64, At<OrderReference>>,
    agreements_by_number: HashMap<u64, At<BillingAgreement>>,
}
stored!(Store {
    buyers,
    addresses,
    orders,
    authorizations,
    captures,
    refunds,
    agreements,
    credits,
    reversals,
    region,
    references,
    by_seller_order_id,
} skips { by_number, agreements_by_number });

impl Store {
    /// An empty one, whose ids hold the digits of a region.
    pub fn new(region: u8) -> Self {
        Self { region, ..Self::default() }
    }

    /// Makes again what a snapshot leaves out.
    pub fn index(&mut self) {
        self.by_number = self.orders.iter().map(|(at, order)| (order.number, at)).collect();
        self.agreements_by_number =
            self.agreements.iter().map(|(at, agreement)| (agreement.number, at)).collect();
    }

    /// Whether an order reference or agreement has that number.
    pub fn has_number(&self, number: u64) -> bool {
        self.by_number.contains_key(&number) || self.agreements_by_number.contains_key(&number)
    }

    /// Adds an order reference.
    pub fn add_order(&mut self, order: OrderReference) -> At<OrderReference> {
        let number = order.number;
        let at = self.orders.push(order);
        self.by_number.insert(number, at);
        at
    }

    /// Adds an agreement.
    pub fn add_agreement(&mut self, agreement: BillingAgreement) -> At<BillingAgreement> {
        let number = agreement.number;
        let at = self.agreements.push(agreement);
        self.agreements_by_number.insert(number, at);
        at
    }

    /// The order reference of that number.
    pub fn order_numbered(&self, number: u64) -> Option<At<OrderReference>> {
        self.by_number.get(&number).copied()
    }

    /// The agreement of that number.
    pub fn agreement_numbered(&self, number: u64) -> Option<At<BillingAgreement>> {
        self.agreements_by_number.get(&number).copied()
    }

    /// The object of an id, whatever its kind. It looks at most through what hangs on one order
    /// reference, which the service's limits keep small.
    pub fn find(&self, id: &str) -> Option<Object> {
        let id = Identifier::parse(id)?;
        let found = match (id.root, id.child) {
            (Root::BillingAgreement, None) => {
                Object::BillingAgreement(self.agreement_numbered(id.number)?)
            }
            (Root::BillingAgreement, Some(_)) => return None,
            (Root::OrderReference, None) => Object::OrderReference(self.order_numbered(id.number)?),
            (Root::OrderReference, Some((child, digits))) => {
                self.child(self.order_numbered(id.number)?, child, digits)?
            }
        };
        // The letter and the region must be right too.
        (self.identifier(found).ok()? == id).then_some(found)
    }

    /// The id of an object, taken apart.
    pub fn identifier(&self, object: Object) -> Result<Identifier, Fault> {
        let child = match object {
            Object::OrderReference(_) | Object::BillingAgreement(_) => None,
            Object::Authorization(at) => {
                Some((Child::Authorization, self.authorizations.get(at)?.digits))
            }
            Object::Capture(at) => Some((Child::Capture, self.captures.get(at)?.digits)),
            Object::Refund(at) => Some((Child::Refund, self.refunds.get(at)?.digits)),
            Object::ProviderCredit(at) => {
                Some((Child::ProviderCredit, self.credits.get(at)?.digits))
            }
            Object::Reversal(at) => {
                Some((Child::ProviderCreditReversal, self.reversals.get(at)?.digits))
            }
        };
        let (root, environment, number) = match (object, self.order_of(object)?) {
            (Object::BillingAgreement(at), _) => {
                let agreement = self.agreements.get(at)?;
                (Root::BillingAgreement, agreement.environment, agreement.number)
            }
            (_, Some(at)) => {
                let order = self.orders.get(at)?;
                (Root::OrderReference, order.environment, order.number)
            }
            (_, None) => return Err(Fault::broken("an object stands on nothing")),
        };
        Ok(Identifier { root, environment, region: self.region, number, child })
    }

    /// The id of an object.
    pub fn id(&self, object: Object) -> Result<String, Fault> {
        Ok(self.identifier(object)?.text())
    }

    /// The order reference that an object stands on; none for an agreement.
    pub fn order_of(&self, object: Object) -> Result<Option<At<OrderReference>>, Fault> {
        Ok(match object {
            Object::OrderReference(at) => Some(at),
            Object::Authorization(at) => Some(self.authorizations.get(at)?.order),
            Object::Capture(at) => Some(self.captures.get(at)?.order),
            Object::Refund(at) => Some(self.captures.get(self.refunds.get(at)?.capture)?.order),
            Object::ProviderCredit(at) => {
                Some(self.captures.get(self.credits.get(at)?.capture)?.order)
            }
            Object::Reversal(at) => {
                let credit = self.credits.get(self.reversals.get(at)?.credit)?;
                Some(self.captures.get(credit.capture)?.order)
            }
            Object::BillingAgreement(_) => None,
        })
    }

    /// Whose an object is, and in which world.
    pub fn owner(&self, object: Object) -> Result<(SellerAt, Environment), Fault> {
        if let Object::BillingAgreement(at) = object {
            let agreement = self.agreements.get(at)?;
            return Ok((agreement.seller, agreement.environment));
        }
        let at = self.order_of(object)?;
        let order =
            self.orders.get(at.ok_or_else(|| Fault::broken("an object stands on nothing"))?)?;
        Ok((order.seller, order.environment))
    }

    /// The state of an object.
    pub fn status(&self, object: Object) -> Result<&Status, Fault> {
        Ok(match object {
            Object::OrderReference(at) => &self.orders.get(at)?.status,
            Object::Authorization(at) => &self.authorizations.get(at)?.status,
            Object::Capture(at) => &self.captures.get(at)?.status,
            Object::Refund(at) => &self.refunds.get(at)?.status,
            Object::BillingAgreement(at) => &self.agreements.get(at)?.status,
            Object::ProviderCredit(at) => &self.credits.get(at)?.status,
            Object::Reversal(at) => &self.reversals.get(at)?.status,
        })
    }

    /// The state of an object, for `transition.rs` alone to change.
    pub fn status_mut(&mut self, object: Object) -> Result<&mut Status, Fault> {
        Ok(match object {
            Object::OrderReference(at) => &mut self.orders.get_mut(at)?.status,
            Object::Authorization(at) => &mut self.authorizations.get_mut(at)?.status,
            Object::Capture(at) => &mut self.captures.get_mut(at)?.status,
            Object::Refund(at) => &mut self.refunds.get_mut(at)?.status,
            Object::BillingAgreement(at) => &mut self.agreements.get_mut(at)?.status,
            Object::ProviderCredit(at) => &mut self.credits.get_mut(at)?.status,
            Object::Reversal(at) => &mut self.reversals.get_mut(at)?.status,
        })
    }

    /// What a reference id was used for.
    pub fn used(&self, key: &str) -> Option<Used> {
        self.references.get(key).copied()
    }

    /// Remembers what a reference id was used for.
    pub fn remember(&mut self, key: String, used: Used) {
        self.references.insert(key, used);
    }

    /// Files an order reference under the merchant's order number.
    pub fn file(&mut self, key: String, at: At<OrderReference>) {
        let places = self.by_seller_order_id.entry(key).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
    }

    /// The order references that were ever filed under the merchant's order number.
    pub fn filed(&self, key: &str) -> &[At<OrderReference>] {
        self.by_seller_order_id.get(key).map_or(&[], Vec::as_slice)
    }
}
