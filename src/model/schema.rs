//! The vocabulary in which the table is written, with its `const fn` builders: operations here, fields
//! and shapes in `schema/field.rs`. It knows what can be said about them; it refuses to act on it.
//!
//! Every column exists because some walker needs it. Wanting to write `if field == …` elsewhere
//! means that a column is missing here.

use super::byte_order::ByteOrder;

mod field;

pub use field::*;

/// One operation of the service.
#[derive(Debug)]
pub struct Operation {
    /// The value of the `Action` parameter, such as `Authorize`.
    pub name: &'static str,
    /// Which object it is about; the heading it stands under in documents.
    pub resource: Resource,
    /// What repeating it does; decides whether a retry is safe.
    pub effect: Effect,
    /// How often the service lets it be called.
    pub quota: Quotas,
    /// In which states of its object it is allowed, and what the service answers otherwise.
    /// The client leaves that to the service, so it is not in the client's wasm.
    #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
    pub allowed: Option<Allowed>,
    /// Its own parameters, without the ones that every request carries.
    pub request: &'static [Field],
    /// The parameters in byte order.
    pub request_order: ByteOrder,
    /// What stands inside `{name}Result`.
    pub result: &'static [Field],
    /// Whether an answer that succeeded may lack its `{name}Result` element, or leave it empty.
    pub result_optional: bool,
    /// Fault codes that are this operation's own, beside the ones any call may meet.
    /// Not in the client's wasm: what it thinks of a fault stands in the fault table.
    #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
    pub faults: &'static [&'static str],
    /// How reading its object shows that it has done its work. The client's JavaScript asks, so it
    /// is in no wasm.
    #[cfg(not(target_arch = "wasm32"))]
    pub settled: Option<Settled>,
    /// What it does, in a sentence or two.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

/// The objects of the service, in the order in which a newcomer meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// A buyer's agreement to one purchase.
    OrderReference,
    /// Funds reserved on an order reference.
    Authorization,
    /// Funds taken from an authorization.
    Capture,
    /// Funds given back from a capture.
    Refund,
    /// A buyer's agreement to be charged again and again.
    BillingAgreement,
    /// A share of a capture that goes to a solution provider.
    ProviderCredit,
    /// The merchant's account.
    Merchant,
    /// The service itself.
    Service,
}

/// What repeating an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing: always safe to repeat.
    Read,
    /// The parameter named here identifies the object made: same id and same input give the same
    /// object, so a repeat with the same id is safe.
    Keyed(&'static str),
    /// Brings its object to a state; a repeat finds it there.
    Settles,
    /// Each call makes something new: repeat only what was certainly not executed.
    Unkeyed,
}

/// A token bucket: how many calls may come at once, and how fast it fills again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Calls that may come at once.
    pub capacity: u32,
    /// Milliseconds until one more call is allowed.
    pub restore_milliseconds: u32,
}

/// The quota of an operation in both environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// In production.
    pub live: Quota,
    /// In the sandbox.
    pub sandbox: Quota,
}

/// In which states of its object an operation is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The object whose state decides.
    pub resource: Resource,
    /// The states, in the service's spelling.
    pub states: &'static [&'static str],
    /// The fault code in any other state.
    pub otherwise: &'static str,
}

/// What shows that an operation which brings its object to a state has done so, when its answer was
/// lost and its repeat is refused.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// The operation that reads the object, by the same id.
    pub read_by: &'static Operation,
    /// The state to which the object was to be brought.
    pub state: &'static str,
    /// Reasons with which it came to that state by another way, one that is not as good.
    pub unless: &'static [&'static str],
}

/// Starts an operation with no parameters, no result and the effect `Read`.
pub const fn operation(name: &'static str, resource: Resource, quota: Quotas) -> Operation {
    Operation {
        name,
        resource,
        effect: Effect::Read,
        quota,
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        allowed: None,
        request: &[],
        request_order: ByteOrder::of(&[]),
        result: &[],
        result_optional: false,
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        faults: &[],
        #[cfg(not(target_arch = "wasm32"))]
        settled: None,
        #[cfg(not(target_arch = "wasm32"))]
        doc: "",
    }
}

impl Operation {
    /// Says what repeating it does.
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Says in which states it is allowed and what the service answers otherwise.
    #[cfg_attr(
        all(target_arch = "wasm32", not(feature = "sandbox")),
        expect(unused_mut, unused_variables, reason = "the client's wasm has no use for it")
    )]
    pub const fn allowed(
        mut self,
        resource: Resource,
        states: &'static [&'static str],
        otherwise: &'static str,
    ) -> Self {
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        {
            self.allowed = Some(Allowed { resource, states, otherwise });
        }
        self
    }

    /// Gives its parameters.
    pub const fn request(mut self, fields: &'static [Field]) -> Self {
        self.request = fields;
        self.request_order = ByteOrder::of(fields);
        self
    }

    /// Gives what its answer holds.
    pub const fn result(mut self, fields: &'static [Field]) -> Self {
        self.result = fields;
        self
    }

    /// Its answer may lack the result element.
    pub const fn result_optional(mut self) -> Self {
        self.result_optional = true;
        self
    }

    /// Gives the fault codes that are its own.
    #[cfg_attr(
        all(target_arch = "wasm32", not(feature = "sandbox")),
        expect(unused_mut, unused_variables, reason = "the client's wasm has no use for it")
    )]
    pub const fn faults(mut self, codes: &'static [&'static str]) -> Self {
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        {
            self.faults = codes;
        }
        self
    }

    /// Says how reading its object shows that it has done its work: the object is in that state, and
    /// came to it with none of those reasons. Costs no wasm bytes.
    #[cfg_attr(
        target_arch = "wasm32",
        expect(unused_mut, unused_variables, reason = "only the client's JavaScript asks")
    )]
    pub const fn settled(
        mut self,
        read_by: &'static Operation,
        state: &'static str,
        unless: &'static [&'static str],
    ) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        {
            self.settled = Some(Settled { read_by, state, unless });
        }
        self
    }

    /// Says what it does. Costs no wasm bytes.
    #[cfg_attr(
        target_arch = "wasm32",
        expect(unused_mut, unused_variables, reason = "documentation stays out of the wasm")
    )]
    pub const fn doc(mut self, text: &'static str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        {
            self.doc = text;
        }
        self
    }
}
