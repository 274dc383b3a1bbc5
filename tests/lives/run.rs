//! A life: a sandbox, and what its sellers have seen of it. It knows how calls are made and what every
//! answer must be like; it refuses to know who does what.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::coverage::{Coverage, arrow};
use crate::shop::{Answer, Shop};
use crate::world::{ACCOUNTS, Account, World};

/// What one seller knows, the newest last.
#[derive(Debug, Default)]
pub struct Shelf {
    pub orders: Vec<String>,
    pub agreements: Vec<String>,
    pub authorizations: Vec<String>,
    pub captures: Vec<String>,
    pub refunds: Vec<String>,
    pub credits: Vec<String>,
    pub reversals: Vec<String>,
    pub references: Vec<String>,
    pub tokens: Vec<String>,
    pub pages: Vec<String>,
}

impl Shelf {
    fn lists(&mut self) -> [&mut Vec<String>; 10] {
        [
            &mut self.orders,
            &mut self.agreements,
            &mut self.authorizations,
            &mut self.captures,
            &mut self.refunds,
            &mut self.credits,
            &mut self.reversals,
            &mut self.references,
            &mut self.tokens,
            &mut self.pages,
        ]
    }
}

/// A life.
pub struct Run<'world> {
    pub world: &'world World,
    pub shop: Shop,
    pub shelves: [Shelf; 4],
    pub coverage: Coverage,
    /// What an order or an agreement is in, where that is not the account's own currency.
    pub currencies: HashMap<String, &'static str>,
    journal: u64,
}

/// Picks the newest, however many there are.
pub const NEWEST: u16 = 60;

/// One of the newest, which are the most interesting.
pub fn pick(from: &[String], at: u16) -> String {
    match from.len() {
        0 => "S01-0000000-0000000".to_owned(),
        length => from[length - 1 - usize::from(at) % length.min(6)].clone(),
    }
}

impl<'world> Run<'world> {
    pub fn new(world: &'world World) -> Self {
        let mut shop = Shop::with(world.options.clone());
        if world.live {
            shop.path = "/OffAmazonPayments/2013-01-01";
        }
        let shelves = std::array::from_fn(|_| Shelf::default());
        let (coverage, currencies) = (Coverage::default(), HashMap::new());
        Self { world, shop, shelves, coverage, currencies, journal: 0 }
    }

    /// What an object is in: by the order or the agreement that its id begins with.
    pub fn currency(&self, id: &str) -> &'static str {
        let root: Vec<&str> = id.splitn(4, '-').take(3).collect();
        self.currencies.get(&root.join("-")).copied().unwrap_or(self.world.region.currency)
    }

    /// A reference id: mostly a new one.
    pub fn reference(&mut self, whose: Account, how: u16) -> String {
        if how.is_multiple_of(7) {
            return pick(&self.shelves[whose].references, how / 7);
        }
        let reference = self.shop.reference();
        self.shelves[whose].references.push(reference.clone());
        reference
    }

    /// Calls an operation for a seller; gives the answer's HTTP status.
    pub fn call(
        &mut self,
        whose: Account,
        operation: &str,
        own: &[(&str, &str)],
    ) -> Result<u16, String> {
        self.call_as(whose, whose, operation, own)
    }

    /// The same by the keys of another, who may not be allowed to.
    pub fn call_as(
        &mut self,
        caller: Account,
        whose: Account,
        operation: &str,
        own: &[(&str, &str)],
    ) -> Result<u16, String> {
        self.shop.access_key = ACCOUNTS[caller].access_key.to_owned();
        self.shop.secret_key = ACCOUNTS[caller].secret_key.to_owned();
        self.shop.seller_id = ACCOUNTS[whose].merchant_id.to_owned();
        self.shop.token = ACCOUNTS[whose].token.map(str::to_owned);
        let answer = self.shop.call(operation, own);
        self.coverage.answered(operation, &answer);
        self.see(whose, &answer)?;
        if let (Some((_, id)), true) = (own.first(), is_of_state(&answer)) {
            self.forget(whose, id);
        }
        Ok(answer.status)
    }

    fn see(&mut self, whose: Account, answer: &Answer) -> Result<(), String> {
        if let Some(reason) = self.shop.sandbox.stopped() {
            return Err(format!("stopped: {reason}"));
        }
        let shelf = &mut self.shelves[whose];
        keep(&mut shelf.orders, answer.all("OrderReferenceDetails.AmazonOrderReferenceId"));
        let charged = "AuthorizeOnBillingAgreementResult.AmazonOrderReferenceId";
        keep(&mut shelf.orders, answer.all(charged));
        keep(&mut shelf.authorizations, answer.all("AmazonAuthorizationId"));
        keep(&mut shelf.captures, answer.all("AmazonCaptureId"));
        keep(&mut shelf.refunds, answer.all("AmazonRefundId"));
        keep(&mut shelf.credits, answer.all("ProviderCreditId"));
        keep(&mut shelf.reversals, answer.all("ProviderCreditReversalId"));
        keep(&mut shelf.reversals, answer.all("AmazonProviderCreditReversalId"));
        keep(&mut shelf.reversals, answer.all("CreditReversalIdList.member"));
        keep(&mut shelf.pages, answer.all("NextPageToken"));
        for id in answer.all("IdList.member") {
            match id.as_bytes().get(20) {
                Some(b'C') => keep(&mut shelf.captures, vec![id]),
                Some(b'R') => keep(&mut shelf.refunds, vec![id]),
                _ => {}
            }
        }
        for list in shelf.lists() {
            let extra = list.len().saturating_sub(40);
            list.drain(..extra);
        }
        Ok(())
    }

    /// What was refused for its state is seldom asked again.
    fn forget(&mut self, whose: Account, id: &str) {
        let shelf = &mut self.shelves[whose];
        for list in [
            &mut shelf.orders,
            &mut shelf.agreements,
            &mut shelf.authorizations,
            &mut shelf.captures,
            &mut shelf.credits,
        ] {
            if let Some(at) = list.iter().position(|known| known == id) {
                let id = list.remove(at);
                // Amazon and readers still meet it where there are not many others.
                if list.len() > 6 {
                    list.insert(0, id);
                }
            }
        }
    }

    /// A call of the control plane, whose refusals are no faults.
    pub fn control(&mut self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let response = self.shop.control_raw(method, path, &body.to_string());
        if let Some(reason) = self.shop.sandbox.stopped() {
            return Err(format!("stopped: {reason}"));
        }
        match response.status {
            200..=499 => Ok(serde_json::from_str(&response.body).unwrap_or(Value::Null)),
            _ => Err(format!("{path}: {} {}", response.status, response.body)),
        }
    }

    /// Whether every transition is one of the tables', and everything adds up.
    pub fn audit(&mut self) -> Result<(), String> {
        self.shop.sandbox.audit()?;
        let path = format!("/sandbox/journal?after={}", self.journal);
        let journal = self.control("GET", &path, &json!({}))?;
        let entries = journal["entries"].as_array().unwrap();
        let first = entries.first().map_or(self.journal + 1, |it| it["number"].as_u64().unwrap());
        assert_eq!(first, self.journal + 1, "the journal forgot what was not audited");
        self.journal = journal["last"].as_u64().unwrap();
        for entry in entries.iter().filter(|entry| entry["type"] == "transition") {
            let word = |name: &str| entry[name].as_str().unwrap().to_owned();
            let taken = arrow(&word("object"), &word("from"), &word("to"), &word("trigger"));
            self.coverage.took(taken)?;
        }
        Ok(())
    }

    /// Forgets everything and goes on from a snapshot.
    pub fn restart(&mut self) -> Result<(), String> {
        let snapshot = self.shop.sandbox.snapshot();
        self.shop.sandbox.restore(&snapshot)?;
        if self.shop.sandbox.snapshot() != snapshot {
            return Err("what was restored is something else".to_owned());
        }
        Ok(())
    }
}

/// Whether a refusal says that the object is in no state for this, and never will be.
fn is_of_state(answer: &Answer) -> bool {
    const CODES: [&str; 5] = [
        "InvalidOrderReferenceStatus",
        "InvalidAuthorizationStatus",
        "InvalidBillingAgreementStatus",
        "CaptureNotRefundable",
        "InvalidCloseAttempt",
    ];
    let body = answer.body.to_lowercase();
    // From these it can still be brought to another.
    let waits = body.contains("draft") || body.contains("suspended") || body.contains("pending");
    answer.status != 200 && !waits && CODES.iter().any(|code| answer.body.contains(code))
}

fn keep(list: &mut Vec<String>, ids: Vec<String>) {
    for id in ids {
        if !id.is_empty() && !list.contains(&id) {
            list.push(id);
        }
    }
}
