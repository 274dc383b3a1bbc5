//! The table as JavaScript data with all its documentation, for whoever builds upon it: command
//! lines, forms, other clients. It refuses to know what the client itself needs of the table; that
//! is `table.rs`.

use std::fmt::Write;

use amazon_pay_wasm::model::fault::FAULTS;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::region::{LIVE_PATH, REGIONS, Region, SANDBOX_PATH};
use amazon_pay_wasm::model::schema::{
    Effect, Field, Fill, Kind, List, Operation, Quota, Quotas, Resource, Shape,
};

use crate::prose;

/// Where the types of the data lie, as seen from `operations.js`.
const TYPES: &str = "./types/table.d.ts";

const HEADING: &str = "// Made from the table of operations by `cargo xtask types`. Do not edit.\n";

/// The whole of `operations.js`: operations with their parameters and results, shapes, regions and
/// faults, all with documentation.
pub fn javascript() -> String {
    let names = ["FieldInfo", "OperationInfo", "ShapeInfo", "RegionInfo", "FaultInfo"];
    let mut text = format!("// @ts-check\n{HEADING}\n/**\n");
    for name in names {
        let _ = writeln!(text, " * @typedef {{import('{TYPES}').{name}}} {name}");
    }
    text.push_str(" */\n\n");
    let shapes = shapes();
    for shape in &shapes {
        typed(&mut text, "readonly FieldInfo[]");
        let _ = writeln!(text, "const {} = {};\n", shape.name, fields(shape.fields, 0));
    }
    typed(&mut text, "readonly OperationInfo[]");
    text.push_str("export const operations = [\n");
    for operation in OPERATIONS {
        let _ = writeln!(text, "  {},", self::operation(operation));
    }
    text.push_str("];\n\n");
    typed(&mut text, "{ readonly [name: string]: ShapeInfo }");
    text.push_str("export const shapes = {\n");
    for shape in &shapes {
        let entry = Object::new()
            .with("name", quoted(shape.name))
            .with("doc", quoted(shape.doc))
            .with("fields", shape.name.to_owned());
        let _ = writeln!(text, "  {}: {},", shape.name, entry.text(2));
    }
    text.push_str("};\n\n");
    typed(&mut text, "readonly RegionInfo[]");
    text.push_str("export const regions = [\n");
    for region in &REGIONS {
        let _ = writeln!(text, "  {},", self::region(region));
    }
    text.push_str("];\n\n");
    typed(&mut text, "readonly FaultInfo[]");
    text.push_str("export const faults = [\n");
    for fault in &FAULTS {
        let entry = Object::new()
            .with("code", quoted(fault.code))
            .with("status", fault.status.to_string())
            .maybe("otherStatus", fault.other_status.map(|status| status.to_string()))
            .with("statusConfirmed", fault.status_confirmed.to_string())
            .with("retryable", fault.retryable.to_string())
            .with("throttled", fault.throttled.to_string())
            .with("executed", quoted(fault.executed.as_str()))
            .with("advice", quoted(fault.advice));
        let _ = writeln!(text, "  {},", entry.text(2));
    }
    text.push_str("];\n");
    text
}

fn typed(text: &mut String, name: &str) {
    let _ = writeln!(text, "/** @type {{{name}}} */");
}

/// The whole of the declarations beside it: the types of what [`javascript`] writes.
pub fn declarations() -> String {
    format!("{HEADING}\n{}", include_str!("operations-data.d.ts"))
}

fn operation(operation: &Operation) -> String {
    let (effect, key) = effect(operation.effect);
    let allowed = operation.allowed.map(|allowed| {
        Object::new()
            .with("resource", quoted(resource(allowed.resource)))
            .with("states", words_of(allowed.states))
            .with("otherwise", quoted(allowed.otherwise))
            .line()
    });
    Object::new()
        .with("name", quoted(operation.name))
        .with("method", quoted(&js_name(operation.name)))
        .with("resource", quoted(resource(operation.resource)))
        .with("doc", quoted(operation.doc))
        .with("effect", quoted(effect))
        .maybe("key", key.map(|key| quoted(&js_name(key))))
        .with("quota", quotas(operation.quota))
        .maybe("allowed", allowed)
        .with("faults", words_of(operation.faults))
        .with("params", fields(operation.request, 4))
        .with("results", fields(operation.result, 4))
        .text(2)
}

fn region(region: &Region) -> String {
    let pair = |live, sandbox| {
        Object::new().with("live", quoted(live)).with("sandbox", quoted(sandbox)).line()
    };
    Object::new()
        .with("key", quoted(region.key))
        .with("aliases", words_of(region.aliases))
        .with("host", quoted(region.host))
        .with("paths", pair(LIVE_PATH, SANDBOX_PATH))
        .with("currencyCode", quoted(region.currency))
        .with("currencies", words_of(region.currencies))
        .with("paymentDomain", quoted(region.payment_domain))
        .with("profileHosts", pair(region.profile_hosts.live, region.profile_hosts.sandbox))
        .with("widgetUrls", pair(region.widget_urls.live, region.widget_urls.sandbox))
        .text(2)
}

fn fields(fields: &[Field], indent: usize) -> String {
    if fields.is_empty() {
        return "[]".to_owned();
    }
    let pad = " ".repeat(indent);
    let mut text = String::from("[\n");
    for field in fields {
        let _ = writeln!(text, "{pad}  {},", self::field(field, indent + 2));
    }
    let _ = write!(text, "{pad}]");
    text
}

fn field(field: &Field, indent: usize) -> String {
    let (default, default_from) = match field.default {
        Fill::Nothing => (None, None),
        Fill::Word(word) => (Some(quoted(word)), None),
        Fill::CurrencyCode => (None, Some(quoted("currencyCode"))),
        Fill::PlatformId => (None, Some(quoted("platformId"))),
        Fill::PaymentDomain => (None, Some(quoted("region"))),
    };
    let object =
        Object::new().with("name", quoted(&js_name(field.name))).with("wire", quoted(field.name));
    kind(object, field.kind, indent)
        .with("required", field.required.to_string())
        .maybe("max", (field.max > 0).then(|| field.max.to_string()))
        .maybe("aliases", (!field.alias.is_empty()).then(|| words_of(field.alias)))
        .maybe("default", default)
        .maybe("defaultFrom", default_from)
        .maybe("sensitive", field.sensitive.then(|| "true".to_owned()))
        .maybe("needs", field.needs.map(|parameter| quoted(&prose::js_path(parameter))))
        .maybe("excludes", field.excludes.map(|sibling| quoted(&js_name(sibling))))
        .with("doc", quoted(field.doc))
        .text(indent)
}

fn kind(object: Object, kind: Kind, indent: usize) -> Object {
    let plain = |name| quoted(name);
    match kind {
        Kind::Text => object.with("kind", plain("text")),
        Kind::Id => object.with("kind", plain("id")),
        Kind::Time => object.with("kind", plain("time")),
        Kind::Amount => object.with("kind", plain("amount")),
        Kind::Currency => object.with("kind", plain("currency")),
        Kind::Decimal => object.with("kind", plain("decimal")),
        Kind::Flag => object.with("kind", plain("flag")),
        Kind::Integer { least, most } => object
            .with("kind", plain("integer"))
            .with("least", least.to_string())
            .maybe("most", (most != u32::MAX).then(|| most.to_string())),
        Kind::Choice(choice) => object
            .with("kind", plain("choice"))
            .with("choice", quoted(choice.name))
            .with("words", words_of(choice.words))
            .maybe("anyCase", choice.any_case.then(|| "true".to_owned())),
        Kind::Record(shape) => object
            .with("kind", plain("record"))
            .with("shape", quoted(shape.name))
            .with("fields", shape.name.to_owned()),
        Kind::List(List { request_item, answer_items, item, comma_joined }) => {
            let item = self::kind(
                Object::new()
                    .with("wire", quoted(request_item))
                    .with("answerNames", words_of(answer_items)),
                *item,
                indent + 2,
            );
            object
                .with("kind", plain("list"))
                .with("item", item.text(indent + 2))
                .maybe("commaJoined", comma_joined.then(|| "true".to_owned()))
        }
    }
}

const fn effect(effect: Effect) -> (&'static str, Option<&'static str>) {
    match effect {
        Effect::Read => ("read", None),
        Effect::Keyed(key) => ("keyed", Some(key)),
        Effect::Settles => ("settles", None),
        Effect::Unkeyed => ("unkeyed", None),
    }
}

const fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::OrderReference => "OrderReference",
        Resource::Authorization => "Authorization",
        Resource::Capture => "Capture",
        Resource::Refund => "Refund",
        Resource::BillingAgreement => "BillingAgreement",
        Resource::ProviderCredit => "ProviderCredit",
        Resource::Merchant => "Merchant",
        Resource::Service => "Service",
    }
}

fn quotas(quotas: Quotas) -> String {
    Object::new().with("live", quota(quotas.live)).with("sandbox", quota(quotas.sandbox)).line()
}

fn quota(quota: Quota) -> String {
    // One call in five minutes is no round decimal, so the division is left to JavaScript.
    let per_second = match quota.restore_milliseconds {
        500 => "2".to_owned(),
        1_000 => "1".to_owned(),
        other if other % 1_000 == 0 => format!("1 / {}", other / 1_000),
        other => format!("1000 / {other}"),
    };
    Object::new().with("capacity", quota.capacity.to_string()).with("perSecond", per_second).line()
}

/// Every shape that the table mentions, each after those it is made of.
fn shapes() -> Vec<&'static Shape> {
    let mut shapes = Vec::new();
    for operation in OPERATIONS {
        collect(operation.request, &mut shapes);
        collect(operation.result, &mut shapes);
    }
    for notification in NOTIFICATIONS {
        collect(&notification.content, &mut shapes);
    }
    shapes
}

fn collect(fields: &'static [Field], shapes: &mut Vec<&'static Shape>) {
    for field in fields {
        collect_kind(field.kind, shapes);
    }
}

fn collect_kind(kind: Kind, shapes: &mut Vec<&'static Shape>) {
    match kind {
        Kind::Record(shape) if shapes.iter().all(|known| known.name != shape.name) => {
            collect(shape.fields, shapes);
            shapes.push(shape);
        }
        Kind::List(list) => collect_kind(list.item, shapes),
        _ => {}
    }
}

/// A JavaScript object literal in the making.
struct Object(Vec<(&'static str, String)>);

impl Object {
    const fn new() -> Self {
        Self(Vec::new())
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.0.push((name, value));
        self
    }

    fn maybe(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// On one line.
    fn line(&self) -> String {
        let entries: Vec<_> =
            self.0.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{{ {} }}", entries.join(", "))
    }

    /// One entry a line, where the object itself starts at that column.
    fn text(&self, indent: usize) -> String {
        let pad = " ".repeat(indent);
        let mut text = String::from("{\n");
        for (name, value) in &self.0 {
            let _ = writeln!(text, "{pad}  {name}: {value},");
        }
        let _ = write!(text, "{pad}}}");
        text
    }
}

fn words_of(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    format!("[{}]", words.join(", "))
}

/// A JavaScript string.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use super::{javascript, quoted};

    #[test]
    fn a_shape_stands_after_those_it_is_made_of() {
        let text = javascript();
        let at = |name: &str| text.find(&format!("const {name} = ")).expect(name);
        assert!(at("Price") < at("AuthorizationDetails"));
        assert!(at("Address") < at("Destination"));
        assert!(at("Destination") < at("OrderReferenceDetails"));
        assert!(at("SolutionProviderOption") < at("MerchantRegistrationDetails"));
    }

    #[test]
    fn columns_become_entries() {
        let text = javascript();
        for part in [
            "      key: 'authorizationReferenceId',\n",
            "      needs: 'orderReferenceAttributes.orderTotal.amount',\n",
            "least: 0,",
            "most: 1440,",
            "anyCase: true,",
            "commaJoined: true,",
            "defaultFrom: 'platformId',",
            "default: 'SellerOrderId',",
            "perSecond: 1 / 300",
            "fields: AuthorizationDetails,",
        ] {
            assert!(text.contains(part.trim_start()), "{part}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("it's a \\ and\na line"), r"'it\'s a \\ and\na line'");
    }
}
