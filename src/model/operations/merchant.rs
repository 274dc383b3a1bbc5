//! Operations on the merchant's account: whether it can take money, and where notifications go.

use super::{UNDOCUMENTED_READ, UNDOCUMENTED_WRITE};
use crate::model::schema::{Effect, Operation, Resource, choice, list, operation};
use crate::model::shapes::merchant::{
    ACCOUNT_STATE, NOTIFICATION_CONFIGURATION_INPUT_LIST, NOTIFICATION_CONFIGURATION_LIST,
};

/// Whether the account can take money.
pub static GET_MERCHANT_ACCOUNT_STATUS: Operation =
    operation("GetMerchantAccountStatus", Resource::Merchant, UNDOCUMENTED_READ)
        .doc(
            "Tells a solution provider whether a merchant's account can take payments. The \
             service documents no quota for this call; the one here is assumed (operations 5.17).",
        )
        .result(&[choice("AccountStatus", &ACCOUNT_STATE)
            .required()
            .doc("Whether it can (operations 5.17).")])
        .faults(&["UnauthorizedSolutionProvider"]);

/// Where notifications go.
pub static GET_MERCHANT_NOTIFICATION_CONFIGURATION: Operation =
    operation("GetMerchantNotificationConfiguration", Resource::Merchant, UNDOCUMENTED_READ)
        .doc(
            "Lists the addresses that get notifications. The service documents no quota for this \
             call; the one here is assumed (operations 5.18).",
        )
        .result(&[list("NotificationConfigurationList", &NOTIFICATION_CONFIGURATION_LIST)
            .required()
            .doc("The addresses and what they are told about (operations 5.18).")]);

/// Where notifications shall go.
// How many addresses there may be, and whether an empty list removes all, is unconfirmed.
pub static SET_MERCHANT_NOTIFICATION_CONFIGURATION: Operation =
    operation("SetMerchantNotificationConfiguration", Resource::Merchant, UNDOCUMENTED_WRITE)
        .doc(
            "Replaces the addresses that get notifications. The service documents no quota for \
             this call; the one here is assumed (operations 5.19).",
        )
        .effect(Effect::Settles)
        .request(&[list("NotificationConfigurationList", &NOTIFICATION_CONFIGURATION_INPUT_LIST)
            .required()
            .doc("All addresses and what they shall be told about (operations 5.19).")])
        .result_optional();
