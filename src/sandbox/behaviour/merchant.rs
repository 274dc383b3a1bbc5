//! The merchant's account: whether it may transact, and where its notifications go
//! (operations.md 5.17 to 5.19).

use crate::model::value::{Record, Value};

use super::{Call, Outcome};
use crate::sandbox::fault::Fault;
use crate::sandbox::sellers::Endpoint;
use crate::sandbox::world::World;

/// GetMerchantAccountStatus. Who may ask was judged at the front door.
pub fn account_status(world: &mut World, call: &Call<'_>) -> Outcome {
    let active = world.seller(call.seller)?.active;
    let word = if active { "ACTIVE" } else { "INACTIVE" };
    Ok(Some(Record::new().with("AccountStatus", word)))
}

/// GetMerchantNotificationConfiguration. Captures join the event types by commas in one item.
pub fn get_notifications(world: &mut World, call: &Call<'_>) -> Outcome {
    let endpoints = world.seller(call.seller)?.notifications.iter().map(|endpoint| {
        let types = Value::from(endpoint.event_types.join(","));
        Record::new()
            .with("NotificationUrl", endpoint.url.clone())
            .with("EventTypes", vec![types])
            .into()
    });
    let list = Value::List(endpoints.collect());
    Ok(Some(Record::new().with("NotificationConfigurationList", list)))
}

/// SetMerchantNotificationConfiguration: replaces all that was configured. Its answer never has a
/// result element.
pub fn set_notifications(world: &mut World, call: &Call<'_>) -> Outcome {
    let mut endpoints = Vec::new();
    for item in call.input.list("NotificationConfigurationList") {
        let Value::Record(item) = item else { continue };
        let url = item.text("NotificationUrl").unwrap_or_default();
        if !is_acceptable(url) {
            return Err(Fault::parameter("NotificationUrl", url));
        }
        let types = item.list("EventTypes").iter().filter_map(|word| match word {
            Value::Text(text) => Some(text.clone().into_owned()),
            _ => None,
        });
        endpoints.push(Endpoint { url: url.to_owned(), event_types: types.collect() });
    }
    let seller = world.sellers.get_mut(usize::from(call.seller.0));
    seller.ok_or_else(|| Fault::broken("no such seller"))?.notifications = endpoints;
    Ok(None)
}

/// The service takes https only; on the own machine plain http is let through, since that is what a
/// sandbox is for.
fn is_acceptable(url: &str) -> bool {
    let host =
        url.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or(rest));
    url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
        || matches!(host, Some("localhost" | "127.0.0.1" | "["))
}
