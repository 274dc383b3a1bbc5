//! What the table's columns mean, in words for people. The types, the data and the README say it
//! in the same words, because they all ask here.

use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::schema::{Effect, Field, Fill, Kind, Quota, Resource};

/// The sentences that a field's columns add to its documentation.
pub fn of_field(field: &Field) -> Vec<String> {
    let mut sentences = Vec::new();
    if field.max > 0 {
        sentences.push(format!("At most {} characters.", field.max));
    }
    if let Kind::Integer { least, most } = field.kind {
        sentences.push(if most == u32::MAX {
            format!("At least {least}.")
        } else {
            format!("From {least} to {most}.")
        });
    }
    if let Kind::Choice(choice) = field.kind
        && choice.any_case
    {
        sentences.push("In any case.".to_owned());
    }
    if let Some(parameter) = field.needs {
        let flag = if matches!(field.kind, Kind::Flag) { "When true" } else { "When given" };
        sentences.push(format!("{flag}, `{}` must be given too.", js_path(parameter)));
    }
    if let Some(sibling) = field.excludes {
        sentences.push(format!("Never together with `{}`.", js_name(sibling)));
    }
    if let Some(filled) = fill(field.default) {
        sentences.push(format!("Left out, it is {filled}."));
    }
    if field.sensitive {
        sentences.push("Kept out of errors, events and logs.".to_owned());
    }
    sentences
}

/// Where a value comes from that the caller left out.
fn fill(fill: Fill) -> Option<String> {
    match fill {
        Fill::Nothing => None,
        Fill::CurrencyCode => {
            Some("the client's `currencyCode`, which is its region's unless set".to_owned())
        }
        Fill::PlatformId => Some("the client's `platformId`, if one is set".to_owned()),
        Fill::PaymentDomain => Some("that of the client's region".to_owned()),
        Fill::Word(word) => Some(format!("`'{word}'`")),
    }
}

/// What repeating an operation does.
pub fn effect(effect: Effect) -> String {
    match effect {
        Effect::Read => "Changes nothing, so it is always safe to repeat.".to_owned(),
        Effect::Keyed(key) => {
            format!("Safe to repeat with the same `{}` and the same parameters.", js_name(key))
        }
        Effect::Settles => "Brings its object to a state, so it is safe to repeat.".to_owned(),
        Effect::Unkeyed => "Each call makes something new: repeated only when the service \
                            certainly did not act."
            .to_owned(),
    }
}

/// A token bucket, such as `10, then 1 per second`.
pub fn quota(quota: Quota) -> String {
    let rest = match quota.restore_milliseconds {
        500 => "2 per second".to_owned(),
        1_000 => "1 per second".to_owned(),
        other if other % 60_000 == 0 => format!("1 per {} minutes", other / 60_000),
        other if other % 1_000 == 0 => format!("1 per {} seconds", other / 1_000),
        other => format!("1 per {other} milliseconds"),
    };
    format!("{}, then {rest}", quota.capacity)
}

/// An object of the service, as it stands in a sentence.
pub const fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::OrderReference => "order reference",
        Resource::Authorization => "authorization",
        Resource::Capture => "capture",
        Resource::Refund => "refund",
        Resource::BillingAgreement => "billing agreement",
        Resource::ProviderCredit => "provider credit",
        Resource::Merchant => "merchant",
        Resource::Service => "service",
    }
}

/// Words joined as in a sentence: `a`, `a or b`, `a, b or c`.
pub fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// A wire path as JavaScript writes it.
pub fn js_path(wire: &str) -> String {
    wire.split('.').map(js_name).collect::<Vec<_>>().join(".")
}
