//! Requests and answers as the host hands them over, without any socket: what came, what goes back,
//! and what only the host can do to the connection.

/// A request as it came.
#[derive(Clone, Copy, Debug)]
pub struct Request<'request> {
    /// `GET`, `POST` …
    pub method: &'request str,
    /// Path and query, as the request line has them.
    pub target: &'request str,
    /// A line `name: value` for each header, as they came.
    pub headers: &'request str,
    /// The body.
    pub body: &'request str,
}

impl<'request> Request<'request> {
    /// The path, as it came.
    pub fn path(&self) -> &'request str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// What follows the question mark.
    pub fn query(&self) -> &'request str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// A header's value. Names are compared without case, and without the blank that one client
    /// writes before the colon (behaviour.md 8).
    pub fn header(&self, name: &str) -> Option<&'request str> {
        self.headers
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

/// What goes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// The host ends the connection without an answer.
    pub drop: bool,
    /// Milliseconds that the host waits before it answers.
    pub delay: u32,
}

impl Response {
    /// A JSON answer.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.to_string(),
            ..Self::default()
        }
    }

    /// A plain answer.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: vec![("content-type", "text/plain; charset=utf-8".to_owned())],
            body: body.into(),
            ..Self::default()
        }
    }
}
