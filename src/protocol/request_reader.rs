//! The parameters of a request, decoded, as a record in the shape that the table gives: what the
//! service's own front does. It words its refusals as the service does (behaviour.md 3.2), and
//! judges form only; what depends on an object's state, or on a currency, is judged elsewhere.

use crate::model::schema::{Field, Fill, Kind, List, Operation, Shape};
use crate::model::value::{Record, Value};
use crate::wire::query::Pair;

/// The most items that one list of a request may have. The service's own limit is not known.
const LIST_LIMIT: usize = 1_000;
/// Bytes that most names do not exceed.
const LONG_NAME: usize = 96;

/// Reads an operation's own parameters from a request's names and values, which are decoded and
/// sorted by name.
/// Parameters that the table does not know are ignored (operations.md 2.3).
///
/// # Errors
///
/// The message of the `InvalidParameterValue` fault: it lists what breaks a rule of length or
/// presence, or else names the first value that can't be understood.
pub fn read(operation: &Operation, parameters: &[Pair<'_>]) -> Result<Record, String> {
    let path = String::with_capacity(LONG_NAME);
    let mut reader = Reader { parameters, path, broken: Vec::new(), invalid: None };
    let record = reader.fields(operation.request);
    match (reader.broken.len(), reader.invalid) {
        (0, None) => Ok(record),
        (0, Some(message)) => Err(message),
        (count, _) => {
            let errors = if count == 1 { "error" } else { "errors" };
            Err(format!("{count} validation {errors} detected: {}", reader.broken.join("; ")))
        }
    }
}

struct Reader<'request> {
    /// By name.
    parameters: &'request [Pair<'request>],
    /// The wire name of what is read, up to the record that holds it.
    path: String,
    /// Broken rules.
    broken: Vec<String>,
    /// The first value that can't be understood.
    invalid: Option<String>,
}

impl<'request> Reader<'request> {
    fn fields(&mut self, fields: &'static [Field]) -> Record {
        let mut record = Record::with_room(fields.len());
        for field in fields {
            let outside = self.enter(field.name);
            if let Some(value) = self.field(field) {
                record.put(field.name, value);
            }
            self.path.truncate(outside);
        }
        record
    }

    fn field(&mut self, field: &'static Field) -> Option<Value> {
        let value = match field.kind {
            Kind::Record(shape) => self.record(shape),
            Kind::List(list) => self.list(list),
            kind => match self.text() {
                // An empty value is a value for text and ids; elsewhere it says nothing.
                Some(text) if !text.is_empty() || matches!(kind, Kind::Text | Kind::Id) => {
                    let broken = self.broken.len();
                    self.limits(field, text);
                    let value = self.scalar(kind, text);
                    if value.is_none() || self.broken.len() > broken {
                        // What is wrong with it has been said.
                        return None;
                    }
                    value
                }
                _ => None,
            },
        };
        if value.is_none() && required_on_the_wire(field) {
            self.breaks("null", "Member must not be null");
        }
        value
    }

    fn record(&mut self, shape: &'static Shape) -> Option<Value> {
        self.has_below().then(|| Value::Record(self.fields(shape.fields)))
    }

    fn list(&mut self, list: &'static List) -> Option<Value> {
        let outside = self.enter(list.request_item);
        let items = self.numbers().into_iter().filter_map(|number| {
            let outside = self.enter(&number.to_string());
            let item = match list.item {
                Kind::Record(shape) => self.record(shape),
                kind => self.text().and_then(|text| self.scalar(kind, text)),
            };
            self.path.truncate(outside);
            item
        });
        let items: Vec<Value> = items.collect();
        self.path.truncate(outside);
        (!items.is_empty()).then_some(Value::List(items))
    }

    fn scalar(&mut self, kind: Kind, text: &str) -> Option<Value> {
        match kind {
            Kind::Flag => {
                // Python writes `True`; any case is taken (behaviour.md 3.5).
                if text.eq_ignore_ascii_case("true") {
                    return Some(true.into());
                }
                if text.eq_ignore_ascii_case("false") {
                    return Some(false.into());
                }
                self.refuse(text)
            }
            Kind::Integer { least, most } => match text.parse::<i64>() {
                Ok(number) if number < i64::from(least) => {
                    let rule = format!("Member must have value greater than or equal to {least}");
                    self.breaks(&format!("'{text}'"), &rule);
                    None
                }
                Ok(number) if most != u32::MAX && number > i64::from(most) => {
                    let rule = format!("Member must have value less than or equal to {most}");
                    self.breaks(&format!("'{text}'"), &rule);
                    None
                }
                Ok(number) => Some(number.into()),
                Err(_) => self.refuse(text),
            },
            // Java and Ruby write some words in another case; all are taken (behaviour.md 3.5).
            Kind::Choice(choice) => {
                match choice.words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
                    Some(word) => Some((*word).into()),
                    None => {
                        let rule = format!(
                            "Member must satisfy enum value set: [{}]",
                            choice.words.join(", ")
                        );
                        self.breaks(&format!("'{text}'"), &rule);
                        None
                    }
                }
            }
            Kind::Record(_) | Kind::List(_) => None,
            Kind::Text | Kind::Id | Kind::Time | Kind::Amount | Kind::Currency | Kind::Decimal => {
                Some(text.to_owned().into())
            }
        }
    }

    fn limits(&mut self, field: &Field, text: &str) {
        let most = field.max as usize;
        if most > 0 && text.chars().count() > most {
            let rule = format!("Member must have length less than or equal to {most}");
            self.breaks(&format!("'{text}'"), &rule);
        }
        if matches!(field.kind, Kind::Id) && text.is_empty() {
            self.breaks("''", "Member must have length greater than or equal to 1");
        }
    }

    /// Notes a rule that a value breaks.
    fn breaks(&mut self, value: &str, rule: &str) {
        let path = lower_camel(&self.path);
        self.broken.push(format!("Value {value} at '{path}' failed to satisfy constraint: {rule}"));
    }

    /// Notes a value that can't be understood.
    fn refuse(&mut self, value: &str) -> Option<Value> {
        let name = self.path.rsplit('.').next().unwrap_or_default();
        let message = format!("The Value '{value}' is invalid for the Parameter '{name}'");
        self.invalid.get_or_insert(message);
        None
    }

    /// Steps into a name; gives what to cut the path back to.
    fn enter(&mut self, name: &str) -> usize {
        let outside = self.path.len();
        if outside > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        outside
    }

    /// The value of exactly this path.
    fn text(&self) -> Option<&'request str> {
        let at = self.parameters.partition_point(|(name, _)| name.as_ref() < self.path.as_str());
        let (name, value) = self.parameters.get(at)?;
        (*name == self.path).then_some(value)
    }

    /// Whether a parameter lies below this path.
    fn has_below(&self) -> bool {
        self.below().next().is_some()
    }

    /// What follows this path and a point, in the names below it.
    fn below(&self) -> impl Iterator<Item = &'request str> {
        let rest = |name: &'request str| name.strip_prefix(self.path.as_str())?.strip_prefix('.');
        let from = self.parameters.partition_point(|(name, _)| {
            let order = name.as_bytes().iter().cmp(self.path.as_bytes().iter().chain(b"."));
            order.is_lt()
        });
        let found = self.parameters.get(from..).unwrap_or_default();
        found.iter().map_while(move |(name, _)| rest(name))
    }

    /// The numbers of the items below this path, in order. They need not start at 1, nor be
    /// without gaps: whether the service minds is not known.
    fn numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = self
            .below()
            .filter_map(|rest| rest.split('.').next().and_then(|number| number.parse().ok()))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.truncate(LIST_LIMIT);
        numbers
    }
}

/// What the client fills in, it fills in because the wire needs it; but for the platform's id.
const fn required_on_the_wire(field: &Field) -> bool {
    field.required || !matches!(field.default, Fill::Nothing | Fill::PlatformId)
}

/// `OrderReferenceAttributes.OrderTotal` → `orderReferenceAttributes.orderTotal`.
fn lower_camel(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    for part in path.split('.') {
        if !name.is_empty() {
            name.push('.');
        }
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_lowercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Pair, read};
    use crate::model::operations::by_name;

    fn reading(
        operation: &str,
        body: &[(&str, &str)],
    ) -> Result<crate::model::value::Record, String> {
        let mut pairs: Vec<Pair<'_>> =
            body.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        pairs.sort();
        read(by_name(operation).unwrap().1, &pairs)
    }

    #[test]
    fn a_missing_structure_is_named_as_in_the_report() {
        assert_eq!(
            reading("SetOrderReferenceDetails", &[("AmazonOrderReferenceId", "S01-1-1")]),
            Err("1 validation error detected: Value null at 'orderReferenceAttributes' failed to \
                 satisfy constraint: Member must not be null"
                .to_owned())
        );
    }

    #[test]
    fn all_broken_rules_are_counted() {
        let message = reading(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", ""),
                ("OrderReferenceAttributes.SellerNote", &"x".repeat(1025)),
            ],
        )
        .unwrap_err();
        assert!(message.starts_with("3 validation errors detected: "), "{message}");
        assert!(message.contains("at 'orderReferenceAttributes.orderTotal'"), "{message}");
        assert!(message.contains("less than or equal to 1024"), "{message}");
    }

    #[test]
    fn a_missing_value_and_a_missing_half_of_a_pair_are_named() {
        let message = reading("CloseAuthorization", &[]).unwrap_err();
        assert!(message.contains("Value null at 'amazonAuthorizationId'"), "{message}");
        let half = [
            ("QueryId", "1"),
            ("QueryIdType", "SellerOrderId"),
            ("PaymentDomain", "NA_USD"),
            ("CreatedTimeRange.StartTime", "2026-01-02"),
        ];
        let message = reading("ListOrderReference", &half).unwrap_err();
        assert!(message.contains("Value null at 'createdTimeRange.endTime'"), "{message}");
    }

    #[test]
    fn lists_keep_the_order_of_their_numbers() {
        let record = reading(
            "Authorize",
            &[
                ("AmazonOrderReferenceId", "S01-1-1"),
                ("AuthorizationReferenceId", "a"),
                ("AuthorizationAmount.Amount", "1"),
                ("AuthorizationAmount.CurrencyCode", "USD"),
                ("ProviderCreditList.member.10.ProviderId", "TEN"),
                ("ProviderCreditList.member.10.CreditAmount.Amount", "1"),
                ("ProviderCreditList.member.10.CreditAmount.CurrencyCode", "USD"),
                ("ProviderCreditList.member.2.ProviderId", "TWO"),
                ("ProviderCreditList.member.2.CreditAmount.Amount", "1"),
                ("ProviderCreditList.member.2.CreditAmount.CurrencyCode", "USD"),
                ("CaptureNow", "True"),
                ("TransactionTimeout", "0"),
                ("PlatformId", "ignored"),
            ],
        )
        .unwrap();
        assert_eq!(record.list("ProviderCreditList").len(), 2);
        assert!(format!("{:?}", record.list("ProviderCreditList")[0]).contains("TWO"));
        assert_eq!(record.flag("CaptureNow"), Some(true));
        assert_eq!(record.integer("TransactionTimeout"), Some(0));
        assert_eq!(record.get("PlatformId"), None);
    }

    #[test]
    fn what_cannot_be_understood_is_quoted() {
        let message = reading(
            "Authorize",
            &[
                ("AmazonOrderReferenceId", "S01-1-1"),
                ("AuthorizationReferenceId", "a"),
                ("AuthorizationAmount.Amount", "1"),
                ("AuthorizationAmount.CurrencyCode", "USD"),
                ("CaptureNow", "maybe"),
            ],
        );
        assert_eq!(
            message,
            Err("The Value 'maybe' is invalid for the Parameter 'CaptureNow'".to_owned())
        );
    }

    #[test]
    fn words_are_taken_in_any_case_and_written_in_the_services() {
        let record = reading(
            "ListOrderReference",
            &[
                ("QueryId", "1"),
                ("QueryIdType", "SellerOrderId"),
                ("PaymentDomain", "NA_USD"),
                ("OrderReferenceStatusListFilter.OrderReferenceStatus.1", "OPEN"),
            ],
        )
        .unwrap();
        assert_eq!(
            format!("{:?}", record.list("OrderReferenceStatusListFilter")),
            r#"[Text("Open")]"#
        );
    }
}
