//! The merchant's account: where notifications go, how the service feels, and who registered.

use crate::model::schema::{Choice, Kind, List, Shape, id, items, list, shape, text, words};

/// How the service feels.
pub static SERVICE_STATE: Choice = words(
    "ServiceState",
    "How the service feels: `GREEN` well, `GREEN_I` well with something to say, `YELLOW` troubled, \
     `RED` down (operations 5.16).",
    &["GREEN", "GREEN_I", "YELLOW", "RED"],
);

/// Whether an account can take money.
pub static ACCOUNT_STATE: Choice = words(
    "AccountState",
    "Whether a merchant's account can take payments (operations 5.17).",
    &["ACTIVE", "INACTIVE"],
);

/// What notifications can be about.
pub static EVENT_TYPE: Choice = words(
    "EventType",
    "What notifications are about (operations 5.19).",
    &[
        "ALL",
        "ORDER_REFERENCE",
        "PAYMENT_AUTHORIZE",
        "PAYMENT_CAPTURE",
        "PAYMENT_REFUND",
        "BILLING_AGREEMENT",
        "CHARGEBACK_DETAILED",
    ],
);

/// Event types. The item's name differs between request and answer, and one item of an answer may
/// hold several words (operations 5.18, 5.19).
pub static EVENT_TYPES: List =
    items(&["EventTypeList"], Kind::Choice(&EVENT_TYPE)).answers(&["member"]).comma_joined();

/// Where notifications shall go.
pub static NOTIFICATION_CONFIGURATION_INPUT: Shape = shape(
    "NotificationConfigurationInput",
    "An address that shall get notifications (operations 5.19).",
    &[
        id("NotificationUrl").required().doc("An https address of yours (operations 5.19)."),
        list("EventTypes", &EVENT_TYPES)
            .required()
            .doc("What it shall be told about (operations 5.19)."),
    ],
);

/// Addresses that shall get notifications.
pub static NOTIFICATION_CONFIGURATION_INPUT_LIST: List =
    items(&["NotificationConfiguration"], Kind::Record(&NOTIFICATION_CONFIGURATION_INPUT))
        .answers(&["member"]);

/// Where notifications go.
pub static NOTIFICATION_CONFIGURATION: Shape = shape(
    "NotificationConfiguration",
    "An address that gets notifications (operations 5.18).",
    &[
        text("NotificationUrl").required().doc("The address (operations 5.18)."),
        list("EventTypes", &EVENT_TYPES)
            .required()
            .doc("What it is told about; words joined by commas come apart (operations 5.18)."),
    ],
);

/// Addresses that get notifications.
pub static NOTIFICATION_CONFIGURATION_LIST: List =
    items(&["NotificationConfiguration"], Kind::Record(&NOTIFICATION_CONFIGURATION))
        .answers(&["member"]);

/// Something the service has to say about itself.
pub static MESSAGE: Shape = shape(
    "Message",
    "Something the service has to say about itself (operations 5.16).",
    &[
        text("Locale").required().doc("Its language, such as `en_US` (operations 5.16)."),
        text("Text").required().doc("The message (operations 5.16)."),
    ],
);

/// What the service has to say about itself.
pub static MESSAGES: List = items(&["Message"], Kind::Record(&MESSAGE));

/// A detail of a registration. Only notifications tell of it; its names are lower-case.
pub static SOLUTION_PROVIDER_OPTION: Shape = shape(
    "SolutionProviderOption",
    "A detail of a merchant's registration (operations 13).",
    &[
        text("name").required().doc("What the detail is (operations 13)."),
        text("value").sensitive().doc("Its value (operations 13)."),
    ],
);

/// Details of a registration.
pub static SOLUTION_PROVIDER_OPTIONS: List =
    items(&["SolutionProviderOption"], Kind::Record(&SOLUTION_PROVIDER_OPTION));

/// A merchant registered through a solution provider. Only notifications tell of it.
pub static MERCHANT_REGISTRATION_DETAILS: Shape = shape(
    "MerchantRegistrationDetails",
    "A merchant has registered through a solution provider. Only a notification tells of it \
     (operations 13).",
    &[
        id("SellerId").required().doc("Merchant id of the one who registered (operations 13)."),
        text("Type").required().doc("What happened, such as `Register` (operations 13)."),
        list("Options", &SOLUTION_PROVIDER_OPTIONS)
            .doc("Details of the registration (operations 13)."),
    ],
);
