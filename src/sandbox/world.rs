//! Everything the sandbox remembers between two requests. It knows how objects get their numbers
//! and how events are put off; what happens to objects stands with the operations.

use std::collections::HashMap;

use super::calendar::Moment;
use super::due::{Agenda, Due};
use super::fault::Fault;
use super::identifier::{CHILD_NUMBERS, Child, NUMBERS};
use super::injection::Injections;
use super::journal::Journal;
use super::notify::Notifications;
use super::objects::{Address, Buyer, Object, OrderReference};
use super::options::Options;
use super::random::Random;
use super::sellers::{Seller, SellerAt};
use super::settings::Settings;
use super::snapshot::stored;
use super::store::{At, Store};
use super::throttle::Bucket;
use crate::model::region::{self, Region};

/// The sandbox's memory. A snapshot is this, written down.
#[derive(Clone, Debug)]
pub struct World {
    /// The key of the region.
    pub region: String,
    /// The unconfirmed facts.
    pub settings: Settings,
    /// Whether calls are throttled.
    pub throttling: bool,
    /// The Login with Amazon client.
    pub client_id: String,
    /// Signs the tokens of this sandbox, so that they need not be remembered.
    pub token_key: u64,
    /// Who may call.
    pub sellers: Vec<Seller>,
    /// The objects.
    pub store: Store,
    /// The service's time.
    pub now: Moment,
    /// All that `advance` added to it.
    pub advanced: i64,
    /// Where a manual clock started; absent while the clock is the host's.
    pub started: Option<Moment>,
    /// Whether the clock moves by `advance` only.
    pub manual: bool,
    /// Decides ids.
    pub identities: Random,
    /// Decides the order of elements.
    pub shapes: Random,
    /// Decides which faults strike.
    pub chances: Random,
    /// What happens when.
    pub due: Agenda,
    /// Token buckets by key, seller, operation and environment.
    pub buckets: HashMap<String, Bucket>,
    /// What happened.
    pub journal: Journal,
    /// What was told.
    pub notifications: Notifications,
    /// Faults on demand.
    pub injections: Injections,
    /// What the service says of itself.
    pub service_status: String,
    /// Order references that this request changed, for the ledger to check.
    pub touched: Vec<At<OrderReference>>,
    /// Why it stopped, if it did.
    pub stopped: Option<String>,
}
stored!(World { region, settings, throttling, client_id, token_key, sellers, store, now, advanced, started, manual, identities, shapes, chances, due, buckets, journal, notifications, injections, service_status, stopped } skips { touched });

impl World {
    /// An empty world.
    pub fn new(options: Options) -> Self {
        let mut store = Store::new(region_digits(&options.region));
        store.buyers.push(Buyer::default());
        store.addresses.push(Address::sample());
        let mut identities = Random::new(options.seed, 1);
        let token_key = identities.next();
        Self {
            region: options.region,
            throttling: options.throttling,
            client_id: options.client_id,
            token_key,
            sellers: options.sellers,
            store,
            now: 0,
            advanced: 0,
            started: options.start,
            manual: options.clock == super::options::Clock::Manual,
            identities,
            shapes: Random::new(options.seed, 2),
            chances: Random::new(options.seed, 3),
            due: Agenda::default(),
            buckets: HashMap::new(),
            journal: Journal::new(options.settings.journal),
            notifications: Notifications::default(),
            injections: Injections::default(),
            service_status: "GREEN".to_owned(),
            touched: Vec::new(),
            stopped: None,
            settings: options.settings,
        }
    }

    /// The region's facts.
    pub fn region(&self) -> &'static Region {
        // The options were checked, so that the first region is never really taken.
        static FIRST: &Region = &region::REGIONS[0];
        region::by_key(&self.region).unwrap_or(FIRST)
    }

    /// Whether the account is in Europe, where banks challenge and addresses are told.
    pub fn in_europe(&self) -> bool {
        self.region().currencies.len() > 1
    }

    /// The currency in which the merchant's account is kept.
    pub fn ledger_currency(&self) -> super::money::Currency {
        super::money::Currency::parse(self.region().currency).unwrap_or(super::money::Currency::Usd)
    }

    /// Lets something happen later.
    pub fn put_off(&mut self, until: Moment, due: Due) {
        self.due.add(until, due);
    }

    /// Digits for a new order reference or agreement.
    pub fn new_number(&mut self) -> u64 {
        loop {
            let number = self.identities.below(NUMBERS);
            if !self.store.has_number(number) {
                return number;
            }
        }
    }

    /// Digits for something new that hangs on an order reference.
    pub fn new_digits(&mut self, order: At<OrderReference>, child: Child) -> u32 {
        loop {
            let digits = u32::try_from(self.identities.below(CHILD_NUMBERS)).unwrap_or(0);
            if self.store.child(order, child, digits).is_none() {
                return digits;
            }
        }
    }

    /// The seller at a place.
    pub fn seller(&self, at: SellerAt) -> Result<&Seller, Fault> {
        self.sellers.get(usize::from(at.0)).ok_or_else(|| Fault::broken("no such seller"))
    }

    /// The place of a seller.
    pub fn seller_named(&self, merchant_id: &str) -> Option<SellerAt> {
        let at = self.sellers.iter().position(|seller| seller.merchant_id == merchant_id)?;
        u16::try_from(at).ok().map(SellerAt)
    }

    /// Has the ledger look at an object when the request ends.
    pub fn touch(&mut self, object: Object) -> Result<(), Fault> {
        if let Some(order) = self.store.order_of(object)?
            && !self.touched.contains(&order)
        {
            self.touched.push(order);
        }
        Ok(())
    }
}

/// The two digits that ids of a region hold (operations.md 2.5).
fn region_digits(key: &str) -> u8 {
    match region::by_key(key).map(|region| region.currency) {
        Some("USD") => 1,
        Some("JPY") => 3,
        _ => 2,
    }
}
