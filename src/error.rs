//! The one error type. It knows what went wrong, where, and whether money may have moved; it
//! refuses to know how it will be shown: the bindings turn it into a record and JavaScript throws.

use std::borrow::Cow;

/// Which class of JavaScript error this becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The caller's parameters are wrong. Nothing was sent.
    Validation,
    /// An option of the client is wrong. Nothing was sent.
    Configuration,
    /// The service's answer can't be read.
    Response,
    /// Our own mistake.
    Internal,
}

/// May the service have acted on the call?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executed {
    /// Certainly not: no money has moved.
    No,
    /// It can't be told from here: read the object before acting again.
    Unknown,
}

impl Executed {
    /// The word that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// One thing that is wrong.
///
/// Messages are lower-case, without a full stop or a line break, name the JavaScript path in
/// backticks, and never hold a secret or a buyer's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The class of the error.
    pub kind: ErrorKind,
    /// A stable word for programs, such as `required` or `too-long`.
    pub code: &'static str,
    /// The JavaScript path of the value at fault, such as `authorizationAmount.amount`; empty when
    /// the whole is at fault.
    pub path: String,
    /// What is wrong and what the limit is, for people.
    pub message: Cow<'static, str>,
    /// May the service have acted on the call?
    pub executed: Executed,
}

impl Error {
    /// The caller's parameters are wrong, so nothing was sent.
    pub fn validation(
        code: &'static str,
        path: String,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            kind: ErrorKind::Validation,
            code,
            path,
            message: message.into(),
            executed: Executed::No,
        }
    }

    /// The service's answer can't be read; it may well have acted.
    pub fn response(code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind: ErrorKind::Response,
            code,
            path: String::new(),
            message: message.into(),
            executed: Executed::Unknown,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
