//! The exports of the client's wasm. They know how text and numbers cross; they decide nothing.
//!
//! What is hot crosses as bytes in a buffer that JavaScript fills and empties itself, since that was
//! measured to be several times faster than strings and objects through the glue; see DESIGN.md.
//! What is not hot goes through serde-wasm-bindgen. No client owns anything here: between two calls
//! only memory to be used again is kept, and who asked last.

use std::cell::RefCell;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::client::exchange::{self, Identity, Prepared};
use crate::client::retry::{self, Attempt, Failure};
use crate::error::{Error, Executed};
use crate::model::notifications::NOTIFICATIONS;
use crate::model::operations::OPERATIONS;
use crate::model::schema::Operation;
use crate::model::{fault, operations};
use crate::protocol::flat::Tokens;
use crate::protocol::notification;
use crate::protocol::request::Defaults;
use crate::protocol::response::{self, Answer};
use crate::protocol::slots::Slots;

/// Buffers beyond this are given back after use, so that one giant answer does not hold memory.
const KEPT_BYTES: usize = 1 << 20;

/// `interpret` found the operation's result.
pub const VALUE: u32 = 1;
/// `interpret` found a fault.
pub const FAULT: u32 = 2;
/// `interpret` could not read the answer.
pub const UNREADABLE: u32 = 3;

#[derive(Default)]
struct State {
    input: Vec<u8>,
    /// Who asks, and what is filled in: the texts of the last `identify`.
    caller: Vec<String>,
    prepared: Prepared,
    slots: Slots,
    errors: Vec<Error>,
    judgement: u32,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Runs with the state. It can't be borrowed twice, since nothing here calls back into JavaScript
/// while it is held; were it so, the fallback value says that nothing was done.
fn with<T: Default>(run: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| state.try_borrow_mut().map(|mut state| run(&mut state)).unwrap_or_default())
}

fn address<T>(items: &[T]) -> u32 {
    u32::try_from(items.as_ptr() as usize).unwrap_or(0)
}

/// Makes room for `length` bytes of input, keeping what was written, and gives its address.
#[wasm_bindgen]
pub fn input(length: u32) -> u32 {
    with(|state| {
        let length = length as usize;
        if state.input.len() < length {
            state.input.reserve_exact(length.saturating_sub(state.input.len()));
            state.input.resize(length, 0);
        }
        address(&state.input)
    })
}

/// Takes from the input buffer who asks from now on: `length` bytes, nine texts divided by NUL, in
/// the order in which `run_prepare` reads them. An own call, because most requests have one caller.
#[wasm_bindgen]
pub fn identify(length: u32) {
    with(|state| {
        let text = state.input.get(..length as usize).and_then(|bytes| str::from_utf8(bytes).ok());
        let mut texts = Tokens::new(text.unwrap_or_default());
        state.caller = (0..9).map(|_| texts.word().to_owned()).collect();
    });
}

/// Prepares a request from the flat text in the input buffer: `length` bytes, `tokens` tokens. `now`
/// is in epoch milliseconds. Gives the length of the body, or 0 when `issues` says what is wrong.
#[wasm_bindgen]
pub fn prepare(operation: u32, now: f64, length: u32, tokens: u32) -> u32 {
    with(|state| {
        state.errors.clear();
        match run_prepare(state, operation, now as i64, length, tokens) {
            Ok(()) => u32::try_from(state.prepared.body().len()).unwrap_or(0),
            Err(errors) => {
                state.errors = errors;
                0
            }
        }
    })
}

fn run_prepare(
    state: &mut State,
    operation: u32,
    now: i64,
    length: u32,
    count: u32,
) -> Result<(), Vec<Error>> {
    let operation = self::operation(operation as usize).map_err(|error| vec![error])?;
    let text = opened(&state.input, length).map_err(|error| vec![error])?;
    let [
        access_key,
        secret_key,
        merchant_id,
        mws_auth_token,
        host,
        path,
        currency_code,
        platform_id,
        payment_domain,
    ] = state.caller.as_slice()
    else {
        return Err(vec![Error::validation("caller", String::new(), "nobody asks")]);
    };
    let identity = Identity { access_key, secret_key, merchant_id, mws_auth_token, host, path };
    let defaults = Defaults { currency_code, platform_id, payment_domain };
    // JavaScript writes a NUL before every token, the first one too.
    let mut tokens = Tokens::new(text.strip_prefix('\0').unwrap_or(text));
    let prepared =
        exchange::prepare(operation, &identity, &defaults, now, &mut tokens, &mut state.prepared);
    // A NUL in a value shifts what follows: whatever was found then is about other parameters.
    if tokens.are_read(count as usize) {
        prepared
    } else {
        let message = "the parameters hold a NUL character";
        Err(vec![Error::validation("nul", String::new(), message)])
    }
}

/// Address of the body that `prepare` made. It is ASCII.
#[wasm_bindgen]
pub fn body() -> u32 {
    with(|state| address(state.prepared.body().as_bytes()))
}

/// What was wrong with the parameters, or with the answer: an array of `{ path, code, message }`.
#[wasm_bindgen]
pub fn issues() -> JsValue {
    with(|state| Some(to_js(&Issues(&state.errors)))).unwrap_or_default()
}

/// The stages of what `prepare` made last: parameters, canonical query string, string to sign,
/// signature.
#[wasm_bindgen]
pub fn stages() -> JsValue {
    with(|state| Some(to_js(&Stages(&state.prepared)))).unwrap_or_default()
}

/// Reads the answer in the input buffer and says what it is: 1 a value, 2 a fault, 3 unreadable.
/// Numbers behind those of the operations are kinds of notifications, whose XML is read alike.
#[wasm_bindgen]
pub fn interpret(operation: u32, status: u32, length: u32) -> u32 {
    with(|state| {
        state.errors.clear();
        let found = run_interpret(state, operation as usize, status, length);
        if state.input.len() > KEPT_BYTES {
            state.input = Vec::new();
        }
        match found {
            Ok(Answer::Value) => VALUE,
            Ok(Answer::Fault) => FAULT,
            Err(error) => {
                state.errors.push(error);
                UNREADABLE
            }
        }
    })
}

fn run_interpret(
    state: &mut State,
    index: usize,
    status: u32,
    length: u32,
) -> Result<Answer, Error> {
    let text = opened(&state.input, length)?;
    if let Some(kind) = index.checked_sub(OPERATIONS.len()).and_then(|at| NOTIFICATIONS.get(at)) {
        notification::read(kind, text, &mut state.slots)?;
        return Ok(Answer::Value);
    }
    let status = u16::try_from(status).unwrap_or(u16::MAX);
    let answer = response::read(operation(index)?, status, text, &mut state.slots)?;
    if answer == Answer::Fault {
        let code = state.slots.text(text, response::CODE).unwrap_or_default();
        let judgement = fault::of(&code, status);
        state.judgement = u32::from(judgement.retryable)
            | u32::from(judgement.executed == Executed::Unknown) << 1
            | u32::from(judgement.throttled) << 2;
    }
    Ok(answer)
}

/// Reads the certificate in the input buffer, in DER. Gives 0 where it may sign notifications, and
/// then the slots hold the address and length of its key, which lies in the input buffer, and the
/// seconds from 1970 from when until when it is valid, unsigned; else what is against it, as
/// `CertificateFault` counts.
#[wasm_bindgen]
pub fn certificate(length: u32) -> u32 {
    with(|state| {
        let der = state.input.get(..length as usize).unwrap_or_default();
        match notification::signing_certificate(der) {
            Ok(found) => {
                let seconds = |time: i64| (time / 1000).clamp(0, u32::MAX.into()) as u32;
                let key = found.public_key;
                let times = [seconds(found.not_before), seconds(found.not_after)];
                state.slots.begin("");
                state.slots.reserve(4);
                for (at, number) in
                    [address(key), key.len() as u32].into_iter().chain(times).enumerate()
                {
                    state.slots.set(at, number.cast_signed());
                }
                0
            }
            Err(fault) => fault as u32,
        }
    })
}

/// How the last fault is judged: bit 0 retryable, bit 1 may have been executed, bit 2 throttled.
#[wasm_bindgen]
pub fn judgement() -> u32 {
    with(|state| state.judgement)
}

/// Milliseconds until the next attempt, or -1 where there must be none. `failure` is counted as
/// `Failure::numbered` says, `attempt` from 1; `retry_after` is negative where nothing was asked.
#[wasm_bindgen]
pub fn retry_delay(
    operation: u32,
    failure: u32,
    sandbox: bool,
    attempt: u32,
    attempts: u32,
    random: f64,
    retry_after: f64,
) -> f64 {
    let decided = operations::by_index(operation as usize).and_then(|operation| {
        let quota = if sandbox { operation.quota.sandbox } else { operation.quota.live };
        let attempt = Attempt {
            number: attempt,
            most: attempts,
            failure: Failure::numbered(failure)?,
            retry_after: (retry_after >= 0.0).then_some(retry_after as u64),
        };
        retry::decide(operation.effect, quota, attempt, random)
    });
    decided.map_or(-1.0, |milliseconds| milliseconds as f64)
}

/// Address of the slots of the last answer.
#[wasm_bindgen]
pub fn slots() -> u32 {
    with(|state| address(state.slots.numbers()))
}

/// Address of the side text of the last answer.
#[wasm_bindgen]
pub fn side() -> u32 {
    with(|state| address(state.slots.side().as_bytes()))
}

/// Length of the side text in bytes.
#[wasm_bindgen]
pub fn side_length() -> u32 {
    with(|state| u32::try_from(state.slots.side().len()).unwrap_or(0))
}

/// The crate's version in one number, which the JavaScript around it must have too.
#[wasm_bindgen]
pub fn fingerprint() -> u32 {
    crate::VERSION_FINGERPRINT
}

/// The crate's version, for people.
#[wasm_bindgen]
pub fn version() -> JsValue {
    JsValue::from_str(env!("CARGO_PKG_VERSION"))
}

/// Traps, so that tests can see what becomes of the instance.
#[cfg(feature = "trap")]
#[wasm_bindgen]
#[expect(clippy::panic, reason = "this is the trap that the tests set")]
pub fn trap() {
    panic!("a trap, on purpose");
}

fn operation(index: usize) -> Result<&'static Operation, Error> {
    operations::by_index(index).ok_or_else(|| {
        Error::validation("unknown-operation", String::new(), "there is no such operation")
    })
}

fn opened(input: &[u8], length: u32) -> Result<&str, Error> {
    let bytes = input.get(..length as usize).unwrap_or_default();
    str::from_utf8(bytes).map_err(|_| Error::response("not-utf-8", "the answer is not valid UTF-8"))
}

fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}

struct Issues<'a>(&'a [Error]);

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for error in self.0 {
            list.serialize_element(&Issue(error))?;
        }
        list.end()
    }
}

struct Issue<'a>(&'a Error);

impl Serialize for Issue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut issue = serializer.serialize_map(None)?;
        issue.serialize_entry("path", self.0.path.as_str())?;
        issue.serialize_entry("code", self.0.code)?;
        issue.serialize_entry("message", self.0.message.as_ref())?;
        issue.end()
    }
}

struct Stages<'a>(&'a Prepared);

impl Serialize for Stages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut stages = serializer.serialize_map(None)?;
        stages.serialize_entry("parameters", &Parameters(self.0))?;
        stages.serialize_entry("canonicalQueryString", self.0.canonical_query_string())?;
        stages.serialize_entry("stringToSign", self.0.string_to_sign().as_str())?;
        stages.serialize_entry("signature", self.0.signature())?;
        stages.end()
    }
}

struct Parameters<'a>(&'a Prepared);

impl Serialize for Parameters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.parameters())
    }
}
