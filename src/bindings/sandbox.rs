//! The exports of the sandbox's wasm. They know how text and numbers cross; they decide nothing.

use js_sys::{Function, Uint8Array};
use serde_json::Value;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::sandbox::{Options, Request, Sandbox};
use crate::wire::decimal::decimal;

/// An emulated Amazon Pay. Each sandbox of JavaScript has a wasm instance of its own, so that a
/// forgotten one takes its memory with it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SandboxCore {
    sandbox: Sandbox,
}

#[wasm_bindgen]
impl SandboxCore {
    /// Makes one from options as JSON.
    ///
    /// # Errors
    ///
    /// What is wrong with the options, as text.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Self, JsValue> {
        let options = Options::parse(options)?;
        Ok(Self { sandbox: Sandbox::new(options) })
    }

    /// Answers a request. `headers` holds a line `name: value` for each; times are milliseconds
    /// since 1970 on the service's clock and the host's.
    ///
    /// The answer is a head of lines, an empty line, and the body as it is. In the head stand the
    /// status, `drop` (1: end the connection without an answer), `delay` (milliseconds to wait before
    /// answering), a JSON array of notifications to sign and send now, and a line `name: value` for
    /// each header. None of them holds a line feed.
    pub fn request(
        &mut self,
        method: &str,
        target: &str,
        headers: &str,
        body: &str,
        service_now: f64,
        wall_now: f64,
    ) -> String {
        let request = Request { method, target, headers, body };
        let response =
            self.sandbox.request(&request, milliseconds(service_now), milliseconds(wall_now));
        let deliveries = self.sandbox.take_deliveries();
        let mut text = String::with_capacity(response.body.len() + 256);
        for number in [response.status.into(), response.drop.into(), response.delay] {
            text.push_str(&decimal(number.into()));
            text.push('\n');
        }
        match deliveries.is_empty() {
            true => text.push_str("[]"),
            false => text.push_str(&Value::Array(deliveries).to_string()),
        }
        text.push('\n');
        for (name, value) in &response.headers {
            text.push_str(name);
            text.push_str(": ");
            text.push_str(value);
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&response.body);
        text
    }

    /// Lets happen what falls due up to the service's time; gives the deliveries as a JSON array.
    pub fn advance(&mut self, service_now: f64) -> String {
        self.sandbox.advance(milliseconds(service_now));
        Value::Array(self.sandbox.take_deliveries()).to_string()
    }

    /// From now on only what sellers configured an address for is among the deliveries.
    pub fn hush(&mut self) {
        self.sandbox.hush();
    }

    /// Deliveries that were given and whose end was not told, as a JSON array.
    pub fn deliver_again(&mut self) -> String {
        Value::Array(self.sandbox.deliver_again()).to_string()
    }

    /// In how many milliseconds of the service's time something next falls due; below 0 where
    /// nothing does.
    pub fn next_due_in(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "times are far below 2^53")]
        self.sandbox.next_due_in().map_or(-1.0, |wait| wait as f64)
    }

    /// Everything it remembers, as text.
    pub fn snapshot(&self) -> String {
        self.sandbox.snapshot()
    }

    /// The same in UTF-8 and in parts of about a megabyte, or of so many bytes: `take` is given each.
    /// It must neither throw nor call the sandbox.
    pub fn snapshot_in_parts(&self, part: Option<usize>, take: &Function) {
        let take = take.clone();
        let sink = move |text: &str| {
            // A fault of `take` is for whoever gave it.
            let _ = take.call1(&JsValue::UNDEFINED, &Uint8Array::from(text.as_bytes()));
        };
        self.sandbox.snapshot_in_parts(part, Box::new(sink));
    }

    /// A snapshot of so many bytes, or of fewer, comes by `receive`. A `PUT` of the state without a
    /// body then means this one.
    ///
    /// # Errors
    ///
    /// That there is no room for it.
    pub fn expect_snapshot(&mut self, bytes: usize) -> Result<(), JsValue> {
        Ok(self.sandbox.expect_snapshot(bytes)?)
    }

    /// The next part of it, in UTF-8.
    ///
    /// # Errors
    ///
    /// That there is no room for it.
    pub fn receive(&mut self, part: &[u8]) -> Result<(), JsValue> {
        Ok(self.sandbox.receive(part)?)
    }

    /// Remembers what was received, and forgets everything else.
    ///
    /// # Errors
    ///
    /// Why it is no snapshot; then nothing changed.
    pub fn restore_received(&mut self) -> Result<(), JsValue> {
        Ok(self.sandbox.restore_received()?)
    }

    /// Remembers what a snapshot holds, and forgets everything else.
    ///
    /// # Errors
    ///
    /// Why the text is no snapshot; then nothing changed.
    pub fn restore(&mut self, snapshot: &str) -> Result<(), JsValue> {
        Ok(self.sandbox.restore(snapshot)?)
    }
}

/// A time of JavaScript in whole milliseconds; the cast takes what is no number for 0 and what is
/// too great for the greatest.
#[expect(clippy::cast_possible_truncation, reason = "a time beyond i64 is none")]
const fn milliseconds(time: f64) -> i64 {
    time as i64
}
