//! One thing that somebody does, made of a few numbers, so that a series of them can be shortened:
//! who acts, on which of the objects that he knows, and how. Merchants' calls stand here; what buyers,
//! Amazon and time do stands in `others.rs`, and what is only asked in `reading.rs`.

use serde_json::json;

use crate::run::{NEWEST, Run, pick};
use crate::words::{
    AMOUNTS, AUTHORIZATION_NOTES, CAPTURE_NOTES, CARDS, ORDER_NOTES, OTHER_NOTES, TOTALS, URLS,
    amount, one_of, smallest,
};
use crate::world::{Account, Numbers};

/// One thing that somebody does; numbers are taken modulo what there is.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub what: u8,
    pub who: u8,
    pub whom: u16,
    pub how: u16,
    pub more: u16,
}

impl Step {
    pub fn random(numbers: &mut Numbers) -> Self {
        let number = numbers.next();
        Self {
            what: number as u8,
            who: (number >> 8) as u8,
            whom: (number >> 16) as u16,
            how: (number >> 32) as u16,
            more: (number >> 48) as u16,
        }
    }

    /// Whether something that is seldom done is done now.
    pub const fn one_in(self, many: u16) -> bool {
        self.more.is_multiple_of(many)
    }

    /// Most of the time the first seller acts: a few objects with long lives see more than many.
    fn account(self) -> Account {
        match self.who % 8 {
            0..=4 => 0,
            other => usize::from(other) - 4,
        }
    }
}

impl Run<'_> {
    /// Does one thing.
    pub fn take(&mut self, step: Step) -> Result<(), String> {
        let account = step.account();
        // Where calls are counted, somebody who never waits gets nowhere.
        if self.world.throttling && !step.one_in(4) {
            self.control("POST", "/sandbox/clock/advance", &json!({ "milliseconds": 2_000 }))?;
        }
        match step.what % 64 {
            0..=2 => self.begin(account, step),
            3..=6 => self.set_order(account, step),
            7..=12 => self.confirm(account, step),
            13..=21 => self.authorize(account, step),
            22..=27 => self.capture(account, step),
            28..=31 => self.refund(account, step),
            32..=33 => self.end(account, step),
            34..=40 => self.agreement(account, step),
            41..=43 => self.reverse_credit(account, step),
            44..=46 => self.read(account, step),
            47 => self.account_matters(account, step),
            48..=51 => self.buyer(account, step),
            52..=56 => self.amazon(account, step),
            57 => self.trouble(account, step),
            _ => self.time(step),
        }
    }

    fn note(&self, from: &[&'static str], step: Step) -> &'static str {
        if !self.world.live && step.one_in(4) { one_of(from, step.more / 4) } else { "thanks" }
    }

    /// What an amount is in: hardly ever something else than its object.
    fn asked_in(&self, id: &str, step: Step) -> &'static str {
        let wrong = one_of(self.world.region.currencies, step.how);
        if step.whom.is_multiple_of(61) { wrong } else { self.currency(id) }
    }

    /// The total of a new order may be in any currency that the region has.
    pub fn set_order(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let id = pick(&self.shelves[whose].orders, step.whom);
        if step.more.is_multiple_of(5) {
            let currency = one_of(self.world.region.currencies, step.how);
            self.currencies.entry(id.clone()).or_insert(currency);
        }
        let currency = self.asked_in(&id, step);
        let total = amount(&TOTALS, step.how, currency);
        let (operation, group) = match step.more % 3 {
            0 => ("SetOrderAttributes", "OrderAttributes"),
            _ => ("SetOrderReferenceDetails", "OrderReferenceAttributes"),
        };
        let name = |member: &str| format!("{group}.{member}");
        let number = format!("number-{}", step.how % 3);
        let mut own = vec![
            ("AmazonOrderReferenceId".to_owned(), id.as_str()),
            (name("SellerNote"), self.note(&ORDER_NOTES, step)),
            (name("SellerOrderAttributes.SellerOrderId"), &number),
        ];
        // After confirmation only attributes can still be set, and never the total.
        if group != "OrderAttributes" || step.how.is_multiple_of(4) {
            own.push((name("OrderTotal.Amount"), total));
            own.push((name("OrderTotal.CurrencyCode"), currency));
        }
        if step.how.is_multiple_of(5) {
            own.push((name("PlatformId"), "A9PLATFORM"));
        }
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (&**name, *value)).collect();
        self.call(whose, operation, &own).map(drop)
    }

    pub fn confirm(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].orders.is_empty() && !step.one_in(16) {
            return self.begin(whose, Step { what: 1, how: step.how | 1, ..step });
        }
        let id = pick(&self.shelves[whose].orders, step.whom);
        let mut own = vec![("AmazonOrderReferenceId", id.as_str())];
        if step.one_in(4) {
            own.extend(URLS);
        }
        if step.how.is_multiple_of(8) {
            own.push(("ExpectImmediateAuthorization", "true"));
        }
        self.call(whose, "ConfirmOrderReference", &own).map(drop)
    }

    /// Once, or often and little, so that what may be done so many times is done as often.
    fn authorize(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].orders.is_empty() && !step.one_in(16) {
            return self.begin(whose, Step { what: 1, how: step.how | 1, ..step });
        }
        let id = pick(&self.shelves[whose].orders, step.whom);
        let often = step.one_in(40);
        for _ in 0..if often { 12 } else { 1 } {
            let reference = self.reference(whose, if often { 1 } else { step.how });
            let currency = self.asked_in(&id, step);
            let own = [
                ("AmazonOrderReferenceId", id.as_str()),
                ("AuthorizationReferenceId", &reference),
                ("AuthorizationAmount.Amount", amount(&AMOUNTS[..9], step.how, currency)),
                ("AuthorizationAmount.CurrencyCode", currency),
                ("TransactionTimeout", if step.whom.is_multiple_of(3) { "1440" } else { "0" }),
                ("CaptureNow", if step.how.is_multiple_of(2) { "true" } else { "false" }),
                ("SellerAuthorizationNote", self.note(&AUTHORIZATION_NOTES, step)),
                ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
                ("ProviderCreditList.member.1.CreditAmount.Amount", smallest(currency)),
                ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", currency),
            ];
            let mut own = own.to_vec();
            if often {
                own[2].1 = smallest(currency);
                own[5].1 = "true";
            }
            if step.how.is_multiple_of(3) {
                own.truncate(7);
            }
            if self.call(whose, "Authorize", &own)? != 200 {
                return if step.whom.is_multiple_of(2) {
                    self.mend(whose, &id, step)
                } else {
                    Ok(())
                };
            }
        }
        Ok(())
    }

    /// Does what may be missing before an order can be charged.
    fn mend(&mut self, whose: Account, id: &str, step: Step) -> Result<(), String> {
        if !self.shelves[whose].orders.iter().any(|known| known == id) {
            return Ok(());
        }
        let card = json!({ "action": "selectCard", "card": one_of(&CARDS, step.more) });
        self.control("POST", &format!("/sandbox/objects/{id}/buyer"), &card)?;
        self.set_order(whose, step)?;
        self.confirm(whose, step)
    }

    fn capture(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].authorizations.is_empty() && !step.one_in(16) {
            return self.authorize(whose, step);
        }
        let id = pick(&self.shelves[whose].authorizations, step.whom);
        let reference = self.reference(whose, step.how);
        let currency = self.asked_in(&id, step);
        let own = [
            ("AmazonAuthorizationId", id.as_str()),
            ("CaptureReferenceId", &reference),
            ("CaptureAmount.Amount", amount(&AMOUNTS[..8], step.how, currency)),
            ("CaptureAmount.CurrencyCode", currency),
            (
                "SellerCaptureNote",
                self.note(&CAPTURE_NOTES, Step { more: step.more.wrapping_mul(2), ..step }),
            ),
            ("ProviderCreditList.member.1.ProviderId", "A9PROVIDER"),
            ("ProviderCreditList.member.1.CreditAmount.Amount", smallest(currency)),
            ("ProviderCreditList.member.1.CreditAmount.CurrencyCode", currency),
        ];
        let given = if step.how.is_multiple_of(3) { &own[..5] } else { &own[..] };
        let status = self.call(whose, "Capture", given)?;
        // What is new may be pending, and then Amazon may decide.
        if status == 200 && step.whom.is_multiple_of(2) {
            let shelf = &self.shelves[whose];
            let made = if step.how & 8 == 0 { &shelf.captures } else { &shelf.credits };
            let id = pick(made, NEWEST);
            self.act("amazon", &id, step)?;
        }
        Ok(())
    }

    fn refund(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].captures.is_empty() && !step.one_in(16) {
            return self.capture(whose, step);
        }
        let id = pick(&self.shelves[whose].captures, step.whom);
        let often = step.one_in(20);
        for _ in 0..if often { 11 } else { 1 } {
            let reference = self.reference(whose, if often { 1 } else { step.how });
            let currency = self.asked_in(&id, step);
            let asked =
                if often { smallest(currency) } else { amount(&AMOUNTS, step.how, currency) };
            let own = [
                ("AmazonCaptureId", id.as_str()),
                ("RefundReferenceId", &reference),
                ("RefundAmount.Amount", asked),
                ("RefundAmount.CurrencyCode", currency),
                ("SellerRefundNote", self.note(&OTHER_NOTES, step)),
                ("ProviderCreditReversalList.member.1.ProviderId", "A9PROVIDER"),
                (
                    "ProviderCreditReversalList.member.1.CreditReversalAmount.Amount",
                    smallest(currency),
                ),
                ("ProviderCreditReversalList.member.1.CreditReversalAmount.CurrencyCode", currency),
            ];
            let given = if step.whom.is_multiple_of(4) && !often { &own[..] } else { &own[..5] };
            if self.call(whose, "Refund", given)? != 200 {
                break;
            }
        }
        Ok(())
    }

    fn end(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let shelf = &self.shelves[whose];
        let (order, agreement) =
            (pick(&shelf.orders, step.whom), pick(&shelf.agreements, step.whom));
        let authorization = pick(&shelf.authorizations, step.whom);
        match step.how % 8 {
            0 => self
                .call(whose, "CancelOrderReference", &[("AmazonOrderReferenceId", &order)])
                .map(drop),
            1 => {
                let reason = ("ClosureReason", self.note(&OTHER_NOTES, step));
                self.call(
                    whose,
                    "CloseOrderReference",
                    &[("AmazonOrderReferenceId", &order), reason],
                )
                .map(drop)
            }
            2 => {
                let own = [("AmazonBillingAgreementId", agreement.as_str())];
                self.call(whose, "CloseBillingAgreement", &own).map(drop)
            }
            _ => {
                let own = [("AmazonAuthorizationId", authorization.as_str())];
                self.call(whose, "CloseAuthorization", &own).map(drop)
            }
        }
    }

    pub fn agreement(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].agreements.is_empty() && !step.one_in(16) {
            return self.begin(whose, Step { what: 0, how: step.how | 1, ..step });
        }
        let id = pick(&self.shelves[whose].agreements, step.whom);
        let currency = self.asked_in(&id, step);
        let mut own = vec![("AmazonBillingAgreementId", id.as_str())];
        match step.how % 8 {
            0 => {
                let group = "BillingAgreementAttributes.BillingAgreementType";
                let kinds = ["MerchantInitiatedTransaction", "CustomerInitiatedTransaction"];
                own.push((group, one_of(&kinds, step.more)));
                self.call(whose, "SetBillingAgreementDetails", &own).map(drop)
            }
            1 => {
                if step.one_in(3) {
                    own.extend(URLS);
                }
                self.call(whose, "ConfirmBillingAgreement", &own).map(drop)
            }
            2 if step.one_in(3) => self.call(whose, "ValidateBillingAgreement", &own).map(drop),
            2 | 3 => {
                let own = [
                    ("Id", id.as_str()),
                    ("IdType", "BillingAgreement"),
                    ("ConfirmNow", if step.more.is_multiple_of(2) { "true" } else { "false" }),
                    (
                        "OrderReferenceAttributes.OrderTotal.Amount",
                        amount(&TOTALS, step.more, currency),
                    ),
                    ("OrderReferenceAttributes.OrderTotal.CurrencyCode", currency),
                ];
                self.call(whose, "CreateOrderReferenceForId", &own).map(drop)
            }
            _ => {
                let reference = self.reference(whose, step.how / 8);
                own.extend([
                    ("AuthorizationReferenceId", reference.as_str()),
                    ("AuthorizationAmount.Amount", amount(&AMOUNTS[..11], step.more, currency)),
                    ("AuthorizationAmount.CurrencyCode", currency),
                    ("TransactionTimeout", if step.whom.is_multiple_of(2) { "0" } else { "60" }),
                    ("CaptureNow", if step.whom.is_multiple_of(3) { "true" } else { "false" }),
                    ("SellerAuthorizationNote", self.note(&AUTHORIZATION_NOTES, step)),
                ]);
                self.call(whose, "AuthorizeOnBillingAgreement", &own).map(drop)
            }
        }
    }

    fn reverse_credit(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if self.shelves[whose].credits.is_empty() && !step.one_in(16) {
            return self.capture(whose, step);
        }
        let id = pick(&self.shelves[whose].credits, step.whom);
        let reference = self.reference(whose, step.how);
        let currency = self.asked_in(&id, step);
        let own = [
            ("AmazonProviderCreditId", id.as_str()),
            ("CreditReversalReferenceId", &reference),
            ("CreditReversalAmount.Amount", smallest(currency)),
            ("CreditReversalAmount.CurrencyCode", currency),
        ];
        let status = self.call(whose, "ReverseProviderCredit", &own)?;
        if status == 200 && step.whom.is_multiple_of(3) {
            let id = pick(&self.shelves[whose].reversals, NEWEST);
            self.act("amazon", &id, step)?;
        }
        Ok(())
    }
}
