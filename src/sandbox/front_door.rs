//! The front of the payment API: what is judged before an operation runs. Path, parameters, key,
//! signature, clock, seller, quota, in this order (behaviour.md 2.4, 3.3; sandbox.md), and the
//! envelope of the answer. It refuses to know what operations do.

use super::behaviour::{self, Call};
use super::fault::{By, Fault};
use super::http::{Request, Response};
use super::identifier::Environment;
use super::injection::{Kind, Wish};
use super::journal::Entry;
use super::sellers::SellerAt;
use super::throttle::throttled;
use super::world::World;
use crate::model::operations;
use crate::model::region::{API_VERSION, LIVE_PATH, SANDBOX_PATH};
use crate::model::schema::{Operation, Resource};
use crate::model::value::Record;
use crate::protocol::request_reader;
use crate::protocol::response_writer::{Envelope, write_fault, write_result};
use crate::wire::query::{self, Query};
use crate::wire::signature::{SignatureMethod, string_to_sign, verify};
use crate::wire::timestamp;

/// The largest request that is read.
pub const MOST_BYTES: usize = 1_000_000;

/// Operations that clients call without a seller; the key's owner is meant (operations.md 2.2).
const WITHOUT_SELLER: [&str; 2] = ["GetServiceStatus", "ListOrderReferenceByNextToken"];

type Parameters = [(String, String)];

/// An operation ready to run.
struct Admitted {
    index: usize,
    operation: &'static Operation,
    seller: SellerAt,
    caller: SellerAt,
    environment: Environment,
}

/// Whether a path belongs to the payment API.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/OffAmazonPayments")
}

impl World {
    /// Answers a request to the payment API. `wall` is the host's clock, against which signatures
    /// are judged.
    pub fn answer_api(&mut self, request: &Request<'_>, wall: i64) -> Response {
        let request_id = self.identities.uuid();
        let mut operation = "";
        let mut struck = None;
        let outcome = self.run_api(request, wall, &mut operation, &mut struck);
        let settings = &self.settings;
        let (status, code) = match &outcome {
            Ok(_) => (200, String::new()),
            Err(fault) => (fault.status(settings), fault.code.to_string()),
        };
        let plain = struck.as_ref().is_some_and(|wish| wish.kind == Kind::PlainTextError);
        let plain_status =
            settings.plain_text_status_error && code == "InvalidOrderReferenceStatus";
        let shapes = &mut self.shapes;
        let mut pick = |bound: usize| {
            usize::try_from(shapes.below(u64::try_from(bound).unwrap_or(1))).unwrap_or(0)
        };
        let body = match (outcome, operations::by_name(operation)) {
            (Ok(result), Some((_, known))) => {
                write_result(known, result.as_ref(), &request_id, &mut pick)
            }
            (Ok(_), None) => String::new(),
            (Err(fault), _) if plain || plain_status => format!("{} {}", fault.code, fault.message),
            (Err(fault), _) => {
                if fault.by == By::Contradiction {
                    self.stopped.get_or_insert(fault.message.clone());
                }
                let front = fault.by == By::FrontDoor;
                let envelope = if front { Envelope::FrontDoor } else { Envelope::Operation };
                write_fault(envelope, status, &fault.code, &fault.message, &request_id, &mut pick)
            }
        };
        let content_type = if plain || plain_status { "text/plain" } else { "text/xml" };
        let response = Response {
            status,
            headers: vec![
                ("content-type", content_type.to_owned()),
                ("x-mws-request-id", request_id.clone()),
                ("x-mws-response-context", format!("{:016x}", self.shapes.next())),
                ("x-mws-timestamp", behaviour::time(self.now)),
            ],
            body,
            ..Response::default()
        };
        let response = self.spoil(response, struck);
        self.journal.add(
            self.now,
            Entry::Response {
                operation: operation.into(),
                status: response.status,
                code: code.into(),
                request_id: request_id.into(),
                body: response.body.as_str().into(),
            },
        );
        response
    }

    fn run_api(
        &mut self,
        request: &Request<'_>,
        wall: i64,
        name: &mut &'static str,
        struck: &mut Option<Wish>,
    ) -> Result<Option<Record>, Fault> {
        let environment = environment(request.path())?;
        let parameters = parameters(request)?;
        let admitted = self.admit(request, &parameters, environment, wall)?;
        *name = admitted.operation.name;
        let nothing = Record::new();
        let mut call = Call {
            operation: admitted.operation,
            seller: admitted.seller,
            caller: admitted.caller,
            environment: admitted.environment,
            input: &nothing,
        };
        self.throttle(&call)?;
        *struck = self.struck_call(name);
        if let Some(wish) = struck {
            let kind = wish.kind.word().into();
            let operation = (*name).into();
            self.journal.add(self.now, Entry::Injected { kind, operation });
            self.strike_before(wish)?;
        }
        let input = request_reader::read(admitted.operation, &parameters)
            .map_err(|message| Fault::new("InvalidParameterValue", message))?;
        call.input = &input;
        behaviour::run(self, admitted.index, &call)
    }

    /// Judges who calls, and whether the request is genuine and fresh.
    fn admit(
        &self,
        request: &Request<'_>,
        parameters: &Parameters,
        environment: Environment,
        wall: i64,
    ) -> Result<Admitted, Fault> {
        let get = |name: &str| value(parameters, name);
        let (Some(key), Some(signature)) = (get("AWSAccessKeyId"), get("Signature")) else {
            return Err(Fault::front_door(
                "MissingAuthenticationToken",
                "The request must contain an AWSAccessKeyId and a Signature.",
            ));
        };
        for name in ["Action", "SignatureMethod", "SignatureVersion", "Timestamp", "Version"] {
            if get(name).is_none_or(str::is_empty) {
                return Err(missing(name));
            }
        }
        let caller = self
            .sellers
            .iter()
            .position(|seller| seller.access_key.as_deref() == Some(key))
            .and_then(|at| u16::try_from(at).ok())
            .map(SellerAt)
            .ok_or_else(|| {
                Fault::front_door(
                    "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.",
                )
            })?;
        self.check_signature(request, parameters, caller, signature)?;
        self.check_timestamp(get("Timestamp").unwrap_or_default(), wall)?;
        let name = get("Action").unwrap_or_default();
        let known = operations::by_name(name);
        let Some((index, operation)) = known.filter(|_| get("Version") == Some(API_VERSION)) else {
            return Err(Fault::front_door(
                "InvalidAddress",
                "The section, the version or the operation is not known.",
            ));
        };
        let seller = self.judge_seller(parameters, caller, operation, environment)?;
        Ok(Admitted { index, operation, seller, caller, environment })
    }

    fn check_signature(
        &self,
        request: &Request<'_>,
        parameters: &Parameters,
        caller: SellerAt,
        signature: &str,
    ) -> Result<(), Fault> {
        let named = |name: &str| value(parameters, name).unwrap_or_default();
        let Some(method) = SignatureMethod::from_name(named("SignatureMethod")) else {
            return Err(front_parameter("SignatureMethod", named("SignatureMethod")));
        };
        if named("SignatureVersion") != "2" {
            return Err(front_parameter("SignatureVersion", named("SignatureVersion")));
        }
        let mut signed = Query::new();
        for (name, value) in parameters.iter().filter(|(name, _)| name != "Signature") {
            signed.push("", name, value);
        }
        let mut canonical = String::new();
        signed.canonical(&mut canonical);
        let secret = self.seller(caller)?.secret_key.as_deref().unwrap_or_default();
        let host = request.header("host").unwrap_or_default();
        let genuine = [host, without_port(host)].into_iter().any(|host| {
            let mut text = String::new();
            string_to_sign(&mut text, request.method, host, request.path(), &canonical);
            verify(method, secret, &text, signature)
        });
        if genuine {
            return Ok(());
        }
        Err(Fault::front_door(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check \
             your AWS Secret Access Key and signing method. Consult the service documentation for \
             details.",
        ))
    }

    fn check_timestamp(&self, text: &str, wall: i64) -> Result<(), Fault> {
        let Some(moment) = timestamp::parse(text) else {
            return Err(front_parameter("Timestamp", text));
        };
        let clock = wall.saturating_add(self.settings.skew);
        if clock.saturating_sub(moment).saturating_abs() <= self.settings.clock_tolerance {
            return Ok(());
        }
        let mut fault = Fault::front_door(
            "RequestExpired",
            format!("Request has expired. Timestamp date is {text}."),
        );
        fault.code = self.settings.expired_code.clone().into();
        Err(fault)
    }

    /// Judges for whom a call is: the key's owner, or a seller who delegated to the owner.
    fn judge_seller(
        &self,
        parameters: &Parameters,
        caller: SellerAt,
        operation: &'static Operation,
        environment: Environment,
    ) -> Result<SellerAt, Fault> {
        let denied = || {
            let section = match environment {
                Environment::Live => "OffAmazonPayments",
                Environment::Sandbox => "OffAmazonPayments_Sandbox",
            };
            let name = operation.name;
            Fault::front_door("AccessDenied", format!("Access to {section}.{name} is denied"))
        };
        let token = value(parameters, "MWSAuthToken").filter(|token| !token.is_empty());
        let seller = match value(parameters, "SellerId").filter(|id| !id.is_empty()) {
            None if WITHOUT_SELLER.contains(&operation.name) => caller,
            None => return Err(missing("SellerId")),
            Some(id) => {
                let provider = self.seller(caller)?.merchant_id.clone();
                let delegated = self
                    .seller_named(id)
                    .filter(|at| *at == caller || self.delegates(*at, &provider, token));
                match delegated {
                    Some(at) => at,
                    None if operation.faults.contains(&"UnauthorizedSolutionProvider") => {
                        return Err(Fault::new(
                            "UnauthorizedSolutionProvider",
                            format!(
                                "The Solution Provider : {provider} is not authorized for getting \
                                 the status of provided merchant : {id}"
                            ),
                        ));
                    }
                    None => return Err(denied()),
                }
            }
        };
        // For oneself a token is needless, but what is no token at all is refused.
        if token.is_some_and(|token| !token.starts_with("amzn.mws.")) {
            return Err(denied());
        }
        let exempt = matches!(operation.resource, Resource::Merchant | Resource::Service);
        if !exempt && !self.seller(seller)?.active {
            return Err(Fault::front_door(
                "InvalidAccountStatus",
                "The merchant's account is suspended or its registration is not complete.",
            ));
        }
        Ok(seller)
    }

    fn delegates(&self, at: SellerAt, provider: &str, token: Option<&str>) -> bool {
        self.seller(at).is_ok_and(|seller| {
            seller.delegates_to.as_deref() == Some(provider)
                && seller.mws_auth_token.is_some()
                && seller.mws_auth_token.as_deref() == token
        })
    }

    /// What strikes before a call acts.
    fn strike_before(&self, wish: &Wish) -> Result<(), Fault> {
        let unknown = "There was an unknown error in the service.";
        let mut fault = match wish.kind {
            Kind::Refuse | Kind::DropRequest => Fault::front_door("AccessDenied", "Access denied"),
            Kind::Throttle => throttled(),
            Kind::InternalError => Fault::new("InternalServerError", unknown),
            Kind::Unavailable => {
                Fault::new("ServiceUnavailable", "The service is temporarily unavailable.")
            }
            Kind::PlainTextError => {
                Fault::new("InvalidOrderReferenceStatus", "The order reference is not open.")
            }
            _ => return Ok(()),
        };
        if let Some(code) = &wish.code {
            fault.code = code.clone().into();
        }
        Err(fault)
    }

    /// What strikes an answer.
    fn spoil(&mut self, mut response: Response, struck: Option<Wish>) -> Response {
        let Some(wish) = struck else { return response };
        match wish.kind {
            Kind::DropRequest | Kind::DropResponse => response.drop = true,
            Kind::Delay => response.delay = wish.milliseconds.unwrap_or(1_000),
            Kind::Truncate => {
                let half = response.body.len() / 2;
                let end = (0..=half).rev().find(|end| response.body.is_char_boundary(*end));
                response.body.truncate(end.unwrap_or(0));
            }
            Kind::Garble => {
                let chances = &mut self.chances;
                let garbled = response
                    .body
                    .chars()
                    .map(|letter| if chances.happens(50_000) { '\u{FFFD}' } else { letter });
                response.body = garbled.collect();
            }
            Kind::WrongContentType => {
                for (name, value) in &mut response.headers {
                    if *name == "content-type" {
                        "text/html".clone_into(value);
                    }
                }
            }
            _ => {}
        }
        response
    }
}

/// The world that a path names; it may end in a slash.
fn environment(path: &str) -> Result<Environment, Fault> {
    match path.strip_suffix('/').unwrap_or(path) {
        LIVE_PATH => Ok(Environment::Live),
        SANDBOX_PATH => Ok(Environment::Sandbox),
        _ => Err(Fault::front_door(
            "InvalidAddress",
            "The section, the version or the operation is not known.",
        )),
    }
}

/// The parameters of a form body and a query string together (operations.md 2.1).
fn parameters(request: &Request<'_>) -> Result<Vec<(String, String)>, Fault> {
    let (query, body) = (request.query(), request.body);
    if query.len() + body.len() > MOST_BYTES {
        return Err(Fault::front_door("InvalidParameterValue", "The request is too large."));
    }
    let decode = |text| {
        query::decode(text).map_err(|error| {
            Fault::front_door(
                "InvalidParameterValue",
                format!("The request can't be read: {error}"),
            )
        })
    };
    let mut parameters = decode(query)?;
    parameters.append(&mut decode(body)?);
    Ok(parameters)
}

fn value<'a>(parameters: &'a Parameters, name: &str) -> Option<&'a str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The exact code is not known; the wording follows that of missing structures (behaviour.md 2.4).
fn missing(name: &str) -> Fault {
    Fault::front_door(
        "InvalidParameterValue",
        format!(
            "1 validation error detected: Value null at '{name}' failed to satisfy constraint: \
             Member must not be null"
        ),
    )
}

fn front_parameter(name: &str, value: &str) -> Fault {
    Fault { by: By::FrontDoor, ..Fault::parameter(name, value) }
}

/// `localhost:8180` → `localhost`; `[::1]:8180` → `[::1]`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit())
                && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}
