//! `operations.d.ts`: the TypeScript types of every request and answer, made from the table with
//! its documentation. It knows how the table looks in TypeScript; it refuses to know where the text
//! is written to.

use std::collections::BTreeSet;
use std::fmt::Write;

use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::model::operations::OPERATIONS;
use amazon_pay_wasm::model::schema::{Choice, Field, Kind, List, Operation, Shape};

use crate::prose;

/// The whole of `operations.d.ts`.
pub fn declarations() -> String {
    let found = Found::in_the_table();
    let mut text = String::from(
        "// Made from the table of operations by `cargo xtask types`. Do not edit.\n\
         //\n\
         // `(operations 5.9)` names the section of the reference that a statement was taken from.\n\
         // Amounts are decimal text, times are ISO 8601 text. Answers may hold words that are not\n\
         // in a list here: they are kept, and the types say so.\n\n\
         import type { Answer, CallOptions } from './index.js';\n\
         import type { NotificationHead } from './notifications.js';\n\n",
    );
    operations(&mut text);
    methods(&mut text);
    for operation in OPERATIONS {
        request(&mut text, operation, &found);
        result(&mut text, operation, &found);
    }
    notifications(&mut text, &found);
    for shape in &found.requested {
        interface(&mut text, shape.name, shape.doc, shape.fields, Direction::Request, &found);
    }
    for shape in &found.answered {
        interface(&mut text, shape.name, shape.doc, shape.fields, Direction::Answer, &found);
    }
    for choice in &found.choices {
        union(&mut text, choice, found.is_asked(choice));
    }
    text
}

/// Which way a record goes: it decides who may leave something out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Request,
    Answer,
}

fn operations(text: &mut String) {
    comment(text, "", &["Every operation by its name, with what it takes and gives.".to_owned()]);
    text.push_str("export interface Operations {\n");
    for Operation { name, .. } in OPERATIONS {
        let _ = writeln!(text, "  {name}: {{ request: {name}Request; result: {name}Result }};");
    }
    text.push_str("}\n\n");
}

fn methods(text: &mut String) {
    comment(text, "", &["Every operation as a method of the client.".to_owned()]);
    text.push_str("export interface OperationMethods {\n");
    for (index, operation) in OPERATIONS.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        comment(text, "  ", &facts(operation));
        let name = operation.name;
        let mark = if operation.request.iter().any(|field| field.required) { "" } else { "?" };
        let _ = writeln!(
            text,
            "  {}(params{mark}: {name}Request, options?: CallOptions): Promise<Answer<{name}Result>>;",
            js_name(name)
        );
    }
    text.push_str("}\n\n");
}

/// What there is to say about an operation, by paragraphs.
fn facts(operation: &Operation) -> Vec<String> {
    let mut facts = vec![operation.doc.to_owned(), prose::effect(operation.effect)];
    if let Some(allowed) = operation.allowed {
        facts.push(format!(
            "Allowed while the {} is {}; otherwise the service answers `{}`.",
            prose::resource(allowed.resource),
            prose::either(allowed.states),
            allowed.otherwise
        ));
    }
    facts.push(format!(
        "Quota: {}; in the sandbox {}.",
        prose::quota(operation.quota.live),
        prose::quota(operation.quota.sandbox)
    ));
    if !operation.faults.is_empty() {
        let codes: Vec<_> = operation.faults.iter().map(|code| format!("`{code}`")).collect();
        facts.push(format!("Faults of its own: {}.", codes.join(", ")));
    }
    facts
}

fn request(text: &mut String, operation: &Operation, found: &Found) {
    let name = operation.name;
    let doc = format!("What {{@link OperationMethods.{}}} takes.", js_name(name));
    if operation.request.is_empty() {
        comment(text, "", &[doc, "It takes no parameters.".to_owned()]);
        let _ = writeln!(text, "export interface {name}Request {{\n  [name: string]: never;\n}}\n");
    } else {
        interface(
            text,
            &format!("{name}Request"),
            &doc,
            operation.request,
            Direction::Request,
            found,
        );
    }
}

fn result(text: &mut String, operation: &Operation, found: &Found) {
    let name = operation.name;
    let mut doc = format!("What {{@link OperationMethods.{}}} gives.", js_name(name));
    if operation.result.is_empty() {
        doc.push_str(" The service says nothing but that it did it.");
    }
    interface(text, &format!("{name}Result"), &doc, operation.result, Direction::Answer, found);
}

fn notifications(text: &mut String, found: &Found) {
    for notification in NOTIFICATIONS {
        comment(text, "", &[notification.doc.to_owned()]);
        let _ = writeln!(
            text,
            "export interface {} extends NotificationHead {{\n  readonly type: '{}';",
            notification.root, notification.name
        );
        for field in &notification.content {
            comment(text, "  ", &[field.doc.to_owned()]);
            property(text, field, Direction::Answer, found);
        }
        text.push_str("}\n\n");
    }
    comment(text, "", &["A notification of a kind that is known.".to_owned()]);
    text.push_str("export type KnownNotification =");
    for notification in NOTIFICATIONS {
        let _ = write!(text, "\n  | {}", notification.root);
    }
    text.push_str(";\n\n");
}

fn interface(
    text: &mut String,
    name: &str,
    doc: &str,
    fields: &[Field],
    direction: Direction,
    found: &Found,
) {
    comment(text, "", &[doc.to_owned()]);
    if fields.is_empty() {
        let _ = writeln!(text, "export interface {name} {{}}\n");
        return;
    }
    let _ = writeln!(text, "export interface {name} {{");
    for field in fields {
        let mut paragraphs = vec![field.doc.to_owned()];
        let rules = prose::of_field(field);
        if !rules.is_empty() {
            paragraphs.push(rules.join(" "));
        }
        comment(text, "  ", &paragraphs);
        property(text, field, direction, found);
    }
    text.push_str("}\n\n");
}

fn property(text: &mut String, field: &Field, direction: Direction, found: &Found) {
    let name = js_name(field.name);
    let kind = type_of(field.kind, direction, found);
    let _ = match (direction, field.required) {
        // Null and undefined are dropped before signing.
        (Direction::Request, false) => writeln!(text, "  {name}?: {kind} | null | undefined;"),
        (Direction::Answer, false) => writeln!(text, "  readonly {name}?: {kind};"),
        (Direction::Request, true) => writeln!(text, "  {name}: {kind};"),
        (Direction::Answer, true) => writeln!(text, "  readonly {name}: {kind};"),
    };
}

fn type_of(kind: Kind, direction: Direction, found: &Found) -> String {
    match kind {
        Kind::Text | Kind::Id | Kind::Time | Kind::Amount | Kind::Currency | Kind::Decimal => {
            "string".to_owned()
        }
        Kind::Integer { .. } => "number".to_owned(),
        Kind::Flag => "boolean".to_owned(),
        Kind::Record(shape) => shape.name.to_owned(),
        // The type of a word that requests use is closed: answers open it where they use it.
        Kind::Choice(choice) if direction == Direction::Answer && found.is_asked(choice) => {
            format!("{} | (string & {{}})", choice.name)
        }
        Kind::Choice(choice) => choice.name.to_owned(),
        Kind::List(list) => {
            let item = type_of(list.item, direction, found);
            match direction {
                Direction::Request => format!("ReadonlyArray<{item}>"),
                Direction::Answer => format!("Array<{item}>"),
            }
        }
    }
}

fn union(text: &mut String, choice: &Choice, closed: bool) {
    comment(text, "", &[choice.doc.to_owned()]);
    let _ = write!(text, "export type {} =", choice.name);
    for word in choice.words {
        let _ = write!(text, "\n  | '{word}'");
    }
    text.push_str(if closed { ";\n\n" } else { "\n  | (string & {});\n\n" });
}

/// A documentation comment, its paragraphs apart, at most 100 columns wide.
pub fn comment(text: &mut String, indent: &str, paragraphs: &[String]) {
    let _ = writeln!(text, "{indent}/**");
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            let _ = writeln!(text, "{indent} *");
        }
        // A source stays on one line.
        let paragraph = paragraph.replace("(operations ", "(operations\u{a0}");
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let width = indent.len() + 3 + line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && width > 100 {
                let _ = writeln!(text, "{indent} * {line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word.replace('\u{a0}', " "));
        }
        let _ = writeln!(text, "{indent} * {line}");
    }
    let _ = writeln!(text, "{indent} */");
}

/// The shapes and choices that the table mentions, each once, in the order of their first mention.
struct Found {
    requested: Vec<&'static Shape>,
    answered: Vec<&'static Shape>,
    choices: Vec<&'static Choice>,
    asked: BTreeSet<&'static str>,
}

impl Found {
    fn in_the_table() -> Self {
        let mut found = Self {
            requested: Vec::new(),
            answered: Vec::new(),
            choices: Vec::new(),
            asked: BTreeSet::new(),
        };
        for operation in OPERATIONS {
            found.fields(operation.request, Direction::Request);
        }
        for operation in OPERATIONS {
            found.fields(operation.result, Direction::Answer);
        }
        for notification in NOTIFICATIONS {
            found.fields(&notification.content, Direction::Answer);
        }
        found
    }

    /// Whether requests use this choice.
    fn is_asked(&self, choice: &Choice) -> bool {
        self.asked.contains(choice.name)
    }

    fn fields(&mut self, fields: &'static [Field], direction: Direction) {
        for field in fields {
            self.kind(field.kind, direction);
        }
    }

    fn kind(&mut self, kind: Kind, direction: Direction) {
        match kind {
            Kind::Record(shape) => {
                let known = match direction {
                    Direction::Request => &mut self.requested,
                    Direction::Answer => &mut self.answered,
                };
                if known.iter().all(|other| other.name != shape.name) {
                    known.push(shape);
                    self.fields(shape.fields, direction);
                }
            }
            Kind::Choice(choice) => {
                if direction == Direction::Request {
                    self.asked.insert(choice.name);
                }
                if self.choices.iter().all(|other| other.name != choice.name) {
                    self.choices.push(choice);
                }
            }
            Kind::List(List { item, .. }) => self.kind(*item, direction),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{comment, declarations};

    #[test]
    fn requests_take_null_and_answers_are_read_only() {
        let text = declarations();
        for line in [
            "  authorizationReferenceId: string;",
            "  captureNow?: boolean | null | undefined;",
            "  transactionTimeout?: number | null | undefined;",
            "  providerCreditList?: ReadonlyArray<ProviderCredit> | null | undefined;",
            "  readonly authorizationDetails: AuthorizationDetails;",
            "  readonly capturedAmount: Price;",
            "  readonly idList?: Array<string>;",
            "  readonly eventTypes: Array<EventType | (string & {})>;",
            "  eventTypes: ReadonlyArray<EventType>;",
            "  readonly lastUpdatedTimestamp?: string;",
            "  authorize(params: AuthorizeRequest, options?: CallOptions): \
             Promise<Answer<AuthorizeResult>>;",
            "  getServiceStatus(params?: GetServiceStatusRequest, options?: CallOptions): \
             Promise<Answer<GetServiceStatusResult>>;",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}");
        }
    }

    #[test]
    fn words_of_answers_are_open_and_those_of_requests_closed() {
        let text = declarations();
        assert!(text.contains("  | 'Closed'\n  | (string & {});"));
        assert!(
            text.contains("export type SortOrder =\n  | 'Ascending'\n  | 'Descending';"),
            "{text}"
        );
    }

    #[test]
    fn every_type_is_declared_once() {
        let text = declarations();
        let mut names: Vec<_> = text
            .lines()
            .filter_map(|line| {
                line.strip_prefix("export interface ").or(line.strip_prefix("export type "))
            })
            .filter_map(|rest| rest.split(' ').next())
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn comments_stay_within_the_margin() {
        let text = declarations();
        for line in text.lines().filter(|line| line.trim_start().starts_with('*')) {
            assert!(line.chars().count() <= 100, "{line}");
        }
        let mut short = String::new();
        comment(&mut short, "  ", &["One.".to_owned(), "Two.".to_owned()]);
        assert_eq!(short, "  /**\n   * One.\n   *\n   * Two.\n   */\n");
    }
}
