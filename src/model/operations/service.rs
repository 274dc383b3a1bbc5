//! The operation that asks how the service is.

use super::STATUS;
use crate::model::schema::{Operation, Resource, choice, list, operation, text, time};
use crate::model::shapes::merchant::{MESSAGES, SERVICE_STATE};

/// How the service is.
pub static GET_SERVICE_STATUS: Operation = operation("GetServiceStatus", Resource::Service, STATUS)
    .doc("Tells whether the service is well. May be asked rarely only (operations 5.16).")
    .result(&[
        choice("Status", &SERVICE_STATE).required().doc("How it is (operations 5.16)."),
        time("Timestamp").required().doc("As of when, UTC (operations 5.16)."),
        text("MessageId").doc("Id of what it has to say (operations 5.16)."),
        list("Messages", &MESSAGES).doc("What it has to say (operations 5.16)."),
    ]);
