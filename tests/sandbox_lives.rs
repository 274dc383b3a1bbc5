//! Random merchants, buyers and clocks against the sandbox. Whatever they do, the books add up,
//! nothing panics, and no object takes a way that the tables do not hold.
//!
//! `SANDBOX_STEPS` and `SANDBOX_SEED` set how long and from where. Without them each run has a seed of
//! its own and takes 100 000 steps, a million with `cargo xtask test --full`; a run that fails prints
//! its seed and the shortest series of steps that it could find.
#![cfg(feature = "sandbox")]

#[cfg(test)]
#[path = "sandbox/shop.rs"]
#[expect(dead_code, reason = "this test uses a part of the shop")]
mod shop;

#[cfg(test)]
mod lives {
    use std::collections::HashSet;
    use std::hash::{BuildHasher, RandomState};

    use amazon_pay_wasm::sandbox::state::Machine;
    use serde_json::{Value, json};

    use crate::shop::{Answer, Shop};

    /// One thing that somebody does; numbers are taken modulo what there is.
    #[derive(Clone, Copy, Debug)]
    struct Step {
        what: u8,
        whom: u16,
        how: u16,
    }

    /// A stream of numbers, SplitMix64.
    struct Numbers(u64);

    impl Numbers {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        }

        fn step(&mut self) -> Step {
            let number = self.next();
            Step { what: number as u8, whom: (number >> 16) as u16, how: (number >> 32) as u16 }
        }
    }

    const CARDS: [&str; 8] = ["1111", "1111", "1111", "1111", "3434", "2323", "5656", "4545"];
    const AMOUNTS: [&str; 10] =
        ["0.01", "1", "5", "9.99", "10", "50.00", "115", "100.00", "500", "150000"];
    const TOTALS: [&str; 4] = ["10", "50.00", "100.00", "1000"];
    const NOTES: [&str; 10] = [
        r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"ProcessingFailure"}}"#,
        r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"TransactionTimedOut"}}"#,
        "thanks",
        "thanks",
        "thanks",
        r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}"#,
        r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":2,"SoftDecline":"true"}}"#,
        r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":3}}"#,
        r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"AmazonClosed"}}"#,
        r#"{"SandboxSimulation":{"State":"Pending"}}"#,
    ];

    /// A run: a shop, and the ids it has seen.
    struct Run {
        shop: Shop,
        orders: Vec<String>,
        agreements: Vec<String>,
        authorizations: Vec<String>,
        captures: Vec<String>,
        refunds: Vec<String>,
        credits: Vec<String>,
        references: Vec<String>,
        journal: u64,
        arrows: HashSet<String>,
        taken: HashSet<String>,
    }

    fn pick(from: &[String], at: u16) -> String {
        match from.len() {
            0 => "S01-0000000-0000000".to_owned(),
            // The newest are the most interesting.
            length => from[length - 1 - usize::from(at) % length.min(6)].clone(),
        }
    }

    fn one_of(from: &[&'static str], at: u16) -> &'static str {
        from[usize::from(at) % from.len()]
    }

    impl Run {
        fn new(settings: Value) -> Self {
            let arrows = Machine::ALL.iter().flat_map(|machine| {
                machine.arrows().iter().flat_map(|arrow| {
                    arrow.from.iter().map(|from| {
                        let (to, trigger) = (arrow.to.word(), arrow.trigger.word());
                        format!("{} {} {to} {trigger}", machine.name(), from.word())
                    })
                })
            });
            Self {
                shop: Shop::set(settings),
                orders: Vec::new(),
                agreements: Vec::new(),
                authorizations: Vec::new(),
                captures: Vec::new(),
                refunds: Vec::new(),
                credits: Vec::new(),
                references: vec!["again".to_owned()],
                journal: 0,
                arrows: arrows.collect(),
                taken: HashSet::new(),
            }
        }

        fn reference(&mut self, how: u16) -> String {
            if how.is_multiple_of(7) {
                return pick(&self.references, how / 7);
            }
            let reference = self.shop.reference();
            self.references.push(reference.clone());
            reference
        }

        fn see(&mut self, answer: &Answer) -> Result<(), String> {
            if answer.status >= 500 {
                return Err(format!("{} {}", answer.status, answer.body));
            }
            for (name, list) in [
                ("OrderReferenceDetails.AmazonOrderReferenceId", &mut self.orders),
                ("AmazonAuthorizationId", &mut self.authorizations),
                ("AmazonCaptureId", &mut self.captures),
                ("AmazonRefundId", &mut self.refunds),
                ("ProviderCreditId", &mut self.credits),
            ] {
                for id in answer.all(name) {
                    if !list.contains(&id) {
                        list.push(id);
                    }
                }
            }
            for id in answer.all("IdList.member") {
                if id.contains("-C") && !self.captures.contains(&id) {
                    self.captures.push(id);
                }
            }
            for list in [&mut self.orders, &mut self.authorizations, &mut self.captures] {
                let extra = list.len().saturating_sub(40);
                list.drain(..extra);
            }
            Ok(())
        }

        fn call(&mut self, operation: &str, own: &[(&str, &str)]) -> Result<(), String> {
            let answer = self.shop.call(operation, own);
            self.see(&answer)
        }

        fn take(&mut self, step: Step) -> Result<(), String> {
            let Step { what, whom, how } = step;
            let (order, agreement) = (pick(&self.orders, whom), pick(&self.agreements, whom));
            let (authorization, capture) =
                (pick(&self.authorizations, whom), pick(&self.captures, whom));
            let (amount, card) = (one_of(&AMOUNTS, how), one_of(&CARDS, how >> 4));
            let note = if whom >> 8 & 3 == 0 { one_of(&NOTES, how >> 7) } else { "thanks" };
            let own = [("AmazonOrderReferenceId", order.as_str())];
            match what % 48 {
                // What is new is rarer than what happens to it.
                0 | 1 if !self.orders.is_empty() && !self.agreements.is_empty() && how % 3 != 0 => {
                }
                0 => {
                    let made = self.shop.control(
                        "POST",
                        "/sandbox/order-references",
                        json!({ "card": card }),
                    );
                    self.orders.push(made["amazonOrderReferenceId"].as_str().unwrap().to_owned());
                }
                1 => {
                    let wish = json!({ "card": card, "consent": how % 4 != 0 });
                    let made = self.shop.control("POST", "/sandbox/billing-agreements", wish);
                    self.agreements
                        .push(made["amazonBillingAgreementId"].as_str().unwrap().to_owned());
                }
                2 | 3 => {
                    let id = order.clone();
                    self.call(
                        "SetOrderReferenceDetails",
                        &[
                            ("AmazonOrderReferenceId", &id),
                            ("OrderReferenceAttributes.OrderTotal.Amount", one_of(&TOTALS, how)),
                            ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                            ("OrderReferenceAttributes.SellerNote", note),
                        ],
                    )?;
                }
                4..=6 | 36..=38 => self.call("ConfirmOrderReference", &own)?,
                7..=11 | 39..=41 => {
                    let reference = self.reference(how);
                    let timeout = if whom % 3 == 0 { "1440" } else { "0" };
                    let now = if how % 2 == 0 { "true" } else { "false" };
                    self.call(
                        "Authorize",
                        &[
                            ("AmazonOrderReferenceId", &order),
                            ("AuthorizationReferenceId", &reference),
                            ("AuthorizationAmount.Amount", one_of(&AMOUNTS[..7], how)),
                            ("AuthorizationAmount.CurrencyCode", "USD"),
                            ("TransactionTimeout", timeout),
                            ("CaptureNow", now),
                            ("SellerAuthorizationNote", note),
                            ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
                            ("ProviderCreditList.member.1.CreditAmount.Amount", "0.01"),
                            ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", "USD"),
                        ],
                    )?;
                }
                12..=14 | 42 | 43 => {
                    let reference = self.reference(how);
                    self.call(
                        "Capture",
                        &[
                            ("AmazonAuthorizationId", &authorization),
                            ("CaptureReferenceId", &reference),
                            ("CaptureAmount.Amount", one_of(&AMOUNTS[..8], how)),
                            ("CaptureAmount.CurrencyCode", "USD"),
                            ("SellerCaptureNote", note),
                        ],
                    )?;
                }
                15..=17 => {
                    let reference = self.reference(how);
                    self.call(
                        "Refund",
                        &[
                            ("AmazonCaptureId", &capture),
                            ("RefundReferenceId", &reference),
                            ("RefundAmount.Amount", amount),
                            ("RefundAmount.CurrencyCode", "USD"),
                            ("SellerRefundNote", note),
                        ],
                    )?;
                }
                18 if how % 4 == 0 => self.call("CancelOrderReference", &own)?,
                19 if how % 4 == 0 => self.call("CloseOrderReference", &own)?,
                20 => {
                    self.call("CloseAuthorization", &[("AmazonAuthorizationId", &authorization)])?
                }
                21 => self
                    .call("ConfirmBillingAgreement", &[("AmazonBillingAgreementId", &agreement)])?,
                22 => self.call(
                    "ValidateBillingAgreement",
                    &[("AmazonBillingAgreementId", &agreement)],
                )?,
                23..=25 => {
                    let reference = self.reference(how);
                    self.call(
                        "AuthorizeOnBillingAgreement",
                        &[
                            ("AmazonBillingAgreementId", &agreement),
                            ("AuthorizationReferenceId", &reference),
                            ("AuthorizationAmount.Amount", one_of(&AMOUNTS[..9], how)),
                            ("AuthorizationAmount.CurrencyCode", "USD"),
                            ("TransactionTimeout", if whom % 2 == 0 { "0" } else { "60" }),
                            ("CaptureNow", if how % 3 == 0 { "true" } else { "false" }),
                            ("SellerAuthorizationNote", note),
                        ],
                    )?;
                }
                26 => self.call(
                    "CreateOrderReferenceForId",
                    &[
                        ("Id", &agreement),
                        ("IdType", "BillingAgreement"),
                        ("ConfirmNow", if how % 2 == 0 { "true" } else { "false" }),
                        ("OrderReferenceAttributes.OrderTotal.Amount", amount),
                        ("OrderReferenceAttributes.OrderTotal.CurrencyCode", "USD"),
                    ],
                )?,
                27 | 34 | 35 => {
                    let id = if how % 2 == 0 { &order } else { &agreement };
                    let actions =
                        ["selectCard", "updatePaymentMethod", "giveConsent", "deleteCard", "close"];
                    let body = json!({ "action": one_of(&actions, how), "card": card });
                    let path = format!("/sandbox/objects/{id}/buyer");
                    self.control(&path, &body)?;
                }
                28 | 32 | 33 => {
                    let refund = pick(&self.refunds, whom);
                    let ids = [&order, &agreement, &authorization, &capture, &refund];
                    let id = ids[usize::from(how) % ids.len()];
                    let actions = [
                        "close",
                        "cancel",
                        "expire",
                        "suspend",
                        "hold",
                        "accept",
                        "reject",
                        "fail",
                        "refund",
                        "chargeback",
                    ];
                    let body = json!({ "action": one_of(&actions, whom) });
                    let path = format!("/sandbox/objects/{id}/amazon");
                    self.control(&path, &body)?;
                }
                29 => {
                    let reference = self.reference(how);
                    let credit = pick(&self.credits, whom);
                    self.call(
                        "ReverseProviderCredit",
                        &[
                            ("AmazonProviderCreditId", &credit),
                            ("CreditReversalReferenceId", &reference),
                            ("CreditReversalAmount.Amount", "0.01"),
                            ("CreditReversalAmount.CurrencyCode", "USD"),
                        ],
                    )?;
                }
                30 => self.call("GetOrderReferenceDetails", &own)?,
                44 | 45 => self.call("GetCaptureDetails", &[("AmazonCaptureId", &capture)])?,
                46 => {
                    self.call("CloseBillingAgreement", &[("AmazonBillingAgreementId", &agreement)])?
                }
                _ => {
                    const JUMPS: [i64; 8] =
                        [1, 1_000, 30_000, 31_000, 180_000, 3_600_000, 10_800_000, 700_000_000];
                    let jump = JUMPS[usize::from(how) % JUMPS.len()];
                    self.control("/sandbox/clock/advance", &json!({ "milliseconds": jump }))?;
                }
            }
            match self.shop.sandbox.stopped() {
                Some(reason) => Err(format!("stopped: {reason}")),
                None => Ok(()),
            }
        }

        fn control(&mut self, path: &str, body: &Value) -> Result<(), String> {
            let response = self.shop.control_raw("POST", path, &body.to_string());
            if response.status >= 500 { Err(response.body) } else { Ok(()) }
        }

        /// Whether every transition is one of the tables', and everything adds up.
        fn audit(&mut self) -> Result<(), String> {
            self.shop.sandbox.audit()?;
            self.shop.sandbox.take_deliveries();
            let path = format!("/sandbox/journal?after={}", self.journal);
            let journal = self.shop.control("GET", &path, json!({}));
            self.journal = journal["last"].as_u64().unwrap();
            for entry in journal["entries"].as_array().unwrap() {
                if entry["type"] == "transition" {
                    let word = |name: &str| entry[name].as_str().unwrap().to_owned();
                    let arrow =
                        [word("object"), word("from"), word("to"), word("trigger")].join(" ");
                    if !self.arrows.contains(&arrow) {
                        return Err(format!("no arrow in the tables: {arrow}"));
                    }
                    self.taken.insert(arrow);
                }
            }
            Ok(())
        }
    }

    /// Lives a series of steps; adds to `taken` the arrows that were.
    fn live(settings: &Value, steps: &[Step], taken: &mut HashSet<String>) -> Result<(), String> {
        let mut run = Run::new(settings.clone());
        for (at, step) in steps.iter().enumerate() {
            run.take(*step)?;
            if at % 500 == 499 {
                run.audit()?;
            }
        }
        run.audit()?;
        taken.extend(run.taken);
        Ok(())
    }

    /// The shortest series of steps that still fails, found by leaving pieces out.
    fn shrink(settings: &Value, mut steps: Vec<Step>) -> Vec<Step> {
        let mut piece = steps.len() / 2;
        while piece > 0 {
            let mut at = 0;
            while at < steps.len() {
                let mut fewer = steps.clone();
                fewer.drain(at..(at + piece).min(steps.len()));
                if live(settings, &fewer, &mut HashSet::new()).is_err() {
                    steps = fewer;
                } else {
                    at += piece;
                }
            }
            piece /= 2;
        }
        steps
    }

    fn number(name: &str, otherwise: u64) -> u64 {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    }

    /// Steps of a life.
    const LIFE: usize = 2_500;

    #[test]
    fn whatever_happens_the_books_add_up() {
        let worlds = [
            json!({ "journal": 20_000 }),
            json!({
                "journal": 20_000, "refundCounts": "at-completion", "referenceIdScope": "kind",
                "idempotency": "state-error", "softDeclineSuspends": true, "terminalRepeat": "error",
                "declinedCaptureClosesAuthorization": false, "rejectionCancelsAgreement": true,
                "providerCreditDelay": 60_000,
            }),
        ];
        let full = std::env::var_os("AMAZON_PAY_WASM_FULL").is_some();
        let steps = number("SANDBOX_STEPS", if full { 1_000_000 } else { 100_000 });
        let mut left = steps;
        let mut seed = number("SANDBOX_SEED", RandomState::new().hash_one(0) >> 32);
        println!("{steps} steps from SANDBOX_SEED={seed}");
        let mut taken = HashSet::new();
        while left > 0 {
            for settings in &worlds {
                let mut numbers = Numbers(seed);
                let steps: Vec<Step> = (0..LIFE).map(|_| numbers.step()).collect();
                if let Err(reason) = live(settings, &steps, &mut taken) {
                    let fewest = shrink(settings, steps);
                    let last = live(settings, &fewest, &mut HashSet::new());
                    panic!("seed {seed}, {settings}: {reason}\n{fewest:#?}\n{last:?}");
                }
                left = left.saturating_sub(LIFE as u64);
            }
            seed += 1;
        }
        // The lives are only worth something if they go far.
        let all = Run::new(json!({})).arrows;
        let missed: Vec<&String> = all.difference(&taken).collect();
        assert!(
            taken.len() * 2 > all.len(),
            "only {} of {} ways, without {missed:#?}",
            taken.len(),
            all.len()
        );
    }
}
