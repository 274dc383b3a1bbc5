//! How the service feels (operations.md 5.16). The control plane can make it feel otherwise.

use crate::model::value::{Record, Value};

use super::{Call, Outcome, time};
use crate::sandbox::world::World;

/// GetServiceStatus.
pub fn status(world: &mut World, _: &Call<'_>) -> Outcome {
    let word = world.service_status.clone();
    let mut record = Record::new().with("Timestamp", time(world.now));
    if word != "GREEN" {
        // The odd locale is the service's own.
        let text = |locale: &'static str| {
            Record::new().with("Locale", locale).with("Text", "The service is in trouble.").into()
        };
        record.put("MessageId", "173964729I");
        record.put("Messages", Value::List(vec![text("en_US"), text("en_UK")]));
    }
    record.put("Status", word);
    Ok(Some(record))
}
