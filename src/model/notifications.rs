//! Every kind of notification, declared once: the name by which a message calls it, the XML that it
//! carries, and the event type by which a seller subscribes to it. It knows nothing of envelopes,
//! signatures and delivery.

use super::schema::{Field, record};
use super::shapes::billing_agreement::BILLING_AGREEMENT_DETAILS;
use super::shapes::merchant::MERCHANT_REGISTRATION_DETAILS;
use super::shapes::order_reference::ORDER_REFERENCE_DETAILS;
use super::shapes::payment::{
    AUTHORIZATION_DETAILS, CAPTURE_DETAILS, CHARGEBACK_DETAILS, REFUND_DETAILS,
};
use super::shapes::provider_credit::{PROVIDER_CREDIT_DETAILS, PROVIDER_CREDIT_REVERSAL_DETAILS};

/// One kind of notification.
#[derive(Debug)]
pub struct Notification {
    /// `NotificationType` of the message.
    pub name: &'static str,
    /// The root element of `NotificationData`, and the name of its TypeScript interface.
    pub root: &'static str,
    /// What stands in the root: one record.
    pub content: [Field; 1],
    /// The event type that a seller asks for, where one is known. The client has no use for it.
    #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
    pub event_type: Option<&'static str>,
    /// When it is sent, in a sentence.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

/// An order reference changed its state.
pub static ORDER_REFERENCE: Notification = notification(
    "OrderReferenceNotification",
    "OrderReferenceNotification",
    record("OrderReference", &ORDER_REFERENCE_DETAILS)
        .required()
        .doc("The order reference, in part: read it for the rest (operations 13)."),
)
.event_type("ORDER_REFERENCE")
.doc("An order reference has changed its state.");

/// An authorization changed its state.
pub static AUTHORIZATION: Notification = notification(
    "PaymentAuthorize",
    "AuthorizationNotification",
    record("AuthorizationDetails", &AUTHORIZATION_DETAILS)
        .required()
        .doc("The authorization, without your note (operations 13)."),
)
.event_type("PAYMENT_AUTHORIZE")
.doc("An authorization has changed its state.");

/// A capture changed its state.
pub static CAPTURE: Notification = notification(
    "PaymentCapture",
    "CaptureNotification",
    record("CaptureDetails", &CAPTURE_DETAILS)
        .required()
        .doc("The capture, without your note (operations 13)."),
)
.event_type("PAYMENT_CAPTURE")
.doc("A capture has changed its state.");

/// A refund changed its state.
pub static REFUND: Notification = notification(
    "PaymentRefund",
    "RefundNotification",
    record("RefundDetails", &REFUND_DETAILS)
        .required()
        .doc("The refund, without your note (operations 13)."),
)
.event_type("PAYMENT_REFUND")
.doc("A refund has changed its state.");

/// A billing agreement changed.
pub static BILLING_AGREEMENT: Notification = notification(
    "BillingAgreementNotification",
    "BillingAgreementNotification",
    record("BillingAgreement", &BILLING_AGREEMENT_DETAILS)
        .required()
        .doc("The billing agreement, in part: read it for the rest (operations 13)."),
)
.event_type("BILLING_AGREEMENT")
.doc("A billing agreement has changed; `eventType` says what about it.");

/// A provider credit changed its state.
pub static PROVIDER_CREDIT: Notification = notification(
    "ProviderCredit",
    "ProviderCreditNotification",
    record("ProviderCreditDetails", &PROVIDER_CREDIT_DETAILS)
        .required()
        .doc("The provider credit (operations 13)."),
)
.doc("A provider credit has changed its state.");

/// The reversal of a provider credit changed its state.
pub static PROVIDER_CREDIT_REVERSAL: Notification = notification(
    "ProviderCreditReversal",
    "ProviderCreditReversalNotification",
    record("ProviderCreditReversalDetails", &PROVIDER_CREDIT_REVERSAL_DETAILS)
        .required()
        .doc("The reversal of a provider credit (operations 13)."),
)
.doc("The reversal of a provider credit has changed its state.");

/// A buyer's bank claims money back.
pub static CHARGEBACK: Notification = notification(
    "Chargeback Detailed Notification",
    "ChargebackNotification",
    record("ChargebackDetails", &CHARGEBACK_DETAILS)
        .required()
        .doc("The chargeback (operations 6.20)."),
)
.event_type("CHARGEBACK_DETAILED")
.doc("A buyer's bank has claimed money back. Only a notification tells of it.");

/// A merchant registered through a solution provider.
pub static MERCHANT_REGISTRATION: Notification = notification(
    "SolutionProviderEvent",
    "SolutionProviderMerchantNotification",
    record("MerchantRegistrationDetails", &MERCHANT_REGISTRATION_DETAILS)
        .required()
        .doc("Who registered (operations 13)."),
)
.doc("A merchant has registered through a solution provider.");

/// Every kind (behaviour.md 7.6).
pub static NOTIFICATIONS: [&Notification; 9] = [
    &ORDER_REFERENCE,
    &AUTHORIZATION,
    &CAPTURE,
    &REFUND,
    &BILLING_AGREEMENT,
    &PROVIDER_CREDIT,
    &PROVIDER_CREDIT_REVERSAL,
    &CHARGEBACK,
    &MERCHANT_REGISTRATION,
];

const fn notification(name: &'static str, root: &'static str, content: Field) -> Notification {
    Notification {
        name,
        root,
        content: [content],
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        event_type: None,
        #[cfg(not(target_arch = "wasm32"))]
        doc: "",
    }
}

impl Notification {
    #[cfg_attr(
        all(target_arch = "wasm32", not(feature = "sandbox")),
        expect(unused_mut, unused_variables, reason = "the client's wasm has no use for it")
    )]
    const fn event_type(mut self, word: &'static str) -> Self {
        #[cfg(any(feature = "sandbox", not(target_arch = "wasm32")))]
        {
            self.event_type = Some(word);
        }
        self
    }

    #[cfg_attr(
        target_arch = "wasm32",
        expect(unused_mut, unused_variables, reason = "documentation stays out of the wasm")
    )]
    const fn doc(mut self, text: &'static str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        {
            self.doc = text;
        }
        self
    }
}
