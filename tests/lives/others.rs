//! What others than merchants do: buyers in the widgets, Amazon, time, the network, and whoever stops
//! the sandbox and starts it again.

use serde_json::{Value, json};

use crate::run::{NEWEST, Run, pick};
use crate::steps::Step;
use crate::words::{CARDS, one_of};
use crate::world::{ACCOUNTS, Account};

/// Some of what anybody can do.
const ACTIONS: [&str; 9] = [
    "selectCard",
    "giveConsent",
    "completeAuthentication",
    "close",
    "cancel",
    "expire",
    "hold",
    "accept",
    "chargeback",
];

impl Run<'_> {
    /// A buyer signs in. What is new is rarer than what happens to it.
    pub fn begin(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let shelf = &self.shelves[whose];
        let is_order = !step.what.is_multiple_of(3);
        let has_some = if is_order { shelf.orders.len() > 1 } else { !shelf.agreements.is_empty() };
        if has_some && !step.how.is_multiple_of(3) {
            return Ok(());
        }
        let mut wish = json!({
            "card": one_of(&CARDS, step.whom), "merchantId": ACCOUNTS[whose].merchant_id,
            "sandbox": !self.world.live,
        });
        let currency = one_of(self.world.region.currencies, step.more);
        let is_shown = step.one_in(6);
        if is_shown {
            wish["currencyCode"] = json!(currency);
        }
        if step.whom.is_multiple_of(9) {
            wish["address"] = Value::Null;
        }
        if !is_order {
            wish["consent"] = json!(!step.whom.is_multiple_of(4));
        }
        let (path, name) = match is_order {
            true => ("/sandbox/order-references", "amazonOrderReferenceId"),
            false => ("/sandbox/billing-agreements", "amazonBillingAgreementId"),
        };
        let made = self.control("POST", path, &wish)?;
        let word = |name: &str| made[name].as_str().map(str::to_owned);
        let id = word(name).ok_or_else(|| format!("no draft was made: {made}"))?;
        if is_shown {
            self.currencies.insert(id.clone(), currency);
        }
        let shelf = &mut self.shelves[whose];
        shelf.tokens.extend(word("accessToken"));
        if is_order {
            shelf.orders.push(id)
        } else {
            shelf.agreements.push(id)
        }
        Ok(())
    }

    /// What a buyer does in the widgets, and at the bank.
    pub fn buyer(&mut self, whose: Account, step: Step) -> Result<(), String> {
        let shelf = &self.shelves[whose];
        let is_order = step.how.is_multiple_of(2);
        let from = if is_order { &shelf.orders } else { &shelf.agreements };
        let id = pick(from, step.whom);
        let action = self.act("buyer", &id, step)?;
        // Another card counts once the merchant confirms.
        if action == "selectCard" {
            let (operation, name) = match is_order {
                true => ("ConfirmOrderReference", "AmazonOrderReferenceId"),
                false => ("ConfirmBillingAgreement", "AmazonBillingAgreementId"),
            };
            self.call(whose, operation, &[(name, &id)])?;
        }
        Ok(())
    }

    /// What only Amazon does, to an object or to an account.
    pub fn amazon(&mut self, whose: Account, step: Step) -> Result<(), String> {
        if step.one_in(97) {
            let path = format!("/sandbox/objects/{}/amazon", ACCOUNTS[whose].merchant_id);
            let action = one_of(&["suspend", "reinstate", "register"], step.how);
            self.control("POST", &path, &json!({ "action": action }))?;
            self.call(whose, "GetMerchantAccountStatus", &[])?;
            // An account that stays suspended sees nothing more.
            return self.control("POST", &path, &json!({ "action": "reinstate" })).map(drop);
        }
        let shelf = &self.shelves[whose];
        let lists: [&[String]; 8] = [
            &shelf.orders,
            &shelf.agreements,
            &shelf.authorizations,
            &shelf.captures,
            &shelf.captures,
            &shelf.refunds,
            &shelf.credits,
            &shelf.reversals,
        ];
        // What is new may still be pending.
        let whom = if step.whom.is_multiple_of(3) { step.whom } else { NEWEST };
        let id = pick(one_of(&lists, step.how), whom);
        self.act("amazon", &id, step).map(drop)
    }

    /// Does something that can be done to an object just now; seldom, what perhaps can't be. Gives what
    /// it was.
    pub fn act(&mut self, actor: &str, id: &str, step: Step) -> Result<String, String> {
        let view = self.control("GET", &format!("/sandbox/objects/{id}"), &json!({}))?;
        let known = view["actions"].as_array().map_or(&[][..], Vec::as_slice);
        let possible: Vec<&str> = known
            .iter()
            .filter(|action| action["actor"] == actor)
            .filter_map(|action| action["action"].as_str())
            .collect();
        let action = if possible.is_empty() || step.whom.is_multiple_of(8) {
            one_of(&ACTIONS, step.more)
        } else {
            one_of(&possible, step.more)
        };
        let body = json!({
            "action": action, "card": one_of(&CARDS, step.how >> 4),
            "outcome": one_of(&["Success", "Success", "Failure", "Abandoned"], step.how >> 4),
            "refund": step.how & 16 == 0,
        });
        self.control("POST", &format!("/sandbox/objects/{id}/{actor}"), &body)?;
        Ok(action.to_owned())
    }

    /// Time passes, mostly a little; and what is to be delivered is, or is not.
    pub fn time(&mut self, step: Step) -> Result<(), String> {
        const MOMENTS: [i64; 9] = [0, 1, 1_000, 30_000, 31_000, 60_000, 60_000, 180_000, 600_000];
        // Three hours end a draft, days an authorization, a month its quota, half a year an order.
        const AGES: [i64; 7] = [
            3_600_000,
            3_600_000,
            10_800_000,
            90_000_000,
            700_000_000,
            3_000_000_000,
            20_000_000_000,
        ];
        let milliseconds =
            if step.one_in(14) { one_of(&AGES, step.how) } else { one_of(&MOMENTS, step.how) };
        self.control("POST", "/sandbox/clock/advance", &json!({ "milliseconds": milliseconds }))?;
        let deliveries = self.shop.sandbox.take_deliveries();
        for (at, delivery) in deliveries.iter().enumerate() {
            let status = if (at + usize::from(step.more)).is_multiple_of(3) { 503 } else { 200 };
            let report = json!({ "attempt": delivery["attempt"], "status": status });
            let path = format!("/sandbox/notifications/{}/attempts", delivery["number"]);
            self.control("POST", &path, &report)?;
        }
        Ok(())
    }

    /// Something goes wrong: a fault is brought about or ended, the sandbox is started again, somebody
    /// calls whom the seller does not know.
    pub fn trouble(&mut self, whose: Account, step: Step) -> Result<(), String> {
        const KINDS: [&str; 15] = [
            "refuse",
            "drop-request",
            "drop-response",
            "delay",
            "throttle",
            "internal-error",
            "unavailable",
            "truncate",
            "garble",
            "wrong-content-type",
            "plain-text-error",
            "notification-drop",
            "notification-duplicate",
            "notification-delay",
            "notification-reorder",
        ];
        match step.how % 16 {
            0..=5 => {
                let fault =
                    json!({ "kind": one_of(&KINDS, step.more), "times": 1 + step.whom % 5 });
                self.control("POST", "/sandbox/faults", &fault).map(drop)
            }
            6..=8 => self.control("DELETE", "/sandbox/faults", &json!({})).map(drop),
            9 if step.one_in(4) => self.restart(),
            10 | 11 => {
                let status = one_of(&["GREEN", "GREEN_I", "YELLOW", "RED"], step.more);
                self.control("POST", "/sandbox/service", &json!({ "status": status })).map(drop)
            }
            12 => self.control("GET", "/sandbox/objects", &json!({})).map(drop),
            _ => {
                let stranger = 2 - whose / 2 * 2;
                let order = pick(&self.shelves[whose].orders, step.whom);
                let own = [("AmazonOrderReferenceId", order.as_str())];
                self.call_as(stranger, whose, "GetOrderReferenceDetails", &own).map(drop)
            }
        }
    }
}
