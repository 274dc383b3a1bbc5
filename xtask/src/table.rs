//! Prints `table.js`, what the package's JavaScript knows of the table: the plan by which parameters
//! are flattened, the constructors that build answers, and the facts that the client needs. It is
//! made at build time so that no plan is ever written by hand, and as plain code because engines
//! optimise it and a content security policy lets it run.

use std::collections::BTreeSet;

use amazon_pay_wasm::model::byte_order::ByteOrder;
use amazon_pay_wasm::model::codes::NOTIFICATION_REASONS;
use amazon_pay_wasm::model::fault::FAULTS;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::region::{LIVE_PATH, REGIONS, SANDBOX_PATH};
use amazon_pay_wasm::model::schema::{Effect, Field, Kind, Operation, Quota, Settled, Shape};
use amazon_pay_wasm::model::verdict::{VERDICTS, Verdict};
use amazon_pay_wasm::protocol::slots::width;
use serde_json::{Value, json};

const HEAD: &str = "\
// @ts-check
// Generated from the table by `cargo xtask build`; see xtask/src/table.rs.

/**
 * @typedef {import('./flatten.js').Field} Field
 * @typedef {{ capacity: number, perSecond: number }} Quota
 * @typedef {{ name: string, method: string, effect: 'read' | 'keyed' | 'settles' | 'unkeyed', key?: string,
 *   settled?: Settled, quota: { live: Quota, sandbox: Quota }, fields: readonly Field[] }} Operation
 * @typedef {{ by: string, id: string, object: string, status: string, state: string, unless: readonly string[] }} Settled
 * @typedef {{ of: string, state: string, reason?: string, soft?: boolean, action: string, wait?: number,
 *   orderReference?: string, buyerPresent: string, buyerGone?: string }} Verdict
 */

";

const BUILDER_HEAD: &str = "\
// What follows builds answers from slots (src/protocol/slots.rs): S the numbers, B where they begin,
// X the document, Y the side text. An element that is absent is an absent key.
/** @type {Int32Array} */
let S;
let B = 0;
let X = '';
let Y = '';

/** @param {number} o */
function text(o) {
  const s = S[o];
  return s > 0 ? X.substring(s, S[o + 1]) : Y.substring(s & 0x7fffffff, S[o + 1]);
}

/** @param {number} o @param {number} width @param {(o: number) => any} item */
function list(o, width, item) {
  const items = [];
  for (let n = S[o], at = o + 1; n > 0; n--, at += width) items.push(item(at));
  return items;
}
";

const BUILD: &str = "\
/**
 * Builds the result of one answer, or what a notification holds: their kinds are numbered behind
 * the operations.
 * @param {number} operation
 * @param {Int32Array} numbers
 * @param {number} base where the slots begin among the numbers
 * @param {number} at first slot of the result
 * @param {string} xml
 * @param {string} side
 * @returns {any}
 */
export function build(operation, numbers, base, at, xml, side) {
  S = numbers;
  B = base;
  X = xml;
  Y = side;
  const result = results[operation](base + at);
  X = Y = '';
  return result;
}
";

/// The text of `table.js`.
pub fn javascript() -> String {
    let facts = [
        ("version", json!(env!("CARGO_PKG_VERSION"))),
        ("fingerprint", json!(amazon_pay_wasm::VERSION_FINGERPRINT)),
        ("paths", json!({ "live": LIVE_PATH, "sandbox": SANDBOX_PATH })),
        ("regions", regions()),
        ("advice", advice()),
        ("verdicts", verdicts()),
        ("notifications", NOTIFICATIONS.iter().map(|kind| kind.name).collect()),
        ("forged", forged()),
    ];
    let mut parts = vec![HEAD.to_owned()];
    parts.extend(facts.iter().map(|(name, value)| {
        let kind = match *name {
            "advice" => "/** @type {Record<string, string>} */\n",
            "forged" => "/** @type {readonly string[]} */\n",
            "verdicts" => "/** @type {readonly Verdict[]} */\n",
            _ => "",
        };
        format!("{kind}export const {name} = {value:#};\n")
    }));
    parts.push(plans());
    parts.push(BUILDER_HEAD.to_owned());
    parts.push(builders());
    parts.push(BUILD.to_owned());
    parts.join("\n")
}

fn regions() -> Value {
    let mut all = serde_json::Map::new();
    for region in &REGIONS {
        for key in std::iter::once(&region.key).chain(region.aliases) {
            all.insert(
                (*key).to_owned(),
                json!({
                    "host": region.host,
                    "currencyCode": region.currency,
                    "paymentDomain": region.payment_domain,
                    "profileHost": region.profile_hosts.live,
                    "sandboxProfileHost": region.profile_hosts.sandbox,
                }),
            );
        }
    }
    all.into()
}

fn advice() -> Value {
    FAULTS.iter().map(|fault| (fault.code.to_owned(), Value::from(fault.advice))).collect()
}

/// Reasons to refuse a notification that prove that it is not genuine.
fn forged() -> Value {
    let codes = NOTIFICATION_REASONS.codes.iter();
    codes.filter(|code| code.forged).map(|code| Value::from(code.word)).collect()
}

fn verdicts() -> Value {
    let row = |verdict: &Verdict| {
        let mut row = json!({
            "of": verdict.of,
            "state": verdict.state,
            "action": verdict.action,
            "buyerPresent": verdict.present,
        });
        let more = [
            ("reason", verdict.reason.map(Value::from)),
            ("soft", verdict.soft.map(Value::from)),
            ("wait", verdict.wait_milliseconds.map(Value::from)),
            ("orderReference", verdict.order_reference.map(Value::from)),
            ("buyerGone", verdict.absent.map(Value::from)),
        ];
        if let Some(row) = row.as_object_mut() {
            let given =
                more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
            row.extend(given);
        }
        row
    };
    VERDICTS.iter().map(row).collect()
}

/// Every shape under these fields, inner ones first, each once.
fn shapes(fields: &'static [Field], found: &mut Vec<&'static Shape>) {
    for field in fields {
        let mut kind = &field.kind;
        if let Kind::List(list) = kind {
            kind = &list.item;
        }
        if let Kind::Record(shape) = kind {
            shapes(shape.fields, found);
            if found.iter().all(|known| !std::ptr::eq(*known, *shape)) {
                found.push(shape);
            }
        }
    }
}

/// What answers and notifications hold, in the order in which they are numbered.
fn read_back() -> impl Iterator<Item = &'static [Field]> {
    let notified = NOTIFICATIONS.into_iter().map(|notification| &notification.content[..]);
    OPERATIONS.iter().map(|operation| operation.result).chain(notified)
}

fn shapes_of(sides: impl Iterator<Item = &'static [Field]>) -> Vec<&'static Shape> {
    let mut found = Vec::new();
    for fields in sides {
        shapes(fields, &mut found);
    }
    let names: BTreeSet<_> = found.iter().map(|shape| shape.name).collect();
    assert_eq!(names.len(), found.len(), "two shapes of one direction share a name");
    found
}

fn plans() -> String {
    let mut out = String::new();
    for shape in shapes_of(OPERATIONS.iter().map(|operation| operation.request)) {
        out += &format!(
            "/** @type {{readonly Field[]}} */\nconst {} = [{}];\n",
            shape.name,
            plan(shape.fields, &shape.order)
        );
    }
    out += "\n/** @type {readonly Operation[]} */\nexport const operations = [\n";
    for operation in OPERATIONS {
        let (effect, more) = match operation.effect {
            Effect::Read => ("read", String::new()),
            Effect::Keyed(field) => ("keyed", format!(" key: '{}',", js_name(field))),
            Effect::Settles => ("settles", settled(operation)),
            Effect::Unkeyed => ("unkeyed", String::new()),
        };
        out += &format!(
            "  {{\n    name: '{}', method: '{}', effect: '{effect}',{more}\n    quota: {{ live: {}, sandbox: {} }},\n    fields: [{}],\n  }},\n",
            operation.name,
            js_name(operation.name),
            quota(operation.quota.live),
            quota(operation.quota.sandbox),
            plan(operation.request, &operation.request_order),
        );
    }
    out + "];\n"
}

/// Which operation reads the object and by which parameter, where in its answer the status stands,
/// and what that must say.
fn settled(operation: &Operation) -> String {
    let said = operation.settled.and_then(|settled| reading(operation, settled));
    let name = operation.name;
    assert_eq!(said.is_some(), operation.settled.is_some(), "{name}: no status to be read");
    said.unwrap_or_default()
}

fn reading(operation: &Operation, Settled { read_by, state, unless }: Settled) -> Option<String> {
    let (id, object) = (read_by.request.first()?, read_by.result.first()?);
    let Kind::Record(shape) = object.kind else { return None };
    let status = shape.fields.iter().find(|field| field.name.ends_with("Status"))?;
    (operation.request.first()?.name == id.name).then(|| {
        format!(
            " settled: {{ by: '{}', id: '{}', object: '{}', status: '{}', state: '{state}', \
             unless: {} }},",
            read_by.name,
            js_name(id.name),
            js_name(object.name),
            js_name(status.name),
            json!(unless),
        )
    })
}

fn quota(quota: Quota) -> String {
    let per_second = 1000.0 / f64::from(quota.restore_milliseconds);
    format!("{{ capacity: {}, perSecond: {per_second} }}", quota.capacity)
}

fn plan(fields: &'static [Field], order: &ByteOrder) -> String {
    let fields: Vec<String> = order
        .walk(fields)
        .map(|field| {
            let inside = match &field.kind {
                Kind::Record(shape) => format!(", fields: {}", shape.name),
                Kind::List(list) => match &list.item {
                    Kind::Record(shape) => {
                        format!(", item: {{ name: '', fields: {} }}", shape.name)
                    }
                    _ => ", item: { name: '' }".to_owned(),
                },
                _ => String::new(),
            };
            format!("{{ name: '{}'{inside} }}", js_name(field.name))
        })
        .collect();
    fields.join(", ")
}

fn builders() -> String {
    let mut out = String::new();
    for shape in shapes_of(read_back()) {
        out += &format!(
            "\n/** @param {{number}} o */\nfunction {}(o) {{\n{}}}\n",
            builder(shape.name),
            construct(shape.fields)
        );
    }
    out += "\n/** @type {readonly ((o: number) => any)[]} */\nconst results = [\n";
    for fields in read_back() {
        out += &format!("  (o) => {{\n{}  }},\n", construct(fields));
    }
    out + "];\n"
}

/// Plans and builders share one module, so builders are told apart by their first letter.
fn builder(shape: &str) -> String {
    js_name(shape)
}

fn construct(fields: &[Field]) -> String {
    let mut out = String::from("  /** @type {any} */\n  const r = {};\n");
    let mut slot = 0;
    for field in fields {
        let at = format!("o + {slot}");
        let (name, value) = (js_name(field.name), expression(&field.kind, &at));
        out += &format!("  if (S[{at}] !== 0) r.{name} = {value};\n");
        slot += width(&field.kind);
    }
    out + "  return r;\n"
}

fn expression(kind: &Kind, at: &str) -> String {
    match kind {
        Kind::Flag => format!("S[{at}] === 1"),
        Kind::Record(shape) => format!("{}(B + S[{at}])", builder(shape.name)),
        Kind::List(list) => {
            format!(
                "list(B + S[{at}], {}, (i) => {})",
                width(&list.item),
                expression(&list.item, "i")
            )
        }
        _ => format!("text({at})"),
    }
}
