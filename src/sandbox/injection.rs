//! Faults on demand (sandbox.md): which kinds there are, and whether one strikes a call, by
//! operation, count and rate. What strikes is decided by the seed, so a failing run can be repeated.

use serde::{Deserialize, Serialize};

use super::world::World;

/// What can be brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The call is refused before it acts, with AccessDenied or the code given.
    Refuse,
    /// The connection ends before the call acts.
    DropRequest,
    /// The connection ends after the call acted: the dangerous one.
    DropResponse,
    /// The answer comes late.
    Delay,
    /// The call is throttled before it acts.
    Throttle,
    /// InternalServerError before it acts.
    InternalError,
    /// ServiceUnavailable before it acts.
    Unavailable,
    /// The answer ends in the middle; the call acted.
    Truncate,
    /// Some of the answer's bytes are wrong; the call acted.
    Garble,
    /// The answer says that it is something else; the call acted.
    WrongContentType,
    /// The call is refused in plain text before it acts (behaviour.md 3.2).
    PlainTextError,
    /// A notification is never sent.
    NotificationDrop,
    /// A notification is sent twice.
    NotificationDuplicate,
    /// A notification is sent late.
    NotificationDelay,
    /// A notification is sent after the one that follows it.
    NotificationReorder,
}

impl Kind {
    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::DropRequest => "drop-request",
            Self::DropResponse => "drop-response",
            Self::Delay => "delay",
            Self::Throttle => "throttle",
            Self::InternalError => "internal-error",
            Self::Unavailable => "unavailable",
            Self::Truncate => "truncate",
            Self::Garble => "garble",
            Self::WrongContentType => "wrong-content-type",
            Self::PlainTextError => "plain-text-error",
            Self::NotificationDrop => "notification-drop",
            Self::NotificationDuplicate => "notification-duplicate",
            Self::NotificationDelay => "notification-delay",
            Self::NotificationReorder => "notification-reorder",
        }
    }

    /// Whether it strikes notifications rather than calls.
    const fn is_of_notifications(self) -> bool {
        matches!(
            self,
            Self::NotificationDrop
                | Self::NotificationDuplicate
                | Self::NotificationDelay
                | Self::NotificationReorder
        )
    }
}

/// What the control plane asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wish {
    /// The operation, or notification type, it strikes; any where absent.
    #[serde(default)]
    pub operation: Option<String>,
    /// What is brought about.
    pub kind: Kind,
    /// How often; without end where absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// How likely, from 0 to 1; always where absent.
    #[serde(default)]
    pub rate: Option<f64>,
    /// Milliseconds of a delay.
    #[serde(default)]
    pub milliseconds: Option<u32>,
    /// The code of a refusal.
    #[serde(default)]
    pub code: Option<String>,
}

/// A fault that waits to strike.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Rule {
    id: u32,
    wish: Wish,
    left: Option<u32>,
    per_million: u32,
}

/// The faults that wait to strike.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Injections {
    rules: Vec<Rule>,
    last: u32,
}

impl Injections {
    /// Adds one and tells its id; refuses a rate that is none.
    pub fn add(&mut self, wish: Wish) -> Result<u32, &'static str> {
        let rate = wish.rate.unwrap_or(1.0);
        if !(0.0..=1.0).contains(&rate) {
            return Err("`rate` must be from 0 to 1");
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was checked just above"
        )]
        let per_million = (rate * 1_000_000.0).round() as u32;
        self.last += 1;
        self.rules.push(Rule { id: self.last, left: wish.times, per_million, wish });
        Ok(self.last)
    }

    /// Takes all of them back.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// Those that wait, with what is left of them.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Wish, Option<u32>)> {
        self.rules.iter().map(|rule| (rule.id, &rule.wish, rule.left))
    }
}

impl World {
    /// What strikes this call, if anything does.
    pub fn struck_call(&mut self, operation: &str) -> Option<Wish> {
        self.struck(operation, false)
    }

    /// What strikes this notification, if anything does.
    pub fn struck_notification(&mut self, notification_type: &str) -> Option<Wish> {
        self.struck(notification_type, true)
    }

    fn struck(&mut self, name: &str, of_notifications: bool) -> Option<Wish> {
        let chances = &mut self.chances;
        let rule = self.injections.rules.iter_mut().find(|rule| {
            rule.wish.kind.is_of_notifications() == of_notifications
                && rule.left != Some(0)
                && rule.wish.operation.as_deref().is_none_or(|wanted| wanted == name)
                && chances.happens(rule.per_million)
        })?;
        rule.left = rule.left.map(|left| left - 1);
        let wish = rule.wish.clone();
        self.injections.rules.retain(|rule| rule.left != Some(0));
        Some(wish)
    }
}
