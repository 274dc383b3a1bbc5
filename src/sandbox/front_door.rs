//! The front of the payment API: path, parameters, then `admission.rs`, then the quota and faults on
//! demand, then the operation; and the envelope of the answer (behaviour.md 3). It refuses to know
//! what operations do.

use super::behaviour::{self, Call};
use super::digits::hexadecimal;
use super::fault::{By, Fault};
use super::http::{Request, Response};
use super::identifier::Environment;
use super::injection::{Kind, Wish};
use super::journal::{Entry, kept};
use super::parameters::Parameters;
use super::throttle::throttled;
use super::world::World;
use crate::model::operations;
use crate::model::region::{LIVE_PATH, SANDBOX_PATH};
use crate::model::value::Record;
use crate::protocol::request_reader;
use crate::protocol::response_writer::{Envelope, write_fault, write_result};

/// Whether a path belongs to the payment API.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/OffAmazonPayments")
}

impl World {
    /// Answers a request to the payment API. `wall` is the host's clock, against which signatures
    /// are judged.
    pub fn answer_api(&mut self, request: &Request<'_>, wall: i64) -> Response {
        let request_id = self.identities.uuid().text();
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
        let mut context = String::with_capacity(16);
        hexadecimal(&mut context, self.shapes.next(), 16);
        let response = Response {
            status,
            headers: vec![
                ("content-type", content_type.to_owned()),
                ("x-mws-request-id", request_id.clone()),
                ("x-mws-response-context", context),
                ("x-mws-timestamp", behaviour::time(self.now)),
            ],
            body,
            ..Response::default()
        };
        let response = self.spoil(response, struck);
        self.journal.add(
            self.now,
            Entry::Response {
                operation,
                status: response.status,
                code: &code,
                request_id: &request_id,
                body: kept(&response.body),
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
        let parameters = Parameters::of(request)?;
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
            let kind = wish.kind.word();
            self.journal.add(self.now, Entry::Injected { kind, operation: name });
            self.strike_before(wish)?;
        }
        let input = request_reader::read(admitted.operation, parameters.sorted())
            .map_err(|message| Fault::new("InvalidParameterValue", message))?;
        call.input = &input;
        behaviour::run(self, admitted.index, &call)
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
