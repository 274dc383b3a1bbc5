//! Requests, written: flat parameters become the parameters of the wire, validated on the way. It
//! knows the rules that operations.md section 5 states; what depends on an object's state is the
//! service's to judge, and what is unconfirmed is not enforced.
//!
//! Every problem is found, not just the first.

use std::borrow::Cow;

use crate::error::Error;
use crate::model::byte_order::ByteOrder;
use crate::model::js_name::js_name;
use crate::model::schema::{Choice, Field, Fill, Kind, List, Operation};
use crate::wire::decimal::decimal;
use crate::wire::query::Query;
use crate::wire::timestamp;

use super::amount;
use super::flat::{LONGEST_LIST, Token, Tokens};

mod refusal;

/// What the client fills in for parameters that the caller left out. Empty text fills nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Defaults<'a> {
    /// Currency beside an amount that has none.
    pub currency_code: &'a str,
    /// Platform id, where the operation takes one.
    pub platform_id: &'a str,
    /// Payment domain of the region.
    pub payment_domain: &'a str,
}

/// Reads the tokens of one operation's parameters and puts them into the query, among the `common`
/// ones, which must be in byte order too: then the query need not be sorted. A common parameter that
/// is empty is one that the caller does not have.
pub fn write<'a>(
    operation: &'static Operation,
    common: &[(&'static str, &str)],
    tokens: &mut Tokens<'a>,
    defaults: &Defaults<'a>,
    query: &mut Query,
) -> Result<(), Vec<Error>> {
    let mut writer = Writer {
        tokens,
        defaults,
        common,
        query,
        prefix: String::new(),
        path: Vec::new(),
        issues: Vec::new(),
    };
    match writer.tokens.token() {
        Token::Record(unknown) => {
            writer.record(operation.request, &operation.request_order, unknown)
        }
        token => writer.wrong_type(token, "an object of parameters"),
    }
    writer.push_common(None);
    if writer.issues.is_empty() {
        writer.needs(operation.request);
    }
    if writer.issues.is_empty() { Ok(()) } else { Err(writer.issues) }
}

struct Writer<'a, 'w> {
    tokens: &'w mut Tokens<'a>,
    defaults: &'w Defaults<'a>,
    /// The common parameters that have not been put into the query yet.
    common: &'w [(&'static str, &'w str)],
    query: &'w mut Query,
    /// The wire name so far, with its dot.
    prefix: String,
    path: Vec<Part>,
    issues: Vec<Error>,
}

#[derive(Clone, Copy)]
enum Part {
    Field(&'static str),
    Item(usize),
}

/// The amount and the currency of the record that is being written.
#[derive(Clone, Copy, Default)]
struct Money<'a> {
    amount: Option<&'a str>,
    number: Option<&'a str>,
    currency: Option<&'a str>,
}

impl<'a> Writer<'a, '_> {
    fn record(&mut self, fields: &'static [Field], order: &ByteOrder, unknown: usize) {
        for _ in 0..unknown {
            let key = self.tokens.word();
            self.unknown(key);
        }
        let mut money = Money::default();
        for field in order.walk(fields) {
            if self.prefix.is_empty() {
                self.push_common(Some(field.name));
            }
            self.path.push(Part::Field(field.name));
            self.field(field, &mut money);
            self.path.pop();
        }
        self.money(fields, money);
        for field in fields {
            if let Some(sibling) = field.excludes {
                self.excludes(field, sibling);
            }
        }
    }

    /// Puts the common parameters that come before this name, or all that are left, into the query.
    fn push_common(&mut self, before: Option<&str>) {
        while let Some(((name, value), rest)) = self.common.split_first() {
            if before.is_some_and(|before| comes_before(before, name)) {
                break;
            }
            if !value.is_empty() {
                self.query.push_next("", name, value);
            }
            self.common = rest;
        }
    }

    fn field(&mut self, field: &'static Field, money: &mut Money<'a>) {
        let token = self.tokens.token();
        match (&field.kind, token) {
            (_, Token::Absent) => self.absent(field, money),
            (_, Token::Long(length)) => self.too_long(field, length),
            (_, Token::Many(length)) => {
                self.issue(
                    "too-long",
                    [
                        "has ",
                        length,
                        " items: at most ",
                        &decimal(LONGEST_LIST.into()),
                        " are sent",
                    ]
                    .concat(),
                );
            }
            (Kind::Record(shape), Token::Record(unknown)) => {
                let outer = self.prefix.len();
                self.prefix.push_str(field.name);
                self.prefix.push('.');
                self.record(shape.fields, &shape.order, unknown);
                self.prefix.truncate(outer);
            }
            (Kind::Record(_), token) => self.wrong_type(token, "an object"),
            (Kind::List(list), Token::List(count)) => self.list(field, list, count),
            (Kind::List(_), token) => self.wrong_type(token, "an array"),
            (kind, token) => {
                match (kind, token) {
                    (Kind::Amount, Token::Text(text)) => money.amount = Some(text),
                    (Kind::Amount, Token::Number(text)) => {
                        // The currency decides what to write instead, and it comes later.
                        money.number = Some(text);
                        return;
                    }
                    (Kind::Currency, Token::Text(text)) => money.currency = Some(text),
                    _ => {}
                }
                if let Some(text) = self.scalar(field, kind, token) {
                    self.query.push_next(&self.prefix, field.name, text);
                }
            }
        }
    }

    /// Checks one value that is no record and no list, and gives the text to send.
    fn scalar(
        &mut self,
        field: &'static Field,
        kind: &'static Kind,
        token: Token<'a>,
    ) -> Option<&'a str> {
        match (kind, token) {
            (Kind::Flag, Token::Flag(flag)) => return Some(if flag { "true" } else { "false" }),
            (Kind::Flag, token) => self.wrong_type(token, "true or false"),
            (Kind::Integer { least, most }, Token::Number(number)) => match number.parse::<i64>() {
                Ok(value)
                    if value >= i64::from(*least)
                        && (*most == u32::MAX || value <= i64::from(*most)) =>
                {
                    return Some(number);
                }
                parsed => self.out_of_range(number, parsed.is_ok(), *least, *most),
            },
            (Kind::Integer { .. }, token) => self.wrong_type(token, "a number"),
            (kind, Token::Text(text)) => {
                if self.text(field, kind, text) {
                    return Some(text);
                }
            }
            (_, token) => self.wrong_type(token, "a string"),
        }
        None
    }

    fn text(&mut self, field: &'static Field, kind: &'static Kind, text: &str) -> bool {
        if field.max > 0 && text.len() > field.max as usize {
            let length = code_points(text);
            if length > field.max as usize {
                self.too_long(field, &decimal(length as u64));
                return false;
            }
        }
        match kind {
            Kind::Id if text.is_empty() => {
                self.issue("empty", "is empty: it must hold at least one character")
            }
            Kind::Time if timestamp::parse(text).is_none() => {
                self.issue("not-a-time", "is not an ISO 8601 time, such as '2026-01-02T03:04:05Z'");
            }
            Kind::Currency
                if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) =>
            {
                self.issue(
                    "not-a-currency",
                    "is not an ISO 4217 code of three capital letters, such as 'USD'",
                );
            }
            Kind::Choice(choice) if !allows(choice, text) => {
                self.issue("not-allowed", ["must be one of: ", &choice.words.join(", ")].concat());
            }
            _ => return true,
        }
        false
    }

    fn list(&mut self, field: &'static Field, list: &'static List, count: usize) {
        let outer = self.prefix.len();
        self.prefix.push_str(field.name);
        self.prefix.push('.');
        self.prefix.push_str(list.request_item);
        self.prefix.push('.');
        let items = self.prefix.len();
        if count > 9 {
            // `.10` comes before `.2`.
            self.query.disorder();
        }
        for item in 0..count {
            self.path.push(Part::Item(item));
            let token = self.tokens.token();
            let number = decimal(item as u64 + 1);
            match (&list.item, token) {
                (Kind::Record(shape), Token::Record(unknown)) => {
                    self.prefix.push_str(&number);
                    self.prefix.push('.');
                    self.record(shape.fields, &shape.order, unknown);
                    self.prefix.truncate(items);
                }
                (Kind::Record(_), token) => self.wrong_type(token, "an object"),
                (_, Token::Absent) => {
                    self.issue("required", "is missing: a list must have no gaps")
                }
                (_, Token::Long(length)) => self.too_long(field, length),
                (kind, token) => {
                    if let Some(text) = self.scalar(field, kind, token) {
                        self.query.push_next(&self.prefix, &number, text);
                    }
                }
            }
            self.path.pop();
        }
        self.prefix.truncate(outer);
    }

    /// Fills in what the client fills in, or says that it is missing.
    fn absent(&mut self, field: &'static Field, money: &mut Money<'a>) {
        let fill = match field.default {
            Fill::Nothing => "",
            Fill::CurrencyCode if money.amount.is_none() => "",
            Fill::CurrencyCode => {
                money.currency = Some(self.defaults.currency_code).filter(|code| !code.is_empty());
                self.defaults.currency_code
            }
            Fill::PlatformId => self.defaults.platform_id,
            Fill::PaymentDomain => self.defaults.payment_domain,
            Fill::Word(word) => word,
        };
        if !fill.is_empty() {
            self.query.push_next(&self.prefix, field.name, fill);
        } else if field.required || field.default == Fill::CurrencyCode && money.amount.is_some() {
            self.issue("required", "is missing");
        } else if let Kind::Record(shape) = &field.kind {
            self.fill_inside(field, shape.fields);
        }
    }

    /// A record that was left out may still hold what the client fills in.
    fn fill_inside(&mut self, field: &'static Field, fields: &'static [Field]) {
        for inner in fields {
            if inner.default == Fill::PlatformId && !self.defaults.platform_id.is_empty() {
                let outer = self.prefix.len();
                self.prefix.push_str(field.name);
                self.prefix.push('.');
                self.query.push_next(&self.prefix, inner.name, self.defaults.platform_id);
                self.prefix.truncate(outer);
            }
        }
    }

    /// Checks an amount against its currency, once both are known.
    fn money(&mut self, fields: &'static [Field], money: Money<'a>) {
        let fallback = Some(self.defaults.currency_code).filter(|code| !code.is_empty());
        let currency = money.currency.or(fallback);
        let found: Cow<'static, str> = if let Some(number) = money.number {
            match amount::instead(number, currency) {
                Some(text) => {
                    ["is a number: amounts are strings, write '", &text, "'"].concat().into()
                }
                None => "is a number: amounts are strings, such as '10.00'".into(),
            }
        } else {
            match money.amount.and_then(|text| amount::fault(text, currency)) {
                Some(found) => found,
                None => return,
            }
        };
        let Some(field) = fields.iter().find(|field| matches!(field.kind, Kind::Amount)) else {
            return;
        };
        self.path.push(Part::Field(field.name));
        self.issue(if money.number.is_some() { "wrong-type" } else { "amount" }, found);
        self.path.pop();
    }

    /// What `.needs` asks for, once everything has been put into the query.
    fn needs(&mut self, fields: &'static [Field]) {
        for field in fields {
            let Some(parameter) = field.needs else { continue };
            let given = self.query.value_of(field.name).is_some_and(|value| value != "false");
            if given && !self.query.has(parameter) {
                let name: Vec<String> = parameter.split('.').map(js_name).collect();
                self.path.push(Part::Field(field.name));
                let message = ["needs `", &name.join("."), "`, which is missing"].concat();
                self.issue("needs", message);
                self.path.pop();
            }
        }
    }

    fn excludes(&mut self, field: &'static Field, sibling: &'static str) {
        let mut given = |name: &str| {
            self.prefix.push_str(name);
            let given = self.query.has(&self.prefix);
            self.prefix.truncate(self.prefix.len().saturating_sub(name.len()));
            given
        };
        // Each of the two names the other; one report is enough.
        if field.name < sibling && given(field.name) && given(sibling) {
            self.path.push(Part::Field(field.name));
            let message = ["can't be given together with `", &js_name(sibling), "`"].concat();
            self.issue("conflict", message);
            self.path.pop();
        }
    }
}

/// Compares names by their bytes; most differ in the first, which is looked at without a call.
fn comes_before(one: &str, other: &str) -> bool {
    let (first, second) = (one.as_bytes().first(), other.as_bytes().first());
    if first == second { one < other } else { first < second }
}

/// As `chars().count()`, in a tenth of its code.
fn code_points(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

fn allows(choice: &Choice, text: &str) -> bool {
    choice
        .words
        .iter()
        .any(|word| *word == text || choice.any_case && word.eq_ignore_ascii_case(text))
}
