//! A merchant's shop: signs calls, reads answers, plays buyer and Amazon. It knows the protocol and
//! no rule of the sandbox.

use amazon_pay_wasm::sandbox::{
    ACCESS_KEY, MERCHANT_ID, Options, Request, Response, SECRET_KEY, Sandbox,
};
use amazon_pay_wasm::wire::query::Query;
use amazon_pay_wasm::wire::signature::{SigningKey, string_to_sign};
use amazon_pay_wasm::wire::timestamp;
use amazon_pay_wasm::wire::xml::{Cursor, Step, Text};
use serde_json::{Value, json};

/// 2026-01-02T03:04:05Z.
pub const START: i64 = 1_767_323_045_000;
pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

pub struct Shop {
    pub sandbox: Sandbox,
    pub wall: i64,
    pub path: &'static str,
    pub access_key: String,
    pub secret_key: String,
    pub seller_id: String,
    pub token: Option<String>,
    pub host: String,
    references: u32,
}

/// An answer of the payment API.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub fields: Vec<(String, String)>,
    pub response: Response,
}

impl Shop {
    /// A shop in the US whose time moves by `advance` only.
    pub fn new() -> Self {
        Self::with(json!({}))
    }

    /// The same with some settings.
    pub fn set(settings: Value) -> Self {
        Self::with(json!({ "settings": settings }))
    }

    /// The same with some options.
    pub fn with(options: Value) -> Self {
        let mut all = json!({ "clock": "manual", "start": START, "throttling": false });
        for (name, value) in options.as_object().unwrap() {
            all[name] = value.clone();
        }
        Self {
            sandbox: Sandbox::new(Options::parse(&all.to_string()).unwrap()),
            wall: START,
            path: "/OffAmazonPayments_Sandbox/2013-01-01",
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            seller_id: MERCHANT_ID.to_owned(),
            token: None,
            host: "127.0.0.1:8180".to_owned(),
            references: 0,
        }
    }

    /// Takes reference ids where another shop takes them.
    pub fn counts_like(&mut self, other: &Self) {
        self.references = other.references;
    }

    /// All parameters of a call, without the signature.
    pub fn parameters(&self, action: &str, own: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut time = String::new();
        timestamp::write(&mut time, self.wall);
        let mut all = vec![
            ("AWSAccessKeyId", self.access_key.as_str()),
            ("Action", action),
            ("SellerId", &self.seller_id),
            ("SignatureMethod", "HmacSHA256"),
            ("SignatureVersion", "2"),
            ("Timestamp", &time),
            ("Version", "2013-01-01"),
        ];
        if let Some(token) = &self.token {
            all.push(("MWSAuthToken", token));
        }
        all.extend_from_slice(own);
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// A signed form body.
    pub fn body(&self, method: &str, host: &str, parameters: &[(String, String)]) -> String {
        let mut query = Query::new();
        for (name, value) in parameters {
            query.push("", name, value);
        }
        let mut body = String::new();
        query.canonical(&mut body);
        let mut text = String::new();
        string_to_sign(&mut text, method, host, self.path, &body);
        let signature = SigningKey::new(&self.secret_key).sign(&text);
        body.push_str("&Signature=");
        amazon_pay_wasm::wire::percent::encode(&mut body, &signature);
        body
    }

    /// Calls an operation.
    pub fn call(&mut self, action: &str, own: &[(&str, &str)]) -> Answer {
        let parameters = self.parameters(action, own);
        let body = self.body("POST", &self.host.clone(), &parameters);
        self.post(&body)
    }

    /// Posts a body to the API.
    pub fn post(&mut self, body: &str) -> Answer {
        let headers = format!("Host: {}\n", self.host);
        let request = Request { method: "POST", target: self.path, headers: &headers, body };
        Answer::new(self.sandbox.request(&request, START, self.wall))
    }

    /// Calls an operation that must succeed.
    pub fn ok(&mut self, action: &str, own: &[(&str, &str)]) -> Answer {
        let answer = self.call(action, own);
        assert_eq!(answer.status, 200, "{action}: {}", answer.body);
        assert_eq!(self.sandbox.stopped(), None);
        answer
    }

    /// Calls an operation that must be refused; gives `status code`.
    pub fn refused(&mut self, action: &str, own: &[(&str, &str)]) -> String {
        let answer = self.call(action, own);
        assert_ne!(answer.status, 200, "{action}: {}", answer.body);
        assert_eq!(self.sandbox.stopped(), None);
        format!("{} {}", answer.status, answer.code())
    }

    /// A call of the control plane that must succeed.
    pub fn control(&mut self, method: &str, path: &str, body: Value) -> Value {
        let response = self.control_raw(method, path, &body.to_string());
        assert_eq!(response.status, 200, "{path}: {}", response.body);
        serde_json::from_str(&response.body).unwrap()
    }

    /// A call of the control plane.
    pub fn control_raw(&mut self, method: &str, path: &str, body: &str) -> Response {
        let headers = "host: localhost:8180\ncontent-type: application/json\n";
        let request = Request { method, target: path, headers, body };
        self.sandbox.request(&request, START, self.wall)
    }

    pub fn advance(&mut self, milliseconds: i64) {
        self.control("POST", "/sandbox/clock/advance", json!({ "milliseconds": milliseconds }));
        assert_eq!(self.sandbox.stopped(), None);
        self.sandbox.audit().unwrap();
    }

    pub fn buyer(&mut self, id: &str, action: Value) -> Value {
        self.control("POST", &format!("/sandbox/objects/{id}/buyer"), action)
    }

    pub fn amazon(&mut self, id: &str, action: Value) -> Value {
        self.control("POST", &format!("/sandbox/objects/{id}/amazon"), action)
    }

    /// A draft order reference.
    pub fn draft(&mut self) -> String {
        self.draft_with(json!({}))
    }

    pub fn draft_with(&mut self, wish: Value) -> String {
        let answer = self.control("POST", "/sandbox/order-references", wish);
        answer["amazonOrderReferenceId"].as_str().unwrap().to_owned()
    }

    pub fn set_total(&mut self, id: &str, amount: &str) -> Answer {
        self.set_total_in(id, amount, "USD")
    }

    pub fn set_total_in(&mut self, id: &str, amount: &str, currency: &str) -> Answer {
        self.ok(
            "SetOrderReferenceDetails",
            &[
                ("AmazonOrderReferenceId", id),
                ("OrderReferenceAttributes.OrderTotal.Amount", amount),
                ("OrderReferenceAttributes.OrderTotal.CurrencyCode", currency),
            ],
        )
    }

    /// An open order reference over 100 USD.
    pub fn open(&mut self) -> String {
        self.open_with(json!({}))
    }

    pub fn open_with(&mut self, wish: Value) -> String {
        let id = self.draft_with(wish);
        self.set_total(&id, "100.00");
        self.ok("ConfirmOrderReference", &[("AmazonOrderReferenceId", &id)]);
        id
    }

    /// A reference id that was not used yet.
    pub fn reference(&mut self) -> String {
        self.references += 1;
        format!("ref-{}", self.references)
    }

    /// Authorizes an amount with further parameters.
    pub fn authorize(&mut self, id: &str, amount: &str, more: &[(&str, &str)]) -> Answer {
        let reference = self.reference();
        let mut own = vec![
            ("AmazonOrderReferenceId", id),
            ("AuthorizationReferenceId", &reference),
            ("AuthorizationAmount.Amount", amount),
            ("AuthorizationAmount.CurrencyCode", "USD"),
        ];
        own.extend_from_slice(more);
        self.call("Authorize", &own)
    }

    /// A synchronous authorization; gives its id.
    pub fn authorized(&mut self, id: &str, amount: &str) -> String {
        let answer = self.authorize(id, amount, &[("TransactionTimeout", "0")]);
        assert_eq!(answer.get("AuthorizationStatus.State"), "Open", "{}", answer.body);
        answer.get("AmazonAuthorizationId")
    }

    pub fn capture(&mut self, id: &str, amount: &str, more: &[(&str, &str)]) -> Answer {
        let reference = self.reference();
        let mut own = vec![
            ("AmazonAuthorizationId", id),
            ("CaptureReferenceId", &reference),
            ("CaptureAmount.Amount", amount),
            ("CaptureAmount.CurrencyCode", "USD"),
        ];
        own.extend_from_slice(more);
        self.call("Capture", &own)
    }

    /// A completed capture of an amount on an order reference; gives its id.
    pub fn captured(&mut self, order: &str, amount: &str) -> String {
        let authorization = self.authorized(order, amount);
        let answer = self.capture(&authorization, amount, &[]);
        assert_eq!(answer.get("CaptureStatus.State"), "Completed", "{}", answer.body);
        answer.get("AmazonCaptureId")
    }

    pub fn refund(&mut self, id: &str, amount: &str, more: &[(&str, &str)]) -> Answer {
        let reference = self.reference();
        let mut own = vec![
            ("AmazonCaptureId", id),
            ("RefundReferenceId", &reference),
            ("RefundAmount.Amount", amount),
            ("RefundAmount.CurrencyCode", "USD"),
        ];
        own.extend_from_slice(more);
        self.call("Refund", &own)
    }

    /// A draft agreement with the buyer's consent.
    pub fn draft_agreement(&mut self) -> String {
        let wish = json!({ "consent": true });
        let answer = self.control("POST", "/sandbox/billing-agreements", wish);
        answer["amazonBillingAgreementId"].as_str().unwrap().to_owned()
    }

    pub fn open_agreement(&mut self) -> String {
        let id = self.draft_agreement();
        self.ok("ConfirmBillingAgreement", &[("AmazonBillingAgreementId", &id)]);
        id
    }

    /// Charges an agreement.
    pub fn charge(&mut self, id: &str, amount: &str, more: &[(&str, &str)]) -> Answer {
        let reference = self.reference();
        let mut own = vec![
            ("AmazonBillingAgreementId", id),
            ("AuthorizationReferenceId", &reference),
            ("AuthorizationAmount.Amount", amount),
            ("AuthorizationAmount.CurrencyCode", "USD"),
        ];
        own.extend_from_slice(more);
        self.call("AuthorizeOnBillingAgreement", &own)
    }

    /// `State` or `State/ReasonCode` of any object, as the control plane tells it.
    pub fn state(&mut self, id: &str) -> String {
        let view = self.control("GET", &format!("/sandbox/objects/{id}"), json!({}));
        let state = view["state"].as_str().unwrap().to_owned();
        match view["reasonCode"].as_str() {
            Some(reason) => format!("{state}/{reason}"),
            None => state,
        }
    }

    /// The order reference, as the service tells it.
    pub fn order(&mut self, id: &str) -> Answer {
        self.ok("GetOrderReferenceDetails", &[("AmazonOrderReferenceId", id)])
    }

    pub fn agreement(&mut self, id: &str) -> Answer {
        self.ok("GetBillingAgreementDetails", &[("AmazonBillingAgreementId", id)])
    }
}

impl Answer {
    fn new(response: Response) -> Self {
        let fields = fields(&response.body);
        Self { status: response.status, body: response.body.clone(), fields, response }
    }

    /// The text of the one element whose path ends so.
    pub fn get(&self, path: &str) -> String {
        let ending = format!(".{path}");
        let mut found = self.fields.iter().filter(|(known, _)| known.ends_with(&ending));
        let (_, text) = found.next().unwrap_or_else(|| panic!("no {path} in {}", self.body));
        text.clone()
    }

    /// All texts of elements whose paths end so.
    pub fn all(&self, path: &str) -> Vec<String> {
        let ending = format!(".{path}");
        let found = self.fields.iter().filter(|(known, _)| known.ends_with(&ending));
        found.map(|(_, text)| text.clone()).collect()
    }

    pub fn has(&self, path: &str) -> bool {
        !self.all(path).is_empty()
    }

    pub fn code(&self) -> String {
        self.get("Code")
    }

    pub fn message(&self) -> String {
        self.get("Message")
    }
}

/// Paths and texts of the elements without children.
pub fn fields(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Ok(mut cursor) = Cursor::new(xml) else { return found };
    let mut path: Vec<String> = Vec::new();
    // An element is known to have no children only when its end comes next; text is read in a
    // second pass over the same document.
    let mut leaf = false;
    let mut leaves = Vec::new();
    loop {
        match cursor.step() {
            Ok(Step::Open(name)) => {
                path.push(name.to_owned());
                leaf = true;
            }
            Ok(Step::Close) => {
                if leaf {
                    leaves.push(path.join("."));
                }
                leaf = false;
                path.pop();
            }
            _ => break,
        }
    }
    let Ok(mut cursor) = Cursor::new(xml) else { return found };
    let mut left = leaves.into_iter().peekable();
    while let Ok(Step::Open(_) | Step::Close) = cursor.step().inspect(|step| match step {
        Step::Open(name) => path.push((*name).to_owned()),
        _ => {
            path.pop();
        }
    }) {
        if left.peek() == Some(&path.join(".")) {
            let name = left.next().unwrap();
            let text = match cursor.text() {
                Ok(Text::Span(range)) => xml.get(range).unwrap_or_default().to_owned(),
                Ok(Text::Joined(text)) => text,
                Err(_) => break,
            };
            path.pop();
            found.push((name, text));
        }
    }
    found
}
