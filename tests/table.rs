//! The table against itself and against the reference's own index: nothing missing, nothing
//! misspelt, nothing undocumented.

use std::collections::{BTreeMap, BTreeSet};

use amazon_pay_wasm::model::fault;
use amazon_pay_wasm::model::js_name::js_name;
use amazon_pay_wasm::model::notifications::NOTIFICATIONS;
use amazon_pay_wasm::model::operations::{COMMON, OPERATIONS, by_index, by_name};
use amazon_pay_wasm::model::schema::{Choice, Effect, Field, Kind, Shape};
use amazon_pay_wasm::model::shapes::{merchant, order_reference, payment, status};

#[test]
fn there_are_29_operations_and_each_is_found_by_its_name() {
    let names: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    assert_eq!(names.len(), 29);
    for (index, operation) in OPERATIONS.iter().enumerate() {
        assert!(
            by_name(operation.name)
                .is_some_and(|(at, found)| at == index && found.name == operation.name)
        );
        assert!(by_index(index).is_some_and(|found| found.name == operation.name));
    }
    assert!(by_name("authorize").is_none());
    assert!(by_index(29).is_none());
}

#[test]
fn the_parameters_are_those_of_the_reference() {
    let mut expected = BTreeMap::new();
    for line in include_str!("vectors/parameters.txt").lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some(name) if !name.starts_with('#') => {
                let numbers: BTreeSet<usize> = words.map(|word| word.parse().unwrap()).collect();
                expected.insert(name.to_owned(), numbers);
            }
            _ => {}
        }
    }
    let mut actual: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, operation) in OPERATIONS.iter().enumerate() {
        for name in parameters(operation.request) {
            assert!(
                actual.entry(name.clone()).or_default().insert(index + 1),
                "{}: {name} twice",
                operation.name
            );
        }
    }
    assert_eq!(actual, expected);
    assert_eq!(actual.len(), 93);
    assert_eq!(actual.values().map(BTreeSet::len).sum::<usize>(), 142);
}

#[test]
fn everything_is_documented() {
    for operation in OPERATIONS {
        assert!(operation.doc.contains("(operations 5."), "{}", operation.name);
    }
    for notification in NOTIFICATIONS {
        assert!(notification.doc.ends_with('.'), "{}", notification.name);
    }
    for (path, field) in every_field() {
        assert!(field.doc.ends_with("."), "{path}: {:?}", field.doc);
        assert!(field.doc.contains("(operations "), "{path}: {:?}", field.doc);
        assert!(!field.doc.contains("  "), "{path}: {:?}", field.doc);
    }
    for shape in shapes(&every_field()) {
        assert!(shape.doc.ends_with('.'), "{}", shape.name);
    }
    for choice in choices(&every_field()) {
        assert!(choice.doc.ends_with('.'), "{}", choice.name);
    }
}

#[test]
fn a_keyed_operation_requires_its_key() {
    let mut keys = BTreeMap::new();
    for operation in OPERATIONS {
        if let Effect::Keyed(key) = operation.effect {
            let field = operation.request.iter().find(|field| field.name == key).unwrap();
            assert!(field.required, "{}", operation.name);
            assert_eq!(field.max, 32, "{}", operation.name);
            keys.insert(operation.name, key);
        }
    }
    let expected = BTreeMap::from([
        ("Authorize", "AuthorizationReferenceId"),
        ("AuthorizeOnBillingAgreement", "AuthorizationReferenceId"),
        ("Capture", "CaptureReferenceId"),
        ("Refund", "RefundReferenceId"),
        ("ReverseProviderCredit", "CreditReversalReferenceId"),
    ]);
    assert_eq!(keys, expected);
}

#[test]
fn every_effect_is_the_one_that_the_name_promises() {
    for operation in OPERATIONS {
        let reads = operation.name.starts_with("Get") || operation.name.starts_with("List");
        assert_eq!(operation.effect == Effect::Read, reads, "{}", operation.name);
        let unkeyed = operation.name == "CreateOrderReferenceForId";
        assert_eq!(operation.effect == Effect::Unkeyed, unkeyed, "{}", operation.name);
    }
}

#[test]
fn every_fault_named_is_known() {
    for operation in OPERATIONS {
        for code in operation.faults {
            assert!(fault::by_code(code).is_some(), "{}: {code}", operation.name);
        }
        if let Some(allowed) = operation.allowed {
            assert!(operation.faults.contains(&allowed.otherwise), "{}", operation.name);
        }
    }
}

#[test]
fn faults_are_those_of_the_reference() {
    let mut codes = BTreeSet::new();
    let mut raised = BTreeSet::new();
    for line in include_str!("vectors/faults.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (code, status) = (words.next().unwrap(), words.next().unwrap());
        let fault = fault::by_code(code).unwrap();
        let mut told = fault.status.to_string();
        if let Some(other) = fault.other_status {
            told = format!("{told}|{other}");
        }
        if !fault.status_confirmed {
            told = format!("({told})");
        }
        assert_eq!(told, status, "{code}");
        codes.insert(fault.code);
        raised.extend(words.map(|number| (fault.code, number.parse::<usize>().unwrap())));
    }
    assert_eq!(codes, fault::FAULTS.iter().map(|fault| fault.code).collect());

    // What the reference says of single operations beyond its table of codes (operations 5).
    raised.extend([
        ("CurrencyMismatch", 1),
        ("PaymentMethodNotUpdated", 9),
        ("InvalidTransactionId", 27),
        ("TransactionAmountExceeded", 29),
        // Nowhere said, but what else could an unknown id of these kinds be.
        ("InvalidTransactionId", 28),
        ("InvalidTransactionId", 29),
    ]);
    let mut named = BTreeSet::new();
    for (index, operation) in OPERATIONS.iter().enumerate() {
        named.extend(operation.faults.iter().map(|code| (*code, index + 1)));
    }
    assert_eq!(named, raised);
}

#[test]
fn states_in_which_an_operation_is_allowed_exist() {
    use amazon_pay_wasm::model::schema::Resource;
    for operation in OPERATIONS {
        let Some(allowed) = operation.allowed else { continue };
        let known = match allowed.resource {
            Resource::OrderReference => status::ORDER_REFERENCE_STATE.words,
            Resource::Authorization => status::AUTHORIZATION_STATE.words,
            Resource::Capture => status::CAPTURE_STATE.words,
            Resource::BillingAgreement => status::BILLING_AGREEMENT_STATE.words,
            other => panic!("{}: nothing is known of the states of {other:?}", operation.name),
        };
        assert!(!allowed.states.is_empty(), "{}", operation.name);
        for state in allowed.states {
            assert!(known.contains(state), "{}: {state}", operation.name);
        }
    }
}

#[test]
fn rules_between_parameters_name_parameters_that_exist() {
    let mut rules = 0;
    for operation in OPERATIONS {
        let names: BTreeSet<String> = parameters(operation.request).into_iter().collect();
        for field in operation.request {
            if let Some(needed) = field.needs {
                assert!(names.contains(needed), "{}: {needed}", operation.name);
                rules += 1;
            }
            if let Some(sibling) = field.excludes {
                let other = operation.request.iter().find(|other| other.name == sibling).unwrap();
                assert_eq!(other.excludes, Some(field.name), "{}", operation.name);
                rules += 1;
            }
        }
    }
    assert_eq!(rules, 5, "two pairs of tokens, both ways, and ConfirmNow");
}

#[test]
fn a_shape_serves_one_direction_and_names_are_unique() {
    let requests = shapes(&request_fields());
    let answers = shapes(&answer_fields());
    let asked: BTreeSet<_> = requests.iter().map(|shape| shape.name).collect();
    let answered: BTreeSet<_> = answers.iter().map(|shape| shape.name).collect();
    assert_eq!(asked.intersection(&answered).count(), 0);

    // Two shapes, or a shape and a choice, of one name would become one TypeScript type.
    let mut types: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for shape in requests.iter().chain(&answers) {
        types.entry(shape.name).or_default().insert(std::ptr::from_ref(*shape).addr());
    }
    for choice in choices(&every_field()) {
        types.entry(choice.name).or_default().insert(std::ptr::from_ref(choice).addr());
    }
    for (name, places) in types {
        assert_eq!(places.len(), 1, "{name}");
    }
}

#[test]
fn fields_of_a_record_have_distinct_names() {
    let mut records: Vec<&[Field]> = vec![&COMMON];
    for operation in OPERATIONS {
        records.push(operation.request);
        records.push(operation.result);
    }
    for shape in shapes(&every_field()) {
        records.push(shape.fields);
    }
    for fields in records {
        let mut wire = BTreeSet::new();
        let mut js = BTreeSet::new();
        for field in fields {
            assert!(js.insert(js_name(field.name)), "{}", field.name);
            for name in std::iter::once(&field.name).chain(field.alias) {
                assert!(wire.insert(*name), "{name}");
            }
        }
    }
}

#[test]
fn requests_have_no_aliases_and_answers_no_rules() {
    for (path, field) in request_fields() {
        assert!(field.alias.is_empty(), "{path}");
    }
    for (path, field) in answer_fields() {
        assert_eq!(field.max, 0, "{path}");
        assert!(field.needs.is_none() && field.excludes.is_none(), "{path}");
        assert_eq!(field.default, amazon_pay_wasm::model::schema::Fill::Nothing, "{path}");
    }
}

#[test]
fn what_is_filled_in_is_not_required() {
    use amazon_pay_wasm::model::schema::Fill;
    let mut platform = BTreeSet::new();
    for operation in OPERATIONS {
        for (path, field) in walk(operation.name, operation.request) {
            assert!(field.default == Fill::Nothing || !field.required, "{path}");
            assert_eq!(
                matches!(field.kind, Kind::Currency),
                field.default == Fill::CurrencyCode,
                "{path}"
            );
            if field.default == Fill::PlatformId {
                platform.insert(operation.name);
            }
        }
    }
    assert_eq!(
        platform,
        BTreeSet::from([
            "AuthorizeOnBillingAgreement",
            "CreateOrderReferenceForId",
            "SetBillingAgreementDetails",
            "SetOrderReferenceDetails",
        ])
    );
}

#[test]
fn tokens_notes_and_buyers_data_are_sensitive() {
    let open = ["NextPageToken", "CustomerInitiatedTransaction"];
    for (path, field) in every_field() {
        let telling = ["Note", "Token", "Phone", "Email", "PostalCode", "AddressLine", "Custom"]
            .iter()
            .any(|part| field.name.contains(part));
        if telling && !open.contains(&field.name) && holds_text(field) {
            assert!(field.sensitive, "{path}");
        }
    }
}

fn holds_text(field: &Field) -> bool {
    matches!(field.kind, Kind::Text | Kind::Id)
}

/// The full wire names of a request, list indexes as N and M.
fn parameters(fields: &[Field]) -> Vec<String> {
    fields.iter().flat_map(|field| leaves(field.name.to_owned(), field.kind, 0)).collect()
}

fn leaves(name: String, kind: Kind, depth: usize) -> Vec<String> {
    match kind {
        Kind::Record(shape) => shape
            .fields
            .iter()
            .flat_map(|field| leaves(format!("{name}.{}", field.name), field.kind, depth))
            .collect(),
        Kind::List(list) => {
            let index = if depth == 0 { "N" } else { "M" };
            leaves(format!("{name}.{}.{index}", list.request_item), list.item, depth + 1)
        }
        _ => vec![name],
    }
}

fn request_fields() -> Vec<(String, &'static Field)> {
    OPERATIONS.iter().flat_map(|operation| walk(operation.name, operation.request)).collect()
}

/// Fields of every answer, and of what only notifications carry.
fn answer_fields() -> Vec<(String, &'static Field)> {
    let mut fields: Vec<_> =
        OPERATIONS.iter().flat_map(|operation| walk(operation.name, operation.result)).collect();
    for notification in NOTIFICATIONS {
        fields.extend(walk(notification.root, &notification.content));
    }
    fields
}

fn every_field() -> Vec<(String, &'static Field)> {
    let mut fields = request_fields();
    fields.extend(answer_fields());
    fields.extend(walk("every request", &COMMON));
    fields
}

fn walk(path: &str, fields: &'static [Field]) -> Vec<(String, &'static Field)> {
    let mut all = Vec::new();
    for field in fields {
        let path = format!("{path}.{}", field.name);
        all.push((path.clone(), field));
        match field.kind {
            Kind::Record(shape) => all.extend(walk(&path, shape.fields)),
            Kind::List(list) => {
                if let Kind::Record(shape) = list.item {
                    all.extend(walk(&path, shape.fields));
                }
            }
            _ => {}
        }
    }
    all
}

fn shapes(fields: &[(String, &'static Field)]) -> Vec<&'static Shape> {
    let mut shapes = Vec::new();
    for (_, field) in fields {
        match field.kind {
            Kind::Record(shape) => shapes.push(shape),
            Kind::List(list) => {
                if let Kind::Record(shape) = list.item {
                    shapes.push(shape);
                }
            }
            _ => {}
        }
    }
    shapes
}

fn choices(fields: &[(String, &'static Field)]) -> Vec<&'static Choice> {
    let mut choices = Vec::new();
    for (_, field) in fields {
        match field.kind {
            Kind::Choice(choice) => choices.push(choice),
            Kind::List(list) => {
                if let Kind::Choice(choice) = list.item {
                    choices.push(choice);
                }
            }
            _ => {}
        }
    }
    choices
}

#[test]
fn the_words_that_quirks_hang_on_are_there() {
    let alias = |shape: &Shape, name: &str| {
        shape.fields.iter().find(|field| field.name == name).map(|field| field.alias)
    };
    assert_eq!(
        alias(&status::BILLING_AGREEMENT_STATUS, "LastUpdatedTimestamp"),
        Some(["LastUpdateTimestamp"].as_slice())
    );
    assert_eq!(
        alias(&payment::AUTHORIZATION_DETAILS, "SoftDecline"),
        Some(["softDecline"].as_slice())
    );
    assert!(alias(&order_reference::CONSTRAINT, "ConstraintID").is_some());
    assert_eq!(merchant::EVENT_TYPES.request_item, "EventTypeList");
    assert_eq!(merchant::EVENT_TYPES.answer_items, ["member"]);
    let optional: Vec<_> = OPERATIONS
        .iter()
        .filter(|operation| operation.result_optional)
        .map(|operation| operation.name)
        .collect();
    assert_eq!(
        optional,
        [
            "ConfirmOrderReference",
            "CancelOrderReference",
            "CloseOrderReference",
            "CloseAuthorization",
            "SetMerchantNotificationConfiguration",
            "ConfirmBillingAgreement",
            "CloseBillingAgreement",
        ]
    );
    for operation in OPERATIONS {
        assert_eq!(operation.result.is_empty(), operation.result_optional, "{}", operation.name);
    }
}
