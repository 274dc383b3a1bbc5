//! The exports of the sandbox's wasm. They know how text and numbers cross; they decide nothing.

use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::sandbox::{Options, Request, Response, Sandbox};

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
    /// The answer is one line of JSON, `{ status, headers: [[name, value]], drop, delay,
    /// deliveries }`, a line feed, and the body as it is. `drop`: end the connection without an
    /// answer. `delay`: milliseconds to wait before answering. `deliveries`: notifications to sign
    /// and send now.
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
        let Response { status, headers, body, drop, delay } = response;
        let deliveries = self.sandbox.take_deliveries();
        let head = json!({
            "status": status, "headers": headers, "drop": drop, "delay": delay,
            "deliveries": deliveries,
        });
        let mut text = head.to_string();
        text.reserve(body.len() + 1);
        text.push('\n');
        text.push_str(&body);
        text
    }

    /// Lets happen what falls due up to the service's time; gives the deliveries as a JSON array.
    pub fn advance(&mut self, service_now: f64) -> String {
        self.sandbox.advance(milliseconds(service_now));
        serde_json::Value::Array(self.sandbox.take_deliveries()).to_string()
    }

    /// From now on only what sellers configured an address for is among the deliveries.
    pub fn hush(&mut self) {
        self.sandbox.hush();
    }

    /// Deliveries that were given and whose end was not told, as a JSON array.
    pub fn deliver_again(&mut self) -> String {
        serde_json::Value::Array(self.sandbox.deliver_again()).to_string()
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
