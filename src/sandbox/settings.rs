//! The facts that the reference leaves open, each by a name, with the default it suggests. It holds
//! choices only; each is read where the behaviour stands, which says what the choice does.

use serde::{Deserialize, Serialize};

use super::calendar::{HOUR, MINUTE, SECOND};

/// Declares a choice between words.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }
    };
}

choice! {
    /// What comes first when a known reference id meets an object in the wrong state.
    Idempotency {
        /// The object made the first time is given again.
        Original,
        /// The state is refused.
        StateError,
    }
}
choice! {
    /// What a repeated close or cancel gives.
    TerminalRepeat {
        /// Nothing happens, and it succeeds.
        NoOp,
        /// It is refused.
        Error,
    }
}
choice! {
    /// Among what a reference id must be unique, for one seller.
    ReferenceIdScope {
        /// Authorizations, captures and refunds together.
        Seller,
        /// Each kind by itself.
        Kind,
    }
}
choice! {
    /// What an authorization meets while the bank's challenge is not passed.
    Unauthenticated {
        /// InvalidOrderReferenceStatus.
        Error,
        /// Declined with InvalidPaymentMethod.
        Decline,
    }
}
choice! {
    /// When the bank's challenge is asked for.
    Challenge {
        /// In Europe, when Confirm names both return addresses.
        EuropeWithUrls,
        /// Only when a simulation or the control plane asks for it.
        OnRequest,
    }
}
choice! {
    /// What an id of the other environment gives.
    WrongEnvironment {
        /// InternalServerError.
        InternalError,
        /// As an unknown id.
        NotFound,
    }
}
choice! {
    /// What SetOrderReferenceDetails does to what an earlier one set and it does not carry.
    RepeatedSet {
        /// Keeps it.
        Merge,
        /// Clears it.
        Replace,
    }
}
choice! {
    /// What SetOrderAttributes may do after confirmation.
    LateAttributes {
        /// Add and change what may still be sent.
        Change,
        /// Add what is not set yet.
        Add,
    }
}
choice! {
    /// How the last page of a list says that it is the last.
    LastPageToken {
        /// Without a token.
        Absent,
        /// With an empty one.
        Empty,
    }
}
choice! {
    /// When a refund counts against its capture.
    RefundCounts {
        /// When it is asked for, and no more when it is declined.
        AtRequest,
        /// When it completes.
        AtCompletion,
    }
}

/// The unconfirmed facts. In JSON the names are in camelCase, durations in milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// Whether a repeat of a known reference id comes before the state check (behaviour.md 5.7).
    pub idempotency: Idempotency,
    /// What a repeated close or cancel gives (behaviour.md 5.2).
    pub terminal_repeat: TerminalRepeat,
    /// Among what a reference id must be unique (behaviour.md 12, question 8).
    pub reference_id_scope: ReferenceIdScope,
    /// Added to the host's clock before a request's timestamp is checked against it.
    pub skew: i64,
    /// How far a request's timestamp may be off (behaviour.md 2.4).
    pub clock_tolerance: i64,
    /// The code for a timestamp too far off: RequestExpired or InvalidParameterValue.
    pub expired_code: String,
    /// HTTP statuses by fault code, where they should not be those of the table.
    pub fault_statuses: std::collections::BTreeMap<String, u16>,
    /// What an id of the other environment gives (operations.md 5.4).
    pub wrong_environment: WrongEnvironment,
    /// Whether a wrong state on Authorize is answered in plain text, as one old report has it.
    pub plain_text_status_error: bool,

    /// Authorizations that were not declined, per order reference: 10 or 25.
    pub authorizations_per_order: u32,
    /// Whether what other authorizations hold counts against the order's limit.
    pub open_authorizations_count: bool,
    /// Days until an unused authorization ends in production.
    pub authorization_days: u32,
    /// Days until an unused authorization ends in the sandbox: 2 by the documents, 30 in captures.
    pub sandbox_authorization_days: u32,
    /// Until an asynchronous authorization is decided (behaviour.md 6.3).
    pub authorization_delay: i64,
    /// Until a capture that was left pending is decided.
    pub capture_delay: i64,
    /// Until a refund is decided: 31 to 33 s in captures.
    pub refund_delay: i64,
    /// Days after its authorization from which a capture is pending first.
    pub capture_window_days: u32,
    /// Whether a capture that is declined uses its authorization up.
    pub declined_capture_closes_authorization: bool,
    /// When a refund counts against its capture (behaviour.md 5.5).
    pub refund_counts: RefundCounts,
    /// Whether a soft decline suspends the order reference (operations.md 7.2).
    pub soft_decline_suspends: bool,
    /// Whether an AmazonRejected decline cancels the agreement too (behaviour.md 5.3).
    pub rejection_cancels_agreement: bool,
    /// Whether a cancelled draft is possible (operations.md 5.7).
    pub cancel_draft: bool,
    /// See [`RepeatedSet`] (operations.md 5.1).
    pub repeated_set: RepeatedSet,
    /// See [`LateAttributes`] (operations.md 5.2).
    pub late_attributes: LateAttributes,

    /// What an agreement may be charged in a month, in whole units of its currency, where it should
    /// not be what the documents say; captures show 500.
    pub monthly_limit: Option<i64>,
    /// Whether an order reference has its agreement's address when the request does not say.
    pub inherit_shipping_address: bool,
    /// Whether SetBillingAgreementDetails works on an open agreement (operations.md 5.21).
    pub set_open_agreement: bool,

    /// When the bank's challenge is asked for (behaviour.md 9.4).
    pub challenge: Challenge,
    /// What an authorization meets before the challenge is passed.
    pub unauthenticated: Unauthenticated,
    /// Whether PaymentDescriptor is given to a token (operations.md 5.4: whitelisted only).
    pub payment_descriptor: bool,
    /// Whether authorizations hold the billing address (operations.md 6.12: EU tax accounts).
    pub authorization_billing_address: bool,
    /// The result of the address check, for admitted sellers.
    pub address_verification_code: Option<String>,

    /// Order references on a page when the request does not say.
    pub page_size: u32,
    /// Most order references on a page.
    pub page_size_most: u32,
    /// Whether lists hold drafts.
    pub list_drafts: bool,
    /// How the last page says that it is the last.
    pub last_page_token: LastPageToken,

    /// Entries that the journal keeps.
    pub journal: u32,
    /// Until a notification is delivered after its transition (behaviour.md 6.3).
    pub notification_delay: i64,
    /// Between deliveries of a notification that was not taken (behaviour.md 7.8).
    pub notification_retry: i64,
    /// For how long a notification is delivered again.
    pub notification_retry_days: u32,
    /// Which signature the envelopes carry: 1 or 2.
    pub signature_version: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idempotency: Idempotency::Original,
            terminal_repeat: TerminalRepeat::NoOp,
            reference_id_scope: ReferenceIdScope::Seller,
            skew: 0,
            clock_tolerance: 15 * MINUTE,
            expired_code: "RequestExpired".to_owned(),
            fault_statuses: std::collections::BTreeMap::new(),
            wrong_environment: WrongEnvironment::InternalError,
            plain_text_status_error: false,
            authorizations_per_order: 10,
            open_authorizations_count: true,
            authorization_days: 30,
            sandbox_authorization_days: 30,
            authorization_delay: 30 * SECOND,
            capture_delay: 30 * SECOND,
            refund_delay: 31 * SECOND,
            capture_window_days: 7,
            declined_capture_closes_authorization: true,
            refund_counts: RefundCounts::AtRequest,
            soft_decline_suspends: false,
            rejection_cancels_agreement: false,
            cancel_draft: true,
            repeated_set: RepeatedSet::Merge,
            late_attributes: LateAttributes::Change,
            monthly_limit: None,
            inherit_shipping_address: true,
            set_open_agreement: false,
            challenge: Challenge::EuropeWithUrls,
            unauthenticated: Unauthenticated::Error,
            payment_descriptor: false,
            authorization_billing_address: false,
            address_verification_code: None,
            page_size: 10,
            page_size_most: 100,
            list_drafts: false,
            last_page_token: LastPageToken::Absent,
            journal: 10_000,
            notification_delay: SECOND,
            notification_retry: HOUR,
            notification_retry_days: 14,
            signature_version: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn settings_are_read_by_name_and_unknown_ones_refused() {
        let read = |text: &str| serde_json::from_str::<Settings>(text);
        let settings = read(r#"{"idempotency":"state-error","terminalRepeat":"no-op"}"#).unwrap();
        assert_eq!(settings.idempotency, super::Idempotency::StateError);
        assert_eq!(settings.refund_delay, 31_000);
        assert!(read(r#"{"idempotence":"original"}"#).is_err());
    }
}
