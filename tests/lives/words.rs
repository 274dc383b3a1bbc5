//! What is said in lives: cards, amounts, notes, addresses. It knows no rule of the service but that
//! yen have no decimals.

pub const CARDS: [&str; 8] = ["1111", "1111", "1111", "1111", "3434", "2323", "5656", "4545"];

/// Amounts, in units and in a currency without decimals; the first of them are the most use.
pub const AMOUNTS: [(&str, &str); 12] = [
    ("0.01", "1"),
    ("1", "100"),
    ("5", "500"),
    ("9.99", "999"),
    ("10", "1000"),
    ("50.00", "5000"),
    ("11.50", "1150"),
    ("57.50", "5750"),
    ("115", "11500"),
    ("100.00", "10000"),
    ("500", "50000"),
    ("150000", "10000000"),
];
pub const TOTALS: [(&str, &str); 4] =
    [("10", "1000"), ("50.00", "5000"), ("100.00", "10000"), ("1000", "100000")];

/// Notes by where they stand: what can be simulated there, and what can't.
pub const ORDER_NOTES: [&str; 4] = [
    r#"{"SandboxSimulation":{"Constraint":"PaymentMethodNotAllowed"}}"#,
    r#"{"SandboxSimulation":{"PaymentAuthenticationStatus":{"State":"Failure"}}}"#,
    r#"{"SandboxSimulation":{"PaymentAuthenticationStatus":{"State":"Success"}}}"#,
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
];
pub const AUTHORIZATION_NOTES: [&str; 8] = [
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"TransactionTimedOut"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":2,"SoftDecline":"true"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"InvalidPaymentMethod","PaymentMethodUpdateTimeInMins":2}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"InvalidPaymentMethod"}}"#,
    r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":3}}"#,
    r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"AmazonClosed"}}"#,
    r#"{"SandboxSimulation":{"State":"Closed"}}"#,
];
pub const CAPTURE_NOTES: [&str; 8] = [
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"ProcessingFailure"}}"#,
    r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"AmazonClosed"}}"#,
    r#"{"SandboxSimulation":{"State":"Declined"}}"#,
];
pub const OTHER_NOTES: [&str; 3] = [
    r#"{"SandboxSimulation":{"State":"Declined","ReasonCode":"AmazonRejected"}}"#,
    r#"{"SandboxSimulation":{"State":"Closed","ReasonCode":"AmazonClosed"}}"#,
    r#"{"SandboxSimulation":{"State":"Pending"}}"#,
];

pub const URLS: [(&str, &str); 2] =
    [("SuccessUrl", "https://shop.example/ok"), ("FailureUrl", "https://shop.example/no")];

pub fn one_of<T: Copy>(from: &[T], at: u16) -> T {
    from[usize::from(at) % from.len()]
}

pub fn amount(from: &[(&'static str, &'static str)], at: u16, currency: &str) -> &'static str {
    let (units, whole) = one_of(from, at);
    if currency == "JPY" { whole } else { units }
}

pub fn smallest(currency: &str) -> &'static str {
    amount(&AMOUNTS, 0, currency)
}
