//! What can be said about a parameter or an element: the kinds of fields, the shapes that they make up,
//! and their `const fn` builders. It refuses to act on any of it.

use crate::model::byte_order::ByteOrder;

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
