//! The facts that the reference leaves open, each by a name, with the default it suggests. It holds
//! choices only; each is read where the behaviour stands, which says what the choice does.

use serde_json::Value;

use super::calendar::{HOUR, MINUTE, SECOND};
use super::members::{FromJson, Members, camel};
use super::snapshot::{stored, stored_choice};

/// Declares a choice between words.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        stored_choice!($name { $($variant),* });

        impl FromJson for $name {
            const MUST_BE: &'static str = concat!("one of", $(" `", $word, "`"),*);
            fn from_json(value: &Value) -> Option<Self> {
                match value.as_str()? {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

choice! {
    /// What comes first when a known reference id meets an object in the wrong state.
    Idempotency {
        /// The object made the first time is given again.
        Original = "original",
        /// The state is refused.
        StateError = "state-error",
    }
}
choice! {
    /// What a repeated close or cancel gives.
    TerminalRepeat {
        /// Nothing happens, and it succeeds.
        NoOp = "no-op",
        /// It is refused.
        Error = "error",
    }
}
choice! {
    /// Among what a reference id must be unique, for one seller.
    ReferenceIdScope {
        /// Authorizations, captures and refunds together.
        Seller = "seller",
        /// Each kind by itself.
        Kind = "kind",
    }
}
choice! {
    /// What an authorization meets while the bank's challenge is not passed.
    Unauthenticated {
        /// InvalidOrderReferenceStatus.
        Error = "error",
        /// Declined with InvalidPaymentMethod.
        Decline = "decline",
    }
}
choice! {
    /// When the bank's challenge is asked for.
    Challenge {
        /// In Europe, when Confirm names both return addresses.
        EuropeWithUrls = "europe-with-urls",
        /// Only when a simulation or the control plane asks for it.
        OnRequest = "on-request",
    }
}
choice! {
    /// What an id of the other environment gives.
    WrongEnvironment {
        /// InternalServerError.
        InternalError = "internal-error",
        /// As an unknown id.
        NotFound = "not-found",
    }
}
choice! {
    /// What SetOrderReferenceDetails does to what an earlier one set and it does not carry.
    RepeatedSet {
        /// Keeps it.
        Merge = "merge",
        /// Clears it.
        Replace = "replace",
    }
}
choice! {
    /// What SetOrderAttributes may do after confirmation.
    LateAttributes {
        /// Add and change what may still be sent.
        Change = "change",
        /// Add what is not set yet.
        Add = "add",
    }
}
choice! {
    /// How the last page of a list says that it is the last.
    LastPageToken {
        /// Without a token.
        Absent = "absent",
        /// With an empty one.
        Empty = "empty",
    }
}
choice! {
    /// When a refund counts against its capture.
    RefundCounts {
        /// When it is asked for, and no more when it is declined.
        AtRequest = "at-request",
        /// When it completes.
        AtCompletion = "at-completion",
    }
}

/// Declares the settings, each with its type and its default.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $default:expr,)*) => {
        /// The unconfirmed facts. In JSON the names are in camelCase; durations are in milliseconds
        /// where the name does not say otherwise.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Settings { $($(#[$doc])* pub $name: $type,)* }

        stored!(Settings { $($name),* });

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        impl Settings {
            /// Overwrites the defaults with what an object holds; refuses unknown names.
            pub fn from_json(value: &Value) -> Result<Self, String> {
                let mut settings = Self::default();
                let mut members = Members::of(value, "settings")?;
                $(members.put(&camel(stringify!($name)), &mut settings.$name)?;)*
                members.finish()?;
                settings.checked()
            }
        }
    };
}

settings! {
    /// Whether a repeat of a known reference id comes before the state check (behaviour.md 5.7).
    idempotency: Idempotency = Idempotency::Original,
    /// What a repeated close or cancel gives (behaviour.md 5.2).
    terminal_repeat: TerminalRepeat = TerminalRepeat::NoOp,
    /// Among what a reference id must be unique (behaviour.md 12, question 8).
    reference_id_scope: ReferenceIdScope = ReferenceIdScope::Seller,
    /// Added to the host's clock before a request's timestamp is checked against it.
    skew: i64 = 0,
    /// How far a request's timestamp may be off (behaviour.md 2.4).
    clock_tolerance: i64 = 15 * MINUTE,
    /// The code for a timestamp too far off: RequestExpired or InvalidParameterValue.
    expired_code: String = "RequestExpired".to_owned(),
    /// HTTP statuses by fault code, where they should not be those of the table.
    fault_statuses: Vec<(String, u16)> = Vec::new(),
    /// What an id of the other environment gives (operations.md 5.4).
    wrong_environment: WrongEnvironment = WrongEnvironment::InternalError,
    /// Whether a wrong state on Authorize is answered in plain text, as one old report has it.
    plain_text_status_error: bool = false,

    /// Authorizations that were not declined, per order reference: 10 or 25.
    authorizations_per_order: u32 = 10,
    /// Whether what other authorizations hold counts against the order's limit.
    open_authorizations_count: bool = true,
    /// Days until an unused authorization ends in production.
    authorization_days: u32 = 30,
    /// Days until an unused authorization ends in the sandbox: 2 by the documents, 30 in captures.
    sandbox_authorization_days: u32 = 30,
    /// Until an asynchronous authorization is decided (behaviour.md 6.3).
    authorization_delay: i64 = 30 * SECOND,
    /// Until a capture that was left pending is decided.
    capture_delay: i64 = 30 * SECOND,
    /// Until a refund is decided: 31 to 33 s in captures.
    refund_delay: i64 = 31 * SECOND,
    /// Until a provider credit, or its reversal, is decided; 0 decides it at once (behaviour.md 5.8).
    provider_credit_delay: i64 = 0,
    /// Days after its authorization from which a capture is pending first.
    capture_window_days: u32 = 7,
    /// Whether a capture that is declined uses its authorization up.
    declined_capture_closes_authorization: bool = true,
    /// When a refund counts against its capture (behaviour.md 5.5).
    refund_counts: RefundCounts = RefundCounts::AtRequest,
    /// Whether a soft decline suspends the order reference (operations.md 7.2).
    soft_decline_suspends: bool = false,
    /// Whether an AmazonRejected decline cancels the agreement too (behaviour.md 5.3).
    rejection_cancels_agreement: bool = false,
    /// Whether a draft can be cancelled (operations.md 5.7).
    cancel_draft: bool = true,
    /// What a repeated SetOrderReferenceDetails does to what it does not carry (operations.md 5.1).
    repeated_set: RepeatedSet = RepeatedSet::Merge,
    /// What SetOrderAttributes may do after confirmation (operations.md 5.2).
    late_attributes: LateAttributes = LateAttributes::Change,

    /// What an agreement may be charged in a month, in whole units of its currency, where it should
    /// not be what the documents say; captures show 500.
    monthly_limit: Option<i64> = None,
    /// Whether an order reference has its agreement's address when the request does not say.
    inherit_shipping_address: bool = true,
    /// Whether SetBillingAgreementDetails works on an open agreement (operations.md 5.21).
    set_open_agreement: bool = false,

    /// When the bank's challenge is asked for (behaviour.md 9.4).
    challenge: Challenge = Challenge::EuropeWithUrls,
    /// What an authorization meets before the challenge is passed.
    unauthenticated: Unauthenticated = Unauthenticated::Error,
    /// Whether PaymentDescriptor is given to a token (operations.md 5.4: whitelisted only).
    payment_descriptor: bool = false,
    /// Whether authorizations hold the billing address (operations.md 6.12: EU tax accounts).
    authorization_billing_address: bool = false,
    /// The result of the address check, for admitted sellers.
    address_verification_code: Option<String> = None,

    /// Order references on a page when the request does not say.
    page_size: u32 = 10,
    /// Most order references on a page.
    page_size_most: u32 = 100,
    /// Whether lists hold drafts.
    list_drafts: bool = false,
    /// How the last page says that it is the last.
    last_page_token: LastPageToken = LastPageToken::Absent,

    /// Entries that the journal keeps.
    journal: u32 = 10_000,
    /// Until a notification is delivered after its transition (behaviour.md 6.3).
    notification_delay: i64 = SECOND,
    /// Between deliveries of a notification that was not taken (behaviour.md 7.8).
    notification_retry: i64 = HOUR,
    /// For how long a notification is delivered again.
    notification_retry_days: u32 = 14,
    /// Which signature the envelopes carry: 1 or 2.
    signature_version: u8 = 1,
}

impl Settings {
    /// Refuses what no service could do. Only the host's clock may be ahead or behind.
    fn checked(self) -> Result<Self, String> {
        let spans = [
            ("clockTolerance", self.clock_tolerance),
            ("authorizationDelay", self.authorization_delay),
            ("captureDelay", self.capture_delay),
            ("refundDelay", self.refund_delay),
            ("providerCreditDelay", self.provider_credit_delay),
            ("monthlyLimit", self.monthly_limit.unwrap_or(0)),
            ("notificationDelay", self.notification_delay),
            // Without a wait, one delivery that fails would be repeated without end.
            ("notificationRetry", self.notification_retry - 1),
        ];
        if let Some((name, _)) = spans.iter().find(|(_, span)| *span < 0) {
            return Err(format!("`settings.{name}` must not be so small"));
        }
        if matches!(self.signature_version, 1 | 2) {
            return Ok(self);
        }
        Err("`settings.signatureVersion` must be 1 or 2".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Idempotency, Settings};
    use serde_json::json;

    #[test]
    fn settings_are_read_by_name_and_unknown_ones_refused() {
        let read = |value| Settings::from_json(&value);
        let settings = read(json!({ "idempotency": "state-error", "terminalRepeat": "no-op" }));
        let settings = settings.unwrap();
        assert_eq!(settings.idempotency, Idempotency::StateError);
        assert_eq!(settings.refund_delay, 31_000);
        let unknown = read(json!({ "idempotence": "original" })).unwrap_err();
        assert_eq!(unknown, "`settings.idempotence` is not known");
        for wrong in ["refundDelay", "clockTolerance", "notificationRetry", "monthlyLimit"] {
            let refused = read(json!({ wrong: -1 })).unwrap_err();
            assert_eq!(refused, format!("`settings.{wrong}` must not be so small"));
        }
        assert!(read(json!({ "skew": -1, "providerCreditDelay": 0 })).is_ok());
        assert!(read(json!({ "notificationRetry": 0 })).is_err());
        let version = read(json!({ "signatureVersion": 3 })).unwrap_err();
        assert_eq!(version, "`settings.signatureVersion` must be 1 or 2");
        let wrong = read(json!({ "idempotency": "x" })).unwrap_err();
        assert_eq!(wrong, "`settings.idempotency` must be one of `original` `state-error`");
    }
}
