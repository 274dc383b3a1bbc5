//! Refusals, as the service words them. It knows which of the two envelopes a refusal comes in
//! (behaviour.md 3.2); the HTTP status of each code stands in the model's table.

use crate::model::fault;

use super::settings::Settings;

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The service's code.
    pub code: std::borrow::Cow<'static, str>,
    /// The service's message.
    pub message: String,
    /// Who refused.
    pub by: By,
}

/// Who refused a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The operation: type `Sender`, `RequestId`.
    Operation,
    /// What stands before every operation: empty type, `RequestID`.
    FrontDoor,
    /// Nobody: the sandbox contradicts itself. It stops.
    Contradiction,
}

impl Fault {
    /// A refusal by an operation.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), by: By::Operation }
    }

    /// A refusal before any operation.
    pub fn front_door(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), by: By::FrontDoor }
    }

    /// The sandbox found its own books wrong.
    pub fn broken(message: impl Into<String>) -> Self {
        Self { code: "InternalServerError".into(), message: message.into(), by: By::Contradiction }
    }

    /// A value that can't be taken for a parameter.
    pub fn parameter(name: &str, value: &str) -> Self {
        Self::new(
            "InvalidParameterValue",
            format!("The Value '{value}' is invalid for the Parameter '{name}'"),
        )
    }

    /// Its HTTP status.
    pub fn status(&self, settings: &Settings) -> u16 {
        let wished = settings.fault_statuses.iter().find(|(code, _)| *code == self.code);
        wished
            .map(|(_, status)| *status)
            .or_else(|| fault::by_code(&self.code).map(|known| known.status))
            .unwrap_or(400)
    }
}
