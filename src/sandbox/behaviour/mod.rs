//! What the operations do: one file for each resource. This one dispatches by the table, and holds
//! what they share: finding the object a call is about, judging its state by the table, reading
//! amounts, and writing prices, statuses and times into answers.

pub mod agreement_charges;
pub mod agreement_orders;
pub mod authorization;
pub mod billing_agreement;
pub mod buyer_details;
pub mod capture;
pub mod constraints;
pub mod listing;
pub mod merchant;
pub mod order_attributes;
pub mod order_reference;
pub mod provider_credit;
pub mod reference_id;
pub mod refund;
pub mod service;
pub mod simulation;

use crate::model::schema::Operation;
use crate::model::value::{Record, Value};
use crate::wire::timestamp;

use super::calendar::Moment;
use super::fault::Fault;
use super::identifier::Environment;
use super::money::{Currency, Money};
use super::objects::{
    Authorization, BillingAgreement, Capture, Object, OrderReference, ProviderCredit, Refund,
    Reversal, Status,
};
use super::sellers::SellerAt;
use super::settings::WrongEnvironment;
use super::store::At;
use super::world::World;

/// One call that came through the front door.
#[derive(Debug)]
pub struct Call<'call> {
    /// What is called.
    pub operation: &'static Operation,
    /// For whom.
    pub seller: SellerAt,
    /// By whom: the owner of the key.
    pub caller: SellerAt,
    /// In which world.
    pub environment: Environment,
    /// Its parameters.
    pub input: &'call Record,
}

/// What an operation gives: its result, nothing where the answer has no result element, or a
/// refusal.
pub type Outcome = Result<Option<Record>, Fault>;

type Handler = fn(&mut World, &Call<'_>) -> Outcome;

/// What each operation does, in the order of the model's table.
pub static HANDLERS: [(&str, Handler); 29] = [
    ("SetOrderReferenceDetails", order_attributes::set_details),
    ("SetOrderAttributes", order_attributes::set_attributes),
    ("ConfirmOrderReference", order_reference::confirm),
    ("GetOrderReferenceDetails", order_reference::get),
    ("ListOrderReference", listing::list),
    ("ListOrderReferenceByNextToken", listing::list_by_next_token),
    ("CancelOrderReference", order_reference::cancel),
    ("CloseOrderReference", order_reference::close),
    ("Authorize", authorization::authorize),
    ("GetAuthorizationDetails", authorization::get),
    ("CloseAuthorization", authorization::close),
    ("Capture", capture::capture),
    ("GetCaptureDetails", capture::get),
    ("Refund", refund::refund),
    ("GetRefundDetails", refund::get),
    ("GetServiceStatus", service::status),
    ("GetMerchantAccountStatus", merchant::account_status),
    ("GetMerchantNotificationConfiguration", merchant::get_notifications),
    ("SetMerchantNotificationConfiguration", merchant::set_notifications),
    ("GetBillingAgreementDetails", billing_agreement::get),
    ("SetBillingAgreementDetails", billing_agreement::set),
    ("ConfirmBillingAgreement", billing_agreement::confirm),
    ("ValidateBillingAgreement", billing_agreement::validate),
    ("AuthorizeOnBillingAgreement", agreement_charges::authorize),
    ("CreateOrderReferenceForId", agreement_orders::create_order_reference),
    ("CloseBillingAgreement", billing_agreement::close),
    ("GetProviderCreditDetails", provider_credit::get),
    ("GetProviderCreditReversalDetails", provider_credit::get_reversal),
    ("ReverseProviderCredit", provider_credit::reverse),
];

/// Does what the operation at a place of the table does.
pub fn run(world: &mut World, index: usize, call: &Call<'_>) -> Outcome {
    match HANDLERS.get(index) {
        Some((_, handler)) => handler(world, call),
        None => Err(Fault::broken("an operation of the table has no behaviour")),
    }
}

impl Call<'_> {
    /// A parameter that the table requires.
    pub fn text(&self, path: &str) -> &str {
        self.input.text(path).unwrap_or_default()
    }

    /// A parameter that may be absent, to be kept.
    pub fn kept(&self, path: &str) -> Option<String> {
        self.input.text(path).map(str::to_owned)
    }

    /// The same in little memory.
    pub fn boxed(&self, path: &str) -> Option<Box<str>> {
        self.input.text(path).map(Into::into)
    }

    /// An amount that the table requires.
    pub fn money(&self, path: &str) -> Result<Money, Fault> {
        self.money_if_given(path)?.ok_or_else(|| Fault::broken("a required amount is absent"))
    }

    /// An amount that may be absent.
    pub fn money_if_given(&self, path: &str) -> Result<Option<Money>, Fault> {
        self.input.record(path).map(|price| self.price(price)).transpose()
    }

    /// The amount of a price.
    pub fn price(&self, price: &Record) -> Result<Money, Fault> {
        let (amount, code) = (
            price.text("Amount").unwrap_or_default(),
            price.text("CurrencyCode").unwrap_or_default(),
        );
        if code.len() != 3 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Err(Fault::parameter("CurrencyCode", code));
        }
        let Some(currency) = Currency::parse(code) else {
            // Only some operations know the code for a currency that is never taken.
            let unsupported = self.operation.faults.contains(&"CurrencyUnsupported");
            let fault = if unsupported { "CurrencyUnsupported" } else { "CurrencyMismatch" };
            return Err(Fault::new(fault, format!("The currency {code} is not supported.")));
        };
        let Some(money) = Money::parse(amount, currency).filter(|money| money.minor > 0) else {
            return Err(Fault::parameter("Amount", amount));
        };
        if money.exceeds_the_most() {
            return Err(Fault::new(
                "TransactionAmountExceeded",
                format!("The amount {amount} {code} is more than a transaction may be."),
            ));
        }
        Ok(money)
    }

    /// Refuses a state that the table does not allow for this operation.
    pub fn allow(&self, world: &World, object: Object) -> Result<(), Fault> {
        let Some(allowed) = self.operation.allowed else { return Ok(()) };
        let state = world.store.status(object)?.state.word();
        if allowed.states.contains(&state) {
            return Ok(());
        }
        Err(self.wrong_state(world, object, allowed.otherwise)?)
    }

    /// The refusal of an object's state.
    pub fn wrong_state(
        &self,
        world: &World,
        object: Object,
        code: &'static str,
    ) -> Result<Fault, Fault> {
        let id = world.store.id(object)?;
        let name = object.machine().name();
        if code.ends_with("NotModifiable") {
            return Ok(Fault::new(
                code,
                format!(
                    "{name} {id} is not in draft state and cannot be modified with the request \
                     submitted by you."
                ),
            ));
        }
        let state = world.store.status(object)?.state.word();
        Ok(Fault::new(
            code,
            format!(
                "{name} {id} is in state {state}, in which {} is not possible.",
                self.operation.name
            ),
        ))
    }
}

/// How the finders below refuse an id.
struct Unknown {
    code: &'static str,
    /// What the message calls the id.
    name: &'static str,
}

const ORDER: Unknown = Unknown { code: "InvalidOrderReferenceId", name: "OrderReferenceId" };
const AGREEMENT: Unknown =
    Unknown { code: "InvalidBillingAgreementId", name: "BillingAgreementId" };
const TRANSACTION: Unknown = Unknown { code: "InvalidTransactionId", name: "TransactionId" };

impl World {
    /// The order reference that a call is about.
    pub fn order(&self, call: &Call<'_>, parameter: &str) -> Result<At<OrderReference>, Fault> {
        match self.locate(call, parameter, &ORDER)? {
            Object::OrderReference(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &ORDER)),
        }
    }

    /// The agreement that a call is about.
    pub fn agreement(
        &self,
        call: &Call<'_>,
        parameter: &str,
    ) -> Result<At<BillingAgreement>, Fault> {
        match self.locate(call, parameter, &AGREEMENT)? {
            Object::BillingAgreement(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &AGREEMENT)),
        }
    }

    /// The authorization that a call is about.
    pub fn authorization(
        &self,
        call: &Call<'_>,
        parameter: &str,
    ) -> Result<At<Authorization>, Fault> {
        match self.locate(call, parameter, &TRANSACTION)? {
            Object::Authorization(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &TRANSACTION)),
        }
    }

    /// The capture that a call is about.
    pub fn capture(&self, call: &Call<'_>, parameter: &str) -> Result<At<Capture>, Fault> {
        match self.locate(call, parameter, &TRANSACTION)? {
            Object::Capture(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &TRANSACTION)),
        }
    }

    /// The refund that a call is about.
    pub fn refund(&self, call: &Call<'_>, parameter: &str) -> Result<At<Refund>, Fault> {
        match self.locate(call, parameter, &TRANSACTION)? {
            Object::Refund(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &TRANSACTION)),
        }
    }

    /// The provider credit that a call is about.
    pub fn credit(&self, call: &Call<'_>, parameter: &str) -> Result<At<ProviderCredit>, Fault> {
        match self.locate(call, parameter, &TRANSACTION)? {
            Object::ProviderCredit(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &TRANSACTION)),
        }
    }

    /// The reversal that a call is about.
    pub fn reversal(&self, call: &Call<'_>, parameter: &str) -> Result<At<Reversal>, Fault> {
        match self.locate(call, parameter, &TRANSACTION)? {
            Object::Reversal(at) => Ok(at),
            _ => Err(unknown(call.text(parameter), &TRANSACTION)),
        }
    }

    /// The object of an id, if the caller may see it from this world.
    fn locate(
        &self,
        call: &Call<'_>,
        parameter: &str,
        otherwise: &Unknown,
    ) -> Result<Object, Fault> {
        let id = call.text(parameter);
        let object = self.store.find(id).ok_or_else(|| unknown(id, otherwise))?;
        let (owner, environment) = self.store.owner(object)?;
        if owner != call.seller && !self.is_provider_of(call, object)? {
            return Err(Fault::new(
                "UnauthorizedAccess",
                format!("The seller is not authorized to act on {id}."),
            ));
        }
        if environment != call.environment {
            return Err(match self.settings.wrong_environment {
                WrongEnvironment::NotFound => unknown(id, otherwise),
                WrongEnvironment::InternalError => {
                    Fault::new("InternalServerError", "There was an unknown error in the service.")
                }
            });
        }
        Ok(object)
    }

    /// Whether the caller is the provider that a credit, or its reversal, is about: both may read
    /// it (operations.md 5.27).
    fn is_provider_of(&self, call: &Call<'_>, object: Object) -> Result<bool, Fault> {
        let credit = match object {
            Object::ProviderCredit(at) => at,
            Object::Reversal(at) => self.store.reversals.get(at)?.credit,
            _ => return Ok(false),
        };
        let provider = &self.store.credits.get(credit)?.provider;
        Ok(**provider == *self.seller(call.seller)?.merchant_id)
    }
}

fn unknown(id: &str, unknown: &Unknown) -> Fault {
    Fault::new(unknown.code, format!("The {} {id} is invalid.", unknown.name))
}

/// A moment as answers write it.
pub fn time(moment: Moment) -> String {
    let mut text = String::with_capacity(24);
    timestamp::write_milliseconds(&mut text, moment);
    text
}

/// A price with all its digits.
pub fn price(money: Money) -> Record {
    price_of(money.text(), money.currency)
}

/// A price whose amount is written so.
pub fn price_of(amount: String, currency: Currency) -> Record {
    Record::with_room(2).with("CurrencyCode", currency.code()).with("Amount", amount)
}

/// Amazon's fee, which the sandbox never takes (operations.md 9.4).
pub fn no_fee(currency: Currency) -> Record {
    price(Money::zero(currency))
}

/// A status; `updated` is the name of the element that says since when. A draft has only its state
/// (behaviour.md 0.3).
pub fn status(status: &Status, updated: &'static str) -> Record {
    let mut record = Record::with_room(4).with("State", status.state.word());
    if status.state != super::state::State::Draft {
        record.put(updated, time(status.updated));
    }
    if let Some(reason) = status.reason {
        record.put("ReasonCode", reason.word());
    }
    put_text(&mut record, "ReasonDescription", status.description.as_deref());
    record
}

/// A list of ids.
pub fn ids(world: &World, objects: impl IntoIterator<Item = Object>) -> Result<Value, Fault> {
    let ids: Result<Vec<Value>, Fault> =
        objects.into_iter().map(|object| Ok(Value::from(world.store.id(object)?))).collect();
    Ok(Value::List(ids?))
}

/// Puts a text that may be absent.
pub fn put_text(record: &mut Record, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        record.put(name, text.to_owned());
    }
}

/// What the buyer's statement shows (behaviour.md 0.2): the sent text or the store's name, cut.
pub fn soft_descriptor(
    world: &World,
    order: At<OrderReference>,
    sent: Option<&str>,
) -> Result<String, Fault> {
    let order = world.store.orders.get(order)?;
    let sent = sent.filter(|text| !text.is_empty());
    let shown = sent.unwrap_or(&world.seller(order.seller)?.store_name);
    let mut text = "AMZ*".to_owned();
    text.extend(shown.chars().take(16));
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::HANDLERS;
    use crate::model::operations::OPERATIONS;

    #[test]
    fn behaviours_stand_in_the_order_of_the_table() {
        for ((name, _), operation) in HANDLERS.iter().zip(OPERATIONS) {
            assert_eq!(*name, operation.name);
        }
    }
}
