//! Faults on demand (sandbox.md): which kinds there are, and whether one strikes a call, by
//! operation, count and rate. What strikes is decided by the seed, so a failing run can be repeated.

use serde_json::Value;

use super::members::{FromJson, Members};
use super::snapshot::{stored, stored_choice};
use super::world::World;

/// Declares the kinds, each with its word in JSON.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal,)*) => {
        /// What can be brought about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        stored_choice!(Kind { $($kind),* });

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Its word in JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),* }
            }
        }

        impl FromJson for Kind {
            const MUST_BE: &'static str = "a kind of fault, such as `drop-response`";
            fn from_json(value: &Value) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$kind),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// The call is refused before it acts, with AccessDenied or the code given.
    Refuse = "refuse",
    /// The connection ends before the call acts.
    DropRequest = "drop-request",
    /// The connection ends after the call acted: the dangerous one.
    DropResponse = "drop-response",
    /// The answer comes late.
    Delay = "delay",
    /// The call is throttled before it acts.
    Throttle = "throttle",
    /// InternalServerError before it acts.
    InternalError = "internal-error",
    /// ServiceUnavailable before it acts.
    Unavailable = "unavailable",
    /// The answer ends in the middle; the call acted.
    Truncate = "truncate",
    /// Some of the answer's bytes are wrong; the call acted.
    Garble = "garble",
    /// The answer says that it is something else; the call acted.
    WrongContentType = "wrong-content-type",
    /// The call is refused in plain text before it acts (behaviour.md 3.2).
    PlainTextError = "plain-text-error",
    /// A notification is never sent.
    NotificationDrop = "notification-drop",
    /// A notification is sent twice.
    NotificationDuplicate = "notification-duplicate",
    /// A notification is sent late.
    NotificationDelay = "notification-delay",
    /// A notification is sent after the one that follows it.
    NotificationReorder = "notification-reorder",
}

impl Kind {
    /// Whether it strikes notifications rather than calls.
    pub const fn is_of_notifications(self) -> bool {
        matches!(
            self,
            Self::NotificationDrop
                | Self::NotificationDuplicate
                | Self::NotificationDelay
                | Self::NotificationReorder
        )
    }

    /// What more can be said of it: the member of a wish.
    pub const fn argument(self) -> Option<&'static str> {
        match self {
            Self::Delay | Self::NotificationDelay => Some("milliseconds"),
            Self::Refuse
            | Self::Throttle
            | Self::InternalError
            | Self::Unavailable
            | Self::PlainTextError => Some("code"),
            _ => None,
        }
    }
}

/// What the control plane asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The operation, or notification type, it strikes; any where absent.
    pub operation: Option<String>,
    /// What is brought about.
    pub kind: Kind,
    /// How often still; without end where absent.
    pub times: Option<u32>,
    /// How likely, in millionths.
    pub per_million: u32,
    /// Milliseconds of a delay.
    pub milliseconds: Option<u32>,
    /// The code of a refusal.
    pub code: Option<String>,
}
stored!(Wish { operation, kind, times, per_million, milliseconds, code });

impl Wish {
    /// Reads a wish: `{ operation?, kind, times?, rate?, milliseconds?, code? }`.
    pub fn from_json(value: &Value) -> Result<Self, String> {
        let mut members = Members::of(value, "")?;
        let rate = members.raw("rate").map_or(Some(1.0), Value::as_f64);
        let rate = rate.filter(|rate| (0.0..=1.0).contains(rate));
        let rate = rate.ok_or("`rate` must be a number from 0 to 1")?;
        let wish = Self {
            operation: members.get("operation")?,
            kind: members.get("kind")?.ok_or("`kind` must be given")?,
            times: members.get("times")?,
            per_million: millionths(rate),
            milliseconds: members.get("milliseconds")?,
            code: members.get("code")?,
        };
        members.finish()?;
        Ok(wish)
    }
}

/// A rate from 0 to 1 in millionths.
const fn millionths(rate: f64) -> u32 {
    (rate * 1_000_000.0) as u32
}

/// A fault that waits to strike.
#[derive(Clone, Debug)]
struct Rule {
    id: u32,
    wish: Wish,
}
stored!(Rule { id, wish });

/// The faults that wait to strike.
#[derive(Clone, Debug, Default)]
pub struct Injections {
    rules: Vec<Rule>,
    last: u32,
}
stored!(Injections { rules, last });

impl Injections {
    /// Adds one and tells its id.
    pub fn add(&mut self, wish: Wish) -> u32 {
        self.last += 1;
        self.rules.push(Rule { id: self.last, wish });
        self.last
    }

    /// Takes all of them back.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// Those that wait.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Wish)> {
        self.rules.iter().map(|rule| (rule.id, &rule.wish))
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
                && rule.wish.operation.as_deref().is_none_or(|wanted| wanted == name)
                && chances.happens(rule.wish.per_million)
        })?;
        rule.wish.times = rule.wish.times.map(|left| left.saturating_sub(1));
        let wish = rule.wish.clone();
        self.injections.rules.retain(|rule| rule.wish.times != Some(0));
        Some(wish)
    }
}
