//! The vocabulary in which the table is written: operations, fields and shapes, with `const fn`
//! builders. It knows what can be said about a field; it refuses to act on it.
//!
//! Every column exists because some walker needs it. Wanting to write `if field == …` elsewhere
//! means that a column is missing here.

use super::byte_order::ByteOrder;

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

/// A record of named fields that may stand in several places.
#[derive(Debug)]
pub struct Shape {
    /// The name of its TypeScript interface, such as `Price`.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// The fields in byte order.
    pub order: ByteOrder,
    /// What it is, in a sentence.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

/// One parameter of a request or element of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire, such as `AmazonOrderReferenceId`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Must be given in a request.
    pub required: bool,
    /// Most code points a request may carry here; 0 where no limit is known.
    pub max: u32,
    /// Other names under which answers and notifications carry it.
    pub alias: &'static [&'static str],
    /// What the client fills in when the caller gave nothing.
    pub default: Fill,
    /// Holds personal data or a secret: kept out of logs, messages and events.
    pub sensitive: bool,
    /// A parameter (full wire name) that must be given when this one is given and not false.
    pub needs: Option<&'static str>,
    /// A sibling that must not be given together with this one.
    pub excludes: Option<&'static str>,
    /// What it means; units, limits, source.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text, sent exactly as given. An opaque id, a note, an address.
    Text,
    /// Text that must not be empty in a request: ids, reference ids, keys and tokens.
    Id,
    /// A moment as ISO 8601 text, passed on exactly as written.
    Time,
    /// A decimal amount as text. Its currency stands in the sibling `CurrencyCode`.
    Amount,
    /// An ISO 4217 code of three capital letters.
    Currency,
    /// A decimal number as text that is no amount, such as a conversion rate.
    Decimal,
    /// A whole number within these bounds, both included.
    Integer {
        /// The least value allowed.
        least: u32,
        /// The greatest value allowed; `u32::MAX` where no upper bound is known.
        most: u32,
    },
    /// `true` or `false`.
    Flag,
    /// One of the words of this list.
    Choice(&'static Choice),
    /// A record.
    Record(&'static Shape),
    /// A list.
    List(&'static List),
}

/// Words that a field may hold.
#[derive(Debug)]
pub struct Choice {
    /// The name of its TypeScript type, such as `SortOrder`.
    pub name: &'static str,
    /// The words, in the service's spelling. Requests must use one of them; answers may hold
    /// others, which are kept.
    pub words: &'static [&'static str],
    /// A request may write the words in any case; they are sent as written.
    pub any_case: bool,
    /// What the words are about.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

/// A list, which is `Name.item.N` in a request and repeated elements in an answer.
#[derive(Debug)]
pub struct List {
    /// The name of an item in requests.
    pub request_item: &'static str,
    /// The names of an item in answers and notifications; the first is the one we write.
    pub answer_items: &'static [&'static str],
    /// What an item holds: any kind but a list of lists.
    pub item: Kind,
    /// An item of an answer may hold several words joined by commas.
    pub comma_joined: bool,
}

/// Where the client takes a value that the caller left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Nowhere: it stays out.
    Nothing,
    /// The configured currency, when the sibling amount is given.
    CurrencyCode,
    /// The configured platform id.
    PlatformId,
    /// The region's payment domain.
    PaymentDomain,
    /// This word.
    Word(&'static str),
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

/// Makes a shape.
#[cfg_attr(
    target_arch = "wasm32",
    expect(unused_variables, reason = "documentation stays out of the wasm")
)]
pub const fn shape(name: &'static str, doc: &'static str, fields: &'static [Field]) -> Shape {
    Shape {
        name,
        fields,
        order: ByteOrder::of(fields),
        #[cfg(not(target_arch = "wasm32"))]
        doc,
    }
}

/// Makes a choice.
#[cfg_attr(
    target_arch = "wasm32",
    expect(unused_variables, reason = "documentation stays out of the wasm")
)]
pub const fn words(
    name: &'static str,
    doc: &'static str,
    words: &'static [&'static str],
) -> Choice {
    Choice {
        name,
        words,
        any_case: false,
        #[cfg(not(target_arch = "wasm32"))]
        doc,
    }
}

impl Choice {
    /// A request may write the words in any case.
    pub const fn any_case(mut self) -> Self {
        self.any_case = true;
        self
    }
}

/// Makes a list whose items have the same name in requests and answers.
pub const fn items(name: &'static [&'static str; 1], item: Kind) -> List {
    let [request_item] = *name;
    List { request_item, answer_items: name, item, comma_joined: false }
}

impl List {
    /// The names of an item in answers, where they are not the one in requests.
    pub const fn answers(mut self, names: &'static [&'static str]) -> Self {
        self.answer_items = names;
        self
    }

    /// An item of an answer may hold several words joined by commas.
    pub const fn comma_joined(mut self) -> Self {
        self.comma_joined = true;
        self
    }
}

/// A field of any kind.
pub const fn field(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        required: false,
        max: 0,
        alias: &[],
        default: Fill::Nothing,
        sensitive: false,
        needs: None,
        excludes: None,
        #[cfg(not(target_arch = "wasm32"))]
        doc: "",
    }
}

/// A field of text.
pub const fn text(name: &'static str) -> Field {
    field(name, Kind::Text)
}

/// A field that holds an id: text that must not be empty.
pub const fn id(name: &'static str) -> Field {
    field(name, Kind::Id)
}

/// A field that holds a moment.
pub const fn time(name: &'static str) -> Field {
    field(name, Kind::Time)
}

/// A field that holds an amount.
pub const fn amount(name: &'static str) -> Field {
    field(name, Kind::Amount)
}

/// A field that holds a currency code.
pub const fn currency(name: &'static str) -> Field {
    field(name, Kind::Currency)
}

/// A field that holds a decimal number that is no amount.
pub const fn decimal(name: &'static str) -> Field {
    field(name, Kind::Decimal)
}

/// A field that holds a whole number within bounds, both included.
pub const fn integer(name: &'static str, least: u32, most: u32) -> Field {
    field(name, Kind::Integer { least, most })
}

/// A field that holds `true` or `false`.
pub const fn flag(name: &'static str) -> Field {
    field(name, Kind::Flag)
}

/// A field that holds one of some words.
pub const fn choice(name: &'static str, words: &'static Choice) -> Field {
    field(name, Kind::Choice(words))
}

/// A field that holds a record.
pub const fn record(name: &'static str, shape: &'static Shape) -> Field {
    field(name, Kind::Record(shape))
}

/// A field that holds a list.
pub const fn list(name: &'static str, list: &'static List) -> Field {
    field(name, Kind::List(list))
}

impl Field {
    /// Must be given.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// At most this many code points.
    pub const fn max(mut self, code_points: u32) -> Self {
        self.max = code_points;
        self
    }

    /// Other names under which answers carry it.
    pub const fn alias(mut self, names: &'static [&'static str]) -> Self {
        self.alias = names;
        self
    }

    /// Is filled in when the caller gave nothing.
    pub const fn default(mut self, fill: Fill) -> Self {
        self.default = fill;
        self
    }

    /// Holds personal data or a secret.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Needs another parameter (full wire name) when it is given and not false.
    pub const fn needs(mut self, parameter: &'static str) -> Self {
        self.needs = Some(parameter);
        self
    }

    /// Must not be given together with this sibling.
    pub const fn excludes(mut self, sibling: &'static str) -> Self {
        self.excludes = Some(sibling);
        self
    }

    /// Says what it means. Costs no wasm bytes.
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
