//! The table: every operation of the service, declared once. Everything else that knows an
//! operation by name reads it here; the order is the reference's (operations 5).
//!
//! It knows what the service documents and what captures show. Rules that the reference calls
//! unconfirmed are not here, so that no caller is refused what the service might take.

pub mod authorization;
pub mod billing_agreement;
pub mod capture;
pub mod merchant;
pub mod order_reference;
mod parameters;
pub mod provider_credit;
pub mod refund;
pub mod service;

use super::schema::{Field, Operation, Quota, Quotas, id, text, time};

/// Every operation, in the reference's order.
pub static OPERATIONS: [&Operation; 29] = [
    &order_reference::SET_ORDER_REFERENCE_DETAILS,
    &order_reference::SET_ORDER_ATTRIBUTES,
    &order_reference::CONFIRM_ORDER_REFERENCE,
    &order_reference::GET_ORDER_REFERENCE_DETAILS,
    &order_reference::LIST_ORDER_REFERENCE,
    &order_reference::LIST_ORDER_REFERENCE_BY_NEXT_TOKEN,
    &order_reference::CANCEL_ORDER_REFERENCE,
    &order_reference::CLOSE_ORDER_REFERENCE,
    &authorization::AUTHORIZE,
    &authorization::GET_AUTHORIZATION_DETAILS,
    &authorization::CLOSE_AUTHORIZATION,
    &capture::CAPTURE,
    &capture::GET_CAPTURE_DETAILS,
    &refund::REFUND,
    &refund::GET_REFUND_DETAILS,
    &service::GET_SERVICE_STATUS,
    &merchant::GET_MERCHANT_ACCOUNT_STATUS,
    &merchant::GET_MERCHANT_NOTIFICATION_CONFIGURATION,
    &merchant::SET_MERCHANT_NOTIFICATION_CONFIGURATION,
    &billing_agreement::GET_BILLING_AGREEMENT_DETAILS,
    &billing_agreement::SET_BILLING_AGREEMENT_DETAILS,
    &billing_agreement::CONFIRM_BILLING_AGREEMENT,
    &billing_agreement::VALIDATE_BILLING_AGREEMENT,
    &billing_agreement::AUTHORIZE_ON_BILLING_AGREEMENT,
    &billing_agreement::CREATE_ORDER_REFERENCE_FOR_ID,
    &billing_agreement::CLOSE_BILLING_AGREEMENT,
    &provider_credit::GET_PROVIDER_CREDIT_DETAILS,
    &provider_credit::GET_PROVIDER_CREDIT_REVERSAL_DETAILS,
    &provider_credit::REVERSE_PROVIDER_CREDIT,
];

/// The operation of that name, such as `Authorize`, with its place in [`OPERATIONS`].
pub fn by_name(name: &str) -> Option<(usize, &'static Operation)> {
    OPERATIONS.iter().copied().enumerate().find(|(_, operation)| operation.name == name)
}

/// The operation at that place in [`OPERATIONS`].
pub fn by_index(index: usize) -> Option<&'static Operation> {
    OPERATIONS.get(index).copied()
}

/// What every request carries beside its operation's own parameters (operations 2.2).
pub static COMMON: [Field; 9] = [
    text("Action").required().doc("The operation's name, in its exact case (operations 2.2)."),
    id("AWSAccessKeyId")
        .required()
        .sensitive()
        .doc("The access key that signs the request (operations 2.2)."),
    id("SellerId")
        .required()
        .doc("The merchant's id; one given with the call wins over the client's (operations 2.2)."),
    id("MWSAuthToken").sensitive().doc(
        "The merchant's permission for a solution provider who acts for him, `amzn.mws.…` \
         (operations 2.2).",
    ),
    text("SignatureMethod").required().doc("Always `HmacSHA256` (operations 2.2)."),
    text("SignatureVersion").required().doc("Always `2` (operations 2.2)."),
    time("Timestamp").required().doc(
        "When the request was signed, UTC; the service accepts about 15 minutes of difference \
         (operations 2.2).",
    ),
    text("Version").required().doc("Always `2013-01-01` (operations 2.2)."),
    text("Signature")
        .required()
        .sensitive()
        .doc("The signature over all other parameters, base64 (operations 2.2)."),
];

/// Calls that change something (operations 4).
const WRITE: Quotas = Quotas { live: refill(10, 1_000), sandbox: refill(2, 2_000) };

/// Calls that read one object (operations 4).
const READ: Quotas = Quotas { live: refill(20, 500), sandbox: refill(5, 1_000) };

/// Asking how the service is: twice, then once in five minutes (operations 4).
const STATUS: Quotas = Quotas { live: refill(2, 300_000), sandbox: refill(2, 300_000) };

// The service documents no quota for lists, the merchant's account and provider credits. They are
// taken to be like those of other calls of their kind.
const UNDOCUMENTED_WRITE: Quotas = WRITE;
const UNDOCUMENTED_READ: Quotas = READ;

const fn refill(capacity: u32, restore_milliseconds: u32) -> Quota {
    Quota { capacity, restore_milliseconds }
}
