//! The control plane: what buyer, Amazon and the tester do, as JSON under `/sandbox/…` (sandbox.md).
//! It knows which paths there are and who may use them; a web page, or a name rebound to this
//! machine, may not.

mod actions;
mod amazon;
mod buyer;
mod choices;
mod create;
mod views;

use serde_json::{Value, json};

use super::fault::{By, Fault};
use super::http::{Request, Response};
use super::injection;
use super::objects::Object;
use super::world::World;

/// The largest body of a call, but for a snapshot.
const MOST_BYTES: usize = 1_000_000;
/// The largest snapshot that is put in place of what is there.
const MOST_STATE_BYTES: usize = 1_000_000_000;

/// Why a call was refused: an HTTP status and words.
#[derive(Debug)]
pub struct Refusal(u16, String);

impl Refusal {
    fn bad(message: impl Into<String>) -> Self {
        Self(400, message.into())
    }

    fn unknown(what: &str) -> Self {
        Self(404, format!("there is no {what}"))
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let status = if fault.by == By::Contradiction { 500 } else { 409 };
        Self(status, fault.message)
    }
}

type Outcome = Result<Value, Refusal>;

/// Whether a path belongs to the control plane.
pub fn is_control(path: &str) -> bool {
    path == "/sandbox" || path.starts_with("/sandbox/")
}

/// Answers a call of the control plane.
pub fn answer(world: &mut World, request: &Request<'_>, allowed_hosts: &[String]) -> Response {
    let outcome =
        guard(request, request.body.len(), allowed_hosts).and_then(|()| route(world, request));
    match outcome {
        Ok(body) => Response::json(200, &body),
        Err(Refusal(status, message)) => Response::json(status, &json!({ "error": message })),
    }
}

/// The refusal of a request that may not use the control plane; nothing where it may. `received`:
/// bytes of it that came in another way.
pub fn refuse(
    request: &Request<'_>,
    received: usize,
    allowed_hosts: &[String],
) -> Option<Response> {
    let length = request.body.len().max(received);
    let Refusal(status, message) = guard(request, length, allowed_hosts).err()?;
    Some(Response::json(status, &json!({ "error": message })))
}

/// Refuses what a foreign web page could send (sandbox.md).
fn guard(request: &Request<'_>, length: usize, allowed_hosts: &[String]) -> Result<(), Refusal> {
    let host = request.header("host").unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let loopback = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    let allowed =
        |known: &String| known.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(host);
    if !loopback && !allowed_hosts.iter().any(allowed) {
        return Err(Refusal(403, format!("the host `{name}` may not use the control plane")));
    }
    let most = if request.path() == "/sandbox/state" { MOST_STATE_BYTES } else { MOST_BYTES };
    if length > most {
        return Err(Refusal(413, format!("the body is larger than {most} bytes")));
    }
    if request.method == "GET" {
        return Ok(());
    }
    let content_type = request.header("content-type").unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Refusal(415, "the content type must be application/json".to_owned()))
}

fn route(world: &mut World, request: &Request<'_>) -> Outcome {
    let path = request.path();
    let mut parts = path.trim_end_matches('/').split('/').skip(2);
    let place = (parts.next(), parts.next(), parts.next(), parts.next());
    match (request.method, place) {
        ("GET", (Some("health"), None, _, _)) => Ok(views::health(world)),
        ("GET", (Some("options"), None, _, _)) => Ok(choices::choices(world)),
        ("GET", (Some("clock"), None, _, _)) => {
            Ok(json!({ "now": world.now, "next": world.due.next() }))
        }
        ("POST", (Some("clock"), Some("advance"), None, _)) => advance(world, &body(request)?),
        ("POST", (Some("order-references"), None, _, _)) => {
            create::order_reference(world, &body(request)?)
        }
        ("POST", (Some("billing-agreements"), None, _, _)) => {
            create::billing_agreement(world, &body(request)?)
        }
        ("GET", (Some("objects"), None, _, _)) => views::objects(world, request.query()),
        ("GET", (Some("objects"), Some(id), None, _)) => views::object(world, find(world, id)?),
        ("POST", (Some("objects"), Some(id), Some("buyer"), None)) => {
            buyer::act(world, find(world, id)?, &body(request)?)
        }
        ("POST", (Some("objects"), Some(id), Some("amazon"), None)) => {
            amazon::act(world, id, &body(request)?)
        }
        ("POST", (Some("service"), None, _, _)) => amazon::service(world, &body(request)?),
        ("GET", (Some("faults"), None, _, _)) => Ok(views::faults(world)),
        ("POST", (Some("faults"), None, _, _)) => {
            let wish = injection::Wish::from_json(&body(request)?).map_err(Refusal::bad)?;
            Ok(json!({ "id": world.injections.add(wish) }))
        }
        ("DELETE", (Some("faults"), None, _, _)) => {
            world.injections.clear();
            Ok(json!({}))
        }
        ("GET", (Some("journal"), None, _, _)) => views::journal(world, request.query()),
        ("GET", (Some("notifications"), None, _, _)) => {
            views::notifications(world, request.query())
        }
        ("POST", (Some("notifications"), Some(number), Some("attempts"), None)) => {
            report(world, number, &body(request)?)
        }
        _ => Err(Refusal::unknown(&format!("{} {path}", request.method))),
    }
}

/// Moves the service's time, and lets happen what falls due.
fn advance(world: &mut World, body: &Value) -> Outcome {
    let milliseconds = body.get("milliseconds").and_then(Value::as_i64);
    let milliseconds = milliseconds
        .filter(|milliseconds| (0..=MOST_ADVANCE).contains(milliseconds))
        .ok_or_else(|| Refusal::bad("`milliseconds` must be a whole number from 0 to 10 years"))?;
    world.advanced += milliseconds;
    world.settle(world.now + milliseconds)?;
    Ok(json!({ "now": world.now }))
}

/// Ten years.
const MOST_ADVANCE: i64 = 3_653 * 24 * 3_600_000;

/// The host says what came of a delivery.
fn report(world: &mut World, number: &str, body: &Value) -> Outcome {
    let number = number.parse().map_err(|_| Refusal::unknown("such notification"))?;
    let attempt = body.get("attempt").and_then(Value::as_u64).unwrap_or(0);
    let status = body.get("status").and_then(Value::as_u64).and_then(|it| u16::try_from(it).ok());
    let attempt = usize::try_from(attempt).unwrap_or(0);
    if world.report_delivery(number, attempt, status) {
        Ok(json!({}))
    } else {
        Err(Refusal::unknown("such delivery"))
    }
}

fn find(world: &World, id: &str) -> Result<Object, Refusal> {
    world.store.find(id).ok_or_else(|| Refusal::unknown(&format!("object `{id}`")))
}

/// The body as a JSON object; an empty body is an empty object.
fn body(request: &Request<'_>) -> Result<Value, Refusal> {
    let text = if request.body.trim().is_empty() { "{}" } else { request.body };
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(Value::Object(members)),
        Ok(_) => Err(Refusal::bad("the body must be a JSON object")),
        Err(error) => Err(Refusal::bad(format!("the body can't be read: {error}"))),
    }
}

/// A text member of a body.
fn text<'body>(body: &'body Value, name: &str) -> Option<&'body str> {
    body.get(name).and_then(Value::as_str)
}

/// A text member that must be there.
fn required<'body>(body: &'body Value, name: &str) -> Result<&'body str, Refusal> {
    text(body, name).ok_or_else(|| Refusal::bad(format!("`{name}` must be given as text")))
}
